//! CBOR as it arrives, in all the forms that one value can have.

use std::collections::BTreeMap;

use super::{read, write};
use crate::codec::decode::{Decode, DecodeError};
use crate::codec::encode::{Encode, Sensitive};
use crate::value::blob::Blob;
use crate::value::timestamp::{Timestamp, TimestampFormat};

fn bytes(hex: &str) -> Vec<u8> {
    hex::decode(hex.replace(' ', "")).unwrap()
}

fn decoded<T: Decode>(hex: &str) -> Result<T, DecodeError> {
    let mut value = None;
    read(&bytes(hex), &mut |reader| {
        value = Some(T::decode(reader)?);
        Ok(())
    })?;
    Ok(value.unwrap())
}

fn encoded(value: &dyn Encode) -> String {
    hex::encode(write(&mut |writer| value.encode(writer)).body)
}

fn failure<T: Decode + std::fmt::Debug>(hex: &str) -> String {
    decoded::<T>(hex).unwrap_err().to_string()
}

/// The examples of RFC 8949, appendix A.
#[test]
fn numbers_of_every_width() {
    for (hex, value) in [
        ("00", 0),
        ("17", 23),
        ("1818", 24),
        ("1903e8", 1000),
        ("1a000f4240", 1_000_000),
        ("1b000000e8d4a51000", 1_000_000_000_000),
        ("20", -1),
        ("3863", -100),
        ("3903e7", -1000),
        ("3b7fffffffffffffff", i64::MIN),
        ("1b7fffffffffffffff", i64::MAX),
    ] {
        assert_eq!(decoded::<i64>(hex).unwrap(), value, "{hex}");
        assert_eq!(encoded(&value), hex);
    }
    // A wider form than needed is the same number.
    assert_eq!(decoded::<i32>("1b0000000000000001").unwrap(), 1);
    assert_eq!(decoded::<u64>("1bffffffffffffffff").unwrap(), u64::MAX);
    assert_eq!(encoded(&u64::MAX), "1bffffffffffffffff");
    let larger = failure::<i64>("3bffffffffffffffff");
    assert_eq!(larger, "expected a whole number, found a larger number");
}

#[test]
fn floats_of_half_single_and_double_precision() {
    for (hex, value) in [
        ("f90000", 0.0),
        ("f98000", -0.0),
        ("f93c00", 1.0),
        ("f93e00", 1.5),
        ("f97bff", 65504.0),
        ("f90001", 5.960_464_477_539_063e-8),
        ("f90400", 0.000_061_035_156_25),
        ("f9c400", -4.0),
        ("fa47c35000", 100_000.0),
        ("fb3ff199999999999a", 1.1),
        ("f97c00", f64::INFINITY),
        ("f9fc00", f64::NEG_INFINITY),
        ("fa7f800000", f64::INFINITY),
        ("fbfff0000000000000", f64::NEG_INFINITY),
    ] {
        let found = decoded::<f64>(hex).unwrap();
        assert_eq!(found.to_bits(), value.to_bits(), "{hex}");
    }
    for nan in ["f97e00", "fa7fc00000", "fb7ff8000000000000"] {
        assert!(decoded::<f64>(nan).unwrap().is_nan());
    }
    assert_eq!(encoded(&1.1_f64), "fb3ff199999999999a");
    assert_eq!(encoded(&1.5_f32), "fa3fc00000");
    assert_eq!(encoded(&f64::INFINITY), "fb7ff0000000000000");
}

#[test]
fn text_and_bytes_in_one_piece_and_in_several() {
    assert_eq!(decoded::<String>("6161").unwrap(), "a");
    assert_eq!(decoded::<String>("60").unwrap(), "");
    assert_eq!(
        decoded::<String>("7f657374726561646d696e67ff").unwrap(),
        "streaming"
    );
    assert_eq!(decoded::<String>("7fff").unwrap(), "");
    assert_eq!(
        decoded::<Blob>("4401020304").unwrap().as_ref(),
        [1, 2, 3, 4]
    );
    assert_eq!(
        decoded::<Blob>("5f42010243030405ff").unwrap().as_ref(),
        [1, 2, 3, 4, 5]
    );
    assert_eq!(encoded(&Blob::from(vec![1, 2, 3, 4])), "4401020304");
    assert_eq!(encoded(&"ü"), "62c3bc");
    assert!(failure::<String>("62c328").starts_with("not CBOR"));
    assert_eq!(failure::<String>("4161"), "expected a string, found bytes");
}

