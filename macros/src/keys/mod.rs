//! Every key of every attribute: its name, where it is allowed, and the advice where it is not.
//!
//! Each attribute has an enum of its keys. Code that reads an attribute matches on it without a `_` arm, so a key that
//! is listed but not read does not compile.

mod error;
mod member;
mod operation;
mod shape;

pub(crate) use error::{ERROR, ERROR_ENUM, ErrorEnumKey, ErrorKey};
pub(crate) use member::{Container, MemberKey, member};
pub(crate) use operation::{OPERATION, OperationKey, PAGINATE, PaginateKey, SERVICE, ServiceKey};
pub(crate) use shape::{OUTPUT, SHAPE, TypeKey, VARIANT, VariantKey};

/// The keys that an attribute takes.
pub(crate) trait Key: Copy + Eq + 'static {
    /// All keys, sorted by name.
    const ALL: &'static [Self];

    /// The key, as written.
    fn name(self) -> &'static str;
}

/// Words that people write although they are not keys here, and what to do instead: `` `word` advice ``.
pub(crate) type Advice = &'static [(&'static str, &'static str)];

/// The key of a value that was written without one: `"/rooms"`, `404`, `Chime`.
pub(crate) type Bare = fn(&str) -> Option<&'static str>;

/// Values whose key is not known.
pub(crate) const NO_KEY: Bare = |_| None;

/// An attribute: its name in messages, its keys and its advice.
pub(crate) struct Attribute<K: 'static> {
    pub(crate) subject: &'static str,
    pub(crate) legal: &'static [K],
    pub(crate) advice: &'static [Advice],
    pub(crate) bare: Bare,
}

macro_rules! keys {
    ($(#[$doc:meta])* $Keys:ident { $($Key:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $Keys {
            $($Key,)*
        }

        impl Key for $Keys {
            const ALL: &'static [Self] = &[$(Self::$Key,)*];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$Key => $name,)*
                }
            }
        }
    };
}

use keys;

#[cfg(test)]
mod tests {
    use super::*;

    fn is_sorted<K: Key>(attribute: &Attribute<K>) {
        let names: Vec<&str> = attribute.legal.iter().map(|key| key.name()).collect();
        assert!(names.is_sorted(), "{names:?}");
        for (word, _) in attribute.advice.iter().copied().flatten() {
            assert!(
                !names.contains(word),
                "`{word}` is a key of {}",
                attribute.subject
            );
        }
    }

    #[test]
    fn keys_are_sorted_and_have_no_advice_against_them() {
        is_sorted(&OPERATION);
        is_sorted(&PAGINATE);
        is_sorted(&OUTPUT);
        is_sorted(&SHAPE);
        is_sorted(&SERVICE);
        is_sorted(&member(Container::Operation));
        is_sorted(&member(Container::Output));
        is_sorted(&member(Container::Structure));
        is_sorted(&VARIANT);
        is_sorted(&ERROR_ENUM);
        is_sorted(&ERROR);
    }
}
