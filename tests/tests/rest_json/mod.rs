//! The official restJson1 protocol tests (Smithy's, in the form that botocore publishes), with one test per case.
//!
//! Each case is written out in full: the declaration of its operation (`operations/`), the call and what it must send
//! (`input/`), the response and what it must become (`output/`). If `CONFORMANCE_DIR` is set to the folder of
//! `rest-json.input.json` and `rest-json.output.json`, every test also compares its case with the file.

// Tests are named after their cases, members and variants after the official shapes.
#![allow(non_snake_case)]
#![allow(
    clippy::disallowed_names,
    clippy::enum_variant_names,
    clippy::struct_field_names
)]
// All of this is test code, although clippy recognizes only `#[test]` functions.
#![allow(clippy::expect_used)]

mod harness;
mod official;
mod operations;
mod plain;
mod values;

/// One test per case, named after its ID, from the functions of the given modules. A function that is not listed is dead
/// code.
macro_rules! tests {
    ($case:ty: $($module:ident { $($id:ident)* })*) => {
        $($(
            #[test]
            fn $id() {
                $module::$id(<$case>::new(stringify!($id)));
            }
        )*)*
    };
}
use tests;

mod input;
mod output;

#[test]
fn every_official_case_is_a_test() {
    official::every_official_case_is_a_test();
}
