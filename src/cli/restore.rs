//! `bulletins verify` and `bulletins restore`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use secrecy::ExposeSecret;

use super::answers::line;
use super::backup::{tell_key, told};
use crate::clock::{Clock, System};
use crate::config::Config;
use crate::services::operations::backup::restoring::{self, Backup, Restored, Verified};
use crate::store::{Db, Standing};

#[derive(Args)]
pub struct Source {
    /// What `bulletins backup` wrote.
    file: PathBuf,
    /// The file that opens it, where it is encrypted: age-keygen wrote it.
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
}

impl From<Source> for Backup {
    fn from(source: Source) -> Self {
        Backup { file: source.file, identity: source.identity }
    }
}

pub async fn verify(source: Source) -> anyhow::Result<ExitCode> {
    let file = source.file.display().to_string();
    let Verified { manifest, was_encrypted, standing } = restoring::verify(source.into()).await?;
    let secrecy = if was_encrypted { "encrypted" } else { "not encrypted" };
    line(format_args!("{file} is whole: {}, {secrecy}.", told(&manifest)));
    line(match standing {
        Standing::UpToDate => "This version restores it as it is.".into(),
        Standing::Behind(count) => {
            format!("This version restores it and brings it up to date ({count} migrations).")
        }
        Standing::Ahead | Standing::TooNew => {
            "A newer version wrote it: this one does not restore it.".to_owned()
        }
    });
    tell_key(&manifest);
    Ok(ExitCode::SUCCESS)
}

pub async fn run(config: Config, source: Source) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let backup = Backup::from(source);
    // What is no backup leaves no database behind.
    restoring::verify(backup.clone()).await?;
    let db = Db::open(config.database.url.expose_secret(), 1)?;
    let Restored { manifest, rows, migrations } = restoring::restore(&db, backup, System.now()).await?;
    line(format_args!("Brought back: {}; {rows} rows arrived, each compared.", told(&manifest)));
    if migrations > 0 {
        line(format_args!("It was brought up to date ({migrations} migrations)."));
    }
    if manifest.needs_key_file && config.security.key_file.is_none() {
        line("What is sealed in it needs the key file that it was sealed with: set security.key_file.");
    }
    line(
        "Nobody is written to until a coordinator has looked at /admin/mail, or you release it (`bulletins release --help`).",
    );
    Ok(ExitCode::SUCCESS)
}
