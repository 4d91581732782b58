//! What can be wrong with what somebody typed: told beside its field, in the reader's language.

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The key of the text that tells it.
    pub key: &'static str,
    /// What that text names, such as the most characters that fit.
    pub arguments: Vec<(&'static str, String)>,
}

impl Wrong {
    pub fn new(key: &'static str) -> Wrong {
        Wrong { key, arguments: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Wrong {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The same told by another text, where it was told by that one: "Give a name." is "Give the project a name."
    pub fn instead_of(self, key: &str, told: &'static str) -> Wrong {
        if self.key == key { Wrong { key: told, ..self } } else { self }
    }
}

/// A field of a form, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field's name in the form.
    pub field: &'static str,
    pub wrong: Wrong,
}

/// Gathers all that is wrong with a form, in the order of its fields.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    pub fn add(&mut self, field: &'static str, wrong: Wrong) {
        self.0.push(Fault { field, wrong });
    }

    /// The value, or none and one fault more.
    pub fn keep<T>(&mut self, field: &'static str, parsed: Result<T, Wrong>) -> Option<T> {
        parsed.map_err(|wrong| self.add(field, wrong)).ok()
    }

    /// The whole, where every part of it is there and nothing is wrong.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn finish<T>(self, whole: Option<T>) -> Result<T, Vec<Fault>> {
        match whole {
            Some(whole) if self.0.is_empty() => Ok(whole),
            _ => Err(self.0),
        }
    }
}
