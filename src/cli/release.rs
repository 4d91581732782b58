//! `bulletins release`

use std::process::ExitCode;

use clap::Args;

use super::answers::line;
use super::existing;
use crate::config::Config;
use crate::services::operations::bringing_back::{self, Fate};
use crate::services::{Refusal, Scope};
use crate::store::privacy::audit::Actor;

#[derive(Args)]
pub struct Release {
    /// Send what waited in the backup and has a point still; without it nothing of that is sent.
    #[arg(long)]
    send: bool,
}

pub async fn run(config: Config, release: Release) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = existing::start(config).await?;
    let fate = if release.send { Fate::Sent } else { Fate::Dropped };
    let work = move |scope: &mut Scope<'_>| -> Result<_, Refusal> {
        let held = bringing_back::look(scope)?.ok_or(Refusal::Gone)?;
        bringing_back::release(scope, Actor::CommandLine, fate)?;
        Ok(held)
    };
    let held = match app.services.write(work).await {
        Ok(held) => held,
        Err(Refusal::Gone) => anyhow::bail!("nothing is held back"),
        Err(refusal) => return Err(refusal.into()),
    };
    let (mails, runs) = (held.mails.values().sum::<i64>(), held.runs.values().sum::<usize>());
    match fate {
        Fate::Sent => line(format_args!("Released: {mails} mails wait to be sent, and {runs} runs are due.")),
        Fate::Dropped => {
            line(format_args!("Released: {mails} mails and {runs} runs of the backup are dropped."))
        }
    }
    Ok(ExitCode::SUCCESS)
}
