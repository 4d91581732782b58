//! The program as operators start it: a real process with real settings.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};

use diesel::Connection;
use diesel::connection::SimpleConnection;

use crate::support::postgres::Fresh;
use crate::support::smtp::Smtp;

/// The program in an empty folder, with the environment of the test left out.
///
/// `BULLETINS_TEST_BINARY` names another than the one built for the tests, such as the one of a release.
pub fn bulletins(folder: &Path) -> Command {
    let program = std::env::var_os("BULLETINS_TEST_BINARY");
    let mut command = Command::new(program.unwrap_or_else(|| env!("CARGO_BIN_EXE_bulletins").into()));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("BULLETINS_")) {
        command.env_remove(name);
    }
    command.env_remove("PORT").env_remove("DATABASE_URL");
    command.current_dir(folder).env("BULLETINS_LOG__FILTER", "warn");
    command
}

/// A program that runs beside the story and ends with it, also where the story fails.
pub struct Program(Child);

impl Program {
    pub fn start(command: &mut Command) -> Program {
        Program(command.stdout(Stdio::null()).spawn().unwrap())
    }

    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Asks it to end, as an init system does.
    pub fn ask_to_stop(&mut self) {
        let asked = Command::new("kill").arg("-TERM").arg(self.0.id().to_string()).status().unwrap();
        assert!(asked.success());
    }

    pub fn is_running(&mut self) -> bool {
        self.0.try_wait().unwrap().is_none()
    }

