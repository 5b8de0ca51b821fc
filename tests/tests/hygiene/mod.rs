//! Declarations work anywhere, no matter what else has the names that they use.
//!
//! That they compile is most of the test. Lints that a user may deny are denied in `renamed/src/lib.rs`.

mod configured;
mod generics;
mod made_by_macros;
mod names_of_locals;
mod no_prelude;
mod places;
mod raw;
mod shadowed;

use opsmith::Operation;

/// What an operation says of itself: method and path.
fn line<O: Operation>() -> String {
    format!("{} {}", O::META.method, O::META.path.join("*"))
}

#[test]
fn without_the_prelude() {
    use no_prelude::{Ping, PutRoom, Tag};

    assert_eq!(line::<PutRoom>(), "PUT /accounts/*/rooms/*");
    assert_eq!(line::<Ping>(), "GET /ping");
    let put = PutRoom::new("a", "r", "secret").tags(vec![Tag::default()]);
    assert!(!format!("{put:?}").contains("secret"));
}
