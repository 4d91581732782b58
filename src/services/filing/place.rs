//! The place of a bulletin: a project and a week, with what somebody finds there at a moment.

use chrono::{DateTime, Utc};

use super::course::Course;
use super::drafting::{self, Signed};
use super::telling;
use super::writers::{Pass, Writer};
use crate::domain::calendar::{Phase, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::last_week::LastWeek;
use crate::domain::help::nagging::Case;
use crate::domain::help::{Request, RequestId};
use crate::domain::people::{FiledAs, Member, PersonId};
use crate::domain::programme::project::Project;
use crate::domain::reading::acknowledging::ReadBy;
use crate::domain::reading::sight::{Reader, Sight};
use crate::services::calendar::absences;
use crate::services::reading::acknowledging::{self, Reading};
use crate::services::{Refusal, Scope};
use crate::store::filing::bulletins;
use crate::store::help::{events, requests};
use crate::store::programme::projects;
use crate::store::{self, people};

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
    /// Who writes in it.
    pub writer: PersonId,
    /// Whether they are of the team, rather than helping out.
    pub is_own: bool,
    pub week: Week,
    pub phase: Phase,
    /// The form has closed, and takes what is sent within the grace all the same.
    pub is_in_grace: bool,
    /// When the project's next form opens; none: it has ended, or nothing more is asked.
    pub next_opening: Option<DateTime<Utc>>,
    pub filed: Option<Filed>,
    /// How the week goes on; none: nothing is filed.
    pub course: Option<Course>,
    /// The team's bulletin of an earlier week, to look at while writing.
    pub previous: Option<Bulletin>,
    /// Who has read that one.
    pub readers: Vec<ReadBy>,
    /// What the team has begun to write.
    pub draft: Option<Signed>,
    /// What can be told of its earlier bulletins.
    pub last_week: LastWeek,
    /// What it asked for in other ways than by this bulletin, and nobody has closed; none for who is not of the team.
    pub requests: Vec<Unended>,
    /// What of it ended since the week began.
    pub ended: Vec<Request>,
}

/// A request that a form asks of.
pub struct Unended {
    pub request: Request,
    /// When its team last said that it is needed still.
    pub said_needed_at: Option<DateTime<Utc>>,
    /// Whether that was in the week of the form.
    pub is_said_needed: bool,
    /// Whether it is asked if it is.
    pub is_asked_if_needed: bool,
}

/// A bulletin, and who filed it; none: they have been erased, or nobody knows.
pub struct Filed {
    pub bulletin: Bulletin,
    pub by: Option<Author>,
    /// To whom it is shown.
    pub reader: PersonId,
    /// What it asks for.
    pub request: Option<Request>,
    pub reading: Reading,
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
            let writer = Writer { project, week, member: reader.clone() };
            return Ok(Place::Desk(Box::new(Desk::of(scope, writer)?)));
        }
        if !sight.reads(&project, week) {
            let closing = scope.calendar.closing(week);
            return Ok(Place::Hidden(project, closing.map(|closing| closing.published_at)));
        }
        let filed = bulletins::find(scope.conn, project.id, week)?;
        let filed = filed.and_then(|bulletin| sight.shows(&project, bulletin));
        let filed = filed.map(|bulletin| Filed::new(scope, bulletin, reader)).transpose()?;
        Ok(Place::Published(project, filed.map(Box::new)))
    }
}

impl Desk {
    /// Whether whoever writes in it changed the draft last.
    pub fn has_own_draft(&self) -> bool {
        self.draft.as_ref().is_some_and(|signed| signed.draft.author == Some(self.writer))
    }

    /// Whether everybody can read what is filed.
    pub fn is_published(&self) -> bool {
        self.course.as_ref().is_some_and(|course| course.is_published)
    }

    /// The form for whoever has that pass.
    ///
    /// # Errors
    /// Those of [`Pass::writer`].
    pub fn find(scope: &mut Scope<'_>, pass: &Pass) -> Result<Desk, Refusal> {
        let writer = pass.writer(scope)?;
        Ok(Desk::of(scope, writer)?)
    }

