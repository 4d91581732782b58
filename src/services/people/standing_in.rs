//! A mentor is away, and names who has their mails too until a day.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate, TimeDelta};

use super::adding::insert;
use super::administering::give;
use super::roles::set_days;
use crate::domain::calendar::read_day;
use crate::domain::kit::{Faults, Name, Wrong};
use crate::domain::people::{Email, Member, Membership, Person, PersonId, Role};
use crate::domain::post::kind::Kind;
use crate::domain::privacy::audit::Action;
use crate::domain::programme::ids::ProjectId;
use crate::domain::weekly::told::StandsIn;
use crate::mail::messages::{self, Offer, To};
use crate::mail::standing_in;
use crate::services::identity::signing_up;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Denied, Error, Refusal, Scope};
use crate::store;
use crate::store::identity::throttles::{self, Quota};
use crate::store::people::stand_ins::{self, StandIn};
use crate::store::people::{self, memberships, traces};
use crate::store::post::unsubscriptions;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::projects;

/// Who is away for longer is replaced by their coordinators.
const LONGEST: Months = Months::new(3);

/// Each time somebody is told by mail, whom the mentor alone chose.
const NAMING: Quota = Quota { burst: 3, interval: TimeDelta::hours(8) };

/// For so long it is good to know.
const VALIDITY: TimeDelta = TimeDelta::days(7);

/// What a mentor typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Needed for somebody who is not known yet.
    pub name: String,
    pub email: String,
    /// The last day.
    pub until: String,
}

/// Who stands in for somebody.
pub struct Pair {
    pub stand_in: Person,
    /// The last day.
    pub until: NaiveDate,
}

/// The projects that this person mentors today themselves: who stands in hands that on to nobody.
pub fn mentored(member: &Member) -> BTreeSet<ProjectId> {
    let own = member.own_roles().filter(|held| held.role.is_mentor() && held.serves_on(member.today));
    own.map(|held| held.project).collect()
}

/// Those in whose place that person reads, each with the last day.
pub fn mentors_of<'a>(reader: &Member, members: &'a [Member]) -> Vec<(&'a Person, NaiveDate)> {
    let stands_in_for = reader.stands_in_for().into_iter();
    let mentor = |(id, until): (PersonId, Option<NaiveDate>)| {
        let found = members.iter().find(|member| member.person.id == id)?;
        Some((&found.person, until?))
    };
    stands_in_for.filter_map(mentor).collect()
}

/// Who stands in for that mentor today; none: nobody does.
pub fn present(scope: &mut Scope<'_>, mentor: PersonId) -> store::Result<Option<Pair>> {
    let Some(named) = lasting(scope, mentor)? else { return Ok(None) };
    let stand_in = people::by_id(scope.conn, named.stand_in)?.filter(|person| person.active);
    Ok(stand_in.map(|stand_in| Pair { stand_in, until: named.until }))
}

fn lasting(scope: &mut Scope<'_>, mentor: PersonId) -> store::Result<Option<StandIn>> {
    let today = scope.today();
    Ok(stand_ins::of_mentor(scope.conn, mentor)?.filter(|named| named.until >= today))
}

/// Names somebody, known or new, in the place of whoever was named before; each is told by mail.
///
/// Who is new is added as a helper of the mentor's projects until that day, so that nothing is left of it afterwards.
///
/// # Errors
/// [`Denied::Forbidden`] for who mentors nothing; faults say what speaks against it.
pub fn name(scope: &mut Scope<'_>, mentor: &Member, typed: &Typed) -> Result<(), Refusal> {
    let projects = mentored(mentor);
    if projects.is_empty() {
        return Err(Error::from(Denied::Forbidden).into());
    }
    let Wish { name, email, until } = typed.check(scope, mentor, &projects)?;
    let key = scope.services.key.sign("throttle-stand-in", &[&mentor.person.id.0.to_be_bytes()]);
    if throttles::attempt(scope.conn, &key, NAMING, scope.now)?.is_err() {
        return Err(Refusal::fault("stand_in_email", Wrong::new("stand-in-too-often")));
    }
    let by = Actor::from(mentor);
    let known = people::by_email(scope.conn, &email)?;
    let stand_in = match (known, name) {
        (Some(known), _) => known.id,
        (None, Some(name)) => add(scope, by, (&name, &email), &projects, until)?,
        (None, None) => return Err(Refusal::Gone),
    };
    hold(scope, [mentor.person.id, stand_in])?;
    if let Some(before) = lasting(scope, mentor.person.id)? {
        if before.stand_in == stand_in {
            move_help(scope, mentor, before, until)?;
        } else {
            release(scope, mentor, before)?;
        }
    }
    stand_ins::put(scope.conn, StandIn { mentor: mentor.person.id, stand_in, until }, scope.now)?;
    audit::record(scope.conn, &Entry::new(by, Action::StandInNamed).to(stand_in), scope.now)?;
    Ok(tell(scope, mentor, stand_in, until, &projects)?)
}

