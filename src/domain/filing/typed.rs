//! What a person may type into the form of a bulletin.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::bulletin::{Bulletin, Content, Mood};
use super::key_date::KeyDate;
use super::questions::{Answers, HELP, PRIORITIES, QUESTIONS};
use super::taps::Taps;
use super::text::Text;
use crate::domain::calendar::{Week, read_day};
use crate::domain::kit::{Fault, Faults, Wrong};

/// The one line of a quiet week.
pub const QUIET_LINE: &str = "quiet_line";
pub const MOOD: &str = "mood";
pub const KEY_DATE: &str = "key_date";
pub const KEY_DATE_DESCRIPTION: &str = "key_date_description";
/// Set where others are to be told at once of what help is asked for, and not with the week.
pub const ASK_NOW: &str = "ask_now";
/// The version that the person saw when they began; empty for a first filing.
pub const VERSION: &str = "version";

/// The names of the fields, in the order of the form.
pub fn names() -> impl Iterator<Item = &'static str> {
    let asked = QUESTIONS.iter().map(|question| question.name);
    [QUIET_LINE, MOOD].into_iter().chain(asked).chain([ASK_NOW, KEY_DATE, KEY_DATE_DESCRIPTION, VERSION])
}

/// The fields of the form as they came, so that a person gets back what they typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    fields: BTreeMap<&'static str, String>,
    taps: Taps,
}

/// A valid form: what to say, and which version it revises (0: none).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    pub content: Content,
    /// Whether what it asks for is told at once.
    pub asks_now: bool,
    pub revises: i32,
}

