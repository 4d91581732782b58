//! Every column that names a person, what erasing does with it, and how its owner is told: the one list of which both
//! are made. A test reads the database's schema for a column that it lacks.

use super::own_data::{self, Part};
use super::own_requests;
use crate::domain::people::Member;
use crate::services::Scope;
use crate::store;

/// A column that names a person.
pub struct Kept {
    pub table: &'static str,
    pub column: &'static str,
    pub erasing: Erasing,
    pub told: Told,
}

/// What erasing somebody does with the rows that name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasing {
    /// They go.
    Row,
    /// They stay, as those of a former member.
    Name,
    /// They stay, as those of a former member: what that person called themselves in them goes too.
    Called,
    /// They stay: the address goes, and what whoever has it called themselves.
    CalledAt,
    /// They are nothing without the address: they go with it.
    Address,
    /// That something was sent stays; what, and to whom, goes.
    Message,
}

/// How somebody who takes their data along is told of these rows.
pub enum Told {
    By(fn(&mut Scope<'_>, &Member) -> store::Result<Vec<Part>>),
    /// With those of another column of that table.
    With(&'static str),
}

const fn kept(
    table: &'static str,
    column: &'static str,
    erasing: Erasing,
    tell: fn(&mut Scope<'_>, &Member) -> store::Result<Vec<Part>>,
) -> Kept {
    Kept { table, column, erasing, told: Told::By(tell) }
}

/// In the order in which the document tells it; erasing goes the other way, so that the person's own row is the last to
/// go.
pub const KEPT: &[Kept] = &[
    kept("people", "id", Erasing::Row, own_data::person),
    kept("memberships", "person_id", Erasing::Row, own_data::roles),
    kept("stand_ins", "person_id", Erasing::Row, own_data::stand_ins),
    Kept { table: "stand_ins", column: "stand_in_id", erasing: Erasing::Row, told: Told::With("person_id") },
    kept("projects", "referent_id", Erasing::Name, own_data::referent_of),
    kept("person_absences", "person_id", Erasing::Row, own_data::days_away),
    kept("unsubscriptions", "person_id", Erasing::Row, own_data::stopped_mails),
    kept("chat_names", "person_id", Erasing::Row, own_data::chat_names),
    kept("sessions", "person_id", Erasing::Row, own_data::sign_ins),
    kept("begun_sign_ins", "person_id", Erasing::Row, own_data::begun_sign_ins),
    kept("authenticators", "person_id", Erasing::Row, own_data::apps),
    kept("recovery_codes", "person_id", Erasing::Row, own_data::recovery_codes),
    kept("passkeys", "person_id", Erasing::Row, own_data::passkeys),
    kept("link_tokens", "person_id", Erasing::Row, own_data::links),
    kept("asked_mails", "email", Erasing::Address, own_data::asked_mails),
    kept("bulletins", "author_id", Erasing::Name, own_data::bulletins),
    kept("acknowledgements", "person_id", Erasing::Row, own_data::read_bulletins),
    kept("drafts", "author_id", Erasing::Name, own_data::drafts),
    kept("help_requests", "asked_by", Erasing::Name, own_requests::asked),
    kept("help_takings", "person_id", Erasing::Called, own_requests::taken),
    Kept {
        table: "help_takings",
        column: "email",
        erasing: Erasing::CalledAt,
        told: Told::With("person_id"),
    },
    kept("help_events", "person_id", Erasing::Name, own_requests::done),
    kept("help_offers", "email", Erasing::Address, own_requests::offered),
    kept("shares", "created_by", Erasing::Name, own_data::shares),
    kept("pauses", "paused_by", Erasing::Name, own_data::pauses),
    kept("project_pauses", "paused_by", Erasing::Name, own_data::project_pauses),
    kept("team_absences", "marked_by", Erasing::Name, own_data::team_absences),
    kept("outbox", "person_id", Erasing::Name, own_data::messages),
    Kept { table: "outbox", column: "recipient", erasing: Erasing::Message, told: Told::With("person_id") },
    kept("audit", "person_id", Erasing::Name, own_data::record),
    Kept { table: "audit", column: "actor_id", erasing: Erasing::Name, told: Told::With("person_id") },
];