/// What a mentor wants.
struct Wish {
    /// Of somebody new.
    name: Option<Name>,
    email: Email,
    until: NaiveDate,
}

impl Typed {
    fn check(
        &self,
        scope: &mut Scope<'_>,
        mentor: &Member,
        projects: &BTreeSet<ProjectId>,
    ) -> Result<Wish, Refusal> {
        let email = Email::parse(&self.email);
        let known = email.as_ref().map_or(Ok(None), |email| people::by_email(scope.conn, email))?;
        let mut faults = Faults::default();
        let name = match (&email, &known) {
            (Ok(_), None) => {
                let name = Name::parse(&self.name);
                faults.keep(
                    "stand_in_name",
                    name.map_err(|wrong| wrong.instead_of("name-missing", "person-name-missing")),
                )
            }
            _ => None,
        };
        let email = faults.keep("stand_in_email", email);
        if let Some(person) = &known
            && let Some(wrong) = objection(scope, mentor, person, projects)?
        {
            faults.add("stand_in_email", wrong);
        }
        let until = faults.keep("stand_in_until", last_day(&self.until, scope.today()));
        let whole = email.zip(until).map(|(email, until)| Wish { name, email, until });
        Ok(faults.finish(whole)?)
    }
}

fn last_day(typed: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let day = read_day(typed).ok_or(Wrong::new("day-invalid"))?;
    if day < today {
        Err(Wrong::new("stand-in-past"))
    } else if today.checked_add_months(LONGEST).is_some_and(|latest| day > latest) {
        Err(Wrong::new("stand-in-too-long"))
    } else {
        Ok(day)
    }
}

/// What speaks against somebody known: they would be told nothing, or nothing that they are not told already.
fn objection(
    scope: &mut Scope<'_>,
    mentor: &Member,
    person: &Person,
    projects: &BTreeSet<ProjectId>,
) -> store::Result<Option<Wrong>> {
    let today = scope.today();
    let Some(member) = people::member(scope.conn, person.id, today)? else { return Ok(None) };
    let key = if person.id == mentor.person.id {
        "stand-in-yourself"
    } else if !person.active {
        "stand-in-kept-out"
    } else if mentored(&member).is_superset(projects) {
        "stand-in-mentors-too"
    } else if lasting(scope, person.id)?.is_some() {
        "stand-in-away"
    } else if unsubscriptions::contains(scope.conn, person.id, Kind::Digest)? {
        "stand-in-no-digest"
    } else {
        return Ok(None);
    };
    Ok(Some(Wrong::new(key)))
}

/// In the order of their numbers, so that two who name each other wait for one another, not both for both.
fn hold(scope: &mut Scope<'_>, ids: [PersonId; 2]) -> Result<(), Refusal> {
    for id in BTreeSet::from(ids) {
        let held = people::hold(scope.conn, id)?;
        held.filter(|person| person.active).ok_or(Refusal::Gone)?;
    }
    Ok(())
}

fn add(
    scope: &mut Scope<'_>,
    by: Actor,
    (name, email): (&Name, &Email),
    projects: &BTreeSet<ProjectId>,
    until: NaiveDate,
) -> store::Result<PersonId> {
    let id = insert(scope, by, name, email, None)?;
    for project in projects {
        let held = Membership { until_day: Some(until), ..Membership::open(id, *project, Role::Helper) };
        give(scope, by, held)?;
    }
    Ok(id)
}

