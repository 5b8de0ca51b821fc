//! The official restJson1 protocol tests (Smithy's, in the form that botocore publishes), one test a case.
//!
//! Each case is written down here in full: the declaration of its operation (`operations/`), the call and what it must
//! send (`input/`), the response and what it must become (`output/`). With `CONFORMANCE_DIR` set to the folder of
//! `rest-json.input.json` and `rest-json.output.json`, every test also checks that the file says the same of its case.

// A test is named by its case, members and variants by the official shapes.
#![allow(non_snake_case)]
#![allow(
    clippy::disallowed_names,
    clippy::enum_variant_names,
    clippy::struct_field_names
)]
// All of this is test code, though clippy takes only the `#[test]` functions for that.
#![allow(clippy::expect_used)]

mod harness;
mod official;
mod operations;
mod plain;
mod values;
mod wire;

/// One test a case, named by its id, from the functions of the named modules (a function that is not named is dead code).
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
fn no_case_is_missing() {
    official::no_case_is_missing();
}
