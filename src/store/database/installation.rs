//! Facts about the installation itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::either::on_each;
use super::schema::installation;
use crate::domain::calendar::Closed;
use crate::store::{Conn, Error, Result};

/// What an installation is given once and keeps: the moment it began, and a key that its replicas share.
pub struct Installation {
    /// Nothing that was due before is made up for.
    pub began_at: DateTime<Utc>,
    /// 256 random bits, with which the replicas sign what they hand to browsers.
    pub key: [u8; 32],
}

/// The installation's facts; none: it has not started yet.
pub fn find(conn: &mut Conn) -> Result<Option<Installation>> {
    let (Some(began_at), Some(key)) = (value(conn, "began_at")?, value(conn, "key")?) else {
        return Ok(None);
    };
    read(&began_at, &key).map(Some)
}

/// Reads the installation's facts, or writes `proposed` where this is its first start.
pub fn begin(conn: &mut Conn, proposed: &Installation) -> Result<Installation> {
    let began_at = first_value(conn, "began_at", proposed.began_at.to_rfc3339())?;
    let key = first_value(conn, "key", STANDARD.encode(proposed.key))?;
    read(&began_at, &key)
}

fn read(began_at: &str, key: &str) -> Result<Installation> {
    Ok(Installation {
        began_at: began_at.parse().map_err(|_| Error::Corrupt("installation.began_at".into()))?,
        key: STANDARD
            .decode(key)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or_else(|| Error::Corrupt("installation.key".into()))?,
    })
}

fn first_value(conn: &mut Conn, name: &str, proposed: String) -> Result<String> {
    let row = (installation::name.eq(name), installation::value.eq(proposed));
    on_each!(conn, c => diesel::insert_into(installation::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(installation::table.find(name).select(installation::value).first(conn)?)
}

const PROXY: &str = "proxy_seen_at";

/// Notes that requests come through a proxy of which the settings do not know.
pub fn note_proxy(conn: &mut Conn, now: DateTime<Utc>) -> Result<()> {
    first_value(conn, PROXY, now.to_rfc3339())?;
    Ok(())
}

/// Whether they ever did.
pub fn proxy_was_seen(conn: &mut Conn) -> Result<bool> {
    let seen: i64 = installation::table.filter(installation::name.eq(PROXY)).count().get_result(conn)?;
    Ok(seen > 0)
}

const CLOSED: &str = "closed";

/// The latest week that has closed, and when.
pub fn closed(conn: &mut Conn) -> Result<Option<Closed>> {
    let read = |text: String| {
        let (week, at) = text.split_once(' ')?;
        Some(Closed { week: week.parse().ok()?, at: at.parse().ok()? })
    };
    value(conn, CLOSED)?
        .map(|text| read(text).ok_or_else(|| Error::Corrupt("installation.closed".into())))
        .transpose()
}

pub fn set_closed(conn: &mut Conn, closed: Closed) -> Result<()> {
    put(conn, CLOSED, &format!("{} {}", closed.week, closed.at.to_rfc3339())).map(|_| ())
}

const DOUBTED_AT: &str = "doubted_at";

/// What the clock showed when it was first doubted.
pub fn doubted_at(conn: &mut Conn) -> Result<Option<DateTime<Utc>>> {
    Ok(value(conn, DOUBTED_AT)?.and_then(|text| text.parse().ok()))
}

pub fn set_doubted_at(conn: &mut Conn, now: DateTime<Utc>) -> Result<()> {
    put(conn, DOUBTED_AT, &now.to_rfc3339()).map(|_| ())
}

/// It began now.
pub fn set_began_at(conn: &mut Conn, now: DateTime<Utc>) -> Result<()> {
    put(conn, "began_at", &now.to_rfc3339()).map(|_| ())
}

/// Nobody has cleaned up yet.
pub fn forget_cleaning(conn: &mut Conn) -> Result<()> {
    diesel::delete(installation::table.find(Doing::Cleaning.name())).execute(conn)?;
    Ok(())
}

/// What is done by one replica at a time, and when it last was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Some replica cleaned up.
    Cleaning,
    /// Some replica began a backup.
    BackingUp,
    /// A backup was done.
    BackedUp,
}

impl Doing {
    fn name(self) -> &'static str {
        match self {
            Doing::Cleaning => "cleaned_at",
            Doing::BackingUp => "backup_begun_at",
            Doing::BackedUp => "backed_up_at",
        }
    }
}

/// When some replica last did it.
pub fn done_at(conn: &mut Conn, what: Doing) -> Result<Option<DateTime<Utc>>> {
    let name = what.name();
    value(conn, name)?
        .map(|text| text.parse().map_err(|_| Error::Corrupt(format!("installation.{name}"))))
        .transpose()
}

