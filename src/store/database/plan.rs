//! How SQLite looks for what it is asked, for tests of what must not be looked for among all that there is.

use diesel::query_builder::QueryFragment;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel::{QueryableByName, RunQueryDsl, debug_query, sql_query};

use super::connection::Conn;
use super::error::Result;
use super::migrations::migrate;
use super::transactions::Db;

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// The steps that it would take in a database in which nothing is yet.
pub(in crate::store) async fn plan_of(query: &impl QueryFragment<Sqlite>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite://{}/test.sqlite", folder.path().display()), 1).unwrap();
    migrate(&db).await.unwrap();
    let sql = debug_query::<Sqlite, _>(query).to_string();
    let (sql, _) = sql.split_once(" -- binds").unwrap();
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let steps = db.read(move |conn: &mut Conn| -> Result<Vec<Step>> { Ok(sql_query(explain).load(conn)?) });
    steps.await.unwrap().into_iter().map(|step| step.detail).collect()
}
