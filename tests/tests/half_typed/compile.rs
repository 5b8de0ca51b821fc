//! Compiles many small programs. Each is a binary of one package, and `cargo check` reports its errors as JSON.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use serde_json::Value;

use super::Program;

/// One package at a time.
static PACKAGE: Mutex<()> = Mutex::new(());

/// An error and the first line that it points at.
struct Found {
    line: u64,
    text: String,
}

/// The errors of each program.
pub(super) fn errors(programs: &[Program]) -> Vec<Vec<String>> {
    check(programs)
        .into_iter()
        .map(|found| found.into_iter().map(|found| found.text).collect())
        .collect()
}

/// The errors in `main` of each program that also has an error elsewhere. Without one, the declaration is different but
/// not wrong.
pub(super) fn errors_in_main(programs: &[Program]) -> Vec<Vec<String>> {
    check(programs)
        .into_iter()
        .zip(programs)
        .map(|(found, program)| {
            let main = program
                .source
                .lines()
                .position(|line| line.starts_with("fn main"));
            let main = main.unwrap() as u64 + 1;
            if found.iter().all(|found| found.line >= main) {
                return Vec::new();
            }
            found
                .into_iter()
                .filter(|found| found.line >= main)
                .map(|found| found.text)
                .collect()
        })
        .collect()
}

fn check(programs: &[Program]) -> Vec<Vec<Found>> {
    let _one = PACKAGE.lock().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let folder = target.join("tests/half_typed");
    let bins = folder.join("src/bin");
    let _ = fs::remove_dir_all(&bins);
    fs::create_dir_all(&bins).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest(&root)).unwrap();
    for (n, program) in programs.iter().enumerate() {
        fs::write(bins.join(format!("p{n}.rs")), &program.source).unwrap();
    }
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--quiet",
            "--bins",
            "--keep-going",
            "--message-format=json",
        ])
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", target.join("tests/trybuild-half_typed"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let mut found: Vec<Vec<Found>> = programs.iter().map(|_| Vec::new()).collect();
    let mut compiled = vec![false; programs.len()];
    for line in output.stdout.split(|byte| *byte == b'\n') {
        let Ok(message) = serde_json::from_slice::<Value>(line) else {
            continue;
        };
        let number = message["target"]["name"]
            .as_str()
            .and_then(|name| name.strip_prefix('p')?.parse::<usize>().ok())
            .filter(|number| *number < programs.len());
        let Some(number) = number else { continue };
        compiled[number] = true;
        if message["message"]["level"] != "error" {
            continue;
        }
        let spans = message["message"]["spans"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let primary = spans.iter().find(|span| span["is_primary"] == true);
        // `aborting due to ..` has no location.
        if let Some(line) = primary.and_then(|span| span["line_start"].as_u64()) {
            let text = message["message"]["message"].as_str().unwrap_or_default();
            found[number].push(Found {
                line,
                text: format!("line {line}: {text}"),
            });
        }
    }
    let missing = compiled.iter().filter(|compiled| !**compiled).count();
    assert!(
        missing == 0,
        "cargo said nothing of {missing} programs:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    found
}

fn manifest(root: &Path) -> String {
    let runtime = root.join("runtime");
    format!(
        "[package]\nname = \"half-typed\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\nopsmith = {{ path = \"{}\" }}\n",
        runtime.display()
    )
}
