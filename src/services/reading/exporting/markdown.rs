//! One project as a Markdown document, as it was typed.

use std::fmt::Write;

use futures_util::stream::Stream;

use super::{Scope, document};
use crate::domain::filing::bulletin::Bulletin;
use crate::services::Error;
use crate::store::Db;

/// The words between the texts, in the reader's language.
#[derive(Debug, Clone)]
pub struct Words {
    pub mood: String,
    pub priorities: String,
    pub ups_and_downs: String,
    pub help: String,
    pub key_date: String,
    pub late: String,
}

/// The document as it is written; `name_week` says a week in words, `name_mood` a mood.
pub fn write<W, M>(
    db: &Db,
    scope: Scope,
    words: Words,
    name_week: W,
    name_mood: M,
) -> impl Stream<Item = Result<Vec<u8>, Error>> + use<W, M>
where
    W: Fn(&Bulletin) -> String,
    M: Fn(&Bulletin) -> String,
{
    let mut head = String::new();
    for project in &scope.projects {
        let _ = write!(head, "# {}\n\n{}\n", project.name, project.administration);
        if !project.description.is_empty() {
            let _ = write!(head, "\n{}\n", project.description);
        }
    }
    let write = move |_: &Scope, chunk: &[Bulletin]| {
        let mut text = String::new();
        for bulletin in chunk {
            let content = &bulletin.content;
            let late = if bulletin.late { format!(" ({})", words.late) } else { String::new() };
            let _ = write!(
                text,
                "\n## {}\n\n{}: {}{late}\n",
                name_week(bulletin),
                words.mood,
                name_mood(bulletin)
            );
            let _ = write!(text, "\n### {}\n\n{}\n", words.priorities, content.priorities);
            let _ = write!(text, "\n### {}\n\n{}\n", words.ups_and_downs, content.ups_and_downs);
            if let Some(help) = &content.help {
                let _ = write!(text, "\n### {}\n\n{help}\n", words.help);
            }
            if let Some(day) = &content.key_date {
                let _ = write!(text, "\n### {}\n\n{}: {}\n", words.key_date, day.date, day.description);
            }
        }
        Ok(text.into_bytes())
    };
    document(db, scope, head.into_bytes(), write, Vec::new())
}
