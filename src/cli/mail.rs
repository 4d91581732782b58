//! `bulletins mail`

use std::process::ExitCode;

use chrono::SecondsFormat;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::answers::line;
use super::existing;
use crate::app::App;
use crate::config::Config;
use crate::domain::post::delivery::State;
use crate::services::Refusal;
use crate::services::post::accounting::{self, MailId, Why};
use crate::store::privacy::audit::Actor;

/// How many mails are listed at the most, unless more are asked for.
const USUALLY: i64 = 50;

#[derive(Args)]
pub struct Mail {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// List mails in a state, newest first, one a line: number, kind, attempts, when it was written (UTC), why it is there. Fields
    /// are separated by tabs. No address is told: /admin/mail shows it.
    List {
        /// Pending: waits; claimed: is being sent; held: a digest on which a coordinator decides; cancelled: no longer
        /// needed.
        #[arg(long, default_value = "failed", value_parser = state())]
        state: State,
        /// How many at the most.
        #[arg(long, default_value_t = USUALLY, value_parser = clap::value_parser!(i64).range(1..=100_000))]
        count: i64,
    },
    /// Put mails that failed, whose time has passed, or that were cancelled here back in the queue, for two days.
    Retry {
        /// Their numbers, as `mail list` tells them.
        #[arg(required = true, value_parser = number)]
        numbers: Vec<i64>,
    },
    /// Take mails that wait, or are held, out of the queue.
    Cancel {
        /// Their numbers, as `mail list` tells them.
        #[arg(required = true, value_parser = number)]
        numbers: Vec<i64>,
    },
}

/// One of the states, which are told where it is none.
fn state() -> impl TypedValueParser<Value = State> {
    PossibleValuesParser::new(State::ALL.map(State::as_str)).try_map(|typed| typed.parse::<State>())
}

fn number(typed: &str) -> Result<i64, String> {
    typed.parse().map_err(|_| "not a number, as `mail list` tells them".to_owned())
}

pub async fn run(config: Config, mail: Mail) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = existing::start(config).await?;
    match mail.command {
        Command::List { state, count } => list(&app, state, count).await,
        Command::Retry { numbers } => {
            each(&app, numbers, |scope, id| accounting::try_again(scope, Actor::CommandLine, id)).await
        }
        Command::Cancel { numbers } => {
            each(&app, numbers, |scope, id| accounting::cancel(scope, Actor::CommandLine, id)).await
        }
    }
}

async fn list(app: &App, state: State, count: i64) -> anyhow::Result<ExitCode> {
    let account = app.services.read(move |scope| accounting::account(scope, state, 0, count)).await?;
    for mail in account.mails {
        let why = match mail.why {
            Some(Why::Cause(cause)) => cause.to_string(),
            Some(Why::Words(words)) => words,
            None => String::new(),
        };
        let at = mail.created_at.to_rfc3339_opts(SecondsFormat::Secs, true);
        line(format_args!("{}\t{}\t{}\t{at}\t{why}", mail.id.0, mail.kind, mail.attempts));
    }
    Ok(ExitCode::SUCCESS)
}

/// Each in a transaction of its own; fails if one of them could not be done.
async fn each(
    app: &App,
    numbers: Vec<i64>,
    work: fn(&mut crate::services::Scope<'_>, MailId) -> Result<(), Refusal>,
) -> anyhow::Result<ExitCode> {
    let mut all_done = true;
    for number in numbers {
        match app.services.write(move |scope| work(scope, MailId(number))).await {
            Ok(()) => {}
            Err(Refusal::Gone) => {
                eprintln!("{number}: there is no such mail, or it is in no state in which that can be done");
                all_done = false;
            }
            Err(refusal) => return Err(refusal.into()),
        }
    }
    Ok(if all_done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
