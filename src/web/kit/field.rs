//! A field of a form as it was typed.

use serde::Serialize;

use super::errors::Error;
use super::view;
use super::visitor::Visitor;
use crate::services::programme::fault::Fault;

/// A field of a form as it was typed, and what is wrong with it.
#[derive(Serialize)]
pub struct FieldView {
    pub value: String,
    pub error: Option<String>,
}

impl FieldView {
    pub fn new(visitor: &Visitor, name: &str, value: &str, faults: &[Fault]) -> Result<FieldView, Error> {
        let fault = faults.iter().find(|fault| fault.field == name);
        let limits = [
            ("max", crate::services::programme::importing::NAME_MAX.to_string()),
            ("most", crate::services::programme::projects::DESCRIPTION_MAX.to_string()),
        ];
        let limits = [(limits[0].0, limits[0].1.as_str()), (limits[1].0, limits[1].1.as_str())];
        let error = fault.map(|fault| view::text(visitor, fault.key, &limits)).transpose()?;
        Ok(FieldView { value: value.to_owned(), error })
    }
}
