//! What becomes of a mail between being written and being accepted.

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
    /// Given up: refused for good, or its point lost while the server was away.
    Failed,
    /// Not needed any more, such as a reminder of what has been filed meanwhile.
    Cancelled,
}

named!(State, "state of a mail":
    Failed = "failed",
    Pending = "pending",
    Claimed = "claimed",
    Sent = "sent",
    Cancelled = "cancelled",
);

/// Why a message was not taken. The texts hold no address and no password: they are logged and shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It makes no sense to try again.
    #[error("{0}")]
    Permanent(String),
    /// Another time it may work.
    #[error("{0}")]
    Transient(String),
    /// The service has said when to come back.
    #[error("{reason}")]
    Busy { reason: String, after: TimeDelta },
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
