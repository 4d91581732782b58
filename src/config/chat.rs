//! Chats, beside mail.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::domain::post::notification::Service;

/// Each chat is there once its first secret is set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chat {
    pub slack_api: String,
    pub slack_token: SecretString,
    pub slack_channel: String,
    pub mattermost_webhook: SecretString,
    pub mattermost_channel: String,
    pub matrix_homeserver: String,
    pub matrix_token: SecretString,
    pub matrix_room: String,
    pub timeout_seconds: u64,
}

impl Chat {
    /// The chats that are set, with the channel of each.
    pub fn channels(&self) -> Vec<(Service, &str)> {
        [
            (Service::Slack, &self.slack_token, &self.slack_channel),
            (Service::Mattermost, &self.mattermost_webhook, &self.mattermost_channel),
            (Service::Matrix, &self.matrix_token, &self.matrix_room),
        ]
        .into_iter()
        .filter(|(_, secret, _)| !secret.expose_secret().is_empty())
        .map(|(service, _, channel)| (service, channel.as_str()))
        .collect()
    }
}
