//! Bulletins are taken out of the service, as tables and documents, some hundred at a time: what is taken out may be
//! larger than memory.

use chrono::NaiveDate;
use futures_util::stream::{self, Stream, TryStreamExt};

use self::teams::Team;
use super::visible::Visible;
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::Bulletin;
use crate::domain::filing::key_date::Announced;
use crate::domain::people::Member;
use crate::domain::privacy::audit::Action;
use crate::domain::privacy::detail::Detail;
use crate::domain::programme::project::{Project, Promotion, PromotionId};
use crate::domain::reading::sight::Reader;
use crate::services::{Error, Refusal, Scope, Services};
use crate::store::filing::bulletins;
use crate::store::privacy::audit::{self, Actor, Entry};
use crate::store::programme::promotions;

pub mod archive;
pub mod csv;
pub mod json;
pub mod laid_away;
pub mod markdown;
pub mod requests;
mod teams;
pub mod xlsx;

/// How many bulletins are read at a time.
const CHUNK: i64 = 200;

/// What is taken out: those projects, up to the last week that everybody may read.
#[derive(Debug, Clone)]
pub struct Extent {
    /// What it is called in the name of a file.
    name: String,
    projects: Vec<Project>,
    last: Week,
    today: NaiveDate,
    /// None where they are not told of.
    teams: Vec<Team>,
    /// What they asked for, oldest first: few beside bulletins. None where that is not told of.
    requests: Vec<requests::Line>,
}

impl Extent {
    /// A project's bulletins, and nothing beside them.
    pub(super) fn of_project(visible: &Visible<'_, '_>, project: Project) -> Extent {
        Extent::of(visible, project.slug.clone(), vec![project])
    }

    fn of(visible: &Visible<'_, '_>, name: String, mut projects: Vec<Project>) -> Extent {
        projects.retain(|project| visible.sight().knows(project));
        Extent {
            name,
            projects,
            last: visible.sight().last_public(),
            today: visible.today(),
            teams: Vec::new(),
            requests: Vec::new(),
        }
    }

    fn with_requests(self, visible: &mut Visible<'_, '_>) -> Result<Extent, Error> {
        Ok(Extent { requests: requests::of(visible, &self.projects)?, ..self })
    }

    fn with_teams(self, scope: &mut Scope<'_>) -> Result<Extent, Error> {
        Ok(Extent { teams: teams::of(scope, &self.projects)?, ..self })
    }

    fn team(&self, project: &Project) -> Option<&Team> {
        self.teams.iter().find(|team| team.is_of(project))
    }

    /// What a file of it is called.
    pub fn file_name(&self, ending: &str) -> String {
        format!("{}-{}.{ending}", self.name, self.today)
    }

    /// What a file of its requests for help is called.
    pub fn requests_file_name(&self, ending: &str) -> String {
        format!("{}-help-{}.{ending}", self.name, self.today)
    }

    /// Whose bulletin that is; none cannot be, since only bulletins of these projects are read.
    fn project(&self, bulletin: &Bulletin) -> Option<&Project> {
        self.projects.iter().find(|project| project.id == bulletin.project)
    }
}

/// As what a project is taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Its bulletins as a table.
    Table,
    /// What it asked for, as a table of its own.
    RequestTable,
    /// All of that, and its team, to be read.
    Document,
}

impl Format {
    /// As it is kept on record.
    fn name(self) -> &'static str {
        match self {
            Format::Table | Format::RequestTable => "CSV",
            Format::Document => "Markdown",
        }
    }
}

/// A project of which somebody takes the bulletins out, which is kept on record.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such for this person.
pub fn take_out_project(
    scope: &mut Scope<'_>,
    by: &Member,
    slug: &str,
    format: Format,
) -> Result<Extent, Refusal> {
    let mut visible = Visible::to(Reader::Member(by), scope).only_published();
    let project = visible.project(slug)?.ok_or(Refusal::Gone)?;
    let entry = Entry::new(by, Action::ProjectExported)
        .on(project.id)
        .with(Detail::Export(String::new(), format.name().into()));
    let extent = Extent::of_project(&visible, project);
    let extent = match format {
        Format::Table => extent,
        Format::RequestTable => extent.with_requests(&mut visible)?,
        Format::Document => extent.with_requests(&mut visible)?.with_teams(scope)?,
    };
    audit::record(scope.conn, &entry, scope.now)?;
    Ok(extent)
}

