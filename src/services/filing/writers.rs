//! Who may write in the form of a project and a week, by an account or by the link of a reminder: asked of the very
//! transaction in which they do.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::calendar::Week;
use crate::domain::people::{Member, PersonId};
use crate::domain::programme::project::Project;
use crate::services::identity::claim::Claim;
use crate::services::identity::tokens::Token;
use crate::services::{Denied, Error, Refusal, Scope, Services};
use crate::store::identity::link_tokens;
use crate::store::programme::projects;
use crate::store::{self, people};

/// What somebody shows who wants to write.
#[derive(Clone)]
pub enum Pass {
    /// That they are signed in, at the address of a project's week.
    Account { claim: Claim, slug: String, week: Week },
    /// The token of a reminder's link, which names all of it.
    Link(Token),
}

/// Somebody who may file for a project in a week, as far as their rights go: whether the form is open is another
/// question.
pub struct Writer {
    pub project: Project,
    pub week: Week,
    pub member: Member,
}

impl Pass {
    /// Who that is.
    ///
    /// # Errors
    /// [`Refusal::Gone`] where there is no such project, or the link has ended; [`Denied`] where a session has, or its
    /// owner may not file for the project.
    pub fn writer(&self, scope: &mut Scope<'_>) -> Result<Writer, Refusal> {
        match self {
            Pass::Account { claim, slug, week } => {
                let member = claim.member(scope)?;
                Writer::signed_in(scope, member, slug, *week)
            }
            Pass::Link(token) => Writer::with_link(scope, token),
        }
    }

    /// When the form of a link was opened, as the form itself says: not before there was a link, nor after now. None: it
    /// is no link's, or says nothing that can be read.
    pub fn opened_at(&self, scope: &mut Scope<'_>, said: &str) -> store::Result<Option<DateTime<Utc>>> {
        let (Pass::Link(token), Ok(said)) = (self, said.parse::<DateTime<Utc>>()) else { return Ok(None) };
        let made_at = link_tokens::filing_made_at(scope.conn, &token.hash())?;
        Ok(made_at.map(|made_at| said.min(scope.now).max(made_at)))
    }
}

impl Writer {
    /// Whose name stands beside what they write.
    pub fn author(&self) -> PersonId {
        self.member.person.id
    }

    /// A member at the address of a project.
    fn signed_in(scope: &mut Scope<'_>, member: Member, slug: &str, week: Week) -> Result<Writer, Refusal> {
        let project = projects::by_slug(scope.conn, slug)?.ok_or(Refusal::Gone)?;
        Writer::of(member, project, week)
    }

    /// The owner of a reminder's link, while it lasts.
    fn with_link(scope: &mut Scope<'_>, token: &Token) -> Result<Writer, Refusal> {
        let link = link_tokens::filing(scope.conn, &token.hash())?;
        let link = link.filter(|link| scope.now < link.expires_at).ok_or(Refusal::Gone)?;
        let member = people::member(scope.conn, link.person, scope.today())?.ok_or(Refusal::Gone)?;
        let project = projects::by_id(scope.conn, link.project)?.ok_or(Refusal::Gone)?;
        // Whoever has lost the right since is told no more than that the link has ended.
        Writer::of(member, project, link.week).map_err(|_| Refusal::Gone)
    }

    fn of(member: Member, project: Project, week: Week) -> Result<Writer, Refusal> {
        if !project.is_told_to(&member) {
            Err(Refusal::Gone)
        } else if !member.may_file_for(project.id) {
            Err(Error::from(Denied::Forbidden).into())
        } else {
            Ok(Writer { project, week, member })
        }
    }
}

impl Services {
    /// Does something in one transaction as whoever may write there by that pass.
    pub async fn write_as<T, E>(
        self: &Arc<Self>,
        pass: Pass,
        work: impl FnOnce(&mut Scope<'_>, &Writer) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Refusal> + From<store::Error> + Send + 'static,
    {
        self.write(move |scope| {
            let writer = pass.writer(scope)?;
            if let Pass::Link(token) = &pass {
                link_tokens::note_answer(scope.conn, &token.hash(), scope.now)?;
            }
            work(scope, &writer)
        })
        .await
    }
}
