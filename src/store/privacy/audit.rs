//! The audit trail.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::people::{Member, PersonId};
use crate::domain::privacy::audit::{Action, Topic};
use crate::domain::privacy::detail::Detail;
use crate::domain::programme::project::ProjectId;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::audit;
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// None when it is read: they have been erased since.
    Person(Option<PersonId>),
    /// The schedule.
    Program,
    CommandLine,
}

impl Actor {
    /// None: no person did it, or one who has been erased since.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Actor::Person(id) => id,
            Actor::Program | Actor::CommandLine => None,
        }
    }
}

impl From<PersonId> for Actor {
    fn from(id: PersonId) -> Self {
        Actor::Person(Some(id))
    }
}

impl From<&Member> for Actor {
    fn from(member: &Member) -> Self {
        Actor::from(member.person.id)
    }
}

impl Actor {
    fn columns(self) -> (&'static str, Option<i64>) {
        match self {
            Actor::Person(id) => ("person", id.map(|id| id.0)),
            Actor::Program => ("program", None),
            Actor::CommandLine => ("command-line", None),
        }
    }
}

/// Something that was done.
#[derive(Debug, Clone)]
pub struct Entry {
    pub action: Action,
    pub actor: Actor,
    /// To whom.
    pub person: Option<PersonId>,
    pub project: Option<ProjectId>,
    /// Such as a week; never anything personal, since it outlives people.
    pub detail: Detail,
}

impl Entry {
    /// Something that somebody did, to nobody so far.
    pub fn new(actor: impl Into<Actor>, action: Action) -> Entry {
        Entry { action, actor: actor.into(), person: None, project: None, detail: Detail::Nothing }
    }

    /// Something that somebody did for themselves.
    pub fn own(person: PersonId, action: Action) -> Entry {
        Entry::new(person, action).to(person)
    }

    pub fn to(self, person: PersonId) -> Entry {
        Entry { person: Some(person), ..self }
    }

    pub fn on(self, project: ProjectId) -> Entry {
        Entry { project: Some(project), ..self }
    }

    pub fn with(self, detail: impl Into<Detail>) -> Entry {
        Entry { detail: detail.into(), ..self }
    }
}

/// Keeps it on record.
pub fn record(conn: &mut Conn, entry: &Entry, now: DateTime<Utc>) -> Result<()> {
    let (actor, actor_id) = entry.actor.columns();
    diesel::insert_into(audit::table)
        .values((
            audit::at.eq(Moment::from(now)),
            audit::action.eq(entry.action.as_str()),
            audit::actor.eq(actor),
            audit::actor_id.eq(actor_id),
            audit::person_id.eq(entry.person.map(|id| id.0)),
            audit::project_id.eq(entry.project.map(|id| id.0)),
            audit::detail.eq(entry.detail.to_string()),
        ))
        .execute(conn)?;
    Ok(())
}

/// What of the trail is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub topic: Option<Topic>,
    /// Done by or to that person.
    pub person: Option<PersonId>,
    pub from: Option<DateTime<Utc>>,
    pub before: Option<DateTime<Utc>>,
}

type Row = (Moment, String, String, Option<i64>, Option<i64>, Option<i64>, String);

/// The entries that a filter lets through, newest first.
pub fn list(
    conn: &mut Conn,
    filter: &Filter,
    offset: i64,
    count: i64,
) -> Result<Vec<(DateTime<Utc>, Entry)>> {
    // Not a boxed query with one condition a field: Diesel's enum of connections has none.
    let topics = filter.topic.map_or(Topic::ALL.to_vec(), |topic| vec![topic]);
    let actions: Vec<&str> = topics.into_iter().flat_map(Topic::actions).map(Action::as_str).collect();
    let from = filter.from.unwrap_or(DateTime::<Utc>::UNIX_EPOCH);
    let before = filter.before.map_or(far_future(), Moment::from);
    let anybody = filter.person.is_none();
    let person = filter.person.map(|id| id.0);
    let rows: Vec<Row> = audit::table
        .filter(audit::action.one_of(actions))
        .filter(audit::at.ge(Moment::from(from)).and(audit::at.lt(before)))
        .filter(
            diesel::dsl::sql::<diesel::sql_types::Bool>(if anybody { "1 = 1" } else { "1 = 0" })
                .or(audit::actor_id.eq(person).assume_not_null())
                .or(audit::person_id.eq(person).assume_not_null()),
        )
        .order((audit::at.desc(), audit::id.desc()))
        .offset(offset)
        .limit(count)
        .select((
            audit::at,
            audit::action,
            audit::actor,
            audit::actor_id,
            audit::person_id,
            audit::project_id,
            audit::detail,
        ))
        .load(conn)?;
    rows.into_iter().map(to_entry).collect()
}

fn to_entry((at, action, actor, actor_id, person, project, detail): Row) -> Result<(DateTime<Utc>, Entry)> {
    let actor = match actor.as_str() {
        "program" => Actor::Program,
        "command-line" => Actor::CommandLine,
        _ => Actor::Person(actor_id.map(PersonId)),
    };
    let (person, project) = (person.map(PersonId), project.map(ProjectId));
    let action = parsed(&action)?;
    let detail = Detail::read(action, &detail);
    Ok((at.into(), Entry { action, actor, person, project, detail }))
}

/// Later than anything that is on record.
fn far_future() -> Moment {
    // As text, which is how SQLite compares it, a year of five digits would come before all others.
    Moment::from(DateTime::from_timestamp(253_402_300_799, 0).unwrap_or_default())
}

/// Forgets what was done before that moment.
pub fn delete_before(conn: &mut Conn, moment: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(audit::table.filter(audit::at.lt(Moment::from(moment)))).execute(conn)?)
}

/// Drops from where somebody signed in, or tried to.
pub fn forget_networks(conn: &mut Conn, person: PersonId) -> Result<()> {
    let telling: Vec<&str> =
        Action::ALL.into_iter().filter(|action| action.tells_where_from()).map(Action::as_str).collect();
    let theirs = audit::action.one_of(telling).and(audit::person_id.eq(person.0).assume_not_null());
    diesel::update(audit::table.filter(theirs)).set(audit::detail.eq("")).execute(conn)?;
    Ok(())
}
