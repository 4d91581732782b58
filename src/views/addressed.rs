//! Somebody with the address at which they are written to.

use serde::Serialize;

use super::mailto;
use crate::domain::people::{Email, Person};

/// Somebody with the address at which they are written to.
#[derive(Serialize)]
pub struct AddressedView {
    name: String,
    email: String,
    mailto: String,
}

impl AddressedView {
    pub fn new(name: &str, email: &Email) -> AddressedView {
        AddressedView { name: name.to_owned(), email: email.to_string(), mailto: mailto([email], None) }
    }

    /// The same with a mail that says what it is about.
    pub fn about(name: &str, email: &Email, subject: &str) -> AddressedView {
        AddressedView { mailto: mailto([email], Some(subject)), ..AddressedView::new(name, email) }
    }
}

impl From<&Person> for AddressedView {
    fn from(person: &Person) -> Self {
        AddressedView::new(&person.name, &person.email)
    }
}
