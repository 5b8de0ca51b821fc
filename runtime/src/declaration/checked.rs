//! What keeps a wrong declaration from being reported where it is used.
//!
//! The compiler says nothing about a type that contains a failed constant, nor about what is done with its values. So a
//! constant checks everything that a declaration names, and is where mistakes are reported. The types that the
//! declaration brings depend on that constant: they are unknown where it failed.

use crate::declaration::model::same;
use crate::declaration::service::UNKNOWN_MODEL;

/// `<T as Known<CHECKED>>::Type` is `T`, unless the constant failed.
#[doc(hidden)]
pub trait Known<const CHECKED: usize> {
    type Type;
}

impl<T> Known<0> for T {
    type Type = T;
}

/// `passed::<CHECKED_0>()` is 0, unless the constant failed. Its failure is that of a type then: the compiler notes here
/// that a constant failed, and not at every constant that depends on it.
#[doc(hidden)]
#[must_use]
pub const fn passed<const CHECKED: usize>() -> usize {
    CHECKED
}

/// An impl that depends on `CHECKED_DECLARATION`. Where the constant failed, the compiler does not ask what else the
/// trait requires.
#[doc(hidden)]
#[macro_export]
macro_rules! __checked_impl {
    (impl $Trait:path as $name:ident { $($body:tt)* }) => {
        #[cfg(not(doc))]
        #[automatically_derived]
        impl $Trait for $name
        where
            [(); CHECKED_DECLARATION]:,
        {
            $($body)*
        }
        #[cfg(doc)]
        impl $Trait for $name {
            $($body)*
        }
    };
}

/// An associated type that is known if `CHECKED_DECLARATION` is. The documentation shows the type itself.
#[doc(hidden)]
#[macro_export]
macro_rules! __known_type {
    ($name:ident = $ty:ty, $checked:ident) => {
        #[cfg(not(doc))]
        type $name = <$ty as $crate::__private::Known<$checked>>::Type;
        #[cfg(doc)]
        type $name = $ty;
    };
}

/// Fails the constant that calls it if an output has no list or map of this name. The output's own mistakes come first.
///
/// # Panics
/// Panics in that case, at compile time, with the problem and the name that was probably meant.
#[doc(hidden)]
#[track_caller]
#[must_use]
pub const fn assert_list(checked: usize, lists: &[&str], name: &str, problem: &str) -> usize {
    let mut at = 0;
    while at < lists.len() {
        if same(lists[at], name) {
            return checked;
        }
        at += 1;
    }
    let text = Text::new(problem);
    let text = match nearest(lists, name) {
        Some(near) => text.and(", did you mean `").and(near).and("`?"),
        None if lists.is_empty() => {
            text.and("; declare it there as a `Vec`, a `HashMap` or a `BTreeMap`")
        }
        None => listed(text.and("; name one that it has: "), lists),
    };
    panic!("{}", text.as_str())
}

/// Fails the constant that calls it if a field of an output is not the member that a model has for it.
///
/// `renamed` are the output's fields with `rename`, `field` the name of the field and of the member with the same words,
/// and `expected` the members, each with its usual field name.
///
/// # Panics
/// Panics in that case, at compile time: with what `says` begins, and the right field for `key`.
#[doc(hidden)]
#[track_caller]
#[must_use]
pub const fn assert_page(
    renamed: &[(&str, &str)],
    (field, mut member): (&str, &str),
    expected: &[(&str, &str)],
    says: &str,
    key: &str,
) -> usize {
    let mut at = 0;
    while at < renamed.len() {
        if same(renamed[at].0, field) {
            member = renamed[at].1;
        }
        at += 1;
    }
    // That the output has no such list is reported.
    if member.is_empty() && same(key, "items") {
        return 0;
    }
    at = 0;
    while at < expected.len() {
        if same(expected[at].0, member) {
            return 0;
        }
        at += 1;
    }
    let mut right = expected[0].1;
    at = 0;
    while at < renamed.len() {
        if same(renamed[at].1, expected[0].0) {
            right = renamed[at].0;
        }
        at += 1;
    }
    let text = Text::new(says).and("`").and(right).and("`; write `");
    let text = text.and(key).and(" = ").and(right).and("`");
    panic!("{}", text.as_str())
}

/// Fails the constant that calls it if a service has a model, which an operation with `service = Type` would ignore.
///
/// # Panics
/// Panics in that case, at compile time, with what to write instead.
#[doc(hidden)]
#[track_caller]
#[must_use]
pub const fn assert_unmodeled(model: &str, service: &str) -> usize {
    if model.is_empty() || same(model, UNKNOWN_MODEL) {
        return 0;
    }
    let text = Text::new("`").and(service);
    // Your own service has its version in the key of its model.
    let text = if contains(model, b' ') {
        text.and("` has a model, which its operations are checked against; write `service = \"..\"` with its path, and `client = ")
    } else {
        text.and("` is a service of AWS, whose operations are checked against its model; write `service = \"")
            .and(model)
            .and("\", client = ")
    };
    panic!("{}", text.and(service).and("`").as_str())
}

const fn contains(text: &str, byte: u8) -> bool {
    let (text, mut at) = (text.as_bytes(), 0);
    while at < text.len() {
        if text[at] == byte {
            return true;
        }
        at += 1;
    }
    false
}

