//! `bulletins demo`

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use super::answers::line;
use crate::app::App;
use crate::clock::{Clock, Shifted, System};
use crate::config::{self, Config};
use crate::demo;

/// What the demo sets differently.
const SETTINGS: &str = include_str!("../../config/demo.toml");
/// What it lets itself be told: where it listens, and what it logs. Who tries it where a real service is set up reaches
/// neither that one's database, nor its mail server, nor its chats.
const FOLLOWED: [&str; 2] = ["server", "log"];

pub fn settings(
    file: Option<&Path>,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, config::Error> {
    Config::load_some(SETTINGS, &FOLLOWED, file, variables)
}

pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let folder = demo::ThrowAway::new()?;
    let config = demo::configured(config, folder.path());
    let clock = Arc::new(Shifted::at(demo::begin(&config.calendar(), System.now())));
    let app = App::start_demo(config, clock).await?.living(demo::go_on);
    demo::fill(&app.services, app.clock.now()).await?;
    line(format_args!(
        "The demo begins at {}/demo",
        app.services.config.server.base_url.as_str().trim_end_matches('/')
    ));
    let sockets = app.bind()?;
    app.serve(sockets).await?;
    Ok(ExitCode::SUCCESS)
}
