//! Getting in for the first time.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::{admit, browser_of, replaced};
use crate::domain::identity::Password;
use crate::domain::people::Locale;
use crate::services::Refusal;
use crate::services::identity::signing_up::{self, Invitee, Typed};
use crate::services::identity::tokens::Token;
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct InvitationPage {
    /// Whose invitation it is; of the first coordinator the address is asked.
    email: Option<String>,
    /// Who is signed out by it.
    replaces: Option<String>,
    min_length: usize,
    form: Form,
}

impl InvitationPage {
    fn new(visitor: &Visitor, invitee: &Invitee, typed: (&str, &str), locale: Locale) -> InvitationPage {
        let known = match invitee {
            Invitee::Known(person) => Some(person),
            Invitee::FirstCoordinator => None,
        };
        let replaces = replaced(visitor, known.map(|person| person.id));
        let known = known.map(|person| person.email.to_string());
        InvitationPage { replaces, ..InvitationPage::of(known, typed, locale) }
    }

    fn of(known: Option<String>, (name, email): (&str, &str), locale: Locale) -> InvitationPage {
        let form = Form::new([("name", name), ("email", email), ("password", "")]);
        InvitationPage {
            email: known,
            replaces: None,
            min_length: Password::MIN,
            form: form.choosing("locale", Choice::locales(locale)),
        }
    }
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "pages/identity/invitation";

    /// Of the first coordinator the address is asked.
    fn nobody_coordinates(&self) -> bool {
        self.email.is_none()
    }

    #[cfg(test)]
    fn samples() -> Vec<InvitationPage> {
        let known = InvitationPage::of(Some("ada@x.example".into()), ("Ada", ""), Locale::Fr);
        let first = || InvitationPage::of(None, ("", ""), Locale::En);
        let refused = first().form.sample_fault("name").sample_fault("email").sample_fault("password");
        vec![
            InvitationPage { replaces: Some("Chloé".into()), ..known },
            first(),
            InvitationPage { form: refused, ..first() },
        ]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let invitee = invitee(&site, &path).await?;
    let (name, locale) = match &invitee {
        Invitee::Known(person) => (person.name.as_str(), person.locale),
        Invitee::FirstCoordinator => ("", None),
    };
    let page = InvitationPage::new(&visitor, &invitee, (name, ""), locale.unwrap_or(visitor.locale));
    view::show(&site, &req, &visitor, &page)
}

async fn invitee(site: &Site, token: &str) -> Result<Invitee, Error> {
    let token = Token::read(token).ok_or(Error::LinkEnded)?;
    Ok(site.services.read(move |scope| signing_up::invitee(scope, &token)).await?)
}

#[derive(Deserialize)]
pub struct SignUp {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    password: SecretString,
}

pub async fn accept(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<String>,
    form: Posted<SignUp>,
) -> Result<HttpResponse, Error> {
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let SignUp { name, email, locale, password } = form.0;
    let locale: Locale = locale.parse().unwrap_or(visitor.locale);
    let typed = Typed { name: name.clone(), email: email.clone(), password, locale };
    match signing_up::sign_up(&site.services, token, typed, browser_of(&req, &visitor)).await {
        Ok(entered) => admit(&site, &entered, "/"),
        Err(Refusal::Faults(faults)) => {
            let invitee = invitee(&site, &path).await?;
            let page = InvitationPage::new(&visitor, &invitee, (&name, &email), locale);
            let page = InvitationPage { form: page.form.refused(&visitor, &faults)?, ..page };
            view::show_with_status(&site, &req, &visitor, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal.into()),
    }
}
