//! Checks a signature as AWS does, by computing it again over what was received.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use http::{HeaderMap, HeaderName, Uri};
use sha2::{Digest, Sha256};

use super::claim::{Claim, Refused, claimed, parameters, text};
use super::incoming::Incoming;
use crate::binding::request_reader::is_of_signature;
use crate::clock::later;
use crate::endpoint::{Auth, Endpoint};
use crate::signing::keys::{SigningKeys, is_same};
use crate::signing::{SignedPayload, Signer, checksum::hex};
use crate::value::timestamp::Timestamp;

/// How far a request's date may differ from the service's.
const TOLERANCE: Duration = Duration::from_mins(5);

/// How long a presigned URL can be valid.
const LONGEST: Duration = Duration::from_hours(7 * 24);

/// The header with the payload's hash.
const CONTENT_SHA256: &str = "x-amz-content-sha256";

/// A request that was sent to `http://{host}`, and what its signature is checked against.
pub(crate) struct Checked<'a> {
    pub(crate) request: &'a Incoming,
    /// Whether the signature covers the payload.
    pub(crate) payload_is_signed: bool,
    /// The name that requests to the service are signed with, if the service is known.
    pub(crate) signing_name: Option<&'a str>,
    /// Those with the access key of the request, if it is known.
    pub(crate) credentials: Option<&'a Credentials>,
    pub(crate) keys: &'a SigningKeys,
    pub(crate) now: SystemTime,
}

/// The access key that a request claims to be signed with.
#[cfg(feature = "server")]
pub(crate) fn access_key(request: &Incoming) -> Option<String> {
    let query = parameters(request.uri.query().unwrap_or_default());
    let claim = claimed(&request.headers, &query).ok()?;
    Some(claim.access_key.to_owned())
}

/// Checks a request's signature. The first check that fails is the error.
pub(crate) fn check(checked: &Checked<'_>) -> Result<(), Refused> {
    type Check = fn(&Checked<'_>, &Claim<'_>) -> Result<(), Refused>;
    const CHECKS: [Check; 6] = [
        check_access_key,
        check_scope,
        check_signed_headers,
        check_date,
        check_payload,
        check_signature,
    ];
    let query = parameters(checked.request.uri.query().unwrap_or_default());
    let claim = claimed(&checked.request.headers, &query)?;
    CHECKS.iter().try_for_each(|check| check(checked, &claim))
}

fn check_access_key(checked: &Checked<'_>, claim: &Claim<'_>) -> Result<(), Refused> {
    let known = checked.credentials.filter(|known| {
        known.access_key_id() == claim.access_key && known.session_token() == claim.session_token
    });
    if known.is_some() {
        return Ok(());
    }
    Err(Refused(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.".to_owned(),
    ))
}

/// A signature is valid for one service.
fn check_scope(checked: &Checked<'_>, claim: &Claim<'_>) -> Result<(), Refused> {
    match checked.signing_name {
        Some(name) if name != claim.service => Err(Refused(
            "InvalidSignatureException",
            format!("Credential should be scoped to correct service: '{name}'."),
        )),
        _ => Ok(()),
    }
}

