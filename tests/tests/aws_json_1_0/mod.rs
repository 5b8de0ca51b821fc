//! awsJson 1.0.

mod conformance;
