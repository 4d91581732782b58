//! The form in which a project is described.

use serde::{Deserialize, Serialize};

use crate::domain::people::Locale;
use crate::domain::post::notification::{Notification, Service};
use crate::domain::programme::project::{Promotion, PromotionId};
use crate::services::programme::fault::Fault;
use crate::services::programme::projects::{DESCRIPTION_MAX, Typed};
use crate::web::kit::field::FieldView;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct FormView {
    name: FieldView,
    administration: FieldView,
    description: FieldView,
    ends_on: FieldView,
    promotions: Vec<Choice>,
    locales: Vec<Choice>,
    notifications: Vec<Choice>,
    description_max: usize,
}

impl FormView {
    pub fn new(
        visitor: &Visitor,
        typed: &Typed,
        promotions: &[Promotion],
        chats: &[Service],
        faults: &[Fault],
    ) -> Result<FormView, Error> {
        let field = |name, value| FieldView::new(visitor, name, value, faults);
        let programme = Choice {
            value: String::new(),
            text: view::text(visitor, "locale-programme", &[])?,
            chosen: typed.locale.is_empty(),
        };
        let mut locales = vec![programme];
        locales.extend(Locale::ALL.into_iter().flat_map(|locale| {
            let chosen = typed.locale == locale.code();
            Choice::locales(locale)
                .into_iter()
                .filter(|choice| choice.chosen)
                .map(move |choice| Choice { chosen, ..choice })
        }));
        Ok(FormView {
            name: field("name", &typed.name)?,
            administration: field("administration", &typed.administration)?,
            description: field("description", &typed.description)?,
            ends_on: field("ends_on", &typed.ends_on)?,
            promotions: promotions
                .iter()
                .map(|promotion| Choice {
                    value: promotion.id.0.to_string(),
                    text: promotion.name.clone(),
                    chosen: promotion.id == typed.promotion,
                })
                .collect(),
            locales,
            notifications: notifications(visitor, chats, &typed.notification)?,
            description_max: DESCRIPTION_MAX,
        })
    }
}

/// The ways of reminding that can be chosen: mail, the chats that are set, and none.
fn notifications(visitor: &Visitor, chats: &[Service], chosen: &str) -> Result<Vec<Choice>, Error> {
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

pub fn chats(site: &Site) -> Vec<Service> {
    site.services.config.chat.channels().into_iter().map(|(service, _)| service).collect()
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
}

impl ProjectForm {
    /// `promotion`: that of a project which is there already.
    pub fn typed(self, promotion: Option<PromotionId>) -> Typed {
        Typed {
            promotion: promotion.unwrap_or(PromotionId(self.promotion.parse().unwrap_or_default())),
            name: self.name,
            administration: self.administration,
            description: self.description,
            ends_on: self.ends_on,
            locale: self.locale,
            notification: self.notification,
        }
    }
}
