//! Bulletins are taken out of the service, as tables and documents, some hundred at a time: what is taken out may be
//! larger than memory.

use futures_util::stream::{self, Stream, TryStreamExt};

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::programme::project::Project;
use crate::services::Error;
use crate::store::Db;
use crate::store::filing::bulletins;

pub mod csv;
pub mod json;
pub mod markdown;
pub mod xlsx;

/// How many bulletins are read at a time.
const CHUNK: i64 = 200;

/// What is taken out: those projects, up to the last week that everybody may read.
#[derive(Debug, Clone)]
pub struct Scope {
    pub projects: Vec<Project>,
    pub last: Week,
}

impl Scope {
    /// Whose bulletin that is; none cannot be, since only bulletins of these projects are read.
    fn project(&self, bulletin: &Bulletin) -> Option<&Project> {
        self.projects.iter().find(|project| project.id == bulletin.project)
    }
}

/// The bulletins of a scope, oldest first, in chunks.
pub fn chunks(db: &Db, scope: &Scope) -> impl Stream<Item = Result<Vec<Bulletin>, Error>> + use<> {
    let ids: Vec<_> = scope.projects.iter().map(|project| project.id).collect();
    let (db, last) = (db.clone(), scope.last);
    stream::try_unfold(None, move |bookmark| {
        let (db, ids) = (db.clone(), ids.clone());
        async move {
            let chunk = db.read(move |conn| bulletins::after(conn, &ids, bookmark, last, CHUNK)).await?;
            let next = chunk.last().map(|bulletin| (bulletin.week, bulletin.id));
            Ok::<_, Error>(next.map(|next| (chunk, Some(next))))
        }
    })
}

/// A document as it is written: its beginning, each chunk as `write` puts it, and its end.
fn document<W>(
    db: &Db,
    scope: Scope,
    head: Vec<u8>,
    mut write: W,
    tail: Vec<u8>,
) -> impl Stream<Item = Result<Vec<u8>, Error>> + use<W>
where
    W: FnMut(&Scope, &[Bulletin]) -> Result<Vec<u8>, Error>,
{
    let body = chunks(db, &scope).and_then(move |chunk| {
        let written = write(&scope, &chunk);
        async move { written }
    });
    let once = |bytes: Vec<u8>| stream::once(async move { Ok(bytes) });
    stream::StreamExt::chain(stream::StreamExt::chain(once(head), body), once(tail))
}
