//! Bulletins, each with the key date that it announces.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::calendar::Week;
use crate::domain::filing::bulletin::{Bulletin, BulletinId, Content, Mood};
use crate::domain::filing::key_date::KeyDate;
use crate::domain::filing::questions::Answers;
use crate::domain::filing::text::Text;
use crate::domain::people::PersonId;
use crate::domain::programme::project::ProjectId;
use crate::store::database::on_each;
use crate::store::database::one_of::OneOfMethods as _;
use crate::store::database::schema::{bulletins, key_dates};
use crate::store::database::values::{Moment, parsed};
use crate::store::filing::outcomes;
use crate::store::reading::documents;
use crate::store::{Conn, Error, Result};

/// The columns of answers, in the order of the questions.
macro_rules! answers {
    ($($column:ident),*) => {
        type AnswerColumns = ($(answers!(@type $column),)*);

        /// To be selected, beside the other columns.
        fn answer_columns() -> ($(bulletins::$column,)*) {
            ($(bulletins::$column,)*)
        }

        fn to_answers(($($column,)*): AnswerColumns) -> Answers {
            let mut kept = [$($column,)*].into_iter();
            Answers::find(|_| kept.next().flatten().and_then(|text| Text::of(&text)))
        }

        /// To be written, beside the other columns.
        fn answer_values(answers: &Answers) -> ($(diesel::dsl::Eq<bulletins::$column, Option<&str>>,)*) {
            let mut given = answers.columns().map(|(_, answer)| answer);
            ($(bulletins::$column.eq(given.next().flatten()),)*)
        }

        /// What they are called.
        #[cfg(test)]
        const ANSWERS: &[&str] = &[$(<bulletins::$column as Column>::NAME),*];
    };
    (@type $column:ident) => { Option<String> };
}

answers!(priorities, ups_and_downs, help);

#[derive(Queryable, Selectable)]
#[diesel(table_name = bulletins)]
struct Row {
    id: i64,
    project_id: i64,
    week: String,
    mood: Option<i16>,
    quiet: bool,
    version: i32,
    late: bool,
    filed_at: Moment,
    revised_at: Moment,
    author_id: Option<i64>,
}

type KeyDateColumns = Option<(NaiveDate, String)>;

fn to_bulletin((row, answers, key_date): (Row, AnswerColumns, KeyDateColumns)) -> Result<Bulletin> {
    Ok(Bulletin {
        id: BulletinId(row.id),
        project: ProjectId(row.project_id),
        week: parsed(&row.week)?,
        content: Content {
            mood: row.mood.map(to_mood).transpose()?,
            quiet: row.quiet,
            answers: to_answers(answers),
            key_date: key_date.map(|(date, description)| KeyDate::written(date, &description)),
        },
        version: row.version,
        late: row.late,
        filed_at: row.filed_at.into(),
        revised_at: row.revised_at.into(),
        author: row.author_id.map(PersonId),
        reported: Default::default(),
        promise: None,
        day_story: Default::default(),
    })
}

pub(super) fn to_mood(number: i16) -> Result<Mood> {
    Mood::from_number(number).ok_or_else(|| Error::Corrupt(format!("bulletins.mood {number}")))
}

/// Loads what a condition selects, newest week first, then in the order of filing.
macro_rules! select_where {
    ($conn:expr, $condition:expr) => {
        bulletins::table
            .left_join(key_dates::table)
            .filter($condition)
            .order((bulletins::week.desc(), bulletins::id))
            .select((
                Row::as_select(),
                answer_columns(),
                (key_dates::date, key_dates::description).nullable(),
            ))
            .load::<(Row, AnswerColumns, KeyDateColumns)>($conn)?
            .into_iter()
            .map(to_bulletin)
            .collect::<Result<Vec<Bulletin>>>()
            .and_then(|found| outcomes::with_outcomes($conn, found))
    };
}

pub fn find(conn: &mut Conn, project: ProjectId, week: Week) -> Result<Option<Bulletin>> {
    let found =
        select_where!(conn, bulletins::project_id.eq(project.0).and(bulletins::week.eq(week.to_string())))?;
    Ok(found.into_iter().next())
}

pub fn by_id(conn: &mut Conn, id: BulletinId) -> Result<Option<Bulletin>> {
    Ok(select_where!(conn, bulletins::id.eq(id.0))?.into_iter().next())
}

