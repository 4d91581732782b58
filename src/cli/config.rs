//! `bulletins config`

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use crate::config::{self, Config, reference};
use crate::services::privacy::retaining;

#[derive(Args)]
pub struct Show {
    /// Print every setting with its default and what it means, as docs/CONFIGURATION.md.
    #[arg(long)]
    reference: bool,
    /// Print how long what is kept with these settings, in programme.language: for the register of the RGPD.
    #[arg(long, conflicts_with = "reference")]
    retention: bool,
}

/// Prints what is in force also where the program would not start with it, and then says why.
pub fn run(file: Option<&Path>, show: &Show) -> anyhow::Result<ExitCode> {
    if show.reference {
        say(&reference::markdown());
        return Ok(ExitCode::SUCCESS);
    }
    if show.retention {
        let config = Config::load(file, std::env::vars())?;
        say(&retaining::table(&config, config.programme.language)?);
        return Ok(ExitCode::SUCCESS);
    }
    say(&config::in_force(file, std::env::vars())?);
    Config::load(file, std::env::vars())?;
    Ok(ExitCode::SUCCESS)
}

/// Whoever reads no further, such as `head`, is told no more.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
