//! Proofs, verified as a service does, and invalid keys.

use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_types::base64;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::alg_id;
use serde_json::{Value, json};

use super::support::START;
use crate::credentials::dpop::ProofKey;
use crate::credentials::dpop::key::fixed_width;

/// Made for these tests by `openssl ecparam -name prime256v1 -genkey -noout`.
pub(super) const KEY: &str = "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIIpNk3WjUKQbRAH7My8zIja8Ct2nSKAfD6/nsTwN+JjOoAoGCCqGSM49
AwEHoUQDQgAEUxnZw89BHwNvKRtGa46YZTMfno3AnF1iaDtVUChEjCepRgK9rGsW
C6wqm37PIZvDpPLj8o2+REcGqNp/iRf5lA==
-----END EC PRIVATE KEY-----
";

/// The same as PKCS #8.
const PKCS8: &str = "-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgik2TdaNQpBtEAfsz
LzMiNrwK3adIoB8Pr+exPA34mM6hRANCAARTGdnDz0EfA28pG0ZrjphlMx+ejcCc
XWJoO1VQKESMJ6lGAr2saxYLrCqbfs8hm8Ok8uPyjb5ERwao2n+JF/mU
-----END PRIVATE KEY-----
";

/// On another curve.
const P384: &str = "-----BEGIN EC PRIVATE KEY-----
MIGkAgEBBDCIwxKtAoa6quBrpw09xqrLG07Iyo7tgkIHp2KbfiT73lqanV2Y1rqh
j7UX5jqUNt2gBwYFK4EEACKhZANiAARmI8u9FZRpHPw843Zs440tA2KmhPR89dnd
yIaugqbM/imdBwGG3jrcL4aiUQiBG3GA4wwgc7JgZPTJwrijhvKZKUoFFxppiYjP
ZQMheUZeHrwjmQ/cLfORKfSOya7ekIc=
-----END EC PRIVATE KEY-----
";

/// Checks the signature like the recipient of the proof, and returns the first two parts.
pub(super) fn verified(proof: &str) -> (Value, Value) {
    let (message, signature) = proof.rsplit_once('.').unwrap();
    let (header, payload) = message.split_once('.').unwrap();
    let part = |text: &str| -> Value { serde_json::from_slice(&decoded(text)).unwrap() };
    let (header, payload) = (part(header), part(payload));
    let mut point = vec![4];
    for coordinate in ["x", "y"] {
        let coordinate = decoded(header["jwk"][coordinate].as_str().unwrap());
        assert_eq!(coordinate.len(), 32);
        point.extend(coordinate);
    }
    let signature = decoded(signature);
    assert_eq!(signature.len(), 64);
    let numbers: Vec<u8> = signature.chunks(32).flat_map(der_integer).collect();
    let mut der = vec![0x30, u8::try_from(numbers.len()).unwrap()];
    der.extend(numbers);
    let algorithms = provider().signature_verification_algorithms.all;
    let algorithm = algorithms.iter().find(|algorithm| {
        algorithm.public_key_alg_id() == alg_id::ECDSA_P256
            && algorithm.signature_alg_id() == alg_id::ECDSA_SHA256
    });
    let checked = algorithm
        .unwrap()
        .verify_signature(&point, message.as_bytes(), &der);
    checked.expect("the signature is the key's");
    (header, payload)
}

fn provider() -> CryptoProvider {
    #[cfg(feature = "aws-lc")]
    return rustls::crypto::aws_lc_rs::default_provider();
    #[cfg(not(feature = "aws-lc"))]
    rustls::crypto::ring::default_provider()
}

fn decoded(text: &str) -> Vec<u8> {
    assert!(!text.contains(['+', '/', '=']), "{text}");
    let mut text = text.replace('-', "+").replace('_', "/");
    text.extend(std::iter::repeat_n('=', (4 - text.len() % 4) % 4));
    base64::decode(text).unwrap()
}