/// Those of them that there are, newest first.
pub fn by_ids(conn: &mut Conn, ids: impl IntoIterator<Item = BulletinId>) -> Result<Vec<Bulletin>> {
    select_where!(conn, bulletins::id.one_of(ids.into_iter().map(|id| id.0)))
}

pub fn of_week(conn: &mut Conn, week: Week) -> Result<Vec<Bulletin>> {
    select_where!(conn, bulletins::week.eq(week.to_string()))
}

/// All of a project, newest first.
pub fn of_project(conn: &mut Conn, project: ProjectId) -> Result<Vec<Bulletin>> {
    select_where!(conn, bulletins::project_id.eq(project.0))
}

/// What that person filed or was the last to revise, newest first.
pub fn of_author(conn: &mut Conn, author: PersonId) -> Result<Vec<Bulletin>> {
    select_where!(conn, bulletins::author_id.eq(author.0))
}

/// Those of a project in the weeks from `first` to `last`, both included, newest first.
pub fn of_project_in(conn: &mut Conn, project: ProjectId, first: Week, last: Week) -> Result<Vec<Bulletin>> {
    let weeks = bulletins::week.between(first.to_string(), last.to_string());
    select_where!(conn, bulletins::project_id.eq(project.0).and(weeks))
}

/// All of all projects in the weeks from `first` to `last`, both included, newest first.
pub fn of_weeks(conn: &mut Conn, first: Week, last: Week) -> Result<Vec<Bulletin>> {
    select_where!(conn, bulletins::week.between(first.to_string(), last.to_string()))
}

/// Where an export goes on: after the bulletin of that week with that id.
pub type Bookmark = (Week, BulletinId);

/// The next bulletins of those projects up to the week `last`, oldest first.
pub fn after(
    conn: &mut Conn,
    projects: &[ProjectId],
    bookmark: Option<Bookmark>,
    last: Week,
    count: i64,
) -> Result<Vec<Bulletin>> {
    let ids: Vec<i64> = projects.iter().map(|project| project.0).collect();
    // Before any week there is.
    let (week, id) = bookmark.map_or((String::new(), 0), |(week, id)| (week.to_string(), id.0));
    let later =
        bulletins::week.gt(week.clone()).or(bulletins::week.eq(week.clone()).and(bulletins::id.gt(id)));
    // Said on its own, the week's bounds are where databases begin to read.
    let found = bulletins::table
        .left_join(key_dates::table)
        .filter(bulletins::week.between(week, last.to_string()))
        .filter(bulletins::project_id.one_of(ids).and(later))
        .order((bulletins::week, bulletins::id))
        .limit(count)
        .select((Row::as_select(), answer_columns(), (key_dates::date, key_dates::description).nullable()))
        .load::<(Row, AnswerColumns, KeyDateColumns)>(conn)?
        .into_iter()
        .map(to_bulletin)
        .collect::<Result<Vec<Bulletin>>>()?;
    outcomes::with_outcomes(conn, found)
}

/// What no digest has told yet of the weeks before that one.
pub fn not_digested_before(conn: &mut Conn, week: Week) -> Result<Vec<Bulletin>> {
    select_where!(conn, bulletins::digested_at.is_null().and(bulletins::week.lt(week.to_string())))
}

/// What the digest of that moment told.
pub fn digested_at(conn: &mut Conn, at: DateTime<Utc>) -> Result<Vec<Bulletin>> {
    select_where!(conn, bulletins::digested_at.eq(Some(Moment::from(at))))
}

/// Whether anybody has filed anything yet.
pub fn are_there(conn: &mut Conn) -> Result<bool> {
    let first: Option<i64> = bulletins::table.select(bulletins::id).first(conn).optional()?;
    Ok(first.is_some())
}

/// How many of those projects filed for that week.
pub fn count_in(conn: &mut Conn, projects: &[ProjectId], week: Week) -> Result<usize> {
    let ids: Vec<i64> = projects.iter().map(|project| project.0).collect();
    let filed = bulletins::table
        .filter(bulletins::project_id.one_of(ids).and(bulletins::week.eq(week.to_string())))
        .count();
    Ok(filed.get_result::<i64>(conn)?.unsigned_abs() as usize)
}

