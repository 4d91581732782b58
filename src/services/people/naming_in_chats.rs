//! People say what they are called in the programme's chats.

use crate::domain::people::PersonId;
use crate::domain::post::notification::Service;
use crate::store::people::chat_names;
use crate::store::{self, Conn};

/// The most characters of a name.
const NAME_MAX: usize = 120;

/// A name as the service takes it; none: it cannot be one.
fn checked(service: Service, typed: &str) -> Option<String> {
    let name = typed.trim();
    let is_plain =
        name.chars().count() <= NAME_MAX && !name.contains(|c: char| c.is_control() || c.is_whitespace());
    let name = match service {
        // Webhooks send to people by their name with an at sign.
        Service::Mattermost => format!("@{}", name.trim_start_matches('@')),
        _ => name.to_owned(),
    };
    let fits = match service {
        Service::Slack => name.chars().all(|c| c.is_ascii_alphanumeric()),
        Service::Mattermost => name.len() > 1,
        Service::Matrix => name.starts_with('@') && name.contains(':'),
        Service::Email => false,
    };
    (is_plain && fits).then_some(name)
}

/// Sets a person's names; an empty one takes the name.
///
/// # Errors
/// The services of which the name cannot be one; nothing is written then.
pub fn name(
    conn: &mut Conn,
    person: PersonId,
    typed: &[(Service, String)],
) -> store::Result<Result<(), Vec<Service>>> {
    let mut names = Vec::new();
    let mut wrong = Vec::new();
    for (service, text) in typed {
        match (text.trim().is_empty(), checked(*service, text)) {
            (true, _) => names.push((*service, None)),
            (false, Some(name)) => names.push((*service, Some(name))),
            (false, None) => wrong.push(*service),
        }
    }
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    for (service, name) in names {
        chat_names::set(conn, person, service, name.as_deref())?;
    }
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chat_has_names_of_its_own_kind() {
        assert_eq!(checked(Service::Slack, " U024BE7LH "), Some("U024BE7LH".into()));
        assert_eq!(checked(Service::Slack, "@ada"), None);
        assert_eq!(checked(Service::Mattermost, "ada"), Some("@ada".into()));
        assert_eq!(checked(Service::Mattermost, "@"), None);
        assert_eq!(checked(Service::Matrix, "@ada:tchap.example"), Some("@ada:tchap.example".into()));
        assert_eq!(checked(Service::Matrix, "ada"), None);
        assert_eq!(checked(Service::Matrix, "@a b:c"), None);
    }
}
