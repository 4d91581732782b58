//! `bulletins runs`

use std::process::ExitCode;

use chrono::SecondsFormat;
use clap::{Args, Subcommand};

use super::answers::line;
use super::existing;
use crate::config::Config;
use crate::services::calendar::schedule;

#[derive(Args)]
pub struct Runs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List the latest runs of the schedule, newest first, one a line: occurrence (UTC), job, week, "ran" or "skipped", and of its
    /// mails how many were sent, wait, and failed or are held. Fields are separated by tabs.
    List,
}

pub async fn run(config: Config, runs: Runs) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = existing::start(config).await?;
    let Command::List = runs.command;
    for run in app.services.read(schedule::course).await?.runs {
        let recorded = run.recorded;
        let (at, done) = (
            recorded.occurrence.to_rfc3339_opts(SecondsFormat::Secs, true),
            if recorded.ran { "ran" } else { "skipped" },
        );
        line(format_args!(
            "{at}\t{}\t{}\t{done}\t{}\t{}\t{}",
            recorded.job, recorded.week, run.sent, run.waiting, run.failed
        ));
    }
    Ok(ExitCode::SUCCESS)
}
