//! What a team has begun to write and not filed yet.

use chrono::{DateTime, Utc};

use super::bulletin::{Bulletin, Typed};
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
        self.typed.version.parse().unwrap_or(0) == present.map_or(0, |bulletin| bulletin.version)
    }

    /// Whether filing these fields would throw away what a teammate is writing, unseen: `seen` is the version that the
    /// person had before their eyes (0: none).
    pub fn is_lost_by(&self, typed: &Typed, seen: i32, person: PersonId) -> bool {
        let is_kept = self.typed.is_blank() || self.typed.says_the_same(typed);
        self.author != Some(person) && self.version != seen && !is_kept
    }
}

impl Typed {
    /// Whether nobody has written or chosen anything yet.
    pub fn is_blank(&self) -> bool {
        self.says_the_same(&Typed::default())
    }

    /// Whether the same stands in the fields, whichever version it revises.
    pub fn says_the_same(&self, other: &Typed) -> bool {
        self.fields() == other.fields()
    }

    fn fields(&self) -> [String; 6] {
        [
            &self.mood,
            &self.priorities,
            &self.ups_and_downs,
            &self.help,
            &self.key_date,
            &self.key_date_description,
        ]
        // Browsers change line ends on their way.
        .map(|field| field.replace("\r\n", "\n").trim_end().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_teammates_unseen_words_can_be_lost() {
        let typed = |priorities: &str| Typed { priorities: priorities.into(), ..Typed::default() };
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
    fn line_ends_and_versions_make_no_difference() {
        let typed = |priorities: &str| Typed { priorities: priorities.into(), ..Typed::default() };
        assert!(typed("a\r\nb").says_the_same(&Typed { version: "2".into(), ..typed("a\nb\n") }));
        assert!(!typed("a").says_the_same(&typed("b")));
        assert!(typed(" ").is_blank());
    }
}
