//! The outbox, as coordinators see it: every mail accounted for.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::domain::post::delivery::State;
#[cfg(test)]
use crate::domain::post::delivery::{Cause, Reason};
use crate::domain::post::notification::Service;
use crate::services::operations::bringing_back;
#[cfg(test)]
use crate::services::post::accounting::Why;
use crate::services::post::accounting::{self, Account, Listed, Look, MailId};
use crate::services::post::holding;
#[cfg(test)]
use crate::services::post::standing_still::Standstill;
use crate::services::{self, Scope};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::post::brought_back::BroughtBackView;
use crate::web::post::held::HeldView;
use crate::web::post::standstill::{StandstillView, WhyView};
use crate::web::{Error, Site};

/// How many mails a page lists.
const PAGE: i64 = 100;
/// So many of a run are seen without being asked for.
const FEW: usize = 6;

#[derive(Deserialize)]
pub struct Filter {
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: i64,
}

#[derive(Serialize)]
pub struct MailsPage {
    /// A backup was brought back, and nobody has looked.
    brought_back: Option<BroughtBackView>,
    /// Why no mail leaves; none: they do.
    standstill: Option<StandstillView>,
    states: Vec<StateRow>,
    /// What waits for a decision, where that is looked at.
    held: Vec<HeldView>,
    groups: Vec<Group>,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for MailsPage {
    const TEMPLATE: &'static str = "pages/post/mails";

    #[cfg(test)]
    fn samples() -> Vec<MailsPage> {
        let row = |why, chat: Option<&str>, can_try_again: bool| MailRow {
            id: 1,
            recipient: can_try_again.then(|| "ada@cartobio.example".into()),
            chat: chat.map(str::to_owned),
            attempts: 3,
            why,
            at: "2026-03-06T15:05:00".into(),
            can_try_again,
        };
        let words = || Why::Words("the mail server answered 550".into()).into();
        let page = |mails: Vec<MailRow>, next: Option<&str>| MailsPage {
            brought_back: None,
            standstill: next.map(|_| StandstillView::sample(&Standstill::sample())),
            states: State::ALL.map(|state| StateRow::new(state, State::Failed, 2)).into(),
            held: Vec::new(),
            groups: if mails.is_empty() { Vec::new() } else { vec![Group::sample(mails)] },
            previous: None,
            next: next.map(str::to_owned),
        };
        let told = Reason::ALL.map(|reason| {
            row(Some(Why::Cause(Cause { reason, detail: Some("550".into()) }).into()), None, true)
        });
        vec![
            page(Vec::new(), None),
            page(vec![row(Some(words()), Some("notification-slack"), false), row(None, None, false)], None),
            page(told.into(), Some("/admin/mail?page=1")),
            MailsPage {
                held: [1, 8].map(HeldView::sample).into(),
                ..page(vec![row(Some(words()), None, false)], None)
            },
            MailsPage { brought_back: Some(BroughtBackView::sample(true)), ..page(Vec::new(), None) },
            MailsPage { brought_back: Some(BroughtBackView::sample(false)), ..page(Vec::new(), None) },
        ]
    }
}

#[derive(Serialize)]
struct StateRow {
    name: &'static str,
    /// The key of its word.
    key: String,
    count: i64,
    shown: bool,
}

impl StateRow {
    fn new(state: State, shown: State, count: i64) -> StateRow {
        StateRow { name: state.as_str(), key: format!("mail-{state}"), count, shown: state == shown }
    }
}

/// What was written at one moment for one reason.
#[derive(Serialize)]
struct Group {
    /// The key of what they are.
    kind: String,
    at: String,
    /// Few enough to be seen at once.
    is_open: bool,
    /// What the first of them said; none: that is not kept, or is for its reader alone.
    look: Option<LookView>,
    /// Whether others of it are on the page before or after.
    goes_on: bool,
    mails: Vec<MailRow>,
}

/// What a mail said.
#[derive(Serialize)]
struct LookView {
    subject: String,
    text: String,
}

impl From<&Look> for LookView {
    fn from(look: &Look) -> Self {
        LookView { subject: look.subject.clone(), text: look.text.clone() }
    }
}

impl Group {
    fn new(kind: &str, at: String, look: Option<LookView>, mails: Vec<MailRow>) -> Group {
        Group {
            kind: format!("mail-kind-{kind}"),
            at,
            is_open: mails.len() <= FEW,
            look,
            goes_on: false,
            mails,
        }
    }

