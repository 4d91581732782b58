//! The program starts: on new databases, beside others, on what a newer version left, and with a log for machines.

use std::io::{BufRead, BufReader, PipeReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixDatagram;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Barrier};
use std::time::Duration;

use bulletins::store::database::installation::{self, Installation};
use bulletins::store::{self, Db};

use super::command_line::{Program, bulletins};
use crate::support::app::moment;
use crate::support::database::Database;
use crate::support::ports;
use crate::support::postgres::Fresh;
use crate::support::tls;

/// Begins `start` that often at the same moment, in threads of their own.
fn at_once<T: Send + 'static>(count: usize, start: impl Fn() -> T + Clone + Send + 'static) -> Vec<T> {
    let together = Arc::new(Barrier::new(count));
    let begin = |_| {
        let (start, together) = (start.clone(), together.clone());
        std::thread::spawn(move || {
            together.wait();
            start()
        })
    };
    let threads: Vec<_> = (0..count).map(begin).collect();
    threads.into_iter().map(|thread| thread.join().unwrap()).collect()
}

/// What a first start does with the database; how many migrations it did.
fn first_start(url: &str) -> store::Result<usize> {
    actix_web::rt::System::new().block_on(async {
        let db = Db::open(url, 2)?;
        let done = store::migrate(&db).await?;
        let proposed = Installation { began_at: moment("2026-03-04 09:00"), key: [7; 32] };
        db.write(move |conn| installation::begin(conn, &proposed)).await?;
        Ok(done)
    })
}

#[test]
fn any_number_of_first_starts_on_one_new_database_is_well() {
    for _ in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = format!("sqlite://{}/var/new.sqlite", folder.path().display());
        let fresh = Fresh::empty();
        let postgres = fresh.as_ref().map(|fresh| fresh.url.clone());
        for url in [Some(sqlite), postgres].into_iter().flatten() {
            let address = url.clone();
            let done = at_once(6, move || first_start(&address));
            let all: usize = done.iter().flatten().sum();
            let wanted = Database::at(&url).migrations().len();
            assert!(done.iter().all(Result::is_ok) && all == wanted, "{url}: {done:?}");
        }
    }
}

/// The moment in which a new file comes to be written ahead is short: it takes many to meet in it.
#[test]
fn any_number_may_open_a_new_file_at_once() {
    let folder = tempfile::tempdir().unwrap();
    for round in 0..300 {
        let url = format!("sqlite://{}/{round}.sqlite", folder.path().display());
        for opened in at_once(8, move || Db::open(&url, 1).map(drop)) {
            opened.unwrap_or_else(|error| panic!("round {round}: {error}"));
        }
    }
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Every way into the database from the command line.
fn commands() -> Vec<Vec<&'static str>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/config/promotion.example.yml");
    vec![
        vec!["serve"],
        vec!["tick"],
        vec!["migrate"],
        vec!["check"],
        vec!["people", "add", "zoe@eig.example", "--name", "Zoé"],
        vec!["import", "promotion", file],
        vec!["import", "promotion", file, "--dry-run"],
    ]
}

