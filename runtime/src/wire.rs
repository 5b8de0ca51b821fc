//! How members become bytes and bytes become members. You need none of it to call operations: the macros implement
//! these traits for your types.
//!
//! | where a member is | written by | read by |
//! |---|---|---|
//! | the body, as JSON | [`Encode`] with a [`Writer`] | [`Decode`] with a [`Reader`] |
//! | a key of a map in the body | [`MapKey`] | [`MapKey`] |
//! | the path, the query, a header | [`Text`] | [`FromText`] |
//! | a header, lists included | [`HeaderText`], [`HeaderMembers`] with `prefix_headers` | [`FromHeader`] |
//! | a query parameter, lists included | [`QueryValue`], [`QueryMap`] with `query_map` | - |
//! | the whole body | [`Payload`] with a [`PayloadWriter`] | [`FromPayload`] |
//!
//! [`Encode`], [`Decode`], [`MapKey`], [`Text`] and [`FromText`] can be implemented by hand, for a type that is on the wire
//! what another type is. The other traits follow from these, or are implemented for the types of the standard library and
//! of this crate. [`RequestWriter`], [`ResponseReader`], [`ResponseWriter`] and [`ErrorCode`] are what the macros' impls
//! are written with.
//!
//! ```
//! use opsmith::{
//!     DecodeError, TimestampFormat, operation, shape,
//!     wire::{Decode, Encode, FromText, MapKey, Reader, Text, Writer},
//! };
//!
//! /// An account's id: a string on the wire, and not to be mistaken for another string.
//! #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
//! pub struct AccountId(String);
//!
//! impl Encode for AccountId {
//!     fn encode(&self, writer: &mut Writer) {
//!         self.0.encode(writer);
//!     }
//! }
//!
//! impl Decode for AccountId {
//!     fn decode(reader: &mut dyn Reader) -> Result<Self, DecodeError> {
//!         String::decode(reader).map(Self)
//!     }
//! }
//!
//! impl Text for AccountId {
//!     fn text(&self, out: &mut String, format: TimestampFormat) {
//!         self.0.text(out, format);
//!     }
//! }
//!
//! impl FromText for AccountId {
//!     fn from_text(text: &str) -> Result<Self, DecodeError> {
//!         String::from_text(text).map(Self)
//!     }
//! }
//!
//! impl MapKey for AccountId {
//!     fn as_key(&self) -> &str {
//!         &self.0
//!     }
//!
//!     fn from_key(key: String) -> Self {
//!         Self(key)
//!     }
//! }
//!
//! #[operation(service = "chime", path = "/accounts/<AccountId>/rooms")]
//! pub struct CreateRoom {
//!     account_id: AccountId,
//!     #[op(rename = "Copies")]
//!     copies: Option<Vec<AccountId>>,
//! }
//!
//! #[shape]
//! pub struct Quota {
//!     limits: std::collections::BTreeMap<AccountId, i32>,
//! }
//!
//! let json = r#"{"limits":{"123456789012":7}}"#;
//! let quota: Quota = serde_json::from_str(json)?;
//! assert_eq!(quota.limits[&AccountId("123456789012".to_owned())], 7);
//! assert_eq!(serde_json::to_string(&quota)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```

pub use crate::binding::header::{FromHeader, HeaderMembers, HeaderText};
pub use crate::binding::payload::{FromPayload, Payload, PayloadWriter};
pub use crate::binding::query::{QueryMap, QueryValue};
pub use crate::binding::request::RequestWriter;
pub use crate::binding::response::{ResponseReader, ResponseWriter};
pub use crate::binding::text::{FromText, Text};
pub use crate::codec::decode::{Decode, Reader};
pub use crate::codec::encode::{Encode, MapKey, Writer};
pub use crate::declaration::meta::ErrorCode;

// Expansions use these through `__private`. They are here too, because this is how the compiler's messages call them.
#[doc(hidden)]
pub use crate::binding::header::{HeaderSlot, MediaType, PrefixSlot};
pub use crate::binding::payload::{PayloadSlot, ShapePayload, required_payload};
pub use crate::binding::response::required_header;
pub use crate::binding::text::{As, HoldsTimestamp, LabelAs};
pub use crate::call::paginate::Items;
pub use crate::codec::decode::{Hashed, Slot, Sorted, required};
pub use crate::declaration::api_error::{AsMessage, ErrorShape};
