//! `bulletins manual` and `bulletins completions`: what packages put beside the program.

use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use super::Arguments;
use super::answers::document;

/// Writes a page for man(1) for the program and each of its commands.
pub fn write(folder: &Path) -> anyhow::Result<ExitCode> {
    clap_mangen::generate_to(Arguments::command(), folder)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints what a shell reads to complete the program's arguments.
pub fn complete(shell: Shell) -> ExitCode {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    // Whoever reads no further ends nothing.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    document(&script);
    ExitCode::SUCCESS
}
