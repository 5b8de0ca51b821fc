//! The plain form of a value: how the official files write parameters and results.
//!
//! Members have their Smithy names (not `jsonName`), absent members are omitted, a timestamp is its seconds, a blob is its
//! text, and `NaN` and the infinities are strings. The expectations themselves are Rust values. This form is used to
//! compare them with the files (and a `NaN` with a `NaN`), so it does not share code with the runtime's encoding.

use opsmith::{Blob, Document, Timestamp};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

pub(super) trait Plain {
    fn plain(&self) -> Value;
}

/// Implements [`Plain`] for structures and unions from the list of their members. A forgotten member does not compile.
///
/// The Smithy name of a member is its Rust name in camelCase, unless it is given: `header = "Header"`.
macro_rules! plain {
    () => {};
    (union $name:ident { $($variant:ident),* $(,)? } $($rest:tt)*) => {
        impl $crate::rest_json::plain::Plain for $name {
            fn plain(&self) -> serde_json::Value {
                match self {
                    $(Self::$variant(value) => $crate::rest_json::plain::structure([
                        (stringify!($variant), None, $crate::rest_json::plain::Plain::plain(value)),
                    ]),)*
                }
            }
        }
        $crate::rest_json::plain::plain! { $($rest)* }
    };
    ($name:ident { $($member:ident $(= $smithy:literal)?),* $(,)? } $($rest:tt)*) => {
        impl $crate::rest_json::plain::Plain for $name {
            fn plain(&self) -> serde_json::Value {
                let Self { $($member),* } = self;
                $crate::rest_json::plain::structure([$((
                    stringify!($member),
                    None$(.or(Some($smithy)))?,
                    $crate::rest_json::plain::Plain::plain($member),
                )),*])
            }
        }
        $crate::rest_json::plain::plain! { $($rest)* }
    };
}
pub(super) use plain;

/// A JSON object of (Rust name, Smithy name if it is not that in camelCase, value), without absent values.
pub(super) fn structure<const N: usize>(
    members: [(&str, Option<&'static str>, Value); N],
) -> Value {
    members
        .into_iter()
        .filter(|(_, _, value)| !value.is_null())
        .map(|(rust, smithy, value)| (smithy.map_or_else(|| camel_case(rust), Into::into), value))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// `string_value` and `StringValue` to `stringValue`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default();
    let mut camel = first[..1].to_lowercase() + &first[1..];
    for word in words {
        camel += &word[..1].to_uppercase();
        camel += &word[1..];
    }
    camel
}

impl Plain for () {
    fn plain(&self) -> Value {
        structure([])
    }
}

impl Plain for Timestamp {
    fn plain(&self) -> Value {
        if self.subsec_nanos() == 0 {
            return self.secs().into();
        }
        float(&format!("{}.{:09}", self.secs(), self.subsec_nanos()))
    }
}

impl Plain for Blob {
    fn plain(&self) -> Value {
        String::from_utf8_lossy(self).into()
    }
}

impl Plain for Document {
    fn plain(&self) -> Value {
        self.as_value().clone()
    }
}

impl<T: Plain> Plain for Option<T> {
    fn plain(&self) -> Value {
        self.as_ref().map_or(Value::Null, Plain::plain)
    }
}

impl<T: Plain> Plain for Box<T> {
    fn plain(&self) -> Value {
        T::plain(self)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn plain(&self) -> Value {
        self.iter().map(Plain::plain).collect()
    }
}

impl<T: Plain> Plain for BTreeSet<T> {
    fn plain(&self) -> Value {
        self.iter().map(Plain::plain).collect()
    }
}

impl<T: Plain> Plain for BTreeMap<String, T> {
    fn plain(&self) -> Value {
        self.iter()
            .map(|(key, value)| (key.clone(), value.plain()))
            .collect()
    }
}

macro_rules! json_scalars {
    ($($scalar:ty),*) => {$(
        impl Plain for $scalar {
            fn plain(&self) -> Value {
                Value::from(self.clone())
            }
        }
    )*};
}
json_scalars!(String, bool, i8, i16, i32, i64);

impl Plain for f32 {
    fn plain(&self) -> Value {
        float(&self.to_string())
    }
}

impl Plain for f64 {
    fn plain(&self) -> Value {
        float(&self.to_string())
    }
}

/// A float by its shortest decimal form: `1.1_f32` is `1.1`, not `1.10000002384185791015625`.
fn float(text: &str) -> Value {
    match text.replace("inf", "Infinity").as_str() {
        special @ ("NaN" | "Infinity" | "-Infinity") => special.into(),
        number => serde_json::from_str(number).expect("a decimal number"),
    }
}
