//! Signatures in headers against those of `aws-sigv4`, over random requests.

use std::{
    borrow::Cow,
    time::{Duration, UNIX_EPOCH},
};

use aws_credential_types::Credentials;
use hmac::Mac as _;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::{SignedPayload, Signer, keys::SigningKeys};
use crate::endpoint::{Auth, Endpoint};

fn choose<'a, T: ?Sized>(rng: &mut fastrand::Rng, of: &[&'a T]) -> &'a T {
    of[rng.usize(..of.len())]
}

/// Text with characters that can be encoded in several ways.
fn text(rng: &mut fastrand::Rng, of: &str, longest: usize) -> String {
    let of: Vec<char> = of.chars().collect();
    (0..rng.usize(..=longest))
        .map(|_| of[rng.usize(..of.len())])
        .collect()
}

fn url(rng: &mut fastrand::Rng) -> String {
    let mut url = String::new();
    url.push_str(choose(rng, &["https://", "http://"]));
    url.push_str(choose(
        rng,
        &[
            "chime.us-east-1.amazonaws.com",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "a.b",
        ],
    ));
    url.push_str(choose(rng, &["", "", "", ":80", ":443", ":8080"]));
    for _ in 0..rng.usize(..5) {
        url.push('/');
        url.push_str(&match rng.u8(..8) {
            0 => choose(rng, &["", ".", ".."]).to_owned(),
            _ => text(rng, "aZ09-._~%2F%20:@!$&'()*+,;=", 8),
        });
    }
    if rng.bool() {
        url.push('?');
        url.push_str(&text(rng, "ab=&=&%20%2B%C3%A9+/:~-._?", 24));
    }
    url
}

fn random_headers(rng: &mut fastrand::Rng) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let names = [
        "content-type",
        "content-length",
        "accept",
        "x-amz-meta-a",
        "x-amz-meta-b",
        "x-a",
        "zz",
        "host",
        "user-agent",
        "traceparent",
        "x-amzn-trace-id",
        "x-amz-date",
        "x-amz-content-sha256",
        "x-amz-security-token",
        "authorization",
        "transfer-encoding",
        "baggage",
        "tracestate",
    ];
    for _ in 0..rng.usize(..8) {
        let name = HeaderName::from_static(choose(rng, &names));
        let value = text(rng, "aB0  ,;\"=/é\u{1F600}", 12);
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.append(name, value);
        }
    }
    headers
}

#[test]
fn signatures_are_those_of_aws_sigv4() {
    let full = std::env::var("OPSMITH_TEST_FULL").is_ok_and(|value| value == "1");
    let requests = if full { 1_000_000 } else { 20_000 };
    let seed = fastrand::u64(..);
    let mut rng = fastrand::Rng::with_seed(seed);
    let keys = SigningKeys::default();
    let mut compared = 0;
    for number in 0..requests {
        let rng = &mut rng;
        let token = rng.bool().then(|| text(rng, "abc/+=", 20));
        let credentials = Credentials::new(
            text(rng, "AKID09", 8),
            choose(
                rng,
                &[
                    "secret",
                    "another",
                    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                ],
            ),
            token,
            None,
            "test",
        );
        let endpoint = Endpoint {
            url: String::new(),
            signing_name: Cow::Borrowed(choose(rng, &["chime", "execute-api", "s3"])),
            signing_region: None,
            auth: if rng.bool() { Auth::SigV4 } else { Auth::S3 },
        };
        // Times of four thousand years; half of them on one of three days.
        let seconds = if rng.bool() {
            1_700_000_000 + rng.u64(..3 * 86_400)
        } else {
            rng.u64(..126_000_000_000)
        };
        let signer = Signer {
            credentials: &credentials,
            endpoint: &endpoint,
            region: choose(rng, &["us-east-1", "eu-west-1", ""]),
            time: UNIX_EPOCH + Duration::new(seconds, rng.u32(..1_000_000_000)),
        };
        let (url, given) = (url(rng), random_headers(rng));
        let method = choose(rng, &[&Method::GET, &Method::POST, &Method::DELETE]).clone();
        let bytes = text(rng, "abc{}", 12);
        let payload = match rng.u8(..3) {
            0 => SignedPayload::Bytes(bytes.as_bytes()),
            1 => SignedPayload::Sha256("0".repeat(64)),
            _ => SignedPayload::Unsigned,
        };
        let mut ours = given.clone();
        let uri: Uri = url.parse().unwrap();
        let signature = signer.sign_headers(&keys, &method, &uri, &mut ours, &payload);
        let mut theirs = given.clone();
        let expected = signer.sign_headers_again(&method, &url, &mut theirs, payload.clone());
        let shown =
            format!("request {number} of seed {seed}: {method} {url} {given:?} {payload:?}");
        match signature {
            Ok(signature) => {
                assert_eq!(Ok(signature), expected, "{shown}");
                assert_eq!(ours, theirs, "{shown}");
                compared += 1;
            }
            Err(error) => {
                assert!(expected.is_err(), "{error}: {shown}");
                assert_eq!(ours, given, "{shown}");
            }
        }
    }
    assert_eq!(compared, requests, "some were rejected");
}

#[test]
fn a_key_is_derived_once_for_a_scope_and_anew_for_another() {
    let keys = SigningKeys::default();
    let one = Credentials::new("AKID", "one", None, None, "test");
    let two = Credentials::new("AKID", "two", None, None, "test");
    let day = |day: u64| UNIX_EPOCH + Duration::from_secs(day * 86_400);
    let get = |credentials: &Credentials, number: u64, region: &str, service: &str| {
        let at = i64::try_from(number).unwrap();
        let mut key = keys.get(credentials, day(number), at, region, service);
        key.update(b"text");
        key.finalize().into_bytes()
    };
    let first = get(&one, 1, "us-east-1", "chime");
    assert_eq!(first, get(&one, 1, "us-east-1", "chime"));
    for other in [
        get(&two, 1, "us-east-1", "chime"),
        get(&one, 2, "us-east-1", "chime"),
        get(&one, 1, "eu-west-1", "chime"),
        get(&one, 1, "us-east-1", "s3"),
    ] {
        assert_ne!(first, other);
    }
    // More scopes than are kept: the oldest is derived again and is the same.
    for number in 0..40 {
        get(&one, number, "us-east-1", "chime");
    }
    assert_eq!(first, get(&one, 1, "us-east-1", "chime"));
    assert_eq!(format!("{keys:?}"), "SigningKeys(..)");
}
