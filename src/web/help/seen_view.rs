//! A request as pages show it to whoever may read it.

use serde::Serialize;

use crate::domain::calendar::Calendar;
use crate::domain::help::{Standing, Taking};
use crate::domain::people::{Email, Member, PersonId, Role};
use crate::services::help::seeing::{Seen, Who};
use crate::views::{DoerView, RequestView, mailto};

/// A request as pages show it to whoever may read it.
#[derive(Serialize)]
pub struct SeenView {
    #[serde(flatten)]
    request: RequestView,
    /// Since when everybody knows of it.
    public_on: String,
    /// Whether that is to come.
    untold: bool,
    /// None: nobody is named.
    asker: Option<DoerView>,
    takers: Vec<DoerView>,
    /// Whether it waits for somebody who takes it.
    waits: bool,
    /// Where it is told from its beginning, and answered.
    href: Option<String>,
    /// The address of a mail to its team that says what it is about.
    write: Option<String>,
}

impl SeenView {
    /// As that member sees it.
    pub fn to_member(seen: &Seen, member: &Member, calendar: &Calendar) -> SeenView {
        let mut view = SeenView::told(seen, calendar, Some(member.person.id));
        view.request.own = member.has_role(Role::Eig, seen.project.id);
        view
    }

    /// As somebody with an account sees it.
    #[cfg(test)]
    pub fn new(seen: &Seen, calendar: &Calendar) -> SeenView {
        SeenView::told(seen, calendar, None)
    }

    /// `reader`: who is told of themselves as that.
    pub fn told(seen: &Seen, calendar: &Calendar, reader: Option<PersonId>) -> SeenView {
        let is_reader = |person: Option<PersonId>| reader.is_some() && person == reader;
        let taker = |(who, taking): (&Who, &Taking)| match who {
            Who::Named(name) => DoerView::new(Some(name), is_reader(taking.person)),
            Who::FormerMember => DoerView::new(None, false),
        };
        let asked_by = |name: &String| DoerView::new(Some(name), is_reader(seen.request.asked_by));
        SeenView {
            asker: seen.asker.as_ref().map(asked_by),
            takers: seen.takers.iter().zip(&seen.request.takings).map(taker).collect(),
            href: Some(format!("/help-requests/{}", seen.request.id.0)),
            ..SeenView::to_stranger(seen, None, calendar)
        }
    }

    /// Without any name, and with a link by which anybody can take it.
    pub fn to_stranger(seen: &Seen, link: Option<String>, calendar: &Calendar) -> SeenView {
        let request = &seen.request;
        SeenView {
            request: RequestView::new(&seen.project, request, seen.days, request.ended_on(calendar)),
            public_on: calendar.today(request.public_at(calendar)).to_string(),
            untold: !seen.is_public,
            asker: None,
            takers: Vec::new(),
            waits: seen.is_public && request.standing() == Standing::Open,
            href: link,
            write: None,
        }
    }

    /// The same with the address of a mail to those people about it, whom their own team need not write to.
    pub fn with_mail_to(self, addresses: &[&Email], subject: &str) -> SeenView {
        let is_written_to = !addresses.is_empty() && !self.request.own;
        let write = is_written_to.then(|| mailto(addresses.iter().copied(), Some(subject)));
        SeenView { write, ..self }
    }
}
