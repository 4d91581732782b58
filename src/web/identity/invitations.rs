//! Getting in for the first time.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{fault_text, let_in};
use crate::domain::people::{Locale, Person};
use crate::services::identity::passwords;
use crate::services::identity::signing_up::{self, Fault, Typed};
use crate::services::identity::tokens::Token;
use crate::store::identity::link_tokens::Invited;
use crate::store::{self, people};
use crate::web::kit::forms::Posted;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
struct InvitationPage {
    name: String,
    /// Asked of the first coordinator alone; for others the address is known.
    email: String,
    first: bool,
    locales: Vec<Choice>,
    min_length: usize,
    name_error: Option<String>,
    email_error: Option<String>,
    password_error: Option<String>,
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let (invited, person) = find_invited(&site, &visitor, token).await?;
    let locale = person.as_ref().and_then(|person| person.locale).unwrap_or(visitor.locale);
    let (name, email) = person.map(|person| (person.name, person.email.to_string())).unwrap_or_default();
    let page = InvitationPage {
        name,
        email,
        first: invited == Invited::FirstCoordinator,
        locales: Choice::locales(locale),
        min_length: passwords::MIN_LENGTH,
        name_error: None,
        email_error: None,
        password_error: None,
    };
    view::page(&site, &req, &visitor, "pages/identity/invitation", &page)
}

/// Whom a link is for, and the person where there is one already.
async fn find_invited(
    site: &Site,
    visitor: &Visitor,
    token: Token,
) -> Result<(Invited, Option<Person>), Error> {
    let now = visitor.now;
    let found = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            let invited = signing_up::invited(conn, &token, now)?;
            let person = match invited {
                Some(Invited::Person(id)) => people::by_id(conn, id)?,
                _ => None,
            };
            Ok(invited.map(|invited| (invited, person)))
        })
        .await?;
    found.ok_or(Error::LinkEnded)
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
    let (invited, person) = find_invited(&site, &visitor, token.clone()).await?;
    let SignUp { name, email, locale, password } = form.0;
    let first = invited == Invited::FirstCoordinator;
    let locale: Locale = locale.parse().unwrap_or(visitor.locale);
    let asked_email = first.then_some(email.as_str());
    let typed = Typed { name: &name, email: asked_email, password: password.expose_secret(), locale };
    let newcomer = match typed.check() {
        Ok(newcomer) => newcomer,
        Err(faults) => {
            let told = |wanted: &[Fault]| fault_text(&visitor, &faults, wanted);
            let page = InvitationPage {
                name_error: told(&[Fault::NameMissing, Fault::NameInvalid])?,
                email_error: told(&[Fault::EmailInvalid])?,
                password_error: told(&[Fault::PasswordTooShort, Fault::PasswordTooLong])?,
                email: person.map_or(email, |person| person.email.to_string()),
                name,
                first,
                locales: Choice::locales(locale),
                min_length: passwords::MIN_LENGTH,
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return view::page_with_status(&site, &req, &visitor, status, "pages/identity/invitation", &page);
        }
    };
    let hash = match password.expose_secret() {
        "" => None,
        _ => Some(site.services.passwords.hash(password).await?),
    };
    let now = visitor.now;
    let person = site
        .services
        .db
        .write(move |conn| signing_up::sign_up(conn, &token, &newcomer, hash.as_deref(), now))
        .await?
        .ok_or(Error::LinkEnded)?;
    // Signing up is on record already.
    let_in(&site, &req, &visitor, (person, None), "/").await
}
