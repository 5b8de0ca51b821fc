//! Checks a signature as AWS does, by computing it again over what was received.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use http::{HeaderMap, Method, Uri};
use sha2::{Digest, Sha256};

use crate::clock::later;
use crate::endpoint::{Auth, Endpoint};
use crate::signing::{SignedPayload, Signer};
use crate::value::timestamp::Timestamp;

/// How far a request's date may differ from the service's.
const TOLERANCE: Duration = Duration::from_mins(5);

/// An error in AWS's words: the code and the message.
pub(super) struct Refused(pub(super) &'static str, pub(super) String);

/// The fields of a signature.
struct Claim<'a> {
    access_key: &'a str,
    region: &'a str,
    service: &'a str,
    date: &'a str,
    signed_headers: Vec<&'a str>,
    /// Whether it is from a presigned URL.
    expires: Option<Duration>,
    signature: &'a str,
}

/// Checks the signature of a request that was sent to `http://{host}`. Without a `body` the payload is not signed.
pub(super) fn check(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: Option<&[u8]>,
    credentials: &Credentials,
    now: SystemTime,
) -> Result<(), Refused> {
    let query = uri.query().unwrap_or_default().to_owned();
    let decoded: Vec<(String, String)> = query
        .split('&')
        .filter_map(|parameter| parameter.split_once('='))
        .map(|(name, value)| (name.to_owned(), super::received::decode(value)))
        .collect();
    let presigned = query.contains("X-Amz-Signature=");
    let authorization = text(headers, "authorization");
    let claim = if presigned {
        claim_of_query(&decoded)
    } else {
        let Some(authorization) = authorization else {
            return Err(Refused(
                "MissingAuthenticationTokenException",
                "Missing Authentication Token".to_owned(),
            ));
        };
        claim_of_header(authorization, text(headers, "x-amz-date"))
    };
    let Some(claim) = claim else {
        return Err(Refused(
            "IncompleteSignatureException",
            "the signature is incomplete".to_owned(),
        ));
    };
    if claim.access_key != credentials.access_key_id() {
        return Err(Refused(
            "UnrecognizedClientException",
            "The security token included in the request is invalid.".to_owned(),
        ));
    }
    check_signed_headers(&claim, headers, presigned)?;
    let time = check_date(&claim, now)?;
    let mut signed = HeaderMap::new();
    for name in &claim.signed_headers {
        for value in headers.get_all(*name) {
            if let Ok(name) = http::HeaderName::from_bytes(name.as_bytes()) {
                signed.append(name, value.clone());
            }
        }
    }
    for own in ["x-amz-date", "x-amz-security-token"] {
        signed.remove(own);
    }
    let payload = payload(body, text(headers, CONTENT_SHA256))?;
    if matches!(payload, SignedPayload::Unsigned) {
        signed.remove(CONTENT_SHA256);
    }
    let host = text(headers, "host").unwrap_or_default();
    let kept: Vec<&str> = query
        .split('&')
        .filter(|parameter| !presigned || !parameter.starts_with("X-Amz-"))
        .filter(|parameter| !parameter.is_empty())
        .collect();
    let mut url = format!("http://{host}{}", uri.path());
    if !kept.is_empty() {
        url.push('?');
        url.push_str(&kept.join("&"));
    }
    let endpoint = Endpoint {
        url: String::new(),
        signing_name: claim.service.to_owned().into(),
        signing_region: None,
        auth: Auth::SigV4,
    };
    let again = Signer {
        credentials,
        endpoint: &endpoint,
        region: claim.region,
        time,
        keys: None,
    };
    let computed = match claim.expires {
        Some(expires) => again
            .sign_query(method, &url, &signed, payload, expires)
            .map(|query| {
                let (_, signature) = query.rsplit_once("X-Amz-Signature=").unwrap_or_default();
                signature.split('&').next().unwrap_or_default().to_owned()
            }),
        None => again.sign_headers(method, &url, &mut signed, payload),
    };
    if computed.is_ok_and(|computed| computed == claim.signature) {
        Ok(())
    } else {
        Err(Refused(
            "InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.".to_owned(),
        ))
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/chime/aws4_request, SignedHeaders=a;b, Signature=f00`
fn claim_of_header<'a>(authorization: &'a str, date: Option<&'a str>) -> Option<Claim<'a>> {
    let fields = authorization.strip_prefix("AWS4-HMAC-SHA256 ")?;
    let field = |name: &str| {
        fields
            .split(',')
            .find_map(|field| field.trim().strip_prefix(name))
    };
    claim(
        field("Credential=")?,
        field("SignedHeaders=")?,
        field("Signature=")?,
        date?,
        None,
    )
}

fn claim_of_query(query: &[(String, String)]) -> Option<Claim<'_>> {
    let field = |name: &str| {
        query
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    };
    let expires = field("X-Amz-Expires")?.parse().ok()?;
    claim(
        field("X-Amz-Credential")?,
        field("X-Amz-SignedHeaders")?,
        field("X-Amz-Signature")?,
        field("X-Amz-Date")?,
        Some(Duration::from_secs(expires)),
    )
}

fn claim<'a>(
    credential: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
    date: &'a str,
    expires: Option<Duration>,
) -> Option<Claim<'a>> {
    let mut scope = credential.split('/');
    let access_key = scope.next()?;
    let day = scope.next()?;
    let (region, service) = (scope.next()?, scope.next()?);
    (date.starts_with(day) && scope.next() == Some("aws4_request") && scope.next().is_none()).then(
        || Claim {
            access_key,
            region,
            service,
            date,
            signed_headers: signed_headers.split(';').collect(),
            expires,
            signature,
        },
    )
}

const CONTENT_SHA256: &str = "x-amz-content-sha256";

/// How the signature covers the payload. A hash in the header must match the payload.
fn payload<'b>(body: Option<&'b [u8]>, hash: Option<&str>) -> Result<SignedPayload<'b>, Refused> {
    match (body, hash) {
        (None, _) | (_, Some("UNSIGNED-PAYLOAD")) => Ok(SignedPayload::Unsigned),
        (Some(body), None) => Ok(SignedPayload::Bytes(body)),
        (Some(body), Some(hash)) if hash == hex::encode(Sha256::digest(body)) => {
            Ok(SignedPayload::Sha256(hash.to_owned()))
        }
        (Some(_), Some(_)) => Err(Refused(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed."
                .to_owned(),
        )),
    }
}

/// AWS requires the host and all of its own headers to be signed.
fn check_signed_headers(
    claim: &Claim<'_>,
    headers: &HeaderMap,
    presigned: bool,
) -> Result<(), Refused> {
    let unsigned = headers.keys().map(http::HeaderName::as_str).find(|name| {
        let wanted = *name == "host" || (!presigned && name.starts_with("x-amz-"));
        wanted && !claim.signed_headers.contains(name)
    });
    match unsigned {
        Some(unsigned) => Err(Refused(
            "InvalidSignatureException",
            format!("The header {unsigned} was sent but not signed."),
        )),
        None => Ok(()),
    }
}

/// The request's time, if it is close enough (or the URL has not expired).
fn check_date(claim: &Claim<'_>, now: SystemTime) -> Result<SystemTime, Refused> {
    let Some(time) = parse_basic(claim.date) else {
        return Err(Refused(
            "IncompleteSignatureException",
            "the date is not in the form 20260102T030405Z".to_owned(),
        ));
    };
    let latest = later(time, claim.expires.unwrap_or(TOLERANCE));
    let shown = |time: SystemTime| {
        Timestamp::try_from(time).map_or_else(|_| String::new(), |time| time.to_string())
    };
    if now > latest {
        let sentence = format!(
            "Signature expired: {} is now earlier than {}",
            shown(time),
            shown(now)
        );
        return Err(Refused("InvalidSignatureException", sentence));
    }
    if time > later(now, TOLERANCE) {
        let sentence = format!(
            "Signature not yet current: {} is still later than {}",
            shown(time),
            shown(now)
        );
        return Err(Refused("InvalidSignatureException", sentence));
    }
    Ok(time)
}

/// `20260102T030405Z`
fn parse_basic(date: &str) -> Option<SystemTime> {
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
