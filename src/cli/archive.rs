//! `bulletins archive`

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use crate::app::App;
use crate::clock::System;
use crate::config::Config;
use crate::services::Refusal;
use crate::services::reading::exporting::archive;
use crate::store::privacy::audit::Actor;

#[derive(Args)]
pub struct Archive {
    /// The promotion's name.
    promotion: String,
    /// Where the ZIP goes.
    file: PathBuf,
}

pub async fn run(config: Config, Archive { promotion, file }: Archive) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = App::start(config, Arc::new(System)).await?;
    let name = promotion.clone();
    let contents = app.services.write(move |scope| archive::take_out(scope, Actor::CommandLine, &name)).await;
    let contents = match contents {
        Ok(contents) => contents,
        Err(Refusal::Gone) => anyhow::bail!("there is no promotion of the name {promotion:?}"),
        Err(refusal) => return Err(refusal.into()),
    };
    let files = archive::write(&app.services, contents, &file).await?;
    println!("{}: {files} files, with what is published of {promotion:?}.", file.display());
    Ok(ExitCode::SUCCESS)
}
