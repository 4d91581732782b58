//! Everybody reads the week: who follows a project, by a mail about it; everybody else, and lists, by one digest.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::batch::Batch;
use super::gathering;
use crate::domain::calendar::schedule::Event;
use crate::domain::calendar::{Calendar, Week};
use crate::domain::filing::bulletin::{Bulletin, BulletinId};
use crate::domain::help::RequestId;
use crate::domain::people::{Email, Locale, Member, Person, PersonId, Role};
use crate::domain::post::kind::Kind;
use crate::domain::post::topic::Topic;
use crate::domain::programme::project::ProjectId;
use crate::domain::reading::acknowledging;
use crate::domain::reading::sight::{Reader, Sight};
use crate::domain::weekly::facts::{Facts, Gathered};
use crate::domain::weekly::portions::Portions;
use crate::domain::weekly::told::StandsIn;
use crate::mail::messages::To;
use crate::mail::shared::Shared;
use crate::mail::weekly::{self, Addresses, Answers, ReadAt, TeamOf};
use crate::services::help::links::Holder;
use crate::services::people::standing_in::mentors_of;
use crate::services::post::outgoing::Outgoing;
use crate::services::reading::sheets;
use crate::services::reading::visible::Visible;
use crate::services::{Error, Scope, Services, off_thread};
use crate::store::filing::bulletins;
use crate::store::people;
use crate::store::post::outbox;
use crate::store::weekly::runs::Begun;

/// To how many readers a part goes: a transaction that writes as many mails takes some milliseconds.
const PART: usize = 100;

/// What is read of the database.
struct Read {
    gathered: Gathered,
    /// Those who want to read and have nothing of this digest yet, with what they read.
    readers: Vec<(Member, Portions)>,
    /// Addresses that are nobody's and have nothing of it yet.
    lists: Vec<Email>,
    everybody: Vec<Member>,
    /// At the end of a month: those of whom who has one.
    sheets: BTreeMap<PersonId, Vec<(ProjectId, sheets::Read)>>,
    calendar: Calendar,
    now: DateTime<Utc>,
}

/// The mails for each reader; none while there is no project to tell of. `begun`: what began to be written is brought to its end.
pub(in crate::services) async fn prepare(
    services: &Arc<Services>,
    week: Week,
    begun: Option<Begun>,
) -> Result<Writing, Error> {
    let read = services.read(move |scope| read(scope, week, begun)).await?;
    let links = Links {
        help: Box::new(services.help_links()),
        read: Box::new(services.read_links()),
        unsubscribe: Box::new(services.unsubscribe_links(Kind::Digest)),
    };
    Ok(Writing::of(services, read, links))
}

/// The same as it would be then, for who looks at it beforehand: its links lead to where its readers would be led,
/// and act in nobody's name.
pub(in crate::services) async fn rehearse(
    services: &Arc<Services>,
    week: Week,
    at: DateTime<Utc>,
) -> Result<Vec<Outgoing>, Error> {
    let then = move |scope: &mut Scope<'_>| {
        // Who reads it, and for how long something has been asked, counts up to when it leaves.
        scope.now = at;
        read(scope, week, None)
    };
    let read = services.read(then).await?;
    let [requests, weeks, settings] =
        ["/help-requests/", "/weeks", "/settings"].map(|path| services.config.link(path));
    let links = Links {
        help: Box::new(move |request, _| format!("{requests}{}", request.0)),
        read: Box::new(move |_, _| weeks.clone()),
        unsubscribe: Box::new(move |_| settings.clone()),
    };
    let writing = Writing::of(services, read, links);
    off_thread(move || (0..writing.parts()).flat_map(|number| writing.part(number).mails).collect()).await
}

/// Whether that digest will tell anybody anything, as things stand. `is_next`: no other comes before it, which would tell what
/// arrived late.
pub(in crate::services) fn has_something_to_tell(
    scope: &mut Scope<'_>,
    event: &Event,
    is_next: bool,
) -> Result<bool, Error> {
    let mut read = read(scope, event.week, None)?;
    if !is_next {
        read.gathered.late.clear();
    }
    let sight = Sight::of(Reader::List, &read.calendar, event.at).only_published();
    let has_sheets = read.sheets.values().flatten().any(|(_, read)| read.sheet().is_some());
    Ok(has_sheets || read.gathered.seen_by(&sight).has_news())
}