    pub fn wait(&mut self) -> ExitStatus {
        self.0.wait().unwrap()
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(&mut self) -> ExitStatus {
        self.ask_to_stop();
        self.wait()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    bulletins(folder).args(arguments).output().unwrap()
}

pub fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_promotion_is_imported_and_doing_it_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/config/promotion.example.yml");
    let dry = run(folder.path(), &["import", "promotion", file, "--dry-run"]);
    assert!(dry.status.success() && told(&dry).contains("would create: project CartoBio"), "{}", told(&dry));
    let first = run(folder.path(), &["import", "promotion", file]);
    assert!(told(&first).contains("created: project CartoBio"), "{}", told(&first));
    let again = run(folder.path(), &["import", "promotion", file]);
    assert!(told(&again).contains("created 0, changed 0,"), "{}", told(&again));
    let changed = folder.path().join("changed.yml");
    let text = std::fs::read_to_string(file)
        .unwrap()
        .replace("2019-10-31", "2019-09-30")
        .replace("Ada Eig", "Ada Other");
    std::fs::write(&changed, &text).unwrap();
    let third = run(folder.path(), &["import", "promotion", changed.to_str().unwrap()]);
    assert!(told(&third).contains("created 0, changed 2,"), "{}", told(&third));
    assert!(!told(&third).contains("kept"), "{}", told(&third));
    let text =
        text.replace("until: 2019-06-28", "until: 2019-05-31").replace("referent: camille", "referent: mina");
    std::fs::write(&changed, &text).unwrap();
    let stranger = run(folder.path(), &["import", "promotion", changed.to_str().unwrap(), "--dry-run"]);
    let line = text.lines().position(|line| line.contains("referent:")).unwrap() + 1;
    let expected = format!("line {line}, column 15: mina@programme.example coordinates nothing here");
    assert!(!stranger.status.success() && told(&stranger).contains(&expected), "{}", told(&stranger));
    std::fs::write(&changed, text.replace("referent: mina", "referent: camille")).unwrap();
    let earlier = run(folder.path(), &["import", "promotion", changed.to_str().unwrap(), "--dry-run"]);
    let expected = "would change: zoe@cartobio.example as EIG of CartoBio, from 2019-03-01, until 2019-05-31";
    assert!(told(&earlier).contains(expected), "{}", told(&earlier));
    assert!(told(&earlier).contains("would create 0, would change 1,"), "{}", told(&earlier));
}

#[test]
fn a_wrong_file_changes_nothing_and_tells_each_fault_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.yml");
    std::fs::write(&file, "promotion: {name: X, starts_on: 2019-01-07, ends_on: soon}\nprojects:\n  - name: A\n    administration: B\n    eigs: [{name: C, email: nowhere}]\n").unwrap();
    let output = run(folder.path(), &["import", "promotion", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let told = told(&output);
    assert!(
        told.contains("line 1") && told.contains("line 5") && told.contains("Nothing was imported"),
        "{told}"
    );
    assert!(!folder.path().join("var/bulletins.sqlite").exists());
}

#[test]
fn somebody_is_added_with_a_link_to_sign_up() {
    let folder = tempfile::tempdir().unwrap();
    // Who has not named the settings looks at nothing, rather than at a new database.
    let elsewhere = run(folder.path(), &["people", "list"]);
    assert!(
        told(&elsewhere).contains("there is no database at var/bulletins.sqlite"),
        "{}",
        told(&elsewhere)
    );
    assert!(!folder.path().join("var").exists());
    let nameless = run(folder.path(), &["people", "add", "zoe@eig.example"]);
    assert!(!nameless.status.success() && told(&nameless).contains("--name"), "{}", told(&nameless));
    let added = run(folder.path(), &["people", "add", "zoe@eig.example", "--name", "Zoé", "--coordinator"]);
    assert!(told(&added).contains("http://127.0.0.1:8080/invitations/"), "{}", told(&added));
    let wrong = run(folder.path(), &["people", "add", "zoe"]);
    assert_eq!(wrong.status.code(), Some(2));
    let none = run(folder.path(), &["people", "remove-second-factor", "zoe@eig.example"]);
    assert!(!none.status.success() && told(&none).contains("has a second factor"), "{}", told(&none));
}

#[test]
fn check_tells_what_works_and_what_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let smtp = Smtp::start();
    let check = |name: &str, value: &str| {
        let output = bulletins(folder.path()).arg("check").env(name, value).output().unwrap();
        (output.status.code(), told(&output))
    };
    let (code, good) = check("BULLETINS_MAIL__SMTP_URL", &smtp.url());
    assert!(code == Some(0) && good.contains("the mail server answers"), "{good}");
    // What may not be wanted is told, and fails nothing.
    assert!(good.contains("warning mail: no mail.reply_to"), "{good}");
    let (code, good) = check("BULLETINS_MAIL__REPLY_TO", "Coordination <coordination@eig.example>");
    assert!(code == Some(0) && !good.contains("warning mail"), "{good}");
    let in_clear = smtp.url().replace("smtp://", "smtp://user:secret@") + "?tls=none";
    let (code, good) = check("BULLETINS_MAIL__SMTP_URL", &in_clear);
    assert!(code == Some(0) && good.contains("warning mail: mail.smtp_url says tls=none"), "{good}");
    std::fs::write(folder.path().join("short.key"), "short").unwrap();
    std::fs::write(folder.path().join("a.key"), [7; 32]).unwrap();
    std::fs::set_permissions(folder.path().join("a.key"), Permissions::from_mode(0o640)).unwrap();
    let (code, good) = check("BULLETINS_SECURITY__BREACHED_PASSWORDS", "http://127.0.0.1:1/range/");
    assert!(code == Some(0) && good.contains("passwords are taken unasked"), "{good}");
    let (code, good) = check("BULLETINS_SECURITY__KEY_FILE", "a.key");
    assert!(
        code == Some(0) && good.contains("ok      key: texts are sealed with the key in a.key"),
        "{good}"
    );
    assert!(good.contains("warning files: others than its owner can read a.key"), "{good}");
    smtp.goes_down();
    let (code, bad) = check("BULLETINS_MAIL__SMTP_URL", &smtp.url());
    assert!(code == Some(1) && bad.contains("FAILED  mail"), "{bad}");
    for (name, value, reason) in [
        ("BULLETINS_DATABASE__URL", "mysql://x", "sqlite:// or postgres://"),
        ("BULLETINS_DATABASE__URL", "postgres://secret:secret@127.0.0.1:1/x", "cannot connect"),
        ("BULLETINS_PROGRAMME__COUNTRY", "XX", "programme.country"),
        ("BULLETINS_SERVER__PROT", "x", "prot"),
        ("BULLETINS_MAIL__SMTP_URL", "smtp://u:secret:secret@127.0.0.1:1", "would be sent without TLS"),
        ("BULLETINS_SECURITY__BREACHED_PASSWORDS", "http://x.example/range/", "must look like https://"),
        ("BULLETINS_SECURITY__KEY_FILE", "missing.key", "security.key_file cannot be read"),
        ("BULLETINS_SECURITY__KEY_FILE", "short.key", "must hold 32 random bytes"),
    ] {
        let (code, told) = check(name, value);
        assert!(code == Some(1) && told.contains(reason), "{name}={value}: {told}");
        assert!(!told.contains("secret:secret"), "{told}");
    }
}

/// What each command says of itself is what its page for man(1) says, and what shells complete.
#[test]
fn commands_are_told_by_the_program_itself() {
    let folder = tempfile::tempdir().unwrap();
    let config = run(folder.path(), &["config"]);
    assert!(
        config.status.success() && told(&config).contains("[database]\nurl = \"sqlite://"),
        "{}",
        told(&config)
    );
    let typo = bulletins(folder.path()).arg("config").env("BULLETINS_SERVER__PROT", "80").output().unwrap();
    assert!(typo.status.code() == Some(1) && told(&typo).contains("prot = 80"), "{}", told(&typo));
    assert!(run(folder.path(), &["manual", "."]).status.success());
    for (page, words) in [
        ("bulletins.1", "Exit codes"),
        ("bulletins-import-promotion.1", "YAML"),
        ("bulletins-config.1", "masked"),
        ("bulletins-move.1", "MOVE_TO"),
    ] {
        let page = std::fs::read_to_string(folder.path().join(page)).unwrap();
        assert!(page.contains(words), "{page}");
    }
    let complete = run(folder.path(), &["completions", "bash"]);
    assert!(told(&complete).contains("complete -F _bulletins"), "{}", told(&complete));
}

#[test]
fn one_tick_with_nothing_to_do_ends_well_and_mails_become_files_without_a_server() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["tick"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(folder.path().join("var/mail").is_dir());
    let output = run(folder.path(), &["migrate"]);
    assert!(told(&output).contains("up to date"), "{}", told(&output));
}

/// All that holds what people wrote is for nobody else on the machine, also where an earlier version made it.
#[test]
fn what_is_kept_in_files_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mode = |path: &str| {
        let metadata = std::fs::metadata(folder.path().join(path)).unwrap();
        metadata.permissions().mode() & 0o777
    };
    for _ in 0..2 {
        assert!(run(folder.path(), &["tick"]).status.success());
        for (path, wanted) in [("var", 0o700), ("var/bulletins.sqlite", 0o600), ("var/mail", 0o700)] {
            assert_eq!(format!("{path} {:o}", mode(path)), format!("{path} {wanted:o}"));
        }
        let database = folder.path().join("var/bulletins.sqlite");
        std::fs::set_permissions(database, Permissions::from_mode(0o644)).unwrap();
    }
    let db =
        diesel::SqliteConnection::establish(folder.path().join("var/bulletins.sqlite").to_str().unwrap());
    drop(run(folder.path(), &["migrate"]));
    db.unwrap().batch_execute("CREATE TABLE beside (x); DROP TABLE beside").unwrap();
    for entry in std::fs::read_dir(folder.path().join("var")).unwrap().flatten() {
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", entry.path());
    }
}

