//! What one project files for one week, and what a person may type into its form.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Week;
use crate::domain::people::PersonId;
use crate::domain::programme::project::ProjectId;

/// The most characters (Unicode scalar values) that priorities, ups and downs or a help request may hold.
pub const TEXT_MAX: usize = 300;
/// The most characters that the description of a key date may hold.
pub const DESCRIPTION_MAX: usize = 200;

/// How the team's week felt, from 1 to 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mood {
    Bad,
    Mixed,
    Good,
    Great,
}

impl Mood {
    pub const ALL: [Mood; 4] = [Mood::Bad, Mood::Mixed, Mood::Good, Mood::Great];

    /// 1 to 4, as forms and tables hold it.
    pub fn number(self) -> i16 {
        self as i16 + 1
    }

    pub fn from_number(number: i16) -> Option<Mood> {
        Mood::ALL.into_iter().find(|mood| mood.number() == number)
    }

    pub fn emoji(self) -> &'static str {
        match self {
            Mood::Bad => "☹️",
            Mood::Mixed => "😐",
            Mood::Good => "🙂",
            Mood::Great => "😀",
        }
    }

    /// The word that always stands beside the emoji, as a key of the translations.
    pub fn key(self) -> &'static str {
        match self {
            Mood::Bad => "mood-bad",
            Mood::Mixed => "mood-mixed",
            Mood::Good => "mood-good",
            Mood::Great => "mood-great",
        }
    }
}

/// A day that matters to a project, and what will happen on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyDate {
    pub date: NaiveDate,
    pub description: String,
}

/// The fields of the form as they came, so that a person gets back what they typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub mood: String,
    pub priorities: String,
    pub ups_and_downs: String,
    pub help: String,
    pub key_date: String,
    pub key_date_description: String,
    /// The version that the person saw when they began; empty for a first filing.
    pub version: String,
}

/// What a bulletin says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub mood: Mood,
    pub priorities: String,
    pub ups_and_downs: String,
    pub help: Option<String>,
    pub key_date: Option<KeyDate>,
}

/// A valid form: what to say, and which version it revises (0: none).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub content: Content,
    pub revises: i32,
}

/// A field of the form, named as in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Mood,
    Priorities,
    UpsAndDowns,
    Help,
    KeyDate,
    KeyDateDescription,
    Version,
}

impl Field {
    pub fn name(self) -> &'static str {
        match self {
            Field::Mood => "mood",
            Field::Priorities => "priorities",
            Field::UpsAndDowns => "ups_and_downs",
            Field::Help => "help",
            Field::KeyDate => "key_date",
            Field::KeyDateDescription => "key_date_description",
            Field::Version => "version",
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    Missing,
    /// No value that this field can have: not a mood, not a date, not a version.
    Invalid,
    /// So many characters where only `max` fit.
    TooLong {
        length: usize,
        max: usize,
    },
    /// A character that no screen shows, such as NUL.
    ControlCharacter,
    /// A key date needs its description, and the other way round.
    NeedsItsOther,
    /// The project already has another key date on that day.
    DayTaken {
        description: String,
    },
}

/// A fault and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    pub field: Field,
    pub fault: Fault,
}

impl Typed {
    /// Checks every field and tells all that is wrong, in the order of the form.
    pub fn parse(&self) -> Result<Revision, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mood = keep(&mut faults, Field::Mood, parse_mood(&self.mood));
        let priorities = keep(&mut faults, Field::Priorities, required(&self.priorities));
        let ups_and_downs = keep(&mut faults, Field::UpsAndDowns, required(&self.ups_and_downs));
        let help = keep(&mut faults, Field::Help, text(&self.help, TEXT_MAX));
        let date = keep(&mut faults, Field::KeyDate, parse_date(&self.key_date));
        let description =
            keep(&mut faults, Field::KeyDateDescription, text(&self.key_date_description, DESCRIPTION_MAX));
        let key_date = match (date, description) {
            (Some(Some(date)), Some(Some(description))) => Some(KeyDate { date, description }),
            (Some(Some(_)), Some(None)) => {
                faults.push(FieldFault { field: Field::KeyDateDescription, fault: Fault::NeedsItsOther });
                None
            }
            (Some(None), Some(Some(_))) => {
                let at = faults.iter().position(|f| f.field > Field::KeyDate).unwrap_or(faults.len());
                faults.insert(at, FieldFault { field: Field::KeyDate, fault: Fault::NeedsItsOther });
                None
            }
            _ => None,
        };
        let revises = keep(&mut faults, Field::Version, parse_version(&self.version));
        match (mood, priorities, ups_and_downs, help, revises) {
            (Some(mood), Some(priorities), Some(ups_and_downs), Some(help), Some(revises))
                if faults.is_empty() =>
            {
                Ok(Revision { content: Content { mood, priorities, ups_and_downs, help, key_date }, revises })
            }
            _ => Err(faults),
        }
    }

    /// The form as it shows a bulletin that is already filed.
    pub fn from_bulletin(bulletin: &Bulletin) -> Typed {
        let content = &bulletin.content;
        Typed {
            mood: content.mood.number().to_string(),
            priorities: content.priorities.clone(),
            ups_and_downs: content.ups_and_downs.clone(),
            help: content.help.clone().unwrap_or_default(),
            key_date: content.key_date.as_ref().map(|k| k.date.to_string()).unwrap_or_default(),
            key_date_description: content
                .key_date
                .as_ref()
                .map(|k| k.description.clone())
                .unwrap_or_default(),
            version: bulletin.version.to_string(),
        }
    }
}

