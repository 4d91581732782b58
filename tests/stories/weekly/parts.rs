//! A digest goes to many, and whatever happens while it is written: everybody has it once, and the same one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::story;
use crate::support::app::TestApp;
use crate::support::filing::file;

const ADA: &str = "ada@cartobio.example";
const CHLOE: &str = "chloe@karfur.example";
/// So many that they are written in four parts.
const CROWD: usize = 320;

fn crowd() -> String {
    let mut yaml = "promotion: {name: Foule, starts_on: 2026-01-05, ends_on: 2026-12-31}\nprojects:\n  - name: Foule\n    \
                    administration: F\n    mentors:\n"
        .to_owned();
    for number in 0..CROWD {
        writeln!(yaml, "      - {{name: Reader {number}, email: reader{number}@foule.example}}").unwrap();
    }
    yaml
}

/// Whatever is written to that reader is refused: as if the program were killed there.
async fn stumbles_over(app: &TestApp, reader: &str) {
    let trigger = if app.database.starts_with("sqlite") {
        format!(
            "CREATE TRIGGER stumbles BEFORE INSERT ON outbox WHEN NEW.recipient = '{reader}'
             BEGIN SELECT RAISE(ABORT, 'stumbled'); END"
        )
    } else {
        format!(
            "CREATE FUNCTION stumble() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'stumbled'; END $$ LANGUAGE plpgsql;
             CREATE TRIGGER stumbles BEFORE INSERT ON outbox FOR EACH ROW WHEN (NEW.recipient = '{reader}')
             EXECUTE FUNCTION stumble()"
        )
    };
    app.sql(trigger).await;
}

async fn stumbles_no_more(app: &TestApp) {
    let on = if app.database.starts_with("sqlite") { "" } else { " ON outbox" };
    app.sql(format!("DROP TRIGGER stumbles{on}")).await;
}

story!(
    what_was_written_before_a_run_broke_off_stays_and_the_rest_is_written_once,
    "2026-03-06 14:00",
    |app| {
        app.import(&crowd()).await;
        let replica = app.replica().await;
        file(app, ADA, "cartobio", 10, "3", &[("priorities", "Avant la coupure")]).await;
        let last = format!("reader{}@foule.example", CROWD - 100);
        stumbles_over(app, &last).await;
        app.sleep_until("Fri 15:05");
        app.app.pass().await.unwrap_err();
        let ids = "SELECT CAST(id AS TEXT) || message_id AS key FROM outbox WHERE kind = 'digest'";
        let first = app.keys(ids).await;
        assert!(first.len() >= 100 && first.len() < CROWD, "{} were written", first.len());
        let written =
            |audit: &BTreeSet<String>| audit.iter().filter(|detail| detail.contains("digest")).count();
        let audit = "SELECT detail AS key FROM audit WHERE action = 'mails-written'";
        assert_eq!(written(&app.keys(audit).await), 0, "it is not done");
        // Until it goes on, a team files late, and a reader moves.
        file(app, CHLOE, "karfu-r", 10, "4", &[("priorities", "Après la coupure")]).await;
        app.sql("UPDATE people SET email = 'moved@foule.example' WHERE email = 'reader0@foule.example'")
            .await;
        stumbles_no_more(app).await;
        app.sleep_until("Fri 15:20");
        let (one, other) = tokio::join!(app.app.pass(), replica.pass());
        one.and(other).unwrap();
        app.pass().await;
        assert!(first.is_subset(&app.keys(ids).await), "what was written is the same");
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for mail in app.mails().iter().filter(|mail| mail.kind == "digest") {
            mail.says_not("Après la coupure");
            *counts.entry(mail.to.clone()).or_default() += 1;
        }
        assert!(counts.values().all(|count| *count == 1), "{counts:?}");
        // With the people of the other promotion, and the list.
        assert_eq!(counts.len(), CROWD + 8);
        app.inbox(CHLOE).latest_of("digest").says("Avant la coupure");
        let told: BTreeSet<String> = app.keys(audit).await;
        assert_eq!(written(&told), 1, "{told:?}");
        assert!(told.iter().any(|detail| detail.contains(&counts.len().to_string())), "{told:?}");
        let digested = "SELECT COALESCE(CAST(digested_at AS TEXT), 'untold') AS key FROM bulletins";
        assert_eq!(app.keys(digested).await.len(), 2, "one was told, the other waits for its digest");
        app.travel_by_day("2026-03-13 15:05").await;
        app.inbox(ADA).latest_of("digest").says("Après la coupure").says_not("Avant la coupure");
    }
);
