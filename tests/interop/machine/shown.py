"""Rust that shows what was read, as JSON with the names of the model."""

from machine.declare import Item
from machine.names import literal

# Blobs are hexadecimal, timestamps seconds, floats text, an absent member is left out.
TRAIT = """\
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

pub trait Show { fn show(&self) -> Value; }

macro_rules! as_value { ($($ty:ty),*) => { $(impl Show for $ty { fn show(&self) -> Value { Value::from(self.clone()) } })* } }
as_value!(String, bool, i32, i64);
macro_rules! as_text { ($($ty:ty),*) => { $(impl Show for $ty {
    fn show(&self) -> Value { Value::from(format!("{self:?}").to_lowercase()) }
})* } }
as_text!(f32, f64);
impl Show for opsmith::Blob { fn show(&self) -> Value { Value::from(hex::encode(self.as_ref())) } }
impl Show for opsmith::Timestamp {
    fn show(&self) -> Value { Value::from(format!("{}.{:09}", self.secs(), self.subsec_nanos())) }
}
impl Show for opsmith::Document { fn show(&self) -> Value { self.as_value().clone() } }
impl<T: Show> Show for Option<T> { fn show(&self) -> Value { self.as_ref().map_or(Value::Null, T::show) } }
impl<T: Show> Show for Box<T> { fn show(&self) -> Value { (**self).show() } }
impl<T: Show> Show for Vec<T> { fn show(&self) -> Value { self.iter().map(T::show).collect() } }
fn entries<'a, K: Show + 'a, V: Show + 'a>(map: impl Iterator<Item = (&'a K, &'a V)>) -> Value {
    Value::Object(map.map(|(key, value)| (key.show().as_str().unwrap().to_owned(), value.show())).collect())
}
impl<K: Show, V: Show> Show for HashMap<K, V> { fn show(&self) -> Value { entries(self.iter()) } }
impl<K: Show, V: Show> Show for BTreeMap<K, V> { fn show(&self) -> Value { entries(self.iter()) } }
impl Show for () { fn show(&self) -> Value { Value::Object(Map::new()) } }

pub fn members(members: &[(&str, Value)]) -> Value {
    let present = members.iter().filter(|(_, value)| !value.is_null());
    Value::Object(present.map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}
"""


def impl(item: Item) -> str:
    """`impl Show` for a declaration."""
    match item.kind:
        case "enum":
            arms = [f"Self::{variant} => {literal(value)}.into()" for value, (variant, _) in item.variants.items()]
            arms.append("Self::NotDeclared(text) => text.clone().into()")
            body = f"match self {{ {', '.join(arms)} }}"
        case "union":
            arms = [
                f"Self::{member.name}(value) => crate::shown::members(&[({literal(member.member)}, value.show())])"
                for member in item.members
            ]
            if item.other:
                arms.append("Self::NotDeclared(other) => other.name().into()")
            body = f"match self {{ {', '.join(arms)} }}"
        case _:
            fields = [f"({literal(member.member)}, self.{member.name}.show())" for member in item.members]
            body = f"crate::shown::members(&[{', '.join(fields)}])"
    return f"impl crate::shown::Show for {item.name} {{\n    fn show(&self) -> serde_json::Value {{ {body} }}\n}}\n"
