//! Requests, each with those who see to it.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::{finding, takings};
use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::BulletinId;
use crate::domain::filing::text::Text;
use crate::domain::help::{End, Ending, Request, RequestId};
use crate::domain::people::PersonId;
use crate::domain::programme::among::Among;
use crate::domain::programme::project::{ProjectId, Stage};
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{help_requests, help_takings, projects, promotions};
use crate::store::database::values::{Moment, parsed};
use crate::store::{Conn, Either, Error, Result};

#[derive(Queryable, Selectable)]
#[diesel(table_name = help_requests)]
struct Row {
    id: i64,
    project_id: i64,
    week: String,
    bulletin_id: Option<i64>,
    text: String,
    version: i32,
    at_once: bool,
    asked_by: Option<i64>,
    asked_at: Moment,
    published_at: Option<Moment>,
    ended_at: Option<Moment>,
    ending: Option<String>,
}

impl TryFrom<Row> for Request {
    type Error = Error;

    fn try_from(row: Row) -> Result<Request> {
        let ending: Option<Ending> = row.ending.as_deref().map(parsed).transpose()?;
        Ok(Request {
            id: RequestId(row.id),
            project: ProjectId(row.project_id),
            week: parsed(&row.week)?,
            bulletin: row.bulletin_id.map(BulletinId),
            text: Text::of(&row.text).unwrap_or_else(Text::untold),
            version: row.version,
            at_once: row.at_once,
            asked_by: row.asked_by.map(PersonId),
            asked_at: row.asked_at.into(),
            published_at: row.published_at.map(Into::into),
            end: ending.zip(row.ended_at).map(|(ending, at)| End { ending, at: at.into() }),
            takings: Vec::new(),
        })
    }
}

/// What a condition selects, oldest first.
macro_rules! selected {
    ($condition:expr) => {
        help_requests::table.filter($condition).order(help_requests::id).select(Row::as_select())
    };
}

/// Loads that.
macro_rules! select_where {
    ($conn:expr, $condition:expr) => {{
        let rows: Vec<Row> = selected!($condition).load($conn)?;
        with_takings($conn, rows)
    }};
}

/// Not ended, of a project.
macro_rules! unended_of {
    ($project:expr) => {
        help_requests::project_id.eq($project).and(help_requests::ended_at.is_null())
    };
}

/// Of a project, made in the weeks from the first to the last.
macro_rules! of_weeks {
    ($project:expr, $first:expr, $last:expr) => {
        help_requests::project_id.eq($project).and(help_requests::week.between($first, $last))
    };
}

fn with_takings(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Request>> {
    let mut requests = rows.into_iter().map(Request::try_from).collect::<Result<Vec<Request>>>()?;
    let mut takings = takings::of(conn, requests.iter().map(|request| request.id))?;
    for request in &mut requests {
        request.takings = takings.remove(&request.id).unwrap_or_default();
    }
    Ok(requests)
}

pub fn by_id(conn: &mut Conn, id: RequestId) -> Result<Option<Request>> {
    Ok(select_where!(conn, help_requests::id.eq(id.0))?.pop())
}

/// Those of them that there are, oldest first.
pub fn by_ids(conn: &mut Conn, ids: &[RequestId]) -> Result<Vec<Request>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    select_where!(conn, help_requests::id.one_of(ids))
}

/// The same, which no other transaction changes until this one has ended.
pub fn hold(conn: &mut Conn, id: RequestId) -> Result<Option<Request>> {
    // SQLite has one writer at a time anyway.
    if let Either::Postgres(c) = conn.either() {
        let held = help_requests::table.find(id.0).select(help_requests::id).for_no_key_update();
        held.first::<i64>(c).optional()?;
    }
    by_id(conn, id)
}

/// Any numbers that no other program locks in this database: one for each project.
const ASKING_LOCKS: i64 = 0x6865_6c70_0000_0000;

/// Waits for others who ask, file or say when the team is away in that project's name, and has others wait until the transaction ends.
///
/// It is no row: whoever erases somebody changes projects after people, and whoever asks holds people after this.
pub fn take_turns_asking(conn: &mut Conn, project: ProjectId) -> Result<()> {
    // SQLite has one writer at a time anyway.
    if let Either::Postgres(c) = conn.either() {
        c.batch_execute(&format!("SELECT pg_advisory_xact_lock({})", ASKING_LOCKS + project.0))?;
    }
    Ok(())
}

