//! How a bulletin's form looks.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::closed::Closed;
use super::draft_view::DraftView;
use super::fault_names::named;
use super::fields_view::{MoodChoice, QuestionView, QuietView};
use super::first_tap_view::FirstTapView;
use super::last_week::{LastWeekView, Tapped};
use super::preview::Preview;
use super::shown::{Answer, Shown};
use super::submission::{self, Sender};
use crate::domain::calendar::Phase;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::KeyDate;
use crate::domain::filing::questions::HELP;
use crate::domain::filing::typed::{KEY_DATE, KEY_DATE_DESCRIPTION, Typed, VERSION};
use crate::domain::kit::Fault;
use crate::domain::programme::project::ProjectId;
use crate::services::filing::drafting::Kept;
use crate::services::filing::place::Desk;
use crate::views::{BulletinView, DoerView, ReaderView};
use crate::web::kit::form::Form;
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct FormPage {
    #[serde(skip)]
    status: StatusCode,
    /// For the menu.
    #[serde(skip)]
    project: Option<ProjectId>,
    title: String,
    /// None for somebody whose session has ended.
    week: Option<String>,
    action: String,
    by_link: bool,
    form: Form,
    /// When the form of a link was opened; none: it was opened with an account.
    opened: Option<String>,
    last_week: Option<LastWeekView>,
    /// What was tapped of it by somebody who may not see it any more.
    taps: Vec<(String, String)>,
    quiet: QuietView,
    /// Who has read what the team filed last.
    readers: Vec<ReaderView>,
    moods: Vec<MoodChoice>,
    first_tap: Option<FirstTapView>,
    questions: Vec<QuestionView>,
    /// Whether the box is ticked that has others told at once of what is asked for.
    asks_now: bool,
    /// Whether that was asked for, and others are not told as long as something is wrong.
    unsent: bool,
    /// Where it is asked for apart; none by the link of a reminder.
    apart: Option<String>,
    /// Since when everybody knows of it: nothing is left to be ticked.
    asked_at: Option<String>,
    /// Whether its field, emptied, closes what others know of.
    closes_request: bool,
    description_max: usize,
    /// Whether something stands or is wrong in its key date.
    dates: bool,
    /// Where it is to be looked at.
    preview: Option<Preview>,
    draft: DraftView,
    /// Where what is typed is saved; none where nothing can be filed.
    draft_at: Option<String>,
    /// What happened, as the key of a text.
    answer: Option<&'static str>,
    signed_out: bool,
    /// What a teammate filed meanwhile.
    theirs: Option<BulletinView>,
    /// Who wrote what stands in the way; none: they have been erased, or nobody did.
    teammate: Option<DoerView>,
    previous: Option<BulletinView>,
    revises: bool,
    /// Not where nothing can be filed, unless somebody has typed something.
    show_form: bool,
    /// While the form is open, and within the grace the end of that.
    closes_at: Option<String>,
    /// The form has closed, and takes what is sent until then.
    in_grace: bool,
    /// Whether its reader is of the team.
    own: bool,
    /// The name of the project in whose team's place its reader files; none: they are of it, or nothing can be filed.
    stands_for: Option<String>,
    late: bool,
    closed: Option<Closed>,
    /// The team is away this week: nothing is asked of it.
    away: bool,
    /// Where it says when it is; none: not signed in.
    absences: Option<String>,
}

