//! Turns a case's parameters into a call.

use std::{collections::BTreeMap, future::Future, pin::Pin};

use opsmith::{ByteStream, Call, Client, Operation, shape, wire::Decode};
use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error as _};
use serde_json::{Value, json};

/// Sends a call. The error says why it was rejected.
pub type Sender = Box<dyn FnOnce(&Client) -> Pin<Box<dyn Future<Output = Result<(), String>>>>>;

/// One set of parameters for one operation.
pub struct Case {
    /// Its name in `parity.py`, such as `chime/CreateRoom/plain`.
    pub case: String,
    /// The call, or why the parameters do not match the declaration.
    pub sender: Result<Sender, String>,
}

/// The cases of a file. `prepare` finds the service's declarations by name.
pub fn read(
    service: &str,
    file: &str,
    prepare: impl Fn(&str, Value) -> Option<Result<Sender, String>>,
) -> Vec<Case> {
    type File = BTreeMap<String, BTreeMap<String, Value>>;
    let operations: File = match serde_json::from_str(file) {
        Ok(operations) => operations,
        Err(error) => {
            return vec![Case {
                case: format!("{service}.json"),
                sender: Err(error.to_string()),
            }];
        }
    };
    let mut all = Vec::new();
    for (operation, cases) in operations {
        for (name, params) in cases {
            all.push(Case {
                case: format!("{service}/{operation}/{name}"),
                sender: prepare(&operation, params)
                    .unwrap_or_else(|| Err("has no declaration".to_owned())),
            });
        }
    }
    all
}

/// The operation with a case's parameters.
pub fn prepare<O: Operation + DeserializeOwned>(params: Value) -> Result<Sender, String> {
    let operation: O = serde_json::from_value(params).map_err(|error| error.to_string())?;
    Ok(Box::new(move |client| {
        let call = Call::new(operation, client);
        Box::pin(async move {
            match call.await {
                Ok(_) => Ok(()),
                Err(error) => Err(error.to_string()),
            }
        })
    }))
}

/// Declares which operations of a service are compared. Their parameters are in `cases/<service>.json`.
macro_rules! compare {
    ($service:literal: $($operation:ident),+ $(,)?) => {
        pub fn calls() -> Vec<$crate::calls::Case> {
            $crate::calls::read(
                $service,
                include_str!(concat!("../../cases/", $service, ".json")),
                |operation, params| match operation {
                    $(stringify!($operation) => Some($crate::calls::prepare::<$operation>(params)),)+
                    _ => None,
                },
            )
        }
    };
}
pub(crate) use compare;

/// Reads a member that serde does not support (a blob, a timestamp or a document), for `deserialize_with`.
pub fn member<'de, D: Deserializer<'de>, T: Decode>(deserializer: D) -> Result<T, D::Error> {
    #[shape]
    struct Holder<T> {
        member: T,
    }

    let member = Value::deserialize(deserializer)?;
    Holder::deserialize(json!({ "member": member }))
        .map(|holder: Holder<T>| holder.member)
        .map_err(D::Error::custom)
}

/// Reads a streaming payload.
pub fn stream<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ByteStream, D::Error> {
    let bytes: opsmith::Blob = member(deserializer)?;
    Ok(ByteStream::from_bytes(bytes.into_bytes()))
}

/// Reads a JSON header: botocore takes the value, opsmith the text.
pub fn json_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Value::deserialize(deserializer).map(|value| Some(value.to_string()))
}
