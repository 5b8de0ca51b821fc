//! The feature `dynamodb`.

mod conversion;
mod pages;
mod round_trips;
mod transactions;
