//! Takes mails from the outbox to a mail server: at least once each, and no more often than a crash forces.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::asking_again::objection;
use super::envelopes::Envelopes;
use super::settling::Tried;
use super::texts;
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

/// A mail that was claimed.
struct Found {
    mail: Arc<Claimed>,
    lease_ends: Instant,
    /// What speaks against sending it, if anything does; none: that is still to be asked.
    objection: Option<Option<Reason>>,
}

/// What a pass is told by those parts of it that go on beside each other.
enum Step {
    /// A transaction wrote those outcomes and, where it looked for others, found these.
    Turned {
        settled: Vec<Outcome>,
        looked: bool,
        found: Vec<Found>,
    },
    /// It did neither; the error is for who tells that there was one.
    NotTurned {
        tried: Vec<Tried>,
        error: Option<Error>,
    },
    Tried(Tried),
    Settled(Outcome),
    Lost(Error),
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
    /// one mail only. One transaction at a time writes what became of those that were tried meanwhile, and claims as
    /// many others in their place.
    ///
    /// # Errors
    /// Each is logged where it comes up; the first is for those who must tell that there was one. Whatever else is due
    /// has been tried all the same.
    pub async fn deliver(&self, clock: &dyn Clock) -> Result<Delivered, Error> {
        let _alone = self.passing.lock().await;
        let mut total = Delivered::default();
        let mut first_error = None;
        let mut may_find_more = true;
        let mut steps: FuturesUnordered<BoxFuture<'_, Step>> = FuturesUnordered::new();
        // How many are claimed; those of them that were tried; whether a transaction is under way.
        let (mut claimed, mut tried, mut is_turning) = (0, Vec::new(), false);
        loop {
            let free = self.concurrency - claimed + tried.len();
            let takes = may_find_more && !self.stopping.load(Ordering::Relaxed);
            // Half at a time: one for each single mail would double the number of transactions.
            if !is_turning && (!tried.is_empty() || takes && free * 2 >= self.concurrency) {
                is_turning = true;
                steps
                    .push(self.turn(std::mem::take(&mut tried), if takes { free } else { 0 }, clock).boxed());
            }
            match tokio::time::timeout(LOOK_AGAIN, steps.next()).await {
                Ok(Some(Step::Turned { settled, looked, found })) => {
                    is_turning = false;
                    settled.iter().for_each(|outcome| total.count(outcome));
                    claimed = claimed - settled.len() + found.len();
                    may_find_more &= !looked || !found.is_empty();
                    steps.extend(found.into_iter().map(|found| self.try_one(found, clock).boxed()));
                }
                Ok(Some(Step::NotTurned { tried, error })) => {
                    is_turning = false;
                    if let Some(error) = error {
                        may_find_more = false;
                        first_error.get_or_insert(error);
                    }
                    steps.extend(tried.into_iter().map(|tried| self.settle(tried, clock).boxed()));
                }
                Ok(Some(Step::Tried(mail))) => tried.push(mail),
                Ok(Some(Step::Settled(outcome))) => {
                    claimed -= 1;
                    total.count(&outcome);
                }
                // The others in flight are finished all the same: to drop them would send them twice.
                Ok(Some(Step::Lost(error))) => {
                    claimed -= 1;
                    first_error.get_or_insert(error);
                }
                Ok(None) => break,
                Err(_) => may_find_more = true,
            }
        }
        self.transport.rest().await;
        first_error.map_or(Ok(total), Err)
    }

