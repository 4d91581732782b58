//! A team files its bulletin, or revises it.

use super::drafting::{self, Signed};
use super::writers::Writer;
use crate::domain::calendar::Phase;
use crate::domain::filing::bulletin::{Bulletin, BulletinId, Content};
use crate::domain::filing::typed::{KEY_DATE, Typed};
use crate::domain::kit::{Fault, Wrong};
use crate::services::help::asking::{self, Filing};
use crate::services::{self, Refusal, Scope};
use crate::store;
use crate::store::filing::bulletins::{self, NewBulletin};
use crate::store::filing::{drafts, key_dates};

/// Why a bulletin was not filed; nothing has been written then.
#[derive(Debug, thiserror::Error)]
pub enum NotFiled {
    /// The week's form is closed, or the project is not active in that week.
    #[error("the form is closed")]
    Closed,
    #[error("fields are wrong")]
    Faults(Vec<Fault>),
    /// A teammate filed or revised meanwhile; both texts are now for the person to choose from.
    #[error("a teammate was quicker")]
    Conflict,
    /// A teammate is writing, and this person has not seen what.
    #[error("a teammate's words would be lost")]
    Drafted(Box<Signed>),
    #[error(transparent)]
    Refused(Refusal),
}

impl From<Refusal> for NotFiled {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Faults(faults) => NotFiled::Faults(faults),
            other => NotFiled::Refused(other),
        }
    }
}

impl From<Vec<Fault>> for NotFiled {
    fn from(faults: Vec<Fault>) -> Self {
        NotFiled::Faults(faults)
    }
}

impl From<store::Error> for NotFiled {
    fn from(error: store::Error) -> Self {
        NotFiled::Refused(services::Error::from(error).into())
    }
}

/// Files what was typed, or revises the version that it names; the bulletin as it is then. The draft has served.
///
/// `seen_draft`: the version of the team's draft that the person saw (0: none).
///
/// Sending the same text twice is no conflict: phones do it on bad networks.
pub fn file(
    scope: &mut Scope<'_>,
    writer: &Writer,
    typed: &Typed,
    seen_draft: i32,
) -> Result<Bulletin, NotFiled> {
    let revision = typed.parse()?;
    if let Some(theirs) = drafting::lost_by_filing(scope, writer, typed, seen_draft)? {
        return Err(NotFiled::Drafted(Box::new(theirs)));
    }
    let (project, week) = (&writer.project, writer.week);
    if !project.is_active_in(week) {
        return Err(NotFiled::Closed);
    }
    let late = match scope.calendar.phase(week, scope.now) {
        Phase::Open { .. } => false,
        Phase::Late { .. } => true,
        _ => return Err(NotFiled::Closed),
    };
    asking::take_turns(scope, project)?;
    let present = bulletins::find(scope.conn, project.id, week)?;
    let asked = (present.as_ref(), revision.asks_now);
    let filing = Filing::begin(scope, (project, week), writer.author, asked)?;
    let content = without_known_day(scope, writer, present.as_ref(), revision.content)?;
    let filed = match present {
        None => insert(scope, writer, &content, late),
        Some(present) if present.content == content => Ok(present),
        Some(_) if late => Err(NotFiled::Closed),
        Some(present) if present.version == revision.revises => revise(scope, writer, &content, &present),
        Some(_) => Err(NotFiled::Conflict),
    }?;
    asking::follow(scope, &filing, &filed)?;
    drafts::delete(scope.conn, project.id, week)?;
    Ok(filed)
}

/// Leaves out a key date that the project has announced in the same words before: it need not be told twice.
///
/// # Errors
/// A fault at the field where that day was announced in other words.
fn without_known_day(
    scope: &mut Scope<'_>,
    writer: &Writer,
    present: Option<&Bulletin>,
    content: Content,
) -> Result<Content, NotFiled> {
    let Some(key_date) = &content.key_date else { return Ok(content) };
    let own = present.map(|bulletin| bulletin.id);
    match key_dates::announced_otherwise(scope.conn, writer.project.id, key_date.date, own)? {
        None => Ok(content),
        Some(description) if description == key_date.description.as_str() => {
            Ok(Content { key_date: None, ..content })
        }
        Some(description) => Err(day_taken(description)),
    }
}

fn day_taken(description: String) -> NotFiled {
    Refusal::fault(KEY_DATE, Wrong::new("fault-day-taken").with("description", description)).into()
}

fn insert(
    scope: &mut Scope<'_>,
    writer: &Writer,
    content: &Content,
    late: bool,
) -> Result<Bulletin, NotFiled> {
    let new = NewBulletin {
        project: writer.project.id,
        week: writer.week,
        content,
        late,
        author: Some(writer.author),
        filed_at: scope.now,
        digested_at: None,
    };
    match bulletins::insert(scope.conn, &new)? {
        Some(id) => {
            announce_day(scope, writer, content, id)?;
            filed(scope, writer)
        }
        // Between our look and our insert a teammate's transaction committed.
        None => settle_race(scope, writer, content),
    }
}

fn revise(
    scope: &mut Scope<'_>,
    writer: &Writer,
    content: &Content,
    present: &Bulletin,
) -> Result<Bulletin, NotFiled> {
    let (author, now) = (Some(writer.author), scope.now);
    if bulletins::revise(scope.conn, present.id, present.version, content, author, now)? {
        announce_day(scope, writer, content, present.id)?;
        filed(scope, writer)
    } else {
        settle_race(scope, writer, content)
    }
}

fn announce_day(
    scope: &mut Scope<'_>,
    writer: &Writer,
    content: &Content,
    id: BulletinId,
) -> Result<(), NotFiled> {
    let (project, day) = (writer.project.id, content.key_date.as_ref());
    if key_dates::announce(scope.conn, project, id, day, scope.now)? {
        return Ok(());
    }
    // Only a bulletin of another week, filed in this very moment, can have taken the day since we looked.
    Err(day_taken(String::new()))
}

/// Tells the loser of a race what the winner wrote, unless both wrote the same.
fn settle_race(scope: &mut Scope<'_>, writer: &Writer, content: &Content) -> Result<Bulletin, NotFiled> {
    let present = filed(scope, writer)?;
    if present.content == *content { Ok(present) } else { Err(NotFiled::Conflict) }
}

fn filed(scope: &mut Scope<'_>, writer: &Writer) -> Result<Bulletin, NotFiled> {
    let found = bulletins::find(scope.conn, writer.project.id, writer.week)?;
    found.ok_or_else(|| store::Error::Corrupt("a bulletin vanished while it was filed".into()).into())
}
