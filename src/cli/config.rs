//! `bulletins config`

use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::answers::document;
use crate::config::{self, Config, reference};
use crate::services::privacy::retaining;

#[derive(Args)]
pub struct Show {
    /// Print every setting with its default and what it means, as docs/CONFIGURATION.md.
    #[arg(long)]
    reference: bool,
    /// Print for how long each thing is kept with these settings, in programme.language: for the register of the RGPD.
    #[arg(long, conflicts_with = "reference")]
    retention: bool,
}

/// Prints what is in force also where the program would not start with it, and then says why.
pub fn run(file: Option<&Path>, show: &Show) -> anyhow::Result<ExitCode> {
    if show.reference {
        document(reference::markdown().as_bytes());
        return Ok(ExitCode::SUCCESS);
    }
    if show.retention {
        let config = Config::load(file, std::env::vars())?;
        document(retaining::table(&config, config.programme.language)?.as_bytes());
        return Ok(ExitCode::SUCCESS);
    }
    document(config::in_force(file, std::env::vars())?.as_bytes());
    Config::load(file, std::env::vars())?;
    Ok(ExitCode::SUCCESS)
}