#[test]
fn lists_and_maps_of_definite_and_indefinite_length() {
    for hex in ["83010203", "9f010203ff"] {
        assert_eq!(decoded::<Vec<i32>>(hex).unwrap(), [1, 2, 3]);
    }
    for hex in [
        "a2616101616202",
        "bf616101616202ff",
        "bf7f6161ff016162 02ff",
    ] {
        let map: BTreeMap<String, i32> = decoded(hex).unwrap();
        assert_eq!(
            map,
            BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)])
        );
    }
    assert_eq!(encoded(&vec![1, 2, 3]), "83010203");
    assert_eq!(encoded(&BTreeMap::from([("a".to_owned(), 1)])), "a1616101");
    assert_eq!(
        decoded::<Vec<Option<i32>>>("8301f6f7").unwrap(),
        [Some(1), None, None]
    );
    assert_eq!(encoded(&vec![Some(1), None]), "8201f6");
}

#[test]
fn a_tag_before_a_value_is_passed_over() {
    assert_eq!(decoded::<i32>("d9d9f7c101").unwrap(), 1);
}

#[test]
fn timestamps_are_seconds_with_a_tag() {
    let whole = Timestamp::from_secs(1_363_896_240).unwrap();
    assert_eq!(encoded(&whole), "c11a514b67b0");
    assert_eq!(decoded::<Timestamp>("c11a514b67b0").unwrap(), whole);
    let half = Timestamp::new(1_363_896_240, 500_000_000).unwrap();
    assert_eq!(encoded(&half), "c1fb41d452d9ec200000");
    assert_eq!(decoded::<Timestamp>("c1fb41d452d9ec200000").unwrap(), half);
    assert_eq!(decoded::<Timestamp>("1a514b67b0").unwrap(), whole);
    // A declared format does not change it.
    let written = write(&mut |writer| writer.formatted(TimestampFormat::DateTime, &whole));
    assert_eq!(hex::encode(written.body), "c11a514b67b0");
}

#[test]
fn what_nobody_reads_is_skipped() {
    struct Ignores;
    impl Decode for Ignores {
        fn decode(_: &mut dyn crate::codec::decode::Reader) -> Result<Self, DecodeError> {
            Ok(Self)
        }
    }
    for hex in [
        "f97e00",
        "9f01bf6161820203ffa0ff",
        "c249010000000000000000",
        "5f4101ff",
    ] {
        assert!(decoded::<Ignores>(hex).is_ok(), "{hex}");
    }
}

#[test]
fn sensitive_values_are_remembered_as_the_text_that_a_service_quotes() {
    let written = write(&mut |writer| writer.structure(&[("p", &Sensitive(&"s3cret"))]));
    assert_eq!(
        hex::encode(&written.body),
        "a16170667333637265 74".replace(' ', "")
    );
    let secrets = crate::redact::secrets::SentSecrets {
        members: written.sensitive,
        ..Default::default()
    };
    assert_eq!(
        secrets.redact_text("s3cret is wrong").as_deref(),
        Some("[redacted] is wrong")
    );
}

#[test]
fn damaged_input_is_an_error() {
    for hex in [
        "", "18", "19ff", "f9", "f97c", "fa0000", "62", "6261", "81", "9f", "9f01", "a1", "a16161",
        "bf61", "bf6161", "ff", "1c", "f8", "f800", "e0", "c1", "5f6161ff", "7f4161ff", "0000",
        "a10102",
    ] {
        let error = decoded::<crate::value::document::Document>(hex);
        assert!(error.is_err(), "{hex}");
    }
}

#[test]
fn depth_and_claimed_lengths_have_limits() {
    let deep = |levels: usize| format!("{}00", "81".repeat(levels));
    assert!(decoded::<crate::value::document::Document>(&deep(128)).is_ok());
    let error = failure::<crate::value::document::Document>(&deep(129));
    assert!(
        error.ends_with("nested more than 128 levels deep"),
        "{error}"
    );
    assert!(decoded::<crate::value::document::Document>(&"9f".repeat(100_000)).is_err());
    // Lists, maps, text and bytes that say they have 2^64 - 1 items.
    for hex in [
        "9bffffffffffffffff",
        "bbffffffffffffffff",
        "7bffffffffffffffff",
        "5bffffffffffffffff",
    ] {
        assert!(
            decoded::<crate::value::document::Document>(hex).is_err(),
            "{hex}"
        );
    }
}

/// Inputs of chance and mutations of a good one: errors, never a panic. Set `OPSMITH_TEST_FULL=1` for five million.
#[test]
fn random_input_does_not_panic() {
    let full = std::env::var("OPSMITH_TEST_FULL").is_ok_and(|value| value == "1");
    let good =
        bytes("bf6161830102f5626262a16163fb3ff199999999999a6164c11a514b67b06165430102036166f6ff");
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..if full { 5_000_000 } else { 20_000 } {
        let mut input = good.clone();
        if random.bool() {
            for _ in 0..random.usize(1..4) {
                let at = random.usize(..input.len());
                input[at] = random.u8(..);
            }
            input.truncate(random.usize(..=input.len()));
        } else {
            input = (0..random.usize(..24)).map(|_| random.u8(..)).collect();
        }
        let _ = read(&input, &mut |reader| {
            crate::value::document::Document::decode(reader).map(drop)
        });
    }
}
