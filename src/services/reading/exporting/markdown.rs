//! One project as a Markdown document, as it was typed.

use std::fmt::Write;

use fluent_bundle::FluentArgs;
use futures_util::stream::Stream;

use super::{Extent, document};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::people::Locale;
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
    }
    let write = move |_: &Extent, chunk: &[Bulletin]| {
        let mut text = String::new();
        for bulletin in chunk {
            write_bulletin(&mut text, bulletin, locale)?;
        }
        Ok(text.into_bytes())
    };
    Ok(document(services, extent, head.into_bytes(), write, Vec::new()))
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
