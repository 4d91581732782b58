//! Getting in and out: what its pages share.

pub mod devices;
pub mod invitations;
pub mod locales;
pub mod password_resets;
pub mod security;
pub mod sign_in;
pub mod sign_in_links;

use actix_web::cookie::Cookie;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use crate::domain::kit::Name;
use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::services::identity::passwords;
use crate::services::identity::signing_in::{self, Browser, DeviceMark};
use crate::services::identity::signing_up::Fault;
use crate::store::{self, people};
use crate::web::kit::view;
use crate::web::kit::visitor::{self, Visitor};
use crate::web::{Error, Site};

/// Begins a session, ends the one that this browser had, and marks the browser as the person's.
pub async fn let_in(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    (person, how): (PersonId, Option<Action>),
    to: &str,
) -> Result<HttpResponse, Error> {
    let browser = browser_of(site, req, visitor);
    let now = visitor.now;
    let (token, email) = site
        .services
        .db
        .write(move |conn| -> store::Result<_> {
            let email = people::by_id(conn, person)?.map(|person| person.email);
            Ok((signing_in::open_session(conn, person, &browser, how, now)?, email))
        })
        .await?;
    let mut cookies = vec![visitor::session_cookie(site, &token)];
    cookies.extend(
        email.map(|email| visitor::device_cookie(site, &DeviceMark::issue(&site.services.key, &email))),
    );
    with_cookies(view::see_other(to), &cookies)
}

fn browser_of(site: &Site, req: &HttpRequest, visitor: &Visitor) -> Browser {
    let agent = req.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Browser {
        user_agent: agent.unwrap_or_default().to_owned(),
        former: visitor.session.clone(),
        validity: site.session_validity(),
    }
}

pub fn with_cookies(mut response: HttpResponse, cookies: &[Cookie<'_>]) -> Result<HttpResponse, Error> {
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

/// What is wrong with a field, where it is one of those.
pub fn fault_text(visitor: &Visitor, faults: &[Fault], wanted: &[Fault]) -> Result<Option<String>, Error> {
    let Some(fault) = faults.iter().find(|fault| wanted.contains(fault)) else { return Ok(None) };
    let (key, min, max) = match fault {
        Fault::NameMissing => ("name-missing", 0, 0),
        Fault::NameInvalid => ("name-invalid", 0, Name::MAX),
        Fault::EmailInvalid => ("email-invalid", 0, 0),
        Fault::PasswordTooShort => ("password-too-short", passwords::MIN_LENGTH, 0),
        Fault::PasswordTooLong => ("password-too-long", 0, passwords::MAX_LENGTH),
    };
    view::text(visitor, key, &[("min", &min.to_string()), ("max", &max.to_string())]).map(Some)
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
