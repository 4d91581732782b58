//! A project's published history is shown to people outside the programme, by a link that can be ended at any time.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use subtle::ConstantTimeEq;

use super::exporting::Extent;
use super::histories::History;
use super::visible::{Beside, Visible};
use crate::domain::calendar::{Month, read_day, zone};
use crate::domain::kit::{Faults, Label, Wrong};
use crate::domain::people::Member;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::project::Project;
use crate::domain::reading::sight::Reader;
use crate::services::help::listing::Requests;
use crate::services::identity::tokens::Key;
use crate::services::{Denied, Error, Refusal, Scope};
use crate::store::privacy::audit::{self, Entry};
use crate::store::programme::projects;
use crate::store::reading::shares::{self, NewShare, Share};

pub use crate::store::reading::shares::ShareId;

const PURPOSE: &str = "share";

/// What stands in the link. Signed rather than stored, so that it can be shown again.
fn token(key: &Key, id: ShareId) -> String {
    format!("{}.{}", id.0, URL_SAFE_NO_PAD.encode(signature(key, id)))
}

fn signature(key: &Key, id: ShareId) -> [u8; 32] {
    key.sign(PURPOSE, &[&id.0.to_be_bytes()])
}

/// A project and the links that show it, newest first.
pub struct Shared {
    pub project: Project,
    pub shares: Vec<Listed>,
}

/// A link, and what became of it.
pub struct Listed {
    pub id: ShareId,
    /// For whom it was made, in its maker's words.
    pub label: String,
    /// The link itself, while it works.
    pub link: Option<String>,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
    pub is_revoked: bool,
    pub seen_count: i64,
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// The links of a project.
///
/// # Errors
/// [`Refusal::Gone`] where there is no such project for this person, [`Denied::Forbidden`] where its history is not theirs to
/// share.
pub fn list(scope: &mut Scope<'_>, member: &Member, slug: &str) -> Result<Shared, Refusal> {
    let project = find(scope, member, slug)?;
    let listed = |share: Share| Listed {
        id: share.id,
        link: share.works(scope.now).then(|| {
            let token = token(&scope.services.key, share.id);
            scope.services.config.link(&format!("/s/{token}"))
        }),
        label: share.label,
        created_at: share.created_at,
        expires_at: share.expires_at,
        is_revoked: share.revoked_at.is_some(),
        seen_count: share.seen_count,
        last_seen_at: share.last_seen_at,
    };
    let shares = shares::of_project(scope.conn, project.id)?.into_iter().map(listed).collect();
    Ok(Shared { project, shares })
}

/// A project whose history this person may share.
fn find(scope: &mut Scope<'_>, member: &Member, slug: &str) -> Result<Project, Refusal> {
    let found = Visible::to(Reader::Member(member), scope).project(slug)?;
    let project = found.ok_or(Refusal::Gone)?;
    if member.may_share(project.id) { Ok(project) } else { Err(Error::from(Denied::Forbidden).into()) }
}

/// What somebody typed to make a link.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub label: String,
    /// The last day on which the link works; empty: until it is revoked.
    pub expires_on: String,
}

/// Makes a link.
pub fn share(scope: &mut Scope<'_>, by: &Member, slug: &str, typed: &Typed) -> Result<(), Refusal> {
    let project = find(scope, by, slug)?;
    let mut faults = Faults::default();
    let label = faults.keep("label", Label::parse(&typed.label));
    let last_day = faults.keep("expires_on", last_day(&typed.expires_on, scope.today()));
    let (label, last_day) = faults.finish(label.zip(last_day))?;
    let zone = scope.calendar.zone;
    let expires_at = last_day.map(|day| {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        zone::resolve(next.and_time(NaiveTime::MIN), zone)
    });
    let label = label.to_string();
    shares::insert(
        scope.conn,
        &NewShare { project: project.id, label, by: by.person.id, expires_at },
        scope.now,
    )?;
    let entry = Entry::new(by, Action::ShareAdded).on(project.id);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}

fn last_day(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, Wrong> {
    match typed.trim() {
        "" => Ok(None),
        day => match read_day(day) {
            Some(day) if day >= today => Ok(Some(day)),
            _ => Err(Wrong::new("share-day-wrong")),
        },
    }
}

/// Ends a link at once.
///
/// # Errors
/// [`Refusal::Gone`] where it had ended, or is none of that project.
pub fn revoke(scope: &mut Scope<'_>, by: &Member, slug: &str, id: ShareId) -> Result<(), Refusal> {
    let project = find(scope, by, slug)?;
    if !shares::revoke(scope.conn, project.id, id, scope.now)? {
        return Err(Refusal::Gone);
    }
    let entry = Entry::new(by, Action::ShareRevoked).on(project.id);
    Ok(audit::record(scope.conn, &entry, scope.now)?)
}

/// What a link shows of that month (none: of the newest ones), which is counted as a look.
///
/// # Errors
/// [`Refusal::Gone`] where it has been revoked, has expired, or never was, or where its project is in preparation again.
pub fn show(
    scope: &mut Scope<'_>,
    token: &str,
    month: Option<Month>,
) -> Result<(History, Requests), Refusal> {
    let (share, project) = open(scope, token)?;
    shares::count_look(scope.conn, share.id, scope.now)?;
    let mut visible = Visible::to(Reader::Stranger(project.id), scope);
    let requests = Requests::of(&mut visible, &project)?;
    Ok((visible.history(project, month, Beside::ThoseWeeks)?, requests))
}

/// The same to be taken along as a table.
pub fn take_out(scope: &mut Scope<'_>, token: &str) -> Result<Extent, Refusal> {
    let (_, project) = open(scope, token)?;
    Ok(Extent::of_project(&Visible::to(Reader::Stranger(project.id), scope), project))
}

fn open(scope: &mut Scope<'_>, token: &str) -> Result<(Share, Project), Refusal> {
    let id = read(&scope.services.key, token).ok_or(Refusal::Gone)?;
    let share = shares::by_id(scope.conn, id)?.filter(|share| share.works(scope.now)).ok_or(Refusal::Gone)?;
    let project = projects::by_id(scope.conn, share.project)?.ok_or(Refusal::Gone)?;
    let visible = Visible::to(Reader::Stranger(share.project), scope);
    if visible.sight().knows(&project) { Ok((share, project)) } else { Err(Refusal::Gone) }
}

fn read(key: &Key, token: &str) -> Option<ShareId> {
    let (id, sent) = token.split_once('.')?;
    let (id, sent) = (ShareId(id.parse().ok()?), URL_SAFE_NO_PAD.decode(sent).ok()?);
    bool::from(signature(key, id).ct_eq(&sent)).then_some(id)
}
