//! Runs the program as people do.
#![allow(clippy::unwrap_used, missing_docs)] // Tests may panic.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a package in it, removed at the end.
struct Package(PathBuf);

impl Package {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(
            folder.join("Cargo.toml"),
            "[package]\nname = \"p\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n",
        )
        .unwrap();
        Package(folder)
    }

    fn run(&self, line: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_cargo-opsmith"))
            .arg("opsmith")
            .args(line.split(' '))
            .current_dir(&self.0)
            .output()
            .unwrap()
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).unwrap()
    }

    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join("src")).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn an_operation_is_added_to_a_new_file() {
    let package = Package::new("new_file");
    let output = package.run("add ivschat DeleteMessage");
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(
        told(&output),
        "added DeleteMessage, DeleteMessageOutput, DeleteMessageError, ThrottlingException, ResourceNotFoundException, \
         ValidationException, ResourceType, ValidationExceptionReason and ValidationExceptionField to src/ivschat.rs\n\
         help: add `mod ivschat;` to src/main.rs\n"
    );
    let text = package.read("src/ivschat.rs");
    assert!(
        text.starts_with(
            "use opsmith::{ApiError, ErrorBody, Unmodeled, operation, output, shape};\n\n\
             /// See [`DeleteMessage`](https://docs.aws.amazon.com/goto/WebAPI/ivschat-2020-07-14/DeleteMessage).\n\
             #[operation(service = \"ivschat\", output = DeleteMessageOutput, error = DeleteMessageError)]\n\
             pub struct DeleteMessage {\n    pub room_identifier: String,\n    pub id: String,\n    \
             pub reason: Option<String>,\n}\n\n\
             #[output(service = \"ivschat\")]\npub struct DeleteMessageOutput {\n    pub id: Option<String>,\n}\n\n\
             #[derive(Debug, ApiError)]\n#[op(service = \"ivschat\")]\npub enum DeleteMessageError {\n    \
             Throttling(ThrottlingException),\n"
        ),
        "{text}"
    );
    assert_eq!(package.files(), ["ivschat.rs"], "nothing is left beside it");
}

#[test]
fn what_the_file_has_is_used_and_not_changed() {
    let package = Package::new("merge");
    let user = "//! Rooms.\n\nuse opsmith::{operation, shape as part};\n\n\
        // Only what we need of it.\n#[part(service = \"ivschat\", name = \"RoomSummary\")]\npub struct Summary {\n    \
        pub   arn: Option<String>, // odd spacing\n}\n\n#[cfg(test)]\nmod tests {}\n";
    package.write("src/rooms.rs", user);
    let output =
        package.run("add ivschat ListRooms GetRoom --to src/rooms.rs --plain-errors --no-docs");
    assert!(output.status.success(), "{}", told(&output));
    let text = package.read("src/rooms.rs");
    let (head, rest) = text
        .split_once("use std::collections::HashMap;\n\nuse opsmith::{Timestamp, output, shape};")
        .unwrap();
    assert_eq!(
        head,
        "//! Rooms.\n\nuse opsmith::{operation, shape as part};\n\n"
    );
    assert!(
        rest.starts_with("\n\n// Only what we need of it.\n#[part("),
        "{rest}"
    );
    assert!(
        rest.contains("pub   arn: Option<String>, // odd spacing\n}\n\n#[operation("),
        "{rest}"
    );
    assert!(rest.contains("pub rooms: Vec<Summary>,"), "{rest}");
    assert!(rest.ends_with("\n\n#[cfg(test)]\nmod tests {}\n"), "{rest}");
    assert!(!rest.contains("struct RoomSummary"), "{rest}");

    let again = package.run("add ivschat GetRoom ListRooms --to src/rooms.rs --plain-errors");
    assert!(again.status.success());
    assert_eq!(
        told(&again),
        "GetRoom and ListRooms are already in src/rooms.rs\n"
    );
    assert_eq!(package.read("src/rooms.rs"), text);
}

