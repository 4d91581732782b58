//! The place of a bulletin: a project and a week, with what somebody finds there at a moment.

use chrono::{DateTime, Utc};

use super::drafting::{self, Signed};
use super::writers::{Pass, Writer};
use crate::domain::calendar::{Phase, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::help::Request;
use crate::domain::people::{FiledAs, Member, PersonId};
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::{Reader, Sight};
use crate::services::{Refusal, Scope};
use crate::store::filing::bulletins;
use crate::store::help::requests;
use crate::store::programme::projects;
use crate::store::{self, people};

/// How many weeks the bulletin may lie back that is shown beside the form.
const EARLIEST_SHOWN: usize = 8;

/// What a member finds at the address of a bulletin.
pub enum Place {
    /// Their team's form, with all that belongs to it.
    Desk(Box<Desk>),
    /// What everybody may read; none: nothing was filed in that week.
    Published(Project, Option<Box<Filed>>),
    /// Until then others are not even told whether there is one; none: that is when the week ends.
    Hidden(Project, Option<DateTime<Utc>>),
}

/// The form of a project's week, as who may write in it sees it.
pub struct Desk {
    pub project: Project,
    pub week: Week,
    pub phase: Phase,
    /// When the project's next form opens; none: it has ended, or nothing more is asked.
    pub next_opening: Option<DateTime<Utc>>,
    pub filed: Option<Filed>,
    /// The team's bulletin of an earlier week, to look at while writing.
    pub previous: Option<Bulletin>,
    /// What the team has begun to write.
    pub draft: Option<Signed>,
    /// What it asked for in other ways than by this bulletin, and nobody has closed; none for who is not of the team.
    pub requests: Vec<Request>,
}

/// A bulletin, and who filed it; none: they have been erased, or nobody knows.
pub struct Filed {
    pub bulletin: Bulletin,
    pub by: Option<Author>,
    /// What it asks for.
    pub request: Option<Request>,
}

/// Who filed, and as what; none: nothing tells it any more.
pub struct Author {
    pub name: String,
    pub filed_as: Option<FiledAs>,
}

impl Place {
    /// What that member may see there.
    ///
    /// # Errors
    /// [`Refusal::Gone`] where there is no project of that name, as far as they are told.
    pub fn find(scope: &mut Scope<'_>, reader: &Member, slug: &str, week: Week) -> Result<Place, Refusal> {
        let sight = Sight::of(Reader::Member(reader), &scope.calendar, scope.now);
        let project = projects::by_slug(scope.conn, slug)?;
        let project = project.filter(|project| sight.knows(project)).ok_or(Refusal::Gone)?;
        if reader.may_file_for(project.id) {
            let writer = Writer { project, week, author: reader.person.id };
            return Ok(Place::Desk(Box::new(Desk::of(scope, writer)?)));
        }
        if !sight.reads(&project, week) {
            let closing = scope.calendar.closing(week);
            return Ok(Place::Hidden(project, closing.map(|closing| closing.published_at)));
        }
        let filed = bulletins::find(scope.conn, project.id, week)?;
        let filed = filed.map(|bulletin| Filed::new(scope, bulletin)).transpose()?;
        Ok(Place::Published(project, filed.map(Box::new)))
    }
}

impl Desk {
    /// The form for whoever has that pass.
    ///
    /// # Errors
    /// Those of [`Pass::writer`].
    pub fn find(scope: &mut Scope<'_>, pass: &Pass) -> Result<Desk, Refusal> {
        let writer = pass.writer(scope)?;
        Ok(Desk::of(scope, writer)?)
    }

    fn of(scope: &mut Scope<'_>, Writer { project, week, author }: Writer) -> store::Result<Desk> {
        let history = bulletins::of_project_in(scope.conn, project.id, earliest_shown(week), week)?;
        let mut history = history.into_iter().peekable();
        let filed = history.next_if(|bulletin| bulletin.week == week);
        let draft = drafting::present(scope.conn, project.id, week, filed.as_ref())?;
        let requests = still_open(scope, (&project, author), filed.as_ref())?;
        let next = scope.calendar.next_opening(scope.now);
        Ok(Desk {
            phase: scope.calendar.phase(week, scope.now),
            // Of a project that has ended nothing more is asked.
            next_opening: next.filter(|(week, _)| project.is_active_in(*week)).map(|(_, at)| at),
            filed: filed.map(|bulletin| Filed::new(scope, bulletin)).transpose()?,
            previous: history.next(),
            draft,
            requests,
            project,
            week,
        })
    }
}

/// What a team can close by its form: not what this very bulletin asks for.
fn still_open(
    scope: &mut Scope<'_>,
    (project, writer): (&Project, PersonId),
    filed: Option<&Bulletin>,
) -> store::Result<Vec<Request>> {
    let writer = people::member(scope.conn, writer, scope.today())?;
    if !writer.is_some_and(|writer| writer.asks_for(project.id)) {
        return Ok(Vec::new());
    }
    let own = filed.map(|bulletin| bulletin.id);
    let mut requests = requests::unended_of(scope.conn, project.id)?;
    requests.retain(|request| request.bulletin.is_none() || request.bulletin != own);
    Ok(requests)
}

fn earliest_shown(week: Week) -> Week {
    std::iter::successors(Some(week), |week| Some(week.previous())).nth(EARLIEST_SHOWN).unwrap_or(week)
}

impl Filed {
    fn new(scope: &mut Scope<'_>, bulletin: Bulletin) -> store::Result<Filed> {
        let today = scope.today();
        // Whoever revised it last.
        let day = scope.calendar.today(bulletin.revised_at);
        let author = bulletin.author.map_or(Ok(None), |id| people::member(scope.conn, id, today))?;
        let by = author.map(|author| Author {
            filed_as: author.filed_as(bulletin.project, day),
            name: author.person.name,
        });
        let request = requests::of_bulletin(scope.conn, bulletin.id)?;
        Ok(Filed { bulletin, by, request })
    }
}