/// A 32-byte number in DER: no leading zeros, except for the one that keeps it positive.
fn der_integer(number: &[u8]) -> Vec<u8> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let mut contents = number[zeros..].to_vec();
    if contents.first().is_none_or(|byte| *byte >= 0x80) {
        contents.insert(0, 0);
    }
    contents.splice(0..0, [0x02, u8::try_from(contents.len()).unwrap()]);
    contents
}

#[test]
fn a_proof_is_signed_by_the_key_that_it_contains() {
    for key in [KEY, PKCS8] {
        let key = ProofKey::from_pem(key).unwrap();
        let now = UNIX_EPOCH + Duration::from_secs(START);
        // Signatures differ each time, and some contain shorter numbers than others.
        for round in 0..600 {
            let id = format!("id-{round}");
            let proof = key.prove("https://example.com/v1/token", now, &id).unwrap();
            let (header, payload) = verified(&proof);
            let expected = json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": {
                "kty": "EC",
                "crv": "P-256",
                "x": "UxnZw89BHwNvKRtGa46YZTMfno3AnF1iaDtVUChEjCc",
                "y": "qUYCvaxrFgusKpt-zyGbw6Ty4_KNvkRHBqjaf4kX-ZQ",
            }});
            assert_eq!(header, expected);
            let expected = json!({
                "htm": "POST",
                "htu": "https://example.com/v1/token",
                "iat": START,
                "jti": id,
            });
            assert_eq!(payload, expected);
        }
    }
}

#[test]
fn an_unusable_key_is_an_error_that_does_not_show_it() {
    let without_public = "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n";
    let rsa = KEY.replace("EC PRIVATE", "RSA PRIVATE");
    for (key, expected) in [
        ("", "it is not a private key in PEM"),
        ("hunter2", "it is not a private key in PEM"),
        (
            without_public,
            "it does not contain an elliptic-curve key with its public half",
        ),
        (
            &rsa,
            "it does not contain an elliptic-curve key with its public half",
        ),
        (P384, "it is not on the curve P-256"),
    ] {
        let error = ProofKey::from_pem(key).err();
        assert_eq!(error, Some(expected), "{key}");
    }
}

#[test]
fn no_damaged_key_panics() {
    for key in [KEY, PKCS8, P384] {
        for at in 0..key.len() {
            let _ = ProofKey::from_pem(&key[..at]);
            for replacement in ["A", "/", "-", "\n", "\0"] {
                let mut damaged = key.to_owned();
                damaged.replace_range(at..=at, replacement);
                if let Ok(key) = ProofKey::from_pem(&damaged) {
                    key.prove("https://example.com/", UNIX_EPOCH, "id").unwrap();
                }
            }
        }
    }
}

#[test]
fn a_signature_has_two_numbers_of_32_bytes() {
    let number = |contents: &[u8]| {
        let mut der = vec![0x02, u8::try_from(contents.len()).unwrap()];
        der.extend(contents);
        der
    };
    let sequence = |contents: &[u8]| {
        let mut der = vec![0x30, u8::try_from(contents.len()).unwrap()];
        der.extend(contents);
        der
    };
    let (short, mut long) = (number(&[7]), vec![0; 33]);
    long[1..].fill(0xff);
    let long = number(&long);
    let fixed = fixed_width(&sequence(&[short.clone(), long.clone()].concat())).unwrap();
    assert_eq!((&fixed[..31], fixed[31]), (&[0; 31][..], 7));
    assert_eq!(fixed[32..], [0xff; 32]);

    let too_long = number(&[1; 33]);
    for bad in [
        vec![],
        vec![0x30],
        vec![0x30, 0x80],
        vec![0x30, 0x81, 0x04, 0x02, 0x00, 0x02, 0x00],
        sequence(&short),
        sequence(&[short.clone(), too_long].concat()),
        sequence(&[short.clone(), short.clone(), short.clone()].concat()),
        [sequence(&[short.clone(), short.clone()].concat()), vec![0]].concat(),
        number(&[short.clone(), short.clone()].concat()),
    ] {
        assert_eq!(fixed_width(&bad), None, "{bad:?}");
    }
    let whole = sequence(&[short, long].concat());
    for length in 0..whole.len() {
        assert_eq!(fixed_width(&whole[..length]), None, "{length}");
    }
}
