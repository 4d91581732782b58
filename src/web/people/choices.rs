//! What is chosen from in forms about people.

use crate::domain::people::Role;
use crate::domain::programme::project::Project;
use crate::web::Error;
use crate::web::kit::view::{self, Choice};
use crate::web::kit::visitor::Visitor;

/// What people can be beside a role, as forms name it.
pub const COORDINATOR: &str = "coordinator";
pub const NOTHING: &str = "none";

/// What people can be made or looked for as, as forms name it; the last one is nothing in particular.
pub fn posts(visitor: &Visitor, chosen: &str) -> Result<Vec<Choice>, Error> {
    let names = Role::ALL.into_iter().map(Role::as_str).chain([COORDINATOR, NOTHING]);
    let choice = |name: &str| {
        let text = view::text(visitor, &format!("role-{name}"), &[])?;
        Ok(Choice { value: name.to_owned(), text, chosen: name == chosen })
    };
    names.map(choice).collect()
}

/// With a first choice that is none.
pub fn any(visitor: &Visitor, key: &str, choices: Vec<Choice>) -> Result<Vec<Choice>, Error> {
    let chosen = choices.iter().all(|choice| !choice.chosen);
    let all = Choice { value: String::new(), text: view::text(visitor, key, &[])?, chosen };
    Ok(std::iter::once(all).chain(choices).collect())
}

/// Projects to choose from.
pub fn of_projects<'a>(projects: impl Iterator<Item = &'a Project>, chosen: &str) -> Vec<Choice> {
    let choice = |project: &Project| Choice {
        value: project.slug.clone(),
        text: project.name.clone(),
        chosen: project.slug == chosen,
    };
    projects.map(choice).collect()
}

/// The same for whoever is given something on one of them: it is chosen, unless there is only one.
pub fn one_project<'a>(
    visitor: &Visitor,
    projects: impl Iterator<Item = &'a Project>,
    chosen: &str,
) -> Result<Vec<Choice>, Error> {
    let choices = of_projects(projects, chosen);
    if choices.len() == 1 { Ok(choices) } else { any(visitor, "help-choose-project", choices) }
}
