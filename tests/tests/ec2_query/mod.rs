//! ec2Query.

mod conformance;
