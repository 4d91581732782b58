//! Projects, with the days that they may have from their promotion.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::dsl::{count, count_star, exists, min};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::kit::by_name;
use crate::domain::people::{Locale, PersonId};
use crate::domain::post::notification::Notification;
use crate::domain::programme::project::{Project, ProjectId, Promotion, PromotionId};
use crate::store::calendar::{pauses, team_absences};
use crate::store::database::on_each;
use crate::store::database::one_of::{OneOf, OneOfMethods as _};
use crate::store::database::schema::{bulletins, help_requests, key_dates, projects};
use crate::store::database::values::parsed;
use crate::store::reading::documents;
use crate::store::{Conn, Result};

#[derive(Queryable)]
struct Row {
    id: i64,
    promotion_id: i64,
    slug: String,
    name: String,
    administration: String,
    ends_on: Option<NaiveDate>,
    description: String,
    locale: Option<String>,
    logo: Option<String>,
    notification: String,
    starts_on: Option<NaiveDate>,
    referent_id: Option<i64>,
}

impl Row {
    fn within(self, promotion: &Promotion, paused: BTreeSet<Week>, away: BTreeSet<Week>) -> Result<Project> {
        let last_day = promotion.last_day();
        Ok(Project {
            id: ProjectId(self.id),
            promotion: promotion.id,
            slug: self.slug,
            name: self.name,
            administration: self.administration,
            description: self.description,
            locale: self.locale.as_deref().map(parsed).transpose()?,
            logo: self.logo,
            notification: parsed(&self.notification)?,
            starts_on: self.starts_on.map_or(promotion.starts_on, |own| own.max(promotion.starts_on)),
            ends_on: self.ends_on.map_or(last_day, |ends_on| ends_on.min(last_day)),
            stage: promotion.stage,
            paused,
            away,
            referent: self.referent_id.map(PersonId),
        })
    }
}

type Weeks = BTreeMap<ProjectId, BTreeSet<Week>>;

fn by_project(weeks: impl IntoIterator<Item = (ProjectId, Week)>) -> Weeks {
    let mut grouped = Weeks::new();
    for (project, week) in weeks {
        grouped.entry(project).or_default().insert(week);
    }
    grouped
}

/// All projects of all promotions, by name.
pub fn all(conn: &mut Conn) -> Result<Vec<Project>> {
    of_promotions(conn, |_| true)
}

/// Those of the wanted promotions, by name.
pub fn of_promotions(conn: &mut Conn, wanted: impl Fn(&Promotion) -> bool) -> Result<Vec<Project>> {
    of_promotions_and(conn, wanted, &BTreeSet::new())
}

/// These, by name: where something names a few of all that there ever were.
pub fn named(conn: &mut Conn, ids: &BTreeSet<ProjectId>) -> Result<Vec<Project>> {
    of_promotions_and(conn, |_| false, ids)
}

/// Those of the wanted promotions, and these beside them, by name.
pub fn of_promotions_and(
    conn: &mut Conn,
    wanted: impl Fn(&Promotion) -> bool,
    named: &BTreeSet<ProjectId>,
) -> Result<Vec<Project>> {
    let promotions = crate::store::programme::promotions::all(conn)?;
    let wanted: Vec<i64> = promotions.iter().filter(|one| wanted(one)).map(|one| one.id.0).collect();
    let promotions: BTreeMap<PromotionId, Promotion> =
        promotions.into_iter().map(|one| (one.id, one)).collect();
    let rows: Vec<Row> = of_these(wanted, named.iter().map(|id| id.0).collect()).load(conn)?;
    let ids: Vec<ProjectId> = rows.iter().map(|row| ProjectId(row.id)).collect();
    let mut paused = by_project(pauses::of_projects(conn, &ids)?);
    let mut away = by_project(team_absences::of_teams(conn, &ids)?);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(promotion) = promotions.get(&PromotionId(row.promotion_id)) else { continue };
        let of_it = |weeks: &mut Weeks| weeks.remove(&ProjectId(row.id)).unwrap_or_default();
        let (paused, away) = (of_it(&mut paused), of_it(&mut away));
        found.push(row.within(promotion, paused, away)?);
    }
    found.sort_by_cached_key(|project| by_name(&project.name, project.id));
    Ok(found)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn of_these(promotions: Vec<i64>, ids: Vec<i64>) -> _ {
    let of_promotion: OneOf<projects::promotion_id, true> = projects::promotion_id.one_of(promotions);
    let is_named: OneOf<projects::id, true> = projects::id.one_of(ids);
    projects::table.filter(of_promotion.or(is_named))
}

