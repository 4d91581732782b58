//! What a public service tells of itself, to everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct AboutPage {
    version: &'static str,
}

impl Page for AboutPage {
    const TEMPLATE: &'static str = "pages/operations/about";

    #[cfg(test)]
    fn samples() -> Vec<AboutPage> {
        vec![AboutPage { version: "0.1.0" }]
    }
}

pub async fn about(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    view::show(&site, &req, &visitor, &AboutPage { version: env!("CARGO_PKG_VERSION") })
}

#[derive(Serialize)]
pub struct AccessibilityPage {
    /// Empty: the operator has not told.
    contact: String,
}

impl Page for AccessibilityPage {
    const TEMPLATE: &'static str = "pages/operations/accessibility";

    #[cfg(test)]
    fn samples() -> Vec<AccessibilityPage> {
        ["", "ici@example.org"].map(|contact| AccessibilityPage { contact: contact.into() }).into()
    }
}

pub async fn accessibility(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let page = AccessibilityPage { contact: site.services.config.legal.contact.clone() };
    view::show(&site, &req, &visitor, &page)
}

#[derive(Serialize)]
pub struct LegalPage {
    /// Each empty where the operator has not told.
    publisher: String,
    director: String,
    host: String,
    contact: String,
}

impl Page for LegalPage {
    const TEMPLATE: &'static str = "pages/operations/legal";

    #[cfg(test)]
    fn samples() -> Vec<LegalPage> {
        let telling = |text: &str| LegalPage {
            publisher: text.into(),
            director: text.into(),
            host: text.into(),
            contact: text.into(),
        };
        vec![telling(""), telling("ici@example.org")]
    }
}

pub async fn legal(site: web::Data<Site>, req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, Error> {
    let legal = &site.services.config.legal;
    let page = LegalPage {
        publisher: legal.publisher.clone(),
        director: legal.director.clone(),
        host: legal.host.clone(),
        contact: legal.contact.clone(),
    };
    view::show(&site, &req, &visitor, &page)
}

#[derive(Serialize)]
pub struct PrivacyPage {
    /// Empty: the operator has not told.
    contact: String,
    session_days: u16,
    ended_links_days: u16,
    mail_texts_days: u16,
    mails_days: u16,
    audit_days: u16,
}

impl Page for PrivacyPage {
    const TEMPLATE: &'static str = "pages/operations/privacy";

    #[cfg(test)]
    fn samples() -> Vec<PrivacyPage> {
        let page = |contact: &str, days| PrivacyPage {
            contact: contact.into(),
            session_days: days,
            ended_links_days: days,
            mail_texts_days: days,
            mails_days: days,
            audit_days: days,
        };
        vec![page("", 1), page("ici@example.org", 30)]
    }
}

pub async fn privacy(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
) -> Result<HttpResponse, Error> {
    let config = &site.services.config;
    let page = PrivacyPage {
        contact: config.legal.contact.clone(),
        session_days: config.security.session_days,
        ended_links_days: config.retention.ended_links_days,
        mail_texts_days: config.retention.mail_texts_days,
        mails_days: config.retention.mails_days,
        audit_days: config.retention.audit_days,
    };
    view::show(&site, &req, &visitor, &page)
}
