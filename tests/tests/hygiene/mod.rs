//! Declarations work anywhere, regardless of what else is in scope.
//!
//! Most of the test is that they compile. `renamed/src/lib.rs` denies the lints that a user may deny.

mod configured;
mod generics;
mod made_by_macros;
mod names_of_locals;
mod no_prelude;
mod places;
mod raw;
mod shadowed;

use opsmith::Operation;

/// An operation's method and path.
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
