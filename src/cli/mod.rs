//! The command line: one file per subcommand.

mod bounce;
mod check;
mod config;
mod demo;
mod healthcheck;
mod import;
mod logging;
mod manual;
mod migrate;
mod people;
mod serve;
mod tick;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::config::Config;

/// Weekly bulletins: a short form, reminders by mail, and a digest everybody reads.
///
/// Without a subcommand it serves: brings the database up to date, listens, keeps the schedule and sends mails.
/// Settings come from config/default.toml (built in), then --config, then the environment (BULLETINS_SECTION__KEY).
#[derive(Parser)]
#[command(version, about, after_help = "Exit codes: 0 done, 1 failed, 2 wrong arguments.")]
pub struct Arguments {
    /// A TOML file with the settings that differ from the defaults.
    #[arg(long, global = true, env = "BULLETINS_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve pages, keep the schedule and send mails (what happens without a subcommand).
    Serve,
    /// Show the whole product alive with fifteen projects and forty weeks, in a throw-away database; of the settings it
    /// follows [server] and [log] alone.
    Demo,
    /// Do one tick of the schedule and one delivery pass, then end: for cron, where `serve` does not run.
    Tick,
    /// Bring the database up to date, then end.
    Migrate,
    /// Bring data in from elsewhere.
    Import(import::Import),
    /// Look after people.
    People(people::People),
    /// Print the settings that are in force and from where each came, secrets masked.
    Config(config::Show),
    /// Check the settings, the database, the mail server, the sender's DNS, clock, disk and files, and tell what is
    /// wrong and what to do about it.
    Check,
    /// Ask the server that runs with these settings whether it is ready: for containers and watchers.
    Healthcheck,
    /// Take in a mail that came to the address that mails are sent from, by standard input or from a file: a bounce
    /// is noted, what nobody wrote is dropped, and all else goes to those who coordinate.
    Bounce { file: Option<PathBuf> },
    /// Print what a shell reads to complete commands and options: `bulletins completions bash`.
    Completions { shell: Shell },
    /// Write pages for man(1) into a folder, as packages do.
    #[command(hide = true)]
    Manual { folder: PathBuf },
}

/// Does what the arguments say, and tells what a person at the terminal can act on.
pub async fn run(arguments: Arguments) -> ExitCode {
    obey(arguments).await.unwrap_or_else(|error| {
        logging::tell_end(&error);
        ExitCode::FAILURE
    })
}

async fn obey(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let file = arguments.config.as_deref();
    let load = || Config::load(file, std::env::vars());
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(load()?).await,
        Command::Demo => demo::run(demo::settings(file, std::env::vars())?).await,
        Command::Tick => tick::run(load()?).await,
        Command::Migrate => migrate::run(load()?).await,
        Command::Import(import) => import::run(load()?, import).await,
        Command::People(people) => people::run(load()?, people).await,
        Command::Config(show) => config::run(file, &show),
        Command::Check => check::run(file, load()).await,
        Command::Bounce { file: mail } => bounce::run(load()?, mail.as_deref()).await,
        Command::Completions { shell } => Ok(manual::complete(shell)),
        Command::Manual { folder } => manual::write(&folder),
        Command::Healthcheck => healthcheck::run(load()?).await,
    }
}
