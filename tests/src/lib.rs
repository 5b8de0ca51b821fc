//! This crate contains only tests; see `tests/`.
