//! `bulletins demo`

use std::process::ExitCode;
use std::sync::Arc;

use crate::app::App;
use crate::clock::{Clock, Shifted, System};
use crate::config::Config;
use crate::demo;

/// What the demo sets differently.
pub const SETTINGS: &str = include_str!("../../config/demo.toml");

pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let folder = demo::ThrowAway::new()?;
    let config = demo::configured(config, folder.path());
    let clock = Arc::new(Shifted::at(demo::begin(&config.calendar(), System.now())));
    let app = App::start_demo(config, clock).await?;
    demo::fill(&app.services, app.clock.now()).await?;
    println!(
        "The demo begins at {}/demo",
        app.services.config.server.base_url.as_str().trim_end_matches('/')
    );
    app.serve().await?;
    Ok(ExitCode::SUCCESS)
}
