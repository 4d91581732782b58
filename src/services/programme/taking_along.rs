//! A promotion goes from one installation to another, with the people of its projects or without them.

use std::io::Write;
use std::path::Path;

use crate::domain::kit::Name;
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::services::{Error, Refusal, Scope, whole_file};
use crate::store::database::part::{self, BroughtIn, Rows};
use crate::store::filing::{bulletins, key_dates};
use crate::store::help::requests;
use crate::store::people;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::{projects, promotions};
use crate::store::reading::indexing;

/// The promotion of that name with all that was filed, published or not; that it was taken out is kept on record.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn take_out(scope: &mut Scope<'_>, by: Actor, name: &str, with_people: bool) -> Result<Vec<u8>, Refusal> {
    let promotion = promotions::by_name(scope.conn, name)?.ok_or(Refusal::Gone)?;
    let rows = part::take_out(scope.conn, promotion.id.0, with_people)?;
    let detail = Detail::Export(promotion.name, if with_people { "JSON, people" } else { "JSON" }.into());
    audit::record(scope.conn, &Entry::new(by, Action::PromotionExported).with(detail), scope.now)?;
    let mut text = serde_json::to_vec_pretty(&rows).map_err(Error::export)?;
    text.push(b'\n');
    Ok(text)
}

/// Writes it, for its owner alone and over nothing.
pub fn write(bytes: &[u8], to: &Path) -> Result<(), Error> {
    let mut part = whole_file::begin(to).map_err(Error::export)?;
    part.as_file_mut().write_all(bytes).map_err(Error::export)?;
    whole_file::keep(part, to).map_err(Error::export)?;
    Ok(())
}

/// Reads it; none: that is no such file.
pub fn read(bytes: &[u8]) -> Option<Rows> {
    serde_json::from_slice(bytes).ok()
}

/// Brings in what [`take_out`] wrote. Whom this installation knows by their address stays as they are here.
///
/// # Errors
/// [`Refusal::NotNow`] where there is a promotion of that name already; nothing is written then, nor where something in the
/// file cannot be.
pub fn bring_in(scope: &mut Scope<'_>, by: Actor, rows: Rows) -> Result<(String, BroughtIn), Refusal> {
    let names = rows.tables.get("promotions").into_iter().flatten();
    let name = names.filter_map(|row| row["name"].as_str()).next().unwrap_or_default();
    let name = Name::parse(name).map_err(|_| Refusal::Gone)?;
    if promotions::by_name(scope.conn, name.as_str())?.is_some() {
        return Err(Refusal::NotNow);
    }
    let brought = part::bring_in(scope.conn, rows, scope.now)?;
    // What cannot be read again is found now, and not by whoever opens a page.
    for project in
        projects::all(scope.conn)?.iter().filter(|project| project.promotion.0 == brought.promotion)
    {
        bulletins::of_project(scope.conn, project.id)?;
        key_dates::of_project(scope.conn, project.id)?;
        requests::of_projects(scope.conn, &[project.id])?;
    }
    people::everybody(scope.conn, scope.today())?;
    indexing::rebuild(scope.conn)?;
    let entry = Entry::new(by, Action::PromotionAdded).with(name.clone());
    audit::record(scope.conn, &entry, scope.now)?;
    Ok((name.to_string(), brought))
}
