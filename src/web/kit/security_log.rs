//! What is worth an alarm, and what rights were used for: told to the log in one shape, which `config/fail2ban` reads.
//!
//! Each line says `security`, the event, the network from which it came and the route, never the address with what
//! stands in it. A person is named by their number, as on record.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, web};
use tracing::field::display;

use super::caller;
use super::errors::Error;
use super::site::Site;
use super::visitor::{self, Visitor};
use crate::domain::identity::Network;
use crate::domain::people::PersonId;
use crate::services::Scope;
use crate::services::identity::recording_attempts;

/// What an answer means for who watches over the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    SignedIn(PersonId),
    SignInFailed,
    /// What was asked for is for others.
    Forbidden,
    /// A form that was not shown to who sent it, such as another site's.
    FormRefused,
    Throttled,
    /// Somebody who is signed in did something, or took data out.
    RightUsed,
}

impl Event {
    fn name(self) -> &'static str {
        match self {
            Event::SignedIn(_) => "signed-in",
            Event::SignInFailed => "sign-in-failed",
            Event::Forbidden => "forbidden",
            Event::FormRefused => "form-refused",
            Event::Throttled => "throttled",
            Event::RightUsed => "right-used",
        }
    }

    fn is_refusal(self) -> bool {
        !matches!(self, Event::SignedIn(_) | Event::RightUsed)
    }
}

/// Says of an answer what it means; of errors it is known.
pub fn marked(mut answer: HttpResponse, event: Event) -> HttpResponse {
    answer.extensions_mut().insert(event);
    answer
}

/// Links that let in: one that has ended is a failed sign-in.
const LETTING_IN: [&str; 3] = ["/sign-in/{token}", "/password-resets/{token}", "/invitations/{token}"];
/// How addresses end that data is taken out by.
const TAKING_OUT: [&str; 4] = [".csv", ".md", ".json", ".xlsx"];

/// Tells what each answer means.
pub async fn watch(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let answer = next.call(req).await?;
    let req = answer.request();
    let route = req.match_pattern().unwrap_or_else(|| "none".into());
    let known = caller::known(req);
    if let Some(event) = event_of(&answer, &route, known.is_some())
        && let Some(site) = req.app_data::<web::Data<Site>>()
    {
        let from = visitor::remote_address(req, site.services.config.server.trusted_proxies).map(Network::of);
        let person = match event {
            Event::SignedIn(person) => Some(person),
            // Who was refused may not have been asked for.
            Event::Forbidden | Event::FormRefused => Visitor::of_answered(req, site).await.person(),
            Event::RightUsed | Event::SignInFailed | Event::Throttled => known,
        };
        tell(event, from, person, req, &route);
        if let (Event::Forbidden | Event::FormRefused, Some(person)) = (event, person) {
            let asked = format!("{} {route}", req.method());
            let keep = move |scope: &mut Scope<'_>| recording_attempts::refused(scope, person, &asked, from);
            if let Err(error) = site.services.write(keep).await {
                tracing::error!(%error, "a refusal could not be put on record");
            }
        }
    }
    Ok(answer)
}

fn event_of<B>(answer: &ServiceResponse<B>, route: &str, is_member: bool) -> Option<Event> {
    let response = answer.response();
    if let Some(event) = response.extensions().get::<Event>() {
        return Some(*event);
    }
    match response.error().and_then(|error| error.as_error::<Error>()) {
        Some(Error::Forbidden) => Some(Event::Forbidden),
        Some(Error::ForeignForm) => Some(Event::FormRefused),
        Some(Error::Throttled { .. }) => Some(Event::Throttled),
        Some(Error::LinkEnded) if LETTING_IN.contains(&route) && is_visit(answer.request()) => {
            Some(Event::SignInFailed)
        }
        Some(_) => None,
        None => {
            let (method, status) = (answer.request().method(), response.status());
            // What was done leads on to the page that shows it.
            let has_done = *method == Method::POST && status.is_redirection();
            let has_taken = status.is_success() && TAKING_OUT.iter().any(|end| route.ends_with(end));
            (is_member && (has_done || has_taken)).then_some(Event::RightUsed)
        }
    }
}

/// Whether somebody went there: a page elsewhere can have browsers load any address as an image, without a visit.
fn is_visit(req: &HttpRequest) -> bool {
    req.headers().get("sec-fetch-dest").is_none_or(|dest| dest == "document")
}

/// One line. Its shape is what `config/fail2ban` reads.
fn tell(event: Event, from: Option<Network>, person: Option<PersonId>, req: &HttpRequest, route: &str) {
    let (name, network) = (display(event.name()), from.map(display));
    let (method, route, person) = (display(req.method()), display(route), person.map(|person| person.0));
    if event.is_refusal() {
        tracing::warn!(target: TARGET, event = name, network, method, route, person, "security");
    } else {
        tracing::info!(target: TARGET, event = name, network, method, route, person, "security");
    }
}

/// By which `log.filter` names these lines.
const TARGET: &str = "bulletins::security";
