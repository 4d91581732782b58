//! People are added, given roles, kept out, let in again.

use chrono::{DateTime, Utc};

use super::protecting_coordinators::{LastCoordinator, keep_one, take_turns};
use crate::domain::kit::Name;
use crate::domain::people::{Email, Locale, Membership, Person, PersonId, Role};
use crate::domain::post::delivery::Reason;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::ProjectId;
use crate::store::identity::{link_tokens, sessions};
use crate::store::people::{self, NewPerson};
use crate::store::post::outbox;
use crate::store::privacy::audit::{self, Entry};
use crate::store::{self, Conn};

/// Somebody to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    pub name: String,
    pub email: Email,
}

/// What was written on a line and names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFault {
    /// From 1.
    pub line: usize,
    pub text: String,
}

/// Reads people one a line: `Ada Lovelace <ada@example.org>`, `Ada Lovelace, ada@example.org`, or an address alone.
///
/// # Errors
/// Each line that names nobody, or somebody a second time.
pub fn read_lines(text: &str) -> Result<Vec<Newcomer>, Vec<LineFault>> {
    let mut newcomers: Vec<Newcomer> = Vec::new();
    let mut faults = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match read_line(line).filter(|new| newcomers.iter().all(|known| known.email != new.email)) {
            Some(newcomer) => newcomers.push(newcomer),
            None => faults.push(LineFault { line: index + 1, text: line.trim().to_owned() }),
        }
    }
    if faults.is_empty() { Ok(newcomers) } else { Err(faults) }
}

fn read_line(line: &str) -> Option<Newcomer> {
    let is_around = |c: char| c.is_whitespace() || ",;<>\"\t".contains(c);
    let line = line.trim_matches(is_around);
    let at = line.rfind(|c: char| c.is_whitespace() || ",;<".contains(c));
    let (name, address) = at.map_or(("", line), |at| (&line[..at], &line[at..]));
    let email: Email = address.trim_matches(is_around).parse().ok()?;
    let name = name.trim_matches(is_around);
    let name = match name {
        "" => email.as_str().split('@').next().unwrap_or_default().replace(['.', '_'], " "),
        name => name.to_owned(),
    };
    let is_name = (1..=Name::MAX).contains(&name.chars().count()) && !name.contains(char::is_control);
    is_name.then_some(Newcomer { name, email })
}

/// What newcomers are made.
#[derive(Debug, Clone, Copy)]
pub struct Post {
    pub role: Option<(ProjectId, Role)>,
    pub coordinator: bool,
    pub locale: Option<Locale>,
}

/// Adds people, or finds them by their addresses, and gives them that post. Those whom it concerns.
pub fn add(
    conn: &mut Conn,
    newcomers: &[Newcomer],
    post: Post,
    by: PersonId,
    now: DateTime<Utc>,
) -> store::Result<Vec<PersonId>> {
    let mut added = Vec::new();
    for newcomer in newcomers {
        let id = match people::by_email(conn, &newcomer.email)? {
            Some(known) => known.id,
            None => {
                let new = NewPerson {
                    name: &newcomer.name,
                    email: &newcomer.email,
                    locale: post.locale,
                    coordinator: false,
                };
                let id = people::insert(conn, &new, now)?;
                audit::record(conn, &Entry::new(by, Action::PersonAdded).to(id), now)?;
                id
            }
        };
        if let Some((project, role)) = post.role {
            give_role(conn, Membership { person: id, project, role }, by, now)?;
        }
        if post.coordinator {
            make_coordinator(conn, id, by, now)?;
        }
        added.push(id);
    }
    Ok(added)
}

pub fn give_role(conn: &mut Conn, given: Membership, by: PersonId, now: DateTime<Utc>) -> store::Result<()> {
    if people::give_role(conn, given)? {
        let entry = Entry::new(by, Action::RoleGiven).to(given.person).on(given.project);
        audit::record(conn, &entry.with(given.role), now)?;
    }
    Ok(())
}

