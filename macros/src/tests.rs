//! The message of each rule, on tokens alone.

use proc_macro2::TokenStream;
use quote::quote;

use crate::entry;
use crate::macro_kind::Macro;
use crate::report::Report;
use crate::{check, docs, parse};

fn parts(args: TokenStream) -> parse::Arguments {
    parse::Arguments {
        args,
        ..parse::Arguments::default()
    }
}

fn operation(args: TokenStream, item: TokenStream) -> Vec<String> {
    let input = syn::parse2(item).unwrap();
    let report = Report::new();
    let arguments = parts(args);
    check::operation(
        parse::operation(&input, &arguments, &report),
        &arguments,
        &report,
    );
    report.messages()
}

fn output(item: TokenStream) -> Vec<String> {
    let input = syn::parse2(item).unwrap();
    let report = Report::new();
    let arguments = parts(TokenStream::new());
    check::output(
        &parse::output(&input, &arguments, &report),
        &arguments,
        &report,
    );
    report.messages()
}

fn shape(item: TokenStream) -> Vec<String> {
    let input = syn::parse2(item).unwrap();
    let report = Report::new();
    let arguments = parts(TokenStream::new());
    check::shape(
        parse::shape(&input, &arguments, &report),
        &arguments,
        &report,
    );
    report.messages()
}

fn api_error(item: TokenStream) -> Vec<String> {
    let input = syn::parse2(item).unwrap();
    let report = Report::new();
    check::api_error(&input, parse::api_error(&input, &report), &report);
    report.messages()
}

