//! The key dates of the projects that are listed.

use chrono::NaiveDate;

use super::visible::Visible;
use crate::domain::calendar::Month;
use crate::domain::filing::key_date::{Announced, Arranged, arranged};
use crate::domain::people::Member;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Scope};
use crate::store::filing::key_dates;

/// So many months of what has gone by are listed at once.
const MONTHS: u32 = 12;

/// What somebody may see now; those of an archived promotion stand on the pages of its projects.
pub struct KeyDates {
    /// The day on which they are told.
    pub today: NaiveDate,
    /// All that lies ahead, and the last months of what has gone by; of older ones only what has gone by.
    pub days: Arranged<(Project, Announced)>,
    /// The month before which those lie that are older.
    pub older: Option<Month>,
}

/// `before`: the month before which those lie that are wanted; none: the newest ones.
pub fn list(scope: &mut Scope<'_>, reader: &Member, before: Option<Month>) -> Result<KeyDates, Error> {
    let today = scope.today();
    // What lies ahead is not among them.
    let before = before.map(|month| month.min(Month::of(today).next()));
    let newest = before.map_or(Month::of(today), Month::previous);
    let first = newest.before(MONTHS - 1).first_day();
    let last = before.and_then(|month| month.first_day().pred_opt());
    let mut visible = Visible::to(Reader::Member(reader), scope);
    let mut projects = visible.present_projects()?;
    projects.retain(Project::is_listed);
    let all = visible.key_dates_of_days(&projects, first, last)?;
    let mut days = arranged(all, |(_, announced)| announced, today);
    // Some were moved, and lie elsewhere by now.
    let was_moved_back = days.past.iter().any(|(_, announced)| announced.last_day() < first);
    days.past.retain(|(_, announced)| {
        let day = announced.last_day();
        first <= day && last.is_none_or(|last| day <= last)
    });
    if before.is_some() {
        days.to_come.clear();
        days.put_off.clear();
    }
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let last_public = visible.sight().last_public();
    let has_older = was_moved_back || key_dates::is_any_before(scope.conn, &ids, first, last_public)?;
    Ok(KeyDates { today, days, older: has_older.then(|| Month::of(first)) })
}
