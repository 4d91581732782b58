//! Messages to chats: Slack, Mattermost and Matrix, which the State's Tchap speaks.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::BoxFuture;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::domain::post::delivery::{Reason, SendError};
use crate::domain::post::notification::Service;

mod matrix;
mod mattermost;
mod slack;

pub use matrix::Matrix;
pub use mattermost::Mattermost;
pub use slack::Slack;

/// The most bytes that are read of an answer: services answer in some hundred.
const ANSWER_MAX: usize = 64 * 1024;

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
    let body: Result<serde_json::Value, _> = read(answer).await;
    let milliseconds = body.ok().and_then(|body| body.get("retry_after_ms")?.as_i64());
    TimeDelta::milliseconds(milliseconds.unwrap_or(30_000).clamp(1_000, 3_600_000))
}

/// What an answer says. One that does not end soon is broken off.
async fn read<T: DeserializeOwned>(mut answer: Response) -> Result<T, SendError> {
    let unreadable = || SendError::transient(Reason::ChatUnreadable);
    let mut all = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| unreadable())? {
        if all.len() + piece.len() > ANSWER_MAX {
            return Err(unreadable());
        }
        all.extend_from_slice(&piece);
    }
    serde_json::from_slice(&all).map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread::JoinHandle;

    use serde_json::Value;

    use super::*;

    /// Answers once, with that much JSON after a head; tells how many bytes were taken of it.
    fn talkative(status: &'static str, bytes: usize) -> (String, JoinHandle<usize>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answer = std::thread::spawn(move || {
            let (mut socket, _) = listener.accept().unwrap();
            let _ = socket.read(&mut [0; 4096]).unwrap();
            let length = bytes + 2;
            write!(socket, "HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n\"").unwrap();
            let piece = [b'x'; 4096];
            let mut taken = 0;
            while taken < bytes {
                let Ok(()) = socket.write_all(&piece[..piece.len().min(bytes - taken)]) else { return taken };
                taken += piece.len().min(bytes - taken);
            }
            let _ = socket.write_all(b"\"");
            taken
        });
        (url, answer)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn an_answer_is_read_to_its_limit_and_then_broken_off() {
        let client = client(Duration::from_secs(60)).unwrap();
        let (url, answer) = talkative("200 OK", ANSWER_MAX / 2);
        let read_whole: Value = read(send(client.get(url)).await.unwrap()).await.unwrap();
        assert_eq!(read_whole.as_str().unwrap().len(), answer.join().unwrap());
        const ENDLESS: usize = 400 * 1024 * 1024;
        let (url, answer) = talkative("200 OK", ENDLESS);
        let cut: Result<Value, _> = read(send(client.get(url)).await.unwrap()).await;
        assert!(matches!(cut, Err(SendError::Transient(_))));
        // What was taken beyond the limit lay in the buffers of the connection.
        assert!(answer.join().unwrap() < ENDLESS / 4);
        let (url, answer) = talkative("429 Too Many Requests", ENDLESS);
        assert!(matches!(send(client.get(url)).await, Err(SendError::Busy { .. })));
        assert!(answer.join().unwrap() < ENDLESS / 4);
    }
}
