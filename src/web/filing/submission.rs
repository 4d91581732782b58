//! What is sent from a bulletin's form, and by what right.

use std::sync::Arc;

use actix_web::web;
use serde::Deserialize;

use crate::domain::calendar::Week;
use crate::domain::filing::typed::Typed;
use crate::domain::programme::project::Project;
use crate::services::filing::drafting::{self, Kept};
use crate::services::filing::writers::{Pass, Writer};
use crate::services::identity::claim::Claim;
use crate::services::identity::tokens::Token;
use crate::services::{self, Denied, Refusal, Scope, Services};
use crate::web::Error;
use crate::web::kit::visitor::Visitor;

#[derive(Deserialize)]
pub struct Submission {
    #[serde(default)]
    csrf: String,
    /// To see it as its readers will, and file nothing.
    pub preview: Option<String>,
    /// As a quiet week.
    pub quiet: Option<String>,
    /// When the form of a link was opened, as it says itself.
    #[serde(default)]
    pub opened: String,
    /// The version of the team's draft that the person saw.
    #[serde(default)]
    draft: String,
    #[serde(flatten)]
    pub typed: Typed,
}

impl Submission {
    pub fn seen_draft(&self) -> i32 {
        self.draft.parse().unwrap_or(0)
    }
}

/// Where a form is sent, and what its sender shows.
pub struct Sender {
    /// Where the form is sent, and where what was filed is shown.
    pub address: String,
    pub pass: Pass,
}

/// What stands between somebody and their form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    SignedOut,
    /// Nothing proves that they sent it themselves.
    ForeignForm,
}

impl Sender {
    /// By an account, at the address of a project's week.
    pub fn signed_in(claim: Claim, (slug, week): (String, Week)) -> Sender {
        Sender { address: address(&slug, week), pass: Pass::Account { claim, slug, week } }
    }

    /// By the link of a reminder: whoever shows its token is its owner, so that no other proof is asked for.
    pub fn with_link(token: &str) -> Result<Sender, Error> {
        let pass = Pass::Link(Token::read(token).ok_or(Error::LinkEnded)?);
        Ok(Sender { address: format!("/f/{token}"), pass })
    }

    pub fn is_by_link(&self) -> bool {
        matches!(self.pass, Pass::Link(_))
    }

    /// Where what is typed is saved before it is filed.
    pub fn draft_address(&self) -> String {
        format!("{}/draft", self.address)
    }

    /// Whether they sent that form themselves: with an account its token tells.
    pub fn sent(&self, form: &Submission, was_shown: impl Fn(&str) -> bool) -> bool {
        self.is_by_link() || was_shown(&form.csrf)
    }

    /// Keeps what was typed as the team's draft.
    pub async fn keep(&self, services: &Arc<Services>, form: &Submission) -> Result<Kept, Refusal> {
        let (typed, seen) = (form.typed.clone(), form.seen_draft());
        let save = move |scope: &mut Scope<'_>, writer: &Writer| -> Result<Kept, Refusal> {
            Ok(drafting::save(scope, writer, &typed, seen)?)
        };
        services.write_as(self.pass.clone(), save).await
    }

    /// Why their request was refused that no form can be shown for.
    pub fn refused(&self, refusal: Refusal) -> Error {
        match refusal {
            Refusal::Gone if self.is_by_link() => Error::LinkEnded,
            other => other.into(),
        }
    }
}

pub fn address(slug: &str, week: Week) -> String {
    format!("/projects/{slug}/bulletins/{week}")
}

/// Where a visitor says when that project's team is away; none: they are not signed in, or it is not theirs to say.
pub fn absences(visitor: &Visitor, project: &Project) -> Option<String> {
    let is_theirs = visitor.member.as_ref().is_some_and(|member| member.may_file_for(project.id));
    is_theirs.then(|| format!("/projects/{}/absences", project.slug))
}

/// The project and the week that an address names.
pub fn place_of(path: web::Path<(String, String)>) -> Result<(String, Week), Error> {
    let (slug, week) = path.into_inner();
    Ok((slug, week.parse().map_err(|_| Error::NotFound)?))
}

/// Whether a session ended between the request's beginning and what it was for.
pub fn is_signed_out(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Failed(services::Error::Denied(Denied::SignedOut)))
}
