//! A promotion as one JSON document.

use futures_util::stream::Stream;
use serde::Serialize;

use super::teams::{Held, Team};
use super::{Extent, TakenOut, document};
use crate::domain::filing::bulletin::{Bulletin, Mood};
use crate::domain::filing::outcomes::{DayOutcome, PromiseTold};
use crate::domain::filing::questions::Answers;
use crate::domain::programme::project::Project;
use crate::services::{Error, Services};

#[derive(Serialize)]
struct ProjectDocument<'a> {
    slug: &'a str,
    name: &'a str,
    administration: &'a str,
    description: &'a str,
    starts_on: String,
    ends_on: String,
    /// The name of the coordinator who is asked about it.
    referent: Option<&'a str>,
    people: &'a [Held],
}

#[derive(Serialize)]
struct KeyDateDocument<'a> {
    project: &'a str,
    /// The day for which it was announced.
    date: String,
    description: &'a str,
    /// None: it was put off, nobody knows until when.
    present_date: Option<String>,
    moves: usize,
    /// Whether it happened or was called off.
    outcome: Option<&'static str>,
}

/// What became of the priorities, and the week of the bulletin that tells it.
#[derive(Serialize)]
struct PromiseDocument {
    outcome: &'static str,
    told_week: String,
}

impl From<PromiseTold> for PromiseDocument {
    fn from(told: PromiseTold) -> Self {
        PromiseDocument { outcome: told.outcome.as_str(), told_week: told.told_week.to_string() }
    }
}

#[derive(Serialize)]
struct BulletinDocument<'a> {
    project: &'a str,
    week: String,
    /// None: a quiet week, for which the team told none.
    mood: Option<i16>,
    quiet: bool,
    #[serde(flatten)]
    answers: &'a Answers,
    promise: Option<PromiseDocument>,
    late: bool,
    filed_at: chrono::DateTime<chrono::Utc>,
    revised_at: chrono::DateTime<chrono::Utc>,
}

/// The document as it is written: what is small first, then the bulletins one after the other.
pub fn write(
    services: &Services,
    TakenOut { promotion, extent, key_dates }: TakenOut,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + use<>, Error> {
    let slug_of =
        |id| extent.projects.iter().find(|project| project.id == id).map_or("", |project| &project.slug);
    let projects: Vec<ProjectDocument<'_>> =
        extent.projects.iter().map(|project| project_document(project, extent.team(project))).collect();
    let dates: Vec<KeyDateDocument<'_>> = key_dates
        .iter()
        .map(|announced| KeyDateDocument {
            project: slug_of(announced.project),
            date: announced.key_date.date.to_string(),
            description: announced.key_date.description.as_str(),
            present_date: announced.day().map(|day| day.to_string()),
            moves: announced.story.moves(),
            outcome: announced.story.end().map(DayOutcome::as_str),
        })
        .collect();
    let head = format!(
        "{{\"promotion\":{{\"name\":{},\"starts_on\":\"{}\",\"ends_on\":\"{}\"}},\n\"projects\":{},\n\"key_dates\":{},\n\"help_requests\":{},\n\"bulletins\":[",
        text(&promotion.name)?,
        promotion.starts_on,
        promotion.ends_on,
        text(&projects)?,
        text(&dates)?,
        text(&extent.requests)?,
    );
    let mut first = true;
    let write = move |extent: &Extent, chunk: &[Bulletin]| {
        let mut written = String::new();
        for bulletin in chunk {
            let Some(project) = extent.project(bulletin) else { continue };
            written.push_str(if first { "\n" } else { ",\n" });
            written.push_str(&text(&bulletin_document(project, bulletin))?);
            first = false;
        }
        Ok(written.into_bytes())
    };
    Ok(document(services, extent, head.into_bytes(), write, b"\n]}\n".to_vec()))
}

fn text(value: &(impl Serialize + ?Sized)) -> Result<String, Error> {
    serde_json::to_string(value).map_err(Error::export)
}

fn project_document<'a>(project: &'a Project, team: Option<&'a Team>) -> ProjectDocument<'a> {
    ProjectDocument {
        slug: &project.slug,
        name: &project.name,
        administration: &project.administration,
        description: &project.description,
        starts_on: project.starts_on.to_string(),
        ends_on: project.ends_on.to_string(),
        referent: team.and_then(|team| team.referent.as_deref()),
        people: team.map_or(&[], |team| &team.people),
    }
}

fn bulletin_document<'a>(project: &'a Project, bulletin: &'a Bulletin) -> BulletinDocument<'a> {
    BulletinDocument {
        project: &project.slug,
        week: bulletin.week.to_string(),
        mood: bulletin.content.mood.map(Mood::number),
        quiet: bulletin.content.quiet,
        answers: &bulletin.content.answers,
        promise: bulletin.promise.map(PromiseDocument::from),
        late: bulletin.late,
        filed_at: bulletin.filed_at,
        revised_at: bulletin.revised_at,
    }
}
