//! Somebody with the address at which they are written to.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::domain::people::{Email, Person};

/// What stands in the address of a mail as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'@').remove(b'.').remove(b'-').remove(b'_');

/// Somebody with the address at which they are written to.
#[derive(Serialize)]
pub struct AddressedView {
    name: String,
    email: String,
    mailto: String,
}

impl AddressedView {
    pub fn new(name: &str, email: &Email) -> AddressedView {
        let mailto = format!("mailto:{}", utf8_percent_encode(email.as_str(), PLAIN));
        AddressedView { name: name.to_owned(), email: email.as_str().to_owned(), mailto }
    }
}

impl From<&Person> for AddressedView {
    fn from(person: &Person) -> Self {
        AddressedView::new(&person.name, &person.email)
    }
}
