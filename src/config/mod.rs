//! The settings: `config/default.toml`, then a file, then the environment, checked once.

mod chat;
mod error;
mod in_force;
mod layers;
mod nearest;
pub mod platform;
mod read;
pub mod reference;
mod secrets;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use age::x25519::Recipient;
use chrono::NaiveTime;
use chrono_tz::Tz;
use lettre::message::Mailbox;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::Url;

use crate::domain::calendar::Calendar;
use crate::domain::calendar::holidays::Holidays;
use crate::domain::calendar::schedule::{Schedule, Times};
use crate::domain::identity::network::is_here;
use crate::domain::identity::second_factor::Demand;
use crate::domain::people::{Email, Locale};

pub use chat::Chat;
pub use error::Error;
pub use in_force::{holds_secrets, in_force};
use layers::Layer;

/// Every setting; `config/default.toml` says what each is for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub server: Server,
    pub database: Database,
    pub programme: Programme,
    pub mail: Mail,
    pub chat: Chat,
    pub delivery: Delivery,
    pub security: Security,
    pub retention: Retention,
    pub backup: Backup,
    pub legal: Legal,
    pub log: Log,
    pub metrics: Metrics,
    pub schedule: Schedule,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub listen: SocketAddr,
    #[serde(deserialize_with = "read::base_url")]
    pub base_url: Url,
    /// How many proxies add to `X-Forwarded-For`.
    pub trusted_proxies: usize,
    /// Whether browsers are to reach names below this one by TLS alone, too.
    pub hsts_subdomains: bool,
    pub head_seconds: u64,
    pub body_seconds: u64,
    pub answer_seconds: u64,
    pub keep_alive_seconds: u64,
    pub connections_per_address: usize,
    pub connections: usize,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// Secret, since it may hold a password.
    pub url: SecretString,
    pub connections: u32,
    pub connect_seconds: u64,
    pub wait_seconds: u64,
    pub statement_seconds: u64,
    pub transaction_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    pub name: String,
    pub timezone: Tz,
    #[serde(deserialize_with = "read::holidays")]
    pub country: Holidays,
    pub language: Locale,
    #[serde(deserialize_with = "read::time_of_day")]
    pub closing_time: NaiveTime,
    pub grace_minutes: u16,
    #[serde(deserialize_with = "read::addresses")]
    pub list_addresses: Vec<Email>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Secret, since it may hold a password; empty: mails become files.
    pub smtp_url: SecretString,
    pub files_directory: PathBuf,
    #[serde(deserialize_with = "read::mailbox")]
    pub from: Mailbox,
    #[serde(deserialize_with = "read::optional_mailbox")]
    pub reply_to: Option<Mailbox>,
    /// Where mails come back to that reach nobody; none: to the sender.
    #[serde(deserialize_with = "read::optional_mailbox")]
    pub bounces_to: Option<Mailbox>,
    /// With which a mail server's webhook shows who it is; empty: there is none.
    pub bounce_secret: SecretString,
    pub timeout_seconds: u64,
    pub dkim_domain: String,
    pub dkim_selector: String,
    pub dkim_key: SecretString,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    pub concurrency: usize,
    /// 0: as many as there are.
    pub per_minute: usize,
    pub tick_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Security {
    /// Where the key lies with which texts are sealed; none: in the database.
    #[serde(deserialize_with = "read::path")]
    pub key_file: Option<PathBuf>,
    /// The key before, until all is sealed with the other.
    #[serde(deserialize_with = "read::path")]
    pub former_key_file: Option<PathBuf>,
    pub session_days: u16,
    pub password_checks: usize,
    /// Whom to ask for breached passwords; none: nobody.
    #[serde(deserialize_with = "read::range_service")]
    pub breached_passwords: Option<Url>,
    /// Who must have a second factor.
    pub second_factor: Demand,
}

/// How long things are kept, in days.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    pub ended_links_days: u16,
    pub mail_texts_days: u16,
    pub mails_days: u16,
    pub audit_days: u16,
    pub promotion_days: u16,
}

