//! Somebody's calendar gets another address; the former one has ended.

use crate::domain::people::Member;
use crate::domain::privacy::audit::Action;
use crate::services::{Error, Scope};
use crate::store::people;
use crate::store::privacy::audit::{self, Entry};

pub fn renew(scope: &mut Scope<'_>, member: &Member) -> Result<(), Error> {
    people::renew_feed(scope.conn, member.person.id)?;
    Ok(audit::record(scope.conn, &Entry::own(member.person.id, Action::FeedRenewed), scope.now)?)
}
