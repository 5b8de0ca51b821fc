//! Without `crate = ops`, one line restores the name.

#![allow(missing_docs)]

extern crate ops as opsmith;

use ops::{Operation, operation};

#[operation(service = "chime", unlisted, path = "/rooms")]
pub struct ListHalls {
    #[op(query)]
    pub token: Option<String>,
}

#[test]
fn an_alias_restores_the_name_of_the_crate() {
    assert_eq!(ListHalls::META.path, ["/rooms"]);
}
