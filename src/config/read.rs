//! How single values are read, and which variables are settings.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use age::x25519::Recipient;
use chrono::NaiveTime;
use lettre::message::Mailbox;
use serde::{Deserialize, Deserializer};
use url::Url;

use super::Error;
use crate::domain::calendar::holidays::Holidays;
use crate::domain::identity::network::is_here;
use crate::domain::people::Email;

/// Settings that name files themselves.
const NAMING_FILES: [&str; 2] = ["SECURITY__KEY_FILE", "SECURITY__FORMER_KEY_FILE"];

/// The variables that are settings, those that name files replaced by what the files hold.
pub(super) fn settings_among(
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<HashMap<String, String>, Error> {
    let mut settings = HashMap::new();
    for (name, value) in variables {
        // BULLETINS_CONFIG and BULLETINS_MOVE_TO are options of the command line; BULLETINS_TEST_… is read by the tests.
        let Some(key) = name.strip_prefix("BULLETINS_") else { continue };
        if ["CONFIG", "MOVE_TO"].contains(&key) || key.starts_with("TEST_") {
            continue;
        }
        if !key.contains("__") {
            return Err(Error::UnknownVariable(name));
        }
        match name.strip_suffix("_FILE").filter(|_| !NAMING_FILES.contains(&key)) {
            Some(setting) => {
                let held = std::fs::read_to_string(&value)
                    .map_err(|reason| Error::SecretFile { variable: name.clone(), reason })?;
                settings.insert(setting.to_owned(), held.trim_end().to_owned());
            }
            None => {
                settings.insert(name, value);
            }
        }
    }
    Ok(settings)
}

pub(super) fn base_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
    let url = Url::deserialize(deserializer)?;
    if !["http", "https"].contains(&url.scheme()) || url.path() != "/" || url.query().is_some() {
        return Err(serde::de::Error::custom("must look like https://bulletins.example.org, without a path"));
    }
    Ok(url)
}

/// Empty: none. What is asked tells a little of a password, and its answer decides on it.
pub(super) fn range_service<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Url>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    let is_safe = |url: &Url| url.scheme() == "https" || url.scheme() == "http" && is_here(url.host_str());
    let is_whole = |url: &Url| url.path().ends_with('/') && url.query().is_none() && url.fragment().is_none();
    let url = text.parse().ok().filter(|url| is_safe(url) && is_whole(url));
    url.map(Some)
        .ok_or_else(|| serde::de::Error::custom("must look like https://api.pwnedpasswords.com/range/"))
}

pub(super) fn holidays<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Holidays, D::Error> {
    Holidays::of_country(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

pub(super) fn time_of_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveTime, D::Error> {
    NaiveTime::parse_from_str(&String::deserialize(deserializer)?, "%H:%M")
        .map_err(|_| serde::de::Error::custom("must be a time of day such as 15:00"))
}

pub(super) fn addresses<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Email>, D::Error> {
    Vec::<String>::deserialize(deserializer)?
        .iter()
        .map(|text| text.parse().map_err(serde::de::Error::custom))
        .collect()
}

pub(super) fn mailbox<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Mailbox, D::Error> {
    read_mailbox(&String::deserialize(deserializer)?)
        .ok_or_else(|| serde::de::Error::custom("must be a sender such as Bulletins <bulletins@example.org>"))
}

pub(super) fn optional_mailbox<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Mailbox>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    read_mailbox(&text)
        .map(Some)
        .ok_or_else(|| serde::de::Error::custom("must be an address such as team@example.org"))
}

/// With its address as those of people are written.
fn read_mailbox(text: &str) -> Option<Mailbox> {
    let Mailbox { name, email } = text.parse().ok()?;
    let email: Email = AsRef::<str>::as_ref(&email).parse().ok()?;
    Some(Mailbox::new(name, email.as_str().parse().ok()?))
}

/// Empty: none.
pub(super) fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .map_err(|_| serde::de::Error::custom("must be an address and port such as 10.0.0.5:9100"))
}

pub(super) fn recipient<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Recipient>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let read = |text: &str| {
        let recipient = text.parse();
        recipient
            .map_err(|_| serde::de::Error::custom("must be a recipient of age, such as age1… by age-keygen"))
    };
    (!text.is_empty()).then(|| read(&text)).transpose()
}

/// Empty: none.
pub(super) fn path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok((!text.is_empty()).then(|| text.into()))
}
