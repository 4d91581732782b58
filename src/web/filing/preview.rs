//! A bulletin as its readers will see it, before it is filed.

use chrono::NaiveDate;
use serde::Serialize;

use super::draft_view::answers;
use super::last_week::Tapped;
use crate::domain::filing::bulletin::Mood;
use crate::domain::filing::typed::{KEY_DATE, KEY_DATE_DESCRIPTION, MOOD, Typed};
use crate::views::{AnswerView, MoodView};

#[derive(Serialize)]
pub(super) struct Preview {
    /// None: none is chosen.
    mood: Option<MoodView>,
    answers: Vec<AnswerView>,
    /// What became of what the team wrote before.
    taps: Vec<Tapped>,
    /// None: none is typed, or none that there is.
    day: Option<String>,
    description: String,
}

impl Preview {
    pub fn new(typed: &Typed, taps: Vec<Tapped>) -> Preview {
        let day = typed.get(KEY_DATE).parse::<NaiveDate>().ok();
        Preview {
            mood: Mood::read(typed.get(MOOD)).map(MoodView::from),
            answers: answers(typed),
            taps,
            day: day.map(|day| day.to_string()),
            description: typed.get(KEY_DATE_DESCRIPTION).to_owned(),
        }
    }
}
