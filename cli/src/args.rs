//! The command line. It is built by hand instead of derived: that saves the build of a macro crate.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Arg, ArgAction, ArgMatches, value_parser};
use clap_complete::Shell;

use crate::{add, policy, search, show};

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Command {
    Search(search::Arguments),
    Show(show::Arguments),
    Add(add::Arguments),
    Policy(policy::Arguments),
    Completions(Shell),
}

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  it could not be done: a file cannot be read, parsed or written, nothing was found, or opsmith cannot call the operation yet
  2  wrong arguments, or no such service, operation or member";

/// The command line of the program.
fn command() -> clap::Command {
    clap::Command::new("cargo-opsmith")
        .bin_name("cargo opsmith")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Finds AWS operations and writes their opsmith declarations. Works offline.")
        .after_help(format!(
            "Example:\n  cargo opsmith search chat room\n  cargo opsmith add ivschat GetRoom ListRooms\n\n{EXIT_CODES}"
        ))
        .styles(STYLES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand(search_command())
        .subcommand(show_command())
        .subcommand(add_command())
        .subcommand(policy_command())
        .subcommand(
            clap::Command::new("completions")
                .about("Prints a completion script for a shell")
                .after_help("Example:\n  cargo opsmith completions fish > ~/.config/fish/completions/cargo-opsmith.fish")
                .arg(Arg::new("shell").required(true).value_name("SHELL").value_parser(value_parser!(Shell))),
        )
}

fn json() -> Arg {
    Arg::new("json")
        .long("json")
        .action(ArgAction::SetTrue)
        .help("Prints JSON")
}

fn search_command() -> clap::Command {
    clap::Command::new("search")
        .about("Finds services and operations by the words in their names and descriptions")
        .after_help("Example:\n  cargo opsmith search secret value")
        .arg(
            Arg::new("words")
                .required(true)
                .num_args(1..)
                .value_name("WORDS")
                .help("All of them must match"),
        )
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("NUMBER")
                .value_parser(value_parser!(usize))
                .default_value("20")
                .help("Shows at most this many"),
        )
        .arg(json())
}

fn show_command() -> clap::Command {
    clap::Command::new("show")
        .about("Shows the operations of a service, or the contract of an operation")
        .after_help("Example:\n  cargo opsmith show ivschat CreateRoom")
        .arg(
            Arg::new("service")
                .required(true)
                .value_name("SERVICE")
                .help("Its ID, such as `ivschat`, or the file of your own model, such as `models/orders.model`"),
        )
        .arg(Arg::new("operation").value_name("OPERATION"))
        .arg(json())
}

fn add_command() -> clap::Command {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(help)
    };
    clap::Command::new("add")
        .about("Writes the declarations of operations, with everything they need")
        .long_about(
            "Writes the declarations of operations, with their outputs, errors, and the structures, enums and unions in \
             them.\n\nWhat the file has already is used and not declared again, and nothing in it is changed. \
             Enums with more than 100 values are declared as `String`, and members that AWS deprecated are left out \
             unless they are required. In shapes that only responses contain, a list or map that is absent is empty, and a member that AWS \
             requires is not an `Option`: a response without it is an error.",
        )
        .after_help("Example:\n  cargo opsmith add ivschat CreateRoom ListRooms --to src/rooms.rs")
        .arg(Arg::new("service").required(true).value_name("SERVICE").help("Its ID, such as `ivschat`, or the file of your own model, such as `models/orders.model`"))
        .arg(Arg::new("operations").required(true).num_args(1..).value_name("OPERATION"))
        .arg(
            Arg::new("to")
                .long("to")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("The file, new or not; `-` prints the declarations [default: src/SERVICE.rs]"),
        )
        .arg(
            Arg::new("members")
                .long("members")
                .value_name("MEMBERS")
                .value_delimiter(',')
                .help("Declares only these members of inputs and outputs, and the required ones: `name,arn`"),
        )
        .arg(flag("plain-errors", "Declares no enum of errors: they are `opsmith::Unmodeled`"))
        .arg(flag("no-docs", "Adds no documentation"))
        .arg(flag("dry-run", "Prints a diff and writes nothing"))
}

