//! What is a person's own: name, language, mails, sign-ins, data.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::words::day;
use crate::domain::identity::{Device, Password};
use crate::domain::kit::Fault;
use crate::domain::people::absence::Away;
use crate::domain::people::preferences::{Every, Scope as Told};
use crate::domain::people::{Locale, Member, Role};
use crate::domain::post::kind::Kind;
use crate::services::Refusal;
use crate::services::identity::sessions::SignIn;
use crate::services::people::absences;
use crate::services::people::settings::{self as verbs, Mails, Profile, Proof, Settings};
use crate::services::people::standing_in::{self, Pair};
use crate::web::identity::with_cookies;
use crate::web::kit::cookies;
use crate::web::kit::form::Form;
use crate::web::kit::forms::Posted;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{SignedIn, Visitor};
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct SettingsPage {
    email: String,
    /// Of all forms of the page.
    form: Form,
    /// The key of what it means to read of one's own projects.
    own_hint: &'static str,
    /// The key of when the monthly digest comes, and as what.
    month_hint: &'static str,
    /// The key of which requests are told at once.
    help_at_once_key: &'static str,
    /// The mails beside the digest.
    mails: Vec<MailRow>,
    help_at_once: bool,
    /// Whether the present password is asked for.
    asks_present: bool,
    /// Whether a password can be chosen here, rather than by a link that comes by mail.
    can_choose: bool,
    min_length: usize,
    sessions: Vec<SessionRow>,
    /// The address of the personal calendar.
    feed: String,
    /// The same for calendars, which then subscribe to it.
    webcal: String,
    /// Whether they mentor a project, and so can name who stands in.
    mentors: bool,
    stand_in: Option<StandInView>,
    /// When they are away; none: nobody waits for anything of theirs.
    away: Option<AwayView>,
}

#[derive(Serialize)]
struct AwayView {
    days: Vec<AwayRow>,
}

/// The days of an absence.
#[derive(Serialize)]
struct AwayRow {
    first: String,
    /// None: one day.
    last: Option<String>,
}

impl From<&Away> for AwayRow {
    fn from(away: &Away) -> Self {
        let last = Some(away.last).filter(|last| *last != away.first);
        AwayRow { first: away.first.to_string(), last: last.map(|day| day.to_string()) }
    }
}

/// Who stands in, until that day in words.
#[derive(Serialize)]
struct StandInView {
    name: String,
    email: String,
    until: String,
}

/// What was typed, where a form is shown again.
#[derive(Default)]
pub struct Shown<'a> {
    pub name: Option<&'a str>,
    pub stand_in: Option<&'a standing_in::Typed>,
    pub away: Option<&'a absences::Typed>,
}

/// A kind of mail that this person may get.
#[derive(Serialize)]
struct MailRow {
    name: &'static str,
    /// The key of a sentence.
    key: String,
    wanted: bool,
}

impl MailRow {
    fn new((kind, wanted): (Kind, bool)) -> MailRow {
        MailRow { name: kind.as_str(), key: format!("settings-mail-{kind}"), wanted }
    }
}

#[derive(Serialize)]
struct SessionRow {
    id: i64,
    /// The key of a sentence, with the names of browser and system.
    device: Device,
    since: String,
    seen_at: String,
    /// This very browser.
    present: bool,
}

impl Page for SettingsPage {
    const TEMPLATE: &'static str = "pages/people/settings";

    #[cfg(test)]
    fn samples() -> Vec<SettingsPage> {
        let choice = || Choice { value: "all".into(), text: "Tout".into(), chosen: true };
        let form = || {
            fields("Ada", &standing_in::Typed::default(), &absences::Typed::default())
                .choosing("locale", Choice::locales(Locale::Fr))
                .choosing("digest", vec![choice()])
                .choosing("every", vec![choice()])
        };
        let session = |user_agent: &str, present| SessionRow {
            id: 1,
            device: Device::of(user_agent),
            since: "2026-03-02T09:00:00".into(),
            seen_at: "2026-03-06T13:55:00".into(),
            present,
        };
        let page = |form, own: bool| SettingsPage {
            email: "ada@x.example".into(),
            form,
            own_hint: if own { "digest-own-hint" } else { "digest-one-hint" },
            month_hint: if own { "digest-month-hint" } else { "digest-month-hint-sheets" },
            help_at_once_key: if own { "settings-help-at-once" } else { "settings-help-at-once-one" },
            mails: [Kind::Reminder, Kind::HelpProgress].map(|kind| MailRow::new((kind, own))).into(),
            help_at_once: own,
            asks_present: own,
            can_choose: own,
            min_length: Password::MIN,
            sessions: vec![session("Firefox on Linux", true), session("?", false)],
            feed: "https://x.example/feeds/1".into(),
            webcal: "webcal://x.example/feeds/1".into(),
            mentors: own,
            stand_in: None,
            away: own.then(|| AwayView { days: Vec::new() }),
        };
        let stand_in = || StandInView {
            name: "Ben".into(),
            email: "ben@x.example".into(),
            until: "12 mars 2026".into(),
        };
        let day = |last: Option<&str>| AwayRow { first: "2026-03-09".into(), last: last.map(str::to_owned) };
        let away = SettingsPage {
            stand_in: Some(stand_in()),
            away: Some(AwayView { days: vec![day(None), day(Some("2026-03-20"))] }),
            ..page(form(), true)
        };
        let refused = ["name", "present", "password", "stand_in_email", "away_first", "away_last"]
            .into_iter()
            .fold(form(), Form::sample_fault);
        let unasked = SettingsPage { mails: Vec::new(), can_choose: true, ..page(form(), false) };
        vec![page(form(), true), page(form(), false), unasked, away, page(refused, true)]
    }
}

