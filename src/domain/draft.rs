//! What a team has begun to write and not filed yet.

use chrono::{DateTime, Utc};

use super::bulletin::{Bulletin, Typed};
use super::people::PersonId;

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

    /// Whether these fields could take its place without a word of it being lost.
    pub fn is_kept_by(&self, typed: &Typed) -> bool {
        self.typed.is_blank() || self.typed.says_the_same(typed)
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
    fn line_ends_and_versions_make_no_difference() {
        let typed = |priorities: &str| Typed { priorities: priorities.into(), ..Typed::default() };
        assert!(typed("a\r\nb").says_the_same(&Typed { version: "2".into(), ..typed("a\nb\n") }));
        assert!(!typed("a").says_the_same(&typed("b")));
        assert!(typed(" ").is_blank());
    }
}
