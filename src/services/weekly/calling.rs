//! Each EIG whose bulletin is missing is asked for it, with a link that opens their form, by the service that their
//! project has chosen: announcements and reminders alike.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::batch::Batch;
use crate::domain::calendar::Week;
use crate::domain::filing::draft::Missing;
use crate::domain::people::{Locale, Member, Person, PersonId, Role};
use crate::domain::post::kind::Kind;
use crate::domain::post::notification::Service;
use crate::domain::post::topic::Topic;
use crate::domain::programme::project::{Project, ProjectId};
use crate::domain::weekly::reminder::{Progress, counted, whom_to_remind};
use crate::mail::Letters;
use crate::mail::answers::Reached;
use crate::mail::calls::{self, Author, Begun, Call, Own};
use crate::mail::messages::To;
use crate::services::calendar::absences;
use crate::services::filing::drafting::{self, Signed};
use crate::services::filing::telling;
use crate::services::identity::tokens::Token;
use crate::services::post::outgoing::Outgoing;
use crate::services::{Scope, Services};
use crate::store;
use crate::store::filing::bulletins;
use crate::store::identity::link_tokens::FilingLink;
use crate::store::people::{self, absences as days, chat_names};

/// What is missing of a week, and whom to ask for it.
pub(super) struct Called {
    week: Week,
    /// On the programme's clocks.
    closes_at: NaiveDateTime,
    links_end_at: DateTime<Utc>,
    pub now: DateTime<Utc>,
    pub progress: Progress,
    /// Who is asked, each for a project.
    whom: Vec<(Member, Project)>,
    pub everybody: Vec<Member>,
    names: Vec<chat_names::ChatName>,
    /// What teams have begun, where that is told.
    begun: BTreeMap<ProjectId, Started>,
}

/// A draft, and what it lacks before it can be filed.
struct Started {
    draft: Signed,
    missing: Missing,
}

/// By what means they are asked, and in what words.
pub(super) struct Caller {
    kind: Kind,
    pub letters: Arc<Letters>,
    pub default: Locale,
    form: String,
    chats: Vec<Service>,
    unsubscribe_link: Box<dyn Fn(PersonId) -> String + Send>,
    /// Nothing more comes before the form closes.
    is_last: bool,
}

impl Called {
    /// None: that week asks for no bulletin.
    pub fn find(scope: &mut Scope<'_>, kind: Kind, week: Week) -> store::Result<Option<Called>> {
        let Some(closing) = scope.calendar.closing(week) else { return Ok(None) };
        let zone = scope.calendar.zone;
        let (now, today) = (scope.now, scope.today());
        let filed = bulletins::of_week(scope.conn, week)?;
        let projects =
            counted(absences::projects_of(scope, |promotion| promotion.spans(week, week))?, &filed, week);
        let conn = &mut *scope.conn;
        let (wanting, away) = (people::members_who_want(conn, kind, today)?, days::all(conn)?);
        // The one place where it is decided who is asked for a bulletin.
        let whom = whom_to_remind(&projects, &filed, &wanting, &away);
        Ok(Some(Called {
            week,
            closes_at: closing.at.with_timezone(&zone).naive_local(),
            links_end_at: week.ends_at(zone),
            now,
            progress: Progress::of(&projects, &filed),
            whom: whom.map(|(member, project)| (member.clone(), project.clone())).collect(),
            everybody: people::members(conn, today)?,
            names: chat_names::all(conn)?,
            begun: BTreeMap::new(),
        }))
    }

    /// With what their teams have begun.
    pub fn with_drafts(mut self, scope: &mut Scope<'_>) -> store::Result<Called> {
        for (_, project) in &self.whom {
            let Some(draft) = drafting::present(scope.conn, project.id, self.week, None)? else { continue };
            // As its form shows it: priorities that go on are not missing.
            let asked = telling::asked(scope, project, self.week)?;
            let missing = asked.carry(&draft.draft.typed).missing();
            self.begun.insert(project.id, Started { draft, missing });
        }
        Ok(self)
    }

