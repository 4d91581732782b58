//! Messages to chats: Slack, Mattermost and Matrix, which the State's Tchap speaks.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::BoxFuture;
use reqwest::{RequestBuilder, Response, StatusCode};

use crate::domain::post::delivery::{Reason, SendError};
use crate::domain::post::notification::Service;

mod matrix;
mod mattermost;
mod slack;

pub use matrix::Matrix;
pub use mattermost::Mattermost;
pub use slack::Slack;

/// Something to be said.
#[derive(Debug, Clone)]
pub struct Message {
    /// A channel, a room or a person, as the service names them.
    pub to: String,
    pub text: String,
    /// The same for each attempt, so that a service which understands it says the message once.
    pub id: String,
}

/// A chat that takes messages.
pub trait Chat: Send + Sync {
    /// Says it; once this is `Ok`, it has been said.
    fn post<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<(), SendError>>;

    /// Where that person is spoken with, where this has to be opened first; it is opened once and then kept.
    fn open<'a>(&'a self, _person: &'a str) -> Option<BoxFuture<'a, Result<String, SendError>>> {
        None
    }
}

/// The chats of a programme.
pub type Chats = BTreeMap<Service, Arc<dyn Chat>>;

/// A client that waits so long for an answer.
pub fn client(patience: Duration) -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder().timeout(patience).redirect(reqwest::redirect::Policy::none()).build()
}

/// Sends a request. What the network or the service itself cannot do now may pass.
async fn send(request: RequestBuilder) -> Result<Response, SendError> {
    // Without its address: a webhook's is a secret.
    let answer = request.send().await.map_err(|error| {
        SendError::transient(if error.is_timeout() { Reason::ChatSlow } else { Reason::NoChat })
    })?;
    let status = answer.status();
    let told = Reason::ChatAnswered.saying(status.as_u16());
    match status {
        StatusCode::TOO_MANY_REQUESTS => {
            Err(SendError::Busy { cause: told, after: retry_after(answer).await })
        }
        // Our own credentials: once they are mended it goes out.
        StatusCode::UNAUTHORIZED => Err(SendError::Transient(told)),
        _ if status.is_server_error() => Err(SendError::Transient(told)),
        _ if status.is_success() => Ok(answer),
        _ => Err(SendError::Permanent(told)),
    }
}

/// When to come back: by the header (RFC 9110, section 10.2.3, in seconds), or by what Matrix writes into its answer.
async fn retry_after(answer: Response) -> TimeDelta {
    let header = answer.headers().get(reqwest::header::RETRY_AFTER);
    let seconds = header.and_then(|value| value.to_str().ok()?.parse::<i64>().ok());
    if let Some(seconds) = seconds {
        return TimeDelta::seconds(seconds.clamp(1, 3600));
    }
    let body: Option<serde_json::Value> = answer.json().await.ok();
    let milliseconds = body.and_then(|body| body.get("retry_after_ms")?.as_i64());
    TimeDelta::milliseconds(milliseconds.unwrap_or(30_000).clamp(1_000, 3_600_000))
}
