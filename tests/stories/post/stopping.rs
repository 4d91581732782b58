//! What somebody was promised before the program ended is done after it.

use std::net::TcpStream;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use crate::operations::command_line::{Program, bulletins};
use crate::support::browser::Browser;
use crate::support::database::Database;
use crate::support::ports;
use crate::support::postgres::Fresh;

/// Somebody has asked for a sign-in link and been answered; the mail is not written yet when the program is killed. What
/// holds it up is a lock on the table of people.
#[actix_web::test]
async fn what_was_asked_for_before_the_program_ended_is_written_after_it() {
    let Some(fresh) = Fresh::empty() else { return };
    let url = &fresh.url;
    let folder = tempfile::tempdir().unwrap();
    let address = ports::free();
    let mut command = bulletins(folder.path());
    command.env("BULLETINS_DATABASE__URL", url).env("BULLETINS_SERVER__LISTEN", address.to_string());
    command.env("BULLETINS_SERVER__BASE_URL", format!("http://{address}"));
    let added = bulletins(folder.path())
        .env("BULLETINS_DATABASE__URL", url)
        .args(["people", "add", "zoe@eig.example", "--name", "Zoé", "--coordinator"])
        .output()
        .unwrap();
    assert!(added.status.success());
    let mut program = Program::start(&mut command);
    while TcpStream::connect(address).is_err() {
        std::thread::yield_now();
    }
    let browser = Browser::at(&format!("http://{address}"), "fr");
    let csrf = browser.open("/sign-in").await.field("csrf");
    let mut lock = PgConnection::establish(url).unwrap();
    lock.batch_execute("BEGIN; LOCK TABLE people IN ACCESS EXCLUSIVE MODE").unwrap();
    browser.post("/sign-in/links", &[("csrf", &csrf), ("email", "zoe@eig.example")]).await.is(200);
    program.kill();
    lock.batch_execute("ROLLBACK").unwrap();
    let mut database = Database::at(url);
    let mut ask = |query: &str| database.ask(&format!("SELECT {query}"));
    assert_eq!(ask("email AS text FROM asked_mails"), ["zoe@eig.example"]);
    let ticked = bulletins(folder.path()).env("BULLETINS_DATABASE__URL", url).arg("tick").output().unwrap();
    assert!(ticked.status.success(), "{}", String::from_utf8_lossy(&ticked.stderr));
    assert_eq!(
        ask("state || ' ' || recipient AS text FROM outbox WHERE kind = 'sign-in'"),
        ["sent zoe@eig.example"]
    );
    assert!(ask("email AS text FROM asked_mails").is_empty());
}