pub async fn show(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
) -> Result<HttpResponse, Error> {
    respond(&site, &req, &signed_in, StatusCode::OK, &Shown::default(), &[]).await
}

/// What was not typed is shown as it is.
pub async fn respond(
    site: &Site,
    req: &HttpRequest,
    signed_in: &SignedIn,
    status: StatusCode,
    shown: &Shown<'_>,
    faults: &[Fault],
) -> Result<HttpResponse, Error> {
    let SignedIn { visitor, member, .. } = signed_in;
    let (reader, present) = (member.clone(), visitor.holder().clone());
    let settings = site.services.read(move |scope| verbs::find(scope, &reader, &present)).await?;
    let Settings { mails, others, password, sign_ins, feed, mentors, stand_in, away } = settings;
    let name = shown.name.unwrap_or(&member.person.name);
    let named = stand_in.as_ref().map(|pair| standing_in::Typed {
        name: pair.stand_in.name.clone(),
        email: pair.stand_in.email.to_string(),
        until: pair.until.to_string(),
    });
    let typed = shown.stand_in.cloned().or(named).unwrap_or_default();
    let away_typed = shown.away.cloned().unwrap_or_default();
    let form = form(visitor, member, fields(name, &typed, &away_typed), &mails)?.refused(visitor, faults)?;
    let session = |sign_in: SignIn| SessionRow {
        id: sign_in.id,
        device: Device::of(&sign_in.user_agent),
        since: view::local(site, sign_in.created_at),
        seen_at: view::local(site, sign_in.seen_at),
        present: sign_in.present,
    };
    let told = ToldOf::of(member);
    let has_sheets = member.serving().any(|held| held.role == Role::StrategicMentor);
    let feed = site.services.config.link(&format!("/feeds/{feed}/key-dates.ics"));
    let page = SettingsPage {
        email: member.person.email.to_string(),
        form,
        own_hint: told.own_hint,
        month_hint: if has_sheets { "digest-month-hint-sheets" } else { "digest-month-hint" },
        help_at_once_key: told.help_at_once,
        mails: others.into_iter().map(MailRow::new).collect(),
        help_at_once: mails.help_at_once,
        asks_present: password == Proof::Present,
        can_choose: password != Proof::Mail,
        min_length: Password::MIN,
        sessions: sign_ins.into_iter().map(session).collect(),
        webcal: feed.split_once(':').map_or_else(String::new, |(_, rest)| format!("webcal:{rest}")),
        feed,
        mentors,
        stand_in: stand_in.map(|Pair { stand_in, until }| StandInView {
            name: stand_in.name,
            email: stand_in.email.to_string(),
            until: day(visitor, until),
        }),
        away: away.map(|own| AwayView { days: own.iter().map(AwayRow::from).collect() }),
    };
    view::show_with_status(site, req, visitor, status, &page)
}

fn fields(name: &str, stand_in: &standing_in::Typed, away: &absences::Typed) -> Form {
    Form::new([
        ("name", name),
        ("stand_in_name", &stand_in.name),
        ("stand_in_email", &stand_in.email),
        ("stand_in_until", &stand_in.until),
        ("away_first", &away.first),
        ("away_last", &away.last),
        ("present", ""),
        ("password", ""),
    ])
}

/// Whether their own projects are all that they read of once they choose these: mentors have a line on each of the
/// others, and who is on none reads of all.
fn reads_only_own(member: &Member) -> bool {
    member.serving().next().is_some() && member.mentored().next().is_none()
}

