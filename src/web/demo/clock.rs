//! The clock: a line of the week with its moments, to which it can be moved.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::levers;
use crate::domain::calendar::schedule::{Event, EventKind};
use crate::services::demo as cast;
use crate::services::identity::sessions;
use crate::web::kit::forms::Fields;
use crate::web::kit::site::Demo;
use crate::web::kit::view;
use crate::web::{Error, Site};
use crate::worker;

/// A moment of the week.
#[derive(Clone, Serialize)]
pub struct Moment {
    /// What the form names it; none: it is past, or one of its kind comes before it.
    pub to: Option<&'static str>,
    /// The key of its name.
    pub key: &'static str,
    pub at: String,
    pub is_past: bool,
    /// The one to which one goes on.
    pub is_next: bool,
}

/// The moments to which the clock can be moved, as the form names them.
const MOMENTS: [(&str, EventKind, &str); 7] = [
    ("referents", EventKind::HelpReferent, "event-help-referent"),
    ("overview", EventKind::HelpOverview, "event-help-overview"),
    ("announcement", EventKind::Announcement, "event-announcement"),
    ("reminder", EventKind::Reminder, "event-reminder"),
    ("closing", EventKind::Closing, "event-closing"),
    ("digest", EventKind::Digest, "event-digest"),
    ("monday", EventKind::Opening, "event-opening"),
];

fn is_nag(event: &Event) -> bool {
    matches!(event.kind, EventKind::HelpReferent | EventKind::HelpOverview | EventKind::HelpProgress)
}

/// This week until the next one opens, and apart from it the next mornings on which is nagged.
pub fn line(site: &Site, events: &[Event], now: DateTime<Utc>) -> (Vec<Moment>, Vec<Moment>) {
    let mut named = Vec::new();
    let mut moments = |nags: bool| -> Vec<Moment> {
        let mut is_first = true;
        let those = events.iter().filter(|event| is_nag(event) == nags && (!nags || event.at > now));
        let moment = |event: &Event| {
            let (name, kind, key) = MOMENTS.into_iter().find(|(_, kind, _)| *kind == event.kind)?;
            let is_past = event.at <= now;
            let to = (!is_past && !named.contains(&kind)).then_some(name);
            if !is_past {
                named.push(kind);
            }
            let is_next = !is_past && std::mem::take(&mut is_first);
            Some(Moment { to, key, at: view::local(site, event.at), is_past, is_next })
        };
        those.filter_map(moment).collect()
    };
    let week = moments(false);
    let nags = moments(true).into_iter().filter(|moment| moment.to.is_some()).collect();
    (week, nags)
}

/// When that moment of the week is, or was.
pub fn when(week: &[Moment], name: &str) -> Option<String> {
    let key = MOMENTS.into_iter().find(|(known, ..)| *known == name)?.2;
    week.iter().find(|moment| moment.key == key).map(|moment| moment.at.clone())
}

#[derive(Deserialize)]
pub struct ClockForm {
    to: String,
}

pub async fn advance(site: web::Data<Site>, form: Fields<ClockForm>) -> Result<HttpResponse, Error> {
    move_to(&site, levers::of(&site)?, &form.0.to).await?;
    Ok(view::see_other("/demo"))
}

/// Moves the clock on to the next such moment, and does all that is due by then before it comes back.
pub async fn move_to(site: &Site, demo: &Demo, name: &str) -> Result<(), Error> {
    let wanted = MOMENTS.into_iter().find(|(known, ..)| *known == name).ok_or(Error::Unreadable)?.1;
    let events = site.services.read(cast::events).await?;
    let Some(last) = events.iter().position(|event| event.kind == wanted) else {
        return Err(Error::NotFound);
    };
    let _turn = demo.turn.lock().await;
    // What is due by now is done before the clock moves, and so is what comes on the way: to jump over it would skip it.
    pass(site, demo).await?;
    for event in &events[..=last] {
        demo.clock.advance(event.at);
        pass(site, demo).await?;
    }
    site.services.write(sessions::refresh_all).await?;
    Ok(())
}

/// What teams have filed by then is there before its mails are written.
async fn pass(site: &Site, demo: &Demo) -> Result<(), Error> {
    if let Some(life) = demo.life {
        site.services.write(life).await?;
    }
    Ok(worker::pass(&site.services, &demo.delivery, site.clock.as_ref()).await?)
}
