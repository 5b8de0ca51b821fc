//! Formats new declarations with the user's rustfmt and its settings.

use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// What came of it.
pub(crate) enum Formatted {
    Done(String),
    /// There is no rustfmt: the text stays as it is, in the default style.
    Missing,
    /// Why rustfmt refused.
    Failed(String),
}

/// Formats a text as a file in `folder` would be. `RUSTFMT` names the program, as for Cargo.
pub(crate) fn format(text: &str, folder: &Path, edition: &str) -> Formatted {
    let program = std::env::var_os("RUSTFMT").unwrap_or_else(|| "rustfmt".into());
    let child = Command::new(program)
        .args(["--edition", edition, "--emit", "stdout", "--quiet"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Formatted::Missing,
        Err(error) => return Formatted::Failed(error.to_string()),
    };
    // It reads all of its input before it prints anything. If it ends earlier, its own message is the better one.
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(text.as_bytes());
    }
    match child.wait_with_output() {
        Ok(output) if output.status.success() => match String::from_utf8(output.stdout) {
            Ok(text) => Formatted::Done(text.replace("\r\n", "\n")),
            Err(error) => Formatted::Failed(error.to_string()),
        },
        Ok(output) => Formatted::Failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(error) => Formatted::Failed(error.to_string()),
    }
}

/// The edition of the package that a folder belongs to.
pub(crate) fn edition(folder: &Path) -> String {
    let mut inherited = false;
    for folder in folder.ancestors() {
        let Ok(manifest) = std::fs::read_to_string(folder.join("Cargo.toml")) else {
            continue;
        };
        match in_manifest(&manifest, inherited) {
            Some(Edition::Is(edition)) => return edition,
            Some(Edition::OfWorkspace) => inherited = true,
            None if inherited => {}
            // Cargo's default for a package that does not say
            None if manifest.contains("[package]") => return "2015".to_owned(),
            None => {}
        }
    }
    "2024".to_owned()
}

enum Edition {
    Is(String),
    OfWorkspace,
}

/// `edition = "2024"` or `edition.workspace = true` in the section of the package, or of the workspace.
fn in_manifest(manifest: &str, of_workspace: bool) -> Option<Edition> {
    let wanted = if of_workspace {
        "[workspace.package]"
    } else {
        "[package]"
    };
    let mut section = "";
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        }
        if section != wanted {
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        match (key.trim(), value.trim()) {
            ("edition", value) if value.starts_with('"') => {
                return value
                    .split('"')
                    .nth(1)
                    .map(|edition| Edition::Is(edition.to_owned()));
            }
            ("edition.workspace", "true") | ("edition", _) => return Some(Edition::OfWorkspace),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edition_is_read_from_the_manifest() {
        let is = |manifest: &str, workspace| match in_manifest(manifest, workspace) {
            Some(Edition::Is(edition)) => edition,
            Some(Edition::OfWorkspace) => "workspace".to_owned(),
            None => "none".to_owned(),
        };
        assert_eq!(
            is("[package]\nname = \"a\"\nedition = \"2021\" # old\n", false),
            "2021"
        );
        assert_eq!(
            is("[package]\nedition.workspace = true\n", false),
            "workspace"
        );
        assert_eq!(
            is("[package]\nedition = { workspace = true }\n", false),
            "workspace"
        );
        assert_eq!(
            is("[workspace.package]\nedition = \"2018\"\n", true),
            "2018"
        );
        assert_eq!(is("[dependencies]\nedition = \"1\"\n", false), "none");
    }

    #[test]
    fn the_edition_of_this_package_is_that_of_its_workspace() {
        assert_eq!(edition(Path::new(env!("CARGO_MANIFEST_DIR"))), "2024");
    }
}
