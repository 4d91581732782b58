//! A team says otherwise what it asks, as long as nobody sees to it.

use super::asking::{self, is_in_open_form, text_of};
use super::passes::Pass;
use crate::domain::filing::questions::HELP;
use crate::domain::help::Standing;
use crate::domain::kit::Faults;
use crate::services::{Denied, Error, Refusal, Scope};

/// What somebody typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub help: String,
    /// The version that they saw.
    pub version: i32,
}

/// Writes it over the version that they saw.
///
/// # Errors
/// Those of [`Pass::look`]; [`Denied::Forbidden`] to those who do not file for the project; a fault of the field;
/// [`Refusal::NotNow`] where somebody sees to it by now, it is closed, a teammate was quicker, or its bulletin is where
/// it is to be revised.
pub fn revise(scope: &mut Scope<'_>, pass: &Pass, typed: &Typed) -> Result<(), Refusal> {
    let found = pass.hold(scope)?;
    let known = &found.request;
    let by = found.party.person().filter(|_| found.party.may_revise(known));
    let by = by.ok_or(Error::from(Denied::Forbidden))?;
    let mut faults = Faults::default();
    let text = faults.keep(HELP.name, text_of(&typed.help));
    let text = faults.finish(text)?;
    if text == known.text {
        return Ok(());
    }
    let is_open = known.standing() == Standing::Open && !is_in_open_form(scope, known);
    if !is_open || known.version != typed.version {
        return Err(Refusal::NotNow);
    }
    asking::revise(scope, by, known, &text)?;
    Ok(())
}