#[test]
fn an_older_version_keeps_away_from_what_a_newer_one_has_changed() {
    for mut database in Database::of_each_kind() {
        let folder = tempfile::tempdir().unwrap();
        // So that it would not go on serving.
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap().to_string();
        let run = |arguments: &[&str], url: &str| {
            let mut command = bulletins(folder.path());
            command.env("BULLETINS_DATABASE__URL", url).env("BULLETINS_SERVER__LISTEN", &address);
            command.args(arguments).output().unwrap()
        };
        let url = database.url.clone();
        assert!(run(&["migrate"], &url).status.success());
        database.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
        let rows = database.rows();
        for arguments in commands() {
            let output = run(&arguments, &url);
            assert_eq!(output.status.code(), Some(1), "{url} {arguments:?}: {}", told(&output));
            assert!(
                told(&output).contains("a newer version of Bulletins"),
                "{arguments:?}: {}",
                told(&output)
            );
            assert_eq!(database.rows(), rows, "{url} {arguments:?}");
        }
        // Its schema says that it serves programs that know the migration before it.
        let newest = database.newest();
        database.run(&format!(
            "INSERT INTO installation (name, value) VALUES ('schema_9999_serves', '{newest}')"
        ));
        for arguments in commands().iter().skip(1) {
            let output = run(arguments, &url);
            assert!(output.status.success(), "{url} {arguments:?}: {}", told(&output));
        }
        for arguments in [["check"], ["migrate"]] {
            let output = run(&arguments, &url);
            assert!(told(&output).contains("newer version has changed"), "{arguments:?}: {}", told(&output));
        }
        database.run("UPDATE installation SET value = '9998' WHERE name = 'schema_9999_serves'");
        assert_eq!(run(&["tick"], &url).status.code(), Some(1), "{url}");
    }
}

/// What a new installation writes to its pipe until it has served and ended.
fn serve_once(command: &mut Command, mut output: PipeReader) -> String {
    let command = command.env("BULLETINS_LOG__FILTER", "info").env("BULLETINS_SERVER__LISTEN", "127.0.0.1:0");
    let mut program = command.spawn().unwrap();
    // Only the program writes to the pipe now: it ends with it.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut told = String::new();
    let mut lines = BufReader::new(&mut output);
    while !told.contains("serves") && lines.read_line(&mut told).unwrap() > 0 {}
    stop(program.id());
    lines.read_to_string(&mut told).unwrap();
    assert!(program.wait().unwrap().success(), "{told}");
    told
}

fn stop(id: u32) {
    assert!(Command::new("kill").arg("-TERM").arg(id.to_string()).status().unwrap().success());
}

#[test]
fn a_log_for_machines_holds_nothing_else_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let (output, both) = std::io::pipe().unwrap();
    let mut command = bulletins(folder.path());
    command.env("BULLETINS_LOG__FORMAT", "json").stdout(both.try_clone().unwrap()).stderr(both);
    let served = serve_once(&mut command, output);
    assert!(served.contains("bulletins people add"), "{served}");
    // Also where it does not start.
    let mut command = bulletins(folder.path());
    let command = command.env("BULLETINS_LOG__FORMAT", "json");
    let refused = command.env("BULLETINS_DATABASE__URL", "sqlite:///dev/null/x.sqlite").output().unwrap();
    assert!(
        refused.status.code() == Some(1) && told(&refused).contains("cannot be made"),
        "{}",
        told(&refused)
    );
    for line in served.lines().chain(told(&refused).lines()) {
        let read = serde_json::from_str::<serde_json::Value>(line);
        assert!(read.is_ok_and(|line| line.is_object()), "no JSON: {line}");
        assert!(!line.contains("/invitations/"), "a secret: {line}");
    }
}

#[test]
fn people_at_a_terminal_are_shown_the_first_link_and_the_log_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (output, out) = std::io::pipe().unwrap();
    let errors = folder.path().join("errors");
    let mut command = bulletins(folder.path());
    command.stdout(out).stderr(std::fs::File::create(&errors).unwrap());
    let served = serve_once(&mut command, output);
    assert!(served.contains("http://127.0.0.1:8080/invitations/"), "{served}");
    // Whoever waits for a mail is told where it lies.
    let folder = folder.path().canonicalize().unwrap().join("var/mail");
    assert!(served.contains(&format!("files in {}, and nobody receives them", folder.display())), "{served}");
    let errors = std::fs::read_to_string(errors).unwrap();
    assert!(errors.contains("INFO") && !errors.contains("/invitations/"), "{errors}");
}

