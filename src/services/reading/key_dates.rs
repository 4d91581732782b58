//! The key dates of all projects.

use super::visible::Visible;
use crate::domain::filing::key_date::{Announced, Arranged, arranged};
use crate::domain::people::Member;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Scope};

/// All that somebody may see now.
pub type KeyDates = Arranged<(Project, Announced)>;

pub fn list(scope: &mut Scope<'_>, reader: &Member) -> Result<KeyDates, Error> {
    let today = scope.today();
    let all = Visible::to(Reader::Member(reader), scope).key_dates()?;
    Ok(arranged(all, |(_, announced)| announced, today))
}
