//! `bulletins check`

mod backups;
mod dns;
mod finding;
mod machine;
mod pages;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use secrecy::ExposeSecret;

use finding::{Finding, Telling, with_causes};

use crate::app;
use crate::clock::{Clock, System};
use crate::config::{self, Config, platform};
use crate::mail::transports;
use crate::services::identity::breaches::Breaches;
use crate::services::operations::ahead::in_words;
use crate::services::operations::sealing_key;
use crate::store::database::ahead;
use crate::store::database::installation::{self, Installation};
use crate::store::programme::promotions;
use crate::store::{self, Conn, Db, Standing, Trouble};

/// Looks at everything that must work, tells each finding on a line, and fails if one of them is bad. Makes nothing:
/// no database, no folder. `repair`: puts right what a clock that was ahead has written.
pub async fn run(
    file: Option<&Path>,
    config: Result<Config, config::Error>,
    repair: bool,
) -> anyhow::Result<ExitCode> {
    let mut telling = Telling::default();
    let config = match config {
        Ok(config) => config,
        Err(error) => {
            telling.tell("settings", [Finding::Bad(error.to_string())]);
            return Ok(ExitCode::FAILURE);
        }
    };
    let database = &config.database;
    let opened = Db::visit(database.url.expose_secret(), app::limits(database));
    let opened = opened.map_err(|error| error.to_string());
    let db = opened.as_ref().ok().and_then(Option::as_ref);
    telling
        .tell("settings", [Finding::Good(format!("pages at {}; {}", config.server.base_url, whence(file)))]);
    telling.tell("database", [check_database(opened.as_ref().map(Option::as_ref)).await.into()]);
    telling.tell("clock", [machine::clock(db).await]);
    telling.tell("moments", [check_moments(db, repair).await.into()]);
    telling.tell("proxy", untold_proxy(&config, db).await);
    telling.tell("proxy", pages::way_past_the_proxy(&config, std::env::vars()));
    telling.tell("mail", [check_mail(&config).await.into()]);
    telling.tell("mail", in_clear(&config));
    telling.tell("mail", unread_answers(&config));
    telling.tell("key", [check_key(&config, db).await.into()]);
    telling.tell("passwords", unasked_breaches(&config).await);
    telling.tell("chat", [Finding::Good(chats(&config))]);
    telling.tell("legal", untold_by_law(&config));
    telling.tell("pages", pages::from_outside(&config).await);
    telling.tell("dns", dns::of_sender(&config.mail, &dns::Resolver::of_machine()).await);
    telling.tell("disk", machine::room(&config));
    telling.tell("disk", forgotten(&config));
    telling.tell("files", machine::open_files(&config, file));
    telling.tell("backup", backups::of(&config, db));
    telling.tell("kept", overdue(&config, db).await);
    Ok(if telling.has_failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Whoever forgot to name the service's settings looks at others.
fn whence(file: Option<&Path>) -> String {
    match file {
        Some(file) => format!("as {} and variables say", file.display()),
        None => "no file of settings is named (--config), variables alone count".into(),
    }
}

/// Whether the database is one that can be asked.
async fn is_usable(db: &Db) -> bool {
    store::standing(db).await.is_ok_and(|found| matches!(found, Standing::UpToDate | Standing::Ahead))
}

/// Promotions that were kept for as long as the settings say; nothing is taken away by itself.
async fn overdue(config: &Config, db: Option<&Db>) -> Vec<Finding> {
    let Some(db) = db else { return Vec::new() };
    if !is_usable(db).await {
        return Vec::new();
    }
    let all = db.read(promotions::all).await.unwrap_or_default();
    let today = config.calendar().today(System.now());
    let days = config.retention.promotion_days;
    all.into_iter()
        .filter(|promotion| promotion.kept_until(days) <= today)
        .map(|promotion| {
            Finding::Warning(format!(
                "{:?} ended on {} and was kept for retention.promotion_days: once it is archived at /admin, `bulletins archive \
                 {:?} FILE --remove` lays it away and deletes it",
                promotion.name,
                promotion.last_day(),
                promotion.name
            ))
        })
        .collect()
}

/// On a hosting platform files are gone after the next start.
fn forgotten(config: &Config) -> Vec<Finding> {
    let Some(whose) = platform::forgetful(std::env::vars()) else { return Vec::new() };
    let lost = config.kept_in_files().into_iter();
    lost.map(|what| {
        Finding::Bad(format!("{whose} starts this on a disk that forgets, and would lose {what}"))
    })
    .collect()
}

/// Behind a proxy that the settings do not count, all people come from one address.
async fn untold_proxy(config: &Config, db: Option<&Db>) -> Option<Finding> {
    let uncounted = config.server.trusted_proxies == 0;
    let told = if uncounted && proxy_was_seen(db).await.unwrap_or(false) {
        "requests came through a proxy"
    } else if uncounted && config.is_https() {
        "server.base_url is https, which a proxy speaks for this server"
    } else {
        return None;
    };
    Some(Finding::Warning(format!(
        "{told}, and server.trusted_proxies is 0: all people share one budget of attempts; say how many proxies there are"
    )))
}

async fn proxy_was_seen(db: Option<&Db>) -> Option<bool> {
    db?.read(installation::proxy_was_seen).await.ok()
}

async fn check_database(opened: Result<Option<&Db>, &String>) -> Result<String, String> {
    let Some(db) = opened.map_err(String::clone)? else {
        return Ok("none yet; the first start makes it".into());
    };
    let standing = store::standing(db).await.map_err(|error| error.to_string())?;
    match standing {
        Standing::UpToDate | Standing::Ahead => can_be_written(db).await?,
        // There may be no table yet.
        Standing::Behind(_) | Standing::TooNew => {}
    }
    match standing {
        Standing::UpToDate => Ok("reached and writable, up to date".into()),
        Standing::Behind(count) => {
            Ok(format!("reached; {count} migrations to do (`bulletins migrate`, or the next start)"))
        }
        Standing::Ahead => {
            Ok("reached; a newer version has changed it, and this one can work with it still".into())
        }
        Standing::TooNew => Err(store::Error::TooNew.to_string()),
    }
}

/// Tried, and taken back.
async fn can_be_written(db: &Db) -> Result<(), String> {
    match db.try_to_write().await {
        Err(error) if error.trouble() != Trouble::Locked => {
            Err(format!("{}: {error}", error.trouble().in_words()))
        }
        _ => Ok(()),
    }
}

/// What lies ahead of this clock was written by one that was wrong, unless this one is.
async fn check_moments(db: Option<&Db>, repair: bool) -> Result<String, String> {
    let Some(db) = db else { return Ok("nothing is stored yet".into()) };
    if !is_usable(db).await {
        return Ok("what is stored was not looked at".into());
    }
    let now = System.now();
    let look = move |conn: &mut Conn| if repair { ahead::repair(conn, now) } else { ahead::look(conn, now) };
    let found = if repair { db.write(look).await } else { db.read(look).await };
    let found = found.map_err(|error: store::Error| error.to_string())?;
    if found.is_empty() {
        return Ok("nothing that is stored lies ahead of this clock".into());
    }
    let words = in_words(&found);
    if repair {
        return Ok(format!("put right what lay in the future: {words}"));
    }
    Err(format!(
        "by this clock it is {}, and a clock was ahead when these were written: {words}. If it is right now, `bulletins check \
         --repair` puts them right",
        now.format("%Y-%m-%d %H:%M UTC")
    ))
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
fn untold_by_law(config: &Config) -> Option<Finding> {
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
    let are_missing = !missing.is_empty();
    are_missing
        .then(|| Finding::Warning(format!("the page /legal misses legal.{}", missing.join(", legal."))))
}

async fn check_mail(config: &Config) -> Result<String, String> {
    if config.mail.smtp_url.expose_secret().is_empty() {
        let folder = config.mail.files_directory.display();
        return Ok(format!("no mail.smtp_url: mails are written to {folder} and not sent"));
    }
    let transport = app::transport(config).map_err(|error| error.to_string())?;
    let patience = Duration::from_secs(config.mail.timeout_seconds);
    match tokio::time::timeout(patience, transport.check()).await {
        Ok(Ok(())) if transport.is_in_clear() => {
            Ok("the mail server answers; without TLS, which is well on this machine or network alone".into())
        }
        Ok(Ok(())) => Ok("the mail server answers".into()),
        Ok(Err(error)) => Err(transports::in_words(error.cause())),
        Err(_) => Err("the mail server did not answer in mail.timeout_seconds".into()),
    }
}

/// Allowed, since the settings say so.
fn in_clear(config: &Config) -> Option<Finding> {
    let is_set = !config.mail.smtp_url.expose_secret().is_empty();
    let tells = is_set && app::transport(config).is_ok_and(|transport| transport.tells_in_clear());
    tells.then(|| {
        let told =
            "mail.smtp_url says tls=none: the password is sent so that whoever stands on the way reads it";
        Finding::Warning(told.into())
    })
}

/// With which key texts are sealed, and whether it is the right one.
async fn check_key(config: &Config, db: Option<&Db>) -> Result<String, String> {
    let told = match &config.security.key_file {
        Some(path) => format!("texts are sealed with the key in {}", path.display()),
        None => {
            "texts are sealed with a key in the database: who has that reads them (security.key_file)".into()
        }
    };
    // What the database is like has been told before.
    let sealed = match db {
        Some(db) if store::standing(db).await.is_ok_and(|standing| standing == Standing::UpToDate) => {
            db.read(installation::find).await.map_err(|error| error.to_string())?.map(|known| (db, known))
        }
        _ => None,
    };
    let unknown = || Installation { began_at: chrono::DateTime::UNIX_EPOCH, key: [0; 32] };
    let (db, known) = sealed.map_or_else(|| (None, unknown()), |(db, known)| (Some(db), known));
    let seal = sealing_key::seal(&config.security, &known).map_err(|error| error.to_string())?;
    if let Some(db) = db {
        let look = db.read(move |conn| sealing_key::look(conn, &seal)).await;
        look.map_err(|error: sealing_key::Error| error.to_string())?;
    }
    Ok(told)
}

/// A service that does not answer refuses no password.
async fn unasked_breaches(config: &Config) -> Option<Finding> {
    let address = config.security.breached_passwords.clone()?;
    let told = address.to_string();
    let answered = match Breaches::at(address) {
        Ok(breaches) => breaches.check().await,
        Err(error) => Err(error),
    };
    let error = answered.err()?;
    Some(Finding::Warning(format!(
        "{told} (security.breached_passwords) does not answer ({}): passwords are taken unasked",
        with_causes(&error)
    )))
}

/// People answer mails. Digests have somebody to answer to; all other answers go to where mails come from.
fn unread_answers(config: &Config) -> Option<Finding> {
    let from = &config.mail.from.email;
    config.mail.reply_to.is_none().then(|| {
        Finding::Warning(format!(
            "no mail.reply_to: who answers a mail about their account writes to {from}; let somebody read that"
        ))
    })
}
