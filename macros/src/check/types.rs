//! The rules of a member's type: which types have no wire representation, and what to write instead.

use syn::Type;

use crate::parse::{RawLocation, RawMember};
use crate::report::Report;
use crate::ty;

/// What is wrong with a part of a type.
pub(crate) struct TypeProblem<'t> {
    pub(crate) part: &'t Type,
    pub(crate) message: String,
}

// a: usize, a: Vec<u8>, a: Box<dyn Debug>, a: impl Into<String>, a: (String, i32), a: [i32; 4], a: &str, a: Option<Option<String>>
pub(super) fn check_type(member: &RawMember<'_>, report: &Report) {
    let is_payload = matches!(member.keys.location, Some((_, RawLocation::Payload)));
    let bytes = is_payload && ty::is_bytes(ty::without_option(member.ty));
    if let Some(problem) = problem(member.ty).filter(|_| !bytes) {
        report.on(problem.part, problem.message);
    } else if let Some(key) = ty::primitive_key(member.ty) {
        report.on(
            key,
            format!(
                "the keys of a map are strings on the wire, but those of `{}` are `{}`; write `String`",
                member.ident,
                ty::display(key)
            ),
        );
    } else if !is_payload && !member.keys.lost {
        check_stream(member, report);
    }
}

// a: ByteStream
// #[op(header = "X-A")] a: ByteStream
fn check_stream(member: &RawMember<'_>, report: &Report) {
    let inner = ty::innermost(member.ty);
    if ty::name(inner).as_deref() != Some("ByteStream") {
        return;
    }
    let fix = if member.keys.location.is_none() && ty::same(inner, ty::without_option(member.ty)) {
        "add `#[op(payload)]`, or write `Blob` for a member"
    } else {
        "write `Blob`"
    };
    report.on(
        inner,
        format!("`ByteStream` is the whole body and not a member of it; {fix}"),
    );
}

/// The first part of a type that has no wire representation.
pub(crate) fn problem(ty: &Type) -> Option<TypeProblem<'_>> {
    let bare = ty::bare(ty);
    let message = match bare {
        Type::Tuple(tuple) if !tuple.elems.is_empty() => {
            "a tuple has no wire representation; write a struct with `#[shape]`".to_owned()
        }
        Type::Array(array) => {
            let list = list(&array.elem);
            format!("an array has no wire representation; write `{list}`")
        }
        Type::Slice(slice) => {
            let list = list(&slice.elem);
            format!("a slice has no wire representation; write `{list}`")
        }
        Type::Reference(reference) => {
            let owned = owned(&reference.elem);
            format!("members must be owned, because requests are kept for retries; write `{owned}`")
        }
        Type::TraitObject(_) => {
            "a trait object has no wire representation; write a type with `#[shape]`, or `Document` for any JSON"
                .to_owned()
        }
        Type::ImplTrait(_) => {
            "a field has one type; write it, such as `String`".to_owned()
        }
        Type::Path(_) => match of_path(bare) {
            Some(message) => message,
            None => return ty::wrapped(bare).into_iter().find_map(problem),
        },
        _ => return None,
    };
    Some(TypeProblem {
        part: bare,
        message,
    })
}

fn of_path(ty: &Type) -> Option<String> {
    let shown = ty::display(ty);
    if ty::is_bytes(ty) {
        return Some(format!(
            "`{shown}` is a list of numbers on the wire; write `Blob` for bytes, or `Vec<i32>` for numbers"
        ));
    }
    if let Some(inner) = ty::option(ty).filter(|inner| ty::option(inner).is_some()) {
        return Some(format!(
            "`{shown}` has one `Option` too many, because a member is either present or absent; write `{}`",
            ty::display(inner)
        ));
    }
    if let Some(fix) = primitive(ty) {
        return Some(format!(
            "`{shown}` has no wire representation; write `{fix}`"
        ));
    }
    foreign(ty).map(|fix| format!("`{shown}` has no wire representation; {fix}"))
}

/// What to write instead of a primitive type without a wire representation.
fn primitive(ty: &Type) -> Option<&'static str> {
    Some(match ty::name(ty)?.as_str() {
        "usize" | "u128" => "u64",
        "isize" | "i128" => "i64",
        "char" | "str" => "String",
        _ => return None,
    })
    .filter(|_| ty::is_single(ty))
}

/// `Vec<T>`, or `Blob` for bytes.
fn list(element: &Type) -> String {
    if ty::name(element).as_deref() == Some("u8") {
        return "Blob".to_owned();
    }
    format!("Vec<{}>", owned(element))
}

/// The owned form of a borrowed type.
fn owned(ty: &Type) -> String {
    match ty::bare(ty) {
        Type::Reference(reference) => owned(&reference.elem),
        Type::Slice(slice) => list(&slice.elem),
        other if ty::name(other).as_deref() == Some("str") => "String".to_owned(),
        other => ty::display(other),
    }
}

/// The advice for a type of the standard library or a well-known crate. A name that users may well give to their own
/// types counts only if the path starts with the other crate.
fn foreign(ty: &Type) -> Option<String> {
    let name = ty::name(ty)?;
    let root = ty::root(ty);
    let arguments = ty::arguments(ty);
    let advice = match name.as_str() {
        "Rc" | "Arc" | "Cow" | "Cell" | "RefCell" | "Mutex" | "RwLock" => {
            return arguments
                .last()
                .map(|inner| format!("write `{}`", owned(inner)));
        }
        "VecDeque" | "LinkedList" => {
            return arguments
                .last()
                .map(|inner| format!("write `{}`", list(inner)));
        }
        "IndexMap" if arguments.len() > 1 => {
            let arguments: Vec<String> = arguments.iter().map(|ty| ty::display(ty)).collect();
            return Some(format!("write `HashMap<{}>`", arguments.join(", ")));
        }
        "PathBuf" | "OsString" => "write `String`",
        "SystemTime" | "Instant" | "NaiveDateTime" | "OffsetDateTime" => TIMESTAMP,
        "DateTime" if !arguments.is_empty() => TIMESTAMP,
        _ => match (root.as_deref()?, name.as_str()) {
            (
                "std" | "core" | "tokio" | "chrono" | "time" | "jiff",
                "Duration" | "TimeDelta" | "SignedDuration",
            ) => "write a number such as `i64`, in the unit that the service documents",
            ("serde_json", "Value") => "write `opsmith::Document`",
            ("bytes", _) => "write `Blob`",
            ("chrono", "NaiveDate" | "NaiveTime")
            | ("jiff", "Date" | "Time" | "Span")
            | (
                "uuid" | "url" | "http" | "std" | "core",
                "Uuid" | "Url" | "Uri" | "IpAddr" | "Ipv4Addr" | "Ipv6Addr" | "SocketAddr",
            ) => "write `String`",
            ("chrono" | "jiff" | "time", _) => TIMESTAMP,
            _ => return None,
        },
    };
    Some(advice.to_owned())
}

const TIMESTAMP: &str = "write `opsmith::Timestamp`";
