//! The library behind `cargo opsmith`. Everything is done offline, over the models in `opsmith-models`.
#![forbid(unsafe_code)]

mod add;
mod args;
mod declared;
mod docs;
mod failure;
mod names;
mod policy;
mod search;
mod service;
mod show;
mod suggest;
mod support;
mod text;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

use crate::args::Command;
use crate::failure::Failure;

/// Runs the command line `arguments`, of which the first is the program. Prints to the standard output, with colors if it
/// is a terminal and `NO_COLOR` is not set.
#[must_use]
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let command = match args::parse(arguments) {
        Ok(command) => command,
        Err(error) => {
            // clap prints help to the standard output and mistakes to the other one. If neither can be written, there is
            // nobody to tell.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut out = anstream::AutoStream::auto(std::io::stdout());
    let mut log = anstream::AutoStream::auto(std::io::stderr());
    let done = execute(&command, &mut out, &mut log).and_then(|()| Ok(out.flush()?));
    match done {
        Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(failure) => {
            const ERROR: Style = AnsiColor::Red.on_default().bold();
            let _ = writeln!(log, "{ERROR}error{ERROR:#}: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn execute(command: &Command, out: &mut dyn Write, log: &mut dyn Write) -> Result<(), Failure> {
    match command {
        Command::Search(arguments) => search::run(arguments, out, log),
        Command::Show(arguments) => show::run(arguments, out),
        Command::Add(arguments) => add::run(arguments, out, log),
        Command::Policy(arguments) => policy::run(arguments, out, log),
        Command::Completions(shell) => Ok(args::completions(*shell, out)?),
    }
}
