//! Projects and their histories.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::histories::History;
use super::visible::{Beside, Visible};
use super::{measuring, publishing_feeds};
use crate::domain::calendar::{Month, Week};
use crate::domain::people::{Email, Member, Membership, PersonId, Role};
use crate::domain::programme::project::{Project, ProjectId, PromotionId};
use crate::domain::reading::acknowledging::Readers;
use crate::domain::reading::history::Spirit;
use crate::domain::reading::measures::Share;
use crate::domain::reading::sight::Reader;
use crate::services::calendar::team_absences::{self, ToCome};
use crate::services::help::listing::Requests;
use crate::services::{Error, Refusal, Scope};
use crate::store::people;

/// The projects that are listed, by name.
pub struct Listed {
    pub active: Vec<Summary>,
    pub ended: Vec<Project>,
    /// The last week that everybody may read; none: none of them is old enough to have had one.
    pub week: Option<Week>,
}

/// A project in a line or two.
pub struct Summary {
    pub project: Project,
    /// How it was in the last week that everybody may read; none: it did not file.
    pub spirit: Option<Spirit>,
    /// Whether its team was away that week, and whether a bulletin was asked of it at all.
    pub away: bool,
    pub asked: bool,
    /// The names of its team.
    pub team: Vec<String>,
}

/// Of one promotion, or of all.
pub fn list(scope: &mut Scope<'_>, reader: &Member, promotion: Option<PromotionId>) -> Result<Listed, Error> {
    let week = scope.week();
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let all = visible.present_projects()?;
    let of_promotion = |project: &Project| promotion.is_none_or(|wanted| project.promotion == wanted);
    let (active, ended): (Vec<Project>, Vec<Project>) = all
        .into_iter()
        .filter(Project::is_listed)
        .filter(of_promotion)
        .partition(|project| !project.has_ended(week));
    let spirits = visible.latest_spirits(&active)?;
    let week = visible.sight().last_public();
    let is_asked_for = visible.calendar().closing(week).is_some();
    let spirits: BTreeMap<_, _> = spirits.into_iter().map(|spirit| (spirit.project, spirit)).collect();
    let mut teams: BTreeMap<ProjectId, Vec<String>> = BTreeMap::new();
    let ids: Vec<ProjectId> = active.iter().map(|project| project.id).collect();
    for member in people::members_of(scope.conn, &ids, scope.today())? {
        for project in member.projects_as(Role::Eig) {
            teams.entry(project).or_default().push(member.person.name.clone());
        }
    }
    let mut summary = |project: Project| Summary {
        spirit: spirits.get(&project.id).copied(),
        team: teams.remove(&project.id).unwrap_or_default(),
        away: is_asked_for && project.is_away_in(week),
        asked: is_asked_for && project.is_asked_in(week),
        project,
    };
    let has_one = active.iter().any(|project| Week::of(project.starts_on) <= week);
    let active = active.into_iter().map(&mut summary).collect();
    Ok(Listed { active, ended, week: Some(week).filter(|_| has_one) })
}

/// A project as somebody with an account reads it.
pub struct Read {
    pub history: History,
    pub requests: Requests,
    /// Who has read which of its bulletins.
    pub readers: Readers,
    /// How many of these weeks' bulletins were read soon; for coordinators, once that can be told.
    pub read_soon: Option<Share>,
    pub people: Vec<InTouch>,
    /// The others of its promotion, to go on to, by name.
    pub others: Vec<Project>,
    /// How many of them come before it.
    pub before: usize,
    /// This week, where this person can file for it.
    pub can_file: Option<Week>,
    /// The coming absences, for those who say them.
    pub absences: Option<ToCome>,
    pub can_share: bool,
    /// What stands in the address of this person's calendar.
    pub feed: String,
}

/// Somebody of a project, whom one can write to.
pub struct InTouch {
    pub name: String,
    pub email: Email,
    /// None: who coordinates it, and is asked about it.
    pub role: Option<Role>,
    /// The mentor in whose place they are that, and until when.
    pub stands_in_for: Option<(String, NaiveDate)>,
    /// Who does that in theirs, and until when.
    pub stood_for_by: Option<(String, NaiveDate)>,
}

