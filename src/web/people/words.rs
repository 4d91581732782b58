//! Roles and their days, and people's coming and going, in the visitor's words.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::people::Membership;
use crate::domain::people::presence::Standing;
use crate::i18n;
use crate::i18n::words::{self, Style};
use crate::services::people::everybody::Held;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// A role on a project.
#[derive(Serialize)]
pub struct RoleView {
    /// The key of its word.
    key: String,
    role: &'static str,
    project: String,
    slug: String,
    /// Its days in words; none: it has neither first nor last.
    days: Option<String>,
    pub has_left: bool,
}

impl RoleView {
    pub fn new(visitor: &Visitor, held: Held, today: NaiveDate) -> Result<RoleView, Error> {
        let Held { membership, project, slug } = held;
        Ok(RoleView {
            key: format!("role-{}", membership.role),
            role: membership.role.as_str(),
            project,
            slug,
            days: days(visitor, &membership, today)?,
            has_left: membership.is_past(today),
        })
    }

    pub fn all(visitor: &Visitor, held: Vec<Held>, today: NaiveDate) -> Result<Vec<RoleView>, Error> {
        held.into_iter().map(|held| RoleView::new(visitor, held, today)).collect()
    }

    #[cfg(test)]
    pub fn sample() -> RoleView {
        RoleView {
            key: "role-eig".into(),
            role: "eig",
            project: "CartoBio".into(),
            slug: "cartobio".into(),
            days: Some("depuis le 5 janvier 2026".into()),
            has_left: false,
        }
    }

    #[cfg(test)]
    pub fn sample_left() -> RoleView {
        RoleView { has_left: true, ..RoleView::sample() }
    }
}

/// A day as people say it.
pub fn day(visitor: &Visitor, day: NaiveDate) -> String {
    words::date(visitor.locale, day, Style::Date)
}

/// The days of a role; none: it has neither first nor last.
pub fn days(visitor: &Visitor, role: &Membership, today: NaiveDate) -> Result<Option<String>, Error> {
    let days = i18n::days(visitor.locale, (role.from_day, role.until_day), Some(today));
    days.map_err(|error| Error::Rendering(error.to_string()))
}

/// That somebody has a role in the place of that mentor, until its last day.
pub fn in_place_of(visitor: &Visitor, mentor: &str, role: &Membership) -> Result<String, Error> {
    let until = role.until_day.map(|until| day(visitor, until)).unwrap_or_default();
    view::text(visitor, "role-stood", &[("name", mentor), ("day", &until)])
}

/// Whether somebody has come, is waited for, or has gone.
pub fn standing(site: &Site, visitor: &Visitor, standing: Standing) -> Result<String, Error> {
    let zone = site.services.config.programme.timezone;
    let (key, on) = match standing {
        Standing::KeptOut => ("person-deactivated", None),
        Standing::Left(on) => ("person-left", Some(on)),
        Standing::Heard(at) => ("person-heard", Some(at.with_timezone(&zone).date_naive())),
        Standing::Invited(at) => ("person-invited", Some(at.with_timezone(&zone).date_naive())),
        Standing::NotInvited => ("person-not-invited", None),
    };
    let on = on.map(|on| day(visitor, on)).unwrap_or_default();
    view::text(visitor, key, &[("day", &on)])
}
