//! Describes a model's facts in words, for messages.

use opsmith_models::{Kind, Location, Type};

use crate::case::Case;

/// The type as it is written in Rust: `Vec<Room>`.
pub(crate) fn rust_type(ty: Type<'_>) -> String {
    let element = |element: opsmith_models::Element<'_>| {
        let inner = rust_type(element.ty());
        if element.sparse {
            format!("Option<{inner}>")
        } else {
            inner
        }
    };
    match ty.kind {
        Kind::List(item) | Kind::Set(item) => format!("Vec<{}>", element(item)),
        Kind::Map { key, value } => format!("HashMap<{}, {}>", element(key), element(value)),
        Kind::Blob => "Blob".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Byte => "i8".to_owned(),
        Kind::Short => "i16".to_owned(),
        Kind::Integer => "i32".to_owned(),
        Kind::Long => "i64".to_owned(),
        Kind::Float => "f32".to_owned(),
        Kind::Double => "f64".to_owned(),
        Kind::Timestamp => "Timestamp".to_owned(),
        Kind::Document | Kind::BigInteger | Kind::BigDecimal => "Document".to_owned(),
        Kind::StreamingBlob => "ByteStream".to_owned(),
        Kind::String => "String".to_owned(),
        Kind::Structure(name)
        | Kind::Union(name)
        | Kind::Enum(name)
        | Kind::IntEnum(name)
        | Kind::EventStream(name) => Case::Pascal.apply(name),
    }
}

/// What a type is, to follow "is": `an integer`, `a list of strings`
pub(crate) fn described(ty: Type<'_>) -> String {
    match ty.kind {
        Kind::List(item) => format!("a list of {}", several(item.ty())),
        Kind::Set(item) => format!("a set of {}", several(item.ty())),
        Kind::Map { value, .. } => format!("a map of {}", several(value.ty())),
        Kind::Structure(name) => format!("the structure `{name}`"),
        Kind::Union(name) => format!("the union `{name}`"),
        Kind::Enum(name) => format!("the enum `{name}`"),
        Kind::IntEnum(name) => format!("the int enum `{name}`"),
        Kind::EventStream(name) => format!("the event stream `{name}`"),
        Kind::Integer => "an integer".to_owned(),
        Kind::BigInteger => "a big integer".to_owned(),
        Kind::BigDecimal => "a big decimal".to_owned(),
        kind => format!("a {}", kind.as_str()),
    }
}

/// The elements of a list: `strings`, `` `Room` ``
fn several(ty: Type<'_>) -> String {
    match ty.kind {
        Kind::List(_) => "lists".to_owned(),
        Kind::Set(_) => "sets".to_owned(),
        Kind::Map { .. } => "maps".to_owned(),
        kind => kind
            .shape()
            .map_or_else(|| format!("{}s", kind.as_str()), |name| format!("`{name}`")),
    }
}

/// The location of a member, to follow "is": `a label of the path`
pub(crate) fn location(location: Location<'_>, wire_name: &str) -> String {
    match location {
        Location::Body => format!("the member `{wire_name}` of the body"),
        Location::Label { .. } => "a label of the path".to_owned(),
        Location::Query(name) => format!("the query parameter `{name}`"),
        Location::QueryMap => "a map of query parameters".to_owned(),
        Location::Header(name) => format!("the header `{name}`"),
        Location::PrefixHeaders("") => "a map of headers".to_owned(),
        Location::PrefixHeaders(prefix) => {
            format!("a map of headers that start with `{prefix}`")
        }
        Location::Payload => "the whole body".to_owned(),
        Location::Status => "the status".to_owned(),
    }
}

/// The field of a member: `vpc_id` of `VPCId`, `r#type` of `Type`.
pub(crate) fn field_name(member: &str) -> String {
    let name = Case::Snake.apply(&member.replace('.', "_"));
    if syn::parse_str::<syn::Ident>(&name).is_ok() {
        name
    } else if matches!(name.as_str(), "self" | "super" | "crate") {
        format!("{name}_")
    } else {
        format!("r#{name}")
    }
}
