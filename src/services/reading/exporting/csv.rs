//! Bulletins as a table: the columns of the programme's first tool, and clear new ones.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, SubsecRound, Utc};
use chrono_tz::Tz;
use futures_util::stream::Stream;

use super::{Extent, document, requests};
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::filing::key_date::KeyDate;
use crate::domain::filing::outcomes::PromiseTold;
use crate::domain::filing::questions::{QUESTIONS, Question};
use crate::domain::programme::project::Project;
use crate::services::{Error, Services};

/// What a line is written from; moments are told on the programme's clocks.
struct Line<'a> {
    project: &'a Project,
    bulletin: &'a Bulletin,
    zone: Tz,
}

/// A heading, and what stands under it.
type Column = (&'static str, fn(&Line<'_>) -> String);

/// Those of the first tool, in its order and with its names: what stands before the answers to its questions,
const BEFORE_ANSWERS: [Column; 4] = [
    ("id", |line| line.bulletin.id.0.to_string()),
    ("project", |line| line.project.name.clone()),
    // The year of the ISO week, which the first tool got wrong around New Year.
    ("week_number", |line| format!("{:04}-{:02}", line.bulletin.week.year(), line.bulletin.week.number())),
    ("spirit", |line| line.mood().map(Mood::emoji).unwrap_or_default().to_owned()),
];

/// and after them;
const AFTER_ANSWERS: [Column; 4] = [
    ("created_at", |line| line.moment(line.bulletin.filed_at)),
    ("updated_at", |line| line.moment(line.bulletin.revised_at)),
    ("start_of_week", |line| line.bulletin.week.monday().to_string()),
    ("end_of_week", |line| line.bulletin.week.sunday().to_string()),
];

/// then what it did not tell, before the answers to questions that it did not ask.
const CLEARER: [Column; 13] = [
    ("month", |line| {
        let monday = line.bulletin.week.monday();
        format!("{:04}-{:02}", monday.year(), monday.month())
    }),
    ("week", |line| line.bulletin.week.to_string()),
    ("mood", |line| line.mood().map(|mood| mood.number().to_string()).unwrap_or_default()),
    ("late", |line| line.bulletin.late.to_string()),
    ("key_date", |line| line.key_date().map(|key_date| key_date.date.to_string()).unwrap_or_default()),
    ("key_date_description", |line| {
        line.key_date().map(|key_date| key_date.description.to_string()).unwrap_or_default()
    }),
    ("administration", |line| line.project.administration.clone()),
    ("quiet", |line| line.bulletin.content.quiet.to_string()),
    ("promise", |line| line.promise().map(|told| told.outcome.to_string()).unwrap_or_default()),
    ("promise_told_week", |line| line.promise().map(|told| told.told_week.to_string()).unwrap_or_default()),
    // Empty where it was put off, and nobody knows until when.
    ("key_date_now", |line| {
        let day = line.key_date().and_then(|key_date| line.bulletin.day_story.day(key_date.date));
        day.map(|day| day.to_string()).unwrap_or_default()
    }),
    ("key_date_moves", |line| {
        line.key_date().map(|_| line.bulletin.day_story.moves().to_string()).unwrap_or_default()
    }),
    ("key_date_outcome", |line| {
        let end = line.key_date().and_then(|_| line.bulletin.day_story.end());
        end.map(|outcome| outcome.to_string()).unwrap_or_default()
    }),
];

impl Line<'_> {
    fn moment(&self, at: DateTime<Utc>) -> String {
        at.trunc_subsecs(0).with_timezone(&self.zone).naive_local().to_string()
    }

    fn mood(&self) -> Option<Mood> {
        self.bulletin.content.mood
    }

    fn promise(&self) -> Option<PromiseTold> {
        self.bulletin.promise
    }

    fn key_date(&self) -> Option<&KeyDate> {
        self.bulletin.content.key_date.as_ref()
    }
}

/// The line of headings.
pub fn headings() -> Vec<&'static str> {
    arranged(|(name, _)| name, |question| question.original.unwrap_or(question.name))
}

/// What stands in a line.
pub fn cells(project: &Project, bulletin: &Bulletin, zone: Tz) -> Vec<String> {
    let line = Line { project, bulletin, zone };
    let answer = |question| bulletin.content.answers.to(question).map(ToString::to_string);
    arranged(|(_, cell)| cell(&line), |question| answer(question).unwrap_or_default())
}

/// Something for each column, in their order.
fn arranged<T>(fixed: impl Fn(Column) -> T, answered: impl Fn(&'static Question) -> T) -> Vec<T> {
    let (asked_first, asked_since): (Vec<_>, Vec<_>) =
        QUESTIONS.iter().partition(|question| question.original.is_some());
    let mut all: Vec<T> = BEFORE_ANSWERS.into_iter().map(&fixed).collect();
    all.extend(asked_first.into_iter().map(&answered));
    all.extend(AFTER_ANSWERS.into_iter().chain(CLEARER).map(&fixed));
    all.extend(asked_since.into_iter().map(&answered));
    all
}

/// The table as it is written.
pub fn write(
    services: &Services,
    extent: Extent,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + use<>, Error> {
    let zone = services.config.programme.timezone;
    let head = lines([headings().into_iter().map(str::to_owned).collect()])?;
    let write = move |extent: &Extent, chunk: &[Bulletin]| {
        lines(chunk.iter().filter_map(|bulletin| Some(cells(extent.project(bulletin)?, bulletin, zone))))
    };
    Ok(document(services, extent, head, write, Vec::new()))
}

/// What the project asked for, as a table of its own.
pub fn write_requests(services: &Services, extent: &Extent) -> Result<Vec<u8>, Error> {
    let zone = services.config.programme.timezone;
    let cells = extent.requests.iter().map(|line| requests::cells(line, zone).into());
    lines(std::iter::once(requests::HEADINGS.map(str::to_owned).into()).chain(cells))
}

fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        for cell in &row {
            writer.write_field(defused(cell).as_bytes()).map_err(Error::export)?;
        }
        // Ends the line.
        writer.write_record(None::<&[u8]>).map_err(Error::export)?;
    }
    writer.into_inner().map_err(Error::export)
}

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV injection"): what begins like one is quoted.
fn defused(cell: &str) -> Cow<'_, str> {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_of_the_first_tool_and_then_our_own() {
        assert_eq!(
            headings().join(" "),
            "id project week_number spirit priorities victories help created_at updated_at start_of_week end_of_week \
             month week mood late key_date key_date_description administration quiet promise promise_told_week \
             key_date_now key_date_moves key_date_outcome"
        );
    }

    #[test]
    fn no_cell_runs() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(defused(cell).starts_with('\''), "{cell}");
        }
        assert_eq!(defused("Relire = bien"), "Relire = bien");
    }
}
