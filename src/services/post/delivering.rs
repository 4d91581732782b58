//! Takes mails from the outbox to a mail server: at least once each, and no more often than a crash forces.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::sync::Mutex;

use crate::chat::{Chat, Chats, Message};
use crate::clock::Clock;
use crate::domain::post::delivery::{SendError, back_off};
use crate::domain::post::notification::Service;
use crate::mail::transports::Transport;
use crate::services::Error;
use crate::store::filing::bulletins;
use crate::store::people::chat_names;
use crate::store::post::outbox::{self, Claimed, Outcome};
use crate::store::{self, Db};

/// One worker's way of delivering.
pub struct Delivery {
    db: Db,
    transport: Transport,
    chats: Chats,
    /// Shown with a claim, for people who look into the database.
    owner: String,
    concurrency: usize,
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
}

impl Delivery {
    /// `timeout`: how long a transport or a chat takes at the most for one message.
    pub fn new(
        db: Db,
        transport: Transport,
        chats: Chats,
        concurrency: usize,
        timeout: TimeDelta,
    ) -> Delivery {
        let owner = format!("{}-{:08x}", std::process::id(), rand::random::<u32>());
        // Longer than any sending can take: a mail is claimed by another only when this worker cannot be sending it.
        let lease = timeout * 2 + TimeDelta::seconds(5);
        Delivery {
            db,
            transport,
            chats,
            owner,
            concurrency,
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
                let claimed = self.claim(self.concurrency - in_flight.len(), clock.now()).await;
                let batch = claimed.unwrap_or_else(|error| {
                    first_error.get_or_insert(error);
                    Vec::new()
                });
                may_find_more = !batch.is_empty();
                in_flight.extend(batch.into_iter().map(|mail| self.deliver_one(mail, clock)));
            }
            match in_flight.next().await {
                Some(Ok(settled)) => total.count(&settled),
                // The others in flight are finished all the same: to drop them would send them twice.
                Some(Err(error)) => {
                    first_error.get_or_insert(error);
                    may_find_more = false;
                }
                None => return first_error.map_or(Ok(total), Err),
            }
        }
    }

    async fn claim(&self, count: usize, now: DateTime<Utc>) -> Result<Vec<Claimed>, Error> {
        let (owner, count, lease_until) = (self.owner.clone(), count as i64, now + self.lease);
        Ok(self.db.write(move |conn| outbox::claim(conn, &owner, count, now, lease_until)).await?)
    }

    async fn deliver_one(&self, mail: Claimed, clock: &dyn Clock) -> Result<Settled, Error> {
        let now = clock.now();
        let settled = if mail.expires_at <= now {
            Settled::Failed("it had lost its point before a mail server took it".into())
        } else if self.is_filed(&mail).await? {
            Settled::Cancelled("the bulletin has been filed")
        } else {
            match self.send(&mail).await? {
                Ok(()) => Settled::Sent,
                Err(SendError::Permanent(error)) => Settled::Failed(error),
                Err(SendError::Transient(error)) => Settled::Retry(error, TimeDelta::zero()),
                Err(SendError::Busy { reason, after }) => Settled::Retry(reason, after),
            }
        };
        self.settle(mail, settled, clock.now()).await
    }

    /// By mail or by the chat that it was written for.
    async fn send(&self, mail: &Claimed) -> Result<Result<(), SendError>, Error> {
        if mail.service == Service::Email {
            return Ok(self.transport.send(&mail.recipient, &mail.content).await);
        }
        let Some(chat) = self.chats.get(&mail.service) else {
            return Ok(Err(SendError::Transient(format!("{} is not set any more", mail.service))));
        };
        let to = match self.place(chat.as_ref(), mail).await? {
            Ok(to) => to,
            Err(error) => return Ok(Err(error)),
        };
        let text = String::from_utf8_lossy(&mail.content).into_owned();
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

    /// A reminder of what has been filed meanwhile would only annoy.
    async fn is_filed(&self, mail: &Claimed) -> Result<bool, Error> {
        let Some((project, week)) = mail.about else { return Ok(false) };
        let found = self.db.read(move |conn| bulletins::find(conn, project, week)).await?;
        Ok(found.is_some())
    }

    async fn settle(&self, mail: Claimed, settled: Settled, now: DateTime<Utc>) -> Result<Settled, Error> {
        let wait = back_off(mail.attempts.unsigned_abs(), rand::random());
        let claim = (mail.id, mail.fence);
        let told = settled.clone();
        let written = self
            .db
            .write(move |conn| -> Result<bool, store::Error> {
                let outcome = match &told {
                    Settled::Sent => Outcome::Sent,
                    Settled::Retry(error, after) => Outcome::Retry { at: now + wait.max(*after), error },
                    Settled::Failed(error) => Outcome::Failed { error },
                    Settled::Cancelled(reason) => Outcome::Cancelled { reason },
                };
                outbox::settle(conn, claim, &outcome, now)
            })
            .await?;
        let Claimed { kind, message_id, attempts, .. } = &mail;
        match &settled {
            Settled::Sent => tracing::info!(kind, message_id, attempts, "mail sent"),
            Settled::Retry(error, _) => {
                tracing::warn!(kind, message_id, attempts, error, "mail not sent yet")
            }
            Settled::Failed(error) => tracing::error!(kind, message_id, attempts, error, "mail given up"),
            Settled::Cancelled(reason) => {
                tracing::info!(kind, message_id, reason, "mail not needed any more")
            }
        }
        if !written {
            tracing::warn!(kind, message_id, "the lease of this mail ran out while it was being sent");
        }
        Ok(settled)
    }
}

#[derive(Clone)]
enum Settled {
    Sent,
    /// Not before that time has passed.
    Retry(String, TimeDelta),
    Failed(String),
    Cancelled(&'static str),
}

impl Delivered {
    fn count(&mut self, settled: &Settled) {
        match settled {
            Settled::Sent => self.sent += 1,
            Settled::Retry(..) => self.retried += 1,
            Settled::Failed(_) => self.failed += 1,
            Settled::Cancelled(_) => self.cancelled += 1,
        }
    }
}
