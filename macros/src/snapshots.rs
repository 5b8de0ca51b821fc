//! The expansions of a few basic operations, kept in `tests/snapshots`. To rewrite them:
//! `SNAPSHOTS=overwrite cargo test -p opsmith-macros snapshots`.

use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::entry;
use crate::macro_kind::Macro;

/// What the compiler sees: the item and the code that its derive adds.
fn expanded(args: &TokenStream, item: TokenStream) -> String {
    let item = entry::attribute(Macro::Operation, args, item);
    let added = entry::derive(Macro::Operation, &item);
    formatted(&added.to_string())
}

fn formatted(source: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--emit", "stdout"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = rustfmt.stdin.take().unwrap();
    stdin.write_all(source.as_bytes()).unwrap();
    drop(stdin);
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success(), "rustfmt rejected:\n{source}");
    String::from_utf8(output.stdout).unwrap()
}

fn create_room() -> (TokenStream, TokenStream) {
    (
        quote!(
            service = "chime",
            output = CreateRoomOutput,
            error = ChimeError,
        ),
        quote!(
            /// Creates a chat room.
            pub struct CreateRoom {
                pub account_id: String,
                pub name: String,
                pub client_request_token: Option<String>,
            }
        ),
    )
}

fn get_room() -> (TokenStream, TokenStream) {
    (
        quote!(
            service = "chime",
            output = GetRoomOutput,
            error = ChimeError,
        ),
        quote!(
            pub struct GetRoom {
                pub account_id: String,
                pub room_id: String,
            }
        ),
    )
}

fn list_rooms() -> (TokenStream, TokenStream) {
    (
        quote!(
            service = "chime",
            output = ListRoomsOutput,
            error = ChimeError,
            paginate(token = next_token, items = rooms),
        ),
        quote!(
            pub struct ListRooms {
                pub account_id: String,
                pub member_id: Option<String>,
                pub max_results: Option<i32>,
                pub next_token: Option<String>,
            }
        ),
    )
}

fn ivs_chat_get_room() -> (TokenStream, TokenStream) {
    (
        quote!(
            service = "ivschat",
            output = GetRoomOutput,
            error = IvsChatError,
        ),
        quote!(
            pub struct GetRoom {
                pub identifier: String,
            }
        ),
    )
}

fn check(name: &str, (args, item): (TokenStream, TokenStream)) {
    let code = expanded(&args, item);
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/snapshots")
        .join(name)
        .with_extension("rs");
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        std::fs::write(&file, &code).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == code,
        "tests/snapshots/{name}.rs differs from the expansion; run `SNAPSHOTS=overwrite cargo test -p opsmith-macros snapshots` and read the difference"
    );
}

#[test]
fn create_room_expands_to_its_snapshot() {
    check("create_room", create_room());
}

#[test]
fn get_room_expands_to_its_snapshot() {
    check("get_room", get_room());
}

#[test]
fn list_rooms_expands_to_its_snapshot() {
    check("list_rooms", list_rooms());
}

#[test]
fn ivs_chat_get_room_expands_to_its_snapshot() {
    check("ivs_chat_get_room", ivs_chat_get_room());
}

#[test]
fn create_room_expands_to_at_most_eighty_five_lines() {
    let (args, item) = create_room();
    let code = expanded(&args, item);
    let lines: Vec<&str> = code
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("///") && !line.starts_with("#[doc"))
        .collect();
    println!("{} lines", lines.len());
    assert!(lines.len() <= 85, "{} lines:\n{code}", lines.len());
}

/// An operation with ten members of different kinds.
fn ten_members(n: u32) -> (TokenStream, TokenStream) {
    let mut item = String::new();
    let _ = write!(
        item,
        "pub struct Operation{n} {{
            pub account_id: String,
            pub room_id: String,
            #[op(query = \"max-results\")] pub max_results: Option<i32>,
            #[op(query = \"next-token\")] pub next_token: Option<String>,
            #[op(header = \"X-Chime-Bearer\")] pub bearer: Option<String>,
            #[op(idempotency_token)] pub client_request_token: Option<String>,
            #[op(sensitive)] pub name: String,
            #[op(timestamp = \"date-time\")] pub starts: Option<Timestamp>,
            #[op(default)] pub tags: Vec<Tag>,
            #[op(rename = \"Meta\")] pub metadata: Option<HashMap<String, String>>,
        }}"
    );
    (
        quote!(
            service = "chime",
            unlisted,
            path = "/accounts/<AccountId>/rooms/<RoomId>",
            rename_all = "PascalCase",
            output = Output,
            error = ChimeError,
        ),
        item.parse().unwrap(),
    )
}

fn count(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => 1 + count(group.stream()),
            _ => 1,
        })
        .sum()
}

/// The expansion of ten members, counted in tokens. Each token is generated, printed, read and checked in every build.
#[test]
fn an_operation_of_ten_members_expands_to_a_bounded_number_of_tokens() {
    let (args, item) = ten_members(0);
    let item = entry::attribute(Macro::Operation, &args, item);
    let tokens = count(entry::derive(Macro::Operation, &item));
    println!("{tokens} tokens");
    assert!(tokens <= 1200, "{tokens} tokens");
}

/// The mean over 200 operations with 10 members each, in a debug build. The best of a few tries counts, because an
/// interrupted one says nothing about the macro.
#[test]
#[ignore = "measures time and fails on a busy machine: cargo test -p opsmith-macros -- --ignored --nocapture"]
fn an_operation_of_a_model_expands_in_a_millisecond() {
    // Ten members in the largest model of a service that opsmith supports.
    let args = quote!(
        service = "quicksight",
        output = Output,
        error = QuickSightError
    );
    let item = quote!(
        pub struct CreateDashboard {
            pub aws_account_id: String,
            pub dashboard_id: String,
            pub name: String,
            pub parameters: Option<Parameters>,
            pub permissions: Option<Vec<ResourcePermission>>,
            pub source_entity: Option<DashboardSourceEntity>,
            pub tags: Option<Vec<Tag>>,
            pub version_description: Option<String>,
            pub dashboard_publish_options: Option<DashboardPublishOptions>,
            pub theme_arn: Option<String>,
        }
    );
    let times = (0..50).map(|_| {
        let (args, item) = (args.clone(), item.clone());
        let start = Instant::now();
        let item = entry::attribute(Macro::Operation, &args, item);
        let added = entry::derive(Macro::Operation, &item);
        let time = start.elapsed();
        assert!(!added.to_string().contains("compile_error"), "{added}");
        time
    });
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    let median = times[times.len() / 2];
    println!("{median:?} an operation of 10 members, with its model");
    assert!(
        median <= Duration::from_millis(1),
        "{median:?} an operation"
    );
}

#[test]
#[ignore = "measures time and fails on a busy machine: cargo test -p opsmith-macros -- --ignored --nocapture"]
fn an_operation_expands_in_a_millisecond() {
    const OPERATIONS: u32 = 200;
    let mut total = Duration::ZERO;
    for n in 0..OPERATIONS {
        let (args, item) = ten_members(n);
        let tries = (0..5).map(|_| {
            let item = item.clone();
            let start = Instant::now();
            let item = entry::attribute(Macro::Operation, &args, item);
            let added = entry::derive(Macro::Operation, &item);
            let time = start.elapsed();
            drop(added);
            time
        });
        total += tries.min().unwrap_or_default();
    }
    let mean = total / OPERATIONS;
    println!("{mean:?} an operation of 10 members");
    assert!(mean <= Duration::from_millis(1), "{mean:?} an operation");
}