fn policy_command() -> clap::Command {
    clap::Command::new("policy")
        .about("Prints the IAM policy that the declarations of a crate need")
        .long_about(
            "Prints the IAM policy that the declarations of a crate need: the actions of its operations, on all resources.\n\n\
             The actions are those of AWS's Service Authorization Reference; where it has none for an operation, the action is \
             a guess, and a note says so. Declarations that a macro of your own writes are not seen. What an operation does \
             on your behalf, such as passing a role or decrypting with a key, may need more.",
        )
        .after_help("Example:\n  cargo opsmith policy --terraform > policy.tf")
        .arg(
            Arg::new("paths")
                .num_args(0..)
                .value_name("PATHS")
                .value_parser(value_parser!(PathBuf))
                .help("Files, and folders with Rust files [default: src]"),
        )
        .arg(json().help("Prints JSON, as IAM takes it [default]").conflicts_with("terraform"))
        .arg(
            Arg::new("terraform")
                .long("terraform")
                .action(ArgAction::SetTrue)
                .help("Prints an `aws_iam_policy_document`"),
        )
}

/// Reads the command line: `cargo-opsmith opsmith search ..` as Cargo runs it, or without the second word.
pub(crate) fn parse(mut arguments: Vec<OsString>) -> Result<Command, clap::Error> {
    if arguments.get(1).is_some_and(|word| word == "opsmith") {
        arguments.remove(1);
    }
    let matches = command().try_get_matches_from(arguments)?;
    let texts = |matches: &ArgMatches, name: &str| -> Vec<String> {
        matches
            .get_many::<String>(name)
            .unwrap_or_default()
            .cloned()
            .collect()
    };
    let text = |matches: &ArgMatches, name: &str| matches.get_one::<String>(name).cloned();
    match matches.subcommand() {
        Some(("search", matches)) => Ok(Command::Search(search::Arguments {
            words: texts(matches, "words"),
            limit: matches
                .get_one::<usize>("limit")
                .copied()
                .unwrap_or(usize::MAX),
            json: matches.get_flag("json"),
        })),
        Some(("show", matches)) => Ok(Command::Show(show::Arguments {
            service: text(matches, "service").unwrap_or_default(),
            operation: text(matches, "operation"),
            json: matches.get_flag("json"),
        })),
        Some(("add", matches)) => Ok(Command::Add(add::Arguments {
            service: text(matches, "service").unwrap_or_default(),
            operations: texts(matches, "operations"),
            to: matches.get_one::<PathBuf>("to").cloned(),
            members: texts(matches, "members")
                .iter()
                .map(|member| member.trim().to_owned())
                .filter(|member| !member.is_empty())
                .collect(),
            plain_errors: matches.get_flag("plain-errors"),
            no_docs: matches.get_flag("no-docs"),
            dry_run: matches.get_flag("dry-run"),
        })),
        Some(("policy", matches)) => Ok(Command::Policy(policy::Arguments {
            paths: matches
                .get_many::<PathBuf>("paths")
                .unwrap_or_default()
                .cloned()
                .collect(),
            terraform: matches.get_flag("terraform"),
        })),
        Some(("completions", matches)) => match matches.get_one::<Shell>("shell") {
            Some(shell) => Ok(Command::Completions(*shell)),
            None => Err(clap::Error::new(
                clap::error::ErrorKind::MissingRequiredArgument,
            )),
        },
        _ => Err(clap::Error::new(clap::error::ErrorKind::MissingSubcommand)),
    }
}

/// Prints the completion script of a shell.
pub(crate) fn completions(shell: Shell, out: &mut dyn Write) -> std::io::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "cargo-opsmith", &mut script);
    out.write_all(&script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example() {
        for sub in command().get_subcommands() {
            let help = sub
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(
                help.contains(&format!("cargo opsmith {}", sub.get_name())),
                "{}",
                sub.get_name()
            );
        }
    }

    #[test]
    fn cargo_and_people_may_run_it() {
        for line in [
            "cargo-opsmith opsmith show chime",
            "cargo-opsmith show chime",
        ] {
            let words = line.split(' ').map(OsString::from).collect();
            assert!(matches!(parse(words), Ok(Command::Show(_))), "{line}");
        }
    }
}
