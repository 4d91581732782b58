//! A project's published history is shown to people outside the programme, by a link that can be ended at any time.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use subtle::ConstantTimeEq;

use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::{Project, ProjectId};
use crate::services::identity::tokens::Key;
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::projects;
use crate::store::reading::shares::{self, NewShare, Share, ShareId};
use crate::store::{self, Conn};

/// The most characters of a label.
pub const LABEL_MAX: usize = 100;

const PURPOSE: &str = "share";

/// What stands in the link. Signed rather than stored, so that it can be shown again.
pub fn token(key: &Key, id: ShareId) -> String {
    format!("{}.{}", id.0, URL_SAFE_NO_PAD.encode(signature(key, id)))
}

fn signature(key: &Key, id: ShareId) -> [u8; 32] {
    key.sign(PURPOSE, &[&id.0.to_be_bytes()])
}

/// What a link shows; none: it has been revoked, has expired, or never was.
pub fn find(
    conn: &mut Conn,
    key: &Key,
    token: &str,
    now: DateTime<Utc>,
) -> store::Result<Option<(Share, Project)>> {
    let Some((id, sent)) = token.split_once('.') else { return Ok(None) };
    let (Ok(id), Ok(sent)) = (id.parse().map(ShareId), URL_SAFE_NO_PAD.decode(sent)) else { return Ok(None) };
    if !bool::from(signature(key, id).ct_eq(&sent)) {
        return Ok(None);
    }
    let Some(share) = shares::by_id(conn, id)?.filter(|share| share.works(now)) else { return Ok(None) };
    Ok(projects::by_id(conn, share.project)?.map(|project| (share, project)))
}

/// Makes a link.
pub fn share(conn: &mut Conn, new: &NewShare, now: DateTime<Utc>) -> store::Result<ShareId> {
    let id = shares::insert(conn, new, now)?;
    audit::record(conn, &Entry::new(new.by, Action::ShareAdded).on(new.project), now)?;
    Ok(id)
}

/// Ends a link at once; false if it had ended, or is none of that project.
pub fn revoke(
    conn: &mut Conn,
    project: ProjectId,
    id: ShareId,
    by: PersonId,
    now: DateTime<Utc>,
) -> store::Result<bool> {
    let revoked = shares::revoke(conn, project, id, now)?;
    if revoked {
        audit::record(conn, &Entry::new(by, Action::ShareRevoked).on(project), now)?;
    }
    Ok(revoked)
}
