//! `bulletins import`

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};

use crate::app::App;
use crate::clock::System;
use crate::config::Config;
use crate::services::importing::{self, File, Report};
use crate::store;

#[derive(Args)]
pub struct Import {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bring in a promotion with its projects and people from a YAML file (see config/promotion.example.yml).
    Promotion {
        file: PathBuf,
        /// Only tell what would be done.
        #[arg(long)]
        dry_run: bool,
    },
}

/// Why the import's transaction is rolled back.
enum Stop {
    DryRun(Report),
    Store(store::Error),
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Stop::Store(error)
    }
}

pub async fn run(config: Config, import: Import) -> anyhow::Result<ExitCode> {
    super::logging::start(&config.log);
    let Command::Promotion { file: path, dry_run } = import.command;
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = match File::read(&bytes) {
        Ok(file) => file,
        Err(faults) => {
            for fault in &faults {
                eprintln!("{}: {fault}", path.display());
            }
            eprintln!("Nothing was imported.");
            return Ok(ExitCode::FAILURE);
        }
    };
    let app = App::start(config, Arc::new(System)).await?;
    let now = app.clock.now();
    let done = app
        .services
        .db
        .write(move |conn| {
            let report = importing::import(conn, &file, now)?;
            if dry_run { Err(Stop::DryRun(report)) } else { Ok(report) }
        })
        .await;
    match done {
        Ok(report) => tell(&report, "created", "changed"),
        Err(Stop::DryRun(report)) => tell(&report, "would create", "would change"),
        Err(Stop::Store(error)) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}

fn tell(report: &Report, created: &str, changed: &str) {
    for what in &report.created {
        println!("{created}: {what}");
    }
    for what in &report.changed {
        println!("{changed}: {what}");
    }
    for what in &report.kept {
        println!("kept, though not in the file: {what}");
    }
    println!(
        "{created} {}, {changed} {}, unchanged {}.",
        report.created.len(),
        report.changed.len(),
        report.unchanged
    );
}
