//! Matrix, by its client-server API (v3).

use futures_util::future::BoxFuture;
use reqwest::Client;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::{Chat, Message, read, send};
use crate::domain::post::delivery::{Reason, SendError};

/// A homeserver, spoken to with an account's access token.
pub struct Matrix {
    pub client: Client,
    /// Such as `https://matrix.agent.tchap.gouv.fr`.
    pub homeserver: String,
    pub token: SecretString,
}

#[derive(Deserialize)]
struct Opened {
    room_id: String,
}

impl Matrix {
    fn address(&self, segments: &[&str]) -> Result<url::Url, SendError> {
        let wrong = || SendError::permanent(Reason::ChatAddress);
        let mut url = url::Url::parse(&self.homeserver).map_err(|_| wrong())?;
        // Segment by segment: room ids hold characters that addresses do not.
        url.path_segments_mut()
            .map_err(|()| wrong())?
            .pop_if_empty()
            .extend(["_matrix", "client", "v3"])
            .extend(segments);
        Ok(url)
    }
}

impl Chat for Matrix {
    /// The message's id is the transaction id: of several attempts the room shows one.
    fn post<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            let url = self.address(&["rooms", &message.to, "send", "m.room.message", &message.id])?;
            let body = json!({ "msgtype": "m.text", "body": message.text });
            let request = self.client.put(url).bearer_auth(self.token.expose_secret()).json(&body);
            send(request).await.map(|_| ())
        })
    }

    /// A room with that person alone; rooms themselves begin with `!` or `#`.
    fn open<'a>(&'a self, person: &'a str) -> Option<BoxFuture<'a, Result<String, SendError>>> {
        if !person.starts_with('@') {
            return None;
        }
        Some(Box::pin(async move {
            let body = json!({ "preset": "trusted_private_chat", "invite": [person], "is_direct": true });
            let request =
                self.client.post(self.address(&["createRoom"])?).bearer_auth(self.token.expose_secret());
            let opened: Opened = read(send(request.json(&body)).await?).await?;
            Ok(opened.room_id)
        }))
    }
}
