//! `bulletins bounce`

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;

use super::answers::line;
use super::existing;
use crate::config::{self, Config};
use crate::services::post::returning;

/// The most bytes that are read of a mail: a report stands at its beginning.
const MOST: u64 = 1024 * 1024;
/// "Try again later" (sysexits.h): the mail server keeps the mail and comes back, where it would otherwise report a
/// fault of ours to somebody.
const LATER: u8 = 75;

/// Takes in one mail, from a file or from standard input, as mail servers hand it to programs.
pub async fn run(config: Result<Config, config::Error>, file: Option<&Path>) -> ExitCode {
    match take_in(config, file).await {
        Ok(taken) => {
            line(taken.as_str());
            ExitCode::SUCCESS
        }
        Err(error) => {
            crate::cli::logging::tell_end(&error);
            ExitCode::from(LATER)
        }
    }
}

fn read(file: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let mut mail = Vec::new();
    match file {
        Some(path) => std::fs::File::open(path)
            .and_then(|file| file.take(MOST).read_to_end(&mut mail))
            .with_context(|| format!("cannot read {}", path.display()))?,
        None => std::io::stdin().take(MOST).read_to_end(&mut mail).context("cannot read standard input")?,
    };
    Ok(mail)
}

/// Settings that cannot be read are mended sooner than a mail comes a second time.
async fn take_in(
    config: Result<Config, config::Error>,
    file: Option<&Path>,
) -> anyhow::Result<returning::Taken> {
    let config = config?;
    crate::cli::logging::start(&config.log);
    let mail = read(file)?;
    let app = existing::start(config).await?;
    Ok(app.services.write(move |scope| returning::take_in(scope, &mail)).await?)
}
