//! Every mistake in a declaration is a compile error that tells you the fix.
//!
//! `tests/ui` has a folder for each kind of mistake and a file for each mistake. Each file uses what it declares, to
//! prove that the mistake is the only error. `TRYBUILD=overwrite cargo test -p opsmith-tests ui` writes the `.stderr`
//! files; read them before you commit them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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

/// The files of a folder with this extension, sorted, without the extension.
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

/// Puts the models of the fixtures where the macros look for them: below the manifest of the project that compiles them.
fn place_models() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version=1"];
    let output = Command::new(cargo).args(arguments).output().unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let target = Path::new(metadata["target_directory"].as_str().unwrap());
    let models = target.join("tests/trybuild/opsmith-tests/models");
    fs::create_dir_all(&models).unwrap();
    for model in entries(&root().join("model_files/models")) {
        fs::copy(&model, models.join(model.file_name().unwrap())).unwrap();
    }
}

#[test]
fn mistakes_are_compile_errors() {
    place_models();
    let cases = trybuild::TestCases::new();
    for folder in folders() {
        cases.compile_fail(folder.join("*.rs"));
    }
}

#[test]
fn every_fixture_has_a_stderr_file_and_every_stderr_file_a_fixture() {
    for folder in folders() {
        assert_eq!(files(&folder, "rs"), files(&folder, "stderr"));
    }
}

#[test]
fn messages_do_not_name_private_items_or_local_directories() {
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

/// A type that a fixture declares.
struct Declared<'s> {
    name: &'s str,
    is_operation: bool,
    is_output: bool,
    /// From the keyword to the end of the body.
    text: &'s str,
}

impl Declared<'_> {
    /// The names of the fields.
    fn fields(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter_map(|line| {
            let field = line.strip_prefix("    ")?;
            let (name, _) = field
                .strip_prefix("pub ")
                .unwrap_or(field)
                .split_once(':')?;
            (!name.starts_with(['#', ' '])).then_some(name)
        })
    }
}

/// The types before `main`. Fixtures are formatted, so an item starts at the start of a line.
fn declared(source: &str) -> Vec<Declared<'_>> {
    let mut found = Vec::new();
    let (mut is_operation, mut is_output) = (false, false);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let rest = &source[at..];
        at += line.len();
        if line.starts_with("#[operation") {
            is_operation = true;
        }
        if line.starts_with("#[output") {
            is_output = true;
        }
        let item = line.strip_prefix("pub ").unwrap_or(line);
        let Some((kind, rest_of_line)) = item.split_once(' ') else {
            continue;
        };
        if !["struct", "enum", "trait", "union"].contains(&kind) {
            continue;
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let end = rest_of_line.find(|c| !is_word(c));
        let close = if line.trim_end().ends_with('{') {
            rest.find("\n}").unwrap_or(line.len())
        } else {
            line.len()
        };
        found.push(Declared {
            name: &rest_of_line[..end.unwrap_or(rest_of_line.len())],
            is_operation: std::mem::take(&mut is_operation) && kind != "trait",
            is_output: std::mem::take(&mut is_output) && kind == "struct",
            text: &rest[..close],
        });
    }
    found
}

fn names(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|word| word == name)
}

/// The parts of the declaration that `main` does not use. Errors that follow from the mistake could hide there.
fn unused(source: &str) -> Vec<String> {
    let (declarations, main) = source.split_once("\nfn main() {").unwrap();
    let declared = declared(declarations);
    let mut unused = Vec::new();
    for item in &declared {
        let name = item.name;
        let elsewhere = declarations.replacen(item.text, "", 1);
        if item.is_operation {
            let method = format!(".{}(", snake_case(name));
            let calls = ["::new(", "::<", "(", " {"].map(|after| format!("{name}{after}"));
            let made = calls.iter().chain([&method]);
            if !made.into_iter().any(|call| main.contains(call.as_str())) {
                unused.push(format!("`{name}` is never created"));
            }
            let sent = [".await", ".send(", ".pages(", ".items("];
            if !sent.iter().any(|call| main.contains(call)) {
                unused.push(format!("`{name}` is never sent"));
            }
        } else if !names(main, name) && !names(&elsewhere, name) {
            unused.push(format!("`{name}` is never used"));
        }
        let mut fields = item.fields().peekable();
        let is_read = fields.peek().is_none()
            || main.contains(".items(")
            || fields.any(|field| main.contains(&format!(".{field}")));
        if item.is_output && !is_read {
            unused.push(format!("no field of `{name}` is read"));
        }
    }
    let streams = main.contains(".pages(") || main.contains(".items(");
    if streams && !main.contains("next()") {
        unused.push("the stream is never read".to_owned());
    }
    unused
}

/// `create_room` for `CreateRoom`
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

#[test]
fn every_fixture_uses_what_it_declares() {
    let mut report = String::new();
    for folder in folders() {
        for file in files(&folder, "rs") {
            let source = fs::read_to_string(file.with_extension("rs")).unwrap();
            for unused in unused(&source) {
                let _ = writeln!(report, "{}: {unused}", file.display());
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn a_fixture_that_does_not_use_its_declaration_is_found() {
    let declarations = "\
#[operation(service = \"chime\", path = \"/\", output = Rooms)]
pub struct GetRooms {
    pub a: String,
}

#[output]
pub struct Rooms {
    pub names: Vec<String>,
}

pub enum Kind {}
";
    assert_eq!(
        unused(&format!("{declarations}\nfn main() {{}}\n")),
        [
            "`GetRooms` is never created",
            "`GetRooms` is never sent",
            "no field of `Rooms` is read",
            "`Kind` is never used"
        ]
    );
    let main = "let _ = |client: &Client, _: Kind| GetRooms::new(\"a\").pages(client);";
    assert_eq!(
        unused(&format!("{declarations}\nfn main() {{\n    {main}\n}}\n")),
        ["no field of `Rooms` is read", "the stream is never read"]
    );
}
