//! A month of one project on one page.

use super::histories::History;
use super::visible::{Beside, Visible};
use crate::domain::calendar::Month;
use crate::domain::people::Member;
use crate::domain::programme::project::Project;
use crate::domain::reading::sheet::Sheet;
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Refusal, Scope};

/// What a sheet is made of, as its reader may see it.
pub struct Read {
    history: History,
    pub month: Month,
}

impl Read {
    /// None: no week of the project lies in that month.
    pub fn sheet(&self) -> Option<Sheet<'_>> {
        self.history.sheet()
    }

    /// The months before and after, of which there is one too.
    pub fn neighbours(&self) -> [Option<Month>; 2] {
        self.history.neighbours()
    }

    /// All that the reader sees of it.
    pub fn of(visible: &mut Visible<'_, '_>, project: Project, month: Month) -> Result<Read, Error> {
        Ok(Read { history: visible.history(project, Some(month), Beside::All)?, month })
    }
}

/// That month of that project.
///
/// # Errors
/// [`Refusal::Gone`] where there is no such project for this reader, or no week of it lies in that month.
pub fn show(scope: &mut Scope<'_>, reader: &Member, slug: &str, month: Month) -> Result<Read, Refusal> {
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let project = visible.project(slug)?.ok_or(Refusal::Gone)?;
    let read = Read::of(&mut visible, project, month)?;
    read.sheet().is_some().then_some(()).ok_or(Refusal::Gone)?;
    Ok(read)
}