/// A database of the first tool, with the turn of a year in it.
pub fn original_database(path: &Path) {
    use diesel::SqliteConnection;
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute(
        "CREATE TABLE reports (id integer primary key, project varchar not null, week_number varchar not null,
           spirit varchar not null, priorities varchar not null, victories varchar not null, help varchar null,
           created_at datetime null, updated_at datetime null);
         CREATE TABLE dates (id integer primary key, project varchar not null, date date not null,
           description varchar not null, created_at datetime null, updated_at datetime null);
         INSERT INTO reports (project, week_number, spirit, priorities, victories, help, created_at) VALUES
           ('CartoBio', '2025-51', '😀', '  zwei  Leerzeichen\r\n', 'v', NULL, '2025-12-19 13:00:00'),
           ('CartoBio', '2025-01', '☹️', 'An der Jahresgrenze', 'v', '', '2025-12-30 13:00:00'),
           ('CartoBio', '2026-02', '🙂', 'p', 'v', 'Hilfe', '2026-01-09 13:00:00'),
           ('Verschwunden', '2025-51', '😐', 'p', 'v', NULL, NULL),
           ('CartoBio', '2026-99', '🙂', 'p', 'v', NULL, NULL);
         INSERT INTO dates (project, date, description) VALUES ('CartoBio', '2026-02-03', 'Comité');",
    )
    .unwrap();
}

