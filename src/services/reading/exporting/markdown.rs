//! One project as a Markdown document, as it was typed.

use std::fmt::Write;

use chrono::{DateTime, Utc};
use fluent_bundle::FluentArgs;
use futures_util::stream::Stream;

use super::requests::Line;
use super::teams::{Held, Team};
use super::{Extent, document};
use crate::domain::filing::bulletin::Bulletin;
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
    let word = |key: &str| i18n::text(locale, key, &FluentArgs::new()).map_err(Error::export);
    let content = &bulletin.content;
    let late = if bulletin.late { format!(" ({})", word("late")?) } else { String::new() };
    let week = FluentArgs::from_iter([("week", words::week(locale, bulletin.week))]);
    let week = i18n::text(locale, "week-of", &week).map_err(Error::export)?;
    let mood = word(content.mood.key())?;
    let _ = write!(
        text,
        "\n## {week}\n\n{}{} {} {mood}{late}\n",
        word("mood")?,
        word("colon")?,
        content.mood.emoji()
    );
    for (question, answer) in content.answers.given() {
        let _ = write!(text, "\n### {}\n\n{answer}\n", word(question.label)?);
    }
    if let Some(day) = &content.key_date {
        let _ = write!(
            text,
            "\n### {}\n\n{}{} {}\n",
            word("key-date")?,
            day.date,
            word("colon")?,
            day.description
        );
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
