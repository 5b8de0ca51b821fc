//! The integration tests, in one binary to save link time.

// Like tests, their helpers may panic.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod auto_traits;
mod aws_json;
mod aws_json_1_0;
mod aws_json_1_1;
mod aws_query;
mod bad_input;
mod bearer;
mod chime;
mod clients;
mod conformance;
mod declarations;
mod dynamodb;
mod ec2_query;
mod end_to_end;
mod envelopes;
mod errors;
mod fake;
mod faults;
mod gallery;
mod half_typed;
mod hygiene;
mod member_names;
mod models;
mod network;
mod prepared;
mod private_api;
mod properties;
mod rest_json;
mod rest_xml;
mod rpc_v2_cbor;
mod server;
mod service_calls;
mod streaming;
mod traces;
mod ui;
mod wire;