/// One project, with that month of it in full; none: with the newest ones.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such for this reader.
pub fn show(
    scope: &mut Scope<'_>,
    reader: &Member,
    slug: &str,
    month: Option<Month>,
) -> Result<Read, Refusal> {
    let feed = publishing_feeds::address_of(scope, reader.person.id)?;
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let mut others = visible.present_projects()?;
    let project = match others.iter().find(|project| project.slug == slug) {
        Some(found) => found.clone(),
        // One that is archived, if any.
        None => visible.project(slug)?.ok_or(Refusal::Gone)?,
    };
    others.retain(|other| other.is_listed() && other.promotion == project.promotion);
    let before = others.iter().position(|other| other.id == project.id);
    others.retain(|other| other.id != project.id);
    let this_week = visible.week();
    let files = reader.may_file_for(project.id) && project.is_active_in(this_week);
    let requests = Requests::of(&mut visible, &project)?;
    let history = visible.history(project, month, Beside::ThoseWeeks)?;
    let readers = visible.readers(&history.bulletins)?;
    let read_soon = match reader.person.coordinator {
        true => {
            Some(measuring::read_soon(scope, &history.project, history.period)?).filter(|share| share.all > 0)
        }
        false => None,
    };
    let people = people_of(scope, &history.project)?;
    let says = reader.may_file_for(history.project.id) && !history.has_ended();
    let absences = says.then(|| team_absences::to_come(scope, &history.project)).transpose()?;
    Ok(Read {
        can_file: files.then_some(this_week),
        can_share: reader.may_share(history.project.id),
        absences,
        history,
        requests,
        readers,
        read_soon,
        people,
        before: before.unwrap_or_default(),
        others,
        feed,
    })
}

/// Its people who can be written to, its team first and its referent last.
fn people_of(scope: &mut Scope<'_>, of: &Project) -> Result<Vec<InTouch>, Error> {
    let (project, members) = (of.id, people::members_of(scope.conn, &[of.id], scope.today())?);
    let name_of = |id| members.iter().find(|member| member.person.id == id).map(|it| it.person.name.clone());
    let stood = |member: &Member| {
        let here = |role: &&Membership| role.project == project && role.serves_on(member.today);
        let mut here = member.memberships.iter().filter(here);
        here.find_map(|role| Some((role.role, name_of(role.for_whom?)?, role.until_day?)))
    };
    let stood_for_by = |mentor: PersonId, role: Role| {
        members.iter().find_map(|member| {
            let is_that = |held: &&Membership| {
                (held.project, held.role, held.for_whom) == (project, role, Some(mentor))
            };
            let held = member.memberships.iter().filter(is_that).find(|held| held.serves_on(member.today))?;
            Some((member.person.name.clone(), held.until_day?))
        })
    };
    let mut told = Vec::new();
    for role in Role::ALL {
        for member in members.iter().filter(|member| member.has_role(role, project)) {
            let stood = stood(member);
            // Who stands in for a mentor helps for that alone, and is told of once.
            if stood.is_some() && role == Role::Helper {
                continue;
            }
            let stood = stood.filter(|(stood, ..)| *stood == role);
            told.push(InTouch {
                name: member.person.name.clone(),
                email: member.person.email.clone(),
                role: Some(role),
                stands_in_for: stood.map(|(_, mentor, until)| (mentor, until)),
                stood_for_by: stood_for_by(member.person.id, role),
            });
        }
    }
    let is_referent = |member: &&Member| member.person.coordinator && of.referent == Some(member.person.id);
    told.extend(members.iter().find(is_referent).map(|member| InTouch {
        name: member.person.name.clone(),
        email: member.person.email.clone(),
        role: None,
        stands_in_for: None,
        stood_for_by: None,
    }));
    Ok(told)
}
