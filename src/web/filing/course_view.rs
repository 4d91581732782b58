//! How a week goes on once a team has filed, as its page and its home show it.

use serde::Serialize;

use crate::domain::help::Standing;
use crate::services::filing::course::{Count, Course};
use crate::services::filing::place::Filed;
use crate::web::Site;
use crate::web::kit::view;

#[derive(Serialize)]
pub struct CourseView {
    /// When everybody reads it; none: when the week ends.
    published_at: Option<String>,
    /// The key of how that is told.
    published_key: &'static str,
    pub is_published: bool,
    count: Option<CountView>,
    /// The names of the project's mentors; empty: it has none.
    mentors: String,
    mentor_count: usize,
    /// Whether its reader is of the team.
    own: bool,
    /// The key of what will be told, and where; none: it all is, or nothing tells it.
    awaits: Option<&'static str>,
}

/// How many of the teams have filed, as a row of signs: one's own, those that have filed, those that have not. Where a sign
/// stands says nothing of which team it is.
#[derive(Serialize)]
struct CountView {
    filed: usize,
    of: usize,
    signs: Vec<&'static str>,
}

impl From<Count> for CountView {
    fn from(Count { filed, of }: Count) -> Self {
        let signs = (0..of).map(|place| match place {
            0 => "own",
            place if place < filed => "filed",
            _ => "waits",
        });
        CountView { filed, of, signs: signs.collect() }
    }
}

/// Who is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The team, at an address to which it can come back.
    Team,
    /// The team, behind a link that ends with the week; and whether another form follows.
    ByLink { next_form: bool },
    /// Who files in its place.
    Other,
}

impl CourseView {
    pub fn new(site: &Site, course: &Course, filed: Option<&Filed>, told: Told) -> CourseView {
        let is_read = filed.is_some_and(|filed| !filed.reading.readers.is_empty());
        let asked = filed.and_then(|filed| filed.request.as_ref());
        let asks = asked.is_some_and(|request| request.standing() == Standing::Open);
        CourseView {
            published_at: course.published_at.map(|at| view::local(site, at)),
            published_key: published_key(told != Told::Other, site.services.mails_stay_in().is_none()),
            is_published: course.is_published,
            count: course.count.filter(|_| !course.is_published).map(CountView::from),
            mentors: course.mentors.join(", "),
            mentor_count: course.mentors.len(),
            own: told != Told::Other,
            awaits: awaits(is_read, asks, told),
        }
    }

    #[cfg(test)]
    pub fn samples() -> Vec<CourseView> {
        let course = |is_published, filed: usize, mentors: &[&str]| CourseView {
            published_at: Some("2026-03-06T15:05:00".into()),
            published_key: published_key(filed != 6, !mentors.is_empty()),
            is_published,
            count: (filed > 0).then(|| Count { filed, of: 6 }.into()),
            mentors: mentors.join(", "),
            mentor_count: mentors.len(),
            own: filed != 6,
            awaits: awaits(is_published, filed > 0, Told::Team),
        };
        let by_link = Told::ByLink { next_form: true };
        let read_by_mina = |awaits| CourseView { awaits, ..course(true, 0, &["Mina"]) };
        vec![
            CourseView { published_at: None, ..course(false, 0, &[]) },
            course(true, 0, &["Mina"]),
            read_by_mina(awaits(false, false, Told::Team)),
            read_by_mina(awaits(true, true, Told::Team)),
            read_by_mina(awaits(false, false, by_link)),
            read_by_mina(awaits(false, true, by_link)),
            read_by_mina(awaits(true, true, by_link)),
            course(false, 6, &["Marc"]),
            course(false, 6, &[]),
            course(false, 1, &[]),
            CourseView { own: false, ..course(false, 1, &["Marc", "Mina"]) },
            course(false, 1, &["Marc", "Mina"]),
        ]
    }
}

/// `own`: to its team; `mailed`: mails leave.
fn published_key(own: bool, mailed: bool) -> &'static str {
    match (own, mailed) {
        (true, true) => "course-publishes-mailed",
        (true, false) => "course-publishes",
        (false, true) => "course-publishes-theirs-mailed",
        (false, false) => "course-publishes-theirs",
    }
}

/// What a team still waits for. A link will have ended by then: its next form tells the same.
fn awaits(is_read: bool, asks: bool, told: Told) -> Option<&'static str> {
    let [readers, both, help] = match told {
        Told::Team => ["course-awaits-readers", "course-awaits-both", "course-awaits-help"],
        Told::ByLink { next_form: true } => {
            ["course-next-form-readers", "course-next-form-both", "course-next-form-help"]
        }
        Told::ByLink { next_form: false } | Told::Other => return None,
    };
    match (is_read, asks) {
        (false, false) => Some(readers),
        (false, true) => Some(both),
        (true, true) => Some(help),
        (true, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_signs_tells_how_many_and_not_who() {
        let view = CountView::from(Count { filed: 3, of: 5 });
        assert_eq!(view.signs, ["own", "filed", "filed", "waits", "waits"]);
    }
}
