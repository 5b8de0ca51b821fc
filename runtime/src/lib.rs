#![doc = include_str!("../docs/reference.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod activity;
mod adaptive;
mod api_error;
mod blob;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod call;
mod checksum;
mod client;
mod clock;
mod compression;
mod config;
pub mod credentials;
mod decode;
mod document;
mod encode;
mod endpoint;
mod envelope;
mod error;
mod header;
mod hooks;
mod http_transport;
mod operation;
mod options;
mod paginate;
mod payload;
mod pipeline;
mod presign;
mod query;
mod redact;
mod request;
mod response;
mod retry;
#[cfg(feature = "aws-config")]
mod sdk_config;
mod service;
mod sign;
mod skew;
mod soft;
mod stream;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
mod timeout;
mod timestamp;
#[cfg(feature = "tower")]
mod tower_transport;
mod transport;
mod uri;
mod user_agent;
mod warm_up;
mod wire_serde;

#[doc(hidden)]
pub mod private;
#[doc(hidden)]
pub use private as __private;

use std::{future::Future, pin::Pin};

pub use aws_credential_types::{Credentials, provider::ProvideCredentials};
pub use opsmith_macros::{ApiError, operation, output, service, shape};
// The derives behind the attributes.
#[doc(hidden)]
pub use opsmith_macros::{Operation, Output, Shape};
// Expansions use these through `__private`. They are here too, because this is how the compiler's messages call them.
#[doc(hidden)]
pub use {
    api_error::{AsMessage, ErrorShape},
    decode::{Slot, required},
    header::{HeaderSlot, MediaType, PrefixSlot},
    paginate::Items,
    payload::{PayloadSlot, ShapePayload, required_payload},
    response::required_header,
    text::{As, HoldsTimestamp, LabelAs},
};

pub use api_error::{ApiError, ErrorBody, ErrorCode, Unmodeled};
pub use blob::Blob;
pub use body::{Body, BoxError};
pub use call::{Call, CallWithMetadata, ResponseMetadata};
pub use client::{Client, ClientBuilder};
pub use clock::{Clock, Rng, SystemClock, SystemRng};
pub use config::ConfigError;
pub use decode::{Decode, DecodeError, Reader};
pub use document::{Document, UnknownMember};
pub use encode::{Encode, MapKey, Writer};
pub use endpoint::{EndpointError, EndpointErrorKind, ServiceMeta};
pub use error::{Error, ErrorKind, TimeoutKind};
pub use header::{FromHeader, HeaderMembers, HeaderText};
pub use hooks::{Attempt, Hook};
pub use http_transport::HttpTransport;
pub use operation::{Operation, OperationMeta, Output};
pub use paginate::{ItemStream, Pages, Paginated, PaginatedItems};
pub use payload::{FromPayload, Payload, PayloadWriter};
pub use presign::{PresignedRequest, Secrets};
pub use query::{QueryMap, QueryValue};
pub use request::{BuildError, RequestWriter};
pub use response::{ResponseReader, ResponseWriter};
pub use retry::{RetryConfig, RetryKind, RetryMode};
pub use service::Service;
pub use stream::ByteStream;
pub use text::{FromText, Text};
pub use timeout::Timeouts;
pub use timestamp::{Timestamp, TimestampError, TimestampFormat};
#[cfg(feature = "tower")]
pub use tower_transport::TowerTransport;
pub use transport::{Transport, TransportError, TransportErrorKind};

/// A future that is boxed, as object-safe traits return them.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
