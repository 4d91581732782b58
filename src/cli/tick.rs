//! `bulletins tick`

use std::process::ExitCode;
use std::sync::Arc;

use crate::app::App;
use crate::clock::System;
use crate::config::Config;
use crate::services::operations::first_look;

pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = App::start(config, Arc::new(System)).await?;
    if first_look::is_sure(&app.services).await? {
        app.pass().await?;
    }
    Ok(ExitCode::SUCCESS)
}
