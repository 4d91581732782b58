//! A team writes its bulletin together, before it is filed.

use super::writers::Writer;
use crate::domain::calendar::{Phase, Week};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::draft::Draft;
use crate::domain::filing::typed::Typed;
use crate::domain::programme::project::ProjectId;
use crate::services::Scope;
use crate::store::filing::{bulletins, drafts};
use crate::store::{self, Conn, people};

/// A draft, and the name of whoever changed it last; none: they have been erased.
#[derive(Debug, Clone)]
pub struct Signed {
    pub draft: Draft,
    pub by: Option<String>,
}

impl Signed {
    fn new(conn: &mut Conn, draft: Draft) -> store::Result<Signed> {
        let author = draft.author.map_or(Ok(None), |id| people::by_id(conn, id))?;
        Ok(Signed { draft, by: author.map(|person| person.name) })
    }
}

/// What became of what was typed.
pub enum Kept {
    /// There was nothing to keep.
    Nothing,
    /// It stands there, since now or since earlier.
    Saved(Signed),
    /// A teammate changed it since; both texts are now for the person to choose from.
    Changed(Signed),
    /// The team has filed since this draft was begun.
    Filed,
    Closed,
}

/// The draft to go on with, where there is one.
pub(in crate::services) fn present(
    conn: &mut Conn,
    project: ProjectId,
    week: Week,
    filed: Option<&Bulletin>,
) -> store::Result<Option<Signed>> {
    let draft = drafts::find(conn, project, week)?;
    let draft = draft.filter(|draft| !draft.typed.is_blank() && draft.continues(filed));
    draft.map(|draft| Signed::new(conn, draft)).transpose()
}

/// What a teammate is writing, where filing these fields would throw it away unseen.
pub(super) fn lost_by_filing(
    scope: &mut Scope<'_>,
    writer: &Writer,
    filed: Option<&Bulletin>,
    (typed, seen): (&Typed, i32),
) -> store::Result<Option<Signed>> {
    let draft = present(scope.conn, writer.project.id, writer.week, filed)?;
    Ok(draft.filter(|signed| signed.draft.is_lost_by(typed, seen, writer.author())))
}

/// Saves what stands in the form in the place of the version that the person saw (0: none).
pub fn save(scope: &mut Scope<'_>, writer: &Writer, typed: &Typed, seen: i32) -> store::Result<Kept> {
    let (phase, now) = (scope.calendar.phase(writer.week, scope.now), scope.now);
    let conn = &mut *scope.conn;
    let (project, week) = (writer.project.id, writer.week);
    let filed = bulletins::find(conn, project, week)?;
    let may_file = match phase {
        Phase::Open { .. } => true,
        Phase::Late { .. } => filed.is_none(),
        _ => false,
    };
    if !may_file || !writer.project.is_active_in(week) {
        return Ok(Kept::Closed);
    }
    let author = Some(writer.author());
    let draft = Draft { typed: typed.clone(), version: seen + 1, author, saved_at: now };
    if !draft.continues(filed.as_ref()) {
        return Ok(Kept::Filed);
    }
    let known = drafts::find(conn, project, week)?;
    if let Some(known) = &known
        && known.continues(filed.as_ref())
    {
        if known.typed.says_the_same(typed) {
            return Ok(Kept::Saved(Signed::new(conn, known.clone())?));
        }
        if known.version != seen && !known.typed.is_blank() {
            return Ok(Kept::Changed(Signed::new(conn, known.clone())?));
        }
    }
    if known.is_none() && typed.is_blank() {
        return Ok(Kept::Nothing);
    }
    let known = known.map_or(0, |known| known.version);
    if drafts::save(conn, (project, week), typed, known, writer.author(), now)? {
        return Ok(Kept::Saved(Signed::new(conn, Draft { version: known + 1, ..draft })?));
    }
    // Between our look and our save a teammate's transaction committed.
    let theirs = drafts::find(conn, project, week)?.unwrap_or(draft);
    Ok(Kept::Changed(Signed::new(conn, theirs)?))
}
