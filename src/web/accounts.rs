//! Signing in, signing up, signing out, and the choice of a language.

use std::str::FromStr;

use actix_web::cookie::Cookie;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::forms::{Nothing, Posted};
use super::visitor::{self, Visitor};
use super::{Error, Site, view};
use crate::domain::people::{Locale, PersonId};
use crate::services::passwords;
use crate::services::signing_in::{self, Attempt, DeviceMark, Refusal};
use crate::services::signing_up::{self, Fault, Typed};
use crate::services::tokens::Token;
use crate::store::link_tokens::Invited;
use crate::store::{self, people};

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

#[derive(Serialize)]
struct SignInPage<'a> {
    email: &'a str,
    back: &'a str,
    /// What went wrong before.
    error: Option<String>,
}

pub async fn show_sign_in(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    back: web::Query<Back>,
) -> Result<HttpResponse, Error> {
    if visitor.member.is_some() {
        return Ok(view::see_other(local_path(&back.back)));
    }
    let page = SignInPage { email: "", back: &back.back, error: None };
    view::page(&site, &req, &visitor, "pages/sign-in", &page)
}

#[derive(Deserialize)]
pub struct SignIn {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    back: String,
}

pub async fn sign_in(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    form: Posted<SignIn>,
) -> Result<HttpResponse, Error> {
    let SignIn { email, password, back } = form.0;
    let services = &site.services;
    let attempt = Attempt {
        email: email.clone(),
        password,
        from: visitor::remote_address(&req, services.config.server.trusted_proxies),
        device: visitor::device_mark(&req, &site),
    };
    let checked =
        signing_in::check_password(&services.db, &services.passwords, &services.key, attempt, visitor.now)
            .await?;
    match checked {
        Ok(person) => let_in(&site, &req, &visitor, person, local_path(&back)).await,
        Err(Refusal::Throttled { until }) => Err(Error::Throttled { until }),
        Err(Refusal::Wrong) => {
            let error = Some(view::text(&visitor, "sign-in-wrong", &[])?);
            let page = SignInPage { email: &email, back: &back, error };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            view::page_with_status(&site, &req, &visitor, status, "pages/sign-in", &page)
        }
    }
}

/// Begins a session, ends the one that this browser had, and marks the browser as the person's.
pub async fn let_in(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    person: PersonId,
    to: &str,
) -> Result<HttpResponse, Error> {
    let agent = req.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.unwrap_or_default().to_owned();
    let (validity, now, former) = (site.session_validity(), visitor.now, visitor.session.clone());
    let (token, email) = site
        .services
        .db
        .write(move |conn| -> store::Result<_> {
            if let Some(former) = former {
                signing_in::sign_out(conn, &former)?;
            }
            let email = people::by_id(conn, person)?.map(|person| person.email);
            Ok((signing_in::open_session(conn, person, &agent, validity, now)?, email))
        })
        .await?;
    let mut cookies = vec![visitor::session_cookie(site, &token)];
    cookies.extend(
        email.map(|email| visitor::device_cookie(site, &DeviceMark::issue(&site.services.key, &email))),
    );
    with_cookies(view::see_other(to), &cookies)
}

