//! Serde implementations of the wire types, in the wire format: blobs as base64, timestamps as epoch-seconds, documents
//! as is. They are read as leniently as from a response.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::codec::json::{deserialize, serialize};
use crate::value::blob::Blob;
use crate::value::document::Document;
use crate::value::timestamp::Timestamp;

macro_rules! wire_serde {
    ($($ty:ty),*) => {$(
        impl Serialize for $ty {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(self, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $ty {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )*};
}

wire_serde!(Document, Timestamp);

/// Tells the serializer of `DynamoDB`'s items that the text is binary data. In other formats, it is just the text.
pub(crate) const BLOB: &str = "opsmith::Blob";

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(BLOB, &aws_smithy_types::base64::encode(self))
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_can_be_read_again() {
        let blob = Blob::from("ab");
        assert_eq!(serde_json::to_string(&blob).unwrap(), r#""YWI=""#);
        assert_eq!(serde_json::from_str::<Blob>(r#""YWI=""#).unwrap(), blob);
        let timestamp = Timestamp::new(1_398_796_238, 500_000_000).unwrap();
        assert_eq!(serde_json::to_string(&timestamp).unwrap(), "1398796238.5");
        assert_eq!(
            serde_json::from_str::<Timestamp>("1398796238.5").unwrap(),
            timestamp
        );
        let document = Document::from(serde_json::json!({"a": [1, null, {"b": 2.5}]}));
        let text = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<Document>(&text).unwrap(), document);
    }
}
