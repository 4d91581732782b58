//! Who did what to whom, and when.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::detail;
use crate::domain::calendar::read_day;
use crate::domain::people::PersonId;
use crate::domain::privacy::audit::Topic;
use crate::services::privacy::trail::{self, Line, Who};
use crate::web::kit::form::Form;
use crate::web::kit::page::Page;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::{Coordinator, Visitor};
use crate::web::{Error, Site};

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
pub struct AuditPage {
    form: Form,
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

impl Page for AuditPage {
    const TEMPLATE: &'static str = "pages/privacy/audit";

    #[cfg(test)]
    fn samples() -> Vec<AuditPage> {
        use crate::domain::privacy::audit::Action;
        let form = || {
            let any = || Choice { value: String::new(), text: "Tout".into(), chosen: true };
            Form::new([("from", "2026-03-02"), ("to", "")])
                .choosing("topic", vec![any()])
                .choosing("person", vec![any()])
        };
        let row = |action: Action| Row {
            at: "2026-03-06T13:55:00".into(),
            action: format!("action-{action}"),
            actor: "Ada".into(),
            person: action.is_done_to_somebody().then(|| "Ben".into()),
            project: (!action.is_done_to_somebody()).then(|| "CartoBio".into()),
            detail: "eig".into(),
        };
        vec![
            AuditPage { form: form(), entries: Vec::new(), previous: None, next: None },
            AuditPage {
                form: form(),
                entries: Action::ALL.map(row).into(),
                previous: Some("/admin/audit?page=0".into()),
                next: Some("/admin/audit?page=2".into()),
            },
        ]
    }
}

pub async fn list(
    site: web::Data<Site>,
    req: HttpRequest,
    sent: web::Query<Wanted>,
    coordinator: Coordinator,
) -> Result<HttpResponse, Error> {
    let (visitor, sent) = (&coordinator.visitor, sent.into_inner());
    let wanted = trail::Wanted {
        topic: sent.topic.parse().ok(),
        person: sent.person.parse().ok().map(PersonId),
        from: read_day(&sent.from),
        to: read_day(&sent.to),
        page: sent.page.clamp(0, 1_000_000),
    };
    let found = site.services.read(move |scope| trail::look(scope, wanted)).await?;
    let at = |page: i64| {
        let page = page.to_string();
        let fields = [
            ("topic", sent.topic.as_str()),
            ("person", sent.person.as_str()),
            ("from", sent.from.as_str()),
            ("to", sent.to.as_str()),
            ("page", page.as_str()),
        ];
        view::address("/admin/audit", &fields)
    };
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let form = Form::new([("from", day(wanted.from).as_str()), ("to", day(wanted.to).as_str())])
        .choosing("topic", topics(visitor, wanted.topic)?)
        .choosing("person", people(visitor, &found.people, wanted.person)?);
    let page = AuditPage {
        form,
        previous: (wanted.page > 0).then(|| at(wanted.page - 1)),
        next: found.more.then(|| at(wanted.page + 1)),
        entries: found.lines.into_iter().map(|line| row(&site, visitor, line)).collect::<Result<_, _>>()?,
    };
    view::show(&site, &req, visitor, &page)
}

/// The first option of a filter: no filter at all.
fn any(visitor: &Visitor, key: &str, chosen: bool) -> Result<Choice, Error> {
    Ok(Choice { value: String::new(), text: view::text(visitor, key, &[])?, chosen })
}

fn topics(visitor: &Visitor, chosen: Option<Topic>) -> Result<Vec<Choice>, Error> {
    let mut choices = vec![any(visitor, "audit-all", chosen.is_none())?];
    for topic in Topic::ALL {
        let text = view::text(visitor, &format!("topic-{topic}"), &[])?;
        choices.push(Choice { value: topic.to_string(), text, chosen: chosen == Some(topic) });
    }
    Ok(choices)
}

fn people(
    visitor: &Visitor,
    everybody: &[(PersonId, String)],
    chosen: Option<PersonId>,
) -> Result<Vec<Choice>, Error> {
    let mut choices = vec![any(visitor, "audit-everybody", chosen.is_none())?];
    choices.extend(everybody.iter().map(|(id, name)| Choice {
        value: id.0.to_string(),
        text: name.clone(),
        chosen: chosen == Some(*id),
    }));
    Ok(choices)
}

fn row(site: &Site, visitor: &Visitor, line: Line) -> Result<Row, Error> {
    let who = |who: Who| match who {
        Who::Named(name) => Ok(name),
        Who::FormerMember => view::text(visitor, "former-member", &[]),
        Who::Program => view::text(visitor, "audit-program", &[]),
        Who::CommandLine => view::text(visitor, "audit-command-line", &[]),
    };
    Ok(Row {
        at: view::local(site, line.at),
        action: format!("action-{}", line.action),
        actor: who(line.actor)?,
        person: line.person.map(who).transpose()?,
        project: line.project,
        detail: detail::told(visitor.locale, &line.detail)?,
    })
}
