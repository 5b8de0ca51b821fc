//! Payloads of user-defined types.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::error::Category;

use crate::binding::payload::{FromPayload, Payload, PayloadBody, PayloadWriter};
use crate::codec::decode::DecodeError;

/// A payload of your own type: JSON, using its `serde::Serialize` and `Deserialize`, in requests and responses.
///
/// Use it for a member with `#[op(payload)]`, which is the whole body; for types inside a body, use `#[shape]`. The
/// content type is `application/json` unless you set the member's `media_type`.
///
/// `Debug` shows what the type's own `Debug` shows; mark the member `#[op(sensitive)]` to hide it. If a response does
/// not match the type, the error names the location and what was expected, but never the value.
///
/// ```
/// use opsmith::{Json, operation, output};
///
/// #[derive(serde::Serialize)]
/// struct Order { id: u32 }
///
/// #[derive(serde::Deserialize)]
/// struct Receipt { total_cents: u64 }
///
/// #[operation(service = "lambda", output = Invoked)]
/// struct Invoke {
///     function_name: String,
///     payload: Option<Json<Order>>,
/// }
///
/// #[output(service = "lambda", operation = "Invoke")]
/// struct Invoked {
///     function_error: Option<String>,
///     payload: Json<Receipt>,
/// }
///
/// # async fn call(client: &opsmith::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let invoked = Invoke::new("charge").payload(Order { id: 1 }).send(client).await?;
/// println!("{}", invoked.payload.0.total_cents);
/// # Ok(())
/// # }
/// ```
///
/// A Lambda function that fails returns a different payload (`errorMessage`, `errorType`). If that matters to you, make
/// the type an enum with `#[serde(untagged)]`, or use a [`Document`](crate::Document).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Json<T>(pub T);

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Serialize> Payload for Json<T> {
    fn write(&self, writer: &mut PayloadWriter) {
        match serde_json::to_vec(&self.0) {
            Ok(json) => writer.json_bytes(json),
            Err(error) => writer.fail(format!("cannot be written as JSON: {error}")),
        }
    }
}

impl<T: DeserializeOwned> FromPayload for Json<T> {
    /// An empty body means no payload.
    fn read(body: PayloadBody) -> Result<Option<Self>, DecodeError> {
        let bytes = body.into_bytes()?;
        if bytes.is_empty() {
            return Ok(None);
        }
        serde_json::from_slice(&bytes)
            .map(|value| Some(Self(value)))
            .map_err(|error| misfit(&error))
    }
}

/// The error without the value that serde includes in it: values may be secret.
fn misfit(error: &serde_json::Error) -> DecodeError {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = error.to_string();
    if error.classify() != Category::Data {
        return DecodeError::syntax("JSON", text);
    }
    let (text, place) = match text.strip_suffix(&place) {
        Some(text) => (text, place.as_str()),
        None => (text.as_str(), ""),
    };
    // These contain only names from the type.
    let harmless = [
        "missing field `",
        "duplicate field `",
        "data did not match any variant",
    ];
    let reason = if harmless.iter().any(|start| text.starts_with(start)) {
        text.to_owned()
    } else if let Some((_, expected)) = text.rsplit_once(", expected ") {
        format!("expected {expected}, found something else")
    } else {
        "the value does not match the type".to_owned()
    };
    DecodeError::new(format!("{reason}{place}"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::binding::payload::ResponseBody;
    use crate::endpoint::ServiceMeta;
    use crate::protocol::Message;

    fn read<T: DeserializeOwned>(body: &'static [u8]) -> Result<Option<Json<T>>, String> {
        let body = PayloadBody::new(
            ResponseBody::Bytes(bytes::Bytes::from_static(body)),
            ServiceMeta::own("", "").protocol,
        );
        Json::read(body).map_err(|error| error.to_string())
    }

    #[derive(Debug, serde::Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Card {
        number: u32,
        kind: Kind,
    }

    #[derive(Debug, serde::Deserialize, PartialEq)]
    enum Kind {
        Debit,
    }

    #[test]
    fn a_mismatch_is_an_error_with_the_path_but_not_the_value() {
        let texts = [
            (
                &br#"{"number":"4111, expected 1","kind":"Debit"}"#[..],
                "expected u32, found something else at line 1 column 28",
            ),
            (
                br#"{"number":1,"kind":"4111"}"#,
                "expected `Debit`, found something else at line 1 column 25",
            ),
            (
                br#"{"number":1,"4111":1}"#,
                "expected `number` or `kind`, found something else at line 1 column 18",
            ),
            (
                br#"{"number":1}"#,
                "missing field `kind` at line 1 column 12",
            ),
            (
                br#"{"number":4111"#,
                "not JSON: EOF while parsing an object at line 1 column 14",
            ),
        ];
        for (body, expected) in texts {
            assert_eq!(read::<Card>(body), Err(expected.to_owned()));
        }
    }

    #[test]
    fn a_types_own_reason_is_not_repeated() {
        #[derive(Debug, PartialEq)]
        struct Own;
        impl<'de> serde::Deserialize<'de> for Own {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(from)?;
                Err(serde::de::Error::custom(format!("{text} is wrong")))
            }
        }
        let error = read::<Own>(br#""4111""#).unwrap_err();
        assert!(
            error.starts_with("the value does not match the type"),
            "{error}"
        );
        assert!(!error.contains("4111"), "{error}");
    }

    #[test]
    fn an_empty_body_is_not_a_payload() {
        assert_eq!(read::<Card>(b""), Ok(None));
        assert_eq!(read::<Option<u8>>(b"null"), Ok(Some(Json(None))));
    }

    #[test]
    fn a_payload_that_is_not_json_is_an_error() {
        let mut writer = PayloadWriter::new(ServiceMeta::own("", "").protocol, Message::Error);
        Json(HashMap::from([((1, 2), 3)])).write(&mut writer);
        assert_eq!(
            writer.problem.as_deref(),
            Some("cannot be written as JSON: key must be a string")
        );
        assert!(writer.content.is_none());
    }
}
