//! A promotion as one JSON document.

use futures_util::stream::Stream;
use serde::Serialize;

use super::teams::{Held, Team};
use super::{Extent, TakenOut, document};
use crate::domain::filing::bulletin::Bulletin;
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
    date: String,
    description: &'a str,
}

#[derive(Serialize)]
struct BulletinDocument<'a> {
    project: &'a str,
    week: String,
    mood: i16,
    #[serde(flatten)]
    answers: &'a Answers,
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
        mood: bulletin.content.mood.number(),
        answers: &bulletin.content.answers,
        late: bulletin.late,
        filed_at: bulletin.filed_at,
        revised_at: bulletin.revised_at,
    }
}
