//! Services declared with `#[service]`.

use crate::client::Client;
use crate::declaration::api_error::ApiError;
use crate::declaration::model::same;
use crate::declaration::operation::Operation;
use crate::endpoint::ServiceMeta;

/// A service: a struct with `#[service(..)]`.
///
/// Only the attribute implements this trait: the hidden items belong to the macros and may change in any version.
///
/// ```
/// use opsmith::{Service, service};
///
/// #[service(signing_name = "execute-api", endpoint = "https://abc.execute-api.eu-west-1.amazonaws.com/prod")]
/// struct Orders;
///
/// assert_eq!(Orders::META.signing_name, "execute-api");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service",
    label = "put `#[service(id = \"..\")]` on its declaration, or name an AWS service as `service = \"..\"`"
)]
pub trait Service {
    /// The service's endpoint and what its requests are signed for.
    const META: &'static ServiceMeta;
    /// What tells the service's model from all others; empty without a model.
    #[doc(hidden)]
    const MODEL: &'static str = "";
    /// Fails where the declaration has mistakes.
    #[doc(hidden)]
    const CHECKED: usize = 0;
    /// The case of member names, unless an operation sets its own.
    const CASE: Case;
    /// The errors that the service documents.
    type Error: ApiError;
    /// What the methods of a typed client return, such as `Chime<Call<CreateRoom>>` for `Chime`. It can do everything a
    /// [`Call`](crate::Call) can, and has the setters of the operation's members.
    type Call<O: Operation>: From<crate::call::Call<O>>;

    /// The client that sends the calls.
    #[doc(hidden)]
    fn client(&self) -> &Client;
}

/// The [`Service::MODEL`] of a service whose declaration has mistakes.
#[doc(hidden)]
pub const UNKNOWN_MODEL: &str = "?";

/// Fails the constant that calls it if the `client` of an operation belongs to a different service than the operation's
/// model. Your own service may be declared without its model.
///
/// # Panics
/// Panics in that case, at compile time, with the message.
#[doc(hidden)]
#[track_caller]
#[must_use]
pub const fn assert_service(client: &str, model: &str, own: bool, message: &'static str) -> usize {
    let unknown = (own && client.is_empty()) || same(client, UNKNOWN_MODEL);
    assert!(unknown || same(client, model), "{}", message);
    0
}

/// A value of `rename_all`.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Unchanged,
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// What separates the words of a name; `None` where nothing does, or where the name stays as it is.
const fn separator(case: Case) -> Option<u8> {
    match case {
        Case::Snake | Case::ScreamingSnake => Some(b'_'),
        Case::Kebab | Case::ScreamingKebab => Some(b'-'),
        Case::Unchanged | Case::Lower | Case::Upper | Case::Pascal | Case::Camel => None,
    }
}

/// Whether a word of a name starts at `at`: after an underscore, and within `userId` and `HTTPServer`. Digits belong to
/// the word before them. `words` in `macros/src/case.rs` does the same; `tests/tests/member_names.rs` compares them.
const fn starts_word(name: &[u8], at: usize) -> bool {
    if name[at] == b'_' {
        return false;
    }
    if at == 0 || name[at - 1] == b'_' {
        return true;
    }
    let before_lower = at + 1 < name.len() && name[at + 1].is_ascii_lowercase();
    name[at].is_ascii_uppercase() && (!name[at - 1].is_ascii_uppercase() || before_lower)
}

/// The length of [`cased`].
#[doc(hidden)]
#[must_use]
pub const fn cased_len(case: Case, field: &str) -> usize {
    if matches!(case, Case::Unchanged) {
        return field.len();
    }
    let (name, mut length, mut words, mut at) = (field.as_bytes(), 0, 0, 0);
    while at < name.len() {
        length += (name[at] != b'_') as usize;
        words += starts_word(name, at) as usize;
        at += 1;
    }
    match separator(case) {
        Some(_) if words > 1 => length + words - 1,
        _ => length,
    }
}

/// A field's name written in `case`, at compile time.
#[doc(hidden)]
#[must_use]
pub const fn cased<const LENGTH: usize>(case: Case, field: &str) -> [u8; LENGTH] {
    let (name, mut out, mut at, mut to) = (field.as_bytes(), [0; LENGTH], 0, 0);
    let mut words = 0;
    while at < name.len() {
        let byte = name[at];
        let starts = starts_word(name, at);
        at += 1;
        if matches!(case, Case::Unchanged) {
            out[to] = byte;
            to += 1;
            continue;
        }
        if byte == b'_' {
            continue;
        }
        if starts {
            words += 1;
            if words > 1
                && let Some(separator) = separator(case)
            {
                out[to] = separator;
                to += 1;
            }
        }
        out[to] = match case {
            Case::Lower | Case::Snake | Case::Kebab => byte.to_ascii_lowercase(),
            Case::Upper | Case::ScreamingSnake | Case::ScreamingKebab => byte.to_ascii_uppercase(),
            Case::Camel if words == 1 => byte.to_ascii_lowercase(),
            Case::Pascal | Case::Camel if starts => byte.to_ascii_uppercase(),
            // Capitals are kept: `userID` is `UserID`.
            Case::Unchanged | Case::Pascal | Case::Camel => byte,
        };
        to += 1;
    }
    out
}

/// The wire name of a member whose case is set by the operation's service.
#[doc(hidden)]
#[macro_export]
macro_rules! __wire_name {
    ($service:ty, $field:literal) => {{
        const CASE: $crate::__private::Case = <$service as $crate::__private::Service>::CASE;
        const NAME: [$crate::__private::u8; $crate::__private::cased_len(CASE, $field)] =
            $crate::__private::cased(CASE, $field);
        const TEXT: &$crate::__private::str = $crate::__private::utf8(&NAME);
        TEXT
    }};
}

/// The output of [`cased`] is UTF-8: the macros pass only ASCII names.
#[doc(hidden)]
#[must_use]
pub const fn utf8(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}