#[test]
fn what_was_written_in_the_first_tool_comes_over_with_one_command() {
    let fresh = Fresh::empty();
    let databases = [Some("sqlite://test.sqlite".to_owned()), fresh.as_ref().map(|fresh| fresh.url.clone())];
    for url in databases.into_iter().flatten() {
        let folder = tempfile::tempdir().unwrap();
        original_database(&folder.path().join("old.sqlite"));
        let yaml = "- name: CartoBio\n  notification: email\n  logo: x.png\n  members: [ada@cartobio.example, U0001]\n  ends_on: '2026-03-31'\n";
        std::fs::write(folder.path().join("projects.yml"), yaml).unwrap();
        let import = |extra: &[&str]| {
            let mut command = bulletins(folder.path());
            command.env("BULLETINS_DATABASE__URL", &url).args([
                "import",
                "original",
                "--database",
                "old.sqlite",
            ]);
            let output = command
                .args(["--projects", "projects.yml", "--promotion", "EIG 7"])
                .args(extra)
                .output()
                .unwrap();
            (output.status.success(), told(&output))
        };
        let (_, dry) = import(&["--dry-run"]);
        assert!(dry.contains("bulletins: 5 read, 4 would create"), "{dry}");
        let (done, first) = import(&[]);
        assert!(done && first.contains("bulletins: 5 read, 4 created, 0 unchanged, 0 kept"), "{first}");
        assert!(first.contains("key dates: 1 read, 1 created"), "{first}");
        assert!(
            first.contains("report 5: no such week \"2026-99\"") && first.contains("member U0001"),
            "{first}"
        );
        assert!(first.contains("created: project Verschwunden"), "{first}");
        let (_, again) = import(&[]);
        assert!(again.contains("bulletins: 5 read, 0 created, 4 unchanged, 0 kept"), "{again}");
        assert!(again.contains("created 0, changed 0,"), "{again}");
        let (weeks, texts) = brought(&url, folder.path());
        assert_eq!(weeks, ["2025-W51", "2025-W51", "2026-W01", "2026-W02"]);
        // What it asked for is a request of which nobody knows what became of it.
        let requests = requests_of(&url, folder.path());
        let [request] = &requests[..] else { panic!("{requests:?}") };
        assert_eq!((request.text.as_str(), request.week.to_string()), ("Hilfe", "2026-W02".to_owned()));
        assert_eq!(request.end.map(|end| end.ending), Some(bulletins::domain::help::Ending::Unknown));
        // White space around a text is none of it; what stands within stays as it was.
        assert!(texts.contains(&"zwei  Leerzeichen".to_owned()), "{texts:?}");
        // An error changes nothing.
        std::fs::write(folder.path().join("projects.yml"), "- name: X\n  notification: pigeon\n").unwrap();
        let (done, wrong) = import(&[]);
        assert!(!done && wrong.contains("line 2") && wrong.contains("pigeon"), "{wrong}");
    }
}

