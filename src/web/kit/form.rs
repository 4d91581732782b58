//! The one way in which a form is shown: with what was typed, and what is wrong beside its field and on top.

use std::collections::BTreeMap;

use serde::Serialize;

use super::errors::Error;
use super::view::{self, Choice};
use super::visitor::Visitor;
use crate::domain::kit::Fault;

/// A form as templates see it: `partials/field` shows one of its fields, `partials/faults` all that is wrong.
#[derive(Serialize, Default)]
pub struct Form {
    fields: BTreeMap<&'static str, Field>,
    /// In the order of the form; each leads to its field.
    faults: Vec<Line>,
}

#[derive(Serialize, Default)]
struct Field {
    value: String,
    /// Of a list.
    choices: Vec<Choice>,
    error: Option<String>,
}

#[derive(Serialize)]
struct Line {
    field: &'static str,
    message: String,
}

impl Form {
    /// A form in which that was typed.
    pub fn new<'a>(typed: impl IntoIterator<Item = (&'static str, &'a str)>) -> Form {
        let field = |(name, value): (_, &str)| (name, Field { value: value.to_owned(), ..Field::default() });
        Form { fields: typed.into_iter().map(field).collect(), faults: Vec::new() }
    }

    /// With further fields.
    pub fn with<'a>(mut self, typed: impl IntoIterator<Item = (&'static str, &'a str)>) -> Form {
        self.fields.extend(Form::new(typed).fields);
        self
    }

    /// With the choices of a list.
    pub fn choosing(mut self, name: &'static str, choices: Vec<Choice>) -> Form {
        self.fields.entry(name).or_default().choices = choices;
        self
    }

    /// With what is wrong, in the visitor's language. A fault that is no field's stands on top alone.
    pub fn refused(mut self, visitor: &Visitor, faults: &[Fault]) -> Result<Form, Error> {
        for Fault { field, wrong } in faults {
            let arguments: Vec<(&'static str, &str)> =
                wrong.arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let message = view::text(visitor, wrong.key, &arguments)?;
            // Of several faults of a field the first is told beside it.
            if let Some(field) = self.fields.get_mut(field) {
                field.error.get_or_insert_with(|| message.clone());
            }
            self.faults.push(Line { field, message });
        }
        Ok(self)
    }

    /// For samples of pages: with a text of its own beside a field.
    #[cfg(test)]
    pub fn sample_fault(mut self, field: &'static str) -> Form {
        let message = "…".to_owned();
        if let Some(field) = self.fields.get_mut(field) {
            field.error = Some(message.clone());
        }
        self.faults.push(Line { field, message });
        self
    }
}
