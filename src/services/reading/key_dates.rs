//! The key dates of the projects that are listed.

use super::visible::Visible;
use crate::domain::filing::key_date::{Announced, Arranged, arranged};
use crate::domain::people::Member;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Scope};

/// What somebody may see now; those of an archived promotion stand on the pages of its projects.
pub type KeyDates = Arranged<(Project, Announced)>;

pub fn list(scope: &mut Scope<'_>, reader: &Member) -> Result<KeyDates, Error> {
    let today = scope.today();
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let mut projects = visible.present_projects()?;
    projects.retain(Project::is_listed);
    let all = visible.key_dates_of(&projects)?;
    Ok(arranged(all, |(_, announced)| announced, today))
}
