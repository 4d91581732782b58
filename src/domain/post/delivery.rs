//! What becomes of a mail between being written and being accepted.

use std::fmt;

use chrono::TimeDelta;

use crate::domain::kit::named;

/// Where a mail stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Waits for its next attempt.
    Pending,
    /// A worker is sending it.
    Claimed,
    /// A mail server took it.
    Sent,
    /// Given up, and for a person to look at: refused for good, or never written.
    Failed,
    /// No server took it in time, and whether it is sent still is a coordinator's to say.
    Held,
    /// Not needed any more, such as a reminder of what has been filed meanwhile.
    Cancelled,
}

named!(State, "state of a mail":
    Failed = "failed",
    Held = "held",
    Pending = "pending",
    Claimed = "claimed",
    Sent = "sent",
    Cancelled = "cancelled",
);

/// Why a message was not sent, or not yet. Its name is kept with the message; pages tell it in their reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It had lost its point before a server took it.
    Expired,
    /// A coordinator has said so, of what no server took in time.
    GivenUp,
    /// It asks for a decision that was made.
    Decided,
    /// It reminds of a bulletin that has been filed.
    Filed,
    /// It reminds of a bulletin that nobody waits for any more: a pause was set, or the promotion closed.
    NotExpected,
    Deactivated,
    Erased,
    Unsubscribed,
    /// Its person is reached at another address by now.
    AddressChanged,
    /// It is for somebody who is not on that project, or on any, any more.
    LeftProject,
    /// It is for a role that this person does not have any more.
    RoleLost,
    /// It asks about requests for help that were taken or closed.
    Answered,
    ProjectDeleted,
    /// It waited in a backup that was brought back, and a coordinator had such mails dropped.
    Restored,
    /// A fault of this program or of its templates, which the log tells of.
    Unwritten,
    /// Its text was sealed with a key that is not here.
    Sealed,
    NoAddress,
    /// The letters before its `@` are more than this server knows how to write to.
    NoSmtpUtf8,
    RecipientRefused,
    ContentRefused,
    /// A server took it, and it came back: nobody is at that address.
    ReturnedUnknown,
    ReturnedFull,
    ReturnedRefused,
    /// It was tried for days by whoever took it.
    ReturnedLate,
    /// Too many came back from that address before.
    AddressReturns,
    /// What a mail server says of us rather than of a mail, and whatever may pass.
    ServerAnswered,
    /// The server lacks what this mail or these settings need, such as addresses beyond ASCII.
    ServerLacks,
    ServerSlow,
    NoTls,
    /// The server's certificate cannot be believed.
    BadCertificate,
    /// TLS is required, and the server does not offer it.
    NoStarttls,
    NoConnection,
    NoFile,
    ChatUnset,
    ChatAddress,
    ChatAnswered,
    ChatUnreadable,
    ChatSlow,
    NoChat,
}

named!(Reason, "reason":
    Expired = "expired",
    GivenUp = "given-up",
    Decided = "decided",
    Filed = "filed",
    NotExpected = "not-expected",
    Deactivated = "deactivated",
    Erased = "erased",
    Unsubscribed = "unsubscribed",
    AddressChanged = "address-changed",
    LeftProject = "left-project",
    RoleLost = "role-lost",
    Answered = "answered",
    ProjectDeleted = "project-deleted",
    Restored = "restored",
    Unwritten = "unwritten",
    Sealed = "sealed",
    NoAddress = "no-address",
    NoSmtpUtf8 = "no-smtputf8",
    RecipientRefused = "recipient-refused",
    ContentRefused = "content-refused",
    ReturnedUnknown = "returned-unknown",
    ReturnedFull = "returned-full",
    ReturnedRefused = "returned-refused",
    ReturnedLate = "returned-late",
    AddressReturns = "address-returns",
    ServerAnswered = "server-answered",
    ServerLacks = "server-lacks",
    ServerSlow = "server-slow",
    NoTls = "no-tls",
    BadCertificate = "bad-certificate",
    NoStarttls = "no-starttls",
    NoConnection = "no-connection",
    NoFile = "no-file",
    ChatUnset = "chat-unset",
    ChatAddress = "chat-address",
    ChatAnswered = "chat-answered",
    ChatUnreadable = "chat-unreadable",
    ChatSlow = "chat-slow",
    NoChat = "no-chat",
);

/// A reason, and what the other side said to it, such as SMTP's "550". Holds no address and no password: it is logged
/// and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    pub reason: Reason,
    pub detail: Option<String>,
}

impl From<Reason> for Cause {
    fn from(reason: Reason) -> Self {
        Cause { reason, detail: None }
    }
}

impl Reason {
    pub fn saying(self, detail: impl ToString) -> Cause {
        Cause { reason: self, detail: Some(detail.to_string()) }
    }
}

/// For logs.
impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.detail {
            None => write!(f, "{}", self.reason),
            Some(detail) => write!(f, "{} {detail}", self.reason),
        }
    }
}

/// Why a message was not taken, and whether to try again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It makes no sense to try again.
    #[error("{0}")]
    Permanent(Cause),
    /// Another time it may work.
    #[error("{0}")]
    Transient(Cause),
    /// The service has said when to come back.
    #[error("{cause}")]
    Busy { cause: Cause, after: TimeDelta },
}

impl SendError {
    pub fn permanent(cause: impl Into<Cause>) -> SendError {
        SendError::Permanent(cause.into())
    }

    pub fn transient(cause: impl Into<Cause>) -> SendError {
        SendError::Transient(cause.into())
    }

    pub fn cause(&self) -> &Cause {
        match self {
            SendError::Permanent(cause) | SendError::Transient(cause) | SendError::Busy { cause, .. } => {
                cause
            }
        }
    }
}

/// How long to wait after that many attempts: 30 s, 1 min, 2 min … up to half an hour, and a random part on top.
///
/// `jitter`, from 0 to 1, adds up to a fifth, so that the mails of a run do not all come back at once to a server
/// that has just recovered.
pub fn back_off(attempts: u32, jitter: f64) -> TimeDelta {
    const FIRST: i64 = 30;
    const LONGEST: i64 = 30 * 60;
    let seconds = FIRST.saturating_mul(1 << attempts.saturating_sub(1).min(20)).min(LONGEST);
    let extra = (seconds * 200) as f64 * jitter.clamp(0.0, 1.0);
    TimeDelta::seconds(seconds) + TimeDelta::milliseconds(extra as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_half_an_hour() {
        let waits = [1, 2, 3, 4, 7, 8, 60].map(|attempts| back_off(attempts, 0.0).num_seconds());
        assert_eq!(waits, [30, 60, 120, 240, 1800, 1800, 1800]);
    }

    #[test]
    fn chance_adds_a_fifth_at_most() {
        assert_eq!(back_off(1, 1.0), TimeDelta::seconds(36));
        assert_eq!(back_off(1, 7.0), TimeDelta::seconds(36));
    }
}