impl FormPage {
    /// The form, with whatever stands in its way.
    pub fn new(
        site: &Site,
        visitor: &Visitor,
        sender: &Sender,
        desk: &Desk,
        shown: &Shown<'_>,
    ) -> Result<FormPage, Error> {
        let (project, address) = (&desk.project, sender.address.as_str());
        let typed = &desk.last_week.carry(shown.typed);
        let filed = desk.filed.as_ref().map(|filed| &filed.bulletin);
        let view = |bulletin: &Bulletin| BulletinView::new(project, bulletin, false);
        let draft = match &shown.kept {
            Some(kept) => DraftView::kept(site, address, kept, shown.seen).1.beside(kept, desk),
            None => DraftView::opened(site, address, desk),
        };
        let draft = draft.revising(filed.is_some());
        let closed = Closed::of(site, desk);
        let shows_theirs = matches!(shown.answer, Some(Answer::Conflict | Answer::Closed));
        let seen = match (&shown.answer, filed) {
            // Sent again, it says that this person has seen what the teammate wrote.
            (Some(Answer::Conflict), Some(theirs)) => theirs.version.to_string(),
            _ => typed.get(VERSION).to_owned(),
        };
        let faults = shown.answer.as_ref().map(Answer::faults).unwrap_or_default();
        Ok(FormPage {
            status: shown.answer.as_ref().map_or(StatusCode::OK, Answer::status),
            project: Some(project.id),
            title: view::text(visitor, "form-title", &[("project", &project.name)])?,
            week: Some(desk.week.to_string()),
            by_link: sender.is_by_link(),
            form: form(&typed.clone().with(VERSION, seen)).refused(visitor, &named(visitor, faults)?)?,
            opened: sender.is_by_link().then(|| opened(site, shown.opened)),
            last_week: LastWeekView::new(site, desk, typed.taps()),
            quiet: QuietView::new(typed, faults),
            dates: dates(typed, faults),
            // Where nothing can be filed, nothing else is said than why.
            readers: match closed {
                Some(_) => Vec::new(),
                None => ReaderView::all(&desk.readers, &site.services.rules, Some(desk.writer)),
            },
            preview: shown.preview.then(|| Preview::new(typed, Tapped::each(desk, typed.taps()))),
            unsent: typed.asks_now() && !faults.is_empty(),
            away: filed.is_none() && project.is_away_in(desk.week),
            absences: submission::absences(visitor, project),
            apart: (!sender.is_by_link()).then(|| apart(&project.slug, typed)),
            asked_at: told_since(site, desk),
            closes_request: closed.is_none() && closes_request(desk),
            draft_at: closed.is_none().then(|| sender.draft_address()),
            answer: shown.answer.as_ref().and_then(Answer::key),
            teammate: teammate(desk, shown),
            theirs: filed.filter(|_| shows_theirs).map(view),
            previous: desk.previous.as_ref().map(view),
            revises: filed.is_some(),
            show_form: shown.answer.is_some() || shown.preview || closed.is_none() || draft.is_there(),
            closes_at: closes_at(site, desk).filter(|_| closed.is_none()),
            in_grace: desk.is_in_grace,
            own: desk.is_own,
            stands_for: (!desk.is_own && closed.is_none()).then(|| project.name.clone()),
            late: matches!(desk.phase, Phase::Late { .. }),
            first_tap: shown
                .tap
                .filter(|_| closed.is_none())
                .map(|tap| FirstTapView::new(&tap, desk, address)),
            closed,
            draft,
            ..FormPage::blank(address, typed)
        })
    }

    /// The form of somebody whose session has ended: what they typed, and nothing of the project.
    pub fn signed_out(visitor: &Visitor, address: &str, typed: &Typed) -> Result<FormPage, Error> {
        Ok(FormPage {
            status: Answer::SignedOut.status(),
            title: view::text(visitor, "form-title-own", &[])?,
            answer: Answer::SignedOut.key(),
            signed_out: true,
            taps: typed.taps().fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            show_form: true,
            ..FormPage::blank(address, typed)
        })
    }

