//! `bulletins move`

use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Args;
use secrecy::{ExposeSecret, SecretString};

use super::answers::line;
use crate::app;
use crate::config::Config;
use crate::services::operations::backup::{Error, moving};
use crate::store::Db;

#[derive(Args)]
pub struct Move {
    /// Where all is, as database.url says it; without it: database.url. Stop the service before.
    #[arg(long, value_name = "URL")]
    from: Option<SecretString>,
    /// Where it goes: a database in which nothing is. Best named by a variable, since it may hold a password.
    #[arg(long, value_name = "URL", env = "BULLETINS_MOVE_TO", hide_env_values = true)]
    to: SecretString,
}

pub async fn run(config: Config, way: Move) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let from = way.from.as_ref().unwrap_or(&config.database.url).expose_secret();
    if from == way.to.expose_secret() {
        return Err(anyhow!("that is one and the same database"));
    }
    let from = Db::visit(from, app::limits(&config.database))?.ok_or(Error::Nothing)?.without_limits();
    let to = Db::open(way.to.expose_secret(), 1).context("--to")?;
    let rows = moving::move_all(&from, &to).await?;
    line(format_args!(
        "{rows} rows arrived, each compared. Set database.url to the new address, and start the service."
    ));
    line("What they were taken from is as it was: never start the service on both.");
    Ok(ExitCode::SUCCESS)
}
