//! `bulletins import`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use secrecy::ExposeSecret;

use super::answers::line;
use crate::app::{self, App};
use crate::clock::System;
use crate::config::Config;
use crate::domain::kit::Name;
use crate::services::programme::importing::{
    self, Change, File, FileFault, Original, Refused, Report, Tally,
};
use crate::services::programme::taking_along;
use crate::services::{Refusal, Scope};
use crate::store::privacy::audit::Actor;
use crate::store::{self, DryRun};

#[derive(Args)]
pub struct Import {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bring in a promotion with its projects and people from a YAML file. config/promotion.example.yml is one that explains
    /// itself; Debian's package puts it below /usr/share/doc/bulletins.
    Promotion {
        /// The YAML file.
        file: PathBuf,
        /// Only tell what would be done.
        #[arg(long)]
        dry_run: bool,
    },
    /// Bring in a promotion that another installation of the same version wrote (`bulletins export`).
    Exported {
        /// What `bulletins export` wrote.
        file: PathBuf,
    },
    /// Bring in what a programme wrote in its first tool: its SQLite database and its file of projects.
    Original {
        /// The tool's database.sqlite; it is only read.
        #[arg(long)]
        database: PathBuf,
        /// The tool's projects.yml.
        #[arg(long)]
        projects: PathBuf,
        /// The promotion to which all of it belongs; it is made where it is not here yet.
        #[arg(long)]
        promotion: String,
        /// Only tell what would be done.
        #[arg(long)]
        dry_run: bool,
    },
}

pub async fn run(config: Config, import: Import) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    match import.command {
        Command::Promotion { file, dry_run } => promotion(config, &file, dry_run).await,
        Command::Exported { file } => exported(config, &file).await,
        Command::Original { database, projects, promotion, dry_run } => {
            original(config, &database, &projects, promotion, dry_run).await
        }
    }
}

async fn promotion(config: Config, path: &Path, dry_run: bool) -> anyhow::Result<ExitCode> {
    let file = match File::read(&read(path)?) {
        Ok(file) => file,
        Err(faults) => return Ok(refuse(path, &faults)),
    };
    let written = write(config, dry_run, move |scope| {
        let report = importing::import(scope, &file, Actor::CommandLine)?;
        importing::keep_on_record(scope, Actor::CommandLine, &file.name, &report)?;
        Ok(report)
    })
    .await?;
    match written {
        Ok(report) => tell(&report, dry_run),
        Err(faults) => return Ok(refuse(path, &faults)),
    }
    Ok(ExitCode::SUCCESS)
}

async fn exported(mut config: Config, path: &Path) -> anyhow::Result<ExitCode> {
    let rows = taking_along::read(&read(path)?)
        .with_context(|| format!("{} is no promotion that `bulletins export` wrote", path.display()))?;
    // A whole promotion at once: nobody waits before a page.
    (config.database.statement_seconds, config.database.transaction_seconds) = (0, 0);
    let app = App::start(config, Arc::new(System)).await?;
    let bring = |scope: &mut Scope<'_>| taking_along::bring_in(scope, Actor::CommandLine, rows);
    let (name, brought) = match app.services.write(bring).await {
        Ok(brought) => brought,
        Err(Refusal::NotNow) => {
            anyhow::bail!("there is a promotion of that name already: nothing was brought in")
        }
        Err(Refusal::Gone) => anyhow::bail!("{} names no promotion", path.display()),
        Err(refusal) => return Err(refusal.into()),
    };
    line(format_args!(
        "created: promotion {name}, {} rows; {} of its people were here already and stay as they are.",
        brought.rows, brought.known_people
    ));
    Ok(ExitCode::SUCCESS)
}

async fn original(
    config: Config,
    database: &Path,
    projects: &Path,
    promotion: String,
    dry_run: bool,
) -> anyhow::Result<ExitCode> {
    let (filed, days) = store::programme::original::read(database)
        .with_context(|| format!("{} cannot be read as the first tool's database", database.display()))?;
    let promotion =
        Name::parse(&promotion).map_err(|_| anyhow!("{promotion:?} can be no promotion's name"))?;
    let original = match importing::read_projects(&read(projects)?) {
        Ok(projects) => Original { projects, filed, days },
        Err(faults) => return Ok(refuse(projects, &faults)),
    };
    let written = write(config, dry_run, move |scope| {
        let brought = importing::import_original(scope, &original, &promotion)?;
        importing::keep_on_record(scope, Actor::CommandLine, &promotion, &brought.projects_and_people)?;
        Ok(brought)
    })
    .await?;
    let brought = match written {
        Ok(brought) => brought,
        Err(faults) => return Ok(refuse(projects, &faults)),
    };
    tell(&brought.projects_and_people, dry_run);
    for what in &brought.unplaced {
        line(format_args!("no place for {what}"));
    }
    for (name, tally) in [("bulletins", brought.bulletins), ("key dates", brought.key_dates)] {
        let Tally { read, created, unchanged, kept } = tally;
        line(format_args!(
            "{name}: {read} read, {created} {}, {unchanged} unchanged, {kept} kept as they are here.",
            created_word(dry_run)
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn refuse(path: &Path, faults: &[FileFault]) -> ExitCode {
    for fault in faults {
        eprintln!("{}: {fault}", path.display());
    }
    eprintln!("Nothing was imported.");
    ExitCode::FAILURE
}

/// Does the work in one transaction; a dry run does it where it leaves no trace. Or what is wrong with the file, as things
/// stand in the database.
async fn write<T: Send + 'static>(
    mut config: Config,
    dry_run: bool,
    work: impl FnOnce(&mut Scope<'_>) -> Result<T, Refused> + Send + 'static,
) -> anyhow::Result<Result<T, Vec<FileFault>>> {
    // A whole programme at once: nobody waits before a page.
    (config.database.statement_seconds, config.database.transaction_seconds) = (0, 0);
    let written = if dry_run {
        let database = &config.database;
        let stage = DryRun::prepare(database.url.expose_secret(), app::limits(database)).await?;
        let services = app::services_on(stage.db.clone(), config, Arc::new(System))?;
        services.rehearse(work).await
    } else {
        let app = App::start(config, Arc::new(System)).await?;
        app.services.write(work).await
    };
    match written {
        Ok(done) => Ok(Ok(done)),
        Err(Refused::Faults(faults)) => Ok(Err(faults)),
        Err(Refused::Failed(error)) => Err(error.into()),
    }
}

fn created_word(dry_run: bool) -> &'static str {
    if dry_run { "would create" } else { "created" }
}

fn tell(report: &Report, dry_run: bool) {
    let (created, changed) = (created_word(dry_run), if dry_run { "would change" } else { "changed" });
    for entry in &report.entries {
        match entry.change {
            Change::Created => line(format_args!("{created}: {}", entry.thing)),
            Change::Changed => line(format_args!("{changed}: {}", entry.thing)),
            Change::Unchanged => {}
        }
    }
    for what in &report.kept {
        line(format_args!("kept, though not in the file: {what}"));
    }
    line(format_args!(
        "{created} {}, {changed} {}, unchanged {}.",
        report.count(Change::Created),
        report.count(Change::Changed),
        report.count(Change::Unchanged)
    ));
}
