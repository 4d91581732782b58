//! `bulletins export`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::answers::line;
use super::existing;
use crate::config::Config;
use crate::services::programme::taking_along;
use crate::services::{Refusal, Scope};
use crate::store::privacy::audit::Actor;

#[derive(Args)]
pub struct Export {
    /// The promotion's name.
    promotion: String,
    /// Where it goes; `bulletins import exported` brings it in elsewhere.
    file: PathBuf,
    /// With the people of its projects: names, addresses, roles, and who did what.
    #[arg(long)]
    with_people: bool,
}

pub async fn run(config: Config, export: Export) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let Export { promotion, file, with_people } = export;
    let app = existing::start(config).await?;
    let name = promotion.clone();
    let take =
        move |scope: &mut Scope<'_>| taking_along::take_out(scope, Actor::CommandLine, &name, with_people);
    let bytes = match app.services.write(take).await {
        Ok(bytes) => bytes,
        Err(Refusal::Gone) => return Err(existing::no_promotion(&app.services, &promotion).await),
        Err(refusal) => return Err(refusal.into()),
    };
    taking_along::write(&bytes, &file)?;
    let people = if with_people { "with its people" } else { "without its people" };
    line(format_args!("{}: {promotion:?}, {people}; also what is not published yet.", file.display()));
    Ok(ExitCode::SUCCESS)
}
