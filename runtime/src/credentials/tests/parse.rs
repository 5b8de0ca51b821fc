//! Parsing of XML and times, and credentials that are safe in headers.

use std::time::{Duration, UNIX_EPOCH};

use crate::credentials::parse::{FoundKeys, format_time, time, xml_text};

#[test]
fn the_text_of_xml_elements_is_read() {
    let xml = "<A x='1'><B>one &amp; two&#x2F;&#61;</B><C/><D> </D><E>&evil;</E><F>a<b/></F></A>";
    assert_eq!(xml_text(xml, "B").as_deref(), Some("one & two/="));
    for absent in ["A", "C", "D", "E", "F", "G"] {
        assert_eq!(xml_text(xml, absent), None, "{absent}");
    }
}

#[test]
fn times_are_read_in_all_common_formats() {
    let expected = UNIX_EPOCH + Duration::from_secs(super::support::START);
    for text in [
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00UTC",
        "2026-01-01T01:00:00+01:00",
        "2026-01-01T00:00:00.000Z",
    ] {
        assert_eq!(time(text), Some(expected), "{text}");
    }
    assert_eq!(time("tomorrow"), None);
    assert_eq!(
        format_time(expected + Duration::from_millis(1)).as_deref(),
        Some("2026-01-01T00:00:00Z")
    );
}

#[test]
fn credentials_that_cannot_be_a_header_are_rejected_but_not_shown() {
    for (key, token) in [
        ("AK\nID", "t0k3n"),
        ("AKID", "t0\r\nk3n"),
        ("AKID", "t0kén"),
    ] {
        let found = FoundKeys {
            access_key_id: key,
            secret_access_key: "s",
            session_token: Some(token),
            expiry: None,
            account_id: None,
        };
        let failure = found.into_credentials("test").unwrap_err();
        assert!(
            !failure.reason().contains(token) && failure.reason().contains("contains white space"),
            "{failure:?}"
        );
    }
}