    /// A form in which that was typed, without anything around it.
    fn blank(address: &str, typed: &Typed) -> FormPage {
        FormPage {
            status: StatusCode::OK,
            project: None,
            title: String::new(),
            week: None,
            action: address.to_owned(),
            by_link: false,
            form: form(typed),
            opened: None,
            last_week: None,
            taps: Vec::new(),
            quiet: QuietView::new(typed, &[]),
            readers: Vec::new(),
            moods: MoodChoice::all(typed),
            first_tap: None,
            questions: QuestionView::all(),
            asks_now: typed.asks_now(),
            unsent: false,
            apart: None,
            asked_at: None,
            closes_request: false,
            description_max: KeyDate::DESCRIPTION_MAX,
            dates: dates(typed, &[]),
            preview: None,
            draft: DraftView::blank(address),
            draft_at: None,
            answer: None,
            signed_out: false,
            theirs: None,
            teammate: None,
            previous: None,
            revises: false,
            show_form: false,
            closes_at: None,
            in_grace: false,
            own: true,
            stands_for: None,
            late: false,
            closed: None,
            away: false,
            absences: None,
        }
    }

    pub fn respond(&self, site: &Site, req: &HttpRequest, visitor: &Visitor) -> Result<HttpResponse, Error> {
        match self.project {
            Some(project) => view::show_bulletin(site, req, visitor, project, self.status, self),
            None => view::show_with_status(site, req, visitor, self.status, self),
        }
    }
}

fn form(typed: &Typed) -> Form {
    Form::new(typed.fields())
}

/// What the form says of when it was opened: now, unless it comes back.
fn opened(site: &Site, said: &str) -> String {
    if said.is_empty() { site.services.clock.now().to_rfc3339() } else { said.to_owned() }
}

/// Where help is asked for apart, with what was typed already, unless that is far too long for an address.
fn apart(slug: &str, typed: &Typed) -> String {
    let help = typed.get(HELP.name).trim();
    let carried = if help.chars().count() <= 2 * HELP.max { help } else { "" };
    let fields = [("project", slug), (HELP.name, carried)];
    let told: Vec<(&str, &str)> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    view::address("/help-requests/new", &told)
}

/// Who wrote what stands in the way: what was filed meanwhile, or the draft.
fn teammate(desk: &Desk, shown: &Shown<'_>) -> Option<DoerView> {
    match (&shown.answer, &shown.kept) {
        (Some(Answer::Conflict), _) => {
            let filed = desk.filed.as_ref()?;
            Some(DoerView::new(Some(&filed.by.as_ref()?.name), filed.is_by_reader()))
        }
        (Some(Answer::Drafted), Some(Kept::Changed(theirs))) => {
            Some(DoerView::new(Some(theirs.by.as_ref()?), false))
        }
        _ => None,
    }
}

/// Since when everybody knows what is asked for; none: it waits for its week, or has ended.
fn told_since(site: &Site, desk: &Desk) -> Option<String> {
    let request = desk.filed.as_ref()?.request.as_ref()?;
    let told_at = request.told_at_once_at().filter(|_| request.is_unended());
    told_at.map(|at| view::local(site, at))
}

/// Whether what it asks for is closed, once it does not any more, rather than forgotten: others know of it.
fn closes_request(desk: &Desk) -> bool {
    let request = desk.filed.as_ref().and_then(|filed| filed.request.as_ref());
    request.is_some_and(|request| {
        request.is_unended() && (request.told_at_once_at().is_some() || !request.takings.is_empty())
    })
}

/// Whether its key date is to be seen at once.
fn dates(typed: &Typed, faults: &[Fault]) -> bool {
    let fields = [KEY_DATE, KEY_DATE_DESCRIPTION];
    fields.iter().any(|name| !typed.get(name).is_empty() || faults.iter().any(|fault| fault.field == *name))
}

