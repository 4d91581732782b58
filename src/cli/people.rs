//! `bulletins people`

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Subcommand};

use crate::app::App;
use crate::clock::System;
use crate::config::Config;
use crate::domain::people::{Email, Locale};
use crate::services::identity::signing_up::{self, NewMember};

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
        #[arg(long)]
        name: Option<String>,
        /// Make the person a coordinator.
        #[arg(long)]
        coordinator: bool,
        /// The language of the person's mails: fr or en.
        #[arg(long)]
        language: Option<Locale>,
    },
}

pub async fn run(config: Config, people: People) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = App::start(config, Arc::new(System)).await?;
    let now = app.clock.now();
    let Command::Add { email, name, coordinator, language } = people.command;
    let new = NewMember { email, name, coordinator, locale: language };
    let token = app.services.db.write(move |conn| signing_up::add(conn, new, now)).await?;
    println!("{}", app.services.config.link(&format!("/invitations/{}", token.reveal())));
    Ok(ExitCode::SUCCESS)
}
