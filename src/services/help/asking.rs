//! A team asks for help: in its bulletin, or by itself at once.

use std::collections::BTreeSet;

use super::telling::{self, Happened};
use crate::domain::calendar::{Phase, Week};
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::filing::questions::HELP;
use crate::domain::filing::text::Text;
use crate::domain::help::{End, Ending, EventKind, Request, RequestId, Standing};
use crate::domain::kit::{Fault, Faults, Wrong};
use crate::domain::people::{Member, PersonId};
use crate::domain::programme::project::Project;
use crate::services::people::referents;
use crate::services::{Denied, Error, Refusal, Scope};
use crate::store::help::events::{self, By};
use crate::store::help::requests::{self, NewRequest};
use crate::store::programme::projects;
use crate::store::{self, people};

/// The field of the project that asks.
pub const PROJECT: &str = "project";

/// What somebody typed who asks by itself.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The project's slug.
    pub project: String,
    pub help: String,
}

/// The projects in whose name that person may ask now.
///
/// # Errors
/// [`Denied::Forbidden`]: there are none.
pub fn projects_of(scope: &mut Scope<'_>, member: &Member) -> Result<Vec<Project>, Refusal> {
    let week = scope.week();
    let mut projects = projects::of_promotions(scope.conn, |promotion| promotion.spans(week, week))?;
    projects.retain(|project| {
        member.may_file_for(project.id) && project.is_told_to(member) && project.runs_in(week)
    });
    if projects.is_empty() { Err(Error::from(Denied::Forbidden).into()) } else { Ok(projects) }
}

/// Asks at once, apart from any bulletin: everybody may know of it, and some are told now.
///
/// # Errors
/// Faults of its fields, beside those of [`projects_of`].
pub fn ask(scope: &mut Scope<'_>, by: &Member, typed: &Typed) -> Result<RequestId, Refusal> {
    let projects = projects_of(scope, by)?;
    let meant = projects::by_slug(scope.conn, &typed.project)?.filter(|project| project.is_told_to(by));
    if meant.is_some_and(|project| !by.may_file_for(project.id)) {
        return Err(Error::from(Denied::Forbidden).into());
    }
    let mut faults = Faults::default();
    let project = projects.iter().find(|project| project.slug == typed.project);
    let project = faults.keep(PROJECT, project.ok_or_else(|| Wrong::new("help-project-missing")));
    let text = faults.keep(HELP.name, text_of(&typed.help));
    let (project, text) = faults.finish(project.zip(text))?;
    take_turns(scope, project)?;
    let known = known_as(scope, project, &text)?;
    // Sent twice, as phones do on bad networks, it is asked once.
    if let Some(known) = known.as_ref().filter(|known| known.at_once) {
        return Ok(known.id);
    }
    let told = hold_those_told(scope, project, by.person.id)?;
    // It stood in a bulletin, and waited.
    if let Some(known) = known {
        publish(scope, (&known, project), &told)?;
        return Ok(known.id);
    }
    let new = NewRequest {
        project: project.id,
        week: scope.week(),
        bulletin: None,
        text: &text,
        at_once: true,
        asked_by: Some(by.person.id),
        asked_at: scope.now,
    };
    let request = insert(scope, &new)?;
    telling::asked(scope, (&request, project), &told)?;
    Ok(request.id)
}

/// What the project asks for in these words already, rather where everybody was told at once; it is held.
fn known_as(scope: &mut Scope<'_>, project: &Project, text: &Text) -> store::Result<Option<Request>> {
    let is_same = |known: &Request| known.is_unended() && known.text == *text;
    let all = requests::of_project(scope.conn, project.id)?;
    let known = all.iter().filter(|known| is_same(known)).max_by_key(|known| (known.at_once, known.id));
    let held = known.map_or(Ok(None), |known| requests::hold(scope.conn, known.id))?;
    Ok(held.filter(is_same))
}

