//! How a bulletin and its form look.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::bulletins::Place;
use super::drafts::{DraftView, Kept};
use crate::domain::calendar::Phase;
use crate::domain::filing::bulletin::{DESCRIPTION_MAX, Fault, Field, FieldFault, Mood, TEXT_MAX, Typed};
use crate::views::{BulletinView, ProjectView};
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;
use crate::web::{Error, Site};

/// Why a form comes back.
pub enum Answer {
    Faults(Vec<FieldFault>),
    /// A teammate filed that version meanwhile.
    Conflict {
        version: i32,
    },
    /// A teammate is writing, and this person has not seen what.
    Drafted,
    Closed,
    SignedOut,
    SendAgain,
}

/// A form to be shown.
pub struct Form<'a> {
    typed: &'a Typed,
    answer: Option<Answer>,
    preview: bool,
    /// What became of the draft; none: it stands as it was.
    kept: Option<Kept>,
}

impl<'a> Form<'a> {
    pub fn new(typed: &'a Typed) -> Form<'a> {
        Form { typed, answer: None, preview: false, kept: None }
    }

    pub fn refused(typed: &'a Typed, answer: Answer) -> Form<'a> {
        Form { answer: Some(answer), ..Form::new(typed) }
    }

    /// With the texts as readers will see them.
    pub fn previewed(typed: &'a Typed, kept: Kept) -> Form<'a> {
        Form { preview: true, ..Form::new(typed) }.kept(kept)
    }

    pub fn kept(self, kept: Kept) -> Form<'a> {
        Form { kept: Some(kept), ..self }
    }
}

/// What a person is told on top of a bulletin.
#[derive(Clone, Copy)]
pub enum Notice {
    Filed,
}

#[derive(Serialize)]
struct FormPage<'a> {
    project: ProjectView,
    week: String,
    action: &'a str,
    by_link: bool,
    typed: &'a Typed,
    version: String,
    moods: Vec<MoodChoice>,
    text_max: usize,
    description_max: usize,
    /// Told on top: what has to be mended, with the field where there is one.
    errors: Vec<ErrorLine>,
    field_errors: FieldErrors,
    preview: bool,
    draft: DraftView,
    /// Where what is typed is saved; none where nothing can be filed.
    draft_at: Option<String>,
    /// What happened, as the key of a text.
    answer: Option<&'static str>,
    signed_out: bool,
    /// What a teammate filed meanwhile.
    theirs: Option<BulletinView>,
    previous: Option<BulletinView>,
    revises: bool,
    /// Not where nothing can be filed, unless somebody has typed something.
    show_form: bool,
    /// While the form is open.
    closes_at: Option<String>,
    late: bool,
    closed: Option<Closed>,
}

#[derive(Serialize)]
struct MoodChoice {
    number: i16,
    emoji: &'static str,
    key: &'static str,
    checked: bool,
}

#[derive(Serialize)]
struct ErrorLine {
    /// The id of the field.
    field: &'static str,
    message: String,
}

#[derive(Serialize, Default)]
struct FieldErrors {
    mood: Option<String>,
    priorities: Option<String>,
    ups_and_downs: Option<String>,
    help: Option<String>,
    key_date: Option<String>,
    key_date_description: Option<String>,
}

impl FieldErrors {
    fn set(&mut self, field: Field, message: String) {
        let slot = match field {
            Field::Mood => &mut self.mood,
            Field::Priorities => &mut self.priorities,
            Field::UpsAndDowns => &mut self.ups_and_downs,
            Field::Help => &mut self.help,
            Field::KeyDate => &mut self.key_date,
            Field::KeyDateDescription => &mut self.key_date_description,
            Field::Version => return,
        };
        *slot = Some(message);
    }
}

/// Why nothing can be filed, and when it can again.
#[derive(Serialize)]
struct Closed {
    /// The key of a text.
    key: &'static str,
    opening: Option<Opening>,
}

/// When there is a form to fill in.
#[derive(Serialize)]
struct Opening {
    /// Of a text that names the day.
    key: &'static str,
    day: String,
}

/// The form, with whatever stands in its way.
pub fn form(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    place: &Place,
    form: &Form<'_>,
) -> Result<HttpResponse, Error> {
    let typed = form.typed;
    let mut errors = Vec::new();
    let mut field_errors = FieldErrors::default();
    if let Some(Answer::Faults(faults)) = &form.answer {
        for FieldFault { field, fault } in faults {
            let message = fault_text(visitor, *field, fault)?;
            field_errors.set(*field, message.clone());
            errors.push(ErrorLine { field: field.name(), message });
        }
    }
    let (answer, version) = match &form.answer {
        // Sent again, it says that this person has seen what the teammate wrote.
        Some(Answer::Conflict { version }) => (Some("answer-conflict"), version.to_string()),
        Some(Answer::Drafted) => (Some("answer-drafted"), typed.version.clone()),
        Some(Answer::SignedOut) => (Some("answer-signed-out"), typed.version.clone()),
        Some(Answer::SendAgain) => (Some("answer-send-again"), typed.version.clone()),
        Some(Answer::Closed) => (Some("answer-closed"), typed.version.clone()),
        Some(Answer::Faults(_)) | None => (None, typed.version.clone()),
    };
    let is_conflict = matches!(form.answer, Some(Answer::Conflict { .. } | Answer::Closed));
    let project = &place.project;
    let closed = closed(site, visitor, place);
    let opened = place.draft.clone().map_or(Kept::Nothing, Kept::Saved);
    let draft = DraftView::new(site, place, form.kept.as_ref().unwrap_or(&opened), form.kept.is_none());
    let page = FormPage {
        project: project.into(),
        week: place.week.to_string(),
        action: &place.address,
        by_link: place.by_link,
        typed,
        version,
        moods: Mood::ALL
            .into_iter()
            .map(|mood| MoodChoice {
                number: mood.number(),
                emoji: mood.emoji(),
                key: mood.key(),
                checked: typed.mood == mood.number().to_string(),
            })
            .collect(),
        text_max: TEXT_MAX,
        description_max: DESCRIPTION_MAX,
        errors,
        field_errors,
        preview: form.preview,
        draft,
        draft_at: (closed.is_none() && place.author.is_some()).then(|| format!("{}/draft", place.address)),
        answer,
        signed_out: matches!(form.answer, Some(Answer::SignedOut)),
        theirs: place
            .present
            .as_ref()
            .filter(|_| is_conflict)
            .map(|theirs| BulletinView::new(project, theirs, false)),
        previous: place.previous.as_ref().map(|previous| BulletinView::new(project, previous, false)),
        revises: place.present.is_some(),
        show_form: form.answer.is_some() || form.preview || closed.is_none() || place.draft.is_some(),
        closes_at: closes_at(site, place),
        late: matches!(place.phase, Phase::Late { .. }),
        closed,
    };
    let status = form.answer.as_ref().map_or(StatusCode::OK, Answer::status);
    view::bulletin_page(site, req, visitor, place.project.id, status, "pages/filing/form", &page)
}

fn closes_at(site: &Site, place: &Place) -> Option<String> {
    match place.phase {
        Phase::Open { closing } => Some(view::local(site, closing.at)),
        _ => None,
    }
}

fn closed(site: &Site, visitor: &Visitor, place: &Place) -> Option<Closed> {
    let key = match place.phase {
        _ if !place.project.is_active_in(place.week) => "closed-not-active",
        Phase::Open { .. } => return None,
        Phase::Late { .. } if place.present.is_none() => return None,
        Phase::Late { .. } => "closed-filed",
        Phase::Upcoming { .. } => "closed-upcoming",
        Phase::Over => "closed-over",
        Phase::NoClosing => "closed-paused",
    };
    let opening = match place.phase {
        Phase::Upcoming { opens_at } => Some(("opens", opens_at)),
        _ => {
            let next = place.calendar.next_opening(visitor.now);
            // Of a project that has ended nothing more is asked.
            let next = next.filter(|(week, _)| place.project.is_active_in(*week));
            next.map(|(_, at)| ("next-opening", at))
        }
    };
    let opening = opening.map(|(key, at)| Opening { key, day: view::local(site, at) });
    Some(Closed { key, opening })
}

fn fault_text(visitor: &Visitor, field: Field, fault: &Fault) -> Result<String, Error> {
    let name = view::text(visitor, field_key(field), &[])?;
    match fault {
        Fault::Missing if field == Field::Mood => view::text(visitor, "fault-mood-missing", &[]),
        Fault::Missing => view::text(visitor, "fault-missing", &[("field", &name)]),
        Fault::Invalid if field == Field::KeyDate => view::text(visitor, "fault-date-invalid", &[]),
        Fault::Invalid => view::text(visitor, "fault-invalid", &[("field", &name)]),
        Fault::TooLong { length, max } => {
            let (length, max) = (length.to_string(), max.to_string());
            view::text(visitor, "fault-too-long", &[("field", &name), ("length", &length), ("max", &max)])
        }
        Fault::ControlCharacter => view::text(visitor, "fault-control-character", &[("field", &name)]),
        Fault::NeedsItsOther if field == Field::KeyDate => view::text(visitor, "fault-date-missing", &[]),
        Fault::NeedsItsOther => view::text(visitor, "fault-description-missing", &[]),
        Fault::DayTaken { description } => {
            view::text(visitor, "fault-day-taken", &[("description", description)])
        }
    }
}

fn field_key(field: Field) -> &'static str {
    match field {
        Field::Mood => "mood",
        Field::Priorities => "priorities",
        Field::UpsAndDowns => "ups-and-downs",
        Field::Help => "help",
        Field::KeyDate => "key-date",
        Field::KeyDateDescription => "key-date-description",
        Field::Version => "version",
    }
}