/// Also of a project that somebody had added to its promotion before, halfway through.
#[test]
fn what_comes_with_its_history_is_told_in_each_of_its_weeks() {
    use bulletins::domain::programme::project::Project;
    use bulletins::store::filing::bulletins as stored;
    use bulletins::store::programme::projects;
    use bulletins::store::{self, Db};
    let fresh = Fresh::empty();
    let databases = [Some("sqlite://test.sqlite".to_owned()), fresh.as_ref().map(|fresh| fresh.url.clone())];
    for url in databases.into_iter().flatten() {
        let folder = tempfile::tempdir().unwrap();
        original_database(&folder.path().join("old.sqlite"));
        std::fs::write(folder.path().join("projects.yml"), "- name: CartoBio\n").unwrap();
        let promotion = "promotion: { name: EIG 7, starts_on: 2025-12-01, ends_on: 2026-06-30 }\nprojects: [";
        for known in ["", "{ name: CartoBio, administration: A }"] {
            std::fs::write(folder.path().join("promotion.yml"), format!("{promotion}{known}]\n")).unwrap();
            let mut command = bulletins(folder.path());
            command.env("BULLETINS_DATABASE__URL", &url).args(["import", "promotion", "promotion.yml"]);
            let output = command.output().unwrap();
            assert!(output.status.success(), "{}", told(&output));
        }
        let mut command = bulletins(folder.path());
        command.env("BULLETINS_DATABASE__URL", &url).args(["import", "original", "--database", "old.sqlite"]);
        let output = command.args(["--projects", "projects.yml", "--promotion", "EIG 7"]).output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
        let url = url.replace("sqlite://", &format!("sqlite://{}/", folder.path().display()));
        let (all, filed) = actix_web::rt::System::new().block_on(async move {
            let read = |conn: &mut store::Conn| -> store::Result<_> {
                let (first, last) = ("2020-W01".parse().unwrap(), "2030-W01".parse().unwrap());
                Ok((projects::all(conn)?, stored::of_weeks(conn, first, last)?))
            };
            Db::open(&url, 1).unwrap().read(read).await.unwrap()
        });
        assert_eq!(filed.len(), 4);
        for bulletin in filed {
            let is_its = |project: &&Project| project.id == bulletin.project;
            let project = all.iter().find(is_its).unwrap();
            assert!(project.runs_in(bulletin.week), "{} in {}: {project:?}", project.name, bulletin.week);
        }
    }
}

fn requests_of(url: &str, folder: &Path) -> Vec<bulletins::domain::help::Request> {
    use bulletins::store::help::requests;
    use bulletins::store::programme::projects;
    use bulletins::store::{self, Db};
    let url = url.replace("sqlite://", &format!("sqlite://{}/", folder.display()));
    let read = |conn: &mut store::Conn| -> store::Result<_> {
        let ids: Vec<_> = projects::all(conn)?.iter().map(|project| project.id).collect();
        requests::of_projects(conn, &ids)
    };
    actix_web::rt::System::new().block_on(async move { Db::open(&url, 1).unwrap().read(read).await.unwrap() })
}

/// The weeks and the texts of all bulletins.
fn brought(url: &str, folder: &Path) -> (Vec<String>, Vec<String>) {
    use bulletins::domain::calendar::Week;
    use bulletins::domain::filing::bulletin::Bulletin;
    use bulletins::store::filing::bulletins as stored;
    use bulletins::store::{self, Db};
    let url = url.replace("sqlite://", &format!("sqlite://{}/", folder.display()));
    let all = actix_web::rt::System::new().block_on(async move {
        let db = Db::open(&url, 1).unwrap();
        let (first, last): (Week, Week) = ("2020-W01".parse().unwrap(), "2030-W01".parse().unwrap());
        db.read::<_, store::Error, _>(move |conn| stored::of_weeks(conn, first, last)).await.unwrap()
    });
    let mut weeks: Vec<String> = all.iter().map(|bulletin| bulletin.week.to_string()).collect();
    weeks.sort();
    let first =
        |bulletin: Bulletin| bulletin.content.answers.given().next().map(|(_, text)| text.to_string());
    (weeks, all.into_iter().filter_map(first).collect())
}
