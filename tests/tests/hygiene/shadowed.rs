//! Names of the prelude and the standard library mean something else here.

use ::opsmith::{ApiError, ErrorBody, Unmodeled, operation, output, service, shape};

mod names {
    #![allow(dead_code, non_camel_case_types)]

    pub struct String;
    pub struct Vec;
    pub struct Box;
    pub struct Option;
    pub struct Result;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct bool;
    pub struct str;
    pub struct usize;
    pub struct i32;
    pub struct u64;
    pub trait Default {}
    pub trait Clone {}
    pub trait Into {}
    pub trait From {}
    pub trait Iterator {}
    pub trait Send {}
    pub trait Sync {}
    pub trait Sized {}
    pub trait Drop {}
    pub trait Fn {}
    pub trait Display {}
    pub trait Future {}
    pub trait Operation {}
    pub trait Output {}
    pub trait Encode {}
    pub trait Decode {}
    pub struct Client;
    pub struct Call;
    pub mod std {}
    pub mod core {}
    pub mod alloc {}
    pub mod serde {}
    pub mod http {}
    pub mod __private {}
}

#[allow(unused_imports)]
use names::*;

#[allow(unused_macros)]
macro_rules! unreachable {
    () => {
        compile_error!("the user's own")
    };
}

type Text = ::std::string::String;
type Int = ::std::primitive::i32;

/// A module with the name of the crate.
#[allow(dead_code)]
mod opsmith {}

#[service(id = "chime", rename_all = "PascalCase", error = ChimeError)]
pub struct Chime;

#[operation(service = "chime", unlisted, client = Chime, path = "/rooms/<Id>", output = ListOutput, paginate(token = next, items = rooms))]
pub struct List {
    pub id: Text,
    #[op(query)]
    pub next: ::std::option::Option<::std::string::String>,
    #[op(idempotency_token)]
    pub token: ::std::option::Option<::std::string::String>,
    #[op(default)]
    pub rooms: ::std::vec::Vec<Room>,
    #[op(header = "X-Role")]
    pub role: ::std::option::Option<Role>,
}

#[output]
pub struct ListOutput {
    pub rooms: ::std::option::Option<::std::vec::Vec<Room>>,
    pub next: ::std::option::Option<::std::string::String>,
    #[op(status)]
    pub status: Int,
    pub message: ::std::option::Option<::std::string::String>,
}

#[operation(service = "chime", unlisted, path = "/payload", output = PayloadOutput)]
pub struct Payload {
    #[op(payload)]
    pub room: Room,
}

#[output]
pub struct PayloadOutput {
    #[op(payload)]
    pub room: Room,
}

#[shape]
#[derive(::std::clone::Clone, ::std::default::Default)]
pub struct Room {
    pub name: Text,
    pub parent: ::std::option::Option<::std::boxed::Box<Room>>,
}

#[shape]
pub enum Role {
    Member,
    #[op(other)]
    Other(::std::string::String),
}

#[shape]
pub enum Priority {
    #[op(value = 1)]
    Low,
    #[op(other)]
    Other(::std::primitive::i32),
}

#[shape]
pub enum Target {
    Room(Room),
    Name(Text),
    #[op(other)]
    Other(::opsmith::UnknownMember),
}

#[derive(Debug, ApiError)]
pub enum ChimeError {
    #[op(code = "NotFoundException", status = 404, retry = "transient")]
    NotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[test]
fn generated_code_uses_the_real_items() {
    let list = List::new("i").rooms([Room::default()]).next("n");
    assert_eq!(
        ::std::format!("{list:?}"),
        r#"List { id: "i", next: Some("n"), token: None, rooms: [Room { name: "", parent: None }], role: None }"#
    );
    let json = serde_json::to_string(&Target::Name("n".into())).unwrap();
    assert_eq!(json, r#"{"Name":"n"}"#);
    let role: Role = serde_json::from_str("\"Owner\"").unwrap();
    assert_eq!(role.as_str(), "Owner");
}
