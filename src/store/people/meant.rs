//! Those of whom something can be wanted: on some projects, or still. Of all who were there over the years they are few.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{Row, members_in, people_in};
use crate::domain::people::{Member, Person};
use crate::domain::programme::project::{ProjectId, Stage};
use crate::store::database::one_of::{OneOf, OneOfMethods as _};
use crate::store::database::schema::{memberships, people, projects, promotions, stand_ins};
use crate::store::{Conn, Result};

/// Those who can get in and have, had or will have a role on one of these projects, stand in for somebody who has, or are asked about
/// one of them, with all their roles, in the order in which they came: of those who were there over the years they are few.
pub fn members_of(conn: &mut Conn, projects: &[ProjectId], today: NaiveDate) -> Result<Vec<Member>> {
    let mut members = everybody_of(conn, projects, today)?;
    members.retain(|member| member.person.active);
    Ok(members)
}

/// The same with those who have been deactivated.
pub fn everybody_of(conn: &mut Conn, projects: &[ProjectId], today: NaiveDate) -> Result<Vec<Member>> {
    let on_these = on_these(projects.iter().map(|project| project.0).collect());
    let rows: Vec<Row> = on_these.select(Row::as_select()).load(conn)?;
    members_in(conn, rows, today)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn on_these(ids: Vec<i64>) -> _ {
    let of_it: OneOf<memberships::project_id, true> = memberships::project_id.one_of(ids.clone());
    let stood_for: OneOf<memberships::project_id, true> = memberships::project_id.one_of(ids.clone());
    let asked_about: OneOf<projects::id, true> = projects::id.one_of(ids);
    let with_role = memberships::table.filter(of_it).select(memberships::person_id);
    let mentors = memberships::table.filter(stood_for).select(memberships::person_id);
    let stand_ins =
        stand_ins::table.filter(stand_ins::person_id.eq_any(mentors)).select(stand_ins::stand_in_id);
    let referents = projects::table
        .filter(asked_about)
        .filter(projects::referent_id.is_not_null())
        .select(projects::referent_id.assume_not_null());
    let has_role = people::id.eq_any(with_role);
    let is_meant = has_role.or(people::id.eq_any(stand_ins)).or(people::id.eq_any(referents));
    people::table.filter(is_meant).order(people::id)
}

/// Those who have, had or will have a role on a project that is not archived, stand in for somebody, coordinate, or have no role at
/// all: of whom something can be wanted still. In the order in which they came, whether or not they can get in.
pub fn present(conn: &mut Conn) -> Result<Vec<Person>> {
    people_in(still_there().select(Row::as_select()).load(conn)?)
}

/// The same with their roles.
pub fn present_members(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Member>> {
    let rows: Vec<Row> = still_there().select(Row::as_select()).load(conn)?;
    members_in(conn, rows, today)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn still_there() -> _ {
    let archived: &'static str = Stage::Archived.as_str();
    let promotions = promotions::table.filter(promotions::stage.ne(archived)).select(promotions::id);
    let projects = projects::table.filter(projects::promotion_id.eq_any(promotions)).select(projects::id);
    let with_role =
        memberships::table.filter(memberships::project_id.eq_any(projects)).select(memberships::person_id);
    let stand_ins = stand_ins::table.select(stand_ins::stand_in_id);
    let is_on_one = people::id.eq_any(with_role).or(people::id.eq_any(stand_ins));
    let is_there = is_on_one.or(people::coordinator.eq(true)).or(people::without_role.eq(true));
    people::table.filter(is_there).order(people::id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::plan::plan_of;

    #[actix_web::test]
    async fn who_is_still_there_is_not_looked_for_among_all_who_were_ever_there() {
        let plan = plan_of(&still_there().select(people::id)).await;
        let mut of_people = plan.iter().filter(|step| step.contains(" people ")).peekable();
        assert!(of_people.peek().is_some() && of_people.all(|step| step.starts_with("SEARCH")), "{plan:#?}");
    }

    #[actix_web::test]
    async fn who_is_on_a_project_is_not_looked_for_among_all_who_were_ever_there() {
        let plan = plan_of(&on_these(vec![1]).select(people::id)).await;
        let mut of_people = plan.iter().filter(|step| step.contains(" people")).peekable();
        let is_looked_up = |step: &String| step.starts_with("SEARCH people USING INTEGER PRIMARY KEY");
        assert!(of_people.peek().is_some() && of_people.all(is_looked_up), "{plan:?}");
    }
}
