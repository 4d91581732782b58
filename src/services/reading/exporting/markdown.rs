//! One project as a Markdown document, as it was typed.

use std::fmt::Write;

use chrono::{DateTime, NaiveDate, Utc};
use fluent_bundle::FluentArgs;
use futures_util::stream::Stream;

use super::requests::Line;
use super::teams::{Held, Team};
use super::{Extent, document};
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::KeyDate;
use crate::domain::filing::outcomes::{DayStory, PromiseTold};
use crate::domain::filing::questions::QUESTIONS;
use crate::domain::people::Locale;
use crate::i18n::words::Style;
use crate::i18n::{self, words};
use crate::services::{Error, Services};

/// The document as it is written, with the words between the texts in the reader's language.
///
/// # Errors
/// Where a word is missing: a fault of this program.
pub fn write(
    services: &Services,
    extent: Extent,
    locale: Locale,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + use<>, Error> {
    let mut head = String::new();
    for project in &extent.projects {
        let _ = write!(head, "# {}\n\n{}\n", project.name, project.administration);
        if !project.description.is_empty() {
            let _ = write!(head, "\n{}\n", project.description);
        }
        if let Some(team) = extent.team(project) {
            write_team(&mut head, team, locale)?;
        }
    }
    let write = move |_: &Extent, chunk: &[Bulletin]| {
        let mut text = String::new();
        for bulletin in chunk {
            write_bulletin(&mut text, bulletin, locale)?;
        }
        Ok(text.into_bytes())
    };
    let mut tail = String::new();
    write_requests(&mut tail, &extent.requests, services, locale)?;
    Ok(document(services, extent, head.into_bytes(), write, tail.into_bytes()))
}

/// Words between the texts, in the reader's language.
struct Words(Locale);

impl Words {
    fn say(&self, key: &str) -> Result<String, Error> {
        self.of(key, [])
    }

    fn of<const N: usize>(&self, key: &str, arguments: [(&'static str, String); N]) -> Result<String, Error> {
        i18n::text(self.0, key, &FluentArgs::from_iter(arguments)).map_err(Error::export)
    }

    /// A day of which the year is plain.
    fn day(&self, day: NaiveDate) -> String {
        words::date(self.0, day, Style::Short)
    }

    /// What became of that week's priorities.
    fn became(&self, week: Week, told: PromiseTold) -> Result<String, Error> {
        let outcome = self.say(&format!("promise-told-{}", told.outcome))?;
        if told.told_week == week.next() {
            return self.of("promise-became", [("outcome", outcome)]);
        }
        let day = self.day(told.told_week.monday());
        self.of("promise-became-later", [("outcome", outcome), ("day", day)])
    }

    /// A key date with its day and what became of it.
    fn key_date(&self, announced: &KeyDate, story: &DayStory) -> Result<String, Error> {
        let day = match story.day(announced.date) {
            Some(day) => day.to_string(),
            None => self.say("day-put-off")?,
        };
        let mut told = format!("{day}{} {}", self.say("colon")?, announced.description);
        if story.moves() > 0 {
            let moved = i18n::moved(self.0, announced.date, story.moves()).map_err(Error::export)?;
            let _ = write!(told, " ({moved})");
        }
        if let Some(end) = story.end() {
            let _ = write!(told, " ({})", self.say(&format!("day-told-{end}"))?);
        }
        Ok(told)
    }
}

/// One role a line, and who coordinates.
fn write_team(text: &mut String, team: &Team, locale: Locale) -> Result<(), Error> {
    let word = |key: &str| i18n::text(locale, key, &FluentArgs::new()).map_err(Error::export);
    let mut lines = Vec::new();
    for Held { name, role, from, until } in &team.people {
        let days = i18n::days(locale, (*from, *until), None).map_err(Error::export)?;
        let who = days.map_or(name.clone(), |days| format!("{name}, {days}"));
        lines.push((word(&format!("role-{role}"))?, who));
    }
    if let Some(name) = &team.referent {
        lines.push((word("export-referent")?, name.clone()));
    }
    if !lines.is_empty() {
        text.push('\n');
    }
    let colon = word("colon")?;
    lines.iter().for_each(|(role, who)| {
        let _ = writeln!(text, "- {role}{colon} {who}");
    });
    Ok(())
}

fn write_bulletin(text: &mut String, bulletin: &Bulletin, locale: Locale) -> Result<(), Error> {
    let words = Words(locale);
    let content = &bulletin.content;
    let late = if bulletin.late { format!(" ({})", words.say("late")?) } else { String::new() };
    let _ = write!(text, "\n## {}\n", words.of("week-of", [("week", words::week(locale, bulletin.week))])?);
    if let Some(mood) = content.mood {
        let (emoji, told) = (mood.emoji(), words.say(mood.key())?);
        let _ = write!(text, "\n{}{} {emoji} {told}{late}\n", words.say("mood")?, words.say("colon")?);
    } else if bulletin.late {
        let _ = write!(text, "\n{}\n", words.say("late")?);
    }
    for (question, answer) in content.answers.given() {
        let is_quiet = content.quiet && *question == QUESTIONS[0];
        let label = if is_quiet { "quiet-week" } else { question.label };
        let _ = write!(text, "\n### {}\n\n{answer}\n", words.say(label)?);
        if let Some(told) = bulletin.promise.filter(|_| *question == QUESTIONS[0]) {
            let _ = write!(text, "\n({})\n", words.became(bulletin.week, told)?);
        }
    }
    if let Some(day) = &content.key_date {
        let told = words.key_date(day, &bulletin.day_story)?;
        let _ = write!(text, "\n### {}\n\n{told}\n", words.say("key-date")?);
    }
    write_reported(text, bulletin, &words)
}

/// What it tells of what the team's earlier ones said.
fn write_reported(text: &mut String, bulletin: &Bulletin, words: &Words) -> Result<(), Error> {
    let reported = &bulletin.reported;
    if reported.promise.is_none() && reported.days.is_empty() {
        return Ok(());
    }
    let _ = write!(text, "\n### {}\n\n", words.say("last-week-title")?);
    if let Some((week, outcome)) = reported.promise {
        let (of, outcome) = (words.day(week.monday()), words.say(&format!("promise-told-{outcome}"))?);
        let of = words.of("last-week-promise", [("day", of)])?;
        let _ = writeln!(text, "- {of}{} {outcome}", words.say("colon")?);
    }
    for (announced, story) in reported.day_stories() {
        let _ = writeln!(text, "- {}", words.key_date(announced, &story)?);
    }
    Ok(())
}

/// What was asked for, each with who saw to it and how it ended.
fn write_requests(
    text: &mut String,
    requests: &[Line],
    services: &Services,
    locale: Locale,
) -> Result<(), Error> {
    if requests.is_empty() {
        return Ok(());
    }
    let zone = services.config.programme.timezone;
    let say =
        |key: &str, arguments: FluentArgs<'_>| i18n::text(locale, key, &arguments).map_err(Error::export);
    let on = |at: DateTime<Utc>| {
        let day = words::date(locale, at.with_timezone(&zone).date_naive(), Style::Date);
        FluentArgs::from_iter([("day", day)])
    };
    let _ = write!(text, "\n## {}\n", say("help-requests-title", FluentArgs::new())?);
    for line in requests {
        let _ = write!(text, "\n### {}\n\n{}\n", say("request-asked-on", on(line.asked_at))?, line.text);
        if let Some(taken_at) = line.taken_at {
            let _ = write!(text, "\n{}\n", say("request-taken-on", on(taken_at))?);
        }
        if let Some((ended_at, ending)) = line.ended_at.zip(line.ending) {
            let _ = write!(text, "\n{}\n", say(&format!("request-ended-{ending}"), on(ended_at))?);
        }
    }
    Ok(())
}
