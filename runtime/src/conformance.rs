//! The cases that the official SDKs test their configuration and credentials with, where they are at hand.
//!
//! `CONFORMANCE_DIR` names the folder that holds them. They are read from there and not copied: what each of them
//! taught has a test of our own beside it, which always runs.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

const DIRECTORY: &str = "CONFORMANCE_DIR";

/// A file or folder below `CONFORMANCE_DIR`; `None`, and a word on the terminal, when there is no such variable.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let Some(directory) = std::env::var_os(DIRECTORY) else {
        // Straight to the terminal: the output of a test that passes is not shown.
        let _ = writeln!(
            std::io::stderr(),
            "{DIRECTORY} is not set: the cases of {name} were left out"
        );
        return None;
    };
    let path = Path::new(&directory).join(name);
    assert!(path.exists(), "there is no {}", path.display());
    Some(path)
}

pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The cases of one file or folder and what came of them.
pub(crate) struct Suite {
    name: &'static str,
    /// Cases that fail, each with the reason why that is right.
    left_out: &'static [(&'static str, &'static str)],
    cases: Vec<(String, Result<(), String>)>,
}

impl Suite {
    pub(crate) fn new(
        name: &'static str,
        left_out: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self {
            name,
            left_out,
            cases: Vec::new(),
        }
    }

    pub(crate) fn record(&mut self, case: impl Into<String>, outcome: Result<(), String>) {
        self.cases.push((case.into(), outcome));
    }

    /// Ends the test with all that is wrong: a case that fails and is not left out, one that is left out and passes, and
    /// a number of cases that is not the expected one.
    pub(crate) fn finish(self, expected: usize) {
        let mut wrong = Vec::new();
        for (case, outcome) in &self.cases {
            let is_left_out = self.left_out.iter().any(|(name, _)| name == case);
            match outcome {
                Err(problem) if !is_left_out => wrong.push(format!("{case}: {problem}")),
                Ok(()) if is_left_out => wrong.push(format!(
                    "{case}: it is left out and passes; remove it from the list"
                )),
                _ => {}
            }
        }
        for (name, _) in self.left_out {
            if !self.cases.iter().any(|(case, _)| case == name) {
                wrong.push(format!("{name}: it is left out and there is no such case"));
            }
        }
        let found = self.cases.len();
        if found != expected {
            wrong.push(format!("there are {found} cases, not {expected}"));
        }
        assert!(
            wrong.is_empty(),
            "{}: {} of {found}\n{}",
            self.name,
            found - wrong.len().min(found),
            wrong.join("\n")
        );
    }
}
