//! What lies around a week: without it nobody knows what has changed.

use chrono::NaiveDate;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::filing::key_date::Announced;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::reading::sight::Sight;

/// What lies around a week.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Of earlier weeks, the newest first.
    pub earlier: Vec<Bulletin>,
    /// Of the weeks before and after, by the day for which they were announced.
    pub key_dates: Vec<Announced>,
}

impl Around {
    /// What of it that reader may see and that is known by that week, of those projects.
    pub fn seen_by<'p>(
        &self,
        sight: &Sight<'_>,
        week: Week,
        find: impl Fn(ProjectId) -> Option<&'p Project>,
    ) -> Around {
        let earlier = self.earlier.iter().filter_map(|bulletin| {
            let shown = sight.shows(find(bulletin.project)?, bulletin.clone());
            shown.filter(|bulletin| bulletin.week < week)
        });
        // What a bulletin of a later week announced or told came after this one.
        let key_dates = self.key_dates.iter().filter_map(|announced| {
            let shown = sight.shows_day(find(announced.project)?, announced.clone())?;
            let is_told = shown.week.is_none_or(|of| of <= week);
            is_told.then(|| Announced { story: shown.story.as_told_in(|told| told <= week), ..shown })
        });
        Around { earlier: earlier.collect(), key_dates: key_dates.collect() }
    }

    /// The last that a project filed before.
    pub fn before(&self, project: ProjectId) -> Option<&Bulletin> {
        self.earlier
            .iter()
            .filter(|bulletin| bulletin.project == project)
            .max_by_key(|bulletin| bulletin.week)
    }

    /// The last mood that a project told before.
    pub fn mood_before(&self, project: ProjectId) -> Option<Mood> {
        let told = self.earlier.iter().filter(|b| b.project == project && b.content.mood.is_some());
        told.max_by_key(|bulletin| bulletin.week).and_then(|bulletin| bulletin.content.mood)
    }

    /// The first of a project's key dates from that day on of which nobody has told the end.
    pub fn next_day(&self, project: ProjectId, from: NaiveDate) -> Option<&Announced> {
        let lies_ahead = |announced: &&Announced| {
            let is_open = announced.project == project && announced.story.end().is_none();
            is_open && announced.day().is_some_and(|day| from <= day)
        };
        self.key_dates.iter().filter(lies_ahead).min_by_key(|announced| announced.day())
    }
}
