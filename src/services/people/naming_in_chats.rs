//! People say what they are called in the programme's chats; a coordinator may say it for them.

use std::collections::HashMap;

use crate::domain::kit::Faults;
use crate::domain::people::{ChatName, PersonId};
use crate::domain::post::notification::Service;
use crate::services::{Refusal, Scope};
use crate::store::people::{self, chat_names};

/// A person's names in the chats that the programme uses.
pub struct Named {
    /// Whose they are.
    pub person: String,
    /// Empty: none there.
    pub names: Vec<(Service, String)>,
}

/// # Errors
/// [`Refusal::Gone`] where there is no such person.
pub fn find(scope: &mut Scope<'_>, id: PersonId) -> Result<Named, Refusal> {
    let person = people::by_id(scope.conn, id)?.ok_or(Refusal::Gone)?.name;
    let known = chat_names::of_person(scope.conn, id)?;
    let name = |service| known.iter().find(|name| name.service == service).map(|name| name.name.clone());
    let names = chats(scope).into_iter().map(|service| (service, name(service).unwrap_or_default()));
    Ok(Named { person, names: names.collect() })
}

fn chats(scope: &Scope<'_>) -> Vec<Service> {
    scope.services.config.chat.channels().into_iter().map(|(service, _)| service).collect()
}

/// Sets a person's names, by the names of their services; an empty one takes the name.
pub fn name(scope: &mut Scope<'_>, id: PersonId, typed: &HashMap<String, String>) -> Result<(), Refusal> {
    people::by_id(scope.conn, id)?.ok_or(Refusal::Gone)?;
    let mut faults = Faults::default();
    let mut names = Vec::new();
    for service in chats(scope) {
        let typed = typed.get(service.as_str()).map(|typed| typed.trim()).unwrap_or_default();
        let name = (!typed.is_empty()).then(|| ChatName::parse(service, typed)).transpose();
        names.extend(faults.keep(service.as_str(), name).map(|name| (service, name)));
    }
    for (service, name) in faults.finish(Some(names))? {
        chat_names::set(scope.conn, id, service, name.as_ref().map(ChatName::as_str))?;
    }
    Ok(())
}