/// A promotion with all that is taken out of it.
pub struct TakenOut {
    pub promotion: Promotion,
    pub extent: Extent,
    pub key_dates: Vec<Announced>,
}

/// A promotion of which a coordinator takes the bulletins out, which is kept on record.
///
/// # Errors
/// [`Refusal::Gone`] where there is none such.
pub fn take_out_promotion(
    scope: &mut Scope<'_>,
    by: &Member,
    id: PromotionId,
    format: &'static str,
) -> Result<TakenOut, Refusal> {
    take_out_for(scope, (Reader::Member(by), by.into()), id, format)
}

fn take_out_for(
    scope: &mut Scope<'_>,
    (reader, by): (Reader<'_>, Actor),
    id: PromotionId,
    format: &'static str,
) -> Result<TakenOut, Refusal> {
    let promotion = promotions::by_id(scope.conn, id)?.ok_or(Refusal::Gone)?;
    let detail = Detail::Export(promotion.name.clone(), format.into());
    let entry = Entry::new(by, Action::PromotionExported).with(detail);
    audit::record(scope.conn, &entry, scope.now)?;
    let mut visible = Visible::to(reader, scope).only_published();
    let projects = visible.projects_of(|promotion| promotion.id == id)?;
    let key_dates = visible.key_dates_of(&projects)?.into_iter().map(|(_, announced)| announced).collect();
    let extent = Extent::of(&visible, slug::slugify(&promotion.name), projects);
    let extent = extent.with_requests(&mut visible)?.with_teams(scope)?;
    Ok(TakenOut { extent, promotion, key_dates })
}

/// The bulletins, oldest first, in chunks.
fn chunks(services: &Services, extent: &Extent) -> impl Stream<Item = Result<Vec<Bulletin>, Error>> + use<> {
    let ids: Vec<_> = extent.projects.iter().map(|project| project.id).collect();
    let (db, last) = (services.db.clone(), extent.last);
    stream::try_unfold((None, true), move |(bookmark, may_go_on)| {
        let (db, ids) = (db.clone(), ids.clone());
        async move {
            if !may_go_on {
                return Ok(None);
            }
            let chunk = db.read(move |conn| bulletins::after(conn, &ids, bookmark, last, CHUNK)).await?;
            // One that is not full is the last: nobody asks what comes after it.
            let is_full = chunk.len() as i64 == CHUNK;
            let next = chunk.last().map(|bulletin| (bulletin.week, bulletin.id));
            // What a bulletin tells of an earlier one that is not published itself.
            let shown = chunk.into_iter().map(|bulletin| bulletin.as_told_in(|week| week <= last));
            let shown: Vec<Bulletin> = shown.collect();
            // Nothing is no chunk: sent as one, it would end the body.
            Ok::<_, Error>((!shown.is_empty()).then_some((shown, (next, is_full))))
        }
    })
}

/// A document as it is written: its beginning, each chunk as `write` puts it, and its end.
fn document<W>(
    services: &Services,
    extent: Extent,
    head: Vec<u8>,
    mut write: W,
    tail: Vec<u8>,
) -> impl Stream<Item = Result<Vec<u8>, Error>> + use<W>
where
    W: FnMut(&Extent, &[Bulletin]) -> Result<Vec<u8>, Error>,
{
    let body = chunks(services, &extent).and_then(move |chunk| {
        let written = write(&extent, &chunk);
        async move { written }
    });
    let once = |bytes: Vec<u8>| stream::once(async move { Ok(bytes) });
    stream::StreamExt::chain(stream::StreamExt::chain(once(head), body), once(tail))
}
