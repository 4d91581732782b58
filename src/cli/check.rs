//! `bulletins check`

use std::process::ExitCode;
use std::time::Duration;

use secrecy::ExposeSecret;

use crate::app;
use crate::config::{self, Config};
use crate::mail::transports::Transport;
use crate::store::{self, Db};

/// Looks at everything that must work, tells each finding on a line, and fails if one of them is bad.
pub async fn run(config: Result<Config, config::Error>) -> anyhow::Result<ExitCode> {
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            tell("settings", Err(error.to_string()));
            return Ok(ExitCode::FAILURE);
        }
    };
    let findings = [
        tell("settings", Ok(format!("pages at {}", config.server.base_url))),
        tell("database", check_database(&config).await),
        tell("mail", check_mail(&config).await),
    ];
    Ok(if findings.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn tell(what: &str, finding: Result<String, String>) -> bool {
    match &finding {
        Ok(good) => println!("ok      {what}: {good}"),
        Err(bad) => println!("FAILED  {what}: {bad}"),
    }
    finding.is_ok()
}

async fn check_database(config: &Config) -> Result<String, String> {
    let db = Db::open(config.database.url.expose_secret(), 1).map_err(|error| error.to_string())?;
    match store::pending_migrations(&db).await.map_err(|error| error.to_string())? {
        0 => Ok("reached, up to date".into()),
        count => Ok(format!("reached; {count} migrations to do (`bulletins migrate`, or the next start)")),
    }
}

async fn check_mail(config: &Config) -> Result<String, String> {
    let transport = app::transport(config).map_err(|error| error.to_string())?;
    if let Transport::Files(_) = transport {
        return Ok(format!(
            "no mail.smtp_url: mails are written to {} and not sent",
            config.mail.files_directory.display()
        ));
    }
    let patience = Duration::from_secs(config.mail.timeout_seconds);
    match tokio::time::timeout(patience, transport.check()).await {
        Ok(Ok(())) => Ok("the mail server answers".into()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("the mail server did not answer in mail.timeout_seconds".into()),
    }
}
