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
    pub is_published: bool,
    count: Option<CountView>,
    /// The names of the project's mentors; empty: it has none.
    mentors: String,
    mentor_count: usize,
    /// Whether its reader is of the team.
    own: bool,
    /// The key of what will be told there; none: it all is.
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

impl CourseView {
    /// `own`: whether its reader is of the team.
    pub fn new(site: &Site, course: &Course, filed: Option<&Filed>, own: bool) -> CourseView {
        let is_read = filed.is_some_and(|filed| !filed.reading.readers.is_empty());
        let asked = filed.and_then(|filed| filed.request.as_ref());
        let asks = asked.is_some_and(|request| request.standing() == Standing::Open);
        CourseView {
            published_at: course.published_at.map(|at| view::local(site, at)),
            is_published: course.is_published,
            count: course.count.filter(|_| !course.is_published).map(CountView::from),
            mentors: course.mentors.join(", "),
            mentor_count: course.mentors.len(),
            own,
            awaits: awaits(is_read, asks).filter(|_| own),
        }
    }

    #[cfg(test)]
    pub fn samples() -> Vec<CourseView> {
        let course = |is_published, filed: usize, mentors: &[&str]| CourseView {
            published_at: Some("2026-03-06T15:05:00".into()),
            is_published,
            count: (filed > 0).then(|| Count { filed, of: 6 }.into()),
            mentors: mentors.join(", "),
            mentor_count: mentors.len(),
            own: filed != 6,
            awaits: awaits(is_published, filed > 0),
        };
        vec![
            CourseView { published_at: None, ..course(false, 0, &[]) },
            course(true, 0, &["Mina"]),
            CourseView { awaits: awaits(false, false), ..course(true, 0, &["Mina"]) },
            CourseView { awaits: awaits(true, true), ..course(true, 0, &["Mina"]) },
            course(false, 6, &["Marc"]),
            CourseView { own: false, ..course(false, 1, &["Marc", "Mina"]) },
            course(false, 1, &["Marc", "Mina"]),
        ]
    }
}

/// What a team still waits for.
fn awaits(is_read: bool, asks: bool) -> Option<&'static str> {
    match (is_read, asks) {
        (false, false) => Some("course-awaits-readers"),
        (false, true) => Some("course-awaits-both"),
        (true, true) => Some("course-awaits-help"),
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