fn read(scope: &mut Scope<'_>, week: Week, begun: Option<Begun>) -> Result<Read, Error> {
    let gathered = match begun {
        None => {
            let late = bulletins::not_digested_before(scope.conn, week)?;
            gathering::of_week(scope, week, late)?
        }
        // Everybody reads of the same bulletins: what was filed since is told by the next digest.
        Some(begun) => {
            scope.now = begun.at;
            let told = bulletins::digested_at(scope.conn, begun.at)?;
            let ids: BTreeSet<BulletinId> = told.iter().map(|bulletin| bulletin.id).collect();
            let late = told.into_iter().filter(|bulletin| bulletin.week < week).collect();
            let mut gathered = gathering::of_week(scope, week, late)?;
            gathered.bulletins.retain(|bulletin| ids.contains(&bulletin.id));
            gathered
        }
    };
    let gathered = gathering::with_help(scope, gathered)?;
    let gathered = gathering::with_around(scope, gathered)?;
    let today = scope.today();
    let everybody = people::members(scope.conn, today)?;
    let wish_of = |id: PersonId| {
        everybody.iter().find(|member| member.person.id == id).map(|member| member.person.digest)
    };
    // Whatever somebody has of a run was written at once: nobody has half of it.
    let (have_it, lists_have_it) = match begun {
        Some(begun) => outbox::written_to(scope.conn, begun.id)?,
        None => Default::default(),
    };
    let mut lists = scope.services.config.programme.list_addresses.clone();
    lists.retain(|list| !lists_have_it.contains(list.as_str()));
    let readers: Vec<(Member, Portions)> = people::members_who_want(scope.conn, Kind::Digest, today)?
        .into_iter()
        .filter(|member| !have_it.contains(&member.person.id))
        .map(|member| {
            let portions = Portions::of(&member, wish_of);
            (member, portions)
        })
        .collect();
    let mut sheets: BTreeMap<PersonId, Vec<_>> = BTreeMap::new();
    if gathered.month.is_some() {
        let month = scope.calendar.month_of(week);
        for (member, portions) in &readers {
            for id in portions.sheets.keys() {
                let mut visible = Visible::to(Reader::Member(member), scope).only_published();
                let known = gathered.projects.iter().find(|project| project.id == *id);
                // Of what is in preparation nothing is told by mail.
                let known =
                    known.filter(|project| project.stage.is_public() && visible.sight().knows(project));
                let Some(project) = known else { continue };
                let read = sheets::Read::of(&mut visible, project.clone(), month)?;
                sheets.entry(member.person.id).or_default().push((*id, read));
            }
        }
    }
    let (calendar, now) = (scope.calendar.clone(), scope.now);
    Ok(Read { gathered, readers, lists, everybody, sheets, calendar, now })
}

/// By which readers answer.
struct Links {
    help: Box<dyn Fn(RequestId, Holder) -> String + Send + Sync>,
    read: Box<dyn Fn(BulletinId, PersonId) -> String + Send + Sync>,
    unsubscribe: Box<dyn Fn(PersonId) -> String + Send + Sync>,
}

/// What mails are written with.
pub(in crate::services) struct Writing {
    letters: Shared,
    addresses: Addresses,
    links: Links,
    /// The programme's language.
    default: Locale,
    read: Read,
    /// What anybody may know.
    told: Facts,
    /// Who coordinates, and of each project its EIGs: where each stands among everybody.
    coordinators: Vec<usize>,
    teams: BTreeMap<ProjectId, Vec<usize>>,
}