#[derive(Serialize)]
struct BulletinPage {
    project: ProjectView,
    week: String,
    bulletin: Option<BulletinView>,
    by_link: bool,
    just_filed: bool,
    /// Where it can be revised, until then.
    edit: Option<String>,
    closes_at: Option<String>,
    late: bool,
    filed_by: Option<String>,
    filed_at: Option<String>,
}

/// What was filed, or that nothing was.
pub fn show(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    place: &Place,
    notice: Option<Notice>,
) -> Result<HttpResponse, Error> {
    let closes_at = closes_at(site, place);
    let can_revise = place.author.is_some() && closes_at.is_some();
    let page = BulletinPage {
        project: (&place.project).into(),
        week: place.week.to_string(),
        bulletin: place.present.as_ref().map(|present| BulletinView::new(&place.project, present, false)),
        by_link: place.by_link,
        just_filed: matches!(notice, Some(Notice::Filed)),
        edit: can_revise.then(|| format!("{}?edit=1", place.address)),
        closes_at,
        late: place.present.as_ref().is_some_and(|present| present.late),
        filed_by: place.filed_by.clone(),
        filed_at: place.present.as_ref().map(|present| view::local(site, present.filed_at)),
    };
    view::bulletin_page(site, req, visitor, place.project.id, StatusCode::OK, "pages/filing/bulletin", &page)
}

#[derive(Serialize)]
struct HiddenPage {
    project: ProjectView,
    week: String,
    published_at: Option<String>,
}

/// Before publishing, others are not even told whether there is one.
pub fn hidden(
    site: &Site,
    req: &HttpRequest,
    visitor: &Visitor,
    place: &Place,
) -> Result<HttpResponse, Error> {
    let closing = place.calendar.closing(place.week);
    let page = HiddenPage {
        project: (&place.project).into(),
        week: place.week.to_string(),
        published_at: closing.map(|closing| view::local(site, closing.published_at)),
    };
    view::page_with_status(site, req, visitor, StatusCode::FORBIDDEN, "pages/filing/hidden", &page)
}
