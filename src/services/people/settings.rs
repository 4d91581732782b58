//! What is a person's own: name, language, mails.

use super::absences;
use super::standing_in::{self, Pair};
use crate::domain::kit::{Faults, Name};
use crate::domain::people::absence::Away;
use crate::domain::people::preferences::{DigestWish, Every, Scope as Told};
use crate::domain::people::{Locale, Member};
use crate::domain::post::kind::Kind;
use crate::services::identity::claim::Claim;
use crate::services::identity::sessions::{self, SignIn};
use crate::services::identity::tokens::Token;
use crate::services::reading::publishing_feeds;
use crate::services::{Error, Refusal, Scope};
use crate::store::people;
use crate::store::post::unsubscriptions;

/// What a person can settle, as it is.
pub struct Settings {
    pub mails: Mails,
    /// What may reach this person beside the digest, and whether they want it.
    pub others: Vec<(Kind, bool)>,
    pub password: Proof,
    pub sign_ins: Vec<SignIn>,
    /// What stands in the address of their calendar.
    pub feed: String,
    /// Whether they mentor a project, and so can name who stands in.
    pub mentors: bool,
    /// Who does.
    pub stand_in: Option<Pair>,
    /// When they are away; none: nobody waits for anything of theirs.
    pub away: Option<Vec<Away>>,
}

/// What is asked of somebody who chooses a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The present one.
    Present,
    /// Nothing: they have just come by mail.
    Nothing,
    /// To come by mail again: they have none.
    Mail,
}

/// Which mails a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mails {
    /// None: no digest at all.
    pub digest: Option<Told>,
    pub every: Every,
    /// Beside the digest.
    pub others: Vec<Kind>,
    /// Each request for help that does not wait for its week, whichever project asks.
    pub help_at_once: bool,
}

/// `present`: the session by which they look at it.
pub fn find(scope: &mut Scope<'_>, member: &Member, present: &Token) -> Result<Settings, Error> {
    let person = &member.person;
    let stopped = |scope: &mut Scope<'_>, kind| unsubscriptions::contains(scope.conn, person.id, kind);
    let digest = if stopped(scope, Kind::Digest)? { None } else { Some(person.digest.scope) };
    let mut others = Vec::new();
    for kind in may_reach(member) {
        others.push((kind, !stopped(scope, kind)?));
    }
    let wanted = others.iter().filter(|(_, wanted)| *wanted).map(|(kind, _)| *kind).collect();
    let help_at_once =
        people::wants_help_at_once(scope.conn, person.id)? && !stopped(scope, Kind::HelpAsked)?;
    let mails = Mails { digest, every: person.digest.every, others: wanted, help_at_once };
    let password = match people::password_hash(scope.conn, person.id)? {
        _ if Claim::new(present.clone()).proves_mail(scope)? => Proof::Nothing,
        Some(_) => Proof::Present,
        None => Proof::Mail,
    };
    Ok(Settings {
        mails,
        others,
        password,
        sign_ins: sessions::list(scope, person.id, present)?,
        feed: publishing_feeds::address_of(scope, person.id)?,
        mentors: !standing_in::mentored(member).is_empty(),
        stand_in: standing_in::present(scope, person.id)?,
        away: absences::of(scope, member)?,
    })
}

/// What that person can stop, beside the digest.
fn may_reach(member: &Member) -> impl Iterator<Item = Kind> {
    Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::Digest && kind.can_be_stopped() && kind.may_reach(member))
}

/// What a person typed of themselves.
#[derive(Debug, Clone)]
pub struct Profile {
    pub name: String,
    pub locale: Locale,
}

/// Another name, another language.
pub fn change_profile(scope: &mut Scope<'_>, member: &Member, typed: &Profile) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    let name = faults.keep("name", Name::parse(&typed.name));
    let name = faults.finish(name)?;
    people::rename(scope.conn, member.person.id, name.as_str())?;
    Ok(people::set_locale(scope.conn, member.person.id, Some(typed.locale))?)
}

/// Another language.
pub fn choose_locale(scope: &mut Scope<'_>, member: &Member, locale: Locale) -> Result<(), Error> {
    Ok(people::set_locale(scope.conn, member.person.id, Some(locale))?)
}

/// Other mails.
pub fn choose_mails(scope: &mut Scope<'_>, member: &Member, wanted: Mails) -> Result<(), Error> {
    let id = member.person.id;
    // Who wants the digest again after a while gets it as before.
    let told = wanted.digest.unwrap_or(member.person.digest.scope);
    people::set_digest(scope.conn, id, DigestWish { scope: told, every: wanted.every })?;
    // What cannot reach them stays as they left it.
    let others = may_reach(member).map(|kind| (kind, wanted.others.contains(&kind)));
    for (kind, wants) in others.chain([(Kind::Digest, wanted.digest.is_some())]) {
        if wants {
            unsubscriptions::delete(scope.conn, id, kind)?;
        } else {
            unsubscriptions::insert(scope.conn, id, kind, scope.now)?;
        }
    }
    people::set_help_at_once(scope.conn, id, wanted.help_at_once)?;
    // The link in a mail stops these, too; who wants them again wants all of them.
    if wanted.help_at_once {
        unsubscriptions::delete(scope.conn, id, Kind::HelpAsked)?;
    }
    Ok(())
}
