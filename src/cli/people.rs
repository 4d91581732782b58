//! `bulletins people`

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};

use crate::app::App;
use crate::clock::System;
use crate::config::Config;
use crate::domain::kit::Name;
use crate::domain::people::{Email, Locale};
use crate::services::identity::signing_up;
use crate::services::people::adding::{self, Told};
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
}

fn name(typed: &str) -> Result<Name, String> {
    Name::parse(typed).map_err(|_| format!("a name has 1 to {} characters and no line ends", Name::MAX))
}

pub async fn run(config: Config, people: People) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = App::start(config, Arc::new(System)).await?;
    let Command::Add { email, name, coordinator, language } = people.command;
    let told = Told { email, name, coordinator, locale: language };
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
    println!("{}", app.services.config.link(&format!("/invitations/{}", token.reveal())));
    Ok(ExitCode::SUCCESS)
}
