//! The mailbox: whatever was sent to whomever.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::levers;
use crate::domain::reading::search::fold;
use crate::mail::mailbox::Received;
use crate::services::demo as cast;
use crate::web::kit::form::Form;
use crate::web::kit::framed;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// How many stand on a page, and how much of its text a row begins with.
const A_PAGE: usize = 40;
const BEGINNING: usize = 110;

#[derive(Deserialize, Default, Clone)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    /// An address.
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: usize,
}

impl Wanted {
    fn finds(&self, mail: &Received) -> bool {
        let words = fold(&self.q);
        let text = || fold(&format!("{} {} {}", mail.subject, mail.to, mail.text));
        (self.to.is_empty() || mail.to == self.to)
            && (words.trim().is_empty() || text().contains(words.trim()))
    }

    /// Where a mail, or another page of the list, stands with the same filter.
    fn at(&self, path: &str, page: usize) -> String {
        let page = if page == 0 { String::new() } else { page.to_string() };
        let fields = [("q", self.q.as_str()), ("to", &self.to), ("page", &page)];
        let told: Vec<(&str, &str)> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        if told.is_empty() { path.to_owned() } else { view::address(path, &told) }
    }
}

/// The list, which stands beside the mail that is read, too.
#[derive(Serialize)]
struct MailList {
    form: Form,
    /// Whether not all are shown.
    filtered: bool,
    count: usize,
    mails: Vec<MailRow>,
    /// Where the same list is without a mail.
    back: String,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct MailRow {
    href: String,
    is_open: bool,
    subject: String,
    to: String,
    beginning: String,
    /// The key of the kind's name.
    kind: String,
    at: Option<String>,
}

/// When a mail was written.
pub fn written_at(mail: &Received) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(&mail.date).ok().map(|at| at.to_utc())
}

/// What a mail says after its greeting, on one line.
fn beginning(text: &str) -> String {
    let lines = text.lines().skip_while(|line| line.is_empty() || line.ends_with(','));
    let words: Vec<&str> =
        lines.flat_map(str::split_whitespace).filter(|word| !word.contains("://")).collect();
    words.join(" ").chars().take(BEGINNING).collect()
}

type Names = BTreeMap<String, String>;

/// By name, where the address is known.
fn named(names: &Names, address: &str) -> String {
    names.get(address).map_or(address, String::as_str).to_owned()
}

impl MailList {
    /// `local`: a moment on the programme's clocks.
    fn new(
        wanted: &Wanted,
        all: &[Received],
        open: Option<&str>,
        (names, everybody): (&Names, String),
        local: &dyn Fn(DateTime<Utc>) -> String,
    ) -> MailList {
        let found: Vec<&Received> = all.iter().filter(|mail| wanted.finds(mail)).collect();
        let page = wanted.page.min(found.len().saturating_sub(1) / A_PAGE);
        let row = |mail: &&Received| MailRow {
            href: wanted.at(&format!("/demo/mailbox/{}", mail.message_id), page),
            is_open: open == Some(mail.message_id.as_str()),
            subject: mail.subject.clone(),
            to: named(names, &mail.to),
            beginning: beginning(&mail.text),
            kind: format!("mail-kind-{}", mail.kind),
            at: written_at(mail).map(local),
        };
        let readers: BTreeSet<(String, String)> =
            all.iter().map(|mail| (named(names, &mail.to), mail.to.clone())).collect();
        let readers = readers.into_iter().map(|(name, address)| (address, name));
        let list = |page| wanted.at("/demo/mailbox", page);
        MailList {
            form: Form::new([("q", wanted.q.as_str())])
                .choosing("to", Choice::one_or_all(everybody, readers, &wanted.to)),
            filtered: !(wanted.q.is_empty() && wanted.to.is_empty()),
            count: found.len(),
            mails: found.iter().skip(page * A_PAGE).take(A_PAGE).map(row).collect(),
            back: list(page),
            previous: page.checked_sub(1).map(list),
            next: ((page + 1) * A_PAGE < found.len()).then(|| list(page + 1)),
        }
    }
}

#[derive(Serialize)]
pub struct MailboxPage {
    list: MailList,
}

impl Page for MailboxPage {
    const TEMPLATE: &'static str = "pages/demo/mailbox";

