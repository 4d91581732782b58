//! A stop finishes what is under way.

use std::net::{TcpListener, TcpStream};

use bulletins::domain::post::delivery::State;
use bulletins::store::post::outbox;
use bulletins::store::{self, Db};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

use crate::operations::command_line::{Program, bulletins};
use crate::support::browser::Browser;

/// Somebody has asked for a sign-in link and been answered; the mail is not written yet when the stop comes. What holds it
/// up is a lock on the table of people.
#[actix_web::test]
async fn a_stop_waits_for_what_goes_on_after_an_answer() {
    let Some(url) = crate::support::postgres::fresh_database() else { return };
    let folder = tempfile::tempdir().unwrap();
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = bulletins(folder.path());
    command.env("BULLETINS_DATABASE__URL", &url).env("BULLETINS_SERVER__LISTEN", address.to_string());
    command.env("BULLETINS_SERVER__BASE_URL", format!("http://{address}"));
    let added = bulletins(folder.path())
        .env("BULLETINS_DATABASE__URL", &url)
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
    let mut lock = PgConnection::establish(&url).unwrap();
    lock.batch_execute("BEGIN; LOCK TABLE people IN ACCESS EXCLUSIVE MODE").unwrap();
    browser.post("/sign-in/links", &[("csrf", &csrf), ("email", "zoe@eig.example")]).await.is(200);
    program.ask_to_stop();
    // It has begun to stop once it answers nobody any more.
    while TcpStream::connect(address).is_ok() {
        std::thread::yield_now();
    }
    assert!(program.is_running(), "it waits for the mail");
    lock.batch_execute("ROLLBACK").unwrap();
    assert!(program.wait().success());
    let db = Db::open(&url, 1).unwrap();
    let waiting = db.read(|conn| -> store::Result<_> { outbox::list(conn, State::Pending, 0, 10) });
    let waiting: Vec<_> =
        waiting.await.unwrap().into_iter().map(|mail| (mail.kind, mail.recipient)).collect();
    assert_eq!(waiting, [("sign-in".to_owned(), "zoe@eig.example".to_owned())]);
}