pub fn take_role(conn: &mut Conn, taken: Membership, by: PersonId, now: DateTime<Utc>) -> store::Result<()> {
    if people::take_role(conn, taken)? {
        let entry = Entry::new(by, Action::RoleTaken).to(taken.person).on(taken.project);
        audit::record(conn, &entry.with(taken.role), now)?;
    }
    Ok(())
}

fn make_coordinator(conn: &mut Conn, id: PersonId, by: PersonId, now: DateTime<Utc>) -> store::Result<()> {
    let Some(mut person) = people::by_id(conn, id)?.filter(|person| !person.coordinator) else {
        return Ok(());
    };
    person.coordinator = true;
    people::update(conn, &person)?;
    audit::record(conn, &Entry::new(by, Action::CoordinatorMade).to(id), now)
}

/// Makes a person a coordinator, or one no more.
///
/// # Errors
/// The last coordinator stays one.
pub fn set_coordinator(
    conn: &mut Conn,
    person: &Person,
    coordinator: bool,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), LastCoordinator> {
    if coordinator {
        return Ok(make_coordinator(conn, person.id, by, now)?);
    }
    take_turns(conn)?;
    people::update(conn, &Person { coordinator: false, ..person.clone() })?;
    keep_one(conn, person.coordinator)?;
    Ok(audit::record(conn, &Entry::new(by, Action::CoordinatorUnmade).to(person.id), now)?)
}

/// Keeps a person out, or lets them in again. Kept out, they get no mail, and all their sessions and links end.
///
/// # Errors
/// The last coordinator stays in.
pub fn set_active(
    conn: &mut Conn,
    person: &Person,
    active: bool,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), LastCoordinator> {
    take_turns(conn)?;
    people::set_active(conn, person.id, active, now)?;
    let action = if active { Action::PersonReactivated } else { Action::PersonDeactivated };
    if !active {
        sessions::delete_of(conn, person.id)?;
        link_tokens::delete_of(conn, person.id)?;
        outbox::cancel_of(conn, person.id, Reason::Deactivated, now)?;
        keep_one(conn, person.coordinator)?;
    }
    Ok(audit::record(conn, &Entry::new(by, action).to(person.id), now)?)
}

/// Changes name, address and language. False if the address is somebody else's.
pub fn change(conn: &mut Conn, changed: &Person, by: PersonId, now: DateTime<Utc>) -> store::Result<bool> {
    if people::by_email(conn, &changed.email)?.is_some_and(|other| other.id != changed.id) {
        return Ok(false);
    }
    let known = people::by_id(conn, changed.id)?;
    people::update(conn, changed)?;
    if known.is_some_and(|known| known.email != changed.email) {
        // What went to the former address must not let its reader in.
        link_tokens::delete_of(conn, changed.id)?;
    }
    audit::record(conn, &Entry::new(by, Action::PersonChanged).to(changed.id), now)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_read_as_they_are_pasted() {
        let text = "Ada Lovelace <ada@x.example>\n\n\"Bob\" <bob@x.example>,\nCamille C., cam@x.example\ndriss.b@x.example;\nEve\teve@x.example";
        let read = read_lines(text).unwrap();
        let names: Vec<(&str, &str)> =
            read.iter().map(|new| (new.name.as_str(), new.email.as_str())).collect();
        assert_eq!(
            names,
            [
                ("Ada Lovelace", "ada@x.example"),
                ("Bob", "bob@x.example"),
                ("Camille C.", "cam@x.example"),
                ("driss b", "driss.b@x.example"),
                ("Eve", "eve@x.example")
            ]
        );
    }

    #[test]
    fn lines_that_name_nobody_are_told() {
        let faults = read_lines("Ada\nBob <bob@x.example>\nBob <BOB@x.example>\n<>").unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 3, 4]);
    }
}