    /// Writes what became of those, and claims so many others.
    async fn turn(&self, tried: Vec<Tried>, count: usize, clock: &dyn Clock) -> Step {
        let now = clock.now();
        let lease_ends = Instant::now() + self.lease.to_std().unwrap_or_default();
        let (looked, count) = (count > 0, count.min(self.pace().spare(now)));
        let (written, owner, lease) = (tried.clone(), self.owner.clone(), self.lease);
        let work = move |conn: &mut Conn| -> store::Result<(Vec<bool>, Vec<Claimed>)> {
            let were_ours =
                written.iter().map(|tried| tried.write(conn, now)).collect::<store::Result<_>>()?;
            let claimed = match count {
                0 => Vec::new(),
                _ => outbox::claim(conn, &owner, count as i64, now, lease)?,
            };
            Ok((were_ours, claimed))
        };
        let (were_ours, claimed) = match self.db.write(work).await {
            Ok(done) => done,
            Err(error) if tried.is_empty() => {
                tracing::error!(%error, "no mail could be taken out of the outbox");
                return Step::NotTurned { tried, error: Some(error.into()) };
            }
            // One of them may be the reason: each is written by itself.
            Err(error) => {
                tracing::warn!(mails = tried.len(), %error, "what became of a mail is not written yet");
                return Step::NotTurned { tried, error: None };
            }
        };
        tried.iter().zip(were_ours).for_each(|(tried, was_ours)| tried.tell(was_ours));
        self.pace().pass(claimed.len(), now);
        let found = self.ask_again(claimed, lease_ends, clock).await;
        Step::Turned { settled: tried.into_iter().map(|tried| tried.outcome).collect(), looked, found }
    }

    /// What speaks against each by now; where that cannot be said of all at once, each asks for itself.
    async fn ask_again(&self, claimed: Vec<Claimed>, lease_ends: Instant, clock: &dyn Clock) -> Vec<Found> {
        let claimed: Vec<Arc<Claimed>> = claimed.into_iter().map(Arc::new).collect();
        let (asked, rules, today) = (claimed.clone(), self.rules.clone(), self.rules.today(clock.now()));
        let all = move |conn: &mut Conn| -> store::Result<Vec<Option<Reason>>> {
            asked.iter().map(|mail| objection(conn, mail, (&rules, today))).collect()
        };
        let answers = match claimed.len() {
            0 | 1 => None,
            _ => self.db.read(all).await.ok(),
        };
        let mut answers = answers.into_iter().flatten();
        let found = |mail| Found { mail, lease_ends, objection: answers.next() };
        claimed.into_iter().map(found).collect()
    }

    fn pace(&self) -> std::sync::MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    async fn try_one(&self, found: Found, clock: &dyn Clock) -> Step {
        let Found { mail, lease_ends, objection } = found;
        match self.try_to_send(&mail, objection, clock).await {
            Ok(outcome) => Step::Tried(Tried { mail, outcome, lease_ends }),
            Err(error) => lost(&mail, error),
        }
    }

    async fn try_to_send(
        &self,
        mail: &Arc<Claimed>,
        objected: Option<Option<Reason>>,
        clock: &dyn Clock,
    ) -> Result<Outcome, Error> {
        let objected = match objected {
            Some(objected) => objected,
            None => {
                let (asked, rules, today) = (mail.clone(), self.rules.clone(), self.rules.today(clock.now()));
                self.db.read(move |conn| objection(conn, &asked, (&rules, today))).await?
            }
        };
        if let Some(reason) = objected {
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
        let Ok(content) = texts::open(&self.seal, &mail.message_id, &mail.sealed) else {
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
    async fn settle(&self, tried: Tried, clock: &dyn Clock) -> Step {
        let Claimed { kind, message_id, .. } = tried.mail.as_ref();
        let mut pause = FIRST_PAUSE;
        loop {
            let (written, now) = (tried.clone(), clock.now());
            match self.db.write(move |conn| written.write(conn, now)).await {
                Ok(was_ours) => {
                    tried.tell(was_ours);
                    return Step::Settled(tried.outcome);
                }
                Err(error) if Instant::now() + pause < tried.lease_ends => {
                    tracing::warn!(kind, message_id, %error, "what became of a mail is not written yet");
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                Err(error) => return lost(&tried.mail, error.into()),
            }
        }
    }
}

/// A mail that is left as it is: once its lease has run out, it is claimed anew.
fn lost(mail: &Claimed, error: Error) -> Step {
    let Claimed { kind, message_id, attempts, .. } = mail;
    tracing::error!(kind, message_id, attempts, %error, "a mail could not be dealt with");
    Step::Lost(error)
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
