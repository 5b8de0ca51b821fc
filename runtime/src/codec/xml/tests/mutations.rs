//! Documents with mistakes: errors, never a panic, and what is read is what the document has.

use http::HeaderMap;
use serde_json::Value;

use super::{Room, read};
use crate::codec::decode::{Decode, DecodeError};
use crate::protocol::Protocol;
use crate::protocol::rest_xml::RestXml;
use crate::value::document::Document;

const GOOD: [&str; 3] = [
    "<?xml version='1.0'?>\n<Room xmlns='u' xsi:type='t &lt; &quot;'><Tag>1</Tag><Count><key>a</key><value>1</value></Count>\
        <Name> n&amp;<![CDATA[<x>]]></Name><Tag>2</Tag><!-- c --><Count><value>2</value><key>b</key></Count><Tag/>\
        <Inner><Tag>3</Tag><Inner><Name>i</Name></Inner><Tag>4</Tag></Inner></Room>",
    "<ErrorResponse><Error><Type>Sender</Type><Code>C&#x41;</Code><Message>m</Message></Error><RequestId>r</RequestId>\
        </ErrorResponse>",
    "<a><b><c>1</c><c>2</c></b>\r\n<b x='1' y=\"2\"/><?p i?><d>\u{fc}\u{1f600}</d></a>",
];

const PIECES: [&str; 24] = [
    "<",
    ">",
    "/",
    "&",
    ";",
    "'",
    "\"",
    "=",
    "<Tag>",
    "</Tag>",
    "<Tag/>",
    "<Inner>",
    "</Inner>",
    "<Count><key>",
    "&lt;",
    "&#65;",
    "&#x0;",
    "&x;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE a [<!ENTITY x 'y'>]>",
    "\u{feff}",
];

fn mutated(random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = random.choice(GOOD).unwrap_or_default().as_bytes().to_vec();
    for _ in 0..random.usize(1..5) {
        let at = random.usize(..=bytes.len());
        let end = (at + random.usize(..12)).min(bytes.len());
        match random.u8(..6) {
            0 if at < bytes.len() => bytes[at] = random.u8(..),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let copy = bytes[at..end].to_vec();
                let to = random.usize(..=bytes.len());
                bytes.splice(to..to, copy);
            }
            3 => bytes.truncate(at),
            _ => {
                let piece = random.choice(PIECES).unwrap_or_default();
                drop(bytes.splice(at..at, piece.bytes()));
            }
        }
    }
    bytes
}

fn decoded<T: Decode>(xml: &[u8]) -> Result<T, DecodeError> {
    let mut value = None;
    read(xml, &mut |element| {
        value = Some(T::decode(element)?);
        Ok(())
    })?;
    value.ok_or_else(|| DecodeError::new("nothing was read"))
}

/// How often a member without a type occurs.
fn count(value: &Value, name: &str) -> usize {
    match value.get(name) {
        None => 0,
        Some(Value::Array(items)) => items.len(),
        Some(_) => 1,
    }
}

/// Reads three million of them with `XML_INPUTS=3000000`.
#[test]
fn a_document_with_mistakes_is_an_error_or_what_it_says() {
    let inputs = std::env::var("XML_INPUTS").map_or(20_000, |count| count.parse().unwrap());
    let mut random = fastrand::Rng::with_seed(11);
    let (mut both, mut neither) = (0, 0);
    for _ in 0..inputs {
        let xml = mutated(&mut random);
        let _ = RestXml.envelope(&HeaderMap::new(), &xml);
        let (any, room) = (decoded::<Document>(&xml), decoded::<Room>(&xml));
        match (any, room) {
            (Ok(any), Ok(room)) => {
                both += 1;
                let tags = room.tags.map_or(0, |tags| tags.len());
                assert_eq!(tags, count(any.as_value(), "Tag"), "{}", xml.escape_ascii());
            }
            (Err(_), Err(_)) => neither += 1,
            // Only a structure looks at its attributes, and at the types of its members.
            (Ok(_), Err(_)) => {}
            (Err(error), Ok(_)) => panic!("{}: {error}", xml.escape_ascii()),
        }
    }
    assert!(
        both > inputs / 50 && neither > inputs / 50,
        "{both} {neither}"
    );
}