pub fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Project>> {
    if !Project::could_be_slug(slug) {
        return Ok(None);
    }
    let row: Option<Row> = projects::table.filter(projects::slug.eq(slug)).first(conn).optional()?;
    row.map_or(Ok(None), |row| whole(conn, row))
}

pub fn by_id(conn: &mut Conn, id: ProjectId) -> Result<Option<Project>> {
    let row: Option<Row> = projects::table.find(id.0).first(conn).optional()?;
    row.map_or(Ok(None), |row| whole(conn, row))
}

/// With what stands beside its row.
fn whole(conn: &mut Conn, row: Row) -> Result<Option<Project>> {
    let (id, promotion) = (ProjectId(row.id), PromotionId(row.promotion_id));
    let Some(promotion) = crate::store::programme::promotions::by_id(conn, promotion)? else {
        return Ok(None);
    };
    let paused = pauses::of_project(conn, id)?.into_iter().map(|pause| pause.week).collect();
    let away = team_absences::of_team(conn, id)?;
    row.within(&promotion, paused, away).map(Some)
}

/// How many there are of all promotions.
pub fn count_all(conn: &mut Conn) -> Result<usize> {
    let count: i64 = projects::table.count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// How many each promotion has; one that has none is not named.
pub fn count_by_promotion(conn: &mut Conn) -> Result<BTreeMap<PromotionId, usize>> {
    let rows: Vec<(i64, i64)> = projects::table
        .group_by(projects::promotion_id)
        .select((projects::promotion_id, count_star()))
        .load(conn)?;
    let counted = |(id, count): (i64, i64)| (PromotionId(id), usize::try_from(count).unwrap_or_default());
    Ok(rows.into_iter().map(counted).collect())
}

/// The day from which the first of each of these promotions is asked, where each has a day of its own, and otherwise (none) its
/// promotion's first one; `of`: only of these.
pub fn beginnings(
    conn: &mut Conn,
    promotions: impl IntoIterator<Item = PromotionId>,
    of: Option<&BTreeSet<ProjectId>>,
) -> Result<BTreeMap<PromotionId, Option<NaiveDate>>> {
    let mut wanted = projects::table
        .filter(projects::promotion_id.one_of(promotions.into_iter().map(|promotion| promotion.0)))
        .group_by(projects::promotion_id)
        .select((projects::promotion_id, min(projects::starts_on), count(projects::starts_on), count_star()))
        .into_boxed();
    if let Some(of) = of {
        wanted = wanted.filter(projects::id.one_of(of.iter().map(|id| id.0)));
    }
    let rows: Vec<(i64, Option<NaiveDate>, i64, i64)> = wanted.load(conn)?;
    let first = |(id, first, own, all): (i64, Option<NaiveDate>, i64, i64)| {
        (PromotionId(id), first.filter(|_| own == all))
    };
    Ok(rows.into_iter().map(first).collect())
}

/// The last day that the project has of its own; none: it ends with its promotion.
pub fn own_end(conn: &mut Conn, id: ProjectId) -> Result<Option<NaiveDate>> {
    let day: Option<Option<NaiveDate>> =
        projects::table.find(id.0).select(projects::ends_on).first(conn).optional()?;
    Ok(day.flatten())
}

/// What can change of a project: all but its address, its promotion and its logo.
pub struct Details<'a> {
    pub name: &'a str,
    pub administration: &'a str,
    pub description: &'a str,
    /// None: it ends with its promotion.
    pub ends_on: Option<NaiveDate>,
    pub locale: Option<Locale>,
    pub notification: Notification,
}

/// `since`: the day from which it is asked for bulletins; none: from its promotion's first.
pub fn insert(
    conn: &mut Conn,
    promotion: PromotionId,
    slug: &str,
    details: &Details<'_>,
    since: Option<NaiveDate>,
) -> Result<ProjectId> {
    let row = (
        projects::promotion_id.eq(promotion.0),
        projects::slug.eq(slug),
        projects::name.eq(details.name),
        projects::administration.eq(details.administration),
        projects::description.eq(details.description),
        projects::ends_on.eq(details.ends_on),
        projects::locale.eq(details.locale.map(Locale::code)),
        projects::notification.eq(details.notification.as_str()),
        projects::starts_on.eq(since),
    );
    let id = on_each!(conn, c => diesel::insert_into(projects::table)
        .values(row)
        .returning(projects::id)
        .get_result(c))?;
    index(conn, ProjectId(id), details)?;
    Ok(ProjectId(id))
}

