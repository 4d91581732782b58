//! The service's database, for commands that make none: whoever forgot to name its settings would else look at a new one.

use std::sync::Arc;

use anyhow::bail;
use secrecy::ExposeSecret;

use crate::app::{self, App};
use crate::clock::System;
use crate::config::Config;
use crate::services::Services;
use crate::services::programme::promotions;
use crate::store::Db;

/// The program on the database of the settings.
///
/// # Errors
/// Also where there is none.
pub async fn start(mut config: Config) -> anyhow::Result<App> {
    let url = config.database.url.expose_secret();
    if Db::visit(url, app::limits(&config.database))?.is_none() {
        let file = url.trim_start_matches("sqlite://");
        bail!(
            "there is no database at {file}: name the service's settings by --config FILE, or start the service first"
        );
    }
    // Nobody waits before a page.
    (config.database.statement_seconds, config.database.transaction_seconds) = (0, 0);
    Ok(App::start(config, Arc::new(System)).await?)
}

/// That there is no promotion of that name, and of which there are.
pub async fn no_promotion(services: &Arc<Services>, name: &str) -> anyhow::Error {
    let all = services.read(promotions::list).await.unwrap_or_default();
    let names: Vec<String> = all.into_iter().map(|listed| format!("{:?}", listed.promotion.name)).collect();
    let there_are = if names.is_empty() { "there is none yet".into() } else { names.join(", ") };
    anyhow::anyhow!("there is no promotion of the name {name:?}, but: {there_are}")
}
