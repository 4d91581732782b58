//! How the team's draft looks beside its form.

use actix_web::http::StatusCode;
use serde::Serialize;

use super::last_week::Tapped;
use super::submission::Obstacle;
use crate::domain::filing::draft::Draft;
use crate::domain::filing::questions::QUESTIONS;
use crate::domain::filing::typed::{KEY_DATE, KEY_DATE_DESCRIPTION, QUIET_LINE, Typed};
use crate::services::filing::drafting::{Kept, Signed};
use crate::services::filing::place::Desk;
use crate::views::{AnswerView, DoerView};
use crate::web::Site;
use crate::web::kit::view;

/// The draft beside its form, as its template shows it.
#[derive(Serialize, Default)]
pub struct DraftView {
    /// Which version the person has seen once they have read this, sent with the form.
    version: i32,
    /// Which one they had seen before: what they typed goes on from that one.
    seen: i32,
    saved_at: Option<String>,
    /// Whether it revises what is filed.
    revises: bool,
    /// On opening the form: who wrote what stands in it.
    signed: bool,
    by: DoerView,
    /// What was written since, by a teammate or in another window.
    theirs: Option<TypedView>,
    /// Where the form opens with what is saved.
    again: String,
    /// Why it was not saved, as the key of a text.
    refused: Option<&'static str>,
}

/// What stands in a form, as it was typed.
#[derive(Serialize)]
struct TypedView {
    taps: Vec<Tapped>,
    quiet_line: String,
    answers: Vec<AnswerView>,
    key_date: String,
    key_date_description: String,
}

impl TypedView {
    fn new(typed: &Typed) -> TypedView {
        TypedView {
            taps: Vec::new(),
            quiet_line: typed.get(QUIET_LINE).to_owned(),
            answers: answers(typed),
            key_date: typed.get(KEY_DATE).to_owned(),
            key_date_description: typed.get(KEY_DATE_DESCRIPTION).to_owned(),
        }
    }
}

/// The questions to which something was typed.
pub fn answers(typed: &Typed) -> Vec<AnswerView> {
    let typed = QUESTIONS.iter().map(|question| (question, typed.get(question.name)));
    typed
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(question, text)| AnswerView::new(question, text))
        .collect()
}

/// Who changed a draft last, as who writes beside it is told.
fn doer(signed: &Signed, desk: &Desk) -> DoerView {
    DoerView::new(signed.by.as_deref(), signed.draft.author == Some(desk.writer))
}

impl DraftView {
    /// The draft of a form that is opened.
    pub fn opened(site: &Site, address: &str, desk: &Desk) -> DraftView {
        let Some(signed) = &desk.draft else { return DraftView::blank(address) };
        DraftView { signed: true, by: doer(signed, desk), ..DraftView::saved(site, address, &signed.draft) }
    }

    /// What became of what was typed by somebody who had seen that version.
    pub fn kept(site: &Site, address: &str, kept: &Kept, seen: i32) -> (StatusCode, DraftView) {
        let blank = DraftView::blank(address);
        let refused = |key| DraftView { version: seen, refused: Some(key), ..DraftView::blank(address) };
        match kept {
            Kept::Nothing => (StatusCode::OK, blank),
            Kept::Saved(own) => (StatusCode::OK, DraftView::saved(site, address, &own.draft)),
            Kept::Changed(theirs) => {
                let typed = Some(TypedView::new(&theirs.draft.typed));
                let saved = DraftView::saved(site, address, &theirs.draft);
                (StatusCode::CONFLICT, DraftView { seen, theirs: typed, ..saved })
            }
            Kept::Filed => (StatusCode::CONFLICT, refused("draft-filed")),
            Kept::Closed => (StatusCode::CONFLICT, refused("answer-closed")),
        }
    }

    /// The same beside a form that revises what is filed, or does not.
    pub fn revising(self, revises: bool) -> DraftView {
        DraftView { revises, ..self }
    }

    /// The same with who changed it meanwhile, and what they tapped.
    pub fn beside(mut self, kept: &Kept, desk: &Desk) -> DraftView {
        if let (Kept::Changed(theirs), Some(shown)) = (kept, &mut self.theirs) {
            self.by = doer(theirs, desk);
            shown.taps = Tapped::each(desk, theirs.draft.typed.taps());
        }
        self
    }

    /// That nothing was saved of what was typed by somebody who had seen that version.
    pub fn refused(address: &str, obstacle: Obstacle, seen: i32) -> (StatusCode, DraftView) {
        let (status, key) = match obstacle {
            Obstacle::SignedOut => (StatusCode::UNAUTHORIZED, "draft-signed-out"),
            Obstacle::ForeignForm => (StatusCode::FORBIDDEN, "draft-send-again"),
        };
        (status, DraftView { version: seen, refused: Some(key), ..DraftView::blank(address) })
    }

    pub fn blank(address: &str) -> DraftView {
        DraftView { again: format!("{address}?edit=1"), ..DraftView::default() }
    }

    fn saved(site: &Site, address: &str, draft: &Draft) -> DraftView {
        DraftView {
            version: draft.version,
            seen: draft.version,
            saved_at: Some(view::local(site, draft.saved_at)),
            ..DraftView::blank(address)
        }
    }

    /// Whether there is anything of it to be copied.
    pub fn is_there(&self) -> bool {
        self.saved_at.is_some()
    }

    #[cfg(test)]
    pub fn each_state() -> Vec<DraftView> {
        let saved = |by: Option<&str>| DraftView {
            version: 2,
            saved_at: Some("2026-03-06T14:05:00".into()),
            by: DoerView::new(by, false),
            ..DraftView::blank("/f/x")
        };
        let own = || DoerView::new(Some("Ada"), true);
        let typed = QUESTIONS.iter().fold(Typed::default(), |typed, asked| typed.with(asked.name, "Text"));
        let typed = typed.with(QUIET_LINE, "Calm");
        let full = typed.with(KEY_DATE, "2026-03-10").with(KEY_DATE_DESCRIPTION, "Demo");
        let theirs = |by, typed| DraftView { seen: 1, theirs: Some(TypedView::new(typed)), ..saved(by) };
        let nothing = Typed::default();
        let mut tapped = theirs(Some("Ada"), &nothing);
        if let Some(shown) = &mut tapped.theirs {
            shown.taps = vec![Tapped::sample(), Tapped::new(&"Ship", "promise-done".into())];
        }
        vec![
            DraftView::blank("/f/x"),
            saved(Some("Ada")),
            DraftView { signed: true, ..saved(Some("Ada")) },
            DraftView { signed: true, ..saved(None) },
            DraftView { signed: true, by: own(), ..saved(None) },
            DraftView { by: own(), ..theirs(None, &full) },
            DraftView::blank("/f/x").revising(true),
            saved(Some("Ada")).revising(true),
            DraftView { signed: true, ..saved(Some("Ada")) }.revising(true),
            theirs(Some("Ada"), &full),
            theirs(None, &nothing),
            tapped,
            DraftView::refused("/f/x", Obstacle::SignedOut, 0).1,
            DraftView::refused("/f/x", Obstacle::ForeignForm, 0).1,
        ]
    }
}
