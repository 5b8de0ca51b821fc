//! Members read from the headers of a request or a response.

use http::HeaderMap;

use crate::binding::header::{HeaderSlot, PrefixSlot};
use crate::codec::decode::DecodeError;

/// A member in a header. Several headers with the same name form one list.
pub(super) fn header(
    headers: &HeaderMap,
    name: &str,
    slot: &mut dyn HeaderSlot,
) -> Result<(), DecodeError> {
    match text(headers, name) {
        Some(text) => slot
            .fill(&text?)
            .map_err(|error| error.within(&format!("header {name}"))),
        None => Ok(()),
    }
}

/// A member in a header that has a media type, so it is base64.
pub(super) fn media_type_header(
    headers: &HeaderMap,
    name: &str,
    slot: &mut dyn HeaderSlot,
) -> Result<(), DecodeError> {
    let Some(text) = text(headers, name) else {
        return Ok(());
    };
    aws_smithy_types::base64::decode(text?)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| DecodeError::mismatch("base64 text", "other text"))
        .and_then(|text| slot.fill(&text))
        .map_err(|error| error.within(&format!("header {name}")))
}

fn text(headers: &HeaderMap, name: &str) -> Option<Result<String, DecodeError>> {
    let mut values = headers.get_all(name).iter().peekable();
    values.peek()?;
    let mut text = String::new();
    for value in values {
        let Ok(value) = std::str::from_utf8(value.as_bytes()) else {
            let error = DecodeError::mismatch("UTF-8 text", "other bytes");
            return Some(Err(error.within(&format!("header {name}"))));
        };
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(value);
    }
    Some(Ok(text))
}

/// The headers under a prefix, with their names in lowercase and without the prefix.
pub(super) fn prefix_headers(
    headers: &HeaderMap,
    prefix: &str,
    slot: &mut dyn PrefixSlot,
) -> Result<(), DecodeError> {
    for (name, value) in headers {
        let name = name.as_str();
        let Some(key) = name
            .get(..prefix.len())
            .filter(|start| start.eq_ignore_ascii_case(prefix))
            .map(|_| &name[prefix.len()..])
        else {
            continue;
        };
        let value = std::str::from_utf8(value.as_bytes()).map_err(|_| {
            DecodeError::mismatch("UTF-8 text", "other bytes").within(&format!("header {name}"))
        })?;
        slot.insert(key, value);
    }
    Ok(())
}
