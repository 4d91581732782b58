//! Gathers what tells which projects are worth a look.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::help::Standing;
use crate::domain::people::{Member, PersonId};
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::attention::{self, Known, Reason};
use crate::domain::reading::dashboard::Row;
use crate::services::help::seeing::Seen;
use crate::services::{Error, Scope};
use crate::store::people::{self, traces};

/// Some projects with why they are worth a look, the most pressing first.
#[derive(Default)]
pub struct Worth {
    pub reasons: Vec<(Project, Reason)>,
    /// Those that follow.
    pub more: Vec<(Project, Reason)>,
}

/// Of these projects. `failed`: how many mails to whom were given up.
pub fn worth(
    scope: &mut Scope<'_>,
    rows: &[Row<'_>],
    requests: &[Seen],
    failed: &BTreeMap<Option<PersonId>, i64>,
) -> Result<Worth, Error> {
    let ids: Vec<ProjectId> = rows.iter().map(|row| row.project.id).collect();
    let members = people::members_of(scope.conn, &ids, scope.today())?;
    let is_mentor = |member: &&Member| member.serving().any(|one| one.role.is_mentor());
    let mentors: Vec<PersonId> = members.iter().filter(is_mentor).map(|member| member.person.id).collect();
    let heard = traces::heard(scope.conn, &mentors)?;
    let heard_at = |member: &Member| Some(heard.get(&member.person.id)?.silent_since());
    let mut on: BTreeMap<ProjectId, BTreeMap<PersonId, &Member>> = BTreeMap::new();
    for member in &members {
        for role in member.serving() {
            on.entry(role.project).or_default().insert(member.person.id, member);
        }
    }
    let week = scope.week();
    let known = |row: &Row<'_>| {
        let project = row.project.id;
        let of_it = || on.get(&project).into_iter().flat_map(BTreeMap::values).copied();
        let mentors = of_it().filter(|member| member.is_mentor_of(project));
        let mentors_heard_at: Option<DateTime<Utc>> = mentors.filter_map(heard_at).max();
        let failed = of_it().filter_map(|member| failed.get(&Some(member.person.id)));
        let untaken = requests.iter().filter(|seen| seen.project.id == project);
        let untaken = untaken.filter(|seen| seen.request.standing() == Standing::Open);
        Known {
            untaken: untaken.map(|seen| (seen.request.id, seen.days)).collect(),
            failed_mails: failed.sum(),
            mentors_heard_at,
            has_ended: row.project.has_ended(week),
        }
    };
    let known: Vec<_> = rows.iter().map(|row| (row, known(row))).collect();
    let found = attention::reasons(&known, scope.now);
    let told = found.into_iter().map(|(project, reason)| (project.clone(), reason)).collect();
    let [reasons, more] = attention::at_once(told);
    Ok(Worth { reasons, more })
}
