//! Slack, by its Web API (`chat.postMessage`).

use futures_util::future::BoxFuture;
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::{Chat, Message, read, send};
use crate::domain::post::delivery::{Reason, SendError};

/// A workspace, spoken to with a bot's token.
pub struct Slack {
    pub client: Client,
    /// Such as `https://slack.com/api`.
    pub api: String,
    pub token: SecretString,
}

#[derive(Deserialize)]
struct Answer {
    ok: bool,
    #[serde(default)]
    error: String,
}

/// Errors that pass, or that pass once the settings are mended.
const PASSING: [&str; 8] = [
    "fatal_error",
    "internal_error",
    "invalid_auth",
    "ratelimited",
    "rate_limited",
    "request_timeout",
    "service_unavailable",
    "token_expired",
];

impl Chat for Slack {
    /// To a channel's or a person's id: Slack opens the conversation with a person by itself.
    fn post<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            let request = self
                .client
                .post(format!("{}/chat.postMessage", self.api))
                .bearer_auth(self.token.expose_secret())
                .json(&json!({ "channel": message.to, "text": message.text, "unfurl_links": false }));
            let answer: Answer = read(send(request).await?).await?;
            let told = || Reason::ChatAnswered.saying(&answer.error);
            match answer.ok {
                true => Ok(()),
                false if PASSING.contains(&answer.error.as_str()) => Err(SendError::Transient(told())),
                false => Err(SendError::Permanent(told())),
            }
        })
    }
}