#[test]
fn a_dry_run_shows_a_diff_and_writes_nothing() {
    let package = Package::new("dry_run");
    package.write("src/lib.rs", "use opsmith::operation;\n\npub fn f() {}\n");
    let line = "add ivschat DeleteRoom --to src/lib.rs --plain-errors --no-docs --dry-run";
    let output = package.run(line);
    assert_eq!(
        printed(&output),
        "--- src/lib.rs\n+++ src/lib.rs\n@@ -1,3 +1,8 @@\n use opsmith::operation;\n \n pub fn f() {}\n+\n\
         +#[operation(service = \"ivschat\")]\n+pub struct DeleteRoom {\n+    pub identifier: String,\n+}\n"
    );
    assert_eq!(
        package.read("src/lib.rs"),
        "use opsmith::operation;\n\npub fn f() {}\n"
    );
    let output = package.run("add ivschat DeleteRoom --to - --plain-errors --no-docs");
    assert!(printed(&output).starts_with("use opsmith::operation;\n\n#[operation("));
    assert_eq!(package.files(), ["lib.rs"]);
}

#[test]
fn only_the_members_that_are_named_are_declared() {
    let package = Package::new("members");
    let output = package.run("add chime CreateRoom --to - --members room --plain-errors --no-docs");
    let text = printed(&output);
    assert!(
        text.contains(
            "pub struct CreateRoom {\n    pub account_id: String,\n    pub name: String,\n}"
        ),
        "{text}"
    );
    assert!(
        text.contains("pub struct CreateRoomOutput {\n    pub room: Option<Room>,\n}"),
        "{text}"
    );
    let output = package.run("add chime CreateRoom --to - --members rooom");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains("CreateRoom has no member `rooom`; did you mean `room`?"),
        "{}",
        told(&output)
    );
}

#[test]
fn names_that_do_not_exist_are_exit_code_2_with_a_suggestion() {
    let package = Package::new("unknown");
    for (line, message) in [
        (
            "add ivschet GetRoom",
            "there is no service `ivschet`; did you mean `ivschat`?",
        ),
        (
            "add ivschat GetRom DeleteRom",
            "ivschat has no operation `DeleteRom`; did you mean `DeleteRoom`?",
        ),
        (
            "show ivschat GetRom",
            "ivschat has no operation `GetRom`; did you mean `GetRoom`?",
        ),
        (
            "add ivschat GetRoom --to nowhere/a.rs",
            "there is no folder nowhere",
        ),
        ("add ivschat GetRoom --to src", "src is a folder"),
        (
            "add ivschat GetRoom --to src/a.txt",
            "src/a.txt is not a Rust file",
        ),
        ("add ivschat", "required arguments were not provided"),
        ("serach room", "a similar subcommand exists: 'search'"),
    ] {
        let output = package.run(line);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(told(&output).contains(message), "{line}: {}", told(&output));
    }
    assert!(package.files().is_empty());
}

#[test]
fn what_cannot_be_done_is_exit_code_1_and_changes_nothing() {
    let package = Package::new("refused");
    package.write("src/broken.rs", "fn f() {}\nstruct {\n");
    package.write("src/locked.rs", "fn f() {}\n");
    let locked = package.0.join("src/locked.rs");
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    fs::write(package.0.join("src/latin.rs"), b"// \xe4\n").unwrap();
    for (line, message) in [
        (
            "add ivschat GetRoom --to src/broken.rs",
            "src/broken.rs:2:8 does not parse",
        ),
        (
            "add ivschat GetRoom --to src/locked.rs",
            "src/locked.rs is read-only",
        ),
        (
            "add ivschat GetRoom --to src/latin.rs",
            "src/latin.rs is not UTF-8",
        ),
        (
            "add lexv2-runtime StartConversation",
            "StartConversation cannot be declared: it is an event stream",
        ),
        ("search xyzzy", "nothing has the words `xyzzy`"),
    ] {
        let output = package.run(line);
        assert_eq!(output.status.code(), Some(1), "{line}: {}", told(&output));
        assert!(told(&output).contains(message), "{line}: {}", told(&output));
    }
    assert_eq!(package.read("src/locked.rs"), "fn f() {}\n");
    assert_eq!(package.files(), ["broken.rs", "latin.rs", "locked.rs"]);
}

