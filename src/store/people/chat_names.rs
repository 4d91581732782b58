//! What people are called in chats.

use diesel::prelude::*;

use crate::domain::people::PersonId;
use crate::domain::post::notification::Service;
use crate::store::database::on_each;
use crate::store::database::schema::chat_names;
use crate::store::database::values::parsed;
use crate::store::{Conn, Result};

/// A person's name in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatName {
    pub person: PersonId,
    pub service: Service,
    pub name: String,
}

/// All names there are.
pub fn all(conn: &mut Conn) -> Result<Vec<ChatName>> {
    let rows: Vec<(i64, String, String)> = chat_names::table
        .select((chat_names::person_id, chat_names::service, chat_names::name))
        .order((chat_names::person_id, chat_names::service))
        .load(conn)?;
    rows.into_iter()
        .map(|(person, service, name)| {
            Ok(ChatName { person: PersonId(person), service: parsed(&service)?, name })
        })
        .collect()
}

pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<ChatName>> {
    let rows: Vec<(String, String)> = chat_names::table
        .filter(chat_names::person_id.eq(person.0))
        .select((chat_names::service, chat_names::name))
        .order(chat_names::service)
        .load(conn)?;
    rows.into_iter()
        .map(|(service, name)| Ok(ChatName { person, service: parsed(&service)?, name }))
        .collect()
}

/// Names a person in a chat, or takes the name; a room that was opened for another name is forgotten.
pub fn set(conn: &mut Conn, person: PersonId, service: Service, name: Option<&str>) -> Result<()> {
    let present: Option<String> = chat_names::table
        .find((person.0, service.as_str()))
        .select(chat_names::name)
        .first(conn)
        .optional()?;
    if present.as_deref() == name {
        return Ok(());
    }
    diesel::delete(chat_names::table.find((person.0, service.as_str()))).execute(conn)?;
    if let Some(name) = name {
        let row = (
            chat_names::person_id.eq(person.0),
            chat_names::service.eq(service.as_str()),
            chat_names::name.eq(name),
        );
        on_each!(conn, c => diesel::insert_into(chat_names::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// The room in which people of that name are spoken with.
pub fn room(conn: &mut Conn, service: Service, name: &str) -> Result<Option<String>> {
    let room: Option<Option<String>> = chat_names::table
        .filter(chat_names::service.eq(service.as_str()).and(chat_names::name.eq(name)))
        .select(chat_names::room)
        .first(conn)
        .optional()?;
    Ok(room.flatten())
}

pub fn set_room(conn: &mut Conn, service: Service, name: &str, room: &str) -> Result<()> {
    diesel::update(
        chat_names::table.filter(chat_names::service.eq(service.as_str()).and(chat_names::name.eq(name))),
    )
    .set(chat_names::room.eq(room))
    .execute(conn)?;
    Ok(())
}