#[test]
fn no_cause_is_told_twice() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    std::fs::write(
        folder.path().join("no.sqlite"),
        "This is no database, though it is long enough to be one.",
    )
    .unwrap();
    std::fs::write(folder.path().join("bad.toml"), "[server]\nlisten = 5\n").unwrap();
    for (name, value) in [
        ("BULLETINS_DATABASE__URL", "postgres://127.0.0.1:1/x"),
        ("BULLETINS_DATABASE__URL", "sqlite:///dev/null/x/y.sqlite"),
        ("BULLETINS_DATABASE__URL", "sqlite://no.sqlite"),
        ("BULLETINS_SERVER__LISTEN", &address),
        ("BULLETINS_SERVER__BASE_URL", "nowhere"),
        ("BULLETINS_CONFIG", "bad.toml"),
        ("BULLETINS_CONFIG", "missing.toml"),
        ("BULLETINS_MAIL__FILES_DIRECTORY", "/dev/null/mail"),
        ("BULLETINS_MAIL__SMTP_URL", "smtps://mail.example:noport"),
        ("BULLETINS_MAIL__DKIM_KEY_FILE", "missing.pem"),
    ] {
        let output = bulletins(folder.path()).env(name, value).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{name}={value}: {}", told(&output));
        // A start that fails shows no way in.
        assert!(!told(&output).contains("/invitations/"), "{name}={value}: {}", told(&output));
        let told = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        let mut parts: Vec<&str> = told.split(": ").map(str::trim).collect();
        parts.sort();
        let twice: Vec<_> = parts.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{name}={value}: {told}\n{twice:?}");
    }
}

/// Who runs it finds what is meant without looking for it.
#[test]
fn what_cannot_be_opened_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    for (name, value, expected) in [
        ("BULLETINS_CONFIG", "folder", "cannot read the settings in folder: Is a directory"),
        ("BULLETINS_CONFIG", "none.toml", "cannot read the settings in none.toml: No such file"),
        ("BULLETINS_DATABASE__URL", "sqlite://folder", "folder: unable to open database file (whose file"),
        ("BULLETINS_MAIL__FILES_DIRECTORY", "/dev/null/mail", "cannot be used: /dev/null/mail: "),
    ] {
        let output = bulletins(folder.path()).env(name, value).output().unwrap();
        assert!(!output.status.success() && told(&output).contains(expected), "{name}: {}", told(&output));
    }
    let unreachable = ("BULLETINS_DATABASE__URL", "postgres://127.0.0.1:1/x");
    let output =
        bulletins(folder.path()).env(unreachable.0, unreachable.1).args(["people", "list"]).output().unwrap();
    assert_eq!(told(&output).lines().count(), 1, "{}", told(&output));
    // Which settings were looked at.
    let check = |arguments: &[&str]| told(&bulletins(folder.path()).args(arguments).output().unwrap());
    assert!(check(&["check"]).contains("no file of settings is named"), "{}", check(&["check"]));
    std::fs::write(folder.path().join("a.toml"), "[server]\nlisten = \"127.0.0.1:9000\"\n").unwrap();
    let named = check(&["check", "--config", "a.toml"]);
    assert!(named.contains("pages at http://127.0.0.1:9000/; as a.toml and variables say"), "{named}");
    // What is lost on a platform whose disk forgets, and what is of no use there.
    let mut platform = bulletins(folder.path());
    platform.arg("check").env("CONTAINER_VERSION", "1").env("BULLETINS_BACKUP__FOLDER", "backups");
    let lost = told(&platform.output().unwrap());
    for what in ["the database in ", "mails as files in ", "backups in backups: take them elsewhere"] {
        assert!(
            lost.contains(&format!("Scalingo starts this on a disk that forgets, and would lose {what}")),
            "{lost}"
        );
    }
    let unset = told(&platform.env_remove("BULLETINS_BACKUP__FOLDER").output().unwrap());
    assert!(unset.contains("rely on Scalingo's backups of PostgreSQL") && !unset.contains("cron"), "{unset}");
    // And which database was made where none was.
    let mut add = bulletins(folder.path());
    add.args(["people", "add", "zoe@eig.example", "--name", "Zoé"]).env("BULLETINS_LOG__FILTER", "info");
    let added = told(&add.output().unwrap());
    assert!(added.contains("a new database was made") && added.contains("/var/bulletins.sqlite"), "{added}");
}

