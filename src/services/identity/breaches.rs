//! A service that knows which passwords were stolen somewhere, where the settings name one.

use std::time::Duration;

use url::Url;

use crate::chat;
use crate::domain::identity::breach::Hash;

/// Somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(3);
/// Of an answer: a thousand lines of some forty signs, and some more.
const ANSWER_MAX: usize = 256 * 1024;

/// The service, and how it is asked.
pub struct Breaches {
    range: Url,
    client: reqwest::Client,
}

impl Breaches {
    /// `range`: what the beginning of a hash is put behind.
    pub fn at(range: Url) -> Result<Breaches, reqwest::Error> {
        Ok(Breaches { range, client: chat::client(PATIENCE)? })
    }

    /// Whether it knows that password. One that does not answer keeps nobody from choosing one.
    pub async fn know(&self, password: &str) -> bool {
        let hash = Hash::of(password);
        match self.ask(hash.beginning()).await {
            Ok(answer) => hash.is_known_by(&answer),
            Err(error) => {
                // Without its address, in which the beginning of the hash stands.
                let error = error.without_url();
                tracing::warn!(%error, "breached passwords could not be asked for, and a password was taken unasked");
                false
            }
        }
    }

    /// Whether it answers.
    pub async fn check(&self) -> Result<(), reqwest::Error> {
        self.ask("00000").await.map(|_| ()).map_err(reqwest::Error::without_url)
    }

    async fn ask(&self, beginning: &str) -> Result<String, reqwest::Error> {
        let address = format!("{}{beginning}", self.range);
        // Filled up, so that nobody on the way learns from its length what was asked for.
        let request = self.client.get(address).header("add-padding", "true");
        let mut answer = request.send().await?.error_for_status()?;
        let mut told = Vec::new();
        while let Some(piece) = answer.chunk().await?
            && told.len() + piece.len() <= ANSWER_MAX
        {
            told.extend_from_slice(&piece);
        }
        Ok(String::from_utf8_lossy(&told).into_owned())
    }
}
