//! Projects and people in a table, as spreadsheets write and copy it: one person a line, or a project without people.

use csv::{ReaderBuilder, StringRecord};

use super::check::Check;
use super::entries::Ends;
use super::fault::{Fault, FileFault, What};
use super::headings::{Column, Post};
use super::raw::{Cell, Raw, RawPerson, RawProject, RawPromotion, RawRole};
use crate::domain::programme::project::{Project, Promotion};

/// How a table is laid out: what parts its cells, and where its headings stand.
pub(super) struct Layout {
    delimiter: u8,
    /// The byte at which the headings begin, and the number of their line.
    begins_at: usize,
    line: u64,
}

impl Layout {
    /// The layout of a text with LF as line end. None: it is no table, since no line of headings begins it.
    pub fn of(text: &str) -> Option<Layout> {
        let mut begins_at = 0;
        let mut told = None;
        for (line, content) in (1..).zip(text.split('\n')) {
            if let Some(delimiter) = delimiter_told(content).filter(|_| told.is_none()) {
                told = Some(delimiter);
            } else if !is_blank(content) {
                let delimiter = told.or_else(|| delimiter_of(content))?;
                return Some(Layout { delimiter, begins_at, line });
            }
            begins_at += content.len() + 1;
        }
        None
    }
}

/// Excel says in a line before the headings what parts the cells: `sep=;`.
fn delimiter_told(line: &str) -> Option<u8> {
    let line = line.trim_matches(['"', ' ']);
    match line.as_bytes() {
        [s, e, p, b'=', delimiter] if [*s, *e, *p].eq_ignore_ascii_case(b"sep") => Some(*delimiter),
        _ => None,
    }
}

fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || matches!(c, ';' | ',' | '"'))
}

/// What parts a line into the most headings that are known; none where it holds none.
fn delimiter_of(line: &str) -> Option<u8> {
    let known = |delimiter: u8| {
        line.split(char::from(delimiter)).filter(|heading| Column::named(heading).is_some()).count()
    };
    let used = [b',', b'\t', b';'].into_iter().filter(|delimiter| line.as_bytes().contains(delimiter));
    used.filter(|delimiter| known(*delimiter) > 0).max_by_key(|delimiter| known(*delimiter))
}

/// Reads the form.
pub(super) fn read(
    text: &str,
    layout: &Layout,
    (promotion, present): (&Promotion, &[Project]),
    check: &mut Check,
) -> Result<Raw, Vec<FileFault>> {
    let mut lines = lines_of(text, layout)?.into_iter();
    let head = lines.next().unwrap_or_else(|| (layout.line, StringRecord::new()));
    let columns = Columns::of(&head)?;
    let named = Cell { value: promotion.name.clone(), line: layout.line, column: 1 };
    let (starts_on, ends_on) = (promotion.starts_on, promotion.ends_on);
    let mut raw = Raw {
        promotion: check.name(&named, What::Promotion).map(|name| RawPromotion { name, starts_on, ends_on }),
        coordinators: Vec::new(),
        projects: Vec::new(),
    };
    for (number, record) in lines.filter(|(_, record)| !record.iter().all(is_blank)) {
        let line = Line { columns: &columns, number, record };
        match line.record.iter().skip(columns.count).find(|cell| !is_blank(cell)) {
            Some(_) => check.fault(&line.cell(Column::Project), Fault::TooManyCells { most: columns.count }),
            None => read_line(&line, &mut raw, present, check),
        }
    }
    Ok(raw)
}

/// The lines of a table from its headings on, each with the number under which an editor shows its beginning.
fn lines_of(text: &str, layout: &Layout) -> Result<Vec<(u64, StringRecord)>, Vec<FileFault>> {
    let table = text.get(layout.begins_at..).unwrap_or_default();
    let mut reader = ReaderBuilder::new()
        .delimiter(layout.delimiter)
        .has_headers(false)
        // Spreadsheets leave out empty cells at a line's end.
        .flexible(true)
        .from_reader(table.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(layout.line, |at| layout.line + at.line() - 1);
            vec![FileFault { line, column: 1, fault: Fault::Form(error.to_string()) }]
        })?;
        let (mut number, mut begins_at) = (layout.line, 0);
        if let Some(position) = record.position() {
            number += position.line() - 1;
            begins_at = position.byte() as usize;
        }
        // The reader takes the empty lines before a record for its beginning.
        let before = table.as_bytes().iter().skip(begins_at).take_while(|byte| **byte == b'\n').count();
        lines.push((number + before as u64, record));
    }
    Ok(lines)
}

/// Where each column stands.
struct Columns {
    at: Vec<(Column, usize)>,
    count: usize,
}

