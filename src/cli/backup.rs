//! `bulletins backup`

use std::path::PathBuf;
use std::process::ExitCode;

use age::x25519::Recipient;
use anyhow::{Context, anyhow};
use clap::Args;
use secrecy::ExposeSecret;

use super::answers::line;
use crate::app;
use crate::clock::{Clock, System};
use crate::config::Config;
use crate::services::operations::backup::file::Manifest;
use crate::services::operations::backup::taking::{self, Taken, Wish};
use crate::services::operations::backup::{Error, rotating};
use crate::store::Db;

#[derive(Args)]
pub struct Backup {
    /// Where it goes; without it: into the folder of the settings (backup.folder), of which the newest files are kept.
    file: Option<PathBuf>,
    /// Encrypt it for that public key of age (age1…); without it: for backup.recipient, where that is set.
    #[arg(long, value_parser = recipient)]
    recipient: Option<Recipient>,
}

fn recipient(typed: &str) -> Result<Recipient, String> {
    typed.parse().map_err(|_| "a public key of age begins with age1; age-keygen prints it".into())
}

pub async fn run(mut config: Config, backup: Backup) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    config.backup.recipient = backup.recipient.or(config.backup.recipient);
    let limits = app::limits(&config.database);
    // What there is may take its time.
    let db = Db::visit(config.database.url.expose_secret(), limits)?.ok_or(Error::Nothing)?.without_limits();
    let needs_key_file = config.security.key_file.is_some();
    let (file, taken) = match backup.file {
        Some(file) => {
            let recipient = config.backup.recipient.clone();
            let wish = Wish { file: file.clone(), recipient, needs_key_file };
            (file, taking::take(&db, wish, System.now()).await?)
        }
        None => {
            let folder = config.backup.folder.clone();
            let folder = folder.ok_or_else(|| anyhow!("name a file, or set backup.folder"))?;
            rotating::take(&db, &config, folder, System.now()).await.context("no backup was taken")?
        }
    };
    let Taken { manifest, bytes } = taken;
    line(format_args!("{}: {}, {bytes} bytes.", file.display(), told(&manifest)));
    if config.backup.recipient.is_none() {
        line("It is not encrypted: whoever reads it reads all that is stored.");
    }
    tell_key(&manifest);
    Ok(ExitCode::SUCCESS)
}

/// What is in it, in words.
pub fn told(manifest: &Manifest) -> String {
    let Manifest { program, schema, taken_from, created_at, .. } = manifest;
    format!(
        "{} rows of {} tables, schema {schema}, by Bulletins {program} from {taken_from} on {}",
        manifest.all_rows(),
        manifest.rows.len(),
        created_at.format("%Y-%m-%d %H:%M:%S UTC"),
    )
}

/// What is not in it.
pub fn tell_key(manifest: &Manifest) {
    if manifest.needs_key_file {
        line("The key file (security.key_file) is not in it: keep a copy of that, elsewhere.");
    }
}
