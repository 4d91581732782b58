//! `bulletins migrate`

use std::process::ExitCode;

use secrecy::ExposeSecret;

use super::answers::line;
use crate::app;
use crate::clock::{Clock, System};
use crate::config::Config;
use crate::services::operations::backup::upgrading;
use crate::store::{self, Db, Standing};

pub async fn run(config: Config, without_backup: bool) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let database = &config.database;
    let db = Db::open_within(database.url.expose_secret(), 1, app::limits(database))?;
    let done = match without_backup {
        true => store::migrate(&db).await?,
        false => upgrading::bring_up_to_date(&db, config.security.key_file.is_some(), System.now()).await?,
    };
    match done {
        0 if store::standing(&db).await? == Standing::Ahead => {
            line("A newer version has changed the database; this one can work with it still.");
        }
        0 => line("The database is up to date."),
        count => line(format_args!("The database was brought up to date ({count} migrations).")),
    }
    Ok(ExitCode::SUCCESS)
}
