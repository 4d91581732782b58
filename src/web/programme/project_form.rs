//! The form in which a project is described.

use serde::Deserialize;

use crate::domain::people::{Locale, Person};
use crate::domain::post::notification::{Notification, Service};
use crate::domain::programme::project::PromotionId;
use crate::services::programme::projects::Typed;
use crate::web::kit::form::Form;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// The form in which that was typed; `promotions`: those to choose from.
pub fn form(
    site: &Site,
    visitor: &Visitor,
    typed: &Typed,
    promotions: Vec<(PromotionId, String)>,
    coordinators: &[Person],
) -> Result<Form, Error> {
    let of = |(id, name): (PromotionId, String)| Choice {
        value: id.0.to_string(),
        text: name,
        chosen: id == typed.promotion,
    };
    Ok(fields(typed)
        .choosing("promotion", promotions.into_iter().map(of).collect())
        .choosing("locale", locales(visitor, &typed.locale)?)
        .choosing("notification", notifications(site, visitor, &typed.notification)?)
        .choosing("referent", referents(visitor, coordinators, typed.referent.as_deref())?))
}

/// The coordinators, and all of them.
fn referents(visitor: &Visitor, coordinators: &[Person], chosen: Option<&str>) -> Result<Vec<Choice>, Error> {
    let of = |person: &Person| {
        let value = person.id.0.to_string();
        Choice { chosen: chosen == Some(&value), value, text: person.name.clone() }
    };
    let named: Vec<Choice> = coordinators.iter().map(of).collect();
    let text = view::text(visitor, "referent-all", &[])?;
    let is_all = named.iter().all(|choice| !choice.chosen);
    let all = Choice { value: String::new(), text, chosen: is_all };
    Ok(std::iter::once(all).chain(named).collect())
}

fn fields(typed: &Typed) -> Form {
    Form::new([
        ("promotion", ""),
        ("name", typed.name.as_str()),
        ("administration", &typed.administration),
        ("description", &typed.description),
        ("ends_on", &typed.ends_on),
        ("locale", &typed.locale),
        ("notification", &typed.notification),
    ])
}

/// A form as samples of pages show it.
#[cfg(test)]
pub fn sample() -> Form {
    use crate::domain::people::PersonId;
    let choice = |value: &str| vec![Choice { value: value.into(), text: value.into(), chosen: true }];
    fields(&Typed::blank(PromotionId(1), PersonId(1)))
        .choosing("promotion", choice("1"))
        .choosing("locale", choice("fr"))
        .choosing("notification", choice("email"))
        .choosing("referent", choice("1"))
}

/// The programme's language, and those that there are.
fn locales(visitor: &Visitor, chosen: &str) -> Result<Vec<Choice>, Error> {
    let text = view::text(visitor, "locale-programme", &[])?;
    let mut choices = vec![Choice { value: String::new(), text, chosen: chosen.is_empty() }];
    // Those of a language that is not chosen mark the first one.
    let named = Choice::locales(Locale::Fr).into_iter();
    choices.extend(named.map(|choice| Choice { chosen: choice.value == chosen, ..choice }));
    Ok(choices)
}

/// The ways of reminding that can be chosen: mail, the chats that are set, and none.
fn notifications(site: &Site, visitor: &Visitor, chosen: &str) -> Result<Vec<Choice>, Error> {
    let chats: Vec<Service> =
        site.services.config.chat.channels().into_iter().map(|(service, _)| service).collect();
    let is_there = |way: &Notification| {
        way.as_str() == chosen
            || way.service().is_none_or(|service| service == Service::Email || chats.contains(&service))
    };
    let choice = |way: Notification| {
        let text = view::text(visitor, &format!("notification-{way}"), &[])?;
        Ok(Choice { value: way.to_string(), text, chosen: way.as_str() == chosen })
    };
    Notification::ALL.into_iter().filter(is_there).map(choice).collect()
}

#[derive(Deserialize)]
pub struct ProjectForm {
    #[serde(default)]
    promotion: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    administration: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    ends_on: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    notification: String,
    referent: Option<String>,
}

impl From<ProjectForm> for Typed {
    fn from(form: ProjectForm) -> Self {
        Typed {
            promotion: PromotionId(form.promotion.parse().unwrap_or_default()),
            name: form.name,
            administration: form.administration,
            description: form.description,
            ends_on: form.ends_on,
            locale: form.locale,
            notification: form.notification,
            referent: form.referent,
        }
    }
}
