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
    /// To the owner of an account: what happened to it.
    Notice,
    /// To somebody who has been erased: the last one.
    Farewell,
}

named!(Kind, "kind of message":
    Announcement = "announcement",
    Reminder = "reminder",
    Digest = "digest",
    SignIn = "sign-in",
    PasswordReset = "password-reset",
    Invitation = "invitation",
    Notice = "notice",
    Farewell = "farewell",
);

impl Kind {
    /// Which of the messages that are due goes first: the lower, the sooner. Somebody sits before a screen and waits for
    /// a link; an invitation is for one person; of a run there may be hundreds.
    pub fn priority(self) -> i16 {
        match self {
            Kind::SignIn | Kind::PasswordReset => 0,
            Kind::Invitation | Kind::Notice | Kind::Farewell => 1,
            Kind::Announcement | Kind::Reminder | Kind::Digest => 2,
        }
    }

    /// Whether its text holds what lets its reader in: once it is sent, nobody but them has a use for it.
    pub fn lets_in(self) -> bool {
        match self {
            Kind::SignIn | Kind::PasswordReset | Kind::Invitation => true,
            Kind::Announcement | Kind::Reminder | Kind::Digest | Kind::Notice | Kind::Farewell => false,
        }
    }

    /// The job that brings it, whose mails people can stop; none: somebody asked for it, or must know.
    pub fn job(self) -> Option<Job> {
        match self {
            Kind::Announcement => Some(Job::Announcement),
            Kind::Reminder => Some(Job::Reminder),
            Kind::Digest => Some(Job::Digest),
            Kind::SignIn | Kind::PasswordReset | Kind::Invitation | Kind::Notice | Kind::Farewell => None,
        }
    }

    /// Whether it goes to an address that was replaced meanwhile: who lost theirs to somebody else must be told there.
    pub fn follows_no_one(self) -> bool {
        self == Kind::Notice
    }
}
