//! The feature `dynamodb`.

mod conversion;
mod endpoints;
mod mutated;
mod pages;
mod round_trips;
mod transactions;
