//! How the generated conformance tests are run, and what they use.
//!
//! `tests/interop/conformance.py` writes the tests of a protocol, in `PROTOCOL/conformance/`, from the official files.

// Tests and members are named after the official ones.
#![allow(unused_imports)] // each suite uses some of these

use std::fmt::Debug;

pub use std::collections::BTreeMap;

use bytes::Bytes;
use opsmith::Operation;
pub use opsmith::{
    ApiError, Blob, Document, ErrorBody, Timestamp, UnknownMember, Unmodeled, operation, output,
    shape,
};

use crate::wire;

/// A body, with its form in the official files.
#[derive(Debug)]
pub enum Body {
    /// The case does not specify it.
    Any,
    /// JSON in a request, unless it is empty, and any text in a response.
    Text(&'static str),
    /// The parameters of a form, in any order.
    Form(&'static str),
    /// XML, or a payload that is text.
    Xml(&'static str),
    /// CBOR, unless it is empty.
    Hex(&'static str),
}

/// What a call must send.
pub struct Request {
    pub method: &'static str,
    /// Path and query, byte for byte.
    pub uri: &'static str,
    /// Empty if the case does not specify it.
    pub host: &'static str,
    pub headers: &'static [(&'static str, &'static str)],
    pub required: &'static [&'static str],
    pub forbidden: &'static [&'static str],
    pub body: Body,
}

/// The server's response.
pub struct Response {
    pub status: u16,
    pub headers: &'static [(&'static str, &'static str)],
    pub body: Body,
}

pub fn document(json: &str) -> Document {
    Document::from(serde_json::from_str::<serde_json::Value>(json).unwrap())
}

/// Checks what an operation sends, to this endpoint unless it is empty.
pub fn sends<O: Operation>(operation: O, endpoint: &str, request: &Request) {
    let endpoint = (!endpoint.is_empty()).then_some(endpoint);
    let (sent, got) = wire::call(operation, endpoint, http::Response::new(Bytes::new()));
    let sent = sent.unwrap_or_else(|| panic!("nothing was sent: {:?}", got.err()));
    assert_eq!(sent.method(), request.method);
    assert_eq!(sent.uri().path_and_query().unwrap().as_str(), request.uri);
    if !request.host.is_empty() {
        assert_eq!(sent.uri().host(), request.host.split('/').next());
    }
    for (name, value) in request.headers {
        let values: Vec<_> = sent.headers().get_all(*name).iter().collect();
        assert_eq!(values, [value], "header {name}");
    }
    for name in request.required {
        assert_ne!(sent.headers().get(*name), None, "header {name}");
    }
    for name in request.forbidden {
        assert_eq!(sent.headers().get(*name), None, "header {name}");
    }
    assert_body(sent.body(), &request.body);
    let _: O = wire::assert_reads_back(&sent, endpoint);
}

fn assert_body(sent: &[u8], expected: &Body) {
    match expected {
        Body::Any => {}
        Body::Text("") | Body::Hex("") => assert!(sent.is_empty(), "{sent:?}"),
        Body::Text(text) => assert_eq!(
            serde_json::from_slice::<serde_json::Value>(sent).unwrap(),
            serde_json::from_str::<serde_json::Value>(text).unwrap(),
        ),
        Body::Form(text) => assert_eq!(parameters(sent), parameters(text.as_bytes())),
        Body::Xml(text) if text.trim_start().starts_with('<') => {
            let sent = std::str::from_utf8(sent).unwrap();
            assert_eq!(canonical(sent), canonical(text));
        }
        Body::Xml(text) => assert_eq!(std::str::from_utf8(sent).unwrap(), *text),
        Body::Hex(text) => {
            let expected = hex::decode(text).unwrap();
            assert_eq!(cbor(sent), cbor(&expected));
        }
    }
}

/// XML with sorted attributes and sorted entries of maps, without the white space between elements.
fn canonical(xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml.trim());
    let mut text = String::new();
    content(&mut reader, &mut text).concat()
}

/// The elements up to the end of the one that is open.
fn content(reader: &mut quick_xml::Reader<&[u8]>, text: &mut String) -> Vec<String> {
    use quick_xml::events::Event;
    // The first element in an entry of a map: the cases have these names for keys.
    const KEYS: [&str; 5] = ["<key", "<K", "<Attribute", "<OuterKey", "<InnerKey"];
    let mut elements: Vec<String> = Vec::new();
    text.clear();
    loop {
        let event = reader.read_event().unwrap();
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Text(more) => text.push_str(&more.xml10_content()),
            Event::GeneralRef(reference) => text.extend(["&", &*reference, ";"]),
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(Result::unwrap);
                let mut attributes: Vec<_> = attributes
                    .map(|it| format!(" {}={:?}", it.key.as_ref(), it.value))
                    .collect();
                attributes.sort();
                let tag = format!("{}{}", tag.name().as_ref(), attributes.concat());
                let (mut inner, mut children) = (String::new(), Vec::new());
                if !is_empty {
                    children = content(reader, &mut inner);
                }
                if !children.is_empty() {
                    assert_eq!(inner.trim(), "", "text between elements");
                    inner = children.concat();
                }
                elements.push(format!("<{tag}>{inner}</>"));
            }
            Event::End(_) | Event::Eof => {
                let is_entry = |element: &String| {
                    let inner = element.split_once('>').map_or("", |(_, inner)| inner);
                    KEYS.iter().any(|key| inner.starts_with(key))
                };
                if elements.iter().all(is_entry) {
                    elements.sort();
                }
                return elements;
            }
            other => panic!("{other:?}"),
        }
    }
}

