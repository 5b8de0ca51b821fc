//! The test cases of the official SDKs for configuration and credentials, if they are available.
//!
//! `CONFORMANCE_DIR` names the folder that contains them. They are read from there, not copied. Everything we learned
//! from them also has its own test, which always runs.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

const DIRECTORY: &str = "CONFORMANCE_DIR";

/// A file or folder in `CONFORMANCE_DIR`. Prints a notice and returns `None` if the variable is not set.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let Some(directory) = std::env::var_os(DIRECTORY) else {
        // Straight to the terminal, because the output of a passing test is not shown.
        let _ = writeln!(
            std::io::stderr(),
            "{DIRECTORY} is not set; skipping the cases of {name}"
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

/// The cases of one file or folder and their results.
pub(crate) struct Suite {
    name: &'static str,
    /// Cases that fail, each with the reason why that is correct.
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

    /// Fails the test with everything that is wrong: a case that fails but is not on the list, one that is on the list
    /// but passes, or an unexpected number of cases.
    pub(crate) fn finish(self, expected: usize) {
        let mut wrong = Vec::new();
        for (case, outcome) in &self.cases {
            let is_left_out = self.left_out.iter().any(|(name, _)| name == case);
            match outcome {
                Err(problem) if !is_left_out => wrong.push(format!("{case}: {problem}")),
                Ok(()) if is_left_out => wrong.push(format!(
                    "{case}: on the list of exceptions but passes; remove it from the list"
                )),
                _ => {}
            }
        }
        for (name, _) in self.left_out {
            if !self.cases.iter().any(|(case, _)| case == name) {
                wrong.push(format!(
                    "{name}: on the list of exceptions, but there is no such case"
                ));
            }
        }
        let found = self.cases.len();
        if found != expected {
            wrong.push(format!("found {found} cases, expected {expected}"));
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
