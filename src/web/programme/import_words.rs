//! What an import does, and what is wrong with it, in the reader's language.

use crate::domain::kit::Name;
use crate::domain::programme::project::{Promotion, WrongDays};
use crate::i18n;
use crate::services::programme::importing::{Column, Fault, Thing};
use crate::web::Error;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;

/// Something that a file tells of.
pub fn thing(visitor: &Visitor, thing: &Thing) -> Result<String, Error> {
    let say = |key: &str, arguments: &[(&'static str, &str)]| view::text(visitor, key, arguments);
    match thing {
        Thing::Promotion(name) => say("import-promotion", &[("name", name)]),
        Thing::Project(name) => say("import-project", &[("name", name)]),
        Thing::Person { name, email } => say("import-person", &[("name", name), ("email", email.as_str())]),
        Thing::Coordinator { email } => say("import-coordinator", &[("email", email.as_str())]),
        Thing::Role { email, role, project, days: (from, until) } => {
            let role = say(&format!("role-{role}"), &[])?;
            let told =
                say("import-role", &[("email", email.as_str()), ("role", &role), ("project", project)])?;
            let days = i18n::days(visitor.locale, (*from, *until), None);
            let days = days.map_err(|error| Error::Rendering(error.to_string()))?;
            Ok([Some(told), days].into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        Thing::Referent { email, project, by_default } => {
            let key = if *by_default { "import-referent-default" } else { "import-referent" };
            say(key, &[("email", email.as_str()), ("project", project)])
        }
        Thing::NoReferent { project } => say("import-referent-none", &[("project", project)]),
    }
}

/// What is wrong with a file.
pub fn fault(visitor: &Visitor, fault: &Fault) -> Result<String, Error> {
    let say = |key: &str, arguments: &[(&'static str, &str)]| view::text(visitor, key, arguments);
    let of_text = |key: &str, text: &str| say(key, &[("text", text)]);
    let of_line = |key: &str, line: &u64| say(key, &[("line", &line.to_string())]);
    let of_column = |key: &str, column: &Column| say(key, &[("text", &say(column.key(), &[])?)]);
    match fault {
        Fault::NotUtf8 => say("import-not-utf8", &[]),
        Fault::Nothing => say("import-nothing", &[]),
        Fault::Neither => say("import-neither", &[]),
        Fault::NoPromotion => say("import-choose-promotion", &[]),
        Fault::Form(text) => of_text("import-form", text),
        Fault::Empty(what) => say("import-empty", &[("what", &say(what.key(), &[])?)]),
        Fault::TooLong(what) => {
            say("import-too-long", &[("what", &say(what.key(), &[])?), ("max", &Name::MAX.to_string())])
        }
        Fault::Days(WrongDays::EndsBeforeStart) => say("promotion-ends-before", &[]),
        Fault::Days(WrongDays::TooLong) => {
            say("promotion-days-many", &[("years", &Promotion::MOST_YEARS.to_string())])
        }
        Fault::ProjectTwice { line } => of_line("import-project-twice", line),
        Fault::NeedsLetter => say("project-name-letter", &[]),
        Fault::OutsidePromotion => say("project-ends-outside", &[]),
        Fault::AddressTwice => say("import-address-twice", &[]),
        Fault::NotAnAddress(text) => of_text("import-no-address", text),
        Fault::UnknownLanguage(text) => of_text("import-language", text),
        Fault::OtherName { name, line } => {
            say("import-other-name", &[("name", name), ("line", &line.to_string())])
        }
        Fault::NotADay(text) => of_text("import-no-day", text),
        Fault::UnknownNotification(text) => of_text("import-notification", text),
        Fault::UnknownColumn(text) => of_text("import-column", text),
        Fault::ColumnTwice(column) => of_column("import-column-twice", column),
        Fault::NoColumn(column) => of_column("import-no-column", column),
        Fault::TooManyCells { most } => say("import-too-many-cells", &[("most", &most.to_string())]),
        Fault::NoRole => say("import-no-role", &[]),
        Fault::UnknownRole(text) => of_text("import-unknown-role", text),
        Fault::DaysOfCoordinator => say("import-days-of-coordinator", &[]),
        Fault::EndsBeforeItBegins => say("import-role-ends-before", &[]),
        Fault::OtherAdministration { line } => of_line("import-other-administration", line),
        Fault::OtherReferent { line } => of_line("import-other-referent", line),
        Fault::NotACoordinator { email, known } => {
            say("import-no-coordinator", &[("email", email), ("known", known)])
        }
    }
}