/// AWS requires the host and all of its own headers to be signed.
fn check_signed_headers(checked: &Checked<'_>, claim: &Claim<'_>) -> Result<(), Refused> {
    // A header that is named again and again would be copied as often before the signature is known to be wrong.
    if !claim.signed_headers.is_sorted_by(|one, next| one < next) {
        return Err(Refused(
            "InvalidSignatureException",
            "The signed headers must be sorted, each of them once.".to_owned(),
        ));
    }
    let presigned = claim.expires.is_some();
    let mut names = checked.request.headers.keys().map(HeaderName::as_str);
    let unsigned = names.find(|name| {
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

/// The request's time must be close enough, and a URL must not have expired.
fn check_date(checked: &Checked<'_>, claim: &Claim<'_>) -> Result<(), Refused> {
    let (time, now) = (claim.time, checked.now);
    if claim.expires.is_some_and(|expires| expires > LONGEST) {
        return Err(Refused(
            "AuthorizationQueryParametersError",
            "X-Amz-Expires must be less than a week (in seconds)".to_owned(),
        ));
    }
    let problem = if now > later(time, claim.expires.unwrap_or(TOLERANCE)) {
        ("Signature expired", "now earlier than")
    } else if time > later(now, TOLERANCE) {
        ("Signature not yet current", "still later than")
    } else {
        return Ok(());
    };
    let shown = |time: SystemTime| {
        Timestamp::try_from(time).map_or_else(|_| String::new(), |time| time.to_string())
    };
    Err(Refused(
        "InvalidSignatureException",
        format!(
            "{}: {} is {} {}",
            problem.0,
            shown(time),
            problem.1,
            shown(now)
        ),
    ))
}

/// A hash in the header must be the payload's, and a payload must be signed unless its operation says otherwise.
fn check_payload(checked: &Checked<'_>, _: &Claim<'_>) -> Result<(), Refused> {
    match signed_payload(checked) {
        SignedPayload::Unsigned
            if checked.payload_is_signed && !checked.request.body.is_empty() =>
        {
            Err(Refused(
                "InvalidSignatureException",
                "The payload of this operation must be signed.".to_owned(),
            ))
        }
        SignedPayload::Sha256(hash) if hash != hex(&Sha256::digest(&checked.request.body)) => {
            Err(Refused(
                "XAmzContentSHA256Mismatch",
                "The provided 'x-amz-content-sha256' header does not match what was computed."
                    .to_owned(),
            ))
        }
        _ => Ok(()),
    }
}

/// The signature must be the one that the credentials make of what was received.
fn check_signature(checked: &Checked<'_>, claim: &Claim<'_>) -> Result<(), Refused> {
    // An unknown access key was refused before.
    let Some(credentials) = checked.credentials else {
        return check_access_key(checked, claim);
    };
    let payload = signed_payload(checked);
    let mut signed = signed_headers(checked, claim);
    if matches!(payload, SignedPayload::Unsigned) {
        signed.remove(CONTENT_SHA256);
    }
    let url = signed_url(checked, claim);
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
        time: claim.time,
    };
    let method = &checked.request.method;
    let computed = match claim.expires {
        Some(expires) => again
            .sign_query(method, &url, &signed, payload, expires)
            .map(|query| {
                let (_, signature) = query.rsplit_once("X-Amz-Signature=").unwrap_or_default();
                signature.split('&').next().unwrap_or_default().to_owned()
            }),
        None => url
            .parse::<Uri>()
            .map_err(|error| error.to_string())
            .and_then(|url| again.sign_headers(checked.keys, method, &url, &mut signed, &payload)),
    };
    if computed.is_ok_and(|computed| is_same(&computed, claim.signature)) {
        Ok(())
    } else {
        Err(Refused(
            "InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.".to_owned(),
        ))
    }
}

/// The headers that the signature covers, without those that signing adds.
fn signed_headers(checked: &Checked<'_>, claim: &Claim<'_>) -> HeaderMap {
    let mut signed = HeaderMap::new();
    for name in &claim.signed_headers {
        for value in checked.request.headers.get_all(*name) {
            if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
                signed.append(name, value.clone());
            }
        }
    }
    for own in ["x-amz-date", "x-amz-security-token"] {
        signed.remove(own);
    }
    signed
}

/// The URL before it was signed: without the parameters that presigning adds.
fn signed_url<'a>(checked: &Checked<'a>, claim: &Claim<'_>) -> String {
    let request = checked.request;
    let name = |parameter: &'a str| {
        parameter
            .split_once('=')
            .map_or(parameter, |(name, _)| name)
    };
    let kept: Vec<&str> = request
        .uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|parameter| claim.expires.is_none() || !is_of_signature(name(parameter)))
        .filter(|parameter| !parameter.is_empty())
        .collect();
    let host = text(&request.headers, "host").unwrap_or_default();
    let mut url = format!("http://{host}{}", request.uri.path());
    if !kept.is_empty() {
        url.push('?');
        url.push_str(&kept.join("&"));
    }
    url
}