impl Writing {
    fn of(services: &Services, read: Read, links: Links) -> Writing {
        // What leaves by mail can be handed on: it tells nobody more than is published.
        let sight = Sight::of(Reader::List, &read.calendar, read.now).only_published();
        let told = read.gathered.seen_by(&sight);
        let mut teams: BTreeMap<ProjectId, Vec<usize>> = BTreeMap::new();
        let mut coordinators = Vec::new();
        for (at, member) in read.everybody.iter().enumerate() {
            for project in member.projects_as(Role::Eig) {
                teams.entry(project).or_default().push(at);
            }
            // All of them, so that no answer waits for somebody who is away.
            if member.person.coordinator {
                coordinators.push(at);
            }
        }
        let link = |path| services.config.link(path);
        Writing {
            letters: Shared::by(services.letters.clone()),
            addresses: Addresses {
                weeks: link("/weeks/"),
                projects: link("/projects/"),
                logos: link("/logos/"),
                requests: link("/help-requests"),
                settings: link("/settings"),
            },
            links,
            default: services.config.programme.language,
            read,
            told,
            coordinators,
            teams,
        }
    }

    /// In how many parts it is written: in one where it tells nobody anything.
    pub fn parts(&self) -> usize {
        if self.tells() { self.read.readers.len().div_ceil(PART).max(1) } else { 1 }
    }

    fn tells(&self) -> bool {
        self.told.has_news() || !self.read.sheets.is_empty()
    }

