//! Where databases of stories lie: each goes with the story that it was made for.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::OnceLock;

use bulletins::store::{self, Db};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use tempfile::TempDir;

use super::postgres::Fresh;

/// A database, for as long as this lives.
pub enum Place {
    File {
        url: String,
        _folder: TempDir,
    },
    Postgres(Fresh),
    /// Somebody else sees to that one.
    Others(String),
}

impl Place {
    /// A database with nothing in it, not even tables; none where there is no PostgreSQL and it is asked for.
    pub fn empty(postgres: bool) -> Option<Place> {
        if postgres { Fresh::empty().map(Place::Postgres) } else { Some(Place::file(None)) }
    }

    /// One that has its tables already, as after the program's own migrations: most stories begin there.
    pub fn migrated(postgres: bool) -> Option<Place> {
        if postgres {
            Fresh::migrated().map(Place::Postgres)
        } else {
            Some(Place::file(Some(migrated_file())))
        }
    }

    fn file(content: Option<&[u8]>) -> Place {
        let folder = folder();
        let path = folder.path().join("test.sqlite");
        if let Some(content) = content {
            // As the program makes it.
            let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
            made.unwrap().write_all(content).unwrap();
        }
        Place::File { url: format!("sqlite://{}", path.display()), _folder: folder }
    }

    pub fn url(&self) -> &str {
        match self {
            Place::File { url, .. } | Place::Others(url) => url,
            Place::Postgres(fresh) => &fresh.url,
        }
    }
}

/// A folder in memory where there is such a place: a story commits often, and each time would wait for the disk.
pub fn folder() -> TempDir {
    let in_memory = memory().and_then(|memory| tempfile::tempdir_in(memory).ok());
    in_memory.unwrap_or_else(|| tempfile::tempdir().unwrap())
}

/// Where files lie in memory, with room for those of all stories that are told at once, and more.
pub fn memory() -> Option<&'static Path> {
    const MEMORY: &str = "/dev/shm";
    const ENOUGH: u64 = 1 << 30;
    static HAS_ROOM: OnceLock<bool> = OnceLock::new();
    let has_room =
        || rustix::fs::statvfs(MEMORY).is_ok_and(|found| found.f_bavail * found.f_frsize >= ENOUGH);
    HAS_ROOM.get_or_init(has_room).then(|| Path::new(MEMORY))
}

/// Makes the tables.
pub fn migrate(url: &str) {
    let url = url.to_owned();
    // In a thread of its own: a story's may wait for nothing.
    let work = move || {
        let work = async { store::migrate(&Db::open(&url, 1)?).await };
        actix_web::rt::System::new().block_on(work).map_err(|error| error.to_string())
    };
    std::thread::spawn(work).join().unwrap().expect("a new database can be migrated");
}

/// The bytes of a file with all tables and nothing in them, made once a run.
fn migrated_file() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = folder();
        let path = folder.path().join("migrated.sqlite");
        migrate(&format!("sqlite://{}", path.display()));
        // What stands in the log beside it comes into it.
        let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
        conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        std::fs::read(&path).unwrap()
    })
}
