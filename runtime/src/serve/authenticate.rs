//! Who sent a request.

use std::time::SystemTime;

use aws_credential_types::Credentials;
use http::{HeaderMap, StatusCode, header};

use crate::declaration::meta::{Auth, OperationMeta};
use crate::serve::claim::Refused;
use crate::serve::incoming::Incoming;
use crate::serve::signature::{self, Checked};
use crate::signing::keys::SigningKeys;

/// What a request has to be authenticated with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needed {
    Signature,
    Token,
    Nothing,
}

/// What a request to an operation has to be authenticated with. A request to an unknown operation has to be signed.
pub(crate) fn needed(meta: Option<&OperationMeta>, headers: &HeaderMap) -> Needed {
    match meta.map_or(Auth::SigV4, |meta| meta.auth) {
        Auth::SigV4OrBearer if token(headers).is_some() => Needed::Token,
        Auth::SigV4 | Auth::SigV4OrBearer => Needed::Signature,
        Auth::Bearer => Needed::Token,
        Auth::None => Needed::Nothing,
    }
}

/// The bearer token of a request.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value
        .strip_prefix("Bearer ")
        .filter(|token| !token.is_empty())
}

/// Why a request is refused: the status, the code and the message.
pub(crate) type Refusal = (StatusCode, &'static str, String);

/// The refusal of a request without a token, or with one that is not known.
pub(crate) fn no_token() -> Refusal {
    (
        StatusCode::UNAUTHORIZED,
        "UnauthorizedException",
        "The request has no bearer token that is valid.".to_owned(),
    )
}

/// Checks the signature of a request to an operation.
pub(crate) fn check_signature(
    meta: Option<&OperationMeta>,
    request: &Incoming,
    credentials: Option<&Credentials>,
    keys: &SigningKeys,
    now: SystemTime,
) -> Result<(), Refusal> {
    let checked = Checked {
        request,
        payload_is_signed: meta.is_none_or(|meta| !meta.unsigned_payload),
        signing_name: meta.map(|meta| meta.service.signing_name),
        credentials,
        keys,
        now,
    };
    signature::check(&checked)
        .map_err(|Refused(code, message)| (StatusCode::FORBIDDEN, code, message))
}
