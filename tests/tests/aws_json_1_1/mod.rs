//! awsJson 1.1.

mod conformance;
