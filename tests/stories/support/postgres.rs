//! A throw-away PostgreSQL, made from the installed server once a test run.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

/// The address of a fresh database; none where there is no PostgreSQL on this machine.
pub fn fresh_database() -> Option<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    static SERVER: OnceLock<Option<String>> = OnceLock::new();
    let server = SERVER.get_or_init(find_server).clone()?;
    let name = format!("bulletins_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut conn = PgConnection::establish(&format!("{server}/postgres")).expect("the server answers");
    conn.batch_execute(&format!("CREATE DATABASE {name}")).expect("a database can be made");
    Some(format!("{server}/{name}"))
}

/// A database whose tables lie in that folder, which becomes the server's, until it is dropped.
pub struct Elsewhere {
    pub url: String,
}

impl Elsewhere {
    /// None where there is no PostgreSQL on this machine.
    pub fn at(folder: &Path) -> Option<Elsewhere> {
        let url = fresh_database()?;
        if let Some((uid, gid)) = other_user() {
            chown(folder, Some(uid), Some(gid)).unwrap();
        }
        let (server, name) = url.rsplit_once('/').unwrap();
        let space = format!("CREATE TABLESPACE of_{name} LOCATION '{}'", folder.display());
        run(server, &[&space, &format!("ALTER DATABASE {name} SET TABLESPACE of_{name}")]);
        Some(Elsewhere { url })
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        let (server, name) = self.url.rsplit_once('/').unwrap();
        run(server, &[&format!("DROP DATABASE {name} WITH (FORCE)"), &format!("DROP TABLESPACE of_{name}")]);
    }
}

fn run(server: &str, statements: &[&str]) {
    let mut conn = PgConnection::establish(&format!("{server}/postgres")).expect("the server answers");
    statements.iter().for_each(|statement| conn.batch_execute(statement).unwrap());
}

/// The server's address without a database.
fn find_server() -> Option<String> {
    if let Ok(url) = std::env::var("BULLETINS_TEST_POSTGRES_URL") {
        return Some(url.trim_end_matches('/').to_owned());
    }
    let Some(binaries) = find_binaries() else {
        super::skip("postgres", "no PostgreSQL server is installed, so that its stories are not told");
        return None;
    };
    Some(start(&binaries))
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
    let folder = std::env::temp_dir().join(format!("bulletins-postgres-{}", std::process::id()));
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
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let server = as_user("postgres")
        .arg("-D")
        .arg(&data)
        .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
        .args(["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300"])
        .spawn()
        .unwrap();
    watch(server, &folder);
    let url = format!("postgres://bulletins@127.0.0.1:{port}");
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
