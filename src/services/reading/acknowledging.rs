//! Readers tell a team that its bulletin has been read, and take it back.

use chrono::{DateTime, Utc};

use super::links::ReadLink;
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::people::Member;
use crate::domain::programme::project::Project;
use crate::domain::reading::acknowledging::{self, ReadBy};
use crate::domain::reading::sight::{Reader, Sight};
use crate::services::identity::claim::Claim;
use crate::services::{Denied, Error, Refusal, Scope};
use crate::store::filing::bulletins;
use crate::store::programme::projects;
use crate::store::reading::acknowledgements;
use crate::store::{self, people};

/// What somebody shows who comes to say so.
#[derive(Clone)]
pub enum Pass {
    /// That they are signed in, at the address of a project's week.
    Account { claim: Claim, slug: String, week: Week },
    /// A link, which names the bulletin and its reader.
    Link(ReadLink),
}

/// What they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Read,
    /// It was said by mistake.
    TakenBack,
}

/// A bulletin as one of its readers finds it.
pub struct Found {
    pub project: Project,
    pub bulletin: Bulletin,
    pub own: Own,
    reader: Member,
}

/// What a reader has said of a bulletin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    pub said_at: Option<DateTime<Utc>>,
    /// Until when it can be said, and taken back.
    pub until: DateTime<Utc>,
    /// Whether that is to come.
    pub is_open: bool,
}

/// Who has read a bulletin, as somebody is told who reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub readers: Vec<ReadBy>,
    /// None: it is not for them to say.
    pub own: Option<Own>,
}

/// Who has said that they have read a bulletin, which that reader may read.
pub fn reading(scope: &mut Scope<'_>, reader: &Member, bulletin: &Bulletin) -> store::Result<Reading> {
    let readers = readers(scope, bulletin)?;
    let own = acknowledging::is_asked(reader, bulletin).then(|| {
        let until = acknowledging::until(bulletin.week, scope.calendar.zone);
        let said = readers.iter().find(|read| read.reader == reader.person.id);
        Own { said_at: said.map(|read| read.at), until, is_open: scope.now < until }
    });
    Ok(Reading { readers, own })
}

/// Who has.
pub fn readers(scope: &mut Scope<'_>, bulletin: &Bulletin) -> store::Result<Vec<ReadBy>> {
    Ok(acknowledgements::of(scope.conn, [bulletin.id])?.remove(&bulletin.id).unwrap_or_default())
}

/// What they find who come by that pass.
///
/// # Errors
/// [`Refusal::Gone`] where there is no such bulletin as far as they are told; [`Refusal::LinkEnded`] where the owner of a
/// link is no reader of it any more; [`Denied`] where a session has ended, or its owner is of the team.
pub fn find(scope: &mut Scope<'_>, pass: &Pass) -> Result<Found, Refusal> {
    match pass {
        Pass::Account { claim, slug, week } => {
            let reader = claim.member(scope)?;
            let project = projects::by_slug(scope.conn, slug)?.ok_or(Refusal::Gone)?;
            let bulletin = bulletins::find(scope.conn, project.id, *week)?.ok_or(Refusal::Gone)?;
            found(scope, reader, project, bulletin)
        }
        Pass::Link(link) => {
            let bulletin = bulletins::by_id(scope.conn, link.bulletin)?.ok_or(Refusal::LinkEnded)?;
            let reader = people::member(scope.conn, link.reader, scope.today())?;
            let reader = reader.filter(|reader| reader.person.active).ok_or(Refusal::LinkEnded)?;
            let project = projects::by_id(scope.conn, bulletin.project)?.ok_or(Refusal::LinkEnded)?;
            // Whoever has lost the right since is told no more than that the link has ended.
            found(scope, reader, project, bulletin).map_err(|_| Refusal::LinkEnded)
        }
    }
}

fn found(
    scope: &mut Scope<'_>,
    reader: Member,
    project: Project,
    bulletin: Bulletin,
) -> Result<Found, Refusal> {
    let sight = Sight::of(Reader::Member(&reader), &scope.calendar, scope.now);
    let bulletin = sight.shows(&project, bulletin).ok_or(Refusal::Gone)?;
    match reading(scope, &reader, &bulletin)?.own {
        Some(own) => Ok(Found { project, bulletin, own, reader }),
        None => Err(Error::from(Denied::Forbidden).into()),
    }
}

/// Says that they have read it, or takes that back. Said twice, it is from the first time.
///
/// # Errors
/// Those of [`find`]; [`Refusal::NotNow`] once it cannot be said any more.
pub fn tell(scope: &mut Scope<'_>, pass: &Pass, word: Word) -> Result<(), Refusal> {
    let reader = find(scope, pass)?.reader.person.id;
    // Who erases them waits, and finds what is written here; what they may do counts as it is from now on.
    people::hold(scope.conn, reader)?.ok_or(Refusal::Gone)?;
    let Found { bulletin, own, .. } = find(scope, pass)?;
    if !own.is_open {
        return Err(Refusal::NotNow);
    }
    match word {
        Word::Read => acknowledgements::say(scope.conn, bulletin.id, reader, scope.now)?,
        Word::TakenBack => acknowledgements::take_back(scope.conn, bulletin.id, reader)?,
    }
    Ok(())
}
