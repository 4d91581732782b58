//! The program is killed in the middle of a digest, again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bulletins::domain::post::delivery::State;
use bulletins::store::post::outbox;
use bulletins::store::weekly::runs;
use bulletins::store::{self, Db};
use chrono::{DateTime, Days, TimeDelta, Timelike, Utc};

use crate::operations::command_line::{Program, bulletins};
use crate::support::inbox::Mail;
use crate::support::postgres::Fresh;
use crate::support::smtp::Smtp;

const READERS: usize = 1_000;
const KILLS: usize = 50;
const CONCURRENCY: usize = 4;
/// Nothing more comes after so long; fifty starts alone take two minutes on a machine that has much else to do.
const DEADLINE: Duration = Duration::from_secs(400);

/// The machine's clock: here a real program runs by it.
#[allow(clippy::disallowed_methods)]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// A promotion that runs today, with one project and so many mentors.
fn promotion(readers: usize) -> String {
    let today = now().date_naive();
    let (first, last) = (today - Days::new(60), today + Days::new(60));
    let mut yaml = format!(
        "promotion: {{name: P, starts_on: {first}, ends_on: {last}}}\nprojects:\n  - name: A\n    administration: B\n    mentors:\n"
    );
    for number in 0..readers {
        writeln!(yaml, "      - {{name: Reader {number}, email: reader{number}@x.example}}").unwrap();
    }
    yaml
}

/// The settings of a program whose digest is due each day at that moment, and which gives up on nothing.
fn settings(folder: &Path, database: &str, smtp: &Smtp, due: DateTime<Utc>) -> PathBuf {
    let toml = format!(
        "[server]\nlisten = \"127.0.0.1:0\"\n[database]\nurl = \"{database}\"\n[programme]\ntimezone = \"UTC\"\n\
         [mail]\nsmtp_url = \"{}\"\ntimeout_seconds = 1\n[delivery]\ntick_seconds = 1\nconcurrency = {CONCURRENCY}\n\
         [[schedule]]\njob = \"digest\"\non = \"every-day\"\ncron = \"{} {} {} * * *\"\n",
        smtp.url(),
        due.second(),
        due.minute(),
        due.hour(),
    );
    let path = folder.join("settings.toml");
    std::fs::write(&path, toml).unwrap();
    path
}

/// An installation with so many readers, whose digest falls due in a moment.
fn ready(folder: &Path, database: &str, smtp: &Smtp, readers: usize) -> PathBuf {
    let file = folder.join("promotion.yml");
    std::fs::write(&file, promotion(readers)).unwrap();
    let before = settings(folder, database, smtp, now());
    let mut command = bulletins(folder);
    let done = command.arg("--config").arg(before).args(["import", "promotion"]).arg(&file).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    // Set only now: what was due before an installation began is not made up for.
    settings(folder, database, smtp, now() + TimeDelta::seconds(2))
}

fn start(folder: &Path, settings: &Path) -> Program {
    Program::start(bulletins(folder).arg("--config").arg(settings).arg("serve"))
}