/// The messages about one field of an operation that is otherwise correct.
fn field(field: &TokenStream) -> Vec<String> {
    operation(
        quote!(service = Rooms, path = "/x"),
        quote!(struct Op { #field }),
    )
}

#[test]
fn a_correct_declaration_has_no_messages() {
    let messages = operation(
        quote!(
            service = Rooms,
            path = "/accounts/<AccountId>/rooms",
            rename_all = "PascalCase",
            output = CreateRoomOutput,
            error = ChimeError,
        ),
        quote!(
            pub struct CreateRoom {
                pub account_id: String,
                #[op(sensitive)]
                pub name: String,
                #[op(idempotency_token)]
                pub client_request_token: Option<String>,
            }
        ),
    );
    assert_eq!(messages, Vec::<String>::new());
}

#[test]
fn missing_keys_are_reported() {
    assert_eq!(
        operation(
            quote!(),
            quote!(
                struct Op;
            )
        ),
        [
            "operation `Op` has no service; add `service = \"..\"` to `#[operation(..)]`",
            "operation `Op` has no path; add `path = \"/..\"` to `#[operation(..)]`",
        ]
    );
}

#[test]
fn a_misspelled_key_is_not_also_reported_as_missing() {
    let messages = operation(
        quote!(servce = Rooms, path = "/"),
        quote!(
            struct Op;
        ),
    );
    assert_eq!(messages.len(), 1);
    assert!(messages[0].starts_with("unknown key `servce`, did you mean `service`? "));
}

#[test]
fn a_head_request_has_no_body_but_a_get_request_may_have_one() {
    assert_eq!(
        operation(
            quote!(service = Rooms, path = "/", method = "HEAD"),
            quote!(
                struct Op {
                    name: String,
                }
            )
        ),
        [
            "`name` would go into the body, but a `HEAD` request has none; add `#[op(query)]` or use `method = \"POST\"`"
        ]
    );
    assert_eq!(
        operation(
            quote!(service = Rooms, path = "/", method = "GET"),
            quote!(
                struct Op {
                    name: String,
                }
            )
        ),
        Vec::<String>::new()
    );
}

#[test]
fn a_member_whose_location_could_not_be_read_is_not_a_body_member() {
    let messages = operation(
        quote!(service = Rooms, path = "/", method = "GET"),
        quote!(
            struct Op {
                #[op(qeury)]
                name: String,
                #[op(header = 1)]
                other: String,
            }
        ),
    );
    assert_eq!(messages.len(), 2);
    assert!(messages[0].starts_with("unknown key `qeury`, did you mean `query`? "));
    assert_eq!(
        messages[1],
        "`header` takes a string: `header = \"X-Name\"`"
    );
}

#[test]
fn placeholders_must_match_fields() {
    let path = quote!(service = Rooms, path = "/rooms/<RoomId>");
    assert_eq!(
        operation(
            path.clone(),
            quote!(
                struct Op {
                    a: Option<i32>,
                }
            )
        ),
        ["placeholder `<RoomId>` has no field; add `room_id: String` or remove it from the path"]
    );
    assert_eq!(
        operation(
            path.clone(),
            quote!(
                struct Op {
                    rom_id: String,
                }
            )
        ),
        ["placeholder `<RoomId>` has no field, did you mean `<RomId>`? `rom_id` is a field"]
    );
    assert_eq!(
        operation(
            path.clone(),
            quote!(
                struct Op {
                    room_id: Option<String>,
                }
            )
        ),
        ["label `room_id` is optional, but the path always needs it; write `String`"]
    );
    assert_eq!(
        operation(
            path,
            quote!(
                struct Op {
                    room_id: String,
                    roomid: String,
                }
            )
        ),
        ["`room_id` is already the field of placeholder `<RoomId>`; rename `roomid`"]
    );
    assert_eq!(
        field(&quote!(#[op(label)] id: String)),
        [
            "`id` is marked `label`, but the path has no placeholder `<Id>`; add it to the path or remove `label`"
        ]
    );
}

#[test]
fn a_float_can_be_a_label_of_the_path_but_not_of_the_host() {
    assert_eq!(
        operation(
            quote!(service = Rooms, path = "/<a>", host_prefix = "<b>."),
            quote!(
                struct Op {
                    a: f64,
                    #[op(query)]
                    b: f64,
                }
            )
        ),
        [
            "label `b` is `f64`, which can contain a dot, which would split the host name; write `String`"
        ]
    );
}

#[test]
fn a_member_has_one_location_and_a_matching_type() {
    for (tokens, message) in [
        (
            quote!(#[op(query, header = "X")] a: String),
            "`header` and `query` on the same member: a member has one location; remove one of them",
        ),
        (
            quote!(#[op(default)] a: Option<String>),
            "`a` is an `Option`, which is `None` if the member is absent; remove `default` or write `String`",
        ),
        (
            quote!(#[op(header = "Authorization")] a: String),
            "header `authorization` is set by signing; remove the field `a`",
        ),
        (
            quote!(#[op(payload)] a: Vec<u8>),
            "`Vec<u8>` cannot be the whole body, which `payload` on `a` requires; use `opsmith::Blob`",
        ),
        (
            quote!(#[op(timestamp = "datetime")] a: Timestamp),
            "unknown timestamp format `datetime`, did you mean `date-time`? the formats are `date-time`, `epoch-seconds` and `http-date`",
        ),
        (
            quote!(#[op(idempotency_token)] a: String),
            "the idempotency token is generated if it is absent, so `a` must be an `Option<String>`, not `String`",
        ),
        (
            quote!(#[op(query)] a: HashMap<String, String>),
            "`query` sends one parameter, but `a` is a map; use `query_map`",
        ),
        (
            quote!(#[op(rename = "x")] a: String, #[op(rename = "x")] b: String),
            "`x` is already the wire name of `a`; give one of them a different `rename`",
        ),
        (
            quote!(#[op(header = "X-A")] a: String, #[op(header = "x-a")] b: String),
            "header `x-a` is already the header of `a` (case does not matter); remove one of them",
        ),
    ] {
        assert_eq!(field(&tokens), [message]);
    }
}

#[test]
fn the_page_token_is_an_optional_field() {
    let args = |token: TokenStream| quote!(service = Rooms, path = "/", output = O, paginate(token = #token));
    let item = quote!(
        struct Op {
            #[op(query)]
            next: Option<String>,
            #[op(query)]
            size: i32,
        }
    );
    assert_eq!(
        operation(args(quote!(nxt)), item.clone()),
        ["the operation has no field `nxt`, did you mean `next`?"]
    );
    assert_eq!(
        operation(args(quote!(size)), item),
        ["the first page has no token, so `size` must be an `Option<String>`"]
    );
}

#[test]
fn an_output_has_no_path_and_only_one_status() {
    assert_eq!(
        output(quote!(
            struct O {
                #[op(label)]
                a: String,
                #[op(status)]
                b: i32,
                #[op(status)]
                c: i32,
            }
        )),
        [
            "`label` is for members of `#[operation]`: a response has no path; remove it",
            "`b` is already the status; remove one of them",
        ]
    );
}

#[test]
fn enums_need_an_other_variant_and_distinct_values() {
    for (item, message) in [
        (
            quote!(
                enum E {
                    A,
                }
            ),
            "enum `E` has no variant for unknown values, which services add over time; add `#[op(other)] Other(String)`",
        ),
        (
            quote!(
                enum E {
                    #[op(rename = "B")]
                    A,
                    B,
                    #[op(other)]
                    Other(String),
                }
            ),
            "`B` is already the value of `A`; give one of them a different `rename`",
        ),
        (
            quote!(
                enum E {
                    A(i32),
                    B,
                    #[op(other)]
                    Other(String),
                }
            ),
            "`A` holds a value, but the enum is a string enum; remove the value or mark the variant with `#[op(other)]`",
        ),
        (
            quote!(
                enum E {
                    #[op(value = 1)]
                    A,
                    B,
                    #[op(other)]
                    Other(i32),
                }
            ),
            "`B` has no value, but the enum is an int enum; add `#[op(value = 1)]`",
        ),
        (
            quote!(
                enum E {
                    A(String),
                    B,
                }
            ),
            "`B` must hold one value, because the enum is a union; write `B(())` if it holds nothing",
        ),
    ] {
        assert_eq!(shape(item), [message]);
    }
}

#[test]
fn error_enums_need_an_other_variant_and_distinct_codes() {
    assert_eq!(
        api_error(quote!(
            enum E {
                #[op(code = "A", status = 200)]
                A(ErrorBody),
                #[op(code = "A")]
                B(ErrorBody),
                C,
            }
        )),
        [
            "`E` has no variant for unknown codes, which services add over time; add `#[op(other)] Other(Unmodeled)`",
            "`A` is already the code of `A`; remove one of them",
            "200 is not an error status; use 400 to 599",
            "`C` has no code; add `#[op(code = \"CException\")]` with the code that the service sends, or `#[op(status = 404)]` if the status identifies the error",
            "`C` has nowhere to keep the error's message; write `C(ErrorBody)`",
        ]
    );
}

#[test]
fn an_item_survives_every_mistake() {
    let item = quote!(
        pub fn create_room() {}
    );
    let tokens = entry::attribute(Macro::Operation, &quote!(path = ), item).to_string();
    assert!(tokens.starts_with("pub fn create_room () { }"), "{tokens}");
    assert!(tokens.contains("not on a function"), "{tokens}");
    let item = quote!(
        pub struct Op {
            a: String,
        }
    );
    let tokens = entry::attribute(Macro::Operation, &quote!(path = , = 5), item).to_string();
    assert!(
        tokens.ends_with("pub struct Op { a : String , }"),
        "{tokens}"
    );
}

#[test]
fn conflicting_derives_are_removed() {
    let item = quote!(
        #[derive(Clone, Debug, serde::Serialize)]
        struct S {
            a: String,
        }
    );
    let tokens = entry::attribute(Macro::Shape, &quote!(), item).to_string();
    assert!(tokens.contains("derive (Clone ,)"), "{tokens}");
    assert!(tokens.contains("(Debug Serialize)"), "{tokens}");
}

#[test]
fn the_wire_format_is_shown_as_a_table() {
    let table = docs::table(
        Macro::Operation,
        quote!(
            service = Rooms,
            path = "/rooms/<RoomId>?mode=x",
            rename_all = "camelCase"
        ),
        quote!(
            struct Op {
                room_id: String,
                new_name: Option<String>,
                #[op(query = "q")]
                q: i32,
            }
        ),
    );
    assert_eq!(
        table,
        "\n# Wire format\n\n`POST /rooms/<RoomId>?mode=x`\n\n\
         | member | type | goes to | wire name | required |\n|---|---|---|---|---|\n\
         | `room_id` | `String` | path | `RoomId` | yes |\n\
         | `new_name` | `Option<String>` | body | `newName` | no |\n\
         | `q` | `i32` | query | `q` | yes |\n"
    );
}

#[test]
fn the_table_of_an_aws_operation_comes_from_the_model_and_links_to_the_reference() {
    let table = docs::table(
        Macro::Operation,
        quote!(service = "chime"),
        quote!(
            struct ListRooms {
                account_id: String,
                max_results: Option<i32>,
            }
        ),
    );
    assert_eq!(
        table,
        "\n# Wire format\n\n`GET /accounts/<AccountId>/rooms`\n\n\
         | member | type | goes to | wire name | required |\n|---|---|---|---|---|\n\
         | `account_id` | `String` | path | `AccountId` | yes |\n\
         | `max_results` | `Option<i32>` | query | `max-results` | no |\n\
         \n[`ListRooms` in AWS's reference](https://docs.aws.amazon.com/goto/WebAPI/chime-2018-05-01/ListRooms)\n"
    );
}
