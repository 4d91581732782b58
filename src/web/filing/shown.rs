//! What is shown in a bulletin's form, and why it comes back.

use actix_web::http::StatusCode;

use crate::domain::filing::first_tap::FirstTap;
use crate::domain::filing::typed::Typed;
use crate::domain::kit::Fault;
use crate::services::filing::drafting::Kept;

/// Why a form comes back.
pub enum Answer {
    Faults(Vec<Fault>),
    /// A teammate filed meanwhile.
    Conflict,
    /// A teammate is writing, and this person has not seen what.
    Drafted,
    Closed,
    SignedOut,
    SendAgain,
}

impl Answer {
    pub fn status(&self) -> StatusCode {
        match self {
            Answer::Faults(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Answer::Conflict | Answer::Drafted | Answer::Closed => StatusCode::CONFLICT,
            Answer::SignedOut => StatusCode::UNAUTHORIZED,
            Answer::SendAgain => StatusCode::FORBIDDEN,
        }
    }

    /// The key of a text; none: the faults say it.
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Answer::Faults(_) => None,
            Answer::Conflict => Some("answer-conflict"),
            Answer::Drafted => Some("answer-drafted"),
            Answer::Closed => Some("answer-closed"),
            Answer::SignedOut => Some("answer-signed-out"),
            Answer::SendAgain => Some("answer-send-again"),
        }
    }

    pub fn faults(&self) -> &[Fault] {
        match self {
            Answer::Faults(faults) => faults,
            _ => &[],
        }
    }
}

/// What is shown in a form, and why.
pub struct Shown<'a> {
    pub typed: &'a Typed,
    pub answer: Option<Answer>,
    pub preview: bool,
    /// What became of the draft; none: it stands as it was.
    pub kept: Option<Kept>,
    /// The version of the draft that the person had seen.
    pub seen: i32,
    /// When they had opened the form, as it says itself.
    pub opened: &'a str,
    /// The face that was touched in a mail.
    pub tap: Option<FirstTap>,
}

impl<'a> Shown<'a> {
    pub fn new(typed: &'a Typed) -> Shown<'a> {
        Shown { typed, answer: None, preview: false, kept: None, seen: 0, opened: "", tap: None }
    }

    pub fn refused(typed: &'a Typed, answer: Answer) -> Shown<'a> {
        Shown { answer: Some(answer), ..Shown::new(typed) }
    }

    /// With the texts as readers will see them.
    pub fn previewed(typed: &'a Typed, kept: Kept) -> Shown<'a> {
        Shown { preview: true, ..Shown::new(typed) }.kept(kept)
    }

    pub fn kept(self, kept: Kept) -> Shown<'a> {
        Shown { kept: Some(kept), ..self }
    }

    pub fn seen(self, seen: i32) -> Shown<'a> {
        Shown { seen, ..self }
    }

    pub fn opened(self, opened: &'a str) -> Shown<'a> {
        Shown { opened, ..self }
    }

    pub fn touched(self, tap: Option<FirstTap>) -> Shown<'a> {
        Shown { tap, ..self }
    }
}