/// Nobody stands in any more, from now on.
///
/// # Errors
/// [`Refusal::NotNow`] where nobody does.
pub fn end(scope: &mut Scope<'_>, mentor: &Member) -> Result<(), Refusal> {
    people::hold(scope.conn, mentor.person.id)?;
    let named = lasting(scope, mentor.person.id)?.ok_or(Refusal::NotNow)?;
    stand_ins::delete(scope.conn, mentor.person.id)?;
    Ok(release(scope, mentor, named)?)
}

/// Lets somebody go before their last day, and tells them.
fn release(scope: &mut Scope<'_>, mentor: &Member, named: StandIn) -> Result<(), Error> {
    move_help(scope, mentor, named, scope.today())?;
    let entry = Entry::new(mentor, Action::StandInEnded).to(named.stand_in);
    audit::record(scope.conn, &entry, scope.now)?;
    let Some(member) = people::member(scope.conn, named.stand_in, scope.today())? else { return Ok(()) };
    write_mail(scope, mentor, &member, None, &[])
}

/// The help for which somebody was added ends with their standing in; what coordinators settled otherwise, or on other
/// projects than the mentor's, stays.
fn move_help(
    scope: &mut Scope<'_>,
    mentor: &Member,
    named: StandIn,
    last_day: NaiveDate,
) -> store::Result<()> {
    // Meanwhile the mentor may have left one of them.
    let is_mentors =
        |held: &Membership| mentor.own_roles().any(|own| own.role.is_mentor() && own.project == held.project);
    let is_help = |held: &Membership| held.role == Role::Helper && held.until_day == Some(named.until);
    for held in memberships::of_person(scope.conn, named.stand_in)? {
        if is_help(&held) && is_mentors(&held) && last_day != named.until {
            set_days(scope, mentor, Membership { until_day: Some(last_day), ..held })?;
        }
    }
    Ok(())
}

/// Who has been here is asked; who has not is invited, and told why.
fn tell(
    scope: &mut Scope<'_>,
    mentor: &Member,
    stand_in: PersonId,
    until: NaiveDate,
    about: &BTreeSet<ProjectId>,
) -> Result<(), Error> {
    let Some(member) = people::member(scope.conn, stand_in, scope.today())? else { return Ok(()) };
    let heard = traces::heard(scope.conn, &[stand_in])?;
    if heard.get(&stand_in).is_some_and(|heard| heard.heard_at.is_some()) {
        let mut projects = projects::named(scope.conn, about)?;
        projects.retain(|project| project.is_told_to(&member));
        let names: Vec<&str> = projects.iter().map(|project| project.name.as_str()).collect();
        return write_mail(scope, mentor, &member, Some(until), &names);
    }
    let token = signing_up::invite(scope, mentor.into(), stand_in)?;
    let services = scope.services;
    let projects = projects::named(scope.conn, &member.projects())?;
    let to = To {
        email: &member.person.email,
        name: Some(&member.person.name),
        locale: member.locale(services.config.programme.language),
        unsubscribe: None,
    };
    let offer = Offer {
        by: &mentor.person,
        link: &services.config.link(&format!("/invitations/{}", token.reveal())),
        days: signing_up::VALIDITY.num_days(),
        stands_in_for: &[StandsIn { name: &mentor.person.name, until }],
    };
    let write = || messages::invitation(&services.letters, &to, &member, &projects, &offer, scope.now);
    let mail = Outgoing::mail(Kind::Invitation, to.email, write).to(stand_in);
    Ok(mail.post(scope, None, scope.now + signing_up::VALIDITY)?)
}

/// `until`: the last day; none: it has ended.
fn write_mail(
    scope: &mut Scope<'_>,
    mentor: &Member,
    stand_in: &Member,
    until: Option<NaiveDate>,
    about: &[&str],
) -> Result<(), Error> {
    let services = scope.services;
    let to = To {
        email: &stand_in.person.email,
        name: Some(&stand_in.person.name),
        locale: stand_in.locale(services.config.programme.language),
        unsubscribe: None,
    };
    let link = services.config.link("/weeks");
    let asked = standing_in::StandIn { mentor: &mentor.person, projects: about, until, link: &link };
    let write = || standing_in::stand_in(&services.letters, &to, &asked, scope.now);
    let mail = Outgoing::mail(Kind::StandIn, to.email, write).to(stand_in.person.id);
    Ok(mail.post(scope, None, scope.now + VALIDITY)?)
}
