//! What is done to a request once its body stands: checksum, compression.

use super::RestJson;
use crate::rest_json::plain::plain;
use opsmith::operation;

#[operation(service = RestJson, path = "/HttpChecksumRequired", checksum = "md5")]
pub struct HttpChecksumRequired {
    pub foo: Option<String>,
}

#[operation(
    service = RestJson,
    path = "/requestcompression/putcontentwithencoding",
    compression = "gzip"
)]
pub struct PutWithContentEncoding {
    #[op(header = "Content-Encoding")]
    pub encoding: Option<String>,
    pub data: Option<String>,
}

plain! {
    HttpChecksumRequired { foo }
    PutWithContentEncoding { encoding, data }
}
