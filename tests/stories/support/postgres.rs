//! A throw-away PostgreSQL, made from the installed server once a test run.

use std::error::Error;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::Integer;
use diesel::{Connection, PgConnection, RunQueryDsl};

/// A database of its own; it is dropped with this, whoever is connected to it.
pub struct Fresh {
    pub url: String,
}

impl Fresh {
    /// With nothing in it; none where there is no PostgreSQL on this machine.
    pub fn empty() -> Option<Fresh> {
        Some(Fresh::made(server()?, ""))
    }

    /// With all tables, copied from one that is made once a run. Empty on a server that goes on after the run, which that
    /// one would stay on: whoever starts there makes the tables.
    pub fn migrated() -> Option<Fresh> {
        static LIKE: OnceLock<String> = OnceLock::new();
        let server = server()?;
        let like = || LIKE.get_or_init(|| make_template(&server.url));
        Some(Fresh::made(server, if server.ends_with_run { like() } else { "" }))
    }

    fn made(server: &Server, like: &str) -> Fresh {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("bulletins_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        run(&server.url, &[&format!("CREATE DATABASE {name} {like}")]).expect("a database can be made");
        Fresh { url: format!("{}/{name}", server.url) }
    }

    fn server_and_name(&self) -> (&str, &str) {
        self.url.rsplit_once('/').expect("an address ends with its database")
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let (server, name) = self.server_and_name();
        succeeds(run(server, &[&format!("DROP DATABASE {name} WITH (FORCE)")]));
    }
}

/// Makes what others are copied from; how they are.
fn make_template(server: &str) -> String {
    let name = "bulletins_test_migrated";
    let made = run(server, &[&format!("CREATE DATABASE {name}")]);
    made.expect("a database can be made");
    super::place::migrate(&format!("{server}/{name}"));
    // Nobody may be in it while it is copied.
    run(server, &[&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false")]).unwrap();
    // Page by page through the log takes twice as long, and older servers know no such choice.
    let mut conn = PgConnection::establish(&format!("{server}/postgres")).unwrap();
    let version = sql::<Integer>("current_setting('server_version_num')::int");
    let version: i32 = diesel::select(version).get_result(&mut conn).unwrap();
    let strategy = if version >= 150_000 { "STRATEGY file_copy" } else { "" };
    format!("TEMPLATE {name} {strategy}")
}

/// A database whose tables lie in that folder, which becomes the server's, until it is dropped.
pub struct Elsewhere {
    pub url: String,
    // In this order: what lies in a place goes before it.
    _database: Fresh,
    _space: Space,
}

impl Elsewhere {
    /// None where there is no PostgreSQL on this machine.
    pub fn at(folder: &Path) -> Option<Elsewhere> {
        let database = Fresh::empty()?;
        if let Some((uid, gid)) = other_user() {
            chown(folder, Some(uid), Some(gid)).unwrap();
        }
        let (server, name) = database.server_and_name();
        let space = Space { server: server.to_owned(), name: format!("of_{name}") };
        let make = format!("CREATE TABLESPACE {} LOCATION '{}'", space.name, folder.display());
        run(server, &[&make, &format!("ALTER DATABASE {name} SET TABLESPACE {}", space.name)]).unwrap();
        Some(Elsewhere { url: database.url.clone(), _database: database, _space: space })
    }
}

struct Space {
    server: String,
    name: String,
}

impl Drop for Space {
    fn drop(&mut self) {
        succeeds(run(&self.server, &[&format!("DROP TABLESPACE {}", self.name)]));
    }
}

fn run(server: &str, statements: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut conn = PgConnection::establish(&format!("{server}/postgres"))?;
    for statement in statements {
        conn.batch_execute(statement)?;
    }
    Ok(())
}

/// Fails where something is left behind, but in a story that fails already: what it says is what counts.
fn succeeds(done: Result<(), Box<dyn Error>>) {
    if !std::thread::panicking() {
        done.expect("what a story made is taken away again");
    }
}

struct Server {
    /// Its address without a database.
    url: String,
    /// It is made for this run, and gone after it.
    ends_with_run: bool,
}

fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(find_server).as_ref()
}

fn find_server() -> Option<Server> {
    if let Ok(url) = std::env::var("BULLETINS_TEST_POSTGRES_URL") {
        return Some(Server { url: url.trim_end_matches('/').to_owned(), ends_with_run: false });
    }
    let Some(binaries) = find_binaries() else {
        super::skip("postgres", "no PostgreSQL server is installed, so that its stories are not told");
        return None;
    };
    Some(Server { url: start(&binaries), ends_with_run: true })
}

fn find_binaries() -> Option<PathBuf> {
    let told = Command::new("pg_config").arg("--bindir").output().ok();
    let told = told.map(|out| PathBuf::from(String::from_utf8_lossy(&out.stdout).trim()));
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut candidates: Vec<PathBuf> = installed.map(|entry| entry.path().join("bin")).collect();
    candidates.sort();
    candidates.into_iter().rev().chain(told).find(|path| path.join("initdb").exists())
}

/// Makes a cluster and starts it; a watchdog ends it when this process does, however that ends.
fn start(binaries: &Path) -> String {
    // In memory a database is made twenty times as fast as on a disk that others write to.
    let place = super::place::memory().map_or_else(std::env::temp_dir, Path::to_path_buf);
    let folder = place.join(format!("bulletins-postgres-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let user = other_user();
    if let Some((uid, gid)) = user {
        chown(&folder, Some(uid), Some(gid)).unwrap();
    }
    let data = folder.join("data");
    let as_user = |program: &str| {
        let mut command = Command::new(binaries.join(program));
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
        command.current_dir(&folder).env("LC_ALL", "C").stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let made = as_user("initdb")
        .args(["--username=bulletins", "--auth=trust", "--no-sync", "--encoding=UTF8", "--pgdata"])
        .arg(&data)
        .status()
        .unwrap();
    assert!(made.success(), "initdb failed");
    let address = super::ports::free();
    let server = as_user("postgres")
        .arg("-D")
        .arg(&data)
        .args([
            "-p",
            &address.port().to_string(),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
        ])
        .args(["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300"])
        // Nobody reads its log but itself: it keeps little of it.
        .args(["-c", "wal_level=minimal", "-c", "max_wal_senders=0"])
        .args(["-c", "min_wal_size=32MB", "-c", "max_wal_size=64MB"])
        .spawn()
        .unwrap();
    watch(server, &folder);
    let url = format!("postgres://bulletins@{address}");
    let deadline = Instant::now() + Duration::from_secs(60);
    while PgConnection::establish(&format!("{url}/postgres")).is_err() {
        assert!(Instant::now() < deadline, "PostgreSQL did not start");
        std::thread::sleep(Duration::from_millis(50));
    }
    url
}

/// `initdb` refuses root: as root, some other user.
fn other_user() -> Option<(u32, u32)> {
    let is_root = std::fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if !is_root.unwrap_or(false) {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap();
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    find("postgres").or_else(|| find("nobody"))
}

/// Reads from a pipe that this process holds open: when it ends, the pipe does.
fn watch(server: Child, folder: &Path) {
    static HELD: OnceLock<[Child; 2]> = OnceLock::new();
    let script = "cat >/dev/null; kill -QUIT \"$1\"; while kill -0 \"$1\" 2>/dev/null; do sleep 0.1; done; rm -rf \"$2\"";
    let watchdog = Command::new("sh")
        .args(["-c", script, "watchdog", &server.id().to_string()])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap();
    // With its children this process holds the watchdog's pipe, up to its own end.
    assert!(HELD.set([server, watchdog]).is_ok(), "one server a test run");
}
