//! The logos of projects.

use diesel::prelude::*;

use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{logos, projects};
use crate::store::{Conn, Result};

/// The image of that name, which is a hash.
pub fn content(conn: &mut Conn, name: &str) -> Result<Option<Vec<u8>>> {
    if !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    Ok(logos::table.find(name).select(logos::content).first(conn).optional()?)
}

pub fn insert(conn: &mut Conn, name: &str, content: &[u8]) -> Result<()> {
    let row = (logos::name.eq(name), logos::content.eq(content));
    on_each!(conn, c => diesel::insert_into(logos::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Forgets logos that no project has any more.
pub fn delete_unused(conn: &mut Conn) -> Result<usize> {
    let used: Vec<Option<String>> =
        projects::table.filter(projects::logo.is_not_null()).select(projects::logo).load(conn)?;
    let used: Vec<String> = used.into_iter().flatten().collect();
    Ok(diesel::delete(logos::table.filter(logos::name.none_of(used))).execute(conn)?)
}
