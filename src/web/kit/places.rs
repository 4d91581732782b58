//! Where somebody can go from every page: few places, each with its sign, and the rest in a menu.

use serde::Serialize;

use crate::domain::people::{Member, Role};

/// A place as the frame of pages shows it.
#[derive(Clone, Serialize)]
pub struct Place {
    href: &'static str,
    /// The key of its name.
    key: &'static str,
    /// The name of its sign.
    sign: &'static str,
    /// Whether this page is there; `true` on pages of the place that are not its first.
    current: Option<&'static str>,
    /// What this person is here for.
    acts: bool,
    /// How much waits there.
    waits: Option<i64>,
}

/// All that leads on from a page.
#[derive(Default, Serialize)]
pub struct Places {
    /// In sight on every page: five at most.
    main: Vec<Place>,
    /// In the menu.
    more: Vec<Place>,
    /// Those that run the programme, on its pages.
    admin: Vec<Place>,
}

const DASHBOARD: Place = place("/dashboard", "nav-dashboard", "dashboard");
const WEEKS: Place = place("/weeks", "nav-weeks", "weeks");
const PROJECTS: Place = place("/projects", "nav-projects", "projects");
const KEY_DATES: Place = place("/key-dates", "nav-key-dates", "flag");
const HELP: Place = place("/help-requests", "nav-help", "help");
const SEARCH: Place = place("/search", "nav-search", "search");
const ADMIN: Place = place("/admin", "nav-admin", "admin");
const SETTINGS: Place = place("/settings", "nav-settings", "settings");

const ADMIN_PLACES: [Place; 8] = [
    place("/admin/people", "nav-people", "people"),
    place("/admin/projects", "nav-projects", "projects"),
    place("/admin/promotions", "nav-promotions", "promotion"),
    place("/admin/import", "nav-import", "import"),
    place("/admin/schedule", "nav-schedule", "clock"),
    place("/admin/mail", "nav-mail", "mail"),
    place("/admin/measures", "measures-title", "measures"),
    place("/admin/audit", "nav-audit", "record"),
];

const fn place(href: &'static str, key: &'static str, sign: &'static str) -> Place {
    Place { href, key, sign, current: None, acts: false, waits: None }
}

impl Places {
    /// Those of a person, seen from a page. `untaken`: how many requests for help wait for somebody.
    pub fn of(member: &Member, untaken: Option<i64>, path: &str, is_own_bulletin: bool) -> Places {
        let coordinates = member.person.coordinator;
        let file = files_at(member).map(|href| Place { acts: true, ..place(href, "nav-file", "write") });
        let help = Place { waits: untaken, ..HELP };
        let (main, more) = match (coordinates, file) {
            (true, None) => {
                (vec![DASHBOARD, WEEKS, PROJECTS, help, ADMIN], vec![KEY_DATES, SEARCH, SETTINGS])
            }
            (true, Some(file)) => {
                (vec![DASHBOARD, file, PROJECTS, help, ADMIN], vec![WEEKS, KEY_DATES, SEARCH, SETTINGS])
            }
            (false, Some(file)) => (vec![file, WEEKS, PROJECTS, KEY_DATES, help], vec![SEARCH, SETTINGS]),
            (false, None) => (vec![WEEKS, PROJECTS, KEY_DATES, help], vec![SEARCH, SETTINGS]),
        };
        let admin =
            if coordinates && path.starts_with(ADMIN.href) { ADMIN_PLACES.to_vec() } else { Vec::new() };
        Places { main, more, admin }.seen_from(path, is_own_bulletin)
    }

    /// Those of a coordinator among the people, where two requests wait.
    #[cfg(test)]
    pub fn sample() -> Places {
        Places::of(&crate::domain::samples::member(true, &[(Role::Eig, 1)]), Some(2), "/admin/people", false)
    }

    fn seen_from(mut self, path: &str, is_own_bulletin: bool) -> Places {
        for place in self.main.iter_mut().chain(&mut self.more).chain(&mut self.admin) {
            let is_there = if is_own_bulletin { place.acts } else { !place.acts && place.leads_to(path) };
            place.current = is_there.then_some(if path == place.href { "page" } else { "true" });
        }
        self
    }
}

impl Place {
    fn leads_to(&self, path: &str) -> bool {
        // A project's bulletins and people belong to it, as invitations do to people.
        let path = if path.starts_with("/admin/invitations") { "/admin/people" } else { path };
        path.strip_prefix(self.href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// An EIG's first page leads to the form; a coordinator's does not, so that theirs is among the projects.
fn files_at(member: &Member) -> Option<&'static str> {
    member.projects_as(Role::Eig).next()?;
    Some(if member.person.coordinator { "/projects" } else { "/" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::samples::member;

    fn current(places: &[Place]) -> Vec<(&str, &str)> {
        places.iter().filter_map(|place| Some((place.href, place.current?))).collect()
    }

    #[test]
    fn nobody_has_more_than_five_places_in_sight() {
        let (eig, mentor) = ([(Role::Eig, 1)], [(Role::Mentor, 1)]);
        for member in [member(true, &[]), member(true, &eig), member(false, &eig), member(false, &mentor)] {
            let places = Places::of(&member, Some(3), "/weeks", false);
            assert!(places.main.len() <= 5);
        }
    }

    #[test]
    fn a_page_is_at_one_place_and_in_one_of_its_own() {
        let of = |path, is_own| Places::of(&member(false, &[(Role::Eig, 1)]), None, path, is_own);
        assert_eq!(current(&of("/weeks", false).main), [("/weeks", "page")]);
        assert_eq!(current(&of("/weeks/2026-W10", false).main), [("/weeks", "true")]);
        assert_eq!(current(&of("/projects/cartobio/bulletins/2026-W10", true).main), [("/", "true")]);
        assert_eq!(current(&of("/projects/plume", false).main), [("/projects", "true")]);
        assert_eq!(current(&of("/settings/chats", false).more), [("/settings", "true")]);
        let admin = Places::of(&member(true, &[]), None, "/admin/invitations", false);
        assert_eq!(current(&admin.main), [("/admin", "true")]);
        assert_eq!(current(&admin.admin), [("/admin/people", "true")]);
    }
}
