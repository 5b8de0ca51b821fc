//! Declarations in a crate that renames opsmith to `ops` and denies every lint that generated code could trigger.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    unused,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results
)]
#![deny(
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::cargo_common_metadata,
    clippy::as_conversions,
    clippy::dbg_macro,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::shadow_unrelated,
    clippy::unreachable,
    clippy::unwrap_used,
    clippy::use_debug
)]
#![allow(
    clippy::cargo_common_metadata,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs
)]

use std::collections::{BTreeMap, HashMap};

use ops::{
    ApiError, Blob, ByteStream, ErrorBody, Timestamp, UnknownMember, Unmodeled, operation, output,
    service, shape,
};

include!("../../tests/hygiene/everything.rs");
