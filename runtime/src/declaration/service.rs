//! Services that are declared once, with `#[service]`.

use crate::client::Client;
use crate::declaration::api_error::ApiError;
use crate::declaration::operation::Operation;
use crate::endpoint::ServiceMeta;

/// A service: a struct with `#[service(..)]`, which implements this.
///
/// The attribute implements it, and nothing else does: the hidden items are part of the macros and may change in any version.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service",
    label = "put `#[service(id = \"..\")]` on its declaration, or name an AWS service as `service = \"..\"`"
)]
pub trait Service {
    /// Where the service is and what its requests are signed for.
    const META: &'static ServiceMeta;
    /// How members' names are written, unless an operation says it itself.
    const CASE: Case;
    /// The errors that the service documents.
    type Error: ApiError;
    /// What the methods of a typed client return: `Chime<Call<CreateRoom>>` of `Chime`. It can do what a
    /// [`Call`](crate::Call) can, and has the setters of the operation's members.
    type Call<O: Operation>: From<crate::call::Call<O>>;

    /// The client that calls are sent with.
    #[doc(hidden)]
    fn client(&self) -> &Client;
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

/// The length of [`cased`].
#[doc(hidden)]
#[must_use]
pub const fn cased_len(case: Case, field: &str) -> usize {
    match case {
        Case::Unchanged
        | Case::Snake
        | Case::ScreamingSnake
        | Case::Kebab
        | Case::ScreamingKebab => field.len(),
        Case::Lower | Case::Upper | Case::Pascal | Case::Camel => {
            let (bytes, mut length, mut at) = (field.as_bytes(), 0, 0);
            while at < bytes.len() {
                if bytes[at] != b'_' {
                    length += 1;
                }
                at += 1;
            }
            length
        }
    }
}

/// A field's name in snake case, written in `case`, at compile time.
#[doc(hidden)]
#[must_use]
pub const fn cased<const LENGTH: usize>(case: Case, field: &str) -> [u8; LENGTH] {
    let (bytes, mut out, mut at, mut to) = (field.as_bytes(), [0; LENGTH], 0, 0);
    let mut word_starts = true;
    let mut first_word = true;
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        if byte == b'_' {
            word_starts = true;
            match case {
                Case::Unchanged
                | Case::Snake
                | Case::ScreamingSnake
                | Case::Kebab
                | Case::ScreamingKebab => {
                    let kebab = matches!(case, Case::Kebab | Case::ScreamingKebab);
                    out[to] = if kebab { b'-' } else { b'_' };
                    to += 1;
                }
                Case::Lower | Case::Upper | Case::Pascal | Case::Camel => {}
            }
            continue;
        }
        out[to] = match case {
            Case::Unchanged => byte,
            Case::Lower | Case::Snake | Case::Kebab => byte.to_ascii_lowercase(),
            Case::Upper | Case::ScreamingSnake | Case::ScreamingKebab => byte.to_ascii_uppercase(),
            Case::Pascal | Case::Camel => {
                if word_starts && (matches!(case, Case::Pascal) || !first_word) {
                    byte.to_ascii_uppercase()
                } else {
                    byte.to_ascii_lowercase()
                }
            }
        };
        to += 1;
        word_starts = false;
        first_word = false;
    }
    out
}

/// The wire name of a member whose case is said by the operation's service.
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

/// What [`cased`] wrote is UTF-8: the macros pass ASCII names only.
#[doc(hidden)]
#[must_use]
pub const fn utf8(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}
