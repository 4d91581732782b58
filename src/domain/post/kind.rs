//! What a message is.

use crate::domain::calendar::schedule::Job;
use crate::domain::kit::named;

/// A kind of message. Its name is that of its templates, and stands in the header `X-Bulletins-Kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Announcement,
    Reminder,
    Digest,
    SignIn,
    PasswordReset,
    Invitation,
}

named!(Kind, "kind of message":
    Announcement = "announcement",
    Reminder = "reminder",
    Digest = "digest",
    SignIn = "sign-in",
    PasswordReset = "password-reset",
    Invitation = "invitation",
);

impl Kind {
    /// Which of the messages that are due goes first: the lower, the sooner. Somebody sits before a screen and waits for
    /// a link; an invitation is for one person; of a run there may be hundreds.
    pub fn priority(self) -> i16 {
        match self {
            Kind::SignIn | Kind::PasswordReset => 0,
            Kind::Invitation => 1,
            Kind::Announcement | Kind::Reminder | Kind::Digest => 2,
        }
    }

    /// Whether its text holds what lets its reader in: once it is sent, nobody but them has a use for it.
    pub fn lets_in(self) -> bool {
        match self {
            Kind::SignIn | Kind::PasswordReset | Kind::Invitation => true,
            Kind::Announcement | Kind::Reminder | Kind::Digest => false,
        }
    }

    /// The job that brings it, whose mails people can stop; none: somebody asked for it.
    pub fn job(self) -> Option<Job> {
        match self {
            Kind::Announcement => Some(Job::Announcement),
            Kind::Reminder => Some(Job::Reminder),
            Kind::Digest => Some(Job::Digest),
            Kind::SignIn | Kind::PasswordReset | Kind::Invitation => None,
        }
    }
}