impl Columns {
    fn of((line, head): &(u64, StringRecord)) -> Result<Columns, Vec<FileFault>> {
        let mut columns = Columns { at: Vec::new(), count: head.len() };
        let mut faults = Vec::new();
        for (at, title) in head.iter().enumerate().filter(|(_, title)| !is_blank(title)) {
            match Column::named(title) {
                Some(column) if columns.find(column).is_some() => {
                    faults.push((at, Fault::ColumnTwice(column)));
                }
                Some(column) => columns.at.push((column, at)),
                None => faults.push((at, Fault::UnknownColumn(title.trim().to_owned()))),
            }
        }
        let missing = Column::NEEDED.into_iter().filter(|column| columns.find(*column).is_none());
        faults.extend(missing.map(|column| (0, Fault::NoColumn(column))));
        let fault = |(at, fault)| FileFault { line: *line, column: at as u64 + 1, fault };
        if faults.is_empty() { Ok(columns) } else { Err(faults.into_iter().map(fault).collect()) }
    }

    fn find(&self, column: Column) -> Option<usize> {
        self.at.iter().find(|(known, _)| *known == column).map(|(_, at)| *at)
    }
}

struct Line<'a> {
    columns: &'a Columns,
    number: u64,
    record: StringRecord,
}

impl Line<'_> {
    /// What stands in a column; empty cells and missing columns are alike.
    fn cell(&self, column: Column) -> Cell {
        let at = self.columns.find(column);
        let value = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        // A cell that was broken into lines is a name all the same.
        let value = value.replace(char::is_control, " ").trim().to_owned();
        Cell { value, line: self.number, column: at.map_or(1, |at| at as u64 + 1) }
    }

    fn filled(&self, column: Column) -> Option<Cell> {
        Some(self.cell(column)).filter(|cell| !cell.value.is_empty())
    }
}

fn read_line(line: &Line<'_>, raw: &mut Raw, present: &[Project], check: &mut Check) {
    let person = || RawPerson {
        name: line.cell(Column::Name),
        email: line.cell(Column::Email),
        language: line.filled(Column::Language),
    };
    match line.filled(Column::Role).map(|role| Post::named(&role.value).ok_or(role)) {
        Some(Ok(Post::Coordinator)) => {
            let day = line.filled(Column::From).or_else(|| line.filled(Column::Until));
            day.into_iter().for_each(|day| check.fault(&day, Fault::DaysOfCoordinator));
            raw.coordinators.push(person());
        }
        Some(Ok(Post::OnProject(role))) => {
            if let Some(project) = project_of(line, raw, present, check) {
                let (from, until) = (line.filled(Column::From), line.filled(Column::Until));
                project.roles.push(RawRole { role, from, until, person: person() });
            }
        }
        Some(Err(role)) => {
            check.fault(&role, Fault::UnknownRole(role.value.clone()));
            check_rest(line, raw, present, check);
        }
        None if line.filled(Column::Email).is_some() => {
            check.fault(&line.cell(Column::Role), Fault::NoRole);
            check_rest(line, raw, present, check);
        }
        None => {
            project_of(line, raw, present, check);
        }
    }
}

/// What else is wrong in a line whose role nobody knows: all of it is told in one round.
fn check_rest(line: &Line<'_>, raw: &mut Raw, present: &[Project], check: &mut Check) {
    if line.filled(Column::Project).is_some() {
        project_of(line, raw, present, check);
    }
    let (name, email, language) =
        (line.cell(Column::Name), line.cell(Column::Email), line.filled(Column::Language));
    check.person(&RawPerson { name, email, language });
    for day in [Column::From, Column::Until].into_iter().filter_map(|column| line.filled(column)) {
        check.day(&day);
    }
}

/// The project that a line names, told for the first time or again.
fn project_of<'a>(
    line: &Line<'_>,
    raw: &'a mut Raw,
    present: &[Project],
    check: &mut Check,
) -> Option<&'a mut RawProject> {
    let name = line.cell(Column::Project);
    if name.value.is_empty() {
        check.fault(&name, Fault::Empty(What::Project));
        return None;
    }
    let (administration, referent) = (line.filled(Column::Administration), line.filled(Column::Referent));
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
            match (&project.referent, referent) {
                (Some(first), Some(again)) if first.value != again.value => {
                    check.fault(&again, Fault::OtherReferent { line: first.line });
                }
                (None, again) => project.referent = again,
                _ => {}
            }
            at
        }
        None => {
            // Of a project that is here the file need not tell it; a new one has none otherwise.
            if administration.is_none() && !present.iter().any(|project| project.name == name.value) {
                check.fault(&line.cell(Column::Administration), Fault::Empty(What::Administration));
            }
            raw.projects.push(RawProject {
                name,
                administration,
                ends_on: line.filled(Column::EndsOn),
                ends_without_day: Ends::Untold,
                roles: Vec::new(),
                notification: None,
                referent,
            });
            raw.projects.len() - 1
        }
    };
    raw.projects.get_mut(at)
}
