//! The key dates of all projects.

use super::visible::Visible;
use crate::domain::filing::key_date::Announced;
use crate::domain::people::Member;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Scope};

/// All that somebody may see now.
pub struct KeyDates {
    /// From today on, the nearest first.
    pub to_come: Vec<(Project, Announced)>,
    /// The latest first.
    pub past: Vec<(Project, Announced)>,
}

pub fn list(scope: &mut Scope<'_>, reader: &Member) -> Result<KeyDates, Error> {
    let today = scope.today();
    let all = Visible::to(Reader::Member(reader), scope).key_dates()?;
    let (mut past, to_come): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, announced)| announced.key_date.date < today);
    past.reverse();
    Ok(KeyDates { to_come, past })
}
