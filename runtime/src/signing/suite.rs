//! Signatures in headers against AWS's own test suite for Signature Version 4, which is part of the package `aws-sigv4`.

use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use aws_credential_types::Credentials;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use serde_json::Value;

use super::{SignedPayload, Signer, keys::SigningKeys};
use crate::endpoint::{Auth, Endpoint};
use crate::value::timestamp::Timestamp;

/// What is not compared, with the reason.
const SKIPPED: &[(&str, &str)] = &[
    (
        "double-encode-path",
        "aws-sigv4's own, without the credentials and the region",
    ),
    (
        "double-url-encode",
        "aws-sigv4's own, without the credentials and the region",
    ),
    (
        "-unnormalized",
        "only S3 keeps a path as it is, and it signs the payload's hash as a header, too",
    ),
    (
        "get-space-normalized",
        "the path is encoded once, as only S3 does it",
    ),
    ("get-utf8", "the path is encoded once, as only S3 does it"),
    (
        "post-sts-header-after",
        "the token is added after signing, which no AWS service requires",
    ),
];

/// The folder of the suite, in Cargo's copy of the package.
fn folder() -> PathBuf {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--locked",
            "--format-version=1",
            "--manifest-path",
            manifest,
        ])
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "aws-sigv4");
    let manifest = package.unwrap()["manifest_path"].as_str().unwrap();
    Path::new(manifest)
        .with_file_name("aws-signing-test-suite")
        .join("v4")
}

/// A request as the suite writes it: `GET /path HTTP/1.1`, headers, an empty line and the body.
struct Given {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: String,
}

fn read(text: &str) -> Given {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let (first, lines) = head.split_once('\n').unwrap();
    let (method, rest) = first.split_once(' ').unwrap();
    let path = rest.strip_suffix(" HTTP/1.1").unwrap();
    let mut headers = HeaderMap::new();
    let mut last = None;
    for line in lines.lines() {
        let (name, value) = match (line.split_once(':'), &last) {
            // A line that continues the value.
            (_, Some(name)) if line.starts_with(' ') => {
                let name: &HeaderName = name;
                let before: &HeaderValue = headers.get(name).unwrap();
                let value = format!("{} {}", before.to_str().unwrap(), line.trim());
                headers.insert(name.clone(), value.parse().unwrap());
                continue;
            }
            (Some(parts), _) => parts,
            (None, _) => panic!("{line}"),
        };
        let name: HeaderName = name.parse().unwrap();
        headers.append(name.clone(), value.parse().unwrap());
        last = Some(name);
    }
    let host = headers[header::HOST].to_str().unwrap();
    Given {
        method: method.parse().unwrap(),
        uri: format!("https://{host}{path}").parse().unwrap(),
        headers,
        body: body.to_owned(),
    }
}

#[test]
fn signatures_are_those_of_the_official_suite() {
    let (mut compared, mut skipped, mut wrong) = (0, 0, Vec::new());
    for entry in fs::read_dir(folder()).unwrap() {
        let case = entry.unwrap().path();
        let name = case.file_name().unwrap().to_str().unwrap();
        if SKIPPED.iter().any(|(end, _)| name.ends_with(end)) {
            skipped += 1;
            continue;
        }
        let file = |name: &str| fs::read_to_string(case.join(name)).unwrap();
        let context: Value = serde_json::from_str(&file("context.json")).unwrap();
        let text = |pointer: &str| context.pointer(pointer).and_then(Value::as_str);
        let credentials = Credentials::new(
            text("/credentials/access_key_id").unwrap(),
            text("/credentials/secret_access_key").unwrap(),
            text("/credentials/token").map(str::to_owned),
            None,
            "suite",
        );
        // For all other services, the hash of the payload is only a header if the payload is not signed.
        let signs_hash = context["sign_body"] == true;
        let endpoint = Endpoint {
            url: String::new(),
            signing_name: Cow::Owned(text("/service").unwrap().to_owned()),
            signing_region: None,
            auth: if signs_hash { Auth::S3 } else { Auth::SigV4 },
        };
        let at = text("/timestamp").unwrap();
        let signer = Signer {
            credentials: &credentials,
            endpoint: &endpoint,
            region: text("/region").unwrap(),
            time: Timestamp::parse(at).unwrap().try_into().unwrap(),
        };
        let given = read(&file("request.txt"));
        let mut headers = given.headers;
        crate::binding::header::normalize(&mut headers);
        let keys = SigningKeys::default();
        let payload = SignedPayload::Bytes(given.body.as_bytes());
        let signature = signer
            .sign_headers(&keys, &given.method, &given.uri, &mut headers, &payload)
            .unwrap();
        let expected = file("header-signed-request.txt");
        let authorization = headers[header::AUTHORIZATION].to_str().unwrap();
        if !expected.contains(authorization) || !authorization.ends_with(&signature) {
            wrong.push(format!("{name}: {authorization}"));
        }
        compared += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((compared, skipped), (28, 12));
}
