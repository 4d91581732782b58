//! Whether a message that was written a while ago is still to be sent.

use super::delivery::Reason;
use super::notification::Service;
use crate::domain::people::{Member, Role};
use crate::domain::programme::project::ProjectId;

/// What a message was written for, as that stands just before it is sent.
pub struct Standing<'a> {
    pub service: Service,
    pub recipient: &'a str,
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

/// What a message reminds of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Nothing,
    Bulletin {
        project: ProjectId,
        /// Neither week nor project has been paused, nor the promotion closed.
        expected: bool,
        filed: bool,
    },
    /// The bulletin of a project that has been deleted.
    NoProject,
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
            Whom::Person { .. } | Whom::Many => {}
        }
        match (self.about, &self.whom) {
            (About::NoProject, _) => Some(Reason::ProjectDeleted),
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

    /// An address that was replaced may be anybody's.
    fn went_elsewhere(&self, member: &Member) -> bool {
        self.service == Service::Email && self.recipient != member.person.email.as_str()
    }
}
