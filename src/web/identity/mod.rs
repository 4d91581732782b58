//! Getting in and out: what its pages share.

pub mod app_setup;
pub mod invitations;
pub mod locales;
pub mod passkeys;
pub mod password_resets;
pub mod proofs;
pub mod qr;
pub mod recovery_codes;
pub mod second_factor;
pub mod second_steps;
pub mod security;
pub mod sign_in;
pub mod sign_in_links;
pub mod sign_in_page;

use actix_web::cookie::Cookie;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use crate::domain::people::PersonId;
use crate::services::identity::entering::Admission;
use crate::services::identity::sessions::{Browser, Entered};
use crate::web::kit::cookies;
use crate::web::kit::security_log::{self, Event};
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// The browser in which somebody asks to be let in.
pub fn browser_of(req: &HttpRequest, visitor: &Visitor) -> Browser {
    let agent = req.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Browser {
        user_agent: agent.unwrap_or_default().to_owned(),
        former: visitor.session.clone(),
        network: visitor.network,
        mark: visitor.device.clone(),
    }
}

/// On to another page for somebody at the door, or to the second step that leads there.
pub fn admit(site: &Site, admission: &Admission, to: &str) -> Result<HttpResponse, Error> {
    match admission {
        Admission::In(entered) => welcome(site, entered, to),
        Admission::Begun(token) => {
            let step = view::address("/sign-in/second-step", &[("back", to)]);
            with_cookies(view::see_other(&step), &[cookies::begun_cookie(site, token)])
        }
    }
}

/// On to another page for somebody who has been let in; their browser keeps its session, and a mark that it is theirs.
pub fn welcome(site: &Site, entered: &Entered, to: &str) -> Result<HttpResponse, Error> {
    lead_in(site, entered, view::see_other(to))
}

fn lead_in(site: &Site, entered: &Entered, on: HttpResponse) -> Result<HttpResponse, Error> {
    let cookies = [
        cookies::session_cookie(site, &entered.session),
        cookies::device_cookie(site, &entered.mark),
        // By whichever way they came: the next one in this browser goes where they want to.
        cookies::back_cookie(site, "/"),
    ];
    with_cookies(security_log::marked(on, Event::SignedIn(entered.person)), &cookies)
}

/// On to where somebody was going who has proven who they are; where a recovery code did it, that page says how many are
/// left.
fn onward(to: &str, codes_left: Option<usize>) -> HttpResponse {
    match codes_left {
        Some(left) => view::done_times(to, "done-recovery-code", left),
        None => view::see_other(to),
    }
}

/// On to another page for somebody who is signed out: what their browser kept of what they typed goes with the session.
pub fn farewell(site: &Site, mut on: HttpResponse) -> Result<HttpResponse, Error> {
    let storage = HeaderValue::from_static("\"storage\"");
    on.headers_mut().insert(HeaderName::from_static("clear-site-data"), storage);
    with_cookies(on, &[cookies::no_session_cookie(site)])
}

pub fn with_cookies(mut response: HttpResponse, cookies: &[Cookie<'_>]) -> Result<HttpResponse, Error> {
    for cookie in cookies {
        response.add_cookie(cookie).map_err(|error| Error::Rendering(error.to_string()))?;
    }
    Ok(response)
}

/// Whose session in that browser ends, where a link lets somebody else in: said before it does, since a link may be
/// anybody's.
fn replaced(visitor: &Visitor, owner: Option<PersonId>) -> Option<String> {
    let present = &visitor.member.as_ref()?.person;
    (Some(present.id) != owner).then(|| present.name.clone())
}

/// A path of ours as browsers send it, or the home page: a link must not send people elsewhere after they signed in.
/// What is not plain ASCII cannot stand in a header.
fn local_path(back: &str) -> &str {
    let is_plain = back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_plain && back.starts_with('/') && !back.starts_with("//") { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "evil",
            "",
            "/\u{b}",
            "/a\r\nb",
            "/é",
        ] {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere:?}");
        }
        assert_eq!(local_path("/weeks/2026-W10?x=1"), "/weeks/2026-W10?x=1");
    }
}
