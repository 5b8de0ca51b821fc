//! Structs made by `macro_rules!`: types, names and literals are fragments.

use opsmith::{ApiError, ErrorBody, Timestamp, Unmodeled, operation, output, service, shape};

macro_rules! operations {
    ($($(#[$attr:meta])* $vis:vis $name:ident($service:literal, $path:literal, $case:literal) -> $output:ty {
        $($(#[$member:meta])* $field:ident: $ty:ty = $wire:literal,)*
    })*) => {$(
        $(#[$attr])*
        #[operation(service = $service, unlisted, path = $path, rename_all = $case, output = $output)]
        $vis struct $name {
            $($(#[$member])* #[op(rename = $wire)] $vis $field: $ty,)*
        }
    )*};
}

operations! {
    /// Creates a room.
    pub MakeRoom("chime", "/rooms", "PascalCase") -> MakeRoomOutput {
        /// The name.
        name: String = "name",
        topic: Option<String> = "Topic",
        created: Option<Timestamp> = "CreatedTimestamp",
        tags: Option<Vec<String>> = "Tags",
        size: i32 = "Size",
    }
    pub(crate) DropRoom("chime", "/rooms/delete", "camelCase") -> () {
        id: String = "Id",
    }
}

macro_rules! output {
    ($name:ident, $field:ident, $ty:ty, $header:expr) => {
        #[output]
        pub struct $name {
            #[op(header = $header)]
            pub $field: Option<$ty>,
        }
    };
}

output!(MakeRoomOutput, e_tag, String, "ETag");

macro_rules! string_enum {
    ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[shape]
        #[derive(Clone, PartialEq)]
        pub enum $name {
            $(#[op(rename = $value)] $variant,)*
            #[op(other)]
            Other(String),
        }
    };
}

string_enum!(Role {
    Administrator = "ADMIN",
    Member = "MEMBER"
});

macro_rules! int_enum {
    ($name:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        #[shape]
        pub enum $name {
            $(#[op(value = $value)] $variant,)*
            #[op(other)]
            Other(i32),
        }
    };
}

int_enum!(Priority { Low = 1, High = 2 });

macro_rules! errors {
    ($name:ident { $($variant:ident = $code:literal, $status:literal;)* }) => {
        #[derive(Debug, ApiError)]
        pub enum $name {
            $(#[op(code = $code, status = $status)] $variant(ErrorBody),)*
            #[op(other)]
            Other(Unmodeled),
        }
    };
}

errors!(ChimeError {
    NotFound = "NotFoundException", 404;
    Conflict = "ConflictException", 409;
});

macro_rules! service {
    ($name:ident, $id:literal, $error:ty, $($operation:ident $path:literal $field:ident: $ty:ty),*) => {
        #[service(id = $id, error = $error)]
        pub struct $name;
        $(
            #[operation(service = $id, unlisted, client = $name, path = $path)]
            pub struct $operation {
                pub $field: $ty,
            }
        )*
    };
}

service!(Chime, "chime", ChimeError, PingRoom "/rooms/<RoomId>" room_id: String);

/// Everything except the field's name comes from the macro's definition.
macro_rules! own_names {
    ($name:ident, $extra:ident) => {
        #[operation(service = "chime", unlisted, path = "/rooms/<RoomId>")]
        pub struct $name {
            pub room_id: String,
            #[op(query)]
            pub $extra: Option<String>,
            #[op(query)]
            pub value: Option<String>,
            #[op(idempotency_token)]
            pub token: Option<String>,
        }
    };
}

own_names!(TagRoom, tag);

#[test]
fn fragments_are_read_like_the_tokens_they_stand_for() {
    let create = MakeRoom::new("n", 5).topic("t");
    assert_eq!(
        format!("{create:?}"),
        r#"MakeRoom { name: "n", topic: Some("t"), created: None, tags: None, size: 5 }"#
    );
    assert_eq!(super::line::<MakeRoom>(), "POST /rooms");
    assert_eq!(super::line::<DropRoom>(), "POST /rooms/delete");
    assert_eq!(super::line::<PingRoom>(), "GET /rooms/*");
    let tag = TagRoom::new("r").tag("t").value("v").token("k");
    assert_eq!(
        format!("{tag:?}"),
        r#"TagRoom { room_id: "r", tag: Some("t"), value: Some("v"), token: Some("k") }"#
    );
    assert_eq!(Role::Administrator.as_str(), "ADMIN");
    assert_eq!(Priority::High.as_i32(), 2);
}