/// The parameters of a form, as they are encoded, sorted.
fn parameters(form: &[u8]) -> Vec<&str> {
    let mut parameters: Vec<_> = std::str::from_utf8(form).unwrap().split('&').collect();
    parameters.sort_unstable();
    parameters
}

/// CBOR as text, in which maps are sorted and the same value has one form.
fn cbor(bytes: &[u8]) -> String {
    let value: ciborium::Value = ciborium::from_reader(bytes).unwrap();
    shown(&value)
}

fn shown(value: &ciborium::Value) -> String {
    match value {
        ciborium::Value::Array(items) => {
            let items: Vec<_> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        ciborium::Value::Map(entries) => {
            let mut entries: Vec<_> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", shown(key), shown(value)))
                .collect();
            entries.sort();
            format!("{{{}}}", entries.join(", "))
        }
        ciborium::Value::Tag(tag, value) => format!("{tag}({})", shown(value)),
        // A whole number of seconds may be either.
        ciborium::Value::Float(float) if float.fract() == 0.0 => format!("{float:.0}"),
        ciborium::Value::Integer(integer) => i128::from(*integer).to_string(),
        other => format!("{other:?}"),
    }
}

/// Checks what a response becomes. `Debug` tells outputs apart, and `NaN` is equal to itself in it.
pub fn returns<O: Operation>(operation: O, response: &Response, expected: &O::Output)
where
    O::Output: Debug,
{
    let (_, got) = wire::call(operation, None, http(response));
    let output = got.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(format!("{output:?}"), format!("{expected:?}"));
}

/// Checks which error a response is. An empty message is not specified.
pub fn fails<O: Operation>(
    operation: O,
    response: &Response,
    code: &str,
    message: &str,
    expected: &O::Error,
) where
    O::Error: Debug,
    O::Output: Debug,
{
    let (_, got) = wire::call(operation, None, http(response));
    let error = got.unwrap_err();
    assert_eq!(error.code(), Some(code));
    if !message.is_empty() {
        assert_eq!(error.message(), Some(message));
    }
    let error = error.into_service_error().unwrap();
    assert_eq!(format!("{error:?}"), format!("{expected:?}"));
}

fn http(response: &Response) -> http::Response<Bytes> {
    let body = match response.body {
        Body::Any => Bytes::new(),
        Body::Text(text) | Body::Form(text) | Body::Xml(text) => {
            Bytes::from_static(text.as_bytes())
        }
        Body::Hex(text) => hex::decode(text).unwrap().into(),
    };
    let mut built = http::Response::builder().status(response.status);
    for (name, value) in response.headers {
        built = built.header(*name, *value);
    }
    built.body(body).unwrap()
}
