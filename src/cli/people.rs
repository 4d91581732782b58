//! `bulletins people`

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};

use super::answers::line;
use super::existing;
use crate::app::App;
use crate::clock::System;
use crate::config::Config;
use crate::domain::kit::Name;
use crate::domain::people::{Email, Locale};
use crate::services::identity::{removing_factors, signing_up};
use crate::services::people::adding::{self, Told};
use crate::services::people::administering;
use crate::services::people::listing::{self, Row};
use crate::services::{Refusal, Scope};
use crate::store::privacy::audit::Actor;

#[derive(Args)]
pub struct People {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add somebody, or find them, and print the link with which they sign up (once, within two weeks).
    Add {
        /// The mail address by which the person is known.
        email: Email,
        /// How the person is called; an existing person keeps their name without it.
        #[arg(long, value_parser = name)]
        name: Option<Name>,
        /// Make the person a coordinator.
        #[arg(long)]
        coordinator: bool,
        /// The language of the person's mails: fr or en.
        #[arg(long)]
        language: Option<Locale>,
    },
    /// List people, one a line: number, address, name, "in" or "out", what they are (coordinator, or ROLE:PROJECT while it lasts).
    /// Fields are separated by tabs.
    List {
        /// Those who coordinate, alone.
        #[arg(long)]
        coordinators: bool,
        /// With those who were deactivated, too.
        #[arg(long)]
        all: bool,
    },
    /// Keep somebody out: no mail, no sign-in, all sessions end. A coordinator can let them in again.
    Deactivate {
        /// The mail address by which the person is known.
        email: Email,
    },
    /// Remove the second factor of somebody who has lost it, where no other coordinator can: they sign in by one proof then.
    RemoveSecondFactor {
        /// The mail address by which the person is known.
        email: Email,
    },
}

fn name(typed: &str) -> Result<Name, String> {
    Name::parse(typed).map_err(|_| format!("a name has 1 to {} characters and no line ends", Name::MAX))
}

pub async fn run(config: Config, people: People) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    // The first coordinator may come before the first start.
    let app = match people.command {
        Command::Add { .. } => App::start(config, Arc::new(System)).await?,
        _ => existing::start(config).await?,
    };
    match people.command {
        Command::Add { email, name, coordinator, language } => {
            add(&app, Told { email, name, coordinator, locale: language }).await
        }
        Command::List { coordinators, all } => list(&app, coordinators, all).await,
        Command::Deactivate { email } => deactivate(&app, email).await,
        Command::RemoveSecondFactor { email } => remove_second_factor(&app, email).await,
    }
}

async fn list(app: &App, coordinators: bool, all: bool) -> anyhow::Result<ExitCode> {
    let rows = app.services.read(listing::everybody).await?;
    let rows = rows.into_iter().filter(|row| (all || row.active) && (row.coordinator || !coordinators));
    for Row { id, email, name, active, coordinator, roles } in rows {
        let state = if active { "in" } else { "out" };
        let coordinator = coordinator.then(|| "coordinator".to_owned());
        let what: Vec<String> = coordinator.into_iter().chain(roles).collect();
        line(format_args!("{id}\t{email}\t{name}\t{state}\t{}", what.join(" ")));
    }
    Ok(ExitCode::SUCCESS)
}

async fn deactivate(app: &App, email: Email) -> anyhow::Result<ExitCode> {
    match app.services.write(move |scope| administering::deactivate_at(scope, &email)).await {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Refusal::Gone) => anyhow::bail!("nobody of that address is in"),
        Err(Refusal::LastCoordinator) => {
            anyhow::bail!(
                "nobody else coordinates the programme: add somebody first, with `people add … --coordinator`"
            )
        }
        Err(refusal) => Err(refusal.into()),
    }
}

async fn remove_second_factor(app: &App, email: Email) -> anyhow::Result<ExitCode> {
    match app.services.write(move |scope| removing_factors::remove_at(scope, &email)).await {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Refusal::Gone) => anyhow::bail!("nobody of that address has a second factor"),
        Err(refusal) => Err(refusal.into()),
    }
}

async fn add(app: &App, told: Told) -> anyhow::Result<ExitCode> {
    let add = move |scope: &mut Scope<'_>| -> Result<_, Refusal> {
        let person = adding::add_by_operator(scope, &told)?;
        Ok(signing_up::invite(scope, Actor::CommandLine, person)?)
    };
    let token = match app.services.write(add).await {
        Ok(token) => token,
        Err(Refusal::Faults(_)) => {
            anyhow::bail!("there is nobody with that address yet: give --name NAME to add them")
        }
        Err(refusal) => return Err(refusal.into()),
    };
    line(app.services.config.link(&format!("/invitations/{}", token.reveal())));
    Ok(ExitCode::SUCCESS)
}
