//! `column IN (…)`, said so that the statement is the same however many values there are: each connection compiles it once,
//! where Diesel's `eq_any` is another statement for each number of values, compiled whenever it is asked.

use diesel::QueryResult;
use diesel::backend::Backend;
use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Bool, HasSqlType, Nullable, SingleValue, Text};
use diesel::sqlite::Sqlite;

use super::either::MultiBackend;

/// Columns that are compared with lists.
pub(in crate::store) trait OneOfMethods: Expression<SqlType: Listed> + Sized {
    /// Whether it is one of those.
    fn one_of<I>(self, values: I) -> OneOf<Self, true>
    where
        I: IntoIterator<Item: Value<Self::SqlType>>,
    {
        OneOf { column: self, values: as_json(values) }
    }

    /// Whether it is something else than those.
    fn none_of<I>(self, values: I) -> OneOf<Self, false>
    where
        I: IntoIterator<Item: Value<Self::SqlType>>,
    {
        OneOf { column: self, values: as_json(values) }
    }
}

impl<C: Expression<SqlType: Listed>> OneOfMethods for C {}

/// Types of columns that are.
pub(in crate::store) trait Listed: SingleValue {
    /// What PostgreSQL makes of a value's letters.
    const CAST: &'static str;
    /// Nothing comes of comparing nothing.
    type Answer: SingleValue;
}

impl Listed for BigInt {
    const CAST: &'static str = "::bigint";
    type Answer = Bool;
}

impl Listed for Nullable<BigInt> {
    const CAST: &'static str = "::bigint";
    type Answer = Nullable<Bool>;
}

impl Listed for Text {
    const CAST: &'static str = "";
    type Answer = Bool;
}

/// What such a column may be compared with.
pub(in crate::store) trait Value<ST>: Into<serde_json::Value> {}

impl Value<BigInt> for i64 {}
impl Value<Nullable<BigInt>> for i64 {}
impl Value<Text> for &str {}
impl Value<Text> for String {}

/// Both databases unfold an array of JSON, which is a single value to them.
fn as_json<ST>(values: impl IntoIterator<Item: Value<ST>>) -> String {
    serde_json::Value::from_iter(values).to_string()
}

/// See [`OneOfMethods`]; `IS`: whether it is one of them that is asked.
#[derive(Debug, Clone)]
pub(in crate::store) struct OneOf<C, const IS: bool> {
    column: C,
    values: String,
}

impl<C: QueryId, const IS: bool> QueryId for OneOf<C, IS> {
    type QueryId = OneOf<C::QueryId, IS>;
    const HAS_STATIC_QUERY_ID: bool = C::HAS_STATIC_QUERY_ID;
}

impl<C: Expression<SqlType: Listed>, const IS: bool> Expression for OneOf<C, IS> {
    type SqlType = <C::SqlType as Listed>::Answer;
}

impl<C: ValidGrouping<GB>, GB, const IS: bool> ValidGrouping<GB> for OneOf<C, IS> {
    type IsAggregate = C::IsAggregate;
}

impl<C, QS, const IS: bool> AppearsOnTable<QS> for OneOf<C, IS>
where
    C: AppearsOnTable<QS>,
    OneOf<C, IS>: Expression,
{
}

impl<C, QS, const IS: bool> SelectableExpression<QS> for OneOf<C, IS>
where
    C: SelectableExpression<QS>,
    OneOf<C, IS>: AppearsOnTable<QS>,
{
}

/// Databases that unfold arrays.
trait Unfolds: Backend + HasSqlType<Text> {
    fn is_postgres(&self) -> bool;
}

impl Unfolds for Sqlite {
    fn is_postgres(&self) -> bool {
        false
    }
}

impl Unfolds for Pg {
    fn is_postgres(&self) -> bool {
        true
    }
}

impl Unfolds for MultiBackend {
    fn is_postgres(&self) -> bool {
        matches!(self, MultiBackend::Postgres(_))
    }
}

impl<C, DB, const IS: bool> QueryFragment<DB> for OneOf<C, IS>
where
    C: QueryFragment<DB> + Expression<SqlType: Listed>,
    DB: Unfolds,
    String: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let is_postgres = out.backend().is_postgres();
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(match (is_postgres, IS) {
            (false, true) => " IN (SELECT value FROM json_each(",
            (false, false) => " NOT IN (SELECT value FROM json_each(",
            (true, true) => " = ANY(ARRAY(SELECT jsonb_array_elements_text(",
            (true, false) => " <> ALL(ARRAY(SELECT jsonb_array_elements_text(",
        });
        out.push_bind_param::<Text, _>(&self.values)?;
        if is_postgres {
            out.push_sql("::jsonb)");
            out.push_sql(C::SqlType::CAST);
        }
        out.push_sql("))");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use diesel::prelude::*;

    use super::*;
    use crate::store::database::schema::outbox;

    fn statement<DB>(query: &impl QueryFragment<DB>) -> String
    where
        DB: Backend + Default,
        DB::QueryBuilder: Default,
    {
        let mut sql = DB::QueryBuilder::default();
        query.to_sql(&mut sql, &DB::default()).unwrap();
        diesel::query_builder::QueryBuilder::<DB>::finish(sql)
    }

    fn is_kept<DB: Backend + Default>(query: &impl QueryFragment<DB>) -> bool {
        query.is_safe_to_cache_prepared(&DB::default()).unwrap()
    }

    #[test]
    fn a_statement_is_the_same_and_kept_however_many_values_there_are() {
        for count in [0, 1, 3] {
            let query = outbox::table.filter(outbox::run_id.one_of(0..count)).select(outbox::id);
            let sqlite = "SELECT `outbox`.`id` FROM `outbox` \
                          WHERE `outbox`.`run_id` IN (SELECT value FROM json_each(?))";
            assert_eq!(statement::<Sqlite>(&query), sqlite);
            let postgres = "SELECT \"outbox\".\"id\" FROM \"outbox\" WHERE \"outbox\".\"run_id\" \
                            = ANY(ARRAY(SELECT jsonb_array_elements_text($1::jsonb)::bigint))";
            assert_eq!(statement::<Pg>(&query), postgres);
            let (sqlite, postgres) = (is_kept::<Sqlite>(&query), is_kept::<Pg>(&query));
            assert_eq!((sqlite, postgres), (true, true));
        }
    }

    #[test]
    fn values_are_what_they_are_to_the_letter() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        let texts = ["", "l'été", "a\"b", "[1]", "two\nlines", "\u{1}"];
        let mut is_one_of = |text: &str, values: &[&str]| {
            let text = text.into_sql::<Text>();
            let query = diesel::select((text.one_of(values.to_vec()), text.none_of(values.to_vec())));
            query.get_result::<(bool, bool)>(&mut conn).unwrap()
        };
        for (at, text) in texts.into_iter().enumerate() {
            assert_eq!(is_one_of(text, &texts), (true, false), "{text:?}");
            assert_eq!(is_one_of(text, &texts[..at]), (false, true), "{text:?}");
        }
    }
}