/// The keys of what is said of the projects that mails tell somebody of.
struct ToldOf {
    /// None: what they read of is their own alone, and not to be chosen.
    all: Option<&'static str>,
    own: &'static str,
    own_hint: &'static str,
    help_at_once: &'static str,
}

impl ToldOf {
    fn of(member: &Member) -> ToldOf {
        match member.follows_only().map(|projects| projects.len()) {
            Some(0 | 1) => ToldOf {
                all: None,
                own: "digest-one",
                own_hint: "digest-one-hint",
                help_at_once: "settings-help-at-once-one",
            },
            Some(_) => ToldOf {
                all: None,
                own: "digest-some",
                own_hint: "digest-some-hint",
                help_at_once: "settings-help-at-once-some",
            },
            None => {
                let (own, own_hint) = match reads_only_own(member) {
                    true => ("digest-only", "digest-only-hint"),
                    false => ("digest-own", "digest-own-hint"),
                };
                ToldOf { all: Some("digest-all"), own, own_hint, help_at_once: "settings-help-at-once" }
            }
        }
    }
}

fn form(visitor: &Visitor, member: &Member, fields: Form, mails: &Mails) -> Result<Form, Error> {
    let choice = |value: &str, key: &str, chosen: bool| {
        let text = view::text(visitor, key, &[])?;
        Ok::<_, Error>(Choice { value: value.to_owned(), text, chosen })
    };
    let told = ToldOf::of(member);
    let mut digests = match (told.all, member.person.digest.scope) {
        (Some(all), _) => vec![
            choice("all", all, mails.digest == Some(Told::All))?,
            choice("own", told.own, mails.digest == Some(Told::Own))?,
        ],
        // Either tells them the same: what they once chose stays for the day on which they read of more.
        (None, chosen) => {
            let kept = if chosen == Told::Own { "own" } else { "all" };
            let is_chosen = matches!(mails.digest, Some(Told::All | Told::Own));
            vec![choice(kept, told.own, is_chosen)?]
        }
    };
    digests.push(choice("help", "digest-help", mails.digest == Some(Told::Help))?);
    digests.push(choice(NO_DIGEST, "digest-none", mails.digest.is_none())?);
    let rhythms = vec![
        choice("week", "digest-week", mails.every == Every::Week)?,
        choice("month", "digest-month", mails.every == Every::Month)?,
    ];
    Ok(fields
        .choosing("locale", Choice::locales(visitor.locale))
        .choosing("digest", digests)
        .choosing("every", rhythms))
}

#[derive(Deserialize)]
pub struct ProfileForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    locale: String,
}

pub async fn change_profile(
    site: web::Data<Site>,
    req: HttpRequest,
    signed_in: SignedIn,
    form: Posted<ProfileForm>,
) -> Result<HttpResponse, Error> {
    let ProfileForm { name, locale } = form.0;
    // A list has no other languages: what is none of them changes none.
    let locale = locale.parse::<Locale>().unwrap_or(signed_in.visitor.locale);
    let typed = Profile { name: name.clone(), locale };
    let (services, claim) = (&site.services, signed_in.claim.clone());
    match services.act(claim, move |scope, member| verbs::change_profile(scope, member, &typed)).await {
        Ok(()) => {
            with_cookies(view::done("/settings", "done-saved"), &[cookies::locale_cookie(&site, locale)])
        }
        Err(Refusal::Faults(faults)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let shown = Shown { name: Some(&name), ..Shown::default() };
            respond(&site, &req, &signed_in, status, &shown, &faults).await
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// In the place of a scope: no digest at all.
const NO_DIGEST: &str = "none";

#[derive(Deserialize)]
pub struct MailsForm {
    #[serde(default)]
    digest: String,
    #[serde(default)]
    every: String,
    /// The boxes that are ticked, by the names of kinds of mail.
    #[serde(flatten)]
    ticked: BTreeMap<String, String>,
}

pub async fn change_mails(
    site: web::Data<Site>,
    signed_in: SignedIn,
    form: Posted<MailsForm>,
) -> Result<HttpResponse, Error> {
    let MailsForm { digest, every, ticked } = form.0;
    let wanted = Mails {
        digest: (digest != NO_DIGEST).then(|| digest.parse().unwrap_or_default()),
        every: every.parse().unwrap_or_default(),
        others: ticked.keys().filter_map(|name| name.parse().ok()).collect(),
        help_at_once: ticked.contains_key("help_at_once"),
    };
    let services = &site.services;
    services.act(signed_in.claim, move |scope, member| verbs::choose_mails(scope, member, wanted)).await?;
    Ok(view::done("/settings", "done-saved"))
}
