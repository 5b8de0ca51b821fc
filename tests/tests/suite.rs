//! The tests of the crate as a whole, in one binary to save linking.

mod chime;
mod end_to_end;
mod rest_json;
