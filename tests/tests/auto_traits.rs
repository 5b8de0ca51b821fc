//! Every public type can be sent to other threads and shown, and shared between threads unless it is a future or a
//! stream, which only its owner can poll.
//!
//! The list is complete: it is compared with what the crate exports.

use std::collections::BTreeSet;
use std::fmt::Debug;

use crate::chime::{ChimeError, GetRoom, GetRoomOutput, ListRooms};

/// Asserts the traits of the types and returns their names.
macro_rules! assert_types {
    ($($bound:path),+; $($ty:ty),* $(,)?) => {{
        fn assert_type<T: $($bound +)+>() {}
        $(assert_type::<$ty>();)*
        [$(stringify!($ty)),*]
    }};
}

/// The types that `lib.rs` exports at the root: what starts with a capital in its lists of `pub use`.
fn exported() -> BTreeSet<String> {
    let root = include_str!("../../runtime/src/lib.rs");
    let mut names = BTreeSet::new();
    for export in root.split("\npub use ").skip(1) {
        let (export, _) = export.split_once(';').unwrap();
        // What the macros and other crates define is theirs.
        if export.starts_with(['{', 'o']) || export.starts_with("aws") {
            continue;
        }
        let words = export.split(|c: char| !c.is_alphanumeric() && c != '_');
        let types = words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
        names.extend(types.map(str::to_owned));
    }
    names
}

/// Traits and aliases, which have no values of their own.
const TRAITS: [&str; 15] = [
    "ApiError",
    "BoxError",
    "BoxFuture",
    "Clock",
    "Hook",
    "IntoCall",
    "Operation",
    "Output",
    "Paginated",
    "PaginatedItems",
    "ProvideToken",
    "Rng",
    "Sendable",
    "Service",
    "Transport",
];

#[test]
fn every_public_type_is_send_sync_and_debug() {
    use opsmith::*;
    let futures = assert_types![
        Send, Debug;
        Call<GetRoom>,
        CallWithMetadata<GetRoom>,
        ItemStream<ListRooms>,
        Pages<ListRooms>,
        Presign<GetRoom>,
        ToCurl<GetRoom>,
        ToHttp<GetRoom>,
    ];
    let shared = assert_types![
        Send, Sync, Debug;
        Attempt,
        Auth,
        Blob,
        Body,
        BuildError,
        ByteStream,
        Client,
        ClientBuilder,
        ConfigError,
        ConnectionHandle,
        DecodeError,
        Document,
        EndpointError,
        EndpointErrorKind,
        Error<ChimeError>,
        ErrorBody,
        ErrorKind,
        Failure,
        HttpTransport,
        HttpTransportBuilder,
        Json<GetRoomOutput>,
        OperationMeta,
        PresignedRequest,
        ResponseMetadata,
        RetryConfig,
        RetryKind,
        RetryMode,
        Secrets,
        ServiceMeta,
        StalledStreamProtection,
        SystemClock,
        SystemRng,
        TimeoutKind,
        Timeouts,
        Timestamp,
        TimestampError,
        TimestampFormat,
        TowerTransport<fn()>,
        TransportError,
        TransportErrorKind,
        UnknownMember,
        Unmodeled,
    ];
    // In modules.
    assert_types![
        Send, Sync, Debug;
        blocking::Client,
        blocking::ClientError,
        credentials::ChainError,
        credentials::CredentialsError,
        credentials::DefaultChain,
        credentials::EnvironmentProvider,
        testing::FakeService,
        testing::FixedRng,
        testing::Received,
        testing::ScriptedTransport,
        testing::TestClock,
        wire::ErrorCode,
        wire::RequestWriter,
        wire::ResponseWriter,
    ];
    let listed: BTreeSet<_> = shared
        .iter()
        .chain(&futures)
        .map(|ty| ty.split('<').next().unwrap().trim().to_owned())
        .chain(TRAITS.map(str::to_owned))
        .collect();
    let unlisted: Vec<_> = exported().difference(&listed).cloned().collect();
    assert!(unlisted.is_empty(), "not asserted: {unlisted:?}");
}