/// What that bulletin asks for; none: nothing.
pub fn of_bulletin(conn: &mut Conn, bulletin: BulletinId) -> Result<Option<Request>> {
    Ok(select_where!(conn, help_requests::bulletin_id.eq(bulletin.0))?.pop())
}

/// What those bulletins ask for.
pub fn of_bulletins(
    conn: &mut Conn,
    bulletins: impl IntoIterator<Item = BulletinId>,
) -> Result<Vec<Request>> {
    select_where!(conn, help_requests::bulletin_id.one_of(bulletins.into_iter().map(|id| id.0)))
}

/// All that nobody has closed, oldest first.
pub fn unended(conn: &mut Conn) -> Result<Vec<Request>> {
    select_where!(conn, help_requests::ended_at.is_null())
}

/// All that were closed at that moment or later.
pub fn ended_since(conn: &mut Conn, moment: DateTime<Utc>) -> Result<Vec<Request>> {
    select_where!(conn, help_requests::ended_at.ge(Moment::from(moment)))
}

/// Those of a project that nobody has closed, oldest first.
pub fn unended_of(conn: &mut Conn, project: ProjectId) -> Result<Vec<Request>> {
    select_where!(conn, unended_of!(project.0))
}

/// All of a project, oldest first.
pub fn of_project(conn: &mut Conn, project: ProjectId) -> Result<Vec<Request>> {
    select_where!(conn, help_requests::project_id.eq(project.0))
}

/// Those that a project made in the weeks from `first` to `last`, both included, oldest first.
pub fn of_weeks(conn: &mut Conn, project: ProjectId, first: Week, last: Week) -> Result<Vec<Request>> {
    select_where!(conn, of_weeks!(project.0, first.to_string(), last.to_string()))
}

/// All of those projects, oldest first.
pub fn of_projects(conn: &mut Conn, projects: &[ProjectId]) -> Result<Vec<Request>> {
    let ids: Vec<i64> = projects.iter().map(|project| project.0).collect();
    select_where!(conn, help_requests::project_id.one_of(ids))
}

/// How many nobody has taken or closed of those that anybody may take: in preparation nobody may, nor before their week is
/// published; `last`: the last that is.
pub fn count_untaken(conn: &mut Conn, last: Week) -> Result<i64> {
    let present = help_takings::table
        .filter(help_takings::request_id.eq(help_requests::id).and(help_takings::given_back_at.is_null()));
    let untaken = help_requests::ended_at.is_null().and(not(exists(present)));
    let stages = Stage::ALL.iter().filter(|stage| stage.is_public()).map(|stage| stage.as_str());
    // Of each request: they are few beside all projects there ever were.
    let project = projects::table
        .inner_join(promotions::table)
        .filter(projects::id.eq(help_requests::project_id))
        .filter(promotions::stage.one_of(stages.collect::<Vec<_>>()));
    let is_public = help_requests::at_once.eq(true).or(help_requests::week.le(last.to_string()));
    let told = is_public.and(exists(project));
    Ok(help_requests::table.filter(untaken.and(told)).count().get_result(conn)?)
}

/// Those that were asked in that week, oldest first.
pub fn of_week(conn: &mut Conn, week: Week) -> Result<Vec<Request>> {
    select_where!(conn, help_requests::week.eq(week.to_string()))
}

/// What that person asked for, oldest first.
pub fn of_asker(conn: &mut Conn, asker: PersonId) -> Result<Vec<Request>> {
    select_where!(conn, help_requests::asked_by.eq(asker.0))
}

/// A place in the list of those that are closed: the end and the id of the one before it.
pub type Bookmark = (DateTime<Utc>, RequestId);

/// The next ones of those projects that are closed, the latest end first.
pub fn ended(conn: &mut Conn, among: &Among, after: Option<Bookmark>, count: i64) -> Result<Vec<Request>> {
    let mut query = help_requests::table
        .filter(help_requests::ended_at.is_not_null())
        .order((help_requests::ended_at.desc(), help_requests::id.desc()))
        .limit(count)
        .select(Row::as_select())
        .into_boxed();
    query = match among {
        Among::AllBut(others) => {
            query.filter(help_requests::project_id.none_of(others.iter().map(|id| id.0)))
        }
        Among::These(meant) => query.filter(help_requests::project_id.one_of(meant.iter().map(|id| id.0))),
    };
    if let Some((at, id)) = after {
        let at = Moment::from(at);
        let earlier = help_requests::ended_at.lt(at);
        query = query.filter(earlier.or(help_requests::ended_at.eq(at).and(help_requests::id.lt(id.0))));
    }
    let rows = query.load(conn)?;
    with_takings(conn, rows)
}

