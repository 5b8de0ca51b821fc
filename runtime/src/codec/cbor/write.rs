//! Members to CBOR.

use bytes::Bytes;
use minicbor::Encoder;
use minicbor::data::Tag;

use crate::codec::encode::{Encode, ListItems, MapEntries, Member, Writer, Written};
use crate::codec::json;
use crate::codec::traits::Traits;
use crate::redact::secrets::Sent;
use crate::value::document::Document;
use crate::value::timestamp::{Timestamp, TimestampFormat};

/// Tag 1: seconds since 1970.
const EPOCH: u64 = 1;

/// Writes lists, maps and structures of definite length, as botocore does.
struct CborWriter {
    out: Encoder<Vec<u8>>,
    sensitive: Vec<Sent>,
}

/// What `value` writes, as CBOR.
pub(crate) fn write(value: &mut dyn FnMut(&mut dyn Writer)) -> Written {
    let mut writer = CborWriter {
        out: Encoder::new(Vec::with_capacity(128)),
        sensitive: Vec::new(),
    };
    value(&mut writer);
    Written {
        body: Bytes::from(writer.out.into_writer()),
        sensitive: writer.sensitive,
    }
}

/// Writing to a `Vec` cannot fail.
type Infallible<'o> =
    Result<&'o mut Encoder<Vec<u8>>, minicbor::encode::Error<std::convert::Infallible>>;

fn written(result: &Infallible<'_>) {
    debug_assert!(result.is_ok());
}

impl CborWriter {
    fn key(&mut self, name: &str) {
        written(&self.out.str(name));
    }

    fn length(&mut self, members: usize) {
        written(&self.out.map(members as u64));
    }
}

impl Writer for CborWriter {
    fn null(&mut self) {
        written(&self.out.null());
    }

    fn boolean(&mut self, value: bool) {
        written(&self.out.bool(value));
    }

    fn integer(&mut self, value: i64) {
        written(&self.out.i64(value));
    }

    fn unsigned(&mut self, value: u64) {
        written(&self.out.u64(value));
    }

    fn float(&mut self, value: f32) {
        written(&self.out.f32(value));
    }

    fn double(&mut self, value: f64) {
        written(&self.out.f64(value));
    }

    fn string(&mut self, value: &str) {
        written(&self.out.str(value));
    }

    fn blob(&mut self, value: &[u8]) {
        written(&self.out.bytes(value));
    }

    /// Always in seconds since 1970: the protocol ignores a declared format. Without a fraction, they are an integer.
    fn timestamp(&mut self, value: &Timestamp) {
        written(&self.out.tag(Tag::new(EPOCH)));
        if value.subsec_nanos() == 0 {
            written(&self.out.i64(value.secs()));
        } else {
            #[allow(clippy::cast_precision_loss)] // the protocol has no more
            let seconds = value.secs() as f64 + f64::from(value.subsec_nanos()) / 1e9;
            written(&self.out.f64(seconds));
        }
    }

    /// The protocol has no documents. This is what the JSON value looks like in CBOR.
    fn document(&mut self, value: &Document) {
        self.json(value.as_value());
    }

    fn structure(&mut self, members: &[Member<'_>]) {
        let present = members.iter().filter(|(_, value)| !value.is_absent());
        self.length(present.clone().count());
        for (name, value) in present {
            self.key(name);
            value.encode(self);
        }
    }

    fn union(&mut self, name: &str, value: &dyn Encode) {
        self.length(1);
        self.key(name);
        value.encode(self);
    }

    fn list(&mut self, length: usize, items: ListItems<'_>) {
        written(&self.out.array(length as u64));
        items(&mut |item| item.encode(self));
    }

    fn map(&mut self, length: usize, entries: MapEntries<'_>) {
        self.length(length);
        entries(&mut |key, value| {
            self.key(key);
            value.encode(self);
        });
    }

    fn formatted(&mut self, _: TimestampFormat, value: &dyn Encode) {
        value.encode(self);
    }

    /// A service that quotes the value does so as text, so it is remembered as JSON.
    fn sensitive(&mut self, value: &dyn Encode) {
        let shown = json::write(&mut |writer| value.encode(writer));
        self.sensitive.push(Sent::Json(shown.body));
        value.encode(self);
    }

    fn described(&mut self, _: &'static Traits, value: &dyn Encode) {
        value.encode(self);
    }
}

impl CborWriter {
    fn json(&mut self, value: &serde_json::Value) {
        use serde_json::Value;
        match value {
            Value::Null => self.null(),
            Value::Bool(value) => self.boolean(*value),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(value), _) => self.integer(value),
                (None, Some(value)) => self.unsigned(value),
                (None, None) => self.double(number.as_f64().unwrap_or_default()),
            },
            Value::String(text) => self.string(text),
            Value::Array(items) => {
                written(&self.out.array(items.len() as u64));
                for item in items {
                    self.json(item);
                }
            }
            Value::Object(members) => {
                self.length(members.len());
                for (name, value) in members {
                    self.key(name);
                    self.json(value);
                }
            }
        }
    }
}

/// The structure in `cbor` with one more member at its start; for a fake service.
#[cfg(feature = "__both-ends")]
pub(crate) fn with_member(name: &str, value: &str, cbor: &[u8]) -> Vec<u8> {
    let mut decoder = minicbor::Decoder::new(cbor);
    // What this crate's writer writes is of definite length; nothing is an empty structure.
    let members = decoder.map().ok().flatten().unwrap_or_default();
    let mut out = Encoder::new(Vec::with_capacity(
        cbor.len() + name.len() + value.len() + 4,
    ));
    written(&out.map(members + 1));
    written(&out.str(name));
    written(&out.str(value));
    let mut out = out.into_writer();
    out.extend_from_slice(cbor.get(decoder.position()..).unwrap_or_default());
    out
}
