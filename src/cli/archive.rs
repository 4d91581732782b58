//! `bulletins archive`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::answers::line;
use super::existing;
use crate::config::Config;
use crate::services::programme::removing::{self, Leaving, Stays};
use crate::services::reading::exporting::{archive, laid_away};
use crate::services::{Refusal, Scope};
use crate::store::privacy::audit::Actor;

#[derive(Args)]
pub struct Archive {
    /// The promotion's name.
    promotion: String,
    /// Where the ZIP goes.
    file: PathBuf,
    /// Afterwards, delete the promotion for good, with all that was filed in it and those who took part in nothing else. Only
    /// one that is archived at /admin, once retention.promotion_days have gone by since its last day. The ZIP is read again
    /// before, and the promotion's name is asked for, on standard input.
    #[arg(long)]
    remove: bool,
}

pub async fn run(config: Config, Archive { promotion, file, remove }: Archive) -> anyhow::Result<ExitCode> {
    crate::cli::logging::start(&config.log);
    let app = existing::start(config).await?;
    let services = &app.services;
    let name = promotion.clone();
    let leaving = match remove {
        false => None,
        true => match services.read(move |scope| removing::look(scope, &name)).await {
            Ok(leaving) => Some(leaving),
            Err(Stays::Unknown(name)) => return Err(existing::no_promotion(services, &name).await),
            Err(stays) => return Err(stays.into()),
        },
    };
    let name = promotion.clone();
    let contents = services.write(move |scope| archive::take_out(scope, Actor::CommandLine, &name)).await;
    let contents = match contents {
        Ok(contents) => contents,
        Err(Refusal::Gone) => return Err(existing::no_promotion(services, &promotion).await),
        Err(refusal) => return Err(refusal.into()),
    };
    let files = archive::write(services, contents, &file).await?;
    line(format_args!("{}: {files} files, with what is published of {promotion:?}.", file.display()));
    let Some(leaving) = leaving else { return Ok(ExitCode::SUCCESS) };

    let whole = laid_away::verify(&file, &promotion)?;
    line(format_args!(
        "Read again: {} files are as they were written, with {} bulletins.",
        whole.files, whole.bulletins
    ));
    if !is_confirmed(&leaving)? {
        line("Nothing was deleted; the archive stays.");
        return Ok(ExitCode::FAILURE);
    }
    let remove =
        move |scope: &mut Scope<'_>| removing::remove(scope, Actor::CommandLine, &promotion, whole.bulletins);
    let gone = services.write(remove).await?;
    line(format_args!(
        "{:?} is deleted, with {} people, who are told by mail. Backups hold it until they are deleted, too.",
        gone.promotion.name,
        gone.people.len()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Whether somebody types the name of what goes.
fn is_confirmed(leaving: &Leaving) -> anyhow::Result<bool> {
    let Leaving { promotion, projects, bulletins, people } = leaving;
    line(format_args!(
        "This deletes {:?} for good: {} projects with {bulletins} bulletins and all else that was filed, and {} people who take \
         part in nothing else.",
        promotion.name,
        projects.len(),
        people.len()
    ));
    let mut out = std::io::stdout();
    let _ = write!(out, "Type the promotion's name to go on: ").and_then(|()| out.flush());
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed)?;
    Ok(typed.trim() == promotion.name)
}