fn index(conn: &mut Conn, id: ProjectId, details: &Details<'_>) -> Result<()> {
    documents::index_project(conn, id, [details.name, details.administration, details.description])
}

pub fn update(conn: &mut Conn, id: ProjectId, details: &Details<'_>) -> Result<()> {
    diesel::update(projects::table.find(id.0))
        .set((
            projects::name.eq(details.name),
            projects::administration.eq(details.administration),
            projects::description.eq(details.description),
            projects::ends_on.eq(details.ends_on),
            projects::locale.eq(details.locale.map(Locale::code)),
            projects::notification.eq(details.notification.as_str()),
        ))
        .execute(conn)?;
    index(conn, id, details)
}

/// Those of a promotion are asked from that day on, unless another day was theirs already, or they come with what they
/// filed before.
pub fn begin(conn: &mut Conn, promotion: PromotionId, day: NaiveDate) -> Result<()> {
    let filed = bulletins::table.select(bulletins::project_id);
    let unasked = projects::promotion_id
        .eq(promotion.0)
        .and(projects::starts_on.is_null())
        .and(projects::id.ne_all(filed));
    diesel::update(projects::table.filter(unasked)).set(projects::starts_on.eq(day)).execute(conn)?;
    Ok(())
}

/// It is asked from its promotion's first day on.
pub fn ask_from_the_first_day(conn: &mut Conn, id: ProjectId) -> Result<()> {
    diesel::update(projects::table.find(id.0))
        .set(projects::starts_on.eq(None::<NaiveDate>))
        .execute(conn)?;
    Ok(())
}

/// That coordinator is asked about it, or (none) all are.
pub fn set_referent(conn: &mut Conn, id: ProjectId, referent: Option<PersonId>) -> Result<()> {
    let number = referent.map(|person| person.0);
    diesel::update(projects::table.find(id.0)).set(projects::referent_id.eq(number)).execute(conn)?;
    Ok(())
}

/// That person is asked about no project any more; about which they were.
pub fn clear_referent(conn: &mut Conn, person: PersonId) -> Result<Vec<ProjectId>> {
    let of_person = projects::table.filter(projects::referent_id.eq(person.0));
    let ids: Vec<i64> = of_person.select(projects::id).order(projects::id).load(conn)?;
    diesel::update(of_person).set(projects::referent_id.eq(None::<i64>)).execute(conn)?;
    Ok(ids.into_iter().map(ProjectId).collect())
}

/// Gives the project that logo, or none.
pub fn set_logo(conn: &mut Conn, id: ProjectId, logo: Option<&str>) -> Result<()> {
    diesel::update(projects::table.find(id.0)).set(projects::logo.eq(logo)).execute(conn)?;
    Ok(())
}

/// Whether the project has filed anything, asked for help, or has key dates.
pub fn has_history(conn: &mut Conn, id: ProjectId) -> Result<bool> {
    let filed = exists(bulletins::table.filter(bulletins::project_id.eq(id.0)));
    let asked = exists(help_requests::table.filter(help_requests::project_id.eq(id.0)));
    let days = exists(key_dates::table.filter(key_dates::project_id.eq(id.0)));
    Ok(diesel::select(filed.or(asked).or(days)).get_result(conn)?)
}

/// Deletes a project that has no history any more, with the roles on it.
pub fn delete(conn: &mut Conn, id: ProjectId) -> Result<()> {
    documents::forget_project(conn, id)?;
    diesel::delete(projects::table.find(id.0)).execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::plan::plan_of;

    #[actix_web::test]
    async fn what_goes_on_is_not_looked_for_among_all_projects_there_ever_were() {
        let plan = plan_of(&of_these(vec![1], vec![2])).await;
        let looked_up = [
            "SEARCH projects USING INDEX sqlite_autoindex_projects_2 (promotion_id=?)",
            "SEARCH projects USING INTEGER PRIMARY KEY (rowid=?)",
        ];
        let steps: Vec<&String> = plan.iter().filter(|step| step.contains(" projects")).collect();
        assert_eq!(steps, looked_up, "{plan:?}");
    }
}
