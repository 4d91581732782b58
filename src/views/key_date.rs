//! A key date as pages and mails tell it.

use chrono::NaiveDate;
use serde::Serialize;

use super::ProjectView;
use crate::domain::filing::key_date::{Announced, KeyDate};
use crate::domain::filing::outcomes::{DayOutcome, DayStory};
use crate::domain::programme::project::Project;

/// A day and what will happen on it.
#[derive(Serialize)]
pub struct KeyDateView {
    /// ISO 8601, of what was put off and has ended the last day that it had; none: it was put off, nobody knows until
    /// when.
    pub date: Option<String>,
    /// The key of what is said instead.
    pub put_off: &'static str,
    pub description: String,
    /// The day for which it was announced, where it was moved since.
    pub moved_from: Option<String>,
    /// How often.
    pub moves: usize,
    /// Whether it happened or was called off, as the key of a text; none: nobody has told.
    pub end: Option<String>,
    /// Whether that is not to be overlooked.
    pub called_off: bool,
    /// Whether that is the very day on which it is told.
    pub today: bool,
    pub project: Option<ProjectView>,
}

impl KeyDateView {
    pub fn new(key_date: &KeyDate, story: &DayStory) -> KeyDateView {
        let (moves, end) = (story.moves(), story.end());
        let announced = key_date.date;
        let known = story.day(announced);
        let date = known.or_else(|| end.map(|_| story.last_day(announced)));
        // Of the day that stands there it is not said that it was moved from it.
        let is_moved = moves > 0 && (known.is_some() || date != Some(announced));
        KeyDateView {
            date: date.map(|day| day.to_string()),
            put_off: "day-put-off",
            description: key_date.description.to_string(),
            moved_from: is_moved.then(|| announced.to_string()),
            moves,
            end: end.map(|outcome| format!("day-told-{outcome}")),
            called_off: end == Some(DayOutcome::CalledOff),
            today: false,
            project: None,
        }
    }

    /// The same told on that day.
    pub fn on(self, today: NaiveDate) -> KeyDateView {
        let date = self.date.as_ref().and_then(|date| date.parse::<NaiveDate>().ok());
        KeyDateView { today: date == Some(today), ..self }
    }

    /// The same among those that have gone by: nobody waits for another day any more.
    pub fn gone_by(self) -> KeyDateView {
        KeyDateView { put_off: "day-given-up", ..self }
    }

    /// The same where it stands among those of other projects.
    pub fn of_project(project: &Project, announced: &Announced) -> KeyDateView {
        KeyDateView { project: Some(project.into()), ..KeyDateView::from(announced) }
    }
}

impl From<&Announced> for KeyDateView {
    fn from(announced: &Announced) -> Self {
        KeyDateView::new(&announced.key_date, &announced.story)
    }
}