/// For which of the weeks from `first` to `last`, both included, those projects filed.
pub fn weeks_filed(
    conn: &mut Conn,
    projects: &[ProjectId],
    first: Week,
    last: Week,
) -> Result<Vec<(ProjectId, Week)>> {
    let ids: Vec<i64> = projects.iter().map(|project| project.0).collect();
    let rows: Vec<(i64, String)> = bulletins::table
        .filter(bulletins::project_id.one_of(ids))
        .filter(bulletins::week.between(first.to_string(), last.to_string()))
        .select((bulletins::project_id, bulletins::week))
        .load(conn)?;
    rows.into_iter().map(|(project, week)| Ok((ProjectId(project), parsed(&week)?))).collect()
}

/// A bulletin to be written.
pub struct NewBulletin<'a> {
    pub project: ProjectId,
    pub week: Week,
    pub content: &'a Content,
    pub late: bool,
    pub author: Option<PersonId>,
    pub filed_at: DateTime<Utc>,
    /// When the form was opened in which it is filed, where that was by a link.
    pub opened_at: Option<DateTime<Utc>>,
    /// Set where it comes from elsewhere and its digest has long been sent.
    pub digested_at: Option<DateTime<Utc>>,
}

/// Writes the first version; none if that project has a bulletin for that week already.
pub fn insert(conn: &mut Conn, new: &NewBulletin<'_>) -> Result<Option<BulletinId>> {
    let row = (
        bulletins::project_id.eq(new.project.0),
        bulletins::week.eq(new.week.to_string()),
        bulletins::mood.eq(new.content.mood.map(Mood::number)),
        bulletins::quiet.eq(new.content.quiet),
        bulletins::opened_at.eq(new.opened_at.map(Moment::from)),
        answer_values(&new.content.answers),
        bulletins::late.eq(new.late),
        bulletins::filed_at.eq(Moment::from(new.filed_at)),
        bulletins::revised_at.eq(Moment::from(new.filed_at)),
        bulletins::author_id.eq(new.author.map(|id| id.0)),
        bulletins::digested_at.eq(new.digested_at.map(Moment::from)),
    );
    let id: Option<i64> = on_each!(conn, c => diesel::insert_into(bulletins::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(bulletins::id)
        .get_result(c)
        .optional())?;
    if let Some(id) = id {
        documents::index_bulletin(conn, id, new.project, new.week, new.content)?;
    }
    Ok(id.map(BulletinId))
}

/// Writes a new version over the one with that number; false if it has another by now.
pub fn revise(
    conn: &mut Conn,
    id: BulletinId,
    version: i32,
    content: &Content,
    author: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let revised = diesel::update(bulletins::table.find(id.0).filter(bulletins::version.eq(version)));
    let written: Option<(i64, String)> = on_each!(conn, c => revised
        .set((
            bulletins::mood.eq(content.mood.map(Mood::number)),
            bulletins::quiet.eq(content.quiet),
            answer_values(&content.answers),
            bulletins::version.eq(version + 1),
            bulletins::revised_at.eq(Moment::from(now)),
            bulletins::author_id.eq(author.map(|id| id.0)),
        ))
        .returning((bulletins::project_id, bulletins::week))
        .get_result(c)
        .optional())?;
    let Some((project, week)) = written else { return Ok(false) };
    documents::index_bulletin(conn, id.0, ProjectId(project), parsed(&week)?, content)?;
    Ok(true)
}

/// Notes that a digest told these.
pub fn mark_digested(conn: &mut Conn, ids: &[BulletinId], now: DateTime<Utc>) -> Result<()> {
    diesel::update(bulletins::table.filter(bulletins::id.one_of(ids.iter().map(|id| id.0))))
        .set(bulletins::digested_at.eq(Moment::from(now)))
        .execute(conn)?;
    Ok(())
}

/// All that were filed before that moment, of weeks up to that one, count as told by a digest.
pub fn mark_all_digested(
    conn: &mut Conn,
    last: Week,
    filed_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let untold = bulletins::digested_at.is_null().and(bulletins::week.le(last.to_string()));
    let of_then = bulletins::filed_at.lt(Moment::from(filed_before));
    diesel::update(bulletins::table.filter(untold.and(of_then)))
        .set(bulletins::digested_at.eq(Moment::from(now)))
        .execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::ANSWERS;
    use crate::domain::filing::questions::QUESTIONS;

    #[test]
    fn each_question_has_its_column_at_its_place() {
        assert_eq!(ANSWERS, QUESTIONS.each_ref().map(|question| question.name));
    }
}