/// A request to be written.
pub struct NewRequest<'a> {
    pub project: ProjectId,
    pub week: Week,
    pub bulletin: Option<BulletinId>,
    pub text: &'a Text,
    pub at_once: bool,
    pub asked_by: Option<PersonId>,
    pub asked_at: DateTime<Utc>,
}

/// Writes it; none where its bulletin asks for something already.
pub fn insert(conn: &mut Conn, new: &NewRequest<'_>) -> Result<Option<RequestId>> {
    let row = (
        help_requests::project_id.eq(new.project.0),
        help_requests::week.eq(new.week.to_string()),
        help_requests::bulletin_id.eq(new.bulletin.map(|id| id.0)),
        help_requests::text.eq(new.text.as_str()),
        help_requests::at_once.eq(new.at_once),
        help_requests::asked_by.eq(new.asked_by.map(|id| id.0)),
        help_requests::asked_at.eq(Moment::from(new.asked_at)),
    );
    let id: Option<i64> = on_each!(conn, c => diesel::insert_into(help_requests::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(help_requests::id)
        .get_result(c)
        .optional())?;
    let id = id.map(RequestId);
    id.map_or(Ok(()), |id| finding::index(conn, id))?;
    Ok(id)
}

/// Writes a new version over the one with that number; false if it has another by now.
pub fn revise(conn: &mut Conn, id: RequestId, version: i32, text: &Text) -> Result<bool> {
    let revised = diesel::update(help_requests::table.find(id.0).filter(help_requests::version.eq(version)));
    let set = (help_requests::text.eq(text.as_str()), help_requests::version.eq(version + 1));
    let is_revised = revised.set(set).execute(conn)? == 1;
    finding::index(conn, id)?;
    Ok(is_revised)
}

/// Has everybody told of it, who know of it since then.
pub fn publish(conn: &mut Conn, id: RequestId, at: DateTime<Utc>) -> Result<()> {
    let set = (help_requests::at_once.eq(true), help_requests::published_at.eq(Moment::from(at)));
    diesel::update(help_requests::table.find(id.0)).set(set).execute(conn)?;
    finding::index(conn, id)
}

/// Lets its bulletin ask for something else.
pub fn detach(conn: &mut Conn, id: RequestId) -> Result<()> {
    diesel::update(help_requests::table.find(id.0))
        .set(help_requests::bulletin_id.eq(None::<i64>))
        .execute(conn)?;
    Ok(())
}

/// Closes it; false if it was closed already.
pub fn close(conn: &mut Conn, id: RequestId, end: End) -> Result<bool> {
    let open = help_requests::table.find(id.0).filter(help_requests::ended_at.is_null());
    let set =
        (help_requests::ended_at.eq(Moment::from(end.at)), help_requests::ending.eq(end.ending.as_str()));
    Ok(diesel::update(open).set(set).execute(conn)? == 1)
}

/// Opens it again; false if it was not closed.
pub fn reopen(conn: &mut Conn, id: RequestId) -> Result<bool> {
    let closed = help_requests::table.find(id.0).filter(help_requests::ended_at.is_not_null());
    let set = (help_requests::ended_at.eq(None::<Moment>), help_requests::ending.eq(None::<String>));
    Ok(diesel::update(closed).set(set).execute(conn)? == 1)
}

/// Takes back what nobody was told of.
pub fn delete(conn: &mut Conn, id: RequestId) -> Result<()> {
    finding::forget(conn, id)?;
    diesel::delete(help_requests::table.find(id.0)).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::plan::plan_of;

    /// Of all that a project ever asked for, of which there is more each year, a page reads what it shows.
    #[actix_web::test]
    async fn what_a_project_asked_is_looked_for_by_its_weeks_and_what_waits_by_having_no_end() {
        let plan = plan_of(&selected!(of_weeks!(1_i64, "2026-W09", "2026-W10"))).await;
        let weeks = "INDEX help_requests_of_weeks (project_id=? AND week>? AND week<?)";
        assert!(plan.iter().any(|step| step.contains(weeks)), "{plan:#?}");
        let plan = plan_of(&selected!(unended_of!(1_i64))).await;
        let waiting = "INDEX help_requests_by_project (project_id=? AND ended_at=?)";
        assert!(plan.iter().any(|step| step.contains(waiting)), "{plan:#?}");
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{plan:#?}");
    }
}