/// Tells everybody now of what was to wait for its week.
fn publish(
    scope: &mut Scope<'_>,
    (request, project): (&Request, &Project),
    told: &BTreeSet<PersonId>,
) -> store::Result<()> {
    // Where its week is public, everybody has known since then.
    let since = request.public_at(&scope.calendar).min(scope.now);
    requests::publish(scope.conn, request.id, since)?;
    telling::asked(scope, (request, project), told)
}

/// What is asked, which must be something.
pub(super) fn text_of(typed: &str) -> Result<Text, Wrong> {
    Text::parse(typed, HELP.max)?.ok_or_else(|| Wrong::new("help-missing"))
}

/// Has who asks, the team and those whom it tells stay as they are until this transaction has ended: who erases one of
/// them waits, and finds what is written here. Those of them who are there.
///
/// Held as others hold them, too, and before anything is written: whoever erases somebody changes what they wrote.
fn hold_those_told(
    scope: &mut Scope<'_>,
    project: &Project,
    by: PersonId,
) -> store::Result<BTreeSet<PersonId>> {
    let members = people::members_of(scope.conn, &[project.id], scope.today())?;
    let team = members.iter().filter(|member| member.asks_for(project.id)).map(|member| member.person.id);
    let mut ids: BTreeSet<PersonId> = team.chain([by]).collect();
    ids.extend(referents::of(scope, project)?.iter().map(|referent| referent.id));
    ids.extend(telling::readers_at_once(scope, project)?.iter().map(|reader| reader.person.id));
    Ok(people::hold_addresses(scope.conn, ids.iter())?.into_keys().collect())
}

fn insert(scope: &mut Scope<'_>, new: &NewRequest<'_>) -> store::Result<Request> {
    let lost = || store::Error::Corrupt("a request vanished while it was asked".into());
    let id = requests::insert(scope.conn, new)?.ok_or_else(lost)?;
    let by = new.asked_by.map_or(By::Program, By::Person);
    events::record(scope.conn, id, EventKind::Asked, by, "", scope.now)?;
    requests::by_id(scope.conn, id)?.ok_or_else(lost)
}

/// Waits for teammates who ask in that project's name, or file for it, and has others wait: first of all, so that whoever
/// is next finds what was written.
pub(in crate::services) fn take_turns(scope: &mut Scope<'_>, project: &Project) -> store::Result<()> {
    requests::take_turns_asking(scope.conn, project.id)
}

/// Who files a bulletin, and how.
pub(in crate::services) struct Filing<'a> {
    pub project: &'a Project,
    pub week: Week,
    pub by: PersonId,
    /// Who may be told of what it asks without waiting for its week, held; none: it waits.
    at_once: Option<BTreeSet<PersonId>>,
}

impl<'a> Filing<'a> {
    /// Has all stay as it is that concerns what the bulletin asks, before anything of it is written: its request before
    /// people, as everywhere. `present`: the bulletin as it is, if it is.
    pub(in crate::services) fn begin(
        scope: &mut Scope<'_>,
        (project, week): (&'a Project, Week),
        by: PersonId,
        (present, asks_now): (Option<&Bulletin>, bool),
    ) -> store::Result<Filing<'a>> {
        if let Some(bulletin) = present {
            hold_of(scope, bulletin.id)?;
        }
        let at_once = if asks_now { Some(hold_those_told(scope, project, by)?) } else { None };
        Ok(Filing { project, week, by, at_once })
    }
}

/// What that bulletin asks for, held; none: nothing.
fn hold_of(scope: &mut Scope<'_>, bulletin: BulletinId) -> store::Result<Option<Request>> {
    let known = requests::of_bulletin(scope.conn, bulletin)?;
    known.map_or(Ok(None), |known| requests::hold(scope.conn, known.id))
}