/// How the signature covers the payload.
fn signed_payload<'a>(checked: &Checked<'a>) -> SignedPayload<'a> {
    match text(&checked.request.headers, CONTENT_SHA256) {
        Some("UNSIGNED-PAYLOAD") => SignedPayload::Unsigned,
        _ if !checked.payload_is_signed => SignedPayload::Unsigned,
        Some(hash) => SignedPayload::Sha256(hash.to_owned()),
        None => SignedPayload::Bytes(&checked.request.body),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderValue, Method};

    use super::*;
    use crate::serve::claim::parse_basic;

    const URL: &str = "http://127.0.0.1:8080/rooms?a=b";

    fn time() -> SystemTime {
        parse_basic("20260102T030405Z").unwrap()
    }

    fn credentials() -> Credentials {
        Credentials::from_keys("AKID", "secret", None)
    }

    /// A signed request.
    fn request() -> Incoming {
        let endpoint = Endpoint {
            url: String::new(),
            signing_name: "chime".into(),
            signing_region: None,
            auth: Auth::SigV4,
        };
        let signer = Signer {
            credentials: &credentials(),
            endpoint: &endpoint,
            region: "us-east-1",
            time: time(),
        };
        let body = Bytes::from_static(b"{}");
        let hash = hex(&Sha256::digest(&body));
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("127.0.0.1:8080"));
        headers.insert(CONTENT_SHA256, HeaderValue::from_str(&hash).unwrap());
        signer
            .sign_headers_again(
                &Method::POST,
                URL,
                &mut headers,
                SignedPayload::Sha256(hash),
            )
            .unwrap();
        Incoming {
            method: Method::POST,
            uri: URL.parse().unwrap(),
            headers,
            body,
        }
    }

    /// The code and the message for a request that was changed after it was signed.
    fn refused(now: SystemTime, change: impl Fn(&mut Incoming)) -> Option<(&'static str, String)> {
        let mut request = request();
        change(&mut request);
        let checked = Checked {
            request: &request,
            payload_is_signed: true,
            signing_name: Some("chime"),
            credentials: Some(&credentials()),
            keys: &SigningKeys::default(),
            now,
        };
        check(&checked)
            .err()
            .map(|Refused(code, message)| (code, message))
    }

    fn replace(request: &mut Incoming, name: &'static str, from: &str, to: &str) {
        let value = request.headers[name]
            .to_str()
            .unwrap()
            .replacen(from, to, 1);
        let value = HeaderValue::from_str(&value).unwrap();
        request.headers.insert(name, value);
    }

    #[test]
    fn every_check_rejects_its_case() {
        type Change = fn(&mut Incoming);
        assert_eq!(refused(time(), |_| {}), None);
        let cases: [(Change, &str, &str); 13] = [
            (
                |it| drop(it.headers.remove("authorization")),
                "MissingAuthenticationTokenException",
                "Missing",
            ),
            (
                |it| drop(it.headers.remove("x-amz-date")),
                "IncompleteSignatureException",
                "the signature is incomplete",
            ),
            (
                |it| replace(it, "authorization", "/aws4_request", ""),
                "IncompleteSignatureException",
                "the credential scope is incomplete",
            ),
            (
                |it| replace(it, "authorization", "/20260102/", "/20260103/"),
                "IncompleteSignatureException",
                "another day",
            ),
            (
                |it| replace(it, "x-amz-date", "T0", "Tx"),
                "IncompleteSignatureException",
                "the date is not in the form",
            ),
            (
                |it| replace(it, "authorization", "AKID", "AKIE"),
                "UnrecognizedClientException",
                "token",
            ),
            (
                |it| replace(it, "authorization", "/chime/", "/ivschat/"),
                "InvalidSignatureException",
                "correct service: 'chime'",
            ),
            (
                |it| {
                    drop(
                        it.headers
                            .insert("x-amz-security-token", HeaderValue::from_static("t")),
                    );
                },
                "UnrecognizedClientException",
                "token",
            ),
            (
                |it| replace(it, "authorization", "host;", ""),
                "InvalidSignatureException",
                "The header host was sent but not signed",
            ),
            (
                |it| it.body = Bytes::from_static(b"[]"),
                "XAmzContentSHA256Mismatch",
                "does not match what was computed",
            ),
            (
                |it| it.method = Method::PUT,
                "InvalidSignatureException",
                "does not match the signature you provided",
            ),
            (
                |it| it.uri = "/rooms?a=c".parse().unwrap(),
                "InvalidSignatureException",
                "does not match the signature you provided",
            ),
            (
                |it| replace(it, "authorization", "/us-east-1/", "/eu-west-1/"),
                "InvalidSignatureException",
                "does not match the signature you provided",
            ),
        ];
        for (change, code, message) in cases {
            let (found, text) = refused(time(), change).unwrap();
            assert_eq!(found, code, "{text}");
            assert!(text.contains(message), "{text}");
        }
    }

    #[test]
    fn a_date_is_valid_for_five_minutes_in_both_directions() {
        let at = |seconds| later(time(), Duration::from_secs(seconds));
        let before = |seconds| time() - Duration::from_secs(seconds);
        for now in [at(300), before(300)] {
            assert_eq!(refused(now, |_| {}), None);
        }
        for (now, message) in [
            (
                at(301),
                "Signature expired: 2026-01-02T03:04:05Z is now earlier than 2026-01-02T03:09:06Z",
            ),
            (
                before(301),
                "Signature not yet current: 2026-01-02T03:04:05Z is still later than 2026-01-02T02:59:04Z",
            ),
        ] {
            let refused = refused(now, |_| {}).unwrap();
            assert_eq!(refused, ("InvalidSignatureException", message.to_owned()));
        }
    }
}