impl Typed {
    /// What stands in a field; nothing where the form came without it.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    /// With that in a field; without effect where the form has none of that name.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Typed {
        if let Some(name) = names().find(|known| *known == name) {
            self.fields.insert(name, value.into());
        }
        self
    }

    /// With that tapped of what earlier ones said.
    pub fn tapped(self, taps: Taps) -> Typed {
        Typed { taps, ..self }
    }

    /// What is tapped of what earlier ones said.
    pub fn taps(&self) -> &Taps {
        &self.taps
    }

    /// Whether the box is ticked that has others told at once of what help is asked for.
    pub fn asks_now(&self) -> bool {
        !self.get(ASK_NOW).is_empty()
    }

    /// Every field with what stands in it, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        names().map(|name| (name, self.get(name)))
    }

    /// The form as it shows a bulletin that is already filed.
    pub fn from_bulletin(bulletin: &Bulletin) -> Typed {
        let content = &bulletin.content;
        let mut typed = Typed::default()
            .with(MOOD, content.mood.map(|mood| mood.number().to_string()).unwrap_or_default())
            .with(VERSION, bulletin.version.to_string())
            .tapped(Taps::from_reported(&bulletin.reported));
        for (question, answer) in content.answers.given() {
            let is_line = content.quiet && *question == PRIORITIES;
            typed = typed.with(if is_line { QUIET_LINE } else { question.name }, answer.as_str());
        }
        match &content.key_date {
            Some(key_date) => typed
                .with(KEY_DATE, key_date.date.to_string())
                .with(KEY_DATE_DESCRIPTION, key_date.description.as_str()),
            None => typed,
        }
    }

    /// Whether a quiet week is meant by whichever button: its line is written, and nothing where a whole one is told.
    pub fn tells_a_quiet_week(&self) -> bool {
        let is_written = |name: &str| !self.get(name).trim().is_empty();
        let mut told = QUESTIONS.iter().filter(|question| **question != HELP);
        is_written(QUIET_LINE) && !told.any(|question| is_written(question.name))
    }

    /// Checks every field of that week's form.
    ///
    /// # Errors
    /// All that is wrong, in the order of the form.
    pub fn parse(&self, week: Week) -> Result<Revision, Vec<Fault>> {
        let mut faults = Faults::default();
        let mood = faults.keep(MOOD, parse_mood(self.get(MOOD)));
        let mood =
            mood.and_then(|mood| faults.keep(MOOD, mood.ok_or_else(|| Wrong::new("fault-mood-missing"))));
        let answers = Answers::find(|question| {
            faults.keep(question.name, question.parse(self.get(question.name))).flatten()
        });
        self.finish(week, faults, (mood.map(Some), false, answers))
    }

    /// The same for a quiet week, whose one line stands in the place of priorities: help may be asked for and a key date
    /// announced, and no mood is needed.
    ///
    /// # Errors
    /// As [`Typed::parse`]; what was written of anything else would be lost, and is a fault.
    pub fn parse_quiet(&self, week: Week) -> Result<Revision, Vec<Fault>> {
        let mut faults = Faults::default();
        let line = faults.keep(QUIET_LINE, PRIORITIES.parse(self.get(QUIET_LINE))).flatten();
        let mood = faults.keep(MOOD, parse_mood(self.get(MOOD)));
        let answers = Answers::find(|question| {
            let typed = self.get(question.name);
            if *question == HELP {
                return faults.keep(question.name, question.parse(typed)).flatten();
            }
            if !typed.trim().is_empty() {
                faults.keep::<()>(question.name, Err(Wrong::new("fault-not-quiet")));
            }
            line.clone().filter(|_| *question == PRIORITIES)
        });
        self.finish(week, faults, (mood, true, answers))
    }

    fn finish(
        &self,
        week: Week,
        mut faults: Faults,
        (mood, quiet, answers): (Option<Option<Mood>>, bool, Answers),
    ) -> Result<Revision, Vec<Fault>> {
        let key_date = self.parse_key_date(week, &mut faults);
        let revises = faults.keep(VERSION, parse_version(self.get(VERSION)));
        let asks_now = self.asks_now();
        let whole = mood.zip(revises).map(|(mood, revises)| {
            let content = Content { mood, quiet, answers, key_date };
            Revision { content, asks_now, revises }
        });
        faults.finish(whole)
    }

    /// What it announces; none: nothing, or something is wrong with that.
    pub fn key_date(&self, week: Week) -> Option<KeyDate> {
        self.parse_key_date(week, &mut Faults::default())
    }

    /// A key date needs its description, and the other way round; what was before the week is told in words.
    fn parse_key_date(&self, week: Week, faults: &mut Faults) -> Option<KeyDate> {
        let is_written = |name: &str| !self.get(name).trim().is_empty();
        let (has_date, is_described) = (is_written(KEY_DATE), is_written(KEY_DATE_DESCRIPTION));
        let date = match parse_date(self.get(KEY_DATE)) {
            Ok(Some(day)) if day < week.monday() => Err(Wrong::new("fault-date-past")),
            Ok(None) if is_described => Err(Wrong::new("fault-date-missing")),
            date => date,
        };
        let description = match Text::parse(self.get(KEY_DATE_DESCRIPTION), KeyDate::DESCRIPTION_MAX) {
            Ok(None) if has_date => Err(Wrong::new("fault-description-missing")),
            description => description,
        };
        let date = faults.keep(KEY_DATE, date).flatten();
        let description = faults.keep(KEY_DATE_DESCRIPTION, description).flatten();
        date.zip(description).map(|(date, description)| KeyDate { date, description })
    }
}

/// None: none was chosen.
fn parse_mood(typed: &str) -> Result<Option<Mood>, Wrong> {
    if typed.is_empty() {
        return Ok(None);
    }
    Mood::read(typed).map(Some).ok_or_else(|| Wrong::new("fault-invalid"))
}

fn parse_date(typed: &str) -> Result<Option<NaiveDate>, Wrong> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    read_day(typed).map(Some).ok_or_else(|| Wrong::new("fault-date-invalid"))
}

fn parse_version(typed: &str) -> Result<i32, Wrong> {
    if typed.is_empty() {
        return Ok(0);
    }
    typed.parse().ok().filter(|version| *version >= 0).ok_or_else(|| Wrong::new("fault-invalid"))
}