/// When an open form closes; until when it takes what is sent, once it has.
pub(super) fn closes_at(site: &Site, desk: &Desk) -> Option<String> {
    match desk.phase {
        Phase::Open { closing } if desk.is_in_grace => Some(view::local(site, closing.published_at)),
        Phase::Open { closing } => Some(view::local(site, closing.at)),
        _ => None,
    }
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "pages/filing/form";

    #[cfg(test)]
    fn samples() -> Vec<FormPage> {
        use super::closed::Opening;
        use crate::domain::filing::questions::QUESTIONS;
        use crate::domain::filing::typed::{self, MOOD, QUIET_LINE};
        let typed =
            QUESTIONS.iter().fold(Typed::default().with(MOOD, "3"), |t, asked| t.with(asked.name, "*a*"));
        let blank = |typed: &Typed| FormPage {
            title: "Bulletin".into(),
            week: Some("2026-W10".into()),
            show_form: true,
            ..FormPage::blank("/f/x", typed)
        };
        let dated = typed.clone().with(KEY_DATE, "2026-03-17").with(KEY_DATE_DESCRIPTION, "Demo");
        let tapped = |typed: &Typed| FormPage {
            taps: vec![("promise".into(), "done".into())],
            opened: Some("2026-03-06T14:05:00+00:00".into()),
            ..blank(typed)
        };
        let read_by = |readers| FormPage { readers, previous: Some(BulletinView::sample()), ..blank(&typed) };
        let refused = typed::names().fold(form(&typed), Form::sample_fault);
        let closed = |opening| Closed { key: "closed-over", opening };
        let opening = || Some(Opening { key: "next-opening", day: "2026-03-09T00:00:00".into() });
        let mut samples: Vec<FormPage> =
            DraftView::each_state().into_iter().map(|draft| FormPage { draft, ..blank(&typed) }).collect();
        let last_weeks = LastWeekView::samples().into_iter();
        samples.extend(last_weeks.map(|asked| FormPage { last_week: Some(asked), ..blank(&typed) }));
        let first_taps = FirstTapView::samples().into_iter();
        samples.extend(first_taps.map(|tap| FormPage { first_tap: Some(tap), ..blank(&typed) }));
        samples.extend([
            FormPage { closes_at: Some("2026-03-06T15:00:00".into()), ..blank(&Typed::default()) },
            FormPage { closes_at: Some("2026-03-06T15:05:00".into()), in_grace: true, ..blank(&typed) },
            FormPage {
                own: false,
                stands_for: Some("Plume".into()),
                late: true,
                last_week: LastWeekView::samples().into_iter().last(),
                closes_at: Some("2026-03-06T15:00:00".into()),
                ..blank(&typed)
            },
            FormPage { away: true, absences: Some("/projects/p01/absences".into()), ..blank(&typed) },
            read_by(vec![ReaderView::sample()]),
            read_by(vec![ReaderView::sample(), ReaderView::sample()]),
            FormPage { asked_at: Some("2026-03-04T15:00:00".into()), closes_request: true, ..blank(&typed) },
            blank(&typed.clone().with(typed::ASK_NOW, "1")),
            blank(&Typed::default().with(QUIET_LINE, "Calm")),
            FormPage { form: refused, revises: true, by_link: true, unsent: true, ..blank(&typed) },
            FormPage { unsent: true, apart: Some("/help-requests/new".into()), ..blank(&typed) },
            FormPage {
                preview: Some(Preview::new(&dated, vec![Tapped::sample()])),
                late: true,
                ..blank(&typed)
            },
            FormPage {
                answer: Some("answer-conflict"),
                teammate: Some(DoerView::new(Some("Ben"), false)),
                theirs: Some(BulletinView::sample()),
                previous: Some(BulletinView::sample()),
                draft_at: Some("/f/x/draft".into()),
                ..blank(&typed)
            },
            FormPage {
                answer: Some("answer-conflict"),
                teammate: Some(DoerView::new(Some("Ben"), true)),
                theirs: Some(BulletinView::sample()),
                ..blank(&typed)
            },
            FormPage { closed: Some(closed(opening())), show_form: false, ..blank(&typed) },
            FormPage { closed: Some(closed(None)), ..blank(&typed) },
            FormPage { signed_out: true, week: None, answer: Answer::SignedOut.key(), ..tapped(&typed) },
        ]);
        samples
    }
}
