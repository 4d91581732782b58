//! One project as a table: the columns of the programme's first tool, and clear new ones.

use chrono_tz::Tz;
use futures_util::stream::Stream;

use super::{Scope, document};
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::programme::project::Project;
use crate::services::Error;
use crate::store::Db;

/// Those of the first tool, in its order and with its names, then what it did not tell.
pub const COLUMNS: [&str; 18] = [
    "id",
    "project",
    "week_number",
    "spirit",
    "priorities",
    "victories",
    "help",
    "created_at",
    "updated_at",
    "start_of_week",
    "end_of_week",
    "month",
    "week",
    "mood",
    "late",
    "key_date",
    "key_date_description",
    "administration",
];

/// What stands in a line; moments on the programme's clocks.
pub fn cells(project: &Project, bulletin: &Bulletin, zone: Tz) -> [String; COLUMNS.len()] {
    let (week, content) = (bulletin.week, &bulletin.content);
    let moment =
        |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S").to_string();
    let (date, description) = match &content.key_date {
        Some(key_date) => (key_date.date.to_string(), key_date.description.clone()),
        None => (String::new(), String::new()),
    };
    [
        bulletin.id.0.to_string(),
        project.name.clone(),
        // The year of the ISO week, which the first tool got wrong around New Year.
        format!("{:04}-{:02}", week.year(), week.number()),
        content.mood.emoji().to_owned(),
        content.priorities.clone(),
        content.ups_and_downs.clone(),
        content.help.clone().unwrap_or_default(),
        moment(bulletin.filed_at),
        moment(bulletin.revised_at),
        week.monday().to_string(),
        week.sunday().to_string(),
        week.monday().format("%Y-%m").to_string(),
        week.to_string(),
        content.mood.number().to_string(),
        bulletin.late.to_string(),
        date,
        description,
        project.administration.clone(),
    ]
}

/// The table as it is written.
pub fn write(
    db: &Db,
    scope: Scope,
    zone: Tz,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + use<>, Error> {
    let head = lines([COLUMNS.map(str::to_owned)])?;
    let write = move |scope: &Scope, chunk: &[Bulletin]| {
        lines(chunk.iter().filter_map(|bulletin| Some(cells(scope.project(bulletin)?, bulletin, zone))))
    };
    Ok(document(db, scope, head, write, Vec::new()))
}

fn lines(rows: impl IntoIterator<Item = [String; COLUMNS.len()]>) -> Result<Vec<u8>, Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| defused(cell))).map_err(Error::export)?;
    }
    writer.into_inner().map_err(Error::export)
}

/// A cell that no spreadsheet takes for a formula (OWASP, "CSV injection"): what begins like one is quoted.
fn defused(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_runs() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert!(defused(cell).starts_with('\''), "{cell}");
        }
        assert_eq!(defused("Relire = bien"), "Relire = bien");
    }
}
