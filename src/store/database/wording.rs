//! The text of a statement, which is put together once.

use std::any::TypeId;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::pg::PgQueryBuilder;
use diesel::query_builder::{AstPass, Query, QueryBuilder, QueryFragment, QueryId};
use diesel::sqlite::SqliteQueryBuilder;

use super::either::MultiBackend;

type MultiQueryBuilder = <MultiBackend as Backend>::QueryBuilder;

/// A statement that knows its text.
pub(super) struct Worded<T> {
    statement: T,
    text: OnceCell<Arc<Text>>,
}

/// What one of the databases is sent for a statement, beside its values.
#[derive(Debug, PartialEq, Eq)]
struct Text {
    sql: String,
    /// Whether it may be kept prepared.
    may_be_kept: bool,
}

/// The texts of statements that are told by their type alone (Diesel's [`QueryId`], by which it keeps them prepared as well):
/// as many as this program has.
static KNOWN: LazyLock<RwLock<Texts>> = LazyLock::new(RwLock::default);

/// By statement, and whether it is SQLite's.
type Texts = HashMap<(TypeId, bool), Arc<Text>>;

impl<T> Worded<T> {
    pub fn new(statement: T) -> Worded<T> {
        Worded { statement, text: OnceCell::new() }
    }
}

impl<T: QueryFragment<MultiBackend> + QueryId> Worded<T> {
    fn text(&self, backend: &MultiBackend) -> QueryResult<&Text> {
        if let Some(text) = self.text.get() {
            return Ok(text);
        }
        let text = match T::query_id() {
            None => Arc::new(self.put_together(backend)?),
            Some(id) => {
                let key = (id, matches!(backend, MultiBackend::Sqlite(_)));
                let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
                match known {
                    Some(text) => text,
                    None => {
                        let text = Arc::new(self.put_together(backend)?);
                        KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(key, text.clone());
                        text
                    }
                }
            }
        };
        Ok(self.text.get_or_init(|| text))
    }

    fn put_together(&self, backend: &MultiBackend) -> QueryResult<Text> {
        let mut builder = builder(backend);
        self.statement.to_sql(&mut builder, backend)?;
        let may_be_kept = self.statement.is_safe_to_cache_prepared(backend)?;
        Ok(Text { sql: builder.finish(), may_be_kept })
    }
}

fn builder(backend: &MultiBackend) -> MultiQueryBuilder {
    match backend {
        MultiBackend::Sqlite(_) => MultiQueryBuilder::Sqlite(SqliteQueryBuilder::default()),
        MultiBackend::Postgres(_) => MultiQueryBuilder::Postgres(PgQueryBuilder::default()),
    }
}

impl<T: QueryFragment<MultiBackend> + QueryId> QueryFragment<MultiBackend> for Worded<T> {
    fn walk_ast<'b>(&'b self, pass: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        self.statement.walk_ast(pass)
    }

    fn to_sql(&self, out: &mut MultiQueryBuilder, backend: &MultiBackend) -> QueryResult<()> {
        out.push_sql(&self.text(backend)?.sql);
        Ok(())
    }

    fn is_safe_to_cache_prepared(&self, backend: &MultiBackend) -> QueryResult<bool> {
        Ok(self.text(backend)?.may_be_kept)
    }
}

impl<T: QueryId> QueryId for Worded<T> {
    type QueryId = T::QueryId;

    const HAS_STATIC_QUERY_ID: bool = T::HAS_STATIC_QUERY_ID;
}

impl<T: Query> Query for Worded<T> {
    type SqlType = T::SqlType;
}

#[cfg(test)]
mod tests {
    use diesel::pg::Pg;
    use diesel::prelude::*;
    use diesel::sqlite::Sqlite;

    use super::*;
    use crate::store::database::schema::{bulletins, people};

    const BACKENDS: [MultiBackend; 2] = [MultiBackend::Sqlite(Sqlite), MultiBackend::Postgres(Pg)];

    /// What a statement says to each database, as Diesel puts it together and as it is remembered, twice.
    fn same<T: QueryFragment<MultiBackend> + QueryId>(statement: impl Fn() -> T) -> Vec<String> {
        let said = |fragment: &dyn Fn(&mut MultiQueryBuilder, &MultiBackend), backend: &MultiBackend| {
            let mut builder = builder(backend);
            fragment(&mut builder, backend);
            builder.finish()
        };
        let mut all = Vec::new();
        for backend in &BACKENDS {
            let plain = said(&|out, backend| statement().to_sql(out, backend).unwrap(), backend);
            for _ in 0..2 {
                let worded = Worded::new(statement());
                for _ in 0..2 {
                    assert_eq!(said(&|out, backend| worded.to_sql(out, backend).unwrap(), backend), plain);
                }
                let may_be_kept = statement().is_safe_to_cache_prepared(backend).unwrap();
                assert_eq!(worded.is_safe_to_cache_prepared(backend).unwrap(), may_be_kept);
            }
            all.push(plain);
        }
        all
    }

    #[test]
    fn each_database_is_told_what_diesel_puts_together() {
        let one = |id: i64| move || people::table.filter(people::id.eq(id)).select(people::name).limit(1);
        let texts = same(one(1));
        assert_ne!(texts[0], texts[1]);
        assert_eq!(same(one(2)), texts);
        assert_ne!(same(|| people::table.filter(people::id.gt(1_i64)).select(people::name).limit(1)), texts);
        // Of these no type tells what they say.
        let boxed = |week: Option<&'static str>| {
            move || {
                let all = bulletins::table.select(bulletins::id).into_boxed::<MultiBackend>();
                if let Some(week) = week { all.filter(bulletins::week.eq(week)) } else { all }
            }
        };
        assert_ne!(same(boxed(None)), same(boxed(Some("2026-W10"))));
        same(|| diesel::update(people::table).set(people::name.eq("Ada")));
        same(|| diesel::delete(people::table.filter(people::name.eq("Ada"))));
        same(|| {
            diesel::insert_into(bulletins::table)
                .values((bulletins::week.eq("2026-W10"), bulletins::late.eq(true)))
        });
        same(|| diesel::sql_query("SELECT 1"));
    }
}