    #[cfg(test)]
    fn samples() -> Vec<MailboxPage> {
        let page = |wanted: &Wanted, all: &[Received]| MailboxPage { list: sample(wanted, all, None) };
        let many: Vec<Received> = std::iter::repeat_with(received).take(A_PAGE + 1).collect();
        let nobody = Wanted { to: "nobody".into(), ..Wanted::default() };
        vec![
            page(&Wanted::default(), &[]),
            page(&nobody, &many),
            page(&Wanted::default(), &many),
            page(&Wanted { page: 1, ..Wanted::default() }, &many),
        ]
    }
}

#[cfg(test)]
fn sample(wanted: &Wanted, all: &[Received], open: Option<&str>) -> MailList {
    let at = |at: DateTime<Utc>| crate::templates::moment(at.naive_utc());
    MailList::new(wanted, all, open, (&Names::new(), "Tout le monde".into()), &at)
}

#[cfg(test)]
fn received() -> Received {
    let text = |text: &str| text.to_owned();
    Received {
        kind: text("digest"),
        to: text("ada@cartobio.example"),
        subject: text("The week"),
        message_id: text("1@eig.example"),
        date: text("2026-03-06T15:05:00+01:00"),
        text: text("Hello Ada,\n\nThis week: https://eig.example"),
        html: text("<p>Hello</p>"),
    }
}

/// One mail.
#[derive(Serialize)]
pub struct MailPage {
    list: MailList,
    mail: Received,
    name: String,
    sender: String,
    at: Option<String>,
}

impl Page for MailPage {
    const TEMPLATE: &'static str = "pages/demo/mail";

    #[cfg(test)]
    fn samples() -> Vec<MailPage> {
        let page = |at: Option<&str>| MailPage {
            list: sample(&Wanted::default(), &[received()], Some("1@eig.example")),
            mail: received(),
            name: "Ada".into(),
            sender: "EIG".into(),
            at: at.map(str::to_owned),
        };
        vec![page(Some("2026-03-06T15:05:00")), page(None)]
    }
}

async fn listed(
    site: &Site,
    visitor: &Visitor,
    wanted: &Wanted,
    open: Option<&str>,
) -> Result<(MailList, Names), Error> {
    let names = site.services.read(cast::names).await?;
    let everybody = view::text(visitor, "demo-mailbox-everybody", &[])?;
    let all = levers::of(site)?.mailbox.newest_first();
    let list = MailList::new(wanted, &all, open, (&names, everybody), &|at| view::local(site, at));
    Ok((list, names))
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Error> {
    levers::of(&site)?;
    let (list, _) = listed(&site, &visitor, &wanted, None).await?;
    view::show(&site, &req, &visitor, &MailboxPage { list })
}

pub async fn list_as_json(site: web::Data<Site>) -> Result<HttpResponse, Error> {
    Ok(HttpResponse::Ok().json(levers::of(&site)?.mailbox.newest_first()))
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    visitor: Visitor,
    path: web::Path<String>,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse, Error> {
    let mail = levers::of(&site)?.mailbox.find(&path).ok_or(Error::NotFound)?;
    let (list, names) = listed(&site, &visitor, &wanted, Some(&mail.message_id)).await?;
    let name = named(&names, &mail.to);
    let at = written_at(&mail).map(|at| view::local(&site, at));
    let sender = site.services.config.mail.from.to_string();
    view::show(&site, &req, &visitor, &MailPage { list, mail, name, sender, at })
}

/// The HTML part alone, for the frame in the page.
pub async fn show_html(site: web::Data<Site>, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let mail = levers::of(&site)?.mailbox.find(&path).ok_or(Error::NotFound)?;
    Ok(framed::mail(&mail.html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_begins_with_what_a_mail_says_and_a_search_knows_no_accents() {
        assert_eq!(beginning(&received().text), "This week:");
        let mail = Received { text: "Un·e juriste pour la clôture ?".into(), ..received() };
        let wanted = |q: &str, to: &str| Wanted { q: q.into(), to: to.into(), page: 0 };
        assert!(wanted(" CLOTURE", "").finds(&mail) && wanted("", &mail.to).finds(&mail));
        assert!(!wanted("zzz", "").finds(&mail) && !wanted("", "ben@cartobio.example").finds(&mail));
        assert_eq!(wanted("a b", "").at("/demo/mailbox", 2), "/demo/mailbox?q=a+b&page=2");
    }
}
