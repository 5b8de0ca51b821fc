//! What a request says about its signature, in its headers or in the query of a presigned URL.

use std::time::{Duration, SystemTime};

use http::HeaderMap;

use super::incoming::decode;
use crate::value::timestamp::Timestamp;

/// An error in AWS's words: the code and the message.
pub(crate) struct Refused(pub(crate) &'static str, pub(crate) String);

/// What a request says about its signature.
pub(super) struct Claim<'a> {
    pub(super) access_key: &'a str,
    pub(super) region: &'a str,
    pub(super) service: &'a str,
    pub(super) session_token: Option<&'a str>,
    pub(super) time: SystemTime,
    pub(super) signed_headers: Vec<&'a str>,
    /// How long a presigned URL is valid; `None` for a signature in headers.
    pub(super) expires: Option<Duration>,
    pub(super) signature: &'a str,
}

/// The decoded parameters of a query.
pub(super) fn parameters(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter_map(|parameter| parameter.split_once('='))
        .map(|(name, value)| (name.to_owned(), decode(value)))
        .collect()
}

pub(super) fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// What the query of a presigned URL, or else the headers, say about the signature.
pub(super) fn claimed<'a>(
    headers: &'a HeaderMap,
    query: &'a [(String, String)],
) -> Result<Claim<'a>, Refused> {
    let incomplete = |problem: &str| Refused("IncompleteSignatureException", problem.to_owned());
    let fields = if query.iter().any(|(name, _)| name == "X-Amz-Signature") {
        fields_of_query(query)
    } else {
        let authorization = text(headers, "authorization").ok_or_else(|| {
            Refused(
                "MissingAuthenticationTokenException",
                "Missing Authentication Token".to_owned(),
            )
        })?;
        fields_of_header(authorization, text(headers, "x-amz-date"))
    };
    let session_token = query
        .iter()
        .find(|(name, _)| name == "X-Amz-Security-Token")
        .map(|(_, token)| token.as_str())
        .or_else(|| text(headers, "x-amz-security-token"));
    let fields = fields.ok_or_else(|| incomplete("the signature is incomplete"))?;
    let scope: Vec<&str> = fields.credential.split('/').collect();
    let [access_key, day, region, service, "aws4_request"] = scope[..] else {
        return Err(incomplete("the credential scope is incomplete"));
    };
    let time = parse_basic(fields.date)
        .ok_or_else(|| incomplete("the date is not in the form 20260102T030405Z"))?;
    if !fields.date.starts_with(day) {
        return Err(incomplete("the credential scope is of another day"));
    }
    Ok(Claim {
        access_key,
        region,
        service,
        session_token,
        time,
        signed_headers: fields.signed_headers.split(';').collect(),
        expires: fields.expires,
        signature: fields.signature,
    })
}

/// The fields of a signature, as they were sent.
struct Fields<'a> {
    credential: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
    date: &'a str,
    expires: Option<Duration>,
}

/// `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/chime/aws4_request, SignedHeaders=a;b, Signature=f00`
fn fields_of_header<'a>(authorization: &'a str, date: Option<&'a str>) -> Option<Fields<'a>> {
    let fields = authorization.strip_prefix("AWS4-HMAC-SHA256 ")?;
    let field = |name: &str| {
        fields
            .split(',')
            .find_map(|field| field.trim().strip_prefix(name))
    };
    Some(Fields {
        credential: field("Credential=")?,
        signed_headers: field("SignedHeaders=")?,
        signature: field("Signature=")?,
        date: date?,
        expires: None,
    })
}

/// `X-Amz-Credential=..&X-Amz-Date=..&X-Amz-Expires=..&X-Amz-SignedHeaders=..&X-Amz-Signature=..`
fn fields_of_query(query: &[(String, String)]) -> Option<Fields<'_>> {
    let field = |name: &str| {
        query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    };
    Some(Fields {
        credential: field("X-Amz-Credential")?,
        signed_headers: field("X-Amz-SignedHeaders")?,
        signature: field("X-Amz-Signature")?,
        date: field("X-Amz-Date")?,
        expires: Some(Duration::from_secs(field("X-Amz-Expires")?.parse().ok()?)),
    })
}

/// `20260102T030405Z`
pub(super) fn parse_basic(date: &str) -> Option<SystemTime> {
    if date.len() != 16 || !date.is_ascii() {
        return None;
    }
    let extended = format!(
        "{}-{}-{}T{}:{}:{}Z",
        &date[..4],
        &date[4..6],
        &date[6..8],
        &date[9..11],
        &date[11..13],
        &date[13..15]
    );
    Timestamp::parse(&extended).ok()?.try_into().ok()
}
