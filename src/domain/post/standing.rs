//! Whether a message that was written a while ago is still to be sent.

use super::delivery::Reason;
use super::kind::Kind;
use super::notification::Service;
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::ProjectId;

/// What a message was written for, as that stands just before it is sent.
pub struct Standing<'a> {
    pub service: Service,
    pub recipient: &'a str,
    pub kind: Option<Kind>,
    pub whom: Whom<'a>,
    pub about: About,
}

/// For whom a message is.
pub enum Whom<'a> {
    /// A list or a channel.
    Many,
    Person {
        member: &'a Member,
        /// They want no messages of this kind.
        stopped: bool,
    },
    /// Somebody who has been erased.
    Nobody,
}

/// What a message reminds or asks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Nothing,
    Bulletin {
        project: ProjectId,
        /// Neither week nor project has been paused, nor the promotion closed, and the team is not away.
        expected: bool,
        filed: bool,
    },
    /// The bulletin of a project that has been deleted.
    NoProject,
    /// Mails of which a coordinator says what becomes of them.
    Held {
        /// Nobody has said so yet.
        waiting: bool,
    },
    /// Requests for help.
    Requests {
        /// Of one at least the message still wants something.
        needed: bool,
    },
}

impl Standing<'_> {
    /// What speaks against sending it; none: nothing does.
    pub fn objection(&self) -> Option<Reason> {
        match self.whom {
            Whom::Nobody => return Some(Reason::Erased),
            Whom::Person { member, .. } if !member.person.active => return Some(Reason::Deactivated),
            Whom::Person { stopped: true, .. } => return Some(Reason::Unsubscribed),
            Whom::Person { member, .. } if self.went_elsewhere(member) => {
                return Some(Reason::AddressChanged);
            }
            Whom::Person { member, .. } if self.is_for_coordinators() && !member.person.coordinator => {
                return Some(Reason::RoleLost);
            }
            Whom::Person { .. } | Whom::Many => {}
        }
        match (self.about, &self.whom) {
            (About::Nothing, Whom::Person { member, .. })
                if self.kind == Some(Kind::Digest) && member.has_left() =>
            {
                Some(Reason::LeftProject)
            }
            (About::NoProject, _) => Some(Reason::ProjectDeleted),
            (About::Held { waiting: false }, _) => Some(Reason::Decided),
            (About::Requests { needed: false }, _) => Some(Reason::Answered),
            (About::Bulletin { filed: true, .. }, _) => Some(Reason::Filed),
            (About::Bulletin { expected: false, .. }, _) => Some(Reason::NotExpected),
            (About::Bulletin { project, .. }, Whom::Person { member, .. })
                if !member.has_role(Role::Eig, project) =>
            {
                Some(Reason::LeftProject)
            }
            _ => None,
        }
    }

    fn is_for_coordinators(&self) -> bool {
        matches!(
            self.kind,
            Some(
                Kind::HelpReferent | Kind::HelpOverview | Kind::TeamAway | Kind::DigestHeld | Kind::HandedOn
            )
        )
    }

    /// An address that was replaced may be anybody's.
    fn went_elsewhere(&self, member: &Member) -> bool {
        let follows = !self.kind.is_some_and(Kind::follows_no_one);
        self.service == Service::Email && follows && self.recipient != member.person.email.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples;

    const OWN: ProjectId = ProjectId(7);

    fn member(active: bool) -> Member {
        let mut member = samples::member(false, &[(Role::Eig, OWN.0)]);
        member.person.active = active;
        member.person.email = "ada@x.example".parse().unwrap();
        member
    }

    fn objection(service: Service, recipient: &str, whom: Whom<'_>, about: About) -> Option<Reason> {
        Standing { service, recipient, kind: Some(Kind::Digest), whom, about }.objection()
    }

    #[test]
    fn a_message_is_sent_while_its_reader_may_have_it_and_it_has_a_point() {
        let (ada, gone) = (member(true), member(false));
        let to = |stopped| Whom::Person { member: &ada, stopped };
        let filed = |filed| About::Bulletin { project: OWN, expected: true, filed };
        let mail = |whom, about| objection(Service::Email, "ada@x.example", whom, about);
        assert_eq!(mail(to(false), About::Nothing), None);
        assert_eq!(mail(to(false), filed(false)), None);
        assert_eq!(mail(Whom::Many, About::Nothing), None);
        assert_eq!(mail(Whom::Nobody, About::Nothing), Some(Reason::Erased));
        let deactivated = Whom::Person { member: &gone, stopped: false };
        assert_eq!(mail(deactivated, About::Nothing), Some(Reason::Deactivated));
        assert_eq!(mail(to(true), About::Nothing), Some(Reason::Unsubscribed));
        assert_eq!(mail(to(false), filed(true)), Some(Reason::Filed));
        assert_eq!(mail(to(false), About::NoProject), Some(Reason::ProjectDeleted));
        let paused = About::Bulletin { project: OWN, expected: false, filed: false };
        assert_eq!(mail(to(false), paused), Some(Reason::NotExpected));
        let others = About::Bulletin { project: ProjectId(8), expected: true, filed: false };
        assert_eq!(mail(to(false), others), Some(Reason::LeftProject));
        let mut left = member(true);
        left.memberships[0].until_day = left.today.pred_opt();
        let to_left = || Whom::Person { member: &left, stopped: false };
        assert_eq!(mail(to_left(), About::Nothing), Some(Reason::LeftProject), "a digest");
        assert_eq!(mail(to_left(), filed(false)), Some(Reason::LeftProject));
    }

    #[test]
    fn a_nag_is_sent_while_it_wants_something_of_somebody_who_can_act() {
        let ada = member(true);
        let mut camille = member(true);
        camille.person.coordinator = true;
        let nag = |member, kind, needed| {
            let whom = Whom::Person { member, stopped: false };
            let about = About::Requests { needed };
            Standing { service: Service::Email, recipient: "ada@x.example", kind: Some(kind), whom, about }
                .objection()
        };
        assert_eq!(nag(&camille, Kind::HelpReferent, true), None);
        assert_eq!(nag(&camille, Kind::HelpReferent, false), Some(Reason::Answered));
        assert_eq!(nag(&ada, Kind::HelpOverview, true), Some(Reason::RoleLost));
        assert_eq!(nag(&ada, Kind::HelpProgress, true), None);
    }

    #[test]
    fn an_address_that_was_replaced_gets_nothing_and_a_name_in_a_chat_is_no_address() {
        let ada = member(true);
        let to = || Whom::Person { member: &ada, stopped: false };
        let former = objection(Service::Email, "former@x.example", to(), About::Nothing);
        assert_eq!(former, Some(Reason::AddressChanged));
        assert_eq!(objection(Service::Slack, "U0ADA", to(), About::Nothing), None);
        let notice = Standing {
            service: Service::Email,
            recipient: "former@x.example",
            kind: Some(Kind::Notice),
            whom: to(),
            about: About::Nothing,
        };
        assert_eq!(notice.objection(), None, "that it was replaced is told there too");
    }
}
