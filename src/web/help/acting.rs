//! What is sent from the forms of a request, whether they are on its page or behind a link, and what is done with it.

use std::sync::Arc;

use actix_web::http::StatusCode;
use serde::Deserialize;

use crate::domain::help::Ending;
use crate::domain::kit::Fault;
use crate::services::help::passes::Pass;
use crate::services::help::{ending, taking};
use crate::services::{Refusal, Scope, Services};
use crate::web::Error;

/// The fields of all of its forms; each sends some of them.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Sent {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub word: String,
    give_back: Option<String>,
    ending: Option<String>,
}

/// In the place of an ending: it is opened again.
const REOPEN: &str = "reopen";

/// And another: it stays as it is.
const STILL_NEEDED: &str = "still-needed";

/// What somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Take,
    GiveBack,
    Close(Ending),
    Reopen,
    /// Those who ask were asked, and say that it is not over.
    KeepOpen,
}

impl Sent {
    /// What those ask for who take it or give it back.
    pub fn taking(&self) -> Act {
        if self.give_back.is_some() { Act::GiveBack } else { Act::Take }
    }

    /// What those ask for who close it or open it again.
    ///
    /// # Errors
    /// It is none of the buttons.
    pub fn ending(&self) -> Result<Act, Error> {
        match self.ending.as_deref() {
            Some(REOPEN) => Ok(Act::Reopen),
            Some(STILL_NEEDED) => Ok(Act::KeepOpen),
            Some(ending) => match ending.parse() {
                Ok(ending @ (Ending::Solved | Ending::NotNeeded)) => Ok(Act::Close(ending)),
                _ => Err(Error::Unreadable),
            },
            None => Err(Error::Unreadable),
        }
    }

    /// Any of these.
    pub fn act(&self) -> Result<Act, Error> {
        if self.ending.is_some() { self.ending() } else { Ok(self.taking()) }
    }
}

impl Act {
    /// What is said once it is done.
    pub fn notice(self) -> &'static str {
        match self {
            Act::Take => "done-help-taken",
            Act::GiveBack => "done-help-given-back",
            Act::Close(_) => "done-help-closed",
            Act::Reopen => "done-help-reopened",
            Act::KeepOpen => "done-help-kept-open",
        }
    }

    /// Does it as whoever comes by that pass.
    pub async fn be_done(self, services: &Arc<Services>, pass: Pass, sent: &Sent) -> Result<(), Refusal> {
        let Sent { name, word, .. } = sent.clone();
        let work = move |scope: &mut Scope<'_>| match self {
            Act::Take => taking::take(scope, &pass, &name),
            Act::GiveBack => taking::give_back(scope, &pass),
            Act::Close(how) => ending::close(scope, &pass, how, &word),
            Act::Reopen => ending::reopen(scope, &pass, &word),
            Act::KeepOpen => ending::keep_open(scope, &pass),
        };
        services.write(work).await
    }
}

/// Why its page comes back in the place of what was asked for.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    pub faults: Vec<Fault>,
    /// It stands otherwise by now than when its form was shown.
    pub is_overtaken: bool,
}

impl Answer {
    /// What can be answered by the page itself.
    ///
    /// # Errors
    /// What cannot.
    pub fn to(refusal: Refusal) -> Result<Answer, Refusal> {
        match refusal {
            Refusal::Faults(faults) => Ok(Answer { faults, ..Answer::default() }),
            Refusal::NotNow => Ok(Answer { is_overtaken: true, ..Answer::default() }),
            other => Err(other),
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Answer { is_overtaken: true, .. } => StatusCode::CONFLICT,
            Answer { faults, .. } if faults.is_empty() => StatusCode::OK,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}