/// Backups that are taken by themselves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// None: there are no such backups.
    #[serde(deserialize_with = "read::path")]
    pub folder: Option<PathBuf>,
    pub at: Times,
    /// How many are kept.
    pub keep: usize,
    /// For whom they are encrypted.
    #[serde(deserialize_with = "read::recipient")]
    pub recipient: Option<Recipient>,
}

/// What a public service must tell of itself; empty: not told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Legal {
    pub publisher: String,
    pub director: String,
    pub host: String,
    pub contact: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub filter: String,
}

/// Who is told numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// An address of their own; none: where pages are.
    #[serde(deserialize_with = "read::address")]
    pub listen: Option<SocketAddr>,
    /// Empty: none is asked for.
    pub token: SecretString,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Config {
    /// Reads the defaults, then what the hosting platform says (`PORT`, `DATABASE_URL`), then `file` (TOML), then the
    /// variables.
    ///
    /// # Errors
    /// Names the setting that is unknown or cannot be, and why.
    pub fn load(
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Config, Error> {
        let variables: Vec<(String, String)> = variables.into_iter().collect();
        Config::of(&layers::all(file, &variables)?)
    }

    /// The demo's: what `overlay` says (TOML), and of the file and the variables what `sections` there are. Whatever
    /// else they say is somebody's real service, and none of the demo's.
    ///
    /// # Errors
    /// The same, of those sections.
    pub fn load_some(
        overlay: &str,
        sections: &[&str],
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Config, Error> {
        Config::of(&layers::some(overlay, sections, file, variables)?)
    }

    fn of(layers: &[Layer]) -> Result<Config, Error> {
        let merged = layers::merged(layers)?;
        let config: Config = serde_path_to_error::deserialize(merged)
            .map_err(|error| Error::of_setting(&error.path().to_string(), &error.inner().to_string()))?;
        config.check()?;
        Ok(config)
    }

    /// What no single setting can tell of itself.
    fn check(&self) -> Result<(), Error> {
        let dkim = [
            self.mail.dkim_domain.is_empty(),
            self.mail.dkim_selector.is_empty(),
            self.mail.dkim_key.expose_secret().is_empty(),
        ];
        let (server, database) = (&self.server, &self.database);
        let complaints = [
            ("server.head_seconds", !(1..=600).contains(&server.head_seconds), "must be from 1 to 600"),
            ("server.body_seconds", !(1..=3600).contains(&server.body_seconds), "must be from 1 to 3600"),
            ("server.answer_seconds", !(2..=3600).contains(&server.answer_seconds), "must be from 2 to 3600"),
            (
                "server.keep_alive_seconds",
                !(1..server.answer_seconds).contains(&server.keep_alive_seconds),
                "must be at least 1, and less than answer_seconds",
            ),
            ("server.connections_per_address", server.connections_per_address == 0, "must be at least 1"),
            ("server.connections", server.connections == 0, "must be at least 1"),
            (
                "mail.dkim_key",
                dkim.contains(&true) && dkim.contains(&false),
                "give dkim_domain, dkim_selector and dkim_key, or none of them",
            ),
            (
                "delivery.concurrency",
                !(1..=100).contains(&self.delivery.concurrency),
                "must be from 1 to 100",
            ),
            ("delivery.per_minute", self.delivery.per_minute > 100_000, "must be at most 100000"),
            (
                "mail.bounce_secret",
                (1..16).contains(&self.mail.bounce_secret.expose_secret().len()),
                "must have at least 16 characters, such as `openssl rand -hex 24` prints",
            ),
            (
                "delivery.tick_seconds",
                !(1..=60).contains(&self.delivery.tick_seconds),
                "must be from 1 to 60",
            ),
            (
                "mail.timeout_seconds",
                !(1..=600).contains(&self.mail.timeout_seconds),
                "must be from 1 to 600",
            ),
            (
                "database.connections",
                !(1..=100).contains(&self.database.connections),
                "must be from 1 to 100",
            ),
            (
                "database.connect_seconds",
                !(2..=600).contains(&database.connect_seconds),
                "must be from 2 to 600",
            ),
            ("database.wait_seconds", !(1..=600).contains(&database.wait_seconds), "must be from 1 to 600"),
            (
                "database.statement_seconds and database.transaction_seconds",
                database.statement_seconds.max(database.transaction_seconds) > 3600,
                "must be at most 3600; 0: as long as it takes",
            ),
            (
                "security.session_days",
                !(1..=365).contains(&self.security.session_days),
                "must be from 1 to 365",
            ),
            (
                "security.password_checks",
                !(1..=64).contains(&self.security.password_checks),
                "must be from 1 to 64",
            ),
            (
                "retention.mails_days",
                self.retention.mails_days < self.retention.mail_texts_days,
                "must be at least mail_texts_days",
            ),
            ("backup.keep", !(1..=1000).contains(&self.backup.keep), "must be from 1 to 1000"),
            ("retention.audit_days", self.retention.audit_days == 0, "must be at least 1"),
            (
                "chat.matrix_homeserver",
                !self.chat.matrix_token.expose_secret().is_empty()
                    && url::Url::parse(&self.chat.matrix_homeserver).is_err(),
                "must be an address such as https://matrix.example.org once matrix_token is set",
            ),
            (
                "chat.timeout_seconds",
                !(1..=120).contains(&self.chat.timeout_seconds),
                "must be from 1 to 120",
            ),
            ("programme.grace_minutes", self.programme.grace_minutes > 120, "must be at most 120"),
            ("programme.name", self.programme.name.trim().is_empty(), "must not be empty"),
        ];
        match complaints.into_iter().find(|(_, wrong, _)| *wrong) {
            Some((setting, _, reason)) => {
                Err(Error::Setting { setting: setting.into(), reason: reason.into() })
            }
            None => Ok(()),
        }
    }

    /// The rules of the week with this programme's zone, holidays and closing time.
    pub fn calendar(&self) -> Calendar {
        let programme = &self.programme;
        Calendar::new(
            programme.timezone,
            programme.country.clone(),
            programme.closing_time,
            chrono::TimeDelta::minutes(programme.grace_minutes.into()),
        )
    }

    /// What is kept in files, each with what to do where the disk forgets them (see [`platform::forgetful`]).
    pub fn kept_in_files(&self) -> Vec<String> {
        let mut kept = Vec::new();
        if let Some(path) = self.database.url.expose_secret().strip_prefix("sqlite://") {
            kept.push(format!("the database in {path}: set DATABASE_URL or database.url to PostgreSQL's"));
        }
        if self.mail.smtp_url.expose_secret().is_empty() {
            let folder = self.mail.files_directory.display();
            kept.push(format!("mails as files in {folder}: set mail.smtp_url"));
        }
        if let Some(folder) = &self.backup.folder {
            kept.push(format!("backups in {}: take them elsewhere", folder.display()));
        }
        kept
    }

    /// The address of a page, for links in mails: never from a request's `Host`.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.server.base_url.as_str().trim_end_matches('/'))
    }

    /// Whether it is there for this machine alone, as its address says.
    pub fn is_for_this_machine(&self) -> bool {
        is_here(self.server.base_url.host_str())
    }

    /// Whether browsers reach this server by TLS.
    pub fn is_https(&self) -> bool {
        self.server.base_url.scheme() == "https"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Result<Config, Error> {
        Config::load(None, variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn the_defaults_are_complete() {
        let config = with(&[]).unwrap();
        assert_eq!(config.link("/weeks"), "http://127.0.0.1:8080/weeks");
    }

    #[test]
    fn the_environment_overrides_also_from_files_and_with_lists() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "postgres://u:p@h/db\n").unwrap();
        let config = with(&[
            ("BULLETINS_DATABASE__URL_FILE", file.path().to_str().unwrap()),
            ("BULLETINS_PROGRAMME__LIST_ADDRESSES", "a@example.org,b@example.org"),
            ("BULLETINS_DELIVERY__CONCURRENCY", "3"),
            ("BULLETINS_TEST_REQUIRE", "postgres"),
        ])
        .unwrap();
        assert_eq!(config.database.url.expose_secret(), "postgres://u:p@h/db");
        assert_eq!(config.programme.list_addresses.len(), 2);
        assert_eq!(config.delivery.concurrency, 3);
    }

    #[test]
    fn a_hosting_platforms_variables_count_until_ours_say_something_else() {
        let platform = [("PORT", "5000"), ("DATABASE_URL", "postgres://u:p@h/db")];
        let config = with(&platform).unwrap();
        assert_eq!(config.server.listen.to_string(), "0.0.0.0:5000");
        assert_eq!(config.database.url.expose_secret(), "postgres://u:p@h/db");
        let own = [platform[0], platform[1], ("BULLETINS_SERVER__LISTEN", "127.0.0.1:80")];
        assert_eq!(with(&own).unwrap().server.listen.to_string(), "127.0.0.1:80");
    }

    #[test]
    fn people_come_to_the_port_that_is_listened_on_until_something_else_is_said() {
        let address = |variables: &[(&str, &str)]| with(variables).unwrap().server.base_url.to_string();
        let listen = ("BULLETINS_SERVER__LISTEN", "127.0.0.1:9000");
        assert_eq!(address(&[]), "http://127.0.0.1:8080/");
        assert_eq!(address(&[listen]), "http://127.0.0.1:9000/");
        assert_eq!(address(&[("PORT", "5000")]), "http://127.0.0.1:5000/");
        assert_eq!(address(&[("BULLETINS_SERVER__LISTEN", "127.0.0.1:0")]), "http://127.0.0.1:8080/");
        let told = [listen, ("BULLETINS_SERVER__BASE_URL", "https://x.example")];
        assert_eq!(address(&told), "https://x.example/");
    }

    #[test]
    fn a_wrong_setting_is_told_with_what_would_be_right() {
        for (variable, value, expected) in [
            (
                "BULLETINS_SERVER__LISTNE",
                "127.0.0.1:80",
                "unknown setting server.listne: did you mean server.listen?",
            ),
            ("BULLETINS_SERVR__LISTEN", "127.0.0.1:80", "unknown setting servr"),
            ("BULLETINS_SERVER_LISTEN", "127.0.0.1:80", "did you mean BULLETINS_SERVER__LISTEN?"),
            ("BULLETINS_SERVER__LISTEN", "here", "by default it is \"127.0.0.1:8080\""),
            ("BULLETINS_DATABASE__CONNECTIONS", "many", "by default it is 8"),
        ] {
            let error = with(&[(variable, value)]).unwrap_err().to_string();
            assert!(error.contains(expected), "{variable}: {error}");
        }
    }

    #[test]
    fn what_cannot_be_is_named_with_the_reason() {
        for (variable, value, expected) in [
            ("BULLETINS_PROGRAMME__COUNTRY", "XX", "programme.country"),
            ("BULLETINS_PROGRAMME__TIMEZONE", "Europe/Pariss", "programme.timezone"),
            ("BULLETINS_PROGRAMME__CLOSING_TIME", "3pm", "programme.closing_time"),
            ("BULLETINS_SERVER__LISTEN", "here", "server.listen"),
            ("BULLETINS_SERVER__BASE_URL", "ftp://x", "server.base_url"),
            ("BULLETINS_SERVER__PROT", "80", "prot"),
            ("BULLETINS_MAIL__FROM", "me", "mail.from"),
            ("BULLETINS_MAIL__DKIM_DOMAIN", "example.org", "mail.dkim_key"),
            ("BULLETINS_DELIVERY__CONCURRENCY", "0", "delivery.concurrency"),
            ("BULLETINS_BACKUP__AT", "at night", "backup.at"),
            ("BULLETINS_BACKUP__RECIPIENT", "age1me", "backup.recipient"),
            ("BULLETINS_PORT", "80", "BULLETINS_PORT"),
            ("PORT", "eighty", "PORT"),
        ] {
            let error = with(&[(variable, value)]).unwrap_err().to_string();
            assert!(error.contains(expected), "{variable}: {error}");
        }
    }
}
