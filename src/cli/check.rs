//! `bulletins check`

use std::process::ExitCode;
use std::time::Duration;

use secrecy::ExposeSecret;

use crate::app;
use crate::config::{self, Config};
use crate::mail::transports;
use crate::store::{self, Db, Standing};

/// Looks at everything that must work, tells each finding on a line, and fails if one of them is bad. Makes nothing:
/// no database, no folder.
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
        warn("mail", unread_answers(&config)),
        tell("chat", Ok(chats(&config))),
        tell("legal", Ok(legal(&config))),
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

/// Tells what works and may still not be what is wanted; that fails nothing.
fn warn(what: &str, finding: Option<String>) -> bool {
    if let Some(finding) = finding {
        println!("warning {what}: {finding}");
    }
    true
}

async fn check_database(config: &Config) -> Result<String, String> {
    let url = config.database.url.expose_secret();
    let Some(db) = Db::visit(url).map_err(|error| error.to_string())? else {
        return Ok("none yet; the first start makes it".into());
    };
    match store::standing(&db).await.map_err(|error| error.to_string())? {
        Standing::UpToDate => Ok("reached, up to date".into()),
        Standing::Behind(count) => {
            Ok(format!("reached; {count} migrations to do (`bulletins migrate`, or the next start)"))
        }
        Standing::Ahead => {
            Ok("reached; a newer version has changed it, and this one can work with it still".into())
        }
        Standing::TooNew => Err(store::Error::TooNew.to_string()),
    }
}

/// Which chats are set; they are not spoken to, since all that one can do there is to say something.
fn chats(config: &Config) -> String {
    let names: Vec<&str> = config.chat.channels().into_iter().map(|(service, _)| service.as_str()).collect();
    if names.is_empty() {
        "none set: everything goes by mail".into()
    } else {
        format!("{} set", names.join(", "))
    }
}

/// What a public service must tell and the settings leave out.
fn legal(config: &Config) -> String {
    let told = &config.legal;
    let missing: Vec<&str> = [
        ("publisher", &told.publisher),
        ("director", &told.director),
        ("host", &told.host),
        ("contact", &told.contact),
    ]
    .into_iter()
    .filter(|(_, value)| value.is_empty())
    .map(|(name, _)| name)
    .collect();
    match missing[..] {
        [] => "the page /legal is complete".into(),
        _ => format!("the page /legal misses legal.{}", missing.join(", legal.")),
    }
}

async fn check_mail(config: &Config) -> Result<String, String> {
    if config.mail.smtp_url.expose_secret().is_empty() {
        let folder = config.mail.files_directory.display();
        return Ok(format!("no mail.smtp_url: mails are written to {folder} and not sent"));
    }
    let transport = app::transport(config).map_err(|error| error.to_string())?;
    let patience = Duration::from_secs(config.mail.timeout_seconds);
    match tokio::time::timeout(patience, transport.check()).await {
        Ok(Ok(())) => Ok("the mail server answers".into()),
        Ok(Err(error)) => Err(transports::in_words(error.cause())),
        Err(_) => Err("the mail server did not answer in mail.timeout_seconds".into()),
    }
}

/// People answer mails. Digests have somebody to answer to; all other answers go to where mails come from.
fn unread_answers(config: &Config) -> Option<String> {
    let from = &config.mail.from.email;
    config.mail.reply_to.is_none().then(|| {
        format!("no mail.reply_to: who answers an invitation or a reminder writes to {from}; let somebody read that")
    })
}
