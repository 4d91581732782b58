//! How the face that was touched in a mail is told of: in the form, and beside what is filed already.

use serde::Serialize;

use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::filing::first_tap::FirstTap;
use crate::domain::filing::typed::MOOD;
use crate::services::filing::place::Desk;
use crate::views::MoodView;
use crate::web::kit::view;

/// What an address names the face over which another one was chosen.
pub const OVER: &str = "over";
/// Where the faces stand on the form's page.
const FACES: &str = "#mood";

#[derive(Serialize)]
pub struct FirstTapView {
    mood: MoodView,
    /// What was chosen before, where that is another one.
    before: Option<Before>,
}

/// Another face that was chosen before, and how the touched one takes its place.
#[derive(Serialize)]
struct Before {
    mood: MoodView,
    /// Where it stands.
    place: &'static str,
    /// Whose draft it is; none: they have been erased.
    by: Option<String>,
    /// Where the form opens with the touched one chosen; nothing is written by that.
    at: String,
}

/// A face that was touched after the week's bulletin was filed with another one, or with none.
#[derive(Serialize)]
pub struct LateTapView {
    mood: MoodView,
    /// None: it is of a quiet week that told none.
    filed: Option<MoodView>,
    /// Where it can be revised with the touched one; none: it can no more.
    at: Option<String>,
}

impl FirstTapView {
    pub fn new(tap: &FirstTap, desk: &Desk, address: &str) -> FirstTapView {
        let place = match &desk.draft {
            Some(_) if desk.has_own_draft() => "own",
            Some(_) => "draft",
            None => "filed",
        };
        let before = |before: Mood| Before {
            mood: before.into(),
            place,
            by: desk.draft.as_ref().and_then(|signed| signed.by.clone()),
            at: chosen_at(address, tap.mood, Some(before), desk.filed.is_some()),
        };
        FirstTapView { mood: tap.mood.into(), before: tap.before.map(before) }
    }

    #[cfg(test)]
    pub fn samples() -> Vec<FirstTapView> {
        let view = |place, by: Option<&str>| FirstTapView {
            mood: Mood::Good.into(),
            before: Some(Before {
                mood: Mood::Mixed.into(),
                place,
                by: by.map(str::to_owned),
                at: chosen_at("/f/x", Mood::Good, Some(Mood::Mixed), false),
            }),
        };
        vec![
            FirstTapView { mood: Mood::Good.into(), before: None },
            view("draft", Some("Ada")),
            view("draft", None),
            view("own", Some("Ada")),
            view("filed", None),
        ]
    }
}

impl LateTapView {
    /// None: what is filed says the same.
    pub fn new(mood: Mood, filed: &Bulletin, address: &str, is_open: bool) -> Option<LateTapView> {
        let said = filed.content.mood;
        (said != Some(mood)).then(|| LateTapView {
            mood: mood.into(),
            filed: said.map(MoodView::from),
            at: is_open.then(|| chosen_at(address, mood, said, true)),
        })
    }

    #[cfg(test)]
    pub fn samples() -> [LateTapView; 3] {
        let view = |filed: Option<Mood>, at: Option<&str>| LateTapView {
            mood: Mood::Good.into(),
            filed: filed.map(MoodView::from),
            at: at.map(str::to_owned),
        };
        let at = Some("/f/x?mood=3&edit=1#mood");
        [view(Some(Mood::Mixed), at), view(None, at), view(Some(Mood::Mixed), None)]
    }
}

/// Where the form opens with that face chosen, at its faces.
fn chosen_at(address: &str, mood: Mood, over: Option<Mood>, is_filed: bool) -> String {
    let [mood, over] = [Some(mood), over].map(|mood| mood.map(|mood| mood.number().to_string()));
    let fields = [(MOOD, mood), (OVER, over), ("edit", is_filed.then(|| "1".to_owned()))];
    let told: Vec<(&str, &str)> =
        fields.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
    view::address(address, &told) + FACES
}