const fn listed(mut text: Text, lists: &[&str]) -> Text {
    let mut at = 0;
    while at < lists.len() {
        let separator = if at == 0 { "`" } else { ", `" };
        text = text.and(separator).and(lists[at]).and("`");
        at += 1;
    }
    text
}

/// The name that was probably meant.
const fn nearest<'n>(names: &[&'n str], name: &str) -> Option<&'n str> {
    let (mut at, mut best, mut least) = (0, None, name.len() / 3 + 1);
    while at < names.len() {
        let candidate = names[at];
        let starts = name.len() > 1 && starts_with(candidate, name);
        let distance = if starts { 0 } else { distance(candidate, name) };
        if distance < least || (distance == least && best.is_none()) {
            (best, least) = (Some(candidate), distance);
        }
        at += 1;
    }
    best
}

const fn starts_with(text: &str, start: &str) -> bool {
    let (text, start) = (text.as_bytes(), start.as_bytes());
    let mut at = 0;
    while at < start.len() {
        if at >= text.len() || !text[at].eq_ignore_ascii_case(&start[at]) {
            return false;
        }
        at += 1;
    }
    true
}

/// Names longer than this are not compared.
const LONGEST: usize = 63;

/// How many letters were inserted, left out or replaced; their case does not count.
const fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() > LONGEST || b.len() > LONGEST {
        return LONGEST;
    }
    let mut row = [0; LONGEST + 1];
    let mut j = 0;
    while j <= b.len() {
        row[j] = j;
        j += 1;
    }
    let mut i = 0;
    while i < a.len() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        j = 0;
        while j < b.len() {
            let replaced = diagonal + !a[i].eq_ignore_ascii_case(&b[j]) as usize;
            diagonal = row[j + 1];
            row[j + 1] = least(replaced, least(row[j], row[j + 1]) + 1);
            j += 1;
        }
        i += 1;
    }
    row[b.len()]
}

const fn least(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

/// A message that is put together at compile time.
struct Text {
    bytes: [u8; 512],
    length: usize,
}

impl Text {
    const fn new(text: &str) -> Self {
        let empty = Text {
            bytes: [0; 512],
            length: 0,
        };
        empty.and(text)
    }

    /// What does not fit is left out.
    const fn and(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if self.length + text.len() > self.bytes.len() {
            return self;
        }
        let mut at = 0;
        while at < text.len() {
            self.bytes[self.length] = text[at];
            self.length += 1;
            at += 1;
        }
        self
    }

    const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(lists: &[&'static str], name: &'static str) -> String {
        let lists = lists.to_vec();
        let panic = std::panic::catch_unwind(move || {
            let _ = assert_list(0, &lists, name, "no such list");
        });
        *panic.unwrap_err().downcast::<String>().unwrap()
    }

    #[test]
    fn a_list_that_is_there_is_accepted() {
        assert_eq!(assert_list(0, &["rooms", "members"], "members", ""), 0);
    }

    #[test]
    fn a_misspelt_list_is_suggested() {
        for typo in ["roms", "Rooms", "roosm", "ro", "room"] {
            let said = message(&["members", "rooms"], typo);
            assert_eq!(said, "no such list, did you mean `rooms`?", "{typo}");
        }
    }

    #[test]
    fn without_a_near_one_all_lists_are_named() {
        assert_eq!(
            message(&["members", "rooms"], "accounts"),
            "no such list; name one that it has: `members`, `rooms`"
        );
        assert_eq!(
            message(&[], "rooms"),
            "no such list; declare it there as a `Vec`, a `HashMap` or a `BTreeMap`"
        );
    }

    #[test]
    fn a_page_is_in_the_member_that_the_field_is() {
        let page = |renamed: &'static [_], field: (&'static str, &'static str)| {
            let says = "a's List returns the next token in ";
            let expected = [("NextMarker", "next_marker")];
            let key = if field.0 == "list" {
                "items"
            } else {
                "output_token"
            };
            let panic = std::panic::catch_unwind(move || {
                let _ = assert_page(renamed, field, &expected, says, key);
            });
            panic
                .err()
                .map(|panic| *panic.downcast::<String>().unwrap())
        };
        let marker = ("marker", "Marker");
        assert_eq!(page(&[], ("next_marker", "NextMarker")), None);
        assert_eq!(page(&[("marker", "NextMarker")], marker), None);
        assert_eq!(page(&[("mark", "NextMarker")], ("mark", "")), None);
        assert_eq!(
            page(&[], marker).unwrap(),
            "a's List returns the next token in `next_marker`; write `output_token = next_marker`"
        );
        assert_eq!(
            page(&[("next", "NextMarker")], marker).unwrap(),
            "a's List returns the next token in `next`; write `output_token = next`"
        );
        let swapped = [("next_marker", "Marker")].as_slice();
        assert!(page(swapped, ("next_marker", "NextMarker")).is_some());
        // The output has no such field.
        assert!(page(&[], ("token", "")).is_some());
        // `assert_list` says that the output has no such list.
        assert_eq!(page(&[], ("list", "")), None);
    }

    #[test]
    fn a_message_that_is_too_long_is_cut_between_its_parts() {
        let long = "x".repeat(600);
        assert_eq!(Text::new("a").and(&long).and("b").as_str(), "ab");
    }
}