/// Administrations sign the certificates of their own servers by themselves.
#[test]
fn an_authority_that_the_machine_trusts_is_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let check = |authority: &str| {
        let port = tls::server_nobody_trusts().port();
        let mut command = bulletins(folder.path());
        command.arg("check").env("SSL_CERT_FILE", authority);
        command.env("BULLETINS_SECURITY__BREACHED_PASSWORDS", format!("https://localhost:{port}/range/"));
        told(&command.output().unwrap())
    };
    let [unknown, known] = ["/dev/null", tls::AUTHORITY].map(check);
    assert!(unknown.contains("(security.breached_passwords) does not answer"), "{unknown}");
    assert!(unknown.contains("error sending request: "), "the cause is told: {unknown}");
    assert!(!known.contains("(security.breached_passwords) does not answer"), "{known}");
}

/// A mail server that is told anything else gives the mail back to who wrote it.
#[test]
fn a_mail_that_cannot_be_taken_in_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    for variable in [("BULLETINS_CONFIG", "none.toml"), ("BULLETINS_SERVER__PROT", "80"), ("PATH", "")] {
        let mut command = bulletins(folder.path());
        let output = command.arg("bounce").env(variable.0, variable.1).stdin(Stdio::null()).output().unwrap();
        assert_eq!(output.status.code(), Some(75), "{variable:?}: {}", told(&output));
    }
}

/// As a unit of systemd: it is told when the program serves, that it is alive, and that it stops. Meanwhile numbers are told at
/// the address of their own alone.
#[test]
fn systemd_is_told_and_numbers_have_an_address_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let [pages, numbers] = [ports::free(), ports::free()];
    let mut command = bulletins(folder.path());
    command.env("NOTIFY_SOCKET", folder.path().join("notify")).env("WATCHDOG_USEC", "300000");
    command
        .env("BULLETINS_SERVER__LISTEN", pages.to_string())
        .env("BULLETINS_METRICS__LISTEN", numbers.to_string());
    let mut program = Program::start(&mut command);
    let hear = || {
        let mut said = [0; 200];
        let count = socket.recv(&mut said).unwrap();
        String::from_utf8_lossy(&said[..count]).into_owned()
    };
    assert_eq!(hear(), "READY=1\n");
    assert_eq!([hear(), hear()], ["WATCHDOG=1\n", "WATCHDOG=1\n"]);
    let ask = |address: SocketAddr, path: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    assert!(ask(numbers, "/metrics").contains("bulletins_build_info"));
    for (address, path) in [(pages, "/metrics"), (numbers, "/"), (numbers, "/sign-in")] {
        assert!(ask(address, path).starts_with("HTTP/1.1 404"), "{address} {path}");
    }
    program.ask_to_stop();
    assert!(std::iter::repeat_with(hear).any(|said| said == "STOPPING=1\n"));
    assert!(program.wait().success());
}

/// Where nothing else can ask: in a container of it alone.
#[test]
fn the_program_itself_tells_whether_it_is_ready() {
    let folder = tempfile::tempdir().unwrap();
    let port = ports::free().port();
    let command = || {
        let mut command = bulletins(folder.path());
        command.env("BULLETINS_SERVER__LISTEN", format!("0.0.0.0:{port}"));
        command
    };
    let ask = || command().arg("healthcheck").output().unwrap();
    let before = ask();
    assert_eq!(before.status.code(), Some(1));
    assert!(told(&before).contains(&format!("nothing answers at 127.0.0.1:{port}")), "{}", told(&before));
    let mut program = Program::start(&mut command());
    let ready = std::iter::repeat_with(|| (program.is_running(), ask()))
        .find(|(is_running, asked)| !is_running || asked.status.success());
    let (is_running, asked) = ready.unwrap();
    assert!(is_running && told(&asked).contains("\"ready\""), "{}", told(&asked));
}
