//! Every mistake in a declaration is a compile error that tells you the fix.
//!
//! A folder below `tests/ui` for each kind of mistake, a file for each mistake. Each file uses what it declares, to
//! prove that the mistake is the only error. The `.stderr` files are written by
//! `TRYBUILD=overwrite cargo test -p opsmith-tests ui`, and then read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

/// The folders, sorted.
pub(crate) fn folders() -> Vec<PathBuf> {
    let folders: BTreeSet<PathBuf> = entries(&root())
        .into_iter()
        .filter(|path| path.is_dir())
        .collect();
    assert!(!folders.is_empty(), "there are fixtures");
    folders.into_iter().collect()
}

/// The files of a folder with this extension, sorted, without it.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let files: BTreeSet<PathBuf> = entries(folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.with_extension(""))
        .collect();
    files.into_iter().collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect()
}

#[test]
fn mistakes_are_compile_errors() {
    let cases = trybuild::TestCases::new();
    for folder in folders() {
        cases.compile_fail(folder.join("*.rs"));
    }
}

#[test]
fn every_fixture_has_its_messages_and_no_messages_are_left_over() {
    for folder in folders() {
        assert_eq!(files(&folder, "rs"), files(&folder, "stderr"));
    }
}

#[test]
fn messages_name_nothing_private_and_no_directory_of_a_machine() {
    for folder in folders() {
        for file in files(&folder, "stderr") {
            let text = fs::read_to_string(file.with_extension("stderr")).unwrap();
            for private in [
                "::__",
                "`__",
                "::private",
                "/home/",
                "/root/",
                "/tmp/",
                ".cargo",
            ] {
                assert!(
                    !text.contains(private),
                    "{} has `{private}`",
                    file.display()
                );
            }
        }
    }
}
