//! What the schema of both databases must keep to.

use std::collections::BTreeMap;

use bulletins::store::{self, Db};

use crate::support::database::Database;

/// Checks that no later version wants to widen.
const CHECKS: [&str; 2] = ["promotions", "bulletins"];

fn newest() -> Vec<Database> {
    let databases = Database::of_each_kind();
    for database in &databases {
        let url = database.url.clone();
        actix_web::rt::System::new()
            .block_on(async move { store::migrate(&Db::open(&url, 1)?).await })
            .unwrap();
    }
    databases
}

/// What deletes a row looks for all that point to it: without an index it reads the whole table.
#[test]
fn every_foreign_key_is_the_beginning_of_an_index() {
    for mut database in newest() {
        let (keys, indexes) = if database.is_sqlite() { SQLITE } else { POSTGRES };
        let indexes = database.ask(indexes);
        let keys = database.ask(keys);
        assert!(keys.len() > 20, "{keys:?}");
        let bare: Vec<&String> =
            keys.iter().filter(|key| !indexes.iter().any(|index| index.starts_with(key.as_str()))).collect();
        assert!(bare.is_empty(), "{}: foreign keys without an index: {bare:?}", database.url);
    }
}

/// Each key, then each index that covers all rows, as "table column column ".
const SQLITE: (&str, &str) = (
    "SELECT t.name || ' ' || group_concat(k.\"from\", ' ' ORDER BY k.seq) || ' ' AS text
     FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) k WHERE t.schema = 'main' GROUP BY t.name, k.id",
    "SELECT t.name || ' ' || group_concat(c.name, ' ' ORDER BY c.seqno) || ' ' AS text
     FROM pragma_table_list t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
     WHERE t.schema = 'main' AND NOT i.partial GROUP BY t.name, i.name",
);
const POSTGRES: (&str, &str) = (
    "SELECT c.conrelid::regclass || ' ' || string_agg(a.attname, ' ' ORDER BY k.position) || ' ' AS text
     FROM pg_constraint c CROSS JOIN unnest(c.conkey) WITH ORDINALITY AS k (number, position)
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
     WHERE c.contype = 'f' GROUP BY c.oid, c.conrelid",
    "SELECT i.indrelid::regclass || ' ' || string_agg(a.attname, ' ' ORDER BY k.position) || ' ' AS text
     FROM pg_index i CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, position)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
     WHERE i.indpred IS NULL AND i.indrelid::regclass::text NOT LIKE 'pg_%' GROUP BY i.indexrelid, i.indrelid",
);

/// A value more must not need the table made anew: the code knows which there are.
#[test]
fn values_that_have_a_name_are_text_without_a_check() {
    for mut database in newest() {
        let checks = database.checks();
        let mut by_table: BTreeMap<&str, usize> = BTreeMap::new();
        for check in &checks {
            *by_table.entry(check.split(' ').next().unwrap()).or_default() += 1;
        }
        assert_eq!(by_table, CHECKS.map(|table| (table, 1)).into(), "{}: {checks:#?}", database.url);
    }
}
