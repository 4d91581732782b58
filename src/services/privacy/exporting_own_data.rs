//! All that is kept of a person, for that person (GDPR, articles 15 and 20).

use serde::Serialize;
use serde::ser::Serializer;

use super::kept::{KEPT, Told};
use super::own_data::Part;
use crate::domain::people::Member;
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Scope};
use crate::store::privacy::audit::{self, Entry};

/// A person's data as a document, in the order of [`KEPT`].
pub struct OwnData(Vec<Part>);

impl Serialize for OwnData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// Gathers it, and keeps on record that it was.
pub fn export(scope: &mut Scope<'_>, member: &Member) -> Result<OwnData, Error> {
    audit::record(scope.conn, &Entry::own(member.person.id, Action::DataExported), scope.now)?;
    let mut parts = Vec::new();
    for kept in KEPT {
        if let Told::By(tell) = kept.told {
            parts.extend(tell(scope, member)?);
        }
    }
    Ok(OwnData(parts))
}
