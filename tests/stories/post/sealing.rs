//! Who reads the database reads no mail: its text is sealed, with a key that may lie elsewhere.

use bulletins::app::StartError;
use bulletins::services::operations::sealing_key;
use bulletins::store::{self, Conn};
use diesel::connection::SimpleConnection;

use crate::story;
use crate::support::app::TestApp;
use crate::support::database::Database;
use crate::support::links::{ask_for_a_new_password, ask_to_sign_in, invite};

/// Each text in the outbox as it lies there, with the kind of its mail.
fn texts(app: &TestApp) -> Vec<(String, Vec<u8>)> {
    let mut database = Database::at(&app.database);
    let bytes = if database.is_sqlite() { "hex(sealed)" } else { "encode(sealed, 'hex')" };
    let rows = database.ask(&format!("SELECT kind || ' ' || {bytes} AS text FROM outbox ORDER BY id"));
    let read = |row: String| {
        let (kind, hex) = row.split_once(' ').unwrap();
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        (kind.to_owned(), (0..hex.len()).step_by(2).map(byte).collect())
    };
    rows.into_iter().map(read).collect()
}

fn holds(text: &[u8], words: &str) -> bool {
    text.windows(words.len()).any(|window| window == words.as_bytes())
}

story!(what_waits_and_what_was_sent_tells_nothing_to_who_reads_the_database, "2026-03-06 13:55", |app| {
    app.smtp.goes_down();
    app.travel_to("Fri 14:00").await;
    ask_to_sign_in(&app.app.services, "ada@cartobio.example").await;
    ask_for_a_new_password(&app.app.services, "ada@cartobio.example").await;
    invite(&app.app.services, &["ada@cartobio.example"]).await;
    let waiting = texts(app);
    assert_eq!(waiting.len(), 4 + 3);
    for (kind, text) in &waiting {
        for words in ["Bulletins", "http", "cartobio", "Content-Type", "Subject"] {
            assert!(!holds(text, words), "{kind} tells {words:?}");
        }
    }
    app.smtp.comes_back();
    app.travel_to("Fri 14:10").await;
    assert_eq!(app.inbox("ada@cartobio.example").0.len(), 4);
    // Whoever has the key reads no way in either: those texts are gone with their sending.
    for (kind, text) in texts(app) {
        let lets_in = ["sign-in", "password-reset", "invitation"].contains(&kind.as_str());
        assert_eq!(text.is_empty(), lets_in, "{kind}");
    }
});

// As an earlier version left it.
story!(what_lies_open_is_sealed_by_the_next_start_and_leaves_as_it_was, "2026-03-06 13:55", |app| {
    app.smtp.goes_down();
    app.travel_to("Fri 14:00").await;
    let plain = match app.database.starts_with("sqlite") {
        true => "UPDATE outbox SET sealed = CAST('Subject: as before\r\n\r\n' AS BLOB)",
        false => "UPDATE outbox SET sealed = convert_to('Subject: as before\r\n\r\n', 'UTF8')",
    };
    app.sql(plain).await;
    assert!(texts(app).iter().all(|(_, text)| holds(text, "as before")));
    let replica = app.replica().await;
    assert!(!texts(app).iter().any(|(_, text)| holds(text, "as before")));
    app.smtp.comes_back();
    app.sleep_until("Fri 14:05");
    replica.pass().await.unwrap();
    let reminders = app.smtp.taken();
    assert!(reminders.len() >= 4 && reminders.iter().all(|mail| holds(&mail.content, "Subject: as before")));
});

async fn with_a_key_outside(postgres: bool) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, byte: u8| {
        let path = folder.path().join(name);
        std::fs::write(&path, [byte; 32]).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (first, second) = (file("first", 1), file("second", 2));
    const KEY: &str = "BULLETINS_SECURITY__KEY_FILE";
    const FORMER: &str = "BULLETINS_SECURITY__FORMER_KEY_FILE";
    let app = TestApp::with("2026-03-06 13:55", postgres, &[(KEY, first.clone())]).await;
    let Some(app) = app else { return };
    app.smtp.goes_down();
    app.travel_to("Fri 14:00").await;
    let waiting = texts(&app);
    // Another key, or none, is not put in its place unnoticed.
    for settings in [vec![(KEY, second.clone())], vec![]] {
        let refused = app.replica_with(&settings).await.err();
        assert!(matches!(refused, Some(StartError::Key(sealing_key::Error::Other))), "{refused:?}");
    }
    assert_eq!(texts(&app), waiting, "nothing is touched");
    // With the former at hand all is sealed anew, and from then on without it.
    drop(app.replica_with(&[(KEY, second.clone()), (FORMER, first)]).await.unwrap());
    std::fs::remove_file(folder.path().join("first")).unwrap();
    assert!(texts(&app).iter().zip(&waiting).all(|((_, anew), (_, before))| anew != before));
    let replica = app.replica_with(&[(KEY, second)]).await.unwrap();
    app.smtp.comes_back();
    app.sleep_until("Fri 14:05");
    replica.pass().await.unwrap();
    app.inbox("driss@plume.example").has_one("reminder");
    app.finish().await;
}

#[actix_web::test]
async fn a_key_outside_the_database_is_needed_and_can_be_replaced_on_sqlite() {
    with_a_key_outside(false).await;
}

#[actix_web::test]
async fn a_key_outside_the_database_is_needed_and_can_be_replaced_on_postgres() {
    with_a_key_outside(true).await;
}

// Its text is lost and nobody else's: it is told, and can be sent once the key is back.
story!(a_text_that_does_not_open_fails_alone, "2026-03-06 13:55", |app| {
    app.smtp.goes_down();
    app.travel_to("Fri 14:00").await;
    let strange = if app.database.starts_with("sqlite") { "x'01020304'" } else { "'\\x01020304'::bytea" };
    let one = format!("UPDATE outbox SET sealed = {strange} WHERE recipient = 'driss@plume.example'");
    let run = move |conn: &mut Conn| -> store::Result<()> { Ok(conn.batch_execute(&one)?) };
    app.app.services.db.write(run).await.unwrap();
    app.smtp.comes_back();
    app.travel_to("Fri 14:10").await;
    assert_eq!(app.inbox("driss@plume.example").0.len(), 0);
    app.inbox("chloe@karfur.example").has_one("reminder");
    let camille = app.browse_as("camille@eig.example").await;
    camille.open("/admin/mail").await.says("En échec (1)").says("chiffré avec une clé qui n’est pas là");
});
