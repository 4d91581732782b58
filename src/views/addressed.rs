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
}

impl From<&Person> for AddressedView {
    fn from(person: &Person) -> Self {
        AddressedView::new(&person.name, &person.email)
    }
}
