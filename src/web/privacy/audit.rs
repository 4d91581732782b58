//! Who did what to whom, and when.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::detail;
use crate::domain::calendar::zone;
use crate::domain::people::{Person, PersonId};
use crate::domain::privacy::audit::Topic;
use crate::domain::programme::project::Project;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::projects;
use crate::store::{self, people};
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

/// How many entries a page lists.
const PAGE: i64 = 100;

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    topic: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: i64,
}

#[derive(Serialize)]
struct AuditPage {
    topics: Vec<Choice>,
    people: Vec<Choice>,
    from: String,
    to: String,
    entries: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Row {
    at: String,
    /// The key of what was done.
    action: String,
    actor: String,
    person: Option<String>,
    project: Option<String>,
    detail: String,
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let visitor = &coordinator.visitor;
    let zone = site.services.rules.zone;
    let midnight = |day: NaiveDate| zone::resolve(day.and_time(NaiveTime::MIN), zone);
    let (from, to) = (wanted.from.parse::<NaiveDate>().ok(), wanted.to.parse::<NaiveDate>().ok());
    let filter = audit::Filter {
        topic: wanted.topic.parse().ok(),
        person: wanted.person.parse().ok().map(PersonId),
        from: from.map(midnight),
        before: to.and_then(|to| to.checked_add_days(Days::new(1))).map(midnight),
    };
    let number = wanted.page.clamp(0, 1_000_000);
    let (mut entries, everybody, projects) = site
        .services
        .db
        .read(move |conn| -> store::Result<_> {
            let entries = audit::list(conn, &filter, number * PAGE, PAGE + 1)?;
            Ok((entries, people::all(conn)?, projects::all(conn)?))
        })
        .await?;
    let more = entries.len() as i64 > PAGE;
    entries.truncate(PAGE as usize);
    let at = |page: i64| {
        let page = page.to_string();
        let fields = [
            ("topic", wanted.topic.as_str()),
            ("person", wanted.person.as_str()),
            ("from", wanted.from.as_str()),
            ("to", wanted.to.as_str()),
            ("page", page.as_str()),
        ];
        view::address("/admin/audit", &fields)
    };
    let names = Names { visitor, everybody: &everybody, projects: &projects };
    let page = AuditPage {
        topics: topics(visitor, filter.topic)?,
        people: names.choices(filter.person)?,
        from: from.map(|day| day.to_string()).unwrap_or_default(),
        to: to.map(|day| day.to_string()).unwrap_or_default(),
        entries: entries
            .iter()
            .map(|(at, entry)| names.row(view::local(&site, *at), entry))
            .collect::<Result<_, _>>()?,
        previous: (number > 0).then(|| at(number - 1)),
        next: more.then(|| at(number + 1)),
    };
    view::page(&site, &req, visitor, "pages/privacy/audit", &page)
}

/// The first option of a filter: no filter at all.
fn any(visitor: &Visitor, key: &str, chosen: bool) -> Result<Choice, Error> {
    Ok(Choice { value: String::new(), text: view::text(visitor, key, &[])?, chosen })
}

fn topics(visitor: &Visitor, chosen: Option<Topic>) -> Result<Vec<Choice>, Error> {
    let mut choices = vec![any(visitor, "audit-all", chosen.is_none())?];
    for topic in Topic::ALL {
        let label = view::text(visitor, &format!("topic-{topic}"), &[])?;
        choices.push(Choice { value: topic.to_string(), text: label, chosen: chosen == Some(topic) });
    }
    Ok(choices)
}

/// Finds the names that the trail itself does not keep.
struct Names<'a> {
    visitor: &'a Visitor,
    everybody: &'a [Person],
    projects: &'a [Project],
}

impl Names<'_> {
    fn choices(&self, chosen: Option<PersonId>) -> Result<Vec<Choice>, Error> {
        let mut choices = vec![any(self.visitor, "audit-everybody", chosen.is_none())?];
        let mut everybody: Vec<&Person> = self.everybody.iter().collect();
        everybody.sort_by_cached_key(|person| person.name.to_lowercase());
        choices.extend(everybody.iter().map(|person| Choice {
            value: person.id.0.to_string(),
            text: person.name.clone(),
            chosen: chosen == Some(person.id),
        }));
        Ok(choices)
    }

    fn person(&self, id: Option<PersonId>) -> Result<String, Error> {
        match self.everybody.iter().find(|person| Some(person.id) == id) {
            Some(person) => Ok(person.name.clone()),
            None => view::text(self.visitor, "former-member", &[]),
        }
    }

    fn row(&self, at: String, entry: &Entry) -> Result<Row, Error> {
        let actor = match entry.actor {
            Actor::Person(id) => self.person(id)?,
            Actor::Program => view::text(self.visitor, "audit-program", &[])?,
            Actor::CommandLine => view::text(self.visitor, "audit-command-line", &[])?,
        };
        let is_own = entry.actor == Actor::Person(entry.person);
        let tells_person = entry.action.is_done_to_somebody() && !is_own;
        let project = entry.project.and_then(|id| self.projects.iter().find(|project| project.id == id));
        Ok(Row {
            at,
            action: format!("action-{}", entry.action),
            actor,
            person: tells_person.then(|| self.person(entry.person)).transpose()?,
            // What is named in the detail already need not be said twice.
            project: project.map(|project| project.name.clone()).filter(|name| *name != entry.detail),
            detail: detail::told(self.visitor.locale, entry.action, &entry.detail)?,
        })
    }
}
