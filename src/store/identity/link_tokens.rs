//! What the links in mails stand for.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::people::PersonId;
use crate::domain::programme::project::ProjectId;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::link_tokens;
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Result};

const FILING: &str = "filing";
const SIGN_UP: &str = "sign-up";
const FIRST_COORDINATOR: &str = "first-coordinator";
const SIGN_IN: &str = "sign-in";
const PASSWORD_RESET: &str = "password-reset";

/// Opens one form, of one project and week, for one person, until it expires.
pub struct FilingLink {
    pub person: PersonId,
    pub project: ProjectId,
    pub week: Week,
    pub expires_at: DateTime<Utc>,
}

/// Writes a filing link under the hash of its token.
pub fn insert_filing(
    conn: &mut Conn,
    token_hash: &[u8],
    link: &FilingLink,
    now: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(link_tokens::table)
        .values((
            link_tokens::token_hash.eq(token_hash),
            link_tokens::purpose.eq(FILING),
            link_tokens::person_id.eq(link.person.0),
            link_tokens::project_id.eq(link.project.0),
            link_tokens::week.eq(link.week.to_string()),
            link_tokens::created_at.eq(Moment::from(now)),
            link_tokens::expires_at.eq(Moment::from(link.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The filing link with that token, also when it has expired: its owner is told so.
pub fn filing(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<FilingLink>> {
    type Row = (Option<i64>, Option<i64>, Option<String>, Moment);
    let row: Option<Row> = link_tokens::table
        .filter(link_tokens::token_hash.eq(token_hash).and(link_tokens::purpose.eq(FILING)))
        .select((link_tokens::person_id, link_tokens::project_id, link_tokens::week, link_tokens::expires_at))
        .first(conn)
        .optional()?;
    let Some((Some(person), Some(project), Some(week), expires_at)) = row else { return Ok(None) };
    Ok(Some(FilingLink {
        person: PersonId(person),
        project: ProjectId(project),
        week: parsed(&week)?,
        expires_at: expires_at.into(),
    }))
}

/// Whose link has that token, whatever it is for and also when it has ended.
pub fn person(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<PersonId>> {
    let person: Option<Option<i64>> = link_tokens::table
        .filter(link_tokens::token_hash.eq(token_hash))
        .select(link_tokens::person_id)
        .first(conn)
        .optional()?;
    Ok(person.flatten().map(PersonId))
}

/// When the filing link with that token was made.
pub fn filing_made_at(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<DateTime<Utc>>> {
    let made_at: Option<Moment> = link_tokens::table
        .filter(link_tokens::token_hash.eq(token_hash).and(link_tokens::purpose.eq(FILING)))
        .select(link_tokens::created_at)
        .first(conn)
        .optional()?;
    Ok(made_at.map(Into::into))
}

/// Notes that a filing link's owner has answered by it; it can be used again.
pub fn note_answer(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    let link = link_tokens::token_hash.eq(token_hash).and(link_tokens::purpose.eq(FILING));
    diesel::update(link_tokens::table.filter(link))
        .set(link_tokens::used_at.eq(Moment::from(now)))
        .execute(conn)?;
    Ok(())
}

/// Whom a sign-up link lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    Person(PersonId),
    /// Whoever comes first to a new installation.
    FirstCoordinator,
}

impl Invited {
    fn columns(self) -> (&'static str, Option<i64>) {
        match self {
            Invited::Person(id) => (SIGN_UP, Some(id.0)),
            Invited::FirstCoordinator => (FIRST_COORDINATOR, None),
        }
    }
}

/// Writes a link with which somebody signs up, once.
pub fn insert_sign_up(
    conn: &mut Conn,
    token_hash: &[u8],
    invited: Invited,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    insert_single_use(conn, token_hash, invited.columns(), now, expires_at)
}

/// Whom a sign-up link is for, while it can be used.
pub fn sign_up(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<Invited>> {
    let person = usable(conn, &[SIGN_UP, FIRST_COORDINATOR], token_hash, now)?;
    Ok(person.map(|person| person.map_or(Invited::FirstCoordinator, Invited::Person)))
}

/// Uses a sign-up link up; false if somebody was quicker, or it is none that can be used.
pub fn use_sign_up(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    use_up(conn, &[SIGN_UP, FIRST_COORDINATOR], token_hash, now)
}

/// A link with which somebody signs in, once, and the code that does the same in the browser that asked for it.
pub struct SignInLink<'a> {
    pub token_hash: &'a [u8],
    pub code_hash: &'a [u8],
    pub browser_hash: &'a [u8],
    pub person: PersonId,
    pub expires_at: DateTime<Utc>,
}

pub fn insert_sign_in(conn: &mut Conn, link: &SignInLink<'_>, now: DateTime<Utc>) -> Result<()> {
    insert_single_use(conn, link.token_hash, (SIGN_IN, Some(link.person.0)), now, link.expires_at)?;
    diesel::update(link_tokens::table.filter(link_tokens::token_hash.eq(link.token_hash)))
        .set((link_tokens::code_hash.eq(link.code_hash), link_tokens::browser_hash.eq(link.browser_hash)))
        .execute(conn)?;
    Ok(())
}

/// A code that was sent at the wish of a browser and can still be typed.
pub struct Code {
    id: i64,
    pub token_hash: Vec<u8>,
    pub code_hash: Vec<u8>,
    pub person: PersonId,
}

/// The codes that can be typed in that browser: sent after `since`, with fewer than `most_wrong` wrong ones typed.
pub fn codes_of(
    conn: &mut Conn,
    browser_hash: &[u8],
    most_wrong: i32,
    since: DateTime<Utc>,
) -> Result<Vec<Code>> {
    type Row = (i64, Vec<u8>, Option<Vec<u8>>, Option<i64>);
    let rows: Vec<Row> = link_tokens::table
        .filter(link_tokens::browser_hash.eq(browser_hash).and(link_tokens::purpose.eq(SIGN_IN)))
        .filter(link_tokens::used_at.is_null().and(link_tokens::created_at.gt(Moment::from(since))))
        .filter(link_tokens::wrong_codes.lt(most_wrong))
        .select((link_tokens::id, link_tokens::token_hash, link_tokens::code_hash, link_tokens::person_id))
        .load(conn)?;
    let code = |(id, token_hash, code_hash, person): (_, _, Option<Vec<u8>>, Option<i64>)| {
        Some(Code { id, token_hash, code_hash: code_hash?, person: PersonId(person?) })
    };
    Ok(rows.into_iter().filter_map(code).collect())
}

/// Counts a wrong code against each of those.
pub fn count_wrong_code(conn: &mut Conn, codes: &[Code]) -> Result<()> {
    let ids: Vec<i64> = codes.iter().map(|code| code.id).collect();
    diesel::update(link_tokens::table.filter(link_tokens::id.one_of(ids)))
        .set(link_tokens::wrong_codes.eq(link_tokens::wrong_codes + 1))
        .execute(conn)?;
    Ok(())
}

/// Writes a link with which that person chooses a new password, once.
pub fn insert_password_reset(
    conn: &mut Conn,
    token_hash: &[u8],
    person: PersonId,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    insert_single_use(conn, token_hash, (PASSWORD_RESET, Some(person.0)), now, expires_at)
}

/// Who chooses a new password with that link, while it can be used.
pub fn password_reset(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<PersonId>> {
    Ok(usable(conn, &[PASSWORD_RESET], token_hash, now)?.flatten())
}

/// Uses a reset link up; false if somebody was quicker, or it is none that can be used.
pub fn use_password_reset(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    use_up(conn, &[PASSWORD_RESET], token_hash, now)
}

/// Ends every link of that person, of whatever kind.
pub fn delete_of(conn: &mut Conn, person: PersonId) -> Result<()> {
    diesel::delete(link_tokens::table.filter(link_tokens::person_id.eq(person.0))).execute(conn)?;
    Ok(())
}

/// Ends the links that let that person in and that nobody has used.
pub fn revoke_entries(conn: &mut Conn, person: PersonId) -> Result<()> {
    let entries = link_tokens::purpose.one_of([SIGN_UP, SIGN_IN, PASSWORD_RESET]);
    let unused = link_tokens::person_id.eq(person.0).and(link_tokens::used_at.is_null());
    diesel::delete(link_tokens::table.filter(entries.and(unused))).execute(conn)?;
    Ok(())
}

/// Who has been sent an invitation that can still be accepted, and when, the latest last.
pub fn invited_people(conn: &mut Conn, now: DateTime<Utc>) -> Result<Vec<(PersonId, DateTime<Utc>)>> {
    let sent: Vec<(Option<i64>, Moment)> = link_tokens::table
        .filter(link_tokens::purpose.eq(SIGN_UP).and(link_tokens::used_at.is_null()))
        .filter(link_tokens::expires_at.gt(Moment::from(now)))
        .select((link_tokens::person_id, link_tokens::created_at))
        .order(link_tokens::created_at)
        .load(conn)?;
    let sent = sent.into_iter().filter_map(|(id, at)| Some((PersonId(id?), at.into())));
    Ok(sent.collect())
}

/// Whether that person has been sent an invitation after that moment, and has not used it.
pub fn was_invited_since(conn: &mut Conn, person: PersonId, since: DateTime<Utc>) -> Result<bool> {
    let sent = link_tokens::table
        .filter(link_tokens::person_id.eq(person.0).and(link_tokens::purpose.eq(SIGN_UP)))
        .filter(link_tokens::used_at.is_null().and(link_tokens::created_at.gt(Moment::from(since))));
    Ok(diesel::select(diesel::dsl::exists(sent)).get_result(conn)?)
}

/// Who signs in with that link, while it can be used.
pub fn sign_in(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<PersonId>> {
    Ok(usable(conn, &[SIGN_IN], token_hash, now)?.flatten())
}

/// Uses a sign-in link up; false if somebody was quicker, or it is none that can be used.
pub fn use_sign_in(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    use_up(conn, &[SIGN_IN], token_hash, now)
}

fn insert_single_use(
    conn: &mut Conn,
    token_hash: &[u8],
    (purpose, person): (&str, Option<i64>),
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    diesel::insert_into(link_tokens::table)
        .values((
            link_tokens::token_hash.eq(token_hash),
            link_tokens::purpose.eq(purpose),
            link_tokens::person_id.eq(person),
            link_tokens::created_at.eq(Moment::from(now)),
            link_tokens::expires_at.eq(Moment::from(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The person of a single-use link of one of those purposes, while it can be used.
fn usable(
    conn: &mut Conn,
    purposes: &[&str],
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Option<PersonId>>> {
    let person: Option<Option<i64>> = link_tokens::table
        .filter(
            link_tokens::token_hash.eq(token_hash).and(link_tokens::purpose.one_of(purposes.iter().copied())),
        )
        .filter(link_tokens::used_at.is_null().and(link_tokens::expires_at.gt(Moment::from(now))))
        .select(link_tokens::person_id)
        .first(conn)
        .optional()?;
    Ok(person.map(|person| person.map(PersonId)))
}

/// Of two that use one link at the same moment, one succeeds.
fn use_up(conn: &mut Conn, purposes: &[&str], token_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    let used = diesel::update(
        link_tokens::table
            .filter(
                link_tokens::token_hash
                    .eq(token_hash)
                    .and(link_tokens::purpose.one_of(purposes.iter().copied())),
            )
            .filter(link_tokens::used_at.is_null().and(link_tokens::expires_at.gt(Moment::from(now)))),
    )
    .set(link_tokens::used_at.eq(Moment::from(now)))
    .execute(conn)?;
    Ok(used == 1)
}

/// Takes back the links of that kind (and for that person) that nobody has used.
pub fn revoke_sign_ups(conn: &mut Conn, invited: Invited) -> Result<()> {
    let (purpose, person) = invited.columns();
    diesel::delete(
        link_tokens::table
            .filter(link_tokens::purpose.eq(purpose).and(link_tokens::used_at.is_null()))
            .filter(link_tokens::person_id.eq(person).or(link_tokens::person_id.is_null())),
    )
    .execute(conn)?;
    Ok(())
}

/// Forgets links that expired before that moment.
pub fn delete_expired(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize> {
    Ok(diesel::delete(link_tokens::table.filter(link_tokens::expires_at.lt(Moment::from(before))))
        .execute(conn)?)
}
