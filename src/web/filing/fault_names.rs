//! What the fields of a bulletin's form are called, where something is wrong with them.

use crate::domain::filing::questions::QUESTIONS;
use crate::domain::filing::typed;
use crate::domain::kit::Fault;
use crate::web::Error;
use crate::web::kit::view;
use crate::web::kit::visitor::Visitor;

/// The same faults, each with what its field is called in the visitor's language: there are many of them.
pub fn named(visitor: &Visitor, faults: &[Fault]) -> Result<Vec<Fault>, Error> {
    let named = |Fault { field, wrong }: &Fault| {
        let name = view::text(visitor, label(field), &[])?;
        let wrong = wrong.clone().instead_of("text-too-long", "fault-too-long");
        let wrong = wrong.instead_of("text-unseen", "fault-control-character");
        Ok(Fault { field, wrong: wrong.with("field", name) })
    };
    faults.iter().map(named).collect()
}

/// The key of the text that names a field.
fn label(field: &str) -> &'static str {
    match field {
        typed::MOOD => "mood",
        typed::QUIET_LINE => "quiet-line",
        typed::KEY_DATE => "key-date",
        typed::KEY_DATE_DESCRIPTION => "key-date-description",
        typed::VERSION => "version",
        typed::ASK_NOW => "help-ask-now",
        name => QUESTIONS.iter().find(|question| question.name == name).map_or("field", |asked| asked.label),
    }
}
