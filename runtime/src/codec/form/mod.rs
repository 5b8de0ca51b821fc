//! Members to the forms of awsQuery and ec2Query, and back for whoever answers requests. Responses are XML.

#[cfg(feature = "__both-ends")]
mod read;
mod write;

#[cfg(test)]
mod tests;

#[cfg(feature = "__both-ends")]
pub(crate) use read::read;
pub(crate) use write::{Dialect, write};

use crate::codec::traits::Tag;

/// The type of a form, in which everything is percent-encoded UTF-8.
pub(crate) const CONTENT_TYPE: &str = "application/x-www-form-urlencoded";

/// Whether a form calls `operation`.
#[cfg(feature = "__both-ends")]
pub(crate) fn calls(operation: &str, form: &[u8]) -> bool {
    form.split(|byte| *byte == b'&')
        .any(|parameter| parameter.strip_prefix(b"Action=") == Some(operation.as_bytes()))
}

/// The name of a tag, which is empty for the default.
fn name_or(tag: Tag, default: &'static str) -> &'static str {
    if tag.name.is_empty() {
        default
    } else {
        tag.name
    }
}