#[test]
fn a_pipe_gets_plain_text_and_json_is_json() {
    let package = Package::new("plain");
    let output = package.run("search ivschat room --limit 3");
    let text = printed(&output);
    assert!(!text.contains('\u{1b}'), "{text:?}");
    assert!(text.starts_with("ivschat  GetRoom"), "{text}");
    assert!(told(&output).contains("more; show them with `--limit"));
    for line in [
        "search room --json",
        "show ivschat --json",
        "show ivschat GetRoom --json",
    ] {
        let output = package.run(line);
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(value.is_object(), "{line}");
    }
    let shown: serde_json::Value =
        serde_json::from_slice(&package.run("show ivschat GetRoom --json").stdout).unwrap();
    assert_eq!(shown["input"]["members"][0]["field"], "identifier");
    assert_eq!(shown["path"], "/GetRoom");
}

#[cfg(unix)]
#[test]
fn a_link_stays_one_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let package = Package::new("link");
    package.write("src/real.rs", "fn f() {}\n");
    let real = package.0.join("src/real.rs");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.rs", package.0.join("src/link.rs")).unwrap();
    assert!(
        package
            .run("add ivschat DeleteRoom --to src/link.rs")
            .status
            .success()
    );
    assert!(
        fs::symlink_metadata(package.0.join("src/link.rs"))
            .unwrap()
            .is_symlink()
    );
    assert!(package.read("src/real.rs").contains("struct DeleteRoom"));
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[test]
fn completions_are_printed_for_every_shell() {
    let package = Package::new("completions");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = package.run(&format!("completions {shell}"));
        assert!(printed(&output).contains("plain-errors"), "{shell}");
    }
}

#[test]
fn the_policy_has_the_actions_of_what_is_declared() {
    let package = Package::new("policy");
    package.write(
        "src/main.rs",
        "use opsmith::{operation, operation as op, service};
         #[operation(service = \"lambda\", output = Out)] pub struct Invoke { pub function_name: String }
         mod inner {
             #[opsmith::operation(service = \"ivschat\", name = \"GetRoom\")] struct ReadRoom { identifier: String }
             #[cfg_attr(feature = \"x\", opsmith::operation(service = \"ivschat\"))] struct DeleteRoom;
         }
         #[op(service = \"secretsmanager\")] struct ListResourcePolicies;
         #[service(signing_name = \"execute-api\", endpoint = \"https://x.example\")] struct Orders;
         #[operation(service = Orders, path = \"/a\")] struct GetOrder;
         #[operation(service = Elsewhere, path = \"/a\")] struct GetOther;
         #[operation(service = \"ivschet\")] struct GetRoom;
         #[operation(service = \"cognito-idp\")] struct SignUp;\n",
    );
    let output = package.run("policy");
    assert!(output.status.success(), "{}", told(&output));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let actions: Vec<String> = value["Statement"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|statement| statement["Action"].as_array().unwrap())
        .map(|action| action.as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        actions,
        [
            "execute-api:Invoke",
            "ivschat:DeleteRoom",
            "ivschat:GetRoom",
            "lambda:InvokeFunction",
            "secretsmanager:ListResourcePolicies"
        ]
    );
    assert_eq!(
        told(&output),
        "note: src/main.rs:7: `secretsmanager:ListResourcePolicies` is a guess: AWS's Service Authorization Reference lists no \
         action for ListResourcePolicies\n\
         note: src/main.rs:10: GetOther is left out: `Elsewhere` is not declared in these files\n\
         note: src/main.rs:11: GetRoom is left out: there is no service `ivschet`; did you mean `ivschat`?\n"
    );
    assert!(
        printed(&package.run("policy src --terraform"))
            .starts_with("data \"aws_iam_policy_document\"")
    );
}

#[test]
fn a_policy_is_not_made_of_half_the_sources() {
    let package = Package::new("policy_wrong");
    assert_eq!(package.run("policy nowhere").status.code(), Some(2));
    assert_eq!(package.run("policy").status.code(), Some(1));
    package.write(
        "src/a.rs",
        "#[opsmith::operation(service = \"ivschat\")] struct GetRoom;\n",
    );
    package.write("src/b.rs", "struct {\n");
    let output = package.run("policy");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        told(&output).contains("src/b.rs:1:8 does not parse"),
        "{}",
        told(&output)
    );
    assert!(output.stdout.is_empty());
}
