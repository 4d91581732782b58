//! Mattermost, by an incoming webhook.

use futures_util::future::BoxFuture;
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use super::{Chat, Message, send};
use crate::domain::post::delivery::SendError;

/// A webhook: its address is its secret.
pub struct Mattermost {
    pub client: Client,
    pub webhook: SecretString,
}

impl Chat for Mattermost {
    /// To the webhook's own channel where nothing is named, otherwise to a channel or, as `@name`, to a person.
    fn post<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            let body = match message.to.as_str() {
                "" => json!({ "text": message.text }),
                to => json!({ "text": message.text, "channel": to }),
            };
            send(self.client.post(self.webhook.expose_secret()).json(&body)).await.map(|_| ())
        })
    }
}
