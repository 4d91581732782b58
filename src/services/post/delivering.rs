//! Takes mails from the outbox to a mail server: at least once each, and no more often than a crash forces.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::asking_again::objection;
use super::envelopes::Envelopes;
use super::outgoing::SEALED;
use crate::chat::{Chat, Chats, Message};
use crate::clock::Clock;
use crate::domain::calendar::Calendar;
use crate::domain::post::delivery::{Reason, SendError, back_off};
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::domain::post::pace::Pace;
use crate::mail::transports::Transport;
use crate::services::Error;
use crate::services::sealing::Seal;
use crate::store::database::installation;
use crate::store::people::chat_names;
use crate::store::post::outbox::{self, Claimed, Outcome};
use crate::store::{self, Conn, Db};

/// While a server keeps a mail waiting for longer, what has been written meanwhile is looked for.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// How long to wait before what became of a mail is written again; each time twice as long, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// One worker's way of delivering.
pub struct Delivery {
    db: Db,
    transport: Transport,
    chats: Chats,
    seal: Arc<Seal>,
    /// On whose days it is asked who has left.
    rules: Calendar,
    /// Shown with a claim, for people who look into the database.
    owner: String,
    concurrency: usize,
    /// How fast, which each replica counts for itself.
    pace: std::sync::Mutex<Pace>,
    envelopes: Envelopes,
    lease: TimeDelta,
    stopping: AtomicBool,
    /// One pass at a time: who asks for a pass finds everything delivered when it ends.
    passing: Mutex<()>,
}

/// What one pass did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    pub sent: usize,
    pub retried: usize,
    pub failed: usize,
    pub cancelled: usize,
    pub held: usize,
}

impl Delivery {
    /// `timeout`: how long a transport or a chat takes at the most for one message.
    pub fn new(
        db: Db,
        (transport, chats): (Transport, Chats),
        (seal, rules): (Arc<Seal>, Calendar),
        (concurrency, pace): (usize, Pace),
        envelopes: Envelopes,
        timeout: TimeDelta,
    ) -> Delivery {
        let owner = format!("{}-{:08x}", std::process::id(), rand::random::<u32>());
        // Longer than any sending can take: a mail is claimed by another only when this worker cannot be sending it.
        let lease = timeout * 2 + TimeDelta::seconds(5);
        Delivery {
            db,
            transport,
            chats,
            seal,
            rules,
            owner,
            concurrency,
            pace: std::sync::Mutex::new(pace),
            envelopes,
            lease,
            stopping: AtomicBool::new(false),
            passing: Mutex::new(()),
        }
    }

    /// Claims nothing any more; what is in flight is finished.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Sends until nothing is due, asking the clock as it goes: a long pass must not lease from the past.
    ///
    /// No more is claimed than is sent at once, so that a crash can repeat no more, and one slow server holds up
    /// one mail only.
    ///
    /// # Errors
    /// Each is logged where it comes up; the first is for those who must tell that there was one. Whatever else is due
    /// has been tried all the same.
    pub async fn deliver(&self, clock: &dyn Clock) -> Result<Delivered, Error> {
        let _alone = self.passing.lock().await;
        let mut total = Delivered::default();
        let mut first_error = None;
        let mut may_find_more = true;
        let mut in_flight = FuturesUnordered::new();
        loop {
            // Half at a time: a claim is a transaction, and one for each single mail would double their number.
            if may_find_more
                && in_flight.len() * 2 <= self.concurrency
                && !self.stopping.load(Ordering::Relaxed)
            {
                let lease_ends = Instant::now() + self.lease.to_std().unwrap_or_default();
                let batch = self.claim(self.concurrency - in_flight.len(), clock.now()).await;
                let batch = batch.unwrap_or_else(|error| {
                    tracing::error!(%error, "no mail could be taken out of the outbox");
                    first_error.get_or_insert(error);
                    Vec::new()
                });
                may_find_more = !batch.is_empty();
                in_flight.extend(batch.into_iter().map(|mail| self.deliver_one(mail, lease_ends, clock)));
            }
            match tokio::time::timeout(LOOK_AGAIN, in_flight.next()).await {
                Ok(Some(Ok(outcome))) => total.count(&outcome),
                // The others in flight are finished all the same: to drop them would send them twice.
                Ok(Some(Err(error))) => {
                    first_error.get_or_insert(error);
                }
                Ok(None) => break,
                Err(_) => may_find_more = true,
            }
        }
        self.transport.rest().await;
        first_error.map_or(Ok(total), Err)
    }

    async fn claim(&self, count: usize, now: DateTime<Utc>) -> Result<Vec<Claimed>, Error> {
        let count = count.min(self.pace().spare(now));
        if count == 0 {
            return Ok(Vec::new());
        }
        let (owner, count, lease) = (self.owner.clone(), count as i64, self.lease);
        let claimed = self.db.write(move |conn| outbox::claim(conn, &owner, count, now, lease)).await?;
        self.pace().pass(claimed.len(), now);
        Ok(claimed)
    }

    fn pace(&self) -> std::sync::MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    async fn deliver_one(
        &self,
        mail: Claimed,
        lease_ends: Instant,
        clock: &dyn Clock,
    ) -> Result<Outcome, Error> {
        let mail = Arc::new(mail);
        let delivered = match self.try_to_send(&mail, clock).await {
            Ok(outcome) => self.settle(&mail, &outcome, lease_ends, clock).await.map(|()| outcome),
            Err(error) => Err(error),
        };
        delivered.inspect_err(|error| {
            let Claimed { kind, message_id, attempts, .. } = mail.as_ref();
            tracing::error!(kind, message_id, attempts, %error, "a mail could not be dealt with");
        })
    }

