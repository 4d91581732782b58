//! A promotion that was laid away goes once its time is over: with all that was filed in it, and with those who took part in
//! nothing else.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{ProjectId, Promotion, Stage};
use crate::services::privacy::erasing;
use crate::services::{Error, Refusal, Scope};
use crate::store::database::installation;
use crate::store::people;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::{logos, projects, promotions, removal};

/// What goes.
pub struct Leaving {
    pub promotion: Promotion,
    pub projects: Vec<ProjectId>,
    pub bulletins: usize,
    /// Who had a role in it and has none elsewhere: without any they would follow everything.
    pub people: Vec<PersonId>,
}

/// Why it stays.
#[derive(Debug, thiserror::Error)]
pub enum Stays {
    #[error("there is no promotion of the name {0:?}")]
    Unknown(String),
    #[error("{0:?} is not archived: a coordinator closes and archives it first, at /admin")]
    InUse(String),
    #[error("{name:?} is kept until {until}: retention.promotion_days after its last day")]
    Until { name: String, until: NaiveDate },
    #[error("{bulletins} bulletins are stored, and {archived} lie in the archive")]
    NotAllArchived { bulletins: usize, archived: usize },
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl From<crate::store::Error> for Stays {
    fn from(error: crate::store::Error) -> Self {
        Stays::Refused(error.into())
    }
}

impl From<Error> for Stays {
    fn from(error: Error) -> Self {
        Stays::Refused(error.into())
    }
}

/// What would go with the promotion of that name.
///
/// # Errors
/// It stays.
pub fn look(scope: &mut Scope<'_>, name: &str) -> Result<Leaving, Stays> {
    let promotion = promotions::by_name(scope.conn, name)?.ok_or_else(|| Stays::Unknown(name.to_owned()))?;
    if promotion.stage != Stage::Archived {
        return Err(Stays::InUse(promotion.name));
    }
    let until = promotion.kept_until(scope.services.config.retention.promotion_days);
    if scope.today() < until {
        return Err(Stays::Until { name: promotion.name, until });
    }
    let all = projects::of_promotions(scope.conn, |other| other.id == promotion.id)?;
    let projects: Vec<ProjectId> = all.iter().map(|project| project.id).collect();
    let everybody = people::everybody(scope.conn, scope.today())?;
    let takes_part_here_alone = everybody.iter().filter(|member| {
        let roles: BTreeSet<ProjectId> = member.own_roles().map(|role| role.project).collect();
        !member.person.coordinator && !roles.is_empty() && roles.iter().all(|id| projects.contains(id))
    });
    let people = takes_part_here_alone.map(|member| member.person.id).collect();
    let bulletins = removal::count_bulletins(scope.conn, &projects)?.unsigned_abs() as usize;
    Ok(Leaving { promotion, projects, bulletins, people })
}

/// Deletes it for good, where as many bulletins lie in its archive as are stored, and erases those who leave with it, who are
/// told by a last mail.
///
/// # Errors
/// It stays, as it was.
pub fn remove(scope: &mut Scope<'_>, by: Actor, name: &str, archived: usize) -> Result<Leaving, Stays> {
    let leaving = look(scope, name)?;
    let Leaving { promotion, projects, bulletins, people } = &leaving;
    if *bulletins != archived {
        return Err(Stays::NotAllArchived { bulletins: *bulletins, archived });
    }
    removal::remove(scope.conn, promotion.id, projects, scope.now)?;
    for person in people {
        erasing::erase(scope, by, *person)?;
    }
    logos::delete_unused(scope.conn)?;
    let entry = Entry::new(by, Action::PromotionDeleted).with(promotion.name.clone());
    audit::record(scope.conn, &entry, scope.now)?;
    installation::ask_to_wipe(scope.conn, scope.now)?;
    Ok(leaving)
}