fn keep<T>(faults: &mut Vec<FieldFault>, field: Field, result: Result<T, Fault>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(fault) => {
            faults.push(FieldFault { field, fault });
            None
        }
    }
}

fn parse_mood(typed: &str) -> Result<Mood, Fault> {
    if typed.is_empty() {
        return Err(Fault::Missing);
    }
    typed.parse().ok().and_then(Mood::from_number).ok_or(Fault::Invalid)
}

fn required(typed: &str) -> Result<String, Fault> {
    text(typed, TEXT_MAX)?.ok_or(Fault::Missing)
}

/// Line ends become LF and the ends are trimmed before counting, as the page counts too:
/// browsers send CRLF, and nobody should lose characters to line ends.
fn text(typed: &str, max: usize) -> Result<Option<String>, Fault> {
    let text = normalise(typed);
    let length = text.chars().count();
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        Err(Fault::ControlCharacter)
    } else if length > max {
        Err(Fault::TooLong { length, max })
    } else {
        Ok((!text.is_empty()).then_some(text))
    }
}

fn normalise(typed: &str) -> String {
    typed.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn parse_date(typed: &str) -> Result<Option<NaiveDate>, Fault> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    // Four digits: a year typed as 0019 or 20190 is a slip of the finger, not a key date.
    let date = NaiveDate::parse_from_str(typed, "%Y-%m-%d").map_err(|_| Fault::Invalid)?;
    let plausible =
        NaiveDate::from_ymd_opt(2000, 1, 1) <= Some(date) && Some(date) < NaiveDate::from_ymd_opt(2100, 1, 1);
    if plausible { Ok(Some(date)) } else { Err(Fault::Invalid) }
}

fn parse_version(typed: &str) -> Result<i32, Fault> {
    if typed.is_empty() {
        return Ok(0);
    }
    typed.parse().ok().filter(|version| *version >= 0).ok_or(Fault::Invalid)
}

/// Identifies a [`Bulletin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BulletinId(pub i64);

/// What one project filed for one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin {
    pub id: BulletinId,
    pub project: ProjectId,
    pub week: Week,
    pub content: Content,
    /// 1 when filed, one more with every revision.
    pub version: i32,
    /// Filed after closing and grace.
    pub late: bool,
    pub filed_at: DateTime<Utc>,
    pub revised_at: DateTime<Utc>,
    /// Who wrote the present version; none once that person was erased.
    pub author: Option<PersonId>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled() -> Typed {
        Typed { mood: "3".into(), priorities: "Ship".into(), ups_and_downs: "Up".into(), ..Typed::default() }
    }

    fn faults(typed: Typed) -> Vec<FieldFault> {
        typed.parse().unwrap_err()
    }

    #[test]
    fn a_short_form_is_a_draft() {
        let draft = filled().parse().unwrap();
        assert_eq!(draft.content.mood, Mood::Good);
        assert_eq!((draft.content.help, draft.content.key_date, draft.revises), (None, None, 0));
    }

    #[test]
    fn everything_wrong_is_told_at_once_in_the_order_of_the_form() {
        let typed = Typed {
            mood: "5".into(),
            help: "x".repeat(301),
            key_date_description: "Demo".into(),
            ..Typed::default()
        };
        assert_eq!(
            faults(typed),
            [
                FieldFault { field: Field::Mood, fault: Fault::Invalid },
                FieldFault { field: Field::Priorities, fault: Fault::Missing },
                FieldFault { field: Field::UpsAndDowns, fault: Fault::Missing },
                FieldFault { field: Field::Help, fault: Fault::TooLong { length: 301, max: 300 } },
                FieldFault { field: Field::KeyDate, fault: Fault::NeedsItsOther },
            ]
        );
    }

    #[test]
    fn nul_is_refused_and_a_slip_in_the_year_too() {
        let nul = Typed { priorities: "a\0b".into(), ..filled() };
        assert_eq!(faults(nul), [FieldFault { field: Field::Priorities, fault: Fault::ControlCharacter }]);
        let slip = Typed { key_date: "0019-06-07".into(), key_date_description: "Demo".into(), ..filled() };
        assert_eq!(faults(slip), [FieldFault { field: Field::KeyDate, fault: Fault::Invalid }]);
    }

    proptest! {
        #[test]
        fn three_hundred_characters_fit_whatever_they_are_and_however_lines_end(text in "[^\\p{Cc}\\s]{300}") {
            let typed = Typed { priorities: format!("  {text}\r\n"), ..filled() };
            prop_assert_eq!(typed.parse().unwrap().content.priorities, text);
        }

        #[test]
        fn a_line_end_counts_once(lines in 1usize..100) {
            let typed = Typed { priorities: vec!["a"; lines].join("\r\n"), ..filled() };
            prop_assert_eq!(typed.parse().unwrap().content.priorities.chars().count(), 2 * lines - 1);
        }
    }
}
