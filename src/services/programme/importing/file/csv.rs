//! Projects and people in a table, as spreadsheets write it: one person a line, or a project without people.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::{Cell, Check, Ends, Fault, FileFault, Raw, RawPerson, RawProject, RawPromotion};
use crate::domain::people::Role;
use crate::domain::programme::project::{Project, Promotion};

/// The columns, in any order and case; the first four must be there.
const COLUMNS: [&str; 7] = ["project", "name", "email", "role", "administration", "language", "ends_on"];
const NEEDED: usize = 4;

/// Reads the form.
pub(super) fn read(
    bytes: &[u8],
    promotion: &Promotion,
    present: &[Project],
    check: &mut Check,
) -> Result<Raw, Vec<FileFault>> {
    // Spreadsheets begin such a file with a byte order mark, and the French ones part its cells by semicolons.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let delimiter = [b';', b'\t', b','].into_iter().find(|byte| head.contains(byte)).unwrap_or(b',');
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).trim(Trim::All).has_headers(false).from_reader(bytes);
    let mut records = Vec::new();
    for record in reader.records() {
        records.push(record.map_err(|error| vec![form_fault(&error)])?);
    }
    let mut records = records.into_iter();
    let columns = Columns::of(&records.next().unwrap_or_default())?;
    let mut raw = Raw {
        promotion: Some(RawPromotion {
            name: promotion.name.clone(),
            starts_on: promotion.starts_on,
            ends_on: promotion.ends_on,
        }),
        coordinators: Vec::new(),
        projects: Vec::new(),
    };
    for record in records.filter(|record| record.iter().any(|cell| !cell.is_empty())) {
        read_line(&Line { columns: &columns, record: &record }, &mut raw, present, check);
    }
    Ok(raw)
}

fn form_fault(error: &csv::Error) -> FileFault {
    let line = error.position().map_or(1, csv::Position::line);
    let fault = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => Fault::NotUtf8,
        _ => Fault::Form(error.to_string()),
    };
    FileFault { line, column: 1, fault }
}

/// Where each of [`COLUMNS`] stands.
struct Columns([Option<usize>; COLUMNS.len()]);

impl Columns {
    fn of(head: &StringRecord) -> Result<Columns, Vec<FileFault>> {
        let mut columns = Columns([None; COLUMNS.len()]);
        let mut faults = Vec::new();
        for (at, title) in head.iter().enumerate().filter(|(_, title)| !title.is_empty()) {
            match COLUMNS.iter().position(|name| name.eq_ignore_ascii_case(title)) {
                Some(known) => columns.0[known] = Some(at),
                None => faults.push((at + 1, Fault::UnknownColumn(title.to_owned()))),
            }
        }
        let missing = COLUMNS.iter().zip(&columns.0).take(NEEDED).filter(|(_, at)| at.is_none());
        faults.extend(missing.map(|(name, _)| (1, Fault::NoColumn(name))));
        let fault = |(column, fault)| FileFault { line: 1, column: column as u64, fault };
        if faults.is_empty() { Ok(columns) } else { Err(faults.into_iter().map(fault).collect()) }
    }
}

struct Line<'a> {
    columns: &'a Columns,
    record: &'a StringRecord,
}

impl Line<'_> {
    /// What stands in a column; empty cells and missing columns are alike.
    fn cell(&self, column: &str) -> Cell {
        let at = COLUMNS.iter().position(|name| *name == column).and_then(|known| self.columns.0[known]);
        let value = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        let line = self.record.position().map_or(1, csv::Position::line);
        Cell { value: value.to_owned(), line, column: at.map_or(1, |at| at as u64 + 1) }
    }

    fn filled(&self, column: &str) -> Option<Cell> {
        Some(self.cell(column)).filter(|cell| !cell.value.is_empty())
    }
}

fn read_line(line: &Line<'_>, raw: &mut Raw, present: &[Project], check: &mut Check) {
    let role = line.cell("role");
    let holds = match role.value.to_lowercase().as_str() {
        "" => None,
        "coordinator" => Some(None),
        known => match known.parse::<Role>() {
            Ok(known) => Some(Some(known)),
            Err(_) => return check.fault(&role, Fault::UnknownRole(role.value.clone())),
        },
    };
    let person = || RawPerson {
        name: line.cell("name"),
        email: line.cell("email"),
        language: line.filled("language"),
    };
    match holds {
        Some(None) => raw.coordinators.push(person()),
        Some(Some(held)) => {
            if let Some(project) = project_of(line, raw, present, check) {
                project.people.push((held, person()));
            }
        }
        None if line.filled("email").is_some() => check.fault(&role, Fault::UnknownRole(String::new())),
        None => {
            project_of(line, raw, present, check);
        }
    }
}

/// The project that a line names, told for the first time or again.
fn project_of<'a>(
    line: &Line<'_>,
    raw: &'a mut Raw,
    present: &[Project],
    check: &mut Check,
) -> Option<&'a mut RawProject> {
    let name = line.cell("project");
    if name.value.is_empty() {
        check.fault(&name, Fault::Empty(crate::services::programme::importing::file::What::Project));
        return None;
    }
    let administration = line.filled("administration");
    let known = raw.projects.iter().position(|project| project.name.value == name.value);
    let at = match known {
        Some(at) => {
            let project = &mut raw.projects[at];
            match (&project.administration, administration) {
                (Some(first), Some(again)) if first.value != again.value => {
                    check.fault(&again, Fault::OtherAdministration { line: first.line });
                }
                (None, again) => project.administration = again,
                _ => {}
            }
            at
        }
        None => {
            // Of a project that is here the file need not tell it; a new one has none otherwise.
            if administration.is_none() && !present.iter().any(|project| project.name == name.value) {
                check.fault(
                    &line.cell("administration"),
                    Fault::Empty(crate::services::programme::importing::file::What::Administration),
                );
            }
            let ends_on = line.filled("ends_on");
            let ends_without_day = Ends::Untold;
            raw.projects.push(RawProject {
                name,
                administration,
                ends_on,
                ends_without_day,
                people: Vec::new(),
                notification: None,
            });
            raw.projects.len() - 1
        }
    };
    raw.projects.get_mut(at)
}
