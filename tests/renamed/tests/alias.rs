//! Without `crate = ops`, one line brings back the name.

#![allow(missing_docs)]

extern crate ops as opsmith;

use ops::{Operation, operation};

#[operation(service = "chime", path = "/rooms")]
pub struct ListRooms {
    #[op(query)]
    pub token: Option<String>,
}

#[test]
fn the_crate_has_its_own_name_again() {
    assert_eq!(ListRooms::META.path, ["/rooms"]);
}
