//! What somebody is called in a chat.

use crate::domain::kit::Wrong;
use crate::domain::post::notification::Service;

/// A person's name in a chat, as its service takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatName(String);

impl ChatName {
    /// The most characters.
    const MAX: usize = 120;

    /// # Errors
    /// It cannot be a name there.
    pub fn parse(service: Service, typed: &str) -> Result<ChatName, Wrong> {
        let name = typed.trim();
        let is_odd = |c: char| c.is_control() || c.is_whitespace();
        let is_plain = name.chars().count() <= Self::MAX && !name.contains(is_odd);
        let name = match service {
            // Webhooks send to people by their name with an at sign.
            Service::Mattermost => format!("@{}", name.trim_start_matches('@')),
            _ => name.to_owned(),
        };
        let fits = match service {
            Service::Slack => !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()),
            Service::Mattermost => name.len() > 1,
            Service::Matrix => name.starts_with('@') && name.contains(':'),
            Service::Email => false,
        };
        if is_plain && fits { Ok(ChatName(name)) } else { Err(Wrong::new("chat-name-wrong")) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chat_has_names_of_its_own_kind() {
        for (service, typed, name) in [
            (Service::Slack, " U024BE7LH ", Some("U024BE7LH")),
            (Service::Slack, "@ada", None),
            (Service::Slack, "", None),
            (Service::Mattermost, "ada", Some("@ada")),
            (Service::Mattermost, "@", None),
            (Service::Matrix, "@ada:tchap.example", Some("@ada:tchap.example")),
            (Service::Matrix, "ada", None),
            (Service::Matrix, "@a b:c", None),
        ] {
            let parsed = ChatName::parse(service, typed).ok();
            assert_eq!(parsed.as_ref().map(ChatName::as_str), name, "{service} {typed:?}");
        }
    }
}