/// Takes it over; false if another replica has done so since `last`.
pub fn take_over(
    conn: &mut Conn,
    what: Doing,
    last: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(last) = last else {
        let row = (installation::name.eq(what.name()), installation::value.eq(now.to_rfc3339()));
        let written = on_each!(conn, c => diesel::insert_into(installation::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?;
        return Ok(written == 1);
    };
    let row = installation::table
        .filter(installation::name.eq(what.name()).and(installation::value.eq(last.to_rfc3339())));
    Ok(diesel::update(row).set(installation::value.eq(now.to_rfc3339())).execute(conn)? == 1)
}

/// It was done then.
pub fn note_done(conn: &mut Conn, what: Doing, now: DateTime<Utc>) -> Result<()> {
    put(conn, what.name(), &now.to_rfc3339()).map(|_| ())
}

/// Takes over making the search index of that version; false if it is made already.
pub fn take_search_index(conn: &mut Conn, version: &str) -> Result<bool> {
    take(conn, "search", version)
}

/// Takes over putting names into the form of that version; false if they are in it already.
pub fn take_names(conn: &mut Conn, version: &str) -> Result<bool> {
    take(conn, "names", version)
}

fn take(conn: &mut Conn, name: &str, version: &str) -> Result<bool> {
    Ok(value(conn, name)?.as_deref() != Some(version) && put(conn, name, version)? == 1)
}

const SEALED_WITH: &str = "sealed_with";

/// What all begins with that is sealed here; none: nothing is yet.
pub fn sealed_with(conn: &mut Conn) -> Result<Option<Vec<u8>>> {
    let value = value(conn, SEALED_WITH)?;
    let decoded = |text| STANDARD.decode(text).map_err(|_| Error::Corrupt("installation.sealed_with".into()));
    value.map(decoded).transpose()
}

pub fn set_sealed_with(conn: &mut Conn, mark: &[u8]) -> Result<()> {
    put(conn, SEALED_WITH, &STANDARD.encode(mark)).map(|_| ())
}

const KEPT_OUT: &str = "mails_kept_out";

/// One more mail that somebody wrote was not handed on.
pub fn count_kept_out(conn: &mut Conn) -> Result<()> {
    first_value(conn, KEPT_OUT, "0".to_owned())?;
    let more = "UPDATE installation SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE name = 'mails_kept_out'";
    on_each!(conn, c => diesel::sql_query(more).execute(c))?;
    Ok(())
}

/// How many there have been.
pub fn kept_out(conn: &mut Conn) -> Result<i64> {
    let count = value(conn, KEPT_OUT)?.unwrap_or_else(|| "0".to_owned());
    count.parse().map_err(|_| Error::Corrupt(format!("installation.{KEPT_OUT}")))
}

const WIPING: &str = "wiping";

/// What was deleted is to be wiped from the database's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wiping {
    /// When it was asked for, or is to be tried again: who asks later asks for more.
    pub asked_at: DateTime<Utc>,
    /// What is left to do is to empty the log.
    pub is_written_anew: bool,
}

impl Wiping {
    fn text(&self) -> String {
        format!("{} {}", self.asked_at.to_rfc3339(), self.is_written_anew)
    }

    fn read(text: &str) -> Option<Wiping> {
        let (asked_at, is_written_anew) = text.split_once(' ')?;
        Some(Wiping { asked_at: asked_at.parse().ok()?, is_written_anew: is_written_anew.parse().ok()? })
    }
}

pub fn wiping(conn: &mut Conn) -> Result<Option<Wiping>> {
    let value = value(conn, WIPING)?;
    let read = |text: String| Wiping::read(&text).ok_or_else(|| Error::Corrupt("installation.wiping".into()));
    value.map(read).transpose()
}

pub fn ask_to_wipe(conn: &mut Conn, asked_at: DateTime<Utc>) -> Result<()> {
    put(conn, WIPING, &Wiping { asked_at, is_written_anew: false }.text()).map(|_| ())
}

/// Some of it is done, or (none) all; false if more has been asked for meanwhile.
pub fn go_on_wiping(conn: &mut Conn, known: &Wiping, left: Option<&Wiping>) -> Result<bool> {
    let row =
        installation::table.filter(installation::name.eq(WIPING).and(installation::value.eq(known.text())));
    let written = match left {
        Some(left) => diesel::update(row).set(installation::value.eq(left.text())).execute(conn)?,
        None => diesel::delete(row).execute(conn)?,
    };
    Ok(written == 1)
}

/// What is taken back again.
pub(super) fn try_to_write(conn: &mut Conn, text: &str) -> Result<()> {
    put(conn, "probe", text).map(|_| ())
}

pub(super) fn value(conn: &mut Conn, name: &str) -> Result<Option<String>> {
    Ok(installation::table.find(name).select(installation::value).first(conn).optional()?)
}

pub(super) fn put(conn: &mut Conn, name: &str, value: &str) -> Result<usize> {
    let row = (installation::name.eq(name), installation::value.eq(value));
    Ok(on_each!(conn, c => diesel::insert_into(installation::table)
        .values(row)
        .on_conflict(installation::name)
        .do_update()
        .set(installation::value.eq(value))
        .execute(c))?)
}
