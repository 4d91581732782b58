//! A team files its bulletin, or revises it.

pub mod drafting;

use chrono::{DateTime, Utc};

use crate::domain::calendar::{Phase, Week};
use crate::domain::filing::bulletin::{Bulletin, Content, Fault, Field, FieldFault, Revision};
use crate::domain::people::PersonId;
use crate::domain::programme::project::Project;
use crate::services::{self, Scope};
use crate::store::filing::bulletins::{self, NewBulletin};
use crate::store::filing::{drafts, key_dates};
use crate::store::{self, Conn};

/// Why a bulletin was not filed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the form is closed")]
    Closed(Phase),
    /// The project has not begun, or has ended, in that week.
    #[error("the project is not active in that week")]
    NotActive,
    #[error("fields are wrong")]
    Faults(Vec<FieldFault>),
    /// A teammate filed or revised meanwhile; both texts are now for the person to choose from.
    #[error("a teammate was quicker")]
    Conflict(Box<Bulletin>),
    #[error(transparent)]
    Failed(#[from] services::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Error::Failed(error.into())
    }
}

/// Files what it says, or revises the version that it names; the bulletin as it is then. The draft has served.
///
/// Sending the same text twice is no conflict: phones do it on bad networks.
pub fn file(
    scope: &mut Scope<'_>,
    (project, week): (&Project, Week),
    revision: Revision,
    author: PersonId,
) -> Result<Bulletin, Error> {
    if !project.is_active_in(week) {
        return Err(Error::NotActive);
    }
    let (phase, now) = (scope.calendar.phase(week, scope.now), scope.now);
    let conn = &mut *scope.conn;
    let late = match phase {
        Phase::Open { .. } => false,
        Phase::Late { .. } => true,
        _ => return Err(Error::Closed(phase)),
    };
    let present = bulletins::find(conn, project.id, week)?;
    let content = without_known_day(conn, project, present.as_ref(), revision.content)?;
    let filing = Filing { project, week, content: &content, author, now };
    let filed = match present {
        None => filing.insert(conn, late),
        Some(present) if present.content == content => Ok(present),
        Some(_) if late => Err(Error::Closed(phase)),
        Some(present) if present.version == revision.revises => filing.revise(conn, present),
        Some(present) => Err(Error::Conflict(Box::new(present))),
    }?;
    drafts::delete(conn, project.id, week)?;
    Ok(filed)
}

/// Leaves out a key date that the project has announced in the same words before: it need not be told twice.
///
/// # Errors
/// A fault at the field where that day was announced in other words.
fn without_known_day(
    conn: &mut Conn,
    project: &Project,
    present: Option<&Bulletin>,
    content: Content,
) -> Result<Content, Error> {
    let Some(key_date) = &content.key_date else { return Ok(content) };
    match key_dates::announced_otherwise(conn, project.id, key_date.date, present.map(|b| b.id))? {
        None => Ok(content),
        Some(description) if description == key_date.description => Ok(Content { key_date: None, ..content }),
        Some(description) => Err(day_taken(description)),
    }
}

fn day_taken(description: String) -> Error {
    Error::Faults(vec![FieldFault { field: Field::KeyDate, fault: Fault::DayTaken { description } }])
}

struct Filing<'a> {
    project: &'a Project,
    week: Week,
    content: &'a Content,
    author: PersonId,
    now: DateTime<Utc>,
}

impl Filing<'_> {
    fn insert(&self, conn: &mut Conn, late: bool) -> Result<Bulletin, Error> {
        let inserted = bulletins::insert(
            conn,
            &NewBulletin {
                project: self.project.id,
                week: self.week,
                content: self.content,
                late,
                author: Some(self.author),
                filed_at: self.now,
                digested_at: None,
            },
        )?;
        match inserted {
            Some(id) => {
                self.announce_day(conn, id)?;
                self.filed(conn)
            }
            // Between our look and our insert a teammate's transaction committed.
            None => self.settle_race(conn),
        }
    }

    fn revise(&self, conn: &mut Conn, present: Bulletin) -> Result<Bulletin, Error> {
        if bulletins::revise(conn, present.id, present.version, self.content, Some(self.author), self.now)? {
            self.announce_day(conn, present.id)?;
            self.filed(conn)
        } else {
            self.settle_race(conn)
        }
    }

    fn announce_day(
        &self,
        conn: &mut Conn,
        id: crate::domain::filing::bulletin::BulletinId,
    ) -> Result<(), Error> {
        if key_dates::announce(conn, self.project.id, id, self.content.key_date.as_ref(), self.now)? {
            return Ok(());
        }
        // Only a bulletin of another week, filed in this very moment, can have taken the day since we looked.
        Err(day_taken(String::new()))
    }

    /// Tells the loser of a race what the winner wrote, unless both wrote the same.
    fn settle_race(&self, conn: &mut Conn) -> Result<Bulletin, Error> {
        let present = self.filed(conn)?;
        if present.content == *self.content { Ok(present) } else { Err(Error::Conflict(Box::new(present))) }
    }

    fn filed(&self, conn: &mut Conn) -> Result<Bulletin, Error> {
        let found = bulletins::find(conn, self.project.id, self.week)?;
        found.ok_or_else(|| store::Error::Corrupt("a bulletin vanished while it was filed".into()).into())
    }
}