/// Has the request of a bulletin say what the bulletin does, now that this has been filed or revised (`is_new`: there was none
/// before). What others knew of, and is closed by that.
///
/// # Errors
/// A fault at its field where somebody sees to the request as it was, and it says something else now.
pub(in crate::services) fn follow(
    scope: &mut Scope<'_>,
    filing: &Filing<'_>,
    (bulletin, is_new): (BulletinId, bool),
    text: Option<&Text>,
) -> Result<Option<RequestId>, Refusal> {
    let known = if is_new { None } else { hold_of(scope, bulletin)? };
    let request = match (known, text) {
        (None, None) => return Ok(None),
        (Some(known), text) if !known.is_unended() => match text {
            // It was solved meanwhile, and the bulletin has not changed in that.
            Some(text) if *text != known.text => {
                requests::detach(scope.conn, known.id)?;
                ask_in(scope, filing, bulletin, text)?
            }
            _ => return Ok(None),
        },
        (None, Some(text)) => ask_in(scope, filing, bulletin, text)?,
        (Some(known), None) => return drop_it(scope, filing, &known),
        (Some(known), Some(text)) if *text == known.text => known,
        (Some(known), Some(_)) if !known.takings.is_empty() => return Err(vec![is_taken(&known)].into()),
        (Some(known), Some(text)) => revise(scope, filing.by, &known, text)?,
    };
    if let Some(told) = filing.at_once.as_ref().filter(|_| !request.at_once) {
        publish(scope, (&request, filing.project), told)?;
    }
    Ok(None)
}

/// A fault where somebody sees to what that bulletin asks for, and it is to ask for something else.
pub(in crate::services) fn taken_as_it_was(
    scope: &mut Scope<'_>,
    bulletin: &Bulletin,
    text: &Text,
) -> store::Result<Option<Fault>> {
    let known = requests::of_bulletin(scope.conn, bulletin.id)?;
    let changed = known.filter(|known| known.standing() == Standing::Taken && known.text != *text);
    Ok(changed.as_ref().map(is_taken))
}

fn is_taken(known: &Request) -> Fault {
    Fault { field: HELP.name, wrong: Wrong::new("fault-help-taken").with("text", &known.text) }
}

fn ask_in(
    scope: &mut Scope<'_>,
    filing: &Filing<'_>,
    bulletin: BulletinId,
    text: &Text,
) -> store::Result<Request> {
    let new = NewRequest {
        project: filing.project.id,
        week: filing.week,
        bulletin: Some(bulletin),
        text,
        at_once: false,
        asked_by: Some(filing.by),
        asked_at: scope.now,
    };
    insert(scope, &new)
}

/// The team's bulletin asks for nothing any more. What nobody was told of is forgotten; anything else
/// ends, and is named.
fn drop_it(
    scope: &mut Scope<'_>,
    filing: &Filing<'_>,
    known: &Request,
) -> Result<Option<RequestId>, Refusal> {
    if known.public_at(&scope.calendar) > scope.now && known.takings.is_empty() {
        requests::delete(scope.conn, known.id)?;
        return Ok(None);
    }
    let (kind, now) = (EventKind::NotNeeded, scope.now);
    requests::close(scope.conn, known.id, End { ending: Ending::NotNeeded, at: now })?;
    events::record(scope.conn, known.id, kind, By::Person(filing.by), "", now)?;
    let name = people::by_id(scope.conn, filing.by)?.map(|person| person.name).unwrap_or_default();
    let person = Some(filing.by);
    let happened = Happened { kind, by: &name, person, coordinator: None, word: "" };
    telling::news(scope, (known, filing.project), &happened)?;
    Ok(Some(known.id))
}

/// Says it in other words, as long as nobody sees to it.
pub(super) fn revise(
    scope: &mut Scope<'_>,
    by: PersonId,
    known: &Request,
    text: &Text,
) -> Result<Request, Refusal> {
    if !requests::revise(scope.conn, known.id, known.version, text)? {
        return Err(Refusal::NotNow);
    }
    events::record(scope.conn, known.id, EventKind::Revised, By::Person(by), "", scope.now)?;
    requests::by_id(scope.conn, known.id)?.ok_or(Refusal::Gone)
}

/// Whether the form is still open in which the request stands: until it closes both say the same.
pub(super) fn is_in_open_form(scope: &Scope<'_>, request: &Request) -> bool {
    request.bulletin.is_some() && matches!(scope.calendar.phase(request.week, scope.now), Phase::Open { .. })
}
