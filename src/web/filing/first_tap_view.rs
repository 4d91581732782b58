//! How the form tells of the face that was touched in a mail.

use serde::Serialize;

use crate::domain::filing::first_tap::FirstTap;
use crate::services::filing::place::Desk;
use crate::views::MoodView;

#[derive(Serialize)]
pub struct FirstTapView {
    mood: MoodView,
    /// What was chosen before, where that is another one.
    before: Option<MoodView>,
    /// The draft is that of who touched the face.
    is_own: bool,
    /// Whose it is; none: they have been erased.
    by: Option<String>,
}

impl FirstTapView {
    pub fn new(tap: &FirstTap, desk: &Desk) -> FirstTapView {
        FirstTapView {
            mood: tap.mood.into(),
            before: tap.before.map(MoodView::from),
            is_own: desk.has_own_draft(),
            by: desk.draft.as_ref().and_then(|signed| signed.by.clone()),
        }
    }

    #[cfg(test)]
    pub fn samples() -> Vec<FirstTapView> {
        use crate::domain::filing::bulletin::Mood;
        let view = |before: Option<Mood>, is_own, by: Option<&str>| FirstTapView {
            mood: Mood::Good.into(),
            before: before.map(MoodView::from),
            is_own,
            by: by.map(str::to_owned),
        };
        let mixed = Some(Mood::Mixed);
        vec![
            view(None, false, None),
            view(mixed, false, Some("Ada")),
            view(mixed, false, None),
            view(mixed, true, Some("Ada")),
        ]
    }
}
