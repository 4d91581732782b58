//! Projects and their histories.

use super::publishing_feeds;
use super::visible::{History, Visible};
use crate::domain::calendar::Week;
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, Stage};
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Refusal, Scope};

/// The projects that are listed, by name.
pub struct Listed {
    pub active: Vec<Project>,
    pub ended: Vec<Project>,
}

/// What is archived is found by its address and by its weeks; what is in preparation stands among the pages that
/// prepare it.
fn is_listed(project: &Project) -> bool {
    matches!(project.stage, Stage::Open | Stage::Closed)
}

pub fn list(scope: &mut Scope<'_>, reader: &Member) -> Result<Listed, Error> {
    let week = scope.week();
    let all = Visible::to(Reader::Member(reader), scope).projects()?;
    let (active, ended) = all.into_iter().filter(is_listed).partition(|project| project.runs_in(week));
    Ok(Listed { active, ended })
}

/// A project as somebody with an account reads it.
pub struct Read {
    pub history: History,
    /// The others of its promotion, to go on to.
    pub others: Vec<Project>,
    /// This week, where this person can file for it.
    pub can_file: Option<Week>,
    pub can_share: bool,
    /// What stands in the address of this person's calendar.
    pub feed: String,
}

/// One project.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such for this reader.
pub fn show(scope: &mut Scope<'_>, reader: &Member, slug: &str) -> Result<Read, Refusal> {
    let feed = publishing_feeds::address_of(scope, reader.person.id)?;
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let project = visible.project(slug)?.ok_or(Refusal::Gone)?;
    let mut others = visible.projects()?;
    others.retain(|other| is_listed(other) && other.promotion == project.promotion && other.id != project.id);
    let this_week = visible.week();
    let files = reader.may_file_for(project.id) && project.is_active_in(this_week);
    Ok(Read {
        can_file: files.then_some(this_week),
        can_share: reader.may_share(project.id),
        history: visible.history(project)?,
        others,
        feed,
    })
}
