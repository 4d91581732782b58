//! A team writes its bulletin together, before it is filed.

use crate::domain::calendar::{Phase, Week};
use crate::domain::filing::bulletin::{Bulletin, Typed};
use crate::domain::filing::draft::Draft;
use crate::domain::people::PersonId;
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::Scope;
use crate::store::filing::{bulletins, drafts};
use crate::store::{self, Conn};

/// Why a draft was not saved.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the form is closed")]
    Closed,
    /// The team has filed since this draft was begun.
    #[error("the bulletin was filed meanwhile")]
    Filed,
    /// A teammate changed it since; both texts are now for the person to choose from.
    #[error("a teammate changed the draft")]
    Changed(Box<Draft>),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The draft to go on with, where there is one.
pub fn present(
    conn: &mut Conn,
    project: ProjectId,
    week: Week,
    filed: Option<&Bulletin>,
) -> store::Result<Option<Draft>> {
    let draft = drafts::find(conn, project, week)?;
    Ok(draft.filter(|draft| !draft.typed.is_blank() && draft.continues(filed)))
}

/// What a teammate is writing, where that person's filing of these fields would throw it away unseen.
pub fn lost_by_filing(
    conn: &mut Conn,
    (project, week): (ProjectId, Week),
    typed: &Typed,
    seen: i32,
    person: PersonId,
) -> store::Result<Option<Draft>> {
    let filed = bulletins::find(conn, project, week)?;
    let draft = present(conn, project, week, filed.as_ref())?;
    Ok(draft.filter(|draft| draft.is_lost_by(typed, seen, person)))
}

/// Saves what stands in the form in the place of the version that the person saw (0: none); none while there is nothing to save.
pub fn save(
    scope: &mut Scope<'_>,
    (project, week): (&Project, Week),
    typed: Typed,
    seen: i32,
    author: PersonId,
) -> Result<Option<Draft>, Error> {
    let (phase, now) = (scope.calendar.phase(week, scope.now), scope.now);
    let conn = &mut *scope.conn;
    let filed = bulletins::find(conn, project.id, week)?;
    let may_file = match phase {
        Phase::Open { .. } => true,
        Phase::Late { .. } => filed.is_none(),
        _ => false,
    };
    if !may_file || !project.is_active_in(week) {
        return Err(Error::Closed);
    }
    let draft = Draft { typed, version: seen + 1, author: Some(author), saved_at: now };
    if !draft.continues(filed.as_ref()) {
        return Err(Error::Filed);
    }
    let known = drafts::find(conn, project.id, week)?;
    if let Some(known) = &known
        && known.continues(filed.as_ref())
    {
        if known.typed.says_the_same(&draft.typed) {
            return Ok(Some(known.clone()));
        }
        if known.version != seen && !known.typed.is_blank() {
            return Err(Error::Changed(Box::new(known.clone())));
        }
    }
    if known.is_none() && draft.typed.is_blank() {
        return Ok(None);
    }
    let known = known.map_or(0, |known| known.version);
    if drafts::save(conn, (project.id, week), &draft.typed, known, author, now)? {
        return Ok(Some(Draft { version: known + 1, ..draft }));
    }
    // Between our look and our save a teammate's transaction committed.
    let theirs = drafts::find(conn, project.id, week)?.unwrap_or(draft);
    Err(Error::Changed(Box::new(theirs)))
}