/// Looks again and again, for a while: what happens in another process cannot be awaited.
fn eventually(deadline: Instant, mut is_so: impl FnMut() -> bool) -> bool {
    while !is_so() {
        if Instant::now() > deadline {
            return false;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    true
}

/// How many mails a program was sending when it was killed: of those that are claimed, by it or by an earlier life,
/// no more than it sends at once.
async fn in_flight(db: &Db) -> usize {
    let counts = db.read::<_, store::Error, _>(outbox::count_by_state).await.unwrap();
    CONCURRENCY.min(counts.get(&State::Claimed).copied().unwrap_or_default() as usize)
}

#[actix_web::test]
async fn killed_fifty_times_nobody_misses_the_digest_and_no_more_is_repeated_than_was_in_flight() {
    let begun = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let smtp = Smtp::start();
    let url = format!("sqlite://{}/test.sqlite", folder.path().display());
    let settings = ready(folder.path(), &url, &smtp, READERS);
    let db = Db::open(&url, 1).unwrap();
    // The first lives end by the clock, so that they hit the start, the tick and its transaction; the others once
    // some mails have been taken, so that they hit the delivery. The pace of the server spreads it over all lives.
    smtp.takes_its_time(Duration::from_millis(4));
    let mut may_repeat = 0;
    for number in 0..KILLS {
        let mut program = start(folder.path(), &settings);
        let taken = smtp.count();
        if number < 15 {
            std::thread::sleep(Duration::from_millis(100 + number as u64 * 53 % 400 * 2));
        } else {
            let wanted = taken + 1 + number * 7 % 23;
            let deadline = Instant::now() + Duration::from_secs(8);
            eventually(deadline, || smtp.count() >= wanted.min(READERS));
        }
        program.kill();
        may_repeat += in_flight(&db).await;
    }
    smtp.takes_its_time(Duration::ZERO);
    let mut last = start(folder.path(), &settings);
    let all_have_it = || smtp.taken().iter().map(|mail| &mail.to).collect::<BTreeSet<_>>().len() == READERS;
    let done = eventually(begun + DEADLINE, all_have_it);
    last.kill();
    assert!(done, "only {} of {READERS} have the digest after {:?}", smtp.count(), begun.elapsed());
    let mut received: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for mail in smtp.taken().iter().map(Mail::read) {
        received.entry(mail.to).or_default().push(mail.message_id);
    }
    let repeated = smtp.count() - READERS;
    println!(
        "{KILLS} kills, {repeated} of {READERS} mails repeated, {may_repeat} were in flight, {:?}",
        begun.elapsed()
    );
    assert!(repeated <= may_repeat, "{repeated} repeated, {may_repeat} were in flight");
    for (reader, ids) in received {
        assert!(ids.iter().all(|id| *id == ids[0]), "{reader} has different mails: {ids:?}");
    }
    let recorded = db.read::<_, store::Error, _>(|conn| runs::latest(conn, now(), 10)).await.unwrap();
    assert_eq!(recorded.iter().filter(|(_, run)| run.ran).count(), 1, "one run");
}

#[actix_web::test]
async fn two_programs_on_one_postgres_send_each_mail_once_and_stop_when_asked() {
    let Some(fresh) = Fresh::empty() else { return };
    let folder = tempfile::tempdir().unwrap();
    let smtp = Smtp::start();
    let settings = ready(folder.path(), &fresh.url, &smtp, 200);
    let logs = [folder.path().join("first.log"), folder.path().join("second.log")];
    let mut programs = [&logs[0], &logs[1]].map(|log| {
        let mut command = bulletins(folder.path());
        command.env("BULLETINS_LOG__FILTER", "info").env("BULLETINS_LOG__FORMAT", "json");
        let log = std::fs::File::create(log).unwrap();
        Program::start(command.arg("--config").arg(&settings).arg("serve").stderr(log))
    });
    let deadline = Instant::now() + Duration::from_secs(60);
    assert!(eventually(deadline, || smtp.count() >= 200), "{} mails", smtp.count());
    for program in &mut programs {
        assert!(program.stop().success(), "SIGTERM is a good end");
    }
    let readers: BTreeSet<String> = smtp.taken().into_iter().map(|mail| mail.to).collect();
    assert_eq!((readers.len(), smtp.count()), (200, 200));
    // The log tells of each mail, for machines, and of nobody.
    let logged: String = logs.iter().map(|log| std::fs::read_to_string(log).unwrap()).collect();
    assert_eq!(logged.matches("\"mail sent\"").count(), 200, "{logged}");
    assert!(logged.lines().all(|line| line.starts_with("{\"timestamp\"")), "{logged}");
    assert!(!logged.contains("x.example") && !logged.contains("/invitations/"), "{logged}");
}
