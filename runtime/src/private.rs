//! What expansions may name. Nothing else may: this changes without notice.

pub use std::{
    self,
    clone::Clone,
    convert::Into,
    default::Default,
    fmt,
    option::Option::{self, None, Some},
    primitive::{bool, i32, str, u8, usize},
    result::Result::{self, Err, Ok},
    string::String,
    time::Duration,
    vec::Vec,
};

pub use bytes::Bytes;
pub use http::{self, Method};
pub use opsmith_macros::__wire_format;
pub use serde;

pub use crate::{
    __wire_name as wire_name, ApiError, BoxFuture, Call, Client, DecodeError, Error, ErrorCode,
    ItemStream, Operation, OperationMeta, Output, Pages, Paginated, PaginatedItems,
    PresignedRequest, RequestWriter, ResponseReader, RetryKind, Secrets, Service, ServiceMeta,
    TimestampFormat, UnknownMember, Unmodeled,
    api_error::{AsMessage, ErrorShape, ErrorShapeOf, codes, fmt_api_error},
    decode::{Decode, Reader, Slot, deserialize, read_structure, read_union, required},
    encode::{Encode, MapKey, Writer, serialize},
    endpoint::table as services,
    header::{HeaderText, MediaType},
    paginate::Items,
    payload::{
        FromPayload, Payload, PayloadBody, PayloadWriter, ShapeKind, ShapePayload, required_payload,
    },
    presign::{Presign, ToCurl, ToHttp, presign, to_curl, to_http},
    query::QueryValue,
    redact::{Redacted, Show, debug_struct},
    response::{ResponseWriter, required_header},
    service::{Case, cased, cased_len, utf8},
    soft::{NotStreaming, Streaming, body, header_text, payload},
    text::{As, FromText, HoldsTimestamp, LabelAs, Text},
};
