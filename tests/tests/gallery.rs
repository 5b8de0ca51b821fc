//! `ui/README.md` shows every mistake with its message. It is made of the fixtures:
//! `GALLERY=overwrite cargo test -p opsmith-tests gallery` writes it anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::ui::{files, folders, root};

/// The folders as chapters, in the order in which a declaration is written.
const CHAPTERS: &[(&str, &str)] = &[
    ("service", "The service"),
    ("path", "The path"),
    ("host_prefix", "The host prefix"),
    ("method", "The method"),
    ("keys", "The keys of the attributes"),
    ("labels", "Placeholders and their fields"),
    ("query", "Query parameters"),
    ("headers", "Headers"),
    ("body", "The body"),
    ("names", "Names on the wire"),
    ("members", "The other keys of a member"),
    ("pagination", "Pagination"),
    ("errors", "Errors"),
    ("enums", "String enums and int enums"),
    ("unions", "Unions"),
    ("items", "What the macros go on"),
    ("types", "Types"),
    ("model_service", "Services of AWS"),
    ("model_operation", "Operations of AWS"),
    ("model_members", "Members of AWS's operations and shapes"),
    ("model_types", "Types of AWS's members"),
    ("model_shapes", "Shapes of AWS"),
    ("model_enums", "Enums of AWS"),
    ("model_unions", "Unions of AWS"),
    ("model_errors", "Errors of AWS"),
    ("model_pages", "Pages of AWS"),
    ("model_agreement", "What AWS's models give"),
    ("editors", "While it is typed"),
];

const INTRODUCTION: &str = "\
# What the compiler says about a wrong declaration

Every mistake below is a file in this folder, and a test compiles each of them: the messages are the compiler's own.
All mistakes of a declaration are reported at once, in the order of the source, and nothing else that uses the
declaration is reported because of them.

This page is made of those files by a test; do not edit it.
";

fn gallery() -> String {
    let mut page = INTRODUCTION.to_owned();
    page.push('\n');
    for (folder, title) in CHAPTERS {
        let count = files(&root().join(folder), "rs").len();
        let anchor = title.to_lowercase().replace(' ', "-").replace('\'', "");
        let _ = writeln!(page, "- [{title}](#{anchor}) ({count})");
    }
    for (folder, title) in CHAPTERS {
        let _ = writeln!(page, "\n## {title}");
        for file in files(&root().join(folder), "rs") {
            let name = file.file_name().unwrap().to_str().unwrap();
            let heading = name.replace('_', " ");
            let source = fs::read_to_string(file.with_extension("rs")).unwrap();
            let messages = fs::read_to_string(file.with_extension("stderr")).unwrap();
            let _ = write!(
                page,
                "\n### {}{}\n\n```rust\n{}\n```\n```text\n{}\n```\n",
                heading[..1].to_uppercase(),
                &heading[1..],
                declaration(&source),
                shown(&messages)
            );
        }
    }
    page
}

/// The fixture without its imports of opsmith and without the `main` that uses it.
fn declaration(source: &str) -> &str {
    let end = source
        .find("\nfn main() {")
        .expect("a fixture has a `main`");
    let source = &source[..end];
    let start = if source.starts_with("use opsmith::") {
        source.find(";\n").map_or(0, |end| end + 2)
    } else {
        0
    };
    source[start..].trim()
}

/// The messages without the lines that only say where.
fn shown(messages: &str) -> String {
    let lines: Vec<&str> = messages
        .lines()
        .filter(|line| !line.trim_start().starts_with("--> ui/") && line.trim() != "|")
        .collect();
    lines.join("\n").trim_end().to_owned()
}

#[test]
fn every_folder_is_a_chapter() {
    let mut chapters: Vec<_> = CHAPTERS.iter().map(|(name, _)| root().join(name)).collect();
    chapters.sort();
    assert_eq!(chapters, folders());
}

#[test]
fn the_gallery_is_current() {
    let page = gallery();
    let file = root().join("README.md");
    if std::env::var_os("GALLERY").is_some_and(|value| value == "overwrite") {
        fs::write(&file, &page).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == page,
        "{} is not what the fixtures make; run `GALLERY=overwrite cargo test -p opsmith-tests gallery`",
        Path::new("tests/ui/README.md").display()
    );
}
