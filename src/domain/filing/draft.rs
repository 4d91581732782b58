//! What a team has begun to write and not filed yet.

use chrono::{DateTime, Utc};

use super::bulletin::Bulletin;
use super::questions::QUESTIONS;
use super::typed::{MOOD, Typed, VERSION};
use crate::domain::people::PersonId;

/// The team's shared draft for one week, as it was typed last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub typed: Typed,
    /// 1 when it was first saved, one more with every change.
    pub version: i32,
    /// Who changed it last; none once that person was erased.
    pub author: Option<PersonId>,
    pub saved_at: DateTime<Utc>,
}

impl Draft {
    /// Whether it goes on from what is filed now: a draft that a teammate's filing overtook is of no more use.
    pub fn continues(&self, present: Option<&Bulletin>) -> bool {
        self.typed.version() == present.map_or(0, |bulletin| bulletin.version)
    }

    /// Whether filing these fields would throw away what a teammate is writing, unseen: `seen` is the version that the
    /// person had before their eyes (0: none).
    pub fn is_lost_by(&self, typed: &Typed, seen: i32, person: PersonId) -> bool {
        let is_kept = self.typed.is_blank() || self.typed.says_the_same(typed);
        self.author != Some(person) && self.version != seen && !is_kept
    }
}

/// What a draft lacks before it can be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    pub mood: bool,
    /// How many of the texts without which nothing is filed.
    pub texts: usize,
}

impl Typed {
    /// Which version of a bulletin it revises; 0: none is filed.
    fn version(&self) -> i32 {
        self.get(VERSION).parse().unwrap_or(0)
    }

    /// Whether it revises what is filed.
    pub fn revises(&self) -> bool {
        self.version() > 0
    }

    /// What is missing yet.
    pub fn missing(&self) -> Missing {
        let is_empty = |name| self.get(name).trim().is_empty();
        let required = QUESTIONS.iter().filter(|question| question.required);
        Missing { mood: is_empty(MOOD), texts: required.filter(|question| is_empty(question.name)).count() }
    }

    /// Whether nobody has written or chosen anything yet.
    pub fn is_blank(&self) -> bool {
        self.says_the_same(&Typed::default())
    }

    /// Whether the same stands in the fields, whichever version it revises.
    pub fn says_the_same(&self, other: &Typed) -> bool {
        self.has_same_fields(other) && self.taps().fields().eq(other.taps().fields())
    }

    /// Whether it would make another bulletin of that one: what is tapped of requests is none of its own.
    pub fn differs_from(&self, filed: &Bulletin) -> bool {
        let filed = Typed::from_bulletin(filed);
        !self.has_same_fields(&filed) || !self.taps().of_bulletin().eq(filed.taps().of_bulletin())
    }

    fn has_same_fields(&self, other: &Typed) -> bool {
        // Browsers change line ends on their way.
        let said = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
        let both = self.fields().zip(other.fields());
        both.filter(|((name, _), _)| *name != VERSION)
            .all(|((_, own), (_, theirs))| said(own) == said(theirs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filing::questions::HELP;
    use crate::domain::samples;

    fn typed(help: &str) -> Typed {
        Typed::default().with(HELP.name, help)
    }

    #[test]
    fn only_a_teammates_unseen_words_can_be_lost() {
        let saved_at = "2026-03-06T14:00:00Z".parse().unwrap();
        let draft = Draft { typed: typed("a"), version: 2, author: Some(PersonId(1)), saved_at };
        let teammate = PersonId(2);
        assert!(draft.is_lost_by(&typed("b"), 1, teammate));
        assert!(!draft.is_lost_by(&typed("b"), 2, teammate), "they saw it");
        assert!(!draft.is_lost_by(&typed("a"), 1, teammate), "they say the same");
        assert!(!draft.is_lost_by(&typed("b"), 1, PersonId(1)), "it is their own");
        assert!(
            !Draft { typed: typed(" "), ..draft }.is_lost_by(&typed("b"), 1, teammate),
            "there is nothing in it"
        );
    }

    #[test]
    fn what_is_missing_is_the_mood_and_the_texts_that_are_asked_for() {
        let begun = typed("a");
        assert_eq!(begun.missing(), Missing { mood: true, texts: 2 });
        let begun = begun.with(MOOD, "3").with("priorities", "P").with("ups_and_downs", " ");
        assert_eq!(begun.missing(), Missing { mood: false, texts: 1 });
        assert_eq!(begun.with("ups_and_downs", "U").missing(), Missing { mood: false, texts: 0 });
    }

    #[test]
    fn what_is_tapped_of_requests_makes_no_other_bulletin() {
        let filed = samples::full_bulletin(1, "2026-W10");
        let typed = Typed::from_bulletin(&filed).with(VERSION, "1");
        assert!(!typed.differs_from(&filed));
        assert!(
            !typed
                .clone()
                .tapped(typed.taps().clone().with("request-7", "still-needed"))
                .differs_from(&filed)
        );
        assert!(typed.clone().tapped(typed.taps().clone().with("day-99", "moved")).differs_from(&filed));
        assert!(typed.with("priorities", "Autre").differs_from(&filed));
    }

    #[test]
    fn line_ends_and_versions_make_no_difference() {
        assert!(typed("a\r\nb").says_the_same(&typed("a\nb\n").with(VERSION, "2")));
        assert!(!typed("a").says_the_same(&typed("b")));
        assert!(typed(" ").is_blank());
    }
}
