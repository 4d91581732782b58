//! A team files its bulletin, or revises it.

use chrono::{DateTime, Utc};

use super::drafting::{self, Signed};
use super::telling;
use super::writers::Writer;
use crate::domain::calendar::Phase;
use crate::domain::filing::bulletin::{Bulletin, BulletinId, Content};
use crate::domain::filing::key_date::KeyDate;
use crate::domain::filing::last_week::{LastWeek, Told};
use crate::domain::filing::questions::HELP;
use crate::domain::filing::typed::{self, KEY_DATE, Typed};
use crate::domain::help::RequestId;
use crate::domain::kit::{Fault, Wrong};
use crate::services::help::asking::{self, Filing};
use crate::services::{self, Refusal, Scope};
use crate::store;
use crate::store::filing::bulletins::{self, NewBulletin};
use crate::store::filing::{drafts, key_dates};

/// Why a bulletin was not filed; nothing has been written then.
#[derive(Debug, thiserror::Error)]
pub enum NotFiled {
    /// The week's form is closed, or the project is not active in that week.
    #[error("the form is closed")]
    Closed,
    #[error("fields are wrong")]
    Faults(Vec<Fault>),
    /// A teammate filed or revised meanwhile; both texts are now for the person to choose from.
    #[error("a teammate was quicker")]
    Conflict,
    /// A teammate is writing, and this person has not seen what.
    #[error("a teammate's words would be lost")]
    Drafted(Box<Signed>),
    #[error(transparent)]
    Refused(Refusal),
}

impl From<Refusal> for NotFiled {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Faults(faults) => NotFiled::Faults(faults),
            other => NotFiled::Refused(other),
        }
    }
}

impl From<Vec<Fault>> for NotFiled {
    fn from(faults: Vec<Fault>) -> Self {
        NotFiled::Faults(faults)
    }
}

impl From<store::Error> for NotFiled {
    fn from(error: store::Error) -> Self {
        NotFiled::Refused(services::Error::from(error).into())
    }
}

/// How a form was sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sent {
    /// As a quiet week.
    pub quiet: bool,
    /// The version of the team's draft that the person saw (0: none).
    pub seen_draft: i32,
    /// When they opened it, where that was by a link.
    pub opened_at: Option<DateTime<Utc>>,
}

/// What became of a form.
pub struct Filed {
    /// The version in which its bulletin stands there.
    pub version: i32,
    /// What it asked for, and was closed since it does not any more; none: nothing that others knew of.
    pub closed: Option<RequestId>,
}

/// A bulletin that says what the form does.
struct Written {
    id: BulletinId,
    version: i32,
    /// Whether it is there since now.
    is_new: bool,
}

impl Written {
    fn as_before(bulletin: &Bulletin) -> Written {
        Written { id: bulletin.id, version: bulletin.version, is_new: false }
    }
}

/// Files what was typed, or revises the version that it names, and tells what was tapped of earlier bulletins. The
/// draft has served.
///
/// Sending the same twice is no conflict: phones do it on bad networks.
pub fn file(scope: &mut Scope<'_>, writer: &Writer, typed: &Typed, sent: Sent) -> Result<Filed, NotFiled> {
    let (project, week) = (&writer.project, writer.week);
    // What the form could tell may have been told by another of the team just before.
    asking::take_turns(scope, project)?;
    let asked = telling::asked(scope, project, week)?;
    let without_carried = asked.without_carried(typed);
    let parsed = match sent.quiet || without_carried.tells_a_quiet_week() {
        true => without_carried.parse_quiet(week),
        false => asked.carry(typed).parse(week),
    };
    let revision = match parsed {
        Ok(revision) => revision,
        Err(faults) => return Err(all_wrong(scope, writer, typed, faults)?),
    };
    let present = bulletins::find(scope.conn, project.id, week)?;
    if let Some(theirs) = drafting::lost_by_filing(scope, writer, present.as_ref(), (typed, sent.seen_draft))?
    {
        return Err(NotFiled::Drafted(Box::new(theirs)));
    }
    if !project.is_active_in(week) {
        return Err(NotFiled::Closed);
    }
    let late = match scope.calendar.phase(week, scope.now) {
        Phase::Open { .. } => false,
        Phase::Late { .. } => true,
        _ => return Err(NotFiled::Closed),
    };
    let help = (present.as_ref(), revision.asks_now);
    let filing = Filing::begin(scope, (project, week), writer.author(), help)?;
    let mut content = revision.content;
    if let Some(key_date) = &content.key_date {
        match announces(scope, writer, key_date)? {
            Ok(true) => {}
            Ok(false) => content.key_date = None,
            Err(fault) => return Err(all_wrong(scope, writer, typed, vec![fault])?),
        }
    }
    let said = Said { told: asked.told(typed.taps()), content, asked };
    let written = match present {
        None => insert(scope, writer, &said, late, sent.opened_at),
        Some(present) if said.is_in(&present) => Ok(Written::as_before(&present)),
        Some(_) if late => Err(NotFiled::Closed),
        Some(present) if present.version == revision.revises => revise(scope, writer, &said, &present),
        Some(_) => Err(NotFiled::Conflict),
    }?;
    let Written { id, version, is_new } = written;
    let closed = asking::follow(scope, &filing, (id, is_new), said.content.answers.to(&HELP))?;
    drafts::delete(scope.conn, project.id, week)?;
    Ok(Filed { version, closed })
}