    async fn try_to_send(&self, mail: &Arc<Claimed>, clock: &dyn Clock) -> Result<Outcome, Error> {
        let (asked, rules, today) = (mail.clone(), self.rules.clone(), self.rules.today(clock.now()));
        if let Some(reason) = self.db.read(move |conn| objection(conn, &asked, (&rules, today))).await? {
            return Ok(Outcome::Cancelled(reason));
        }
        if mail.expires_at <= clock.now() {
            let is_held = mail.run.is_some() && mail.kind.parse().is_ok_and(Kind::is_held);
            return Ok(if is_held { Outcome::Held } else { Outcome::Cancelled(Reason::Expired) });
        }
        // A file would bring it to nobody, and keep the address of somebody who is nowhere else any more.
        if mail.kind == Kind::Farewell.as_str() && self.transport.keeps() {
            return Ok(Outcome::Cancelled(Reason::Erased));
        }
        let again = |cause, after: TimeDelta| {
            let wait = back_off(mail.attempts.unsigned_abs(), rand::random());
            Outcome::Retry { at: clock.now() + wait.max(after), cause }
        };
        let sealed_for = mail.message_id.as_bytes();
        let Ok(content) = self.seal.open(SEALED, sealed_for, &mail.sealed) else {
            return Ok(Outcome::Failed(Reason::Sealed.into()));
        };
        Ok(match self.send(mail, content).await? {
            Ok(()) => Outcome::Sent,
            Err(SendError::Permanent(cause)) => Outcome::Failed(cause),
            Err(SendError::Transient(cause)) => again(cause, TimeDelta::zero()),
            Err(SendError::Busy { cause, after }) => again(cause, after),
        })
    }

    /// By mail or by the chat that it was written for.
    async fn send(&self, mail: &Claimed, content: Vec<u8>) -> Result<Result<(), SendError>, Error> {
        if mail.service == Service::Email {
            let from = self.envelopes.of(mail.id);
            return Ok(self.transport.send(from.as_deref(), &mail.recipient, &content).await);
        }
        let Some(chat) = self.chats.get(&mail.service) else {
            return Ok(Err(SendError::transient(Reason::ChatUnset)));
        };
        let to = match self.place(chat.as_ref(), mail).await? {
            Ok(to) => to,
            Err(error) => return Ok(Err(error)),
        };
        let text = String::from_utf8_lossy(&content).into_owned();
        Ok(chat.post(&Message { to, text, id: mail.message_id.clone() }).await)
    }

    /// Where a chat's message goes: some open a room for each person, which is kept.
    async fn place(&self, chat: &dyn Chat, mail: &Claimed) -> Result<Result<String, SendError>, Error> {
        let Some(opening) = chat.open(&mail.recipient) else { return Ok(Ok(mail.recipient.clone())) };
        let (service, name) = (mail.service, mail.recipient.clone());
        if let Some(room) = self.db.read(move |conn| chat_names::room(conn, service, &name)).await? {
            return Ok(Ok(room));
        }
        let room = match opening.await {
            Ok(room) => room,
            Err(error) => return Ok(Err(error)),
        };
        let (name, opened) = (mail.recipient.clone(), room.clone());
        self.db.write(move |conn| chat_names::set_room(conn, service, &name, &opened)).await?;
        Ok(Ok(room))
    }

    /// Writes what became of a mail, again and again until that is done or the lease ends: what was sent and is not
    /// marked so would be sent a second time.
    async fn settle(
        &self,
        mail: &Claimed,
        outcome: &Outcome,
        lease_ends: Instant,
        clock: &dyn Clock,
    ) -> Result<(), Error> {
        let Claimed { kind, message_id, attempts, .. } = mail;
        let mut pause = FIRST_PAUSE;
        let drops_text = kind.parse::<Kind>().is_ok_and(Kind::lets_in);
        let was_ours = loop {
            let (claim, written, now) = ((mail.id, mail.fence), outcome.clone(), clock.now());
            let is_last = mail.kind == Kind::Farewell.as_str() && !matches!(written, Outcome::Retry { .. });
            let settle = move |conn: &mut Conn| -> store::Result<bool> {
                let was_ours = outbox::settle(conn, claim, &written, drops_text, now)?;
                // Nobody is known by that address any more.
                if was_ours && is_last {
                    outbox::forget_recipient(conn, claim.0)?;
                    installation::ask_to_wipe(conn, now)?;
                }
                Ok(was_ours)
            };
            match self.db.write(settle).await {
                Ok(was_ours) => break was_ours,
                Err(error) if Instant::now() + pause < lease_ends => {
                    tracing::warn!(kind, message_id, %error, "what became of a mail is not written yet");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                Err(error) => return Err(error.into()),
            }
        };
        match outcome {
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
        Ok(())
    }
}

impl Delivered {
    fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Sent => self.sent += 1,
            Outcome::Retry { .. } => self.retried += 1,
            Outcome::Failed(_) => self.failed += 1,
            Outcome::Cancelled(_) => self.cancelled += 1,
            Outcome::Held => self.held += 1,
        }
    }
}
