//! The command line: one file per subcommand.

mod answers;
mod archive;
mod backup;
mod bounce;
mod check;
mod config;
mod demo;
mod existing;
mod export;
mod healthcheck;
mod import;
mod logging;
mod mail;
mod manual;
mod migrate;
mod moving;
mod people;
mod release;
mod restore;
mod runs;
mod serve;
mod tick;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::config::Config;

/// What stands below the help, and in the page for man(1).
const AFTER: &str = "\
Exit codes: 0 done, 1 failed, 2 wrong arguments.

With Debian's package settings are in /etc/bulletins/config.toml, documents in /usr/share/doc/bulletins. As root:

    runuser -u bulletins -- bulletins check --config /etc/bulletins/config.toml";

/// Weekly bulletins: a short form, reminders by mail, and a digest everybody reads.
///
/// Without a subcommand it serves: brings the database up to date, listens, keeps the schedule and sends mails.
/// Settings come from what is built in (`bulletins config --reference` explains each), then --config, then the environment
/// (BULLETINS_SECTION__KEY).
#[derive(Parser)]
#[command(version, about, after_help = AFTER)]
pub struct Arguments {
    /// A TOML file with the settings that differ from the defaults.
    #[arg(long, global = true, env = "BULLETINS_CONFIG", value_name = "SETTINGS")]
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
    /// Bring the database up to date, then end; a backup of an SQLite one is laid beside it before.
    Migrate {
        /// Lay none beside it, such as where there is no room for one.
        #[arg(long)]
        without_backup: bool,
    },
    /// Write all that is stored at one moment into one file, while the service runs.
    Backup(backup::Backup),
    /// Tell whether a backup is whole, and what is in it.
    Verify(restore::Source),
    /// Bring a backup back into the database of database.url, in which nothing may be; nobody is written to until that is
    /// released.
    Restore(restore::Source),
    /// After a restore: have people written to again.
    Release(release::Release),
    /// Take all that is stored to another database, such as from SQLite to PostgreSQL or back.
    Move(moving::Move),
    /// Bring data in from elsewhere.
    Import(import::Import),
    /// Lay a promotion away: one ZIP with what is published of it, readable without this program.
    Archive(archive::Archive),
    /// Write a promotion into a file that another installation can bring in.
    Export(export::Export),
    /// Look after people.
    People(people::People),
    /// Look after mails: which failed or wait, send again, take out of the queue.
    Mail(mail::Mail),
    /// Look at what the schedule did.
    Runs(runs::Runs),
    /// Print the settings that are in force and from where each came, secrets masked.
    Config(config::Show),
    /// Check the settings, the database, the mail server, the sender's DNS, clock, disk and files, and tell what is
    /// wrong and what to do about it.
    Check {
        /// Put right what a clock that was ahead has left in the future. Only when this machine's clock is right.
        #[arg(long)]
        repair: bool,
    },
    /// Ask the server that runs with these settings whether it is ready: for containers and watchers.
    Healthcheck,
    /// Take in a mail that came to the address that mails are sent from, by standard input or from a file: a bounce
    /// is noted, what nobody wrote is dropped, and all else goes to those who coordinate.
    Bounce {
        /// The mail; without it: standard input. 75 as exit code says "later", as mail servers understand it.
        file: Option<PathBuf>,
    },
    /// Print what a shell reads to complete commands and options: `source <(bulletins completions bash)`.
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
        Command::Migrate { without_backup } => migrate::run(load()?, without_backup).await,
        Command::Backup(backup) => backup::run(load()?, backup).await,
        Command::Verify(source) => restore::verify(source).await,
        Command::Restore(source) => restore::run(load()?, source).await,
        Command::Release(release) => release::run(load()?, release).await,
        Command::Move(way) => moving::run(load()?, way).await,
        Command::Import(import) => import::run(load()?, import).await,
        Command::Archive(archive) => archive::run(load()?, archive).await,
        Command::Export(export) => export::run(load()?, export).await,
        Command::People(people) => people::run(load()?, people).await,
        Command::Mail(mail) => mail::run(load()?, mail).await,
        Command::Runs(runs) => runs::run(load()?, runs).await,
        Command::Config(show) => config::run(file, &show),
        Command::Check { repair } => check::run(file, load(), repair).await,
        Command::Bounce { file: mail } => Ok(bounce::run(load(), mail.as_deref()).await),
        Command::Completions { shell } => Ok(manual::complete(shell)),
        Command::Manual { folder } => manual::write(&folder),
        Command::Healthcheck => healthcheck::run(load()?).await,
    }
}
