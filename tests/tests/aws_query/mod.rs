//! awsQuery.

mod conformance;
