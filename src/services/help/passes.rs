//! Who comes to a request, by an account or by the link in a mail: asked of the very transaction in which they act.

use std::collections::BTreeSet;

use super::circle::{Circle, Reached};
use super::links::{HelpLink, Holder};
use crate::domain::help::{Party, Request, RequestId};
use crate::domain::people::PersonId;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::{Reader, Sight};
use crate::services::identity::claim::Claim;
use crate::services::{Refusal, Scope};
use crate::store::help::requests;
use crate::store::programme::projects;
use crate::store::{self, people};

/// What somebody shows who comes to a request.
#[derive(Clone)]
pub enum Pass {
    /// That they are signed in.
    Account(Claim, RequestId),
    /// A link, which names the request and its holder.
    Link(HelpLink),
}

/// A request as somebody finds it.
pub struct Found {
    pub request: Request,
    pub project: Project,
    pub party: Party,
}

impl Pass {
    fn request(&self) -> RequestId {
        match self {
            Pass::Account(_, id) => *id,
            Pass::Link(link) => link.request,
        }
    }

    /// What they find.
    ///
    /// # Errors
    /// [`Refusal::Gone`] where there is no such request as far as they are told; [`Refusal::LinkEnded`] where the holder
    /// of a link has no part in it any more.
    pub fn look(&self, scope: &mut Scope<'_>) -> Result<Found, Refusal> {
        let request = requests::by_id(scope.conn, self.request())?.ok_or(Refusal::Gone)?;
        self.find(scope, request)
    }

    /// The same, to act on it: until this transaction has ended nobody else changes the request, nor any of those whom
    /// it brings together. Requests are held before people, here as everywhere.
    pub(super) fn hold(&self, scope: &mut Scope<'_>) -> Result<Found, Refusal> {
        let request = requests::hold(scope.conn, self.request())?.ok_or(Refusal::Gone)?;
        let found = self.find(scope, request)?;
        hold_people(scope, (&found.request, &found.project), found.party.person())?;
        self.find(scope, found.request)
    }

    fn find(&self, scope: &mut Scope<'_>, request: Request) -> Result<Found, Refusal> {
        let party = self.party(scope)?;
        let project = projects::by_id(scope.conn, request.project)?.ok_or(Refusal::Gone)?;
        let reader = match &party {
            Party::Member(member) => Reader::Member(member),
            Party::Outsider(_) | Party::Anybody => Reader::List,
        };
        if request.is_told_to(&Sight::of(reader, &scope.calendar, scope.now), &project) {
            return Ok(Found { request, project, party });
        }
        Err(match self {
            Pass::Account(..) => Refusal::Gone,
            Pass::Link(_) => Refusal::LinkEnded,
        })
    }

    fn party(&self, scope: &mut Scope<'_>) -> Result<Party, Refusal> {
        match self {
            Pass::Account(claim, _) => Ok(Party::Member(claim.member(scope)?)),
            Pass::Link(HelpLink { holder, .. }) => match holder {
                Holder::Person(id) => {
                    let member =
                        people::member(scope.conn, *id, scope.today())?.filter(|member| member.person.active);
                    Ok(Party::Member(member.ok_or(Refusal::LinkEnded)?))
                }
                Holder::Outsider(id) => Ok(Party::Outsider(*id)),
                Holder::Anybody => Ok(Party::Anybody),
            },
        }
    }
}

/// Has those whom a request brings together, and whoever else, stay as they are until this transaction has ended: who
/// erases one of them waits, and finds what is written here.
pub(super) fn hold_people(
    scope: &mut Scope<'_>,
    (request, project): (&Request, &Project),
    more: Option<PersonId>,
) -> store::Result<()> {
    let circle = Circle::of(scope, request, project)?;
    let ids: BTreeSet<PersonId> = circle.everybody().filter_map(Reached::person).chain(more).collect();
    people::hold_addresses(scope.conn, ids.iter())?;
    Ok(())
}