/// As forms and drafts have them: a text by name.
impl Serialize for Typed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (fields, taps): (Vec<_>, Vec<_>) = (self.fields().collect(), self.taps.fields().collect());
        serializer.collect_map(fields.into_iter().chain(taps))
    }
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Typed, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Typed;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the fields of a bulletin's form")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Typed, M::Error> {
        let (mut typed, mut taps) = (BTreeMap::new(), Taps::default());
        while let Some(sent) = map.next_key::<String>()? {
            // A form has more fields than these, and an old draft may have others.
            let Some(name) = names().find(|name| *name == sent) else {
                if Taps::knows(&sent) {
                    taps = taps.with(&sent, map.next_value::<String>()?);
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
                continue;
            };
            if typed.insert(name, map.next_value()?).is_some() {
                return Err(M::Error::duplicate_field(name));
            }
        }
        Ok(Typed { fields: typed, taps })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::filing::questions::HELP;

    fn week() -> Week {
        crate::domain::samples::week("2026-W10")
    }

    /// A form in which every question that needs one has that answer.
    fn filled(answer: &str) -> Typed {
        let required = QUESTIONS.iter().filter(|question| question.required);
        required.fold(Typed::default().with(MOOD, "3"), |typed, question| typed.with(question.name, answer))
    }

    fn faults(typed: &Typed) -> Vec<(&'static str, Wrong)> {
        typed.parse(week()).unwrap_err().into_iter().map(|fault| (fault.field, fault.wrong)).collect()
    }

    #[test]
    fn a_short_form_is_a_bulletin() {
        let revision = filled("Ship").parse(week()).unwrap();
        assert_eq!(revision.content.mood, Some(Mood::Good));
        let Content { key_date, .. } = &revision.content;
        assert_eq!((revision.content.help(), key_date, revision.revises), (None, &None, 0));
    }

    #[test]
    fn everything_wrong_is_told_at_once_in_the_order_of_the_form() {
        let typed = Typed::default()
            .with(MOOD, "5")
            .with(HELP.name, "x".repeat(301))
            .with(KEY_DATE_DESCRIPTION, "Demo")
            .with(VERSION, "-1");
        let mut expected = vec![(MOOD, Wrong::new("fault-invalid"))];
        let required = QUESTIONS.iter().filter(|question| question.required);
        expected.extend(required.map(|question| (question.name, Wrong::new("fault-missing"))));
        expected.extend([
            (HELP.name, Wrong::new("text-too-long").with("length", 301).with("max", 300)),
            (KEY_DATE, Wrong::new("fault-date-missing")),
            (VERSION, Wrong::new("fault-invalid")),
        ]);
        assert_eq!(faults(&typed), expected);
        let day_alone = filled("a").with(KEY_DATE, "2026-03-10");
        let undescribed = (KEY_DATE_DESCRIPTION, Wrong::new("fault-description-missing"));
        assert_eq!(faults(&day_alone), std::slice::from_ref(&undescribed));
        for (day, wrong) in [("2026-03-01", "fault-date-past"), ("soon", "fault-date-invalid")] {
            let both = [(KEY_DATE, Wrong::new(wrong)), undescribed.clone()];
            assert_eq!(faults(&filled("a").with(KEY_DATE, day)), both);
        }
        let too_long = faults(&filled("a").with(KEY_DATE_DESCRIPTION, "x".repeat(201)));
        assert_eq!(too_long[0], (KEY_DATE, Wrong::new("fault-date-missing")));
        assert_eq!((too_long[1].0, too_long.len()), (KEY_DATE_DESCRIPTION, 2));
    }

    #[test]
    fn a_quiet_week_is_one_line_and_whatever_else_was_written_is_not_lost_by_it() {
        let line = Typed::default().with(QUIET_LINE, "Calm").with(HELP.name, "A room");
        let content = line.parse_quiet(week()).unwrap().content;
        assert!(content.quiet && content.mood.is_none());
        assert_eq!(content.answers.to(&PRIORITIES).map(Text::as_str), Some("Calm"));
        assert_eq!((content.help(), content.answers.given().count()), (Some("A room"), 2));
        assert_eq!(line.clone().with(MOOD, "4").parse_quiet(week()).unwrap().content.mood, Some(Mood::Great));
        let written =
            line.clone().with(QUESTIONS[1].name, "Up").with(MOOD, "7").parse_quiet(week()).unwrap_err();
        let written: Vec<_> = written.into_iter().map(|fault| (fault.field, fault.wrong.key)).collect();
        assert_eq!(written, [(MOOD, "fault-invalid"), (QUESTIONS[1].name, "fault-not-quiet")]);
        let empty = Typed::default().parse_quiet(week()).unwrap_err();
        assert_eq!(empty[0].field, QUIET_LINE);
        let bulletin = Bulletin { content, ..crate::domain::samples::bulletin(1, "2026-W10") };
        let shown = Typed::from_bulletin(&bulletin).parse_quiet(week()).unwrap();
        assert_eq!(shown.content, bulletin.content);
    }

    #[test]
    fn a_line_alone_is_a_quiet_week_and_one_beside_other_words_is_not() {
        let line = Typed::default().with(QUIET_LINE, "Calm");
        let told = [line.clone(), line.clone().with(MOOD, "4"), line.clone().with(HELP.name, "A room")];
        assert!(told.iter().all(Typed::tells_a_quiet_week));
        let others = QUESTIONS.iter().filter(|question| **question != HELP);
        assert!(
            !others.map(|question| line.clone().with(question.name, "Up")).any(|it| it.tells_a_quiet_week())
        );
        assert!(!line.with(QUIET_LINE, " \n").tells_a_quiet_week());
    }

    #[test]
    fn a_key_date_lies_in_its_bulletins_week_or_after_it() {
        let on = |day: &str| filled("a").with(KEY_DATE, day).with(KEY_DATE_DESCRIPTION, "Demo");
        assert_eq!(faults(&on("2026-03-01")), [(KEY_DATE, Wrong::new("fault-date-past"))]);
        assert!(on("2026-03-02").parse(week()).is_ok());
        let quiet = on("2026-03-01").with(QUIET_LINE, "Calm");
        assert!(quiet.parse_quiet(week()).unwrap_err().iter().any(|fault| fault.field == KEY_DATE));
    }

    #[test]
    fn nul_is_refused_and_a_slip_in_the_year_too() {
        let nul = filled("a").with(HELP.name, "a\0b");
        assert_eq!(faults(&nul), [(HELP.name, Wrong::new("text-unseen"))]);
        let slip = filled("a").with(KEY_DATE, "0019-06-07").with(KEY_DATE_DESCRIPTION, "Demo");
        assert_eq!(faults(&slip)[0].0, KEY_DATE);
    }

    #[test]
    fn what_came_goes_and_comes_back_as_it_was() {
        let taps = Taps::default().with("promise", "done");
        let typed = filled(" a\r\n").with("csrf", "no field of the bulletin").tapped(taps);
        let kept = serde_json::to_string(&typed).unwrap();
        let mut back: Typed = serde_json::from_str(&kept).unwrap();
        back.fields.retain(|_, value| !value.is_empty());
        assert_eq!(back, typed);
        let more = r#"{"mood":"1","once_asked":[1],"help":"x"}"#;
        let back: Typed = serde_json::from_str(more).unwrap();
        assert_eq!(back, Typed::default().with(MOOD, "1").with(HELP.name, "x"));
        assert!(serde_json::from_str::<Typed>(r#"{"mood":"1","mood":"2"}"#).is_err());
    }

    proptest! {
        #[test]
        fn as_many_characters_fit_as_are_promised_however_lines_end(text in "[^\\p{C}\\s]{300}") {
            let revision = filled(&format!("  {text}\r\n")).parse(week()).unwrap();
            prop_assert!(revision.content.answers.given().all(|(_, answer)| answer.as_str() == text));
        }

        #[test]
        fn a_line_end_counts_once(lines in 1usize..100) {
            let revision = filled(&vec!["a"; lines].join("\r\n")).parse(week()).unwrap();
            let mut given = revision.content.answers.given();
            prop_assert!(given.all(|(_, answer)| answer.as_str().chars().count() == 2 * lines - 1));
        }
    }
}
