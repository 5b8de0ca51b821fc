//! Members in the query.
//!
//! Source: <https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait>.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::binding::text::{As, HoldsTimestamp, Text};
use crate::value::timestamp::TimestampFormat;

/// A member that can be sent in the query. Each of its values is a parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in the query",
    label = "not a scalar, an `Option` of one or a list of them"
)]
pub trait QueryValue {
    /// Calls `each` with every value's text.
    fn each(&self, format: TimestampFormat, each: &mut dyn FnMut(&str));
}

impl<T: Text + ?Sized> QueryValue for T {
    fn each(&self, format: TimestampFormat, each: &mut dyn FnMut(&str)) {
        self.with_text(format, each);
    }
}

impl<T: QueryValue> QueryValue for Option<T> {
    fn each(&self, format: TimestampFormat, each: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.each(format, each);
        }
    }
}

impl<T: Text> QueryValue for Vec<T> {
    fn each(&self, format: TimestampFormat, each: &mut dyn FnMut(&str)) {
        for value in self {
            value.with_text(format, each);
        }
    }
}

impl<T: Text> QueryValue for BTreeSet<T> {
    fn each(&self, format: TimestampFormat, each: &mut dyn FnMut(&str)) {
        for value in self {
            value.with_text(format, each);
        }
    }
}

impl<T: Text, S> QueryValue for HashSet<T, S> {
    fn each(&self, format: TimestampFormat, each: &mut dyn FnMut(&str)) {
        for value in self {
            value.with_text(format, each);
        }
    }
}

impl<T: QueryValue + HoldsTimestamp + ?Sized> QueryValue for As<'_, T> {
    fn each(&self, _: TimestampFormat, each: &mut dyn FnMut(&str)) {
        self.1.each(self.0, each);
    }
}

/// A map whose entries are sent as parameters.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a query map",
    label = "not a map of strings or of lists of strings, as `HashMap<String, String>`"
)]
pub trait QueryMap {
    /// Calls `each` with every entry's name and values.
    fn entries(&self, each: &mut dyn FnMut(&str, &dyn QueryValue));
}

impl<V: QueryValue, S> QueryMap for HashMap<String, V, S> {
    fn entries(&self, each: &mut dyn FnMut(&str, &dyn QueryValue)) {
        // Sorted by name, so that equal requests produce equal bytes.
        let mut entries: Vec<_> = self.iter().collect();
        entries.sort_unstable_by_key(|(name, _)| *name);
        for (name, value) in entries {
            each(name, value);
        }
    }
}

impl<V: QueryValue> QueryMap for BTreeMap<String, V> {
    fn entries(&self, each: &mut dyn FnMut(&str, &dyn QueryValue)) {
        for (name, value) in self {
            each(name, value);
        }
    }
}

impl<T: QueryMap> QueryMap for Option<T> {
    fn entries(&self, each: &mut dyn FnMut(&str, &dyn QueryValue)) {
        if let Some(map) = self {
            map.entries(each);
        }
    }
}
