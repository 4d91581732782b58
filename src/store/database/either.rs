//! A connection to either of the two databases, as Diesel makes one of them.

use diesel::{PgConnection, SqliteConnection};

/// Which of the two it is.
#[derive(diesel::MultiConnection)]
pub enum Either {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Runs a query that Diesel's enum refuses (`ON CONFLICT`, `RETURNING`) on whichever connection it is.
macro_rules! on_each {
    ($conn:expr, $c:ident => $query:expr) => {
        match $conn.either() {
            $crate::store::Either::Sqlite($c) => $query,
            $crate::store::Either::Postgres($c) => $query,
        }
    };
}
pub(in crate::store) use on_each;