    #[cfg(test)]
    fn sample(mails: Vec<MailRow>) -> Group {
        let look = LookView { subject: "La semaine".into(), text: "Bonjour".into() };
        Group::new("digest", "2026-03-06T15:05:00".into(), (mails.len() > 2).then_some(look), mails)
    }
}

/// Those of each run.
fn groups(site: &Site, mails: &[Listed], looks: &HashMap<MailId, Look>) -> Vec<Group> {
    let row = |mail: &Listed| MailRow {
        id: mail.id.0,
        recipient: mail.recipient.clone(),
        chat: (mail.service != Service::Email).then(|| format!("notification-{}", mail.service)),
        can_try_again: mail.can_try_again,
        attempts: mail.attempts,
        why: mail.why.clone().map(WhyView::from),
        at: view::local(site, mail.finished_at.unwrap_or(mail.created_at)),
    };
    let group = |of_run: &[Listed]| {
        let first = of_run.first()?;
        let at = view::local(site, first.created_at);
        let look = looks.get(&first.id).map(LookView::from);
        Some(Group::new(&first.kind, at, look, of_run.iter().map(row).collect()))
    };
    accounting::by_run(mails).filter_map(group).collect()
}

/// The pages before and after have others of the first group and of the last.
fn note_what_goes_on(groups: &mut [Group], before: bool, after: bool) {
    if let Some(first) = groups.first_mut().filter(|_| before) {
        first.goes_on = true;
    }
    if let Some(last) = groups.last_mut().filter(|_| after) {
        last.goes_on = true;
    }
}

#[derive(Serialize)]
struct MailRow {
    id: i64,
    /// None: somebody who has been erased.
    recipient: Option<String>,
    /// The key of a chat's name; none: it is a mail.
    chat: Option<String>,
    attempts: i32,
    why: Option<WhyView>,
    at: String,
    can_try_again: bool,
}

/// What failed comes first, then what was sent; a filter shows the others.
pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    filter: web::Query<Filter>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let asked: Option<State> = filter.state.parse().ok();
    let number = filter.page.clamp(0, 1_000_000);
    let account = move |scope: &mut Scope<'_>| -> Result<_, services::Error> {
        let state = asked.map_or_else(|| accounting::worth_a_look(scope), Ok)?;
        let held = if state == State::Held { holding::held(scope)? } else { Vec::new() };
        let account = accounting::account(scope, state, number * PAGE, PAGE + 1)?;
        Ok((state, account, held, bringing_back::look(scope)?))
    };
    let (state, account, held, brought_back) = site.services.read(account).await?;
    let Account { counts, standstill, mut mails, looks } = account;
    let more = mails.len() as i64 > PAGE;
    mails.truncate(PAGE as usize);
    let at = |number: i64| {
        let fields = [("state", state.to_string()), ("page", number.to_string())];
        view::address("/admin/mail", &fields.each_ref().map(|(name, value)| (*name, value.as_str())))
    };
    let mut groups = groups(&site, &mails, &looks);
    note_what_goes_on(&mut groups, number > 0, more);
    let page = MailsPage {
        brought_back: brought_back.map(|held| BroughtBackView::new(&site, &held)),
        standstill: standstill.as_ref().map(|standstill| StandstillView::new(&site, standstill)),
        states: State::ALL
            .into_iter()
            .map(|each| {
                let count = counts.get(&each).copied().unwrap_or_default();
                StateRow::new(each, state, count)
            })
            .collect(),
        held: held.into_iter().map(HeldView::from).collect(),
        groups,
        previous: (number > 0).then(|| at(number - 1)),
        next: more.then(|| at(number + 1)),
    };
    view::show(&site, &req, &coordinator.visitor, &page)
}

/// Puts a mail that was given up back in the queue.
pub async fn try_again(
    site: web::Data<Site>,
    path: web::Path<i64>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let id = MailId(path.into_inner());
    site.services
        .coordinate(coordinator.claim, move |scope, by| accounting::try_again(scope, by, id))
        .await?;
    Ok(view::done("/admin/mail?state=pending", "done-retried"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_cuts_in_two_is_said_to_go_on_and_nothing_else() {
        let noted = |count: usize, before: bool, after: bool| {
            let mut groups: Vec<Group> = (0..count).map(|_| Group::sample(Vec::new())).collect();
            note_what_goes_on(&mut groups, before, after);
            groups.iter().map(|group| group.goes_on).collect::<Vec<_>>()
        };
        assert_eq!(noted(3, false, true), [false, false, true]);
        assert_eq!(noted(3, true, false), [true, false, false]);
        assert_eq!(noted(3, true, true), [true, false, true]);
        assert_eq!(noted(2, false, false), [false, false]);
        assert_eq!(noted(1, false, true), [true]);
        assert!(noted(0, true, true).is_empty());
    }
}