fn with_cookies(mut response: HttpResponse, cookies: &[Cookie<'_>]) -> Result<HttpResponse, Error> {
    for cookie in cookies {
        response.add_cookie(cookie).map_err(|error| Error::Rendering(error.to_string()))?;
    }
    Ok(response)
}

/// A path of ours, or the home page: a link must not send people elsewhere after they signed in.
fn local_path(back: &str) -> &str {
    let is_local =
        back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n', '\t']);
    if is_local { back } else { "/" }
}

pub async fn sign_out(
    site: web::Data<Site>,
    visitor: Visitor,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    if let Some(token) = visitor.session.clone() {
        site.services.db.write(move |conn| signing_in::sign_out(conn, &token)).await?;
    }
    with_cookies(view::see_other("/"), &[visitor::no_session_cookie(&site)])
}

#[derive(Serialize)]
struct InvitationPage {
    name: String,
    /// Asked of the first coordinator alone; for others the address is known.
    email: Option<String>,
    first: bool,
    min_length: usize,
    name_error: Option<String>,
    email_error: Option<String>,
    password_error: Option<String>,
}

pub async fn show_invitation(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<String>,
) -> Result<HttpResponse, Error> {
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let (invited, name, email) = find_invited(&site, &visitor, token).await?;
    let page = InvitationPage {
        name,
        email,
        first: invited == Invited::FirstCoordinator,
        min_length: passwords::MIN_LENGTH,
        name_error: None,
        email_error: None,
        password_error: None,
    };
    view::page(&site, &req, &visitor, "pages/invitation", &page)
}

/// Whom a link is for, with the name and address that are known.
async fn find_invited(
    site: &Site,
    visitor: &Visitor,
    token: Token,
) -> Result<(Invited, String, Option<String>), Error> {
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
    let (invited, person) = found.ok_or(Error::LinkEnded)?;
    let (name, email) = person.map(|p| (p.name, p.email.to_string())).unzip();
    Ok((invited, name.unwrap_or_default(), email))
}

#[derive(Deserialize)]
pub struct SignUp {
    #[serde(default)]
    name: String,
    email: Option<String>,
    #[serde(default)]
    password: SecretString,
}

pub async fn sign_up(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<String>,
    form: Posted<SignUp>,
) -> Result<HttpResponse, Error> {
    use secrecy::ExposeSecret;
    let token = Token::read(&path).ok_or(Error::LinkEnded)?;
    let (invited, _, known_email) = find_invited(&site, &visitor, token.clone()).await?;
    let SignUp { name, email, password } = form.0;
    let first = invited == Invited::FirstCoordinator;
    let asked_email = first.then(|| email.clone().unwrap_or_default());
    let typed = Typed { name: &name, email: asked_email.as_deref(), password: password.expose_secret() };
    let newcomer = match typed.check(visitor.locale) {
        Ok(newcomer) => newcomer,
        Err(faults) => {
            let told =
                |wanted: &[Fault]| fault_text(&visitor, faults.iter().find(|fault| wanted.contains(fault)));
            let page = InvitationPage {
                name_error: told(&[Fault::NameMissing, Fault::NameInvalid])?,
                email_error: told(&[Fault::EmailInvalid])?,
                password_error: told(&[Fault::PasswordTooShort, Fault::PasswordTooLong])?,
                email: if first { asked_email } else { known_email },
                name,
                first,
                min_length: passwords::MIN_LENGTH,
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return view::page_with_status(&site, &req, &visitor, status, "pages/invitation", &page);
        }
    };
    let hash = site.services.passwords.hash(password).await?;
    let now = visitor.now;
    let person = site
        .services
        .db
        .write(move |conn| signing_up::sign_up(conn, &token, &newcomer, &hash, now))
        .await?
        .ok_or(Error::LinkEnded)?;
    let_in(&site, &req, &visitor, person, "/").await
}

fn fault_text(visitor: &Visitor, fault: Option<&Fault>) -> Result<Option<String>, Error> {
    let Some(fault) = fault else { return Ok(None) };
    let key = match fault {
        Fault::NameMissing => "name-missing",
        Fault::NameInvalid => "name-invalid",
        Fault::EmailInvalid => "email-invalid",
        Fault::PasswordTooShort => "password-too-short",
        Fault::PasswordTooLong => "password-too-long",
    };
    let (min, max) = (passwords::MIN_LENGTH.to_string(), passwords::MAX_LENGTH.to_string());
    view::text(visitor, key, &[("min", &min), ("max", &max)]).map(Some)
}

#[derive(Deserialize)]
pub struct ChooseLocale {
    #[serde(default)]
    locale: String,
    #[serde(default)]
    back: String,
}

/// Remembers the language, for the person where there is one and for the browser in any case.
pub async fn choose_locale(
    site: web::Data<Site>,
    visitor: Visitor,
    form: Posted<ChooseLocale>,
) -> Result<HttpResponse, Error> {
    let ChooseLocale { locale, back } = form.0;
    let locale = Locale::from_str(&locale).map_err(|_| Error::Unreadable)?;
    if let Some(member) = &visitor.member {
        let mut person = member.person.clone();
        person.locale = Some(locale);
        site.services.db.write(move |conn| people::update(conn, &person)).await?;
    }
    with_cookies(view::see_other(local_path(&back)), &[visitor::locale_cookie(&site, locale)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for elsewhere in
            ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil", ""]
        {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere:?}");
        }
        assert_eq!(local_path("/weeks/2026-W10?x=1"), "/weeks/2026-W10?x=1");
    }
}
