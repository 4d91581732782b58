//! `bulletins serve`

use std::process::ExitCode;
use std::sync::Arc;

use super::answers::line;
use crate::app::App;
use crate::clock::Steady;
use crate::config::{Config, LogFormat, platform};
use crate::services::identity::signing_up;
use crate::store::people;

pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    if let Some(whose) = platform::forgetful(std::env::vars()) {
        for lost in config.kept_in_files() {
            tracing::warn!(whose, lost, "this platform's disk forgets with each start");
        }
    }
    let app = App::start(config, Arc::new(Steady::start())).await?;
    // A start that fails shows no way in.
    let sockets = app.bind()?;
    show_the_way_in(&app).await?;
    app.serve(sockets).await?;
    Ok(ExitCode::SUCCESS)
}

/// While nobody coordinates, shows the link with which the first one signs up. It is a secret for whoever sits at the
/// terminal: a log that machines read and keep is told where to get one instead.
async fn show_the_way_in(app: &App) -> anyhow::Result<()> {
    let db = &app.services.db;
    if app.services.config.log.format == LogFormat::Json {
        if !db.read(people::has_coordinator).await? {
            let way = "bulletins people add ADDRESS --name NAME --coordinator";
            tracing::warn!(way, "nobody coordinates yet: that command prints a link to sign up with");
        }
        return Ok(());
    }
    if let Some(token) = app.services.write(signing_up::invite_first_coordinator).await? {
        let link = app.services.config.link(&format!("/invitations/{}", token.reveal()));
        line(format_args!(
            "Nobody coordinates yet. The first coordinator signs up here (once, within two weeks; links that\nearlier starts have shown work as long):\n\n    {link}\n"
        ));
    }
    Ok(())
}
