#![doc = include_str!("../docs/reference.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod binding;
mod call;
mod client;
mod clock;
mod codec;
mod config;
#[cfg(test)]
mod conformance;
pub mod credentials;
mod declaration;
#[cfg(feature = "dynamodb")]
pub mod dynamodb;
mod endpoint;
mod error;
mod future;
mod pipeline;
mod protocol;
mod redact;
mod reported_once;
mod retry;
#[cfg(feature = "__both-ends")]
mod serve;
#[cfg(feature = "server")]
pub mod server;
mod signing;
#[cfg(feature = "testing")]
pub mod testing;
mod transport;
mod value;
pub mod wire;

#[doc(hidden)]
pub mod private;
#[doc(hidden)]
pub use private as __private;

// The crates whose types are in this crate's signatures.
pub use {aws_credential_types, bytes, futures_core, http, http_body};

pub use aws_credential_types::{Credentials, provider::ProvideCredentials};
pub use opsmith_macros::{ApiError, operation, output, service, shape};
// The derives behind the attributes.
#[doc(hidden)]
pub use opsmith_macros::{Operation, Output, Shape};

pub use binding::request::BuildError;
#[cfg(feature = "blocking")]
pub use call::blocking;
pub use call::methods::{IntoCall, Sendable};
pub use call::paginate::{ItemStream, Pages, Paginated, PaginatedItems};
pub use call::presign::{Presign, PresignedRequest, Secrets, ToCurl, ToHttp};
pub use call::{Call, CallWithMetadata, ResponseMetadata};
pub use client::hooks::{Attempt, Hook};
pub use client::{Client, ClientBuilder};
pub use clock::{Clock, Rng, SystemClock, SystemRng};
pub use codec::decode::DecodeError;
pub use config::ConfigError;
pub use declaration::api_error::{ApiError, ErrorBody, Unmodeled};
pub use declaration::meta::{Auth, OperationMeta};
pub use declaration::operation::Operation;
pub use declaration::output::Output;
pub use declaration::service::Service;
pub use endpoint::{EndpointError, EndpointErrorKind, ServiceMeta};
pub use error::{Error, ErrorKind, Failure, TimeoutKind};
pub use future::BoxFuture;
pub use retry::{RetryConfig, RetryKind, RetryMode};
pub use transport::body::{Body, BoxError};
pub use transport::builder::HttpTransportBuilder;
pub use transport::http_transport::HttpTransport;
pub use transport::throughput::StalledStreamProtection;
pub use transport::timeout::Timeouts;
#[cfg(feature = "tower")]
pub use transport::tower_transport::TowerTransport;
pub use transport::{ConnectionHandle, Transport, TransportError, TransportErrorKind};
pub use value::blob::Blob;
pub use value::document::{Document, UnknownMember};
pub use value::json::Json;
pub use value::stream::ByteStream;
pub use value::timestamp::{Timestamp, TimestampError, TimestampFormat};
