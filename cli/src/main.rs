//! The program behind `cargo opsmith`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_opsmith::run(std::env::args_os().collect())
}