    /// The form for whoever is known to write in it.
    pub fn of(scope: &mut Scope<'_>, writer: Writer) -> store::Result<Desk> {
        let Writer { mut project, week, member } = writer;
        absences::note(scope.conn, &scope.calendar, std::slice::from_mut(&mut project))?;
        let mut earlier = telling::history(scope, project.id, week)?;
        let is_filed = earlier.first().is_some_and(|bulletin| bulletin.week == week);
        let filed = is_filed.then(|| earlier.remove(0));
        let last_week = telling::asked_after(scope, project.id, week, &earlier)?;
        let previous = earlier.into_iter().next();
        let readers =
            previous.as_ref().map(|bulletin| acknowledging::readers(scope, bulletin)).transpose()?;
        let draft = drafting::present(scope.conn, project.id, week, filed.as_ref())?;
        let (requests, ended) = own_requests(scope, (&project, week, &member), filed.as_ref())?;
        let course = filed.as_ref().map(|_| Course::of(scope, &project, week)).transpose()?;
        let next = scope.calendar.next_opening(scope.now);
        let phase = scope.calendar.phase(week, scope.now);
        Ok(Desk {
            is_own: member.asks_for(project.id),
            is_in_grace: matches!(phase, Phase::Open { closing } if closing.at <= scope.now),
            phase,
            // Of a project that has ended nothing more is asked.
            next_opening: next.filter(|(week, _)| project.is_active_in(*week)).map(|(_, at)| at),
            filed: filed.map(|bulletin| Filed::new(scope, bulletin, &member)).transpose()?,
            course,
            previous,
            readers: readers.unwrap_or_default(),
            last_week,
            draft,
            requests,
            ended,
            project,
            week,
            writer: member.person.id,
        })
    }
}

/// What a team can close by its form (not what this very bulletin asks for), and what ended since the week began.
fn own_requests(
    scope: &mut Scope<'_>,
    (project, week, writer): (&Project, Week, &Member),
    filed: Option<&Bulletin>,
) -> store::Result<(Vec<Unended>, Vec<Request>)> {
    if !writer.asks_for(project.id) {
        return Ok((Vec::new(), Vec::new()));
    }
    let own = filed.map(|bulletin| bulletin.id);
    let mut unended = requests::unended_of(scope.conn, project.id)?;
    unended.retain(|request| request.bulletin.is_none() || request.bulletin != own);
    let mut ended = requests::ended_since(scope.conn, week.starts_at(scope.calendar.zone))?;
    ended.retain(|request| request.project == project.id);
    Ok((with_what_was_said(scope, (project, week), unended)?, ended))
}

fn with_what_was_said(
    scope: &mut Scope<'_>,
    (project, week): (&Project, Week),
    requests: Vec<Request>,
) -> store::Result<Vec<Unended>> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<RequestId> = requests.iter().map(|request| request.id).collect();
    let stories = events::of(scope.conn, &ids)?;
    let with_story = |request: Request| {
        let story = stories.get(&request.id).map_or(&[][..], Vec::as_slice);
        let case = Case { request: &request, story, project, calendar: &scope.calendar };
        Unended {
            said_needed_at: case.said_needed_at(),
            is_said_needed: case.is_said_needed_in(week),
            is_asked_if_needed: case.is_asked_in_form(week, scope.now),
            request,
        }
    };
    Ok(requests.into_iter().map(with_story).collect())
}

impl Filed {
    /// Whether it stands as its reader wrote it.
    pub fn is_by_reader(&self) -> bool {
        self.bulletin.author == Some(self.reader)
    }

    fn new(scope: &mut Scope<'_>, bulletin: Bulletin, reader: &Member) -> store::Result<Filed> {
        let today = scope.today();
        // Whoever revised it last.
        let day = scope.calendar.today(bulletin.revised_at);
        let author = match bulletin.author {
            Some(author) if author == reader.person.id => Some(reader.clone()),
            author => author.map_or(Ok(None), |id| people::member(scope.conn, id, today))?,
        };
        let by = author.map(|author| Author {
            filed_as: author.filed_as(bulletin.project, day),
            name: author.person.name,
        });
        let request = requests::of_bulletin(scope.conn, bulletin.id)?;
        let reading = acknowledging::reading(scope, reader, &bulletin)?;
        Ok(Filed { bulletin, by, reader: reader.person.id, request, reading })
    }
}
