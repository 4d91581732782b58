//! What became of mails that were claimed is written, and told to those who run this.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::domain::post::kind::Kind;
use crate::store::database::installation;
use crate::store::post::outbox::{self, Claimed, Outcome};
use crate::store::{self, Conn};

/// A mail that was tried, and what came of it.
#[derive(Clone)]
pub(super) struct Tried {
    pub mail: Arc<Claimed>,
    pub outcome: Outcome,
    /// Until then nobody else may claim it.
    pub lease_ends: Instant,
}

impl Tried {
    /// False: it was marked already, or somebody else has claimed it since.
    pub fn write(&self, conn: &mut Conn, now: DateTime<Utc>) -> store::Result<bool> {
        let Tried { mail, outcome, .. } = self;
        let drops_text = mail.kind.parse::<Kind>().is_ok_and(Kind::lets_in);
        let was_ours = outbox::settle(conn, (mail.id, mail.fence), outcome, drops_text, now)?;
        let is_last = mail.kind == Kind::Farewell.as_str() && !matches!(outcome, Outcome::Retry { .. });
        // Nobody is known by that address any more.
        if was_ours && is_last {
            outbox::forget_recipient(conn, mail.id)?;
            installation::ask_to_wipe(conn, now)?;
        }
        Ok(was_ours)
    }

    pub fn tell(&self, was_ours: bool) {
        let Claimed { kind, message_id, attempts, .. } = self.mail.as_ref();
        match &self.outcome {
            Outcome::Sent => tracing::info!(kind, message_id, attempts, "mail sent"),
            Outcome::Retry { cause, .. } => {
                tracing::warn!(kind, message_id, attempts, %cause, "mail not sent yet");
            }
            Outcome::Failed(cause) => {
                tracing::error!(kind, message_id, attempts, %cause, "mail given up");
            }
            Outcome::Cancelled(reason) => {
                tracing::info!(kind, message_id, %reason, "mail not needed any more");
            }
            Outcome::Held => {
                tracing::error!(
                    kind,
                    message_id,
                    attempts,
                    "mail held: a coordinator says whether it is sent still"
                );
            }
        }
        if !was_ours {
            tracing::warn!(kind, message_id, "this mail was marked already, or its lease ran out");
        }
    }
}