    /// What is asked for at that address.
    pub fn call<'a>(&self, link: &'a str) -> Call<'a> {
        Call { week: self.week, closes_at: self.closes_at, progress: self.progress, link }
    }

    /// Whom an answer of that person reaches: the others of the team, and who is asked about the project.
    fn reached_by(&self, person: &Person, project: &Project) -> Reached<'_> {
        let others = || self.everybody.iter().filter(|member| member.person.id != person.id);
        let team = others().filter(|member| member.has_role(Role::Eig, project.id));
        let coordinators: Vec<&Person> =
            others().map(|member| &member.person).filter(|person| person.coordinator).collect();
        Reached { team: team.map(|member| &member.person).collect(), asked: project.referents(&coordinators) }
    }

    /// What the team has begun, as that person is told; names stay out of chats, of which nothing is taken back.
    fn begun(&self, person: &Person, project: &Project, by_mail: bool) -> Option<Begun<'_>> {
        let Started { draft: Signed { draft, by }, missing } = self.begun.get(&project.id)?;
        let by = match by {
            _ if draft.author == Some(person.id) => Author::Reader,
            Some(name) if by_mail => Author::Named(name),
            _ => Author::Team,
        };
        Some(Begun { by, missing: *missing })
    }

    /// Who has begun that project's bulletin, where that is told.
    fn author(&self, project: &Project) -> Option<&Person> {
        let author = self.begun.get(&project.id)?.draft.draft.author?;
        self.everybody.iter().map(|member| &member.person).find(|person| person.id == author)
    }
}

impl Caller {
    pub fn new(services: &Services, kind: Kind) -> Caller {
        let chats = services.config.chat.channels().into_iter().map(|(service, _)| service).collect();
        Caller {
            kind,
            letters: services.letters.clone(),
            default: services.config.programme.language,
            form: services.config.link("/f/"),
            chats,
            unsubscribe_link: Box::new(services.unsubscribe_links(kind)),
            is_last: false,
        }
    }

    /// Says whether nothing more comes before the form closes.
    pub fn for_the_last_time(self, is_last: bool) -> Caller {
        Caller { is_last, ..self }
    }

    /// One message for each EIG of each project that has not filed.
    pub fn call_each(&self, called: &Called, batch: &mut Batch) {
        for (member, project) in &called.whom {
            let Some(wanted) = project.notification.service() else { continue };
            let person = &member.person;
            let token = Token::random();
            let link = format!("{}{}", self.form, token.reveal());
            let mail = self.write(called, (person, project), &link, wanted, batch);
            if mail.is_written() {
                let expires_at = called.links_end_at;
                let opens =
                    FilingLink { person: person.id, project: project.id, week: called.week, expires_at };
                batch.filing_links.push((token.hash(), opens));
            }
            batch.name(person);
            batch.mails.push(mail.to(person.id).about(Topic::Bulletin(project.id, called.week)));
        }
    }

    fn write(
        &self,
        called: &Called,
        (person, project): (&Person, &Project),
        link: &str,
        wanted: Service,
        batch: &mut Batch,
    ) -> Outgoing {
        let locale = person.locale.or(project.locale).unwrap_or(self.default);
        let (letters, call) = (&self.letters, called.call(link));
        // Who has no name there, or whose chat is not set, is not forgotten: they get a mail.
        let name = called.names.iter().find(|name| name.person == person.id && name.service == wanted);
        let name = name.filter(|_| self.chats.contains(&wanted));
        let begun = called.begun(person, project, name.is_none());
        let is_last = self.is_last;
        if let Some(name) = name {
            let own = Own { project, begun, is_last, answers: &Reached::default() };
            let write = || calls::to_eig_in_chat(letters, self.kind, locale, (&call, &own));
            return Outgoing::in_chat(self.kind, (wanted, &name.name), write);
        }
        let to = To {
            email: &person.email,
            name: Some(&person.name),
            locale,
            unsubscribe: Some((self.unsubscribe_link)(person.id)),
        };
        let answers = called.reached_by(person, project);
        answers.team.iter().chain(&answers.asked).for_each(|named| batch.name(named));
        called.author(project).into_iter().for_each(|named| batch.name(named));
        let own = Own { project, begun, is_last, answers: &answers };
        Outgoing::mail(self.kind, &person.email, || {
            calls::to_eig(letters, self.kind, &to, (&call, &own), called.now)
        })
    }
}