    /// All that some readers have of it; the last part goes to lists too.
    pub fn part(&self, number: usize) -> Batch {
        let told = &self.told;
        let mut batch = Batch {
            told: told.bulletins.iter().chain(&told.late).map(|bulletin| bulletin.id).collect(),
            ..Batch::default()
        };
        if !self.tells() {
            return Batch::default();
        }
        let Read { readers, everybody, lists, .. } = &self.read;
        for (member, portions) in readers.iter().skip(number * PART).take(PART) {
            if told.has_news() && told.is_for(member) {
                self.to_member(member, portions, &mut batch);
            } else if !portions.sheets.is_empty() {
                // What ended before the month did has its last sheet all the same.
                let sheets = Portions { sheets: portions.sheets.clone(), ..Portions::default() };
                self.to_member(member, &sheets, &mut batch);
            }
        }
        if !told.has_news() || number + 1 < self.parts() {
            return batch;
        }
        // An address that is on the list of lists and a person's too has the person's mails.
        let is_list = |email: &&_| {
            !everybody.iter().any(|member| told.is_for(member) && member.person.email == **email)
        };
        let coordinators = self.coordinators();
        for email in lists.iter().filter(is_list) {
            let to = To { email, name: None, locale: self.default, unsubscribe: None };
            let digest = told.digest_for(Reader::List);
            let answers = Answers::Coordination(&coordinators);
            coordinators.iter().for_each(|named| batch.name(named));
            let answer_at = |request| (self.links.help)(request, Holder::Anybody);
            let ways = (&self.addresses, &answer_at as _);
            let told = (&digest, (&|_| Vec::new()) as TeamOf<'_>);
            let write = || weekly::digest(&self.letters, &to, told, answers, ways, self.read.now);
            batch.mails.push(Outgoing::mail(Kind::Digest, email, write));
        }
        batch
    }

    /// All that this week brings somebody: what they follow each by itself, then the rest.
    fn to_member(&self, member: &Member, portions: &Portions, batch: &mut Batch) {
        let Read { gathered, everybody, calendar, now, .. } = &self.read;
        let reader = Reader::Member(member);
        let facts = gathered.seen_by(&Sight::of(reader, calendar, *now).only_published());
        let person = &member.person;
        let to = To {
            email: &person.email,
            name: Some(&person.name),
            locale: member.locale(self.default),
            unsubscribe: Some((self.links.unsubscribe)(person.id)),
        };
        let answer_at = |request| (self.links.help)(request, Holder::Person(person.id));
        let ways = (&self.addresses, &answer_at as &dyn Fn(RequestId) -> String);
        let coordinators: Vec<&Person> =
            self.coordinators().into_iter().filter(|one| one.id != person.id).collect();
        let of_teams = |projects: &[ProjectId]| self.team_of(person.id, projects);
        let mut name = |people: &[&Person]| people.iter().for_each(|named| batch.name(named));
        let mut mails = Vec::new();
        let mut post = |topic: Option<Topic>, mail: Outgoing| {
            let mail = mail.to(person.id);
            mails.push(match topic {
                Some(topic) => mail.about(topic),
                None => mail,
            });
        };
        for (project, places) in &portions.alone {
            let Some(mut news) = facts.news_of(*project, reader) else { continue };
            news.stands_in_for = self.reasons(member, |mentor| places.contains(&mentor));
            let read_at = |bulletin: &Bulletin| {
                let is_reader = acknowledging::is_asked(member, bulletin);
                let is_asked = is_reader && *now < acknowledging::until(bulletin.week, calendar.zone);
                is_asked.then(|| (self.links.read)(bulletin.id, person.id))
            };
            let team = of_teams(&[*project]);
            let answers = answers(&team, &coordinators);
            let told = (&news, &read_at as ReadAt<'_>);
            let write = || weekly::news(&self.letters, &to, told, answers, ways, *now);
            post(Some(Topic::Project(*project)), Outgoing::mail(Kind::Digest, &person.email, write));
            name(&team);
        }
        for (project, read) in self.read.sheets.get(&person.id).into_iter().flatten() {
            let Some(sheet) = read.sheet() else { continue };
            let places = &portions.sheets[project];
            let reasons = self.reasons(member, |mentor| places.contains(&mentor));
            let team = of_teams(&[*project]);
            let answers = answers(&team, &coordinators);
            let write =
                || weekly::sheet(&self.letters, &to, (&sheet, &reasons), answers, &self.addresses, *now);
            post(Some(Topic::Sheet(*project)), Outgoing::mail(Kind::Digest, &person.email, write));
            name(&team);
        }
        if let Some(mut digest) = facts.mail_for(member, portions) {
            let is_told_here = |mentor| {
                let mut held = member.serving().filter(|held| held.for_whom == Some(mentor));
                held.any(|held| !portions.tells(held.project))
            };
            digest.stands_in_for = self.reasons(member, is_told_here);
            let mut accompanied = member.accompanied();
            accompanied.retain(|id| !portions.tells(*id) && facts.projects.iter().any(|p| p.id == *id));
            let team = of_teams(&accompanied);
            let answers = answers(&team, &coordinators);
            // Where an answer would reach two teams, or none, each bulletin has its own way.
            let own = digest.own_projects();
            let is_reached = |id: &ProjectId| person.coordinator || (own.len() > 1 && own.contains(id));
            let team_of = |id: ProjectId| if is_reached(&id) { of_teams(&[id]) } else { Vec::new() };
            let told = (&digest, &team_of as TeamOf<'_>);
            let write = || weekly::digest(&self.letters, &to, told, answers, ways, *now);
            post(None, Outgoing::mail(Kind::Digest, &person.email, write));
            name(&team);
            facts.projects.iter().for_each(|project| name(&team_of(project.id)));
        }
        if mails.is_empty() {
            return;
        }
        let mentors = mentors_of(member, everybody);
        name(&coordinators);
        name(&[person]);
        mentors.iter().for_each(|(mentor, _)| batch.name(mentor));
        batch.mails.extend(mails);
    }

    /// Those in whose place that person reads this.
    fn reasons(&self, reader: &Member, is_one: impl Fn(PersonId) -> bool) -> Vec<StandsIn<'_>> {
        let mentors = mentors_of(reader, &self.read.everybody).into_iter();
        let mentors = mentors.filter(|(mentor, _)| is_one(mentor.id));
        mentors.map(|(mentor, until)| StandsIn { name: &mentor.name, until }).collect()
    }

    fn coordinators(&self) -> Vec<&Person> {
        self.coordinators.iter().map(|at| &self.read.everybody[*at].person).collect()
    }

    /// Whom a mentor's answer reaches: the EIGs of what a mail is about.
    fn team_of(&self, reader: PersonId, projects: &[ProjectId]) -> Vec<&Person> {
        let teams = projects.iter().filter_map(|id| self.teams.get(id));
        let members: BTreeSet<usize> = teams.flatten().copied().collect();
        let people = members.into_iter().map(|at| &self.read.everybody[at].person);
        people.filter(|person| person.id != reader).collect()
    }
}

fn answers<'a>(team: &'a [&'a Person], coordinators: &'a [&'a Person]) -> Answers<'a> {
    if team.is_empty() { Answers::Coordination(coordinators) } else { Answers::Team(team) }
}
