//! Who did what to whom, and when: the record, with the names that it does not keep itself.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use crate::domain::calendar::zone;
use crate::domain::kit::by_name;
use crate::domain::people::PersonId;
use crate::domain::privacy::audit::{Action, Topic};
use crate::domain::privacy::detail::Detail;
use crate::domain::programme::project::Project;
use crate::services::{Error, Scope};
use crate::store::people;
use crate::store::privacy::audit::{self, Actor, Entry, Filter};
use crate::store::programme::projects;

/// How many entries a page lists.
const PAGE: i64 = 50;

/// Which part of the record somebody looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    pub topic: Option<Topic>,
    /// Done by or to that person.
    pub person: Option<PersonId>,
    /// Days on the programme's clocks, both included.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// From 0.
    pub page: i64,
}

/// Somebody on the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Named(String),
    /// They have been erased since.
    FormerMember,
    /// The schedule.
    Program,
    CommandLine,
}

/// Something that was done.
pub struct Line {
    pub at: DateTime<Utc>,
    pub action: Action,
    pub actor: Who,
    /// To whom, where that is another person.
    pub person: Option<Who>,
    pub project: Option<String>,
    pub detail: Detail,
}

/// A page of the record, newest first.
pub struct Page {
    pub lines: Vec<Line>,
    /// Whether there is an older one.
    pub more: bool,
    /// Those by whom it can be filtered, by name: those whom [`people::present`] finds, and who is asked for.
    pub people: Vec<(PersonId, String)>,
}

pub fn look(scope: &mut Scope<'_>, wanted: Wanted) -> Result<Page, Error> {
    let zone = scope.calendar.zone;
    let midnight = |day: NaiveDate| zone::resolve(day.and_time(NaiveTime::MIN), zone);
    let filter = Filter {
        topic: wanted.topic,
        person: wanted.person,
        from: wanted.from.map(midnight),
        before: wanted.to.and_then(|to| to.checked_add_days(Days::new(1))).map(midnight),
    };
    let mut entries = audit::list(scope.conn, &filter, wanted.page * PAGE, PAGE + 1)?;
    let more = entries.len() as i64 > PAGE;
    entries.truncate(PAGE as usize);
    let told = entries.iter().flat_map(|(_, entry)| [entry.person, entry.actor.person()]).flatten();
    let people = people::names(scope.conn, &told.chain(wanted.person).collect())?;
    // Who was there years ago is asked for from their own page.
    let present = people::present(scope.conn)?.into_iter().map(|person| (person.id, person.name));
    let chosen = wanted.person.and_then(|id| people.get_key_value(&id)).map(|(id, name)| (*id, name.clone()));
    let listed: BTreeMap<PersonId, String> = present.chain(chosen).collect();
    let mut listed: Vec<(PersonId, String)> = listed.into_iter().collect();
    listed.sort_by_cached_key(|(id, name)| by_name(name, *id));
    let named = entries.iter().filter_map(|(_, entry)| entry.project).collect();
    let names = Names { people: &people, projects: &projects::named(scope.conn, &named)? };
    let lines = entries.into_iter().map(|(at, entry)| names.line(at, entry)).collect();
    Ok(Page { lines, more, people: listed })
}

struct Names<'a> {
    people: &'a BTreeMap<PersonId, String>,
    projects: &'a [Project],
}

impl Names<'_> {
    fn person(&self, id: Option<PersonId>) -> Who {
        let known = id.and_then(|id| self.people.get(&id));
        known.map_or(Who::FormerMember, |name| Who::Named(name.clone()))
    }

    fn line(&self, at: DateTime<Utc>, entry: Entry) -> Line {
        let is_own = entry.actor == Actor::Person(entry.person);
        let tells_person = entry.action.is_done_to_somebody() && !is_own;
        let project = entry.project.and_then(|id| self.projects.iter().find(|project| project.id == id));
        let named = project.map(|project| project.name.clone());
        Line {
            at,
            action: entry.action,
            actor: match entry.actor {
                Actor::Person(id) => self.person(id),
                Actor::Program => Who::Program,
                Actor::CommandLine => Who::CommandLine,
            },
            person: tells_person.then(|| self.person(entry.person)),
            // What is named in the detail already need not be said twice.
            project: named.filter(|name| entry.detail != Detail::Words(name.clone())),
            detail: entry.detail,
        }
    }
}
