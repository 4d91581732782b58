//! What browsers keep for the service, and show with each request.

use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};

use super::site::Site;
use crate::domain::identity::second_factor::STEP_VALIDITY;
use crate::domain::identity::session;
use crate::domain::people::Locale;
use crate::services::identity::answering_asks::SIGN_IN_VALIDITY;
use crate::services::identity::device_marks::DeviceMark;
use crate::services::identity::tokens::Token;

const SESSION: &str = "session";
const BROWSER: &str = "browser";
const DEVICE: &str = "device";
const LOCALE: &str = "locale";
const BEGUN: &str = "begun";
const BACK: &str = "back";

/// What a browser shows.
pub(super) struct Cookies {
    pub session: Option<Token>,
    /// What tells this browser from others while nobody is signed in.
    pub browser: Option<Token>,
    /// That somebody has signed in to an account in it before.
    pub device: Option<DeviceMark>,
    /// The language that was chosen in it.
    pub locale: Option<Locale>,
}

impl Cookies {
    pub fn of(req: &HttpRequest, site: &Site) -> Cookies {
        let value = |name| req.cookie(&cookie_name(site, name)).map(|cookie| cookie.value().to_owned());
        Cookies {
            session: value(SESSION).and_then(|text| Token::read(&text)),
            browser: value(BROWSER).and_then(|text| Token::read(&text)),
            device: value(DEVICE).and_then(|text| DeviceMark::read(&text)),
            locale: value(LOCALE).and_then(|text| Locale::from_str(&text).ok()),
        }
    }
}

/// `__Host-` binds a cookie to this host and to TLS; without TLS browsers refuse the prefix.
fn cookie_name(site: &Site, name: &str) -> String {
    if site.services.config.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}

fn cookie(site: &Site, name: &str, value: String) -> Cookie<'static> {
    Cookie::build(cookie_name(site, name), value)
        .path("/")
        .http_only(true)
        // Lax: the link in a mail must find its reader signed in.
        .same_site(SameSite::Lax)
        .secure(site.services.config.is_https())
        .finish()
}

/// Keeps somebody signed in: for as long as a session can live, since it is the server that ends it before.
pub fn session_cookie(site: &Site, token: &Token) -> Cookie<'static> {
    let mut cookie = cookie(site, SESSION, token.reveal());
    cookie.set_max_age(actix_web::cookie::time::Duration::seconds(session::LONGEST.num_seconds()));
    cookie
}

/// Makes the browser forget the session.
pub fn no_session_cookie(site: &Site) -> Cookie<'static> {
    let mut cookie = cookie(site, SESSION, String::new());
    cookie.make_removal();
    cookie
}

/// By which a browser without a session is known again.
pub fn browser_cookie(site: &Site, token: &Token) -> Cookie<'static> {
    cookie(site, BROWSER, token.reveal())
}

/// Remembers a sign-in of which the second step is owed.
pub fn begun_cookie(site: &Site, token: &Token) -> Cookie<'static> {
    let mut cookie = cookie(site, BEGUN, token.reveal());
    cookie.set_max_age(actix_web::cookie::time::Duration::seconds(STEP_VALIDITY.num_seconds()));
    cookie
}

/// Makes the browser forget it.
pub fn no_begun_cookie(site: &Site) -> Cookie<'static> {
    let mut cookie = cookie(site, BEGUN, String::new());
    cookie.make_removal();
    cookie
}

/// The sign-in that this browser has begun.
pub fn begun(req: &HttpRequest, site: &Site) -> Option<Token> {
    req.cookie(&cookie_name(site, BEGUN)).and_then(|cookie| Token::read(cookie.value()))
}

/// Remembers where somebody was going who has asked for a link to sign in, until somebody is let in in this browser; to the
/// first page everybody comes by themselves.
pub fn back_cookie(site: &Site, path: &str) -> Cookie<'static> {
    let value = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
    let mut cookie = cookie(site, BACK, value);
    cookie.set_max_age(actix_web::cookie::time::Duration::seconds(SIGN_IN_VALIDITY.num_seconds()));
    if path == "/" {
        cookie.make_removal();
    }
    cookie
}

/// Where whoever follows such a link was going.
pub fn back(req: &HttpRequest, site: &Site) -> Option<String> {
    req.cookie(&cookie_name(site, BACK)).map(|cookie| cookie.value().to_owned())
}

/// Remembers for a year that this browser has signed in to that account.
pub fn device_cookie(site: &Site, mark: &DeviceMark) -> Cookie<'static> {
    let mut cookie = cookie(site, DEVICE, mark.reveal());
    cookie.set_max_age(actix_web::cookie::time::Duration::days(365));
    cookie
}

/// Remembers for a year which language was chosen.
pub fn locale_cookie(site: &Site, locale: Locale) -> Cookie<'static> {
    let mut cookie = cookie(site, LOCALE, locale.code().to_owned());
    cookie.set_max_age(actix_web::cookie::time::Duration::days(365));
    cookie
}
