//! A form that holds what somebody sent and that could not be worked on, so that nothing is lost and it can be sent again.

use serde::Serialize;

use crate::domain::filing::questions::QUESTIONS;

/// Never shown again: they are typed anew. Each with the key of the text that names it.
const SECRETS: [(&str, &str); 6] = [
    ("password", "password"),
    ("present", "password-present"),
    ("code", "code"),
    ("proof_password", "password"),
    ("proof_code", "code"),
    ("proof_mailed", "code"),
];

/// What people type themselves, beside the answers of a bulletin: to be seen, and to be changed. What else was sent
/// goes along unseen, unless it looks like words.
const TEXTS: [(&str, &str); 11] = [
    ("name", "name"),
    ("email", "email"),
    ("administration", "administration"),
    ("description", "description"),
    ("key_date", "key-date-day"),
    ("key_date_description", "key-date-description"),
    ("lines", "people-lines"),
    ("text", "import-text"),
    ("label", "share-label"),
    ("reason", "pause-reason"),
    ("word", "help-word"),
];

/// The form as its template sees it.
#[derive(Serialize)]
pub struct Again {
    action: String,
    /// Whether a file was sent too, which is to be chosen anew.
    has_file: bool,
    fields: Vec<Field>,
    /// Whether the form is known to be this visitor's own, so that a button may send it.
    can_be_sent: bool,
}

#[derive(Serialize)]
struct Field {
    name: String,
    value: String,
    /// The key of the text that names it; none: there is none, and its name must do.
    label: Option<&'static str>,
    is_secret: bool,
    is_seen: bool,
}

impl Again {
    /// None where there was nothing in it.
    pub fn new(
        action: &str,
        has_file: bool,
        sent: &[(String, String)],
        is_own: impl FnOnce(&str) -> bool,
    ) -> Option<Again> {
        let token = sent.iter().find(|(name, _)| name == "csrf").map_or("", |(_, value)| value);
        let fields = sent.iter().filter(|(name, _)| name != "csrf");
        let fields: Vec<Field> = fields.map(|(name, value)| Field::new(name, value)).collect();
        let action = action.to_owned();
        (!sent.is_empty()).then(|| Again { action, has_file, fields, can_be_sent: is_own(token) })
    }

    #[cfg(test)]
    pub fn sample(has_file: bool) -> Again {
        let sent =
            [("csrf", "x"), ("name", "A <b>"), ("password", "secret"), ("mood", "3"), ("other", "two words")];
        let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Again {
            has_file,
            can_be_sent: has_file,
            action: "/f/x".into(),
            fields: sent.iter().map(|(name, value)| Field::new(name, value)).collect(),
        }
    }
}

impl Field {
    fn new(name: &str, value: &str) -> Field {
        let named = |list: &[(&str, &'static str)]| {
            list.iter().find(|(known, _)| *known == name).map(|(_, label)| *label)
        };
        let secret = named(&SECRETS);
        let asked = QUESTIONS.iter().find(|question| question.name == name).map(|question| question.label);
        let label = secret.or_else(|| named(&TEXTS)).or(asked);
        let has_words = value.contains(char::is_whitespace);
        Field {
            name: name.to_owned(),
            value: if secret.is_some() { String::new() } else { value.to_owned() },
            label,
            is_secret: secret.is_some(),
            is_seen: secret.is_none() && !value.is_empty() && (label.is_some() || has_words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of fields in a template that are typed like that.
    fn names(source: &str, kind: &str) -> Vec<String> {
        let elements = source.split(['<', '{']).filter(|element| element.contains(kind));
        elements
            .filter_map(|element| Some(element.split_once("name=\"")?.1.split('"').next()?.to_owned()))
            .collect()
    }

    #[test]
    fn whatever_is_typed_as_a_secret_is_one() {
        let mut found = 0;
        for path in crate::templates::paths() {
            let source = crate::templates::source(&path).unwrap();
            for kind in ["type=\"password\"", "one-time-code"] {
                for name in names(&source, kind).iter().filter(|name| *name != "{") {
                    assert!(SECRETS.iter().any(|(known, _)| known == name), "{path}: {name}");
                    found += 1;
                }
            }
        }
        assert!(found > 3, "the templates of passwords are read");
    }

    #[test]
    fn a_foreign_form_can_be_read_and_not_sent() {
        let sent = [("csrf".to_owned(), "t".to_owned()), ("name".to_owned(), "Ada".to_owned())];
        let again = |is_own| Again::new("/x", false, &sent, |token| is_own && token == "t").unwrap();
        assert!(again(true).can_be_sent && !again(false).can_be_sent);
        assert!(Again::new("/x", false, &[], |_| true).is_none());
    }
}
