//! The forms in which credentials arrive: a JSON object, a few XML elements, a time.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_smithy_types::date_time::{DateTime, Format};
use http::HeaderValue;
use serde_json::{Map, Value};

use super::error::ProviderError;
use crate::redact::shown::Shown;

/// A JSON object whose members are looked up without regard to case, because the endpoints do not agree on it.
pub(crate) struct Object(Map<String, Value>);

impl Object {
    /// `what` names the source in the error, which never quotes the text.
    pub(crate) fn parse(bytes: &[u8], what: &str) -> Result<Self, ProviderError> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(object)) => Ok(Self(object)),
            Ok(_) => Err(ProviderError::Failed(format!(
                "{what} is JSON but not an object"
            ))),
            Err(error) => {
                let (line, column) = (error.line(), error.column());
                Err(ProviderError::Failed(format!(
                    "{what} is not JSON (line {line}, column {column})"
                )))
            }
        }
    }

    /// A member. Not inlined, because there are many calls.
    #[inline(never)]
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name).or_else(|| {
            self.0
                .iter()
                .find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
        })
    }

    /// A member that is a nonempty string.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.value(name)?.as_str().filter(|text| !text.is_empty())
    }

    pub(crate) fn require(&self, name: &str, what: &str) -> Result<&str, ProviderError> {
        self.text(name)
            .ok_or_else(|| ProviderError::Failed(format!("{what} has no `{name}`")))
    }

    /// A member that is an object.
    pub(crate) fn object(&self, name: &str, what: &str) -> Result<Self, ProviderError> {
        match self.value(name) {
            Some(Value::Object(object)) => Ok(Self(object.clone())),
            _ => Err(ProviderError::Failed(format!(
                "{what} has no object `{name}`"
            ))),
        }
    }

    pub(crate) fn clone_map(&self) -> Map<String, Value> {
        self.0.clone()
    }

    pub(crate) fn into_map(self) -> Map<String, Value> {
        self.0
    }

    /// `{"Code": "..", "Message": ".."}`, as far as present: `NotFound: no such role`.
    pub(crate) fn error_text(&self) -> Option<String> {
        let code = self
            .text("code")
            .or_else(|| self.text("error"))
            .or_else(|| self.text("__type"));
        let message = self
            .text("message")
            .or_else(|| self.text("error_description"));
        match (code, message) {
            (Some(code), Some(message)) => Some(format!("{}: {}", Shown(code), Shown(message))),
            (Some(only), None) | (None, Some(only)) => Some(Shown(only).to_string()),
            (None, None) => None,
        }
    }
}

/// What a provider found.
pub(crate) struct FoundKeys<'a> {
    pub(crate) access_key_id: &'a str,
    pub(crate) secret_access_key: &'a str,
    pub(crate) session_token: Option<&'a str>,
    pub(crate) expiry: Option<SystemTime>,
    pub(crate) account_id: Option<&'a str>,
}

impl FoundKeys<'_> {
    /// The key ID and the token become headers, and a line break would end a header.
    pub(crate) fn into_credentials(
        self,
        provider: &'static str,
    ) -> Result<Credentials, ProviderError> {
        let parts = [
            ("access key ID", self.access_key_id),
            ("secret access key", self.secret_access_key),
            ("session token", self.session_token.unwrap_or_default()),
        ];
        for (name, text) in parts {
            if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
                let problem =
                    format!("the {name} contains white space or a character that is not ASCII");
                return Err(ProviderError::Invalid(problem));
            }
        }
        let mut builder = Credentials::builder()
            .access_key_id(self.access_key_id)
            .secret_access_key(self.secret_access_key)
            .provider_name(provider);
        builder.set_session_token(self.session_token.map(ToOwned::to_owned));
        builder.set_expiry(self.expiry);
        builder.set_account_id(self.account_id.map(Into::into));
        Ok(builder.build())
    }
}

/// An RFC 3339 time; the older AWS CLI ends one with `UTC` instead of `Z`.
pub(crate) fn time(text: &str) -> Option<SystemTime> {
    let fixed = text.strip_suffix("UTC").map(|rest| format!("{rest}Z"));
    let parsed =
        DateTime::from_str(fixed.as_deref().unwrap_or(text), Format::DateTimeWithOffset).ok()?;
    SystemTime::try_from(parsed).ok()
}

/// A time as the SSO token cache stores it: `2026-07-29T12:00:00Z`; `None` for a year that cannot be written like this.
pub(crate) fn format_time(time: SystemTime) -> Option<String> {
    let whole = DateTime::from_secs(DateTime::from(time).secs());
    whole.fmt(Format::DateTime).ok()
}

/// The time under `name`, which must be present and valid: credentials with an unknown expiry would be used past it.
pub(crate) fn require_time(
    object: &Object,
    name: &str,
    what: &str,
) -> Result<SystemTime, ProviderError> {
    let text = object.require(name, what)?;
    time(text).ok_or_else(|| {
        ProviderError::Failed(format!("{what}: `{name} = {text}` is not an RFC 3339 time"))
    })
}

/// The text of the first element with that name, without attributes or children, which is all that STS responses
/// consist of.
pub(crate) fn xml_text(xml: &str, element: &str) -> Option<String> {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let start = xml.find(&open)? + open.len();
    let text = &xml[start..start + xml[start..].find(&close)?];
    unescape(text.trim())
}

/// The text with character and entity references replaced; `None` if it contains an unknown reference or an element.
fn unescape(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        plain.push_str(&rest[..at]);
        let (name, after) = rest[at..].strip_prefix('&')?.split_once(';')?;
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)?
            }
        });
        rest = after;
    }
    plain.push_str(rest);
    (!plain.is_empty()).then_some(plain)
}

/// A bearer token, or a header value that contains one.
pub(crate) fn token_header(token: &str) -> Result<HeaderValue, ProviderError> {
    let mut header = HeaderValue::from_str(token).map_err(|_| {
        ProviderError::Failed(
            "the token contains a character that is not allowed in a header".to_owned(),
        )
    })?;
    header.set_sensitive(true);
    Ok(header)
}
