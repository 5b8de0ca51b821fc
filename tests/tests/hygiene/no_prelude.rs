//! A module without the prelude: only what it imports is in scope.

#![no_implicit_prelude]

use ::opsmith::{
    self as ops, ApiError, Blob, ByteStream, ErrorBody, Timestamp, UnknownMember, Unmodeled,
    operation, output, service, shape,
};
use ::std::{
    boxed::Box,
    clone::Clone,
    cmp::{Eq, PartialEq},
    collections::{BTreeMap, HashMap},
    default::Default,
    fmt::Debug,
    hash::Hash,
    marker::Copy,
    option::Option,
    string::String,
    vec::Vec,
};

::std::include!("everything.rs");
