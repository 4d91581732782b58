//! `bulletins serve`

use std::process::ExitCode;
use std::sync::Arc;

use crate::app::App;
use crate::clock::System;
use crate::config::Config;
use crate::services::identity::signing_up;

pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = App::start(config, Arc::new(System)).await?;
    let now = app.clock.now();
    if let Some(token) =
        app.services.db.write(move |conn| signing_up::invite_first_coordinator(conn, now)).await?
    {
        let link = app.services.config.link(&format!("/invitations/{}", token.reveal()));
        println!(
            "Nobody coordinates yet. The first coordinator signs up here (once, within two weeks):\n\n    {link}\n"
        );
    }
    app.serve().await?;
    Ok(ExitCode::SUCCESS)
}