/// What a form says, once it is right.
struct Said {
    content: Content,
    /// What it could tell of earlier bulletins, and what it tells.
    asked: LastWeek,
    told: Told,
}

impl Said {
    /// Whether that bulletin says the same.
    fn is_in(&self, bulletin: &Bulletin) -> bool {
        bulletin.content == self.content && self.asked.told_by(&bulletin.reported) == self.told
    }
}

/// Whether a key date is to be announced: what the project has announced in the same words before need not be told twice. A
/// fault at its field where that day was announced in other words.
fn announces(
    scope: &mut Scope<'_>,
    writer: &Writer,
    key_date: &KeyDate,
) -> store::Result<Result<bool, Fault>> {
    let known = key_dates::announced_for(scope.conn, writer.project.id, key_date.date)?;
    Ok(match known.filter(|known| known.week != Some(writer.week)) {
        None => Ok(true),
        // It says when it was to be, and where it went: another of that day could not be told from it.
        Some(known) if known.story.moves() > 0 => {
            let moved = Wrong::new("fault-day-moved").with("description", &known.key_date.description);
            Err(Fault { field: KEY_DATE, wrong: moved })
        }
        Some(known) if known.key_date.description == key_date.description => Ok(false),
        Some(known) => Err(day_taken(known.key_date.description.to_string())),
    })
}

fn day_taken(description: String) -> Fault {
    Fault { field: KEY_DATE, wrong: Wrong::new("fault-day-taken").with("description", description) }
}

/// With what the fields do not tell by themselves: whoever has put one right is not to be told of the next.
fn all_wrong(
    scope: &mut Scope<'_>,
    writer: &Writer,
    typed: &Typed,
    mut faults: Vec<Fault>,
) -> store::Result<NotFiled> {
    let is_right = |faults: &[Fault], name| faults.iter().all(|fault| fault.field != name);
    if is_right(&faults, KEY_DATE)
        && let Some(key_date) = typed.key_date(writer.week)
    {
        faults.extend(announces(scope, writer, &key_date)?.err());
    }
    if is_right(&faults, HELP.name)
        && let Ok(Some(text)) = HELP.parse(typed.get(HELP.name))
        && let Some(present) = bulletins::find(scope.conn, writer.project.id, writer.week)?
    {
        faults.extend(asking::taken_as_it_was(scope, &present, &text)?);
    }
    let place = |field: &str| typed::names().position(|name| name == field);
    faults.sort_by_key(|fault| place(fault.field));
    Ok(NotFiled::Faults(faults))
}

fn insert(
    scope: &mut Scope<'_>,
    writer: &Writer,
    said: &Said,
    late: bool,
    opened_at: Option<DateTime<Utc>>,
) -> Result<Written, NotFiled> {
    let new = NewBulletin {
        project: writer.project.id,
        week: writer.week,
        content: &said.content,
        late,
        author: Some(writer.author()),
        filed_at: scope.now,
        opened_at,
        digested_at: None,
    };
    match bulletins::insert(scope.conn, &new)? {
        Some(id) => {
            if let Some(day) = &said.content.key_date {
                let is_free = key_dates::insert(scope.conn, writer.project.id, Some(id), day, scope.now)?;
                take_day(is_free)?;
            }
            telling::tell(scope, (writer.project.id, writer.week), &said.told)?;
            Ok(Written { id, version: 1, is_new: true })
        }
        // Between our look and our insert a teammate's transaction committed.
        None => settle_race(scope, writer, said),
    }
}

fn revise(
    scope: &mut Scope<'_>,
    writer: &Writer,
    said: &Said,
    present: &Bulletin,
) -> Result<Written, NotFiled> {
    let (author, now, id) = (Some(writer.author()), scope.now, present.id);
    if bulletins::revise(scope.conn, id, present.version, &said.content, author, now)? {
        let (project, day) = (writer.project.id, said.content.key_date.as_ref());
        take_day(key_dates::announce(scope.conn, project, id, day, now)?)?;
        telling::tell(scope, (project, writer.week), &said.told)?;
        Ok(Written { id, version: present.version + 1, is_new: false })
    } else {
        settle_race(scope, writer, said)
    }
}

/// Only a bulletin of another week, filed in this very moment, can have taken the day since we looked.
fn take_day(is_free: bool) -> Result<(), NotFiled> {
    if is_free { Ok(()) } else { Err(NotFiled::Faults(vec![day_taken(String::new())])) }
}

/// Tells the loser of a race what the winner wrote, unless both wrote the same.
fn settle_race(scope: &mut Scope<'_>, writer: &Writer, said: &Said) -> Result<Written, NotFiled> {
    let found = bulletins::find(scope.conn, writer.project.id, writer.week)?;
    let vanished = || store::Error::Corrupt("a bulletin vanished while it was filed".into());
    let present = found.ok_or_else(vanished)?;
    if said.is_in(&present) { Ok(Written::as_before(&present)) } else { Err(NotFiled::Conflict) }
}
