//! How soon the requests of each promotion are answered.

use crate::domain::help::Request;
use crate::domain::help::measures::{Answered, Measures, measure};
use crate::domain::programme::project::{Project, ProjectId, Promotion, Stage};
use crate::services::{Error, Scope};
use crate::store::help::{requests, takings};
use crate::store::programme::{projects, promotions};

/// A promotion and what its requests come to.
pub struct Measured {
    pub promotion: Promotion,
    pub measures: Measures,
}

/// All promotions that have begun, the latest first.
pub fn all(scope: &mut Scope<'_>) -> Result<Vec<Measured>, Error> {
    of(scope, |promotion| promotion.stage.is_public())
}

/// Those that go on: what is over changes no more.
pub fn present(scope: &mut Scope<'_>) -> Result<Vec<Measured>, Error> {
    of(scope, |promotion| promotion.stage == Stage::Open)
}

fn of(scope: &mut Scope<'_>, is_wanted: impl Fn(&Promotion) -> bool) -> Result<Vec<Measured>, Error> {
    let projects = projects::of_promotions(scope.conn, &is_wanted)?;
    let mut promotions = promotions::all(scope.conn)?;
    promotions.retain(is_wanted);
    promotions.sort_by_key(|promotion| std::cmp::Reverse((promotion.starts_on, promotion.id)));
    let mut measured = Vec::new();
    for promotion in promotions {
        let of_it: Vec<&Project> =
            projects.iter().filter(|project| project.promotion == promotion.id).collect();
        let measures = measures_of(scope, &of_it)?;
        measured.push(Measured { promotion, measures });
    }
    Ok(measured)
}

fn measures_of(scope: &mut Scope<'_>, projects: &[&Project]) -> Result<Measures, Error> {
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let taken = takings::first_of_projects(scope.conn, &ids)?;
    let asked = requests::of_projects(scope.conn, &ids)?;
    let of = |request: &Request| {
        let project = projects.iter().find(|project| project.id == request.project)?;
        Answered::of(request, project, taken.get(&request.id).copied(), &scope.calendar)
    };
    let answered: Vec<Answered<'_>> = asked.iter().filter_map(of).collect();
    Ok(measure(&answered, &scope.calendar, scope.now))
}
