//! A request as pages show it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::domain::calendar::Calendar;
use crate::domain::help::Standing;
use crate::domain::people::{Email, Member, Role};
use crate::services::help::seeing::{Seen, Who};
use crate::views::ProjectView;

/// A request as pages show it.
#[derive(Serialize)]
pub struct RequestView {
    project: ProjectView,
    text: String,
    /// For how many days it has been asked.
    days: i64,
    asked_on: String,
    asker: Option<String>,
    /// Whether its reader is of those who ask.
    own: bool,
    /// The key of how it stands.
    standing: &'static str,
    takers: Vec<TakerView>,
    ended: Option<EndedView>,
    /// Where it is told from its beginning, and answered.
    href: Option<String>,
    /// The address of a mail to its team that says what it is about.
    write: Option<String>,
}

#[derive(Serialize)]
struct TakerView {
    /// None: a former member.
    name: Option<String>,
}

#[derive(Serialize)]
struct EndedView {
    /// The key of how.
    key: String,
    on: String,
}

impl RequestView {
    /// As that member sees it.
    pub fn to_member(seen: &Seen, member: &Member, calendar: &Calendar) -> RequestView {
        let own = member.has_role(Role::Eig, seen.project.id);
        RequestView { own, ..RequestView::new(seen, calendar) }
    }

    /// As somebody with an account sees it.
    pub fn new(seen: &Seen, calendar: &Calendar) -> RequestView {
        let taker = |who: &Who| match who {
            Who::Named(name) => TakerView { name: Some(name.clone()) },
            Who::FormerMember => TakerView { name: None },
        };
        RequestView {
            asker: seen.asker.clone(),
            takers: seen.takers.iter().map(taker).collect(),
            href: Some(format!("/help-requests/{}", seen.request.id.0)),
            ..RequestView::to_stranger(seen, None, calendar)
        }
    }

    /// Without any name, and with a link by which anybody can take it.
    pub fn to_stranger(seen: &Seen, link: Option<String>, calendar: &Calendar) -> RequestView {
        let request = &seen.request;
        let day = |at| calendar.today(at).to_string();
        RequestView {
            project: (&seen.project).into(),
            text: request.text.to_string(),
            days: seen.days,
            asked_on: day(request.asked_at),
            asker: None,
            own: false,
            standing: match request.standing() {
                Standing::Open => "request-open",
                Standing::Taken => "request-taken",
                Standing::Closed => "request-closed",
            },
            takers: Vec::new(),
            ended: request
                .end
                .map(|end| EndedView { key: format!("request-ended-{}", end.ending), on: day(end.at) }),
            href: link,
            write: None,
        }
    }

    /// The same with the address of a mail to those people about it, whom their own team need not write to.
    pub fn with_mail_to(self, addresses: &[&Email], subject: &str) -> RequestView {
        let write = (!addresses.is_empty() && !self.own).then(|| mail_to(addresses, subject));
        RequestView { write, ..self }
    }
}

/// Those that nobody sees to, and the others.
pub fn by_standing(
    seen: &[Seen],
    view: impl Fn(&Seen) -> RequestView,
) -> (Vec<RequestView>, Vec<RequestView>) {
    let (untaken, taken): (Vec<_>, Vec<_>) =
        seen.iter().partition(|seen| seen.request.standing() == Standing::Open);
    (untaken.into_iter().map(&view).collect(), taken.into_iter().map(&view).collect())
}

/// What stands in addresses as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_');

/// The address of a mail to those people with that subject.
pub fn mail_to(addresses: &[&Email], subject: &str) -> String {
    let to: Vec<String> =
        addresses.iter().map(|email| utf8_percent_encode(email.as_str(), PLAIN).to_string()).collect();
    format!("mailto:{}?subject={}", to.join(","), utf8_percent_encode(subject, PLAIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_says_what_it_is_about() {
        let [ada, ben]: [Email; 2] = ["ada+x@example.org", "ben@example.org"].map(|at| at.parse().unwrap());
        assert_eq!(
            mail_to(&[&ada, &ben], "CartoBio : un·e juriste ?"),
            "mailto:ada%2Bx@example.org,ben@example.org?subject=CartoBio%20%3A%20un%C2%B7e%20juriste%20%3F"
        );
    }
}
