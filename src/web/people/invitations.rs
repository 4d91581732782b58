//! All who have not come yet are invited again, once it has been asked.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::everybody::{Filter, Row};
use crate::services::people::everybody::{self, ToInvite};
use crate::services::people::inviting;
use crate::services::{Error as Failure, Scope};
use crate::web::kit::forms::{Nothing, Posted};
use crate::web::kit::page::Page;
use crate::web::kit::view;
use crate::web::kit::visitor::Coordinator;
use crate::web::{Error, Site};

#[derive(Serialize)]
pub struct InvitationsPage {
    count: usize,
    people: Vec<Row>,
    /// How many more have just been invited, and get nothing.
    just_invited: usize,
    /// Where one goes back to.
    back: String,
}

impl Page for InvitationsPage {
    const TEMPLATE: &'static str = "pages/people/invitations";

    #[cfg(test)]
    fn samples() -> Vec<InvitationsPage> {
        let page = |people: Vec<Row>, just_invited| InvitationsPage {
            count: people.len(),
            people,
            just_invited,
            back: "/admin/people".into(),
        };
        vec![page(Vec::new(), 1), page(vec![Row::sample(false, Vec::new())], 2)]
    }
}

pub async fn ask(
    site: web::Data<Site>,
    req: HttpRequest,
    filter: web::Query<Filter>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let (wanted, claim) = (filter.wanted(), coordinator.claim.clone());
    let look = move |scope: &mut Scope<'_>| -> Result<ToInvite, Failure> {
        claim.proven_coordinator(scope)?;
        everybody::to_invite(scope, &wanted)
    };
    let ToInvite { people, just_invited } = site.services.read(look).await?;
    let people = people.into_iter().map(|listed| Row::new(&site, &coordinator.visitor, listed));
    let people: Vec<Row> = people.collect::<Result<_, _>>()?;
    let page =
        InvitationsPage { count: people.len(), people, just_invited, back: filter.address("/admin/people") };
    view::show(&site, &req, &coordinator.visitor, &page)
}

/// Whoever presses twice has it done once.
pub async fn send(
    site: web::Data<Site>,
    filter: web::Query<Filter>,
    coordinator: Coordinator,
    _: Posted<Nothing>,
) -> Result<HttpResponse, Error> {
    let sent = inviting::invite_again(&site.services, coordinator.claim, filter.wanted()).await?;
    let counts = [sent.count, sent.lately, 0];
    Ok(view::done_with(&filter.address("/admin/people"), "done-invited-again", counts))
}
