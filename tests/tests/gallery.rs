//! `ui/README.md` shows every mistake with its message. `GALLERY=overwrite cargo test -p opsmith-tests gallery`
//! generates it from the fixtures.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::ui::{files, folders, root};

/// The folders as chapters, in the order in which you write a declaration.
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
    ("names", "Wire names"),
    ("members", "The other keys of a member"),
    ("pagination", "Pagination"),
    ("errors", "Errors"),
    ("enums", "String enums and int enums"),
    ("unions", "Unions"),
    ("items", "Where the macros go"),
    ("types", "Types"),
    ("model_service", "AWS services"),
    ("model_files", "Your own models"),
    ("model_client", "Clients of services"),
    ("model_operation", "AWS operations"),
    ("model_members", "Members of AWS operations and shapes"),
    ("model_types", "Types of AWS members"),
    ("model_shapes", "AWS shapes"),
    ("model_several", "Shapes of several services"),
    ("model_enums", "AWS enums"),
    ("model_unions", "AWS unions"),
    ("model_errors", "AWS errors"),
    ("model_pages", "AWS pages"),
    ("model_agreement", "Contradictions of AWS's models"),
    ("editors", "Half-typed declarations"),
];

const INTRODUCTION: &str = "\
# What the compiler says about a wrong declaration

Every mistake below is a file in this folder, and a test compiles each of them: the messages are the compiler's own.
All mistakes in a declaration are reported at once, in source order, and they do not cause errors in code that uses the
declaration.

`Rooms` is your own service, which has no model, so everything about its operations is spelled out:
`#[service(signing_name = \"execute-api\", endpoint = \"https://rooms.example.com\")] pub struct Rooms;`

A test generates this page from those files; do not edit it.
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

/// The service of most fixtures.
const ROOMS: &str = "#[service(signing_name = \"execute-api\", endpoint = \"https://rooms.example.com\")]\npub struct Rooms;\n";

/// The fixture without its imports of opsmith, the service that most of them declare, and its `main`.
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
    let source = source[start..].trim();
    source.strip_prefix(ROOMS).unwrap_or(source).trim_start()
}

/// The messages without the lines that only show the location.
fn shown(messages: &str) -> String {
    let lines: Vec<&str> = messages
        .lines()
        .filter(|line| !line.trim_start().starts_with("--> ui/") && line.trim() != "|")
        .collect();
    lines.join("\n").trim_end().to_owned()
}

#[test]
fn every_folder_has_a_chapter() {
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
        "{} does not match the fixtures; run `GALLERY=overwrite cargo test -p opsmith-tests gallery`",
        Path::new("tests/ui/README.md").display()
    );
}
