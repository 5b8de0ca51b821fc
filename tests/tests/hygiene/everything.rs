// One declaration of every kind, included where it must compile: under a different name of the crate, without the
// prelude, and with denied lints. The including module imports the names that are used here, and the crate as `ops`.

/// The service.
#[service(crate = ops, id = "chime", rename_all = "PascalCase", error = ChimeError)]
#[derive(Clone, Debug)]
pub struct Chime;

/// Your own service.
#[service(crate = ops, signing_name = "execute-api", endpoint = "https://api.example.com/prod")]
pub struct Orders;

/// Every location of a request that can be combined.
#[operation(
    crate = ops,
    service = "chime",
    unlisted,
    client = Chime,
    method = "PUT",
    path = "/accounts/<AccountId>/rooms/<RoomId+>?mode=full",
    host_prefix = "data.<AccountId>.",
    name = "PutRoomEverywhere",
    output = PutRoomOutput,
    checksum = "md5",
)]
pub struct PutRoom {
    /// A label of the path and of the host.
    pub account_id: String,
    /// A greedy label.
    pub room_id: String,
    /// A query parameter.
    #[op(query = "max-results")]
    pub max_results: Option<i32>,
    /// A list in the query.
    #[op(query)]
    pub filters: Option<Vec<String>>,
    /// The rest of the query.
    #[op(query_map)]
    pub more: Option<HashMap<String, Vec<String>>>,
    /// A header.
    #[op(header = "X-Chime-Bearer", sensitive)]
    pub bearer: Option<String>,
    /// A header with JSON.
    #[op(header = "X-Chime-Context", media_type = "application/json")]
    pub context: Option<String>,
    /// Headers below a prefix.
    #[op(prefix_headers = "X-Chime-Meta-")]
    pub metadata: Option<HashMap<String, String>>,
    /// A header with a timestamp.
    #[op(header = "X-Chime-Since", timestamp = "http-date")]
    pub since: Option<Timestamp>,
    /// The idempotency token.
    #[op(idempotency_token)]
    pub token: Option<String>,
    /// A secret in the body.
    #[op(sensitive)]
    pub name: String,
    /// A member with a default.
    #[op(default, rename = "labels")]
    pub tags: Vec<Tag>,
    /// A string enum.
    pub role: Option<Role>,
    /// An int enum.
    pub priority: Option<Priority>,
    /// A union.
    pub target: Option<Target>,
    /// A timestamp with its own format.
    #[op(timestamp = "date-time")]
    pub starts: Option<Timestamp>,
    /// A structure with a type parameter.
    pub page: Option<Page<Tag>>,
}

/// Every location of a response that can be combined.
#[output(crate = ops, rename_all = "PascalCase")]
pub struct PutRoomOutput {
    /// The status.
    #[op(status)]
    pub status: u16,
    /// A header.
    #[op(header = "ETag")]
    pub e_tag: Option<String>,
    /// A required header.
    #[op(header = "X-Chime-Revision")]
    pub revision: i64,
    /// Headers below a prefix.
    #[op(prefix_headers = "X-Chime-Meta-")]
    pub metadata: Option<HashMap<String, String>>,
    /// A required member.
    pub tag: Tag,
    /// A list.
    #[op(default)]
    pub tags: Vec<Tag>,
    /// A secret.
    #[op(sensitive)]
    pub message: Option<String>,
}

/// A payload that streams.
#[operation(crate = ops, service = Orders, path = "/files/<Name>", method = "PUT", output = FileOutput, unsigned_payload)]
pub struct PutFile {
    /// The name.
    pub name: String,
    /// The data.
    #[op(payload, media_type = "application/octet-stream")]
    pub data: Blob,
}

/// The file.
#[output(crate = ops)]
pub struct FileOutput {
    /// The data.
    #[op(payload)]
    pub data: Option<ByteStream>,
}

/// A paginated list.
#[operation(
    crate = ops,
    service = "chime",
    unlisted,
    client = Chime,
    path = "/accounts/<AccountId>/tags",
    output = ListTagsOutput,
    error = Unmodeled,
    auth = "none",
    paginate(token = next_token, items = tags),
)]
pub struct ListTags {
    /// The account.
    pub account_id: String,
    /// The page.
    #[op(query = "next-token")]
    pub next_token: Option<String>,
}

/// A page of tags.
#[output(crate = ops, rename_all = "camelCase")]
pub struct ListTagsOutput {
    /// The tags.
    pub tags: Option<Vec<Tag>>,
    /// The next page.
    pub next_token: Option<String>,
}

/// Neither input nor output.
#[operation(crate = ops, service = "chime", unlisted, path = "/ping")]
pub struct Ping;

/// A structure.
#[shape(crate = ops, rename_all = "PascalCase")]
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Tag {
    /// The key.
    pub key: String,
    /// The value.
    #[op(sensitive)]
    pub value: Option<String>,
    /// A tag may have tags.
    pub nested: Option<Box<Self>>,
    /// By name.
    pub by_name: Option<BTreeMap<String, Option<Self>>>,
}

/// A structure with a type parameter.
#[shape(crate = ops)]
pub struct Page<T> {
    /// What is on the page.
    pub items: Vec<T>,
    /// Where it comes from.
    #[op(timestamp = "epoch-seconds")]
    pub at: Option<Timestamp>,
}

/// A string enum.
#[shape(crate = ops, rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, PartialEq, Eq)]
pub enum Role {
    /// Of the room.
    RoomAdministrator,
    /// Renamed.
    #[op(rename = "member")]
    Member,
    /// New ones.
    #[op(other)]
    Other(String),
}

/// An int enum.
#[shape(crate = ops)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// One.
    #[op(value = 1)]
    Low,
    /// Minus one.
    #[op(value = -1)]
    Negative,
    /// New ones.
    #[op(other)]
    Other(i32),
}

/// A union.
#[shape(crate = ops, rename_all = "camelCase")]
pub enum Target {
    /// A room.
    RoomId(String),
    /// A tag.
    #[op(rename = "byTag")]
    Tag(Tag),
    /// A time.
    #[op(timestamp = "date-time")]
    At(Timestamp),
    /// A secret.
    #[op(sensitive)]
    Secret(String),
    /// Nothing.
    Everyone(()),
    /// New ones.
    #[op(other)]
    Other(UnknownMember),
}

/// What goes wrong.
#[derive(Debug, ApiError)]
#[op(crate = ops)]
pub enum ChimeError {
    /// Not there.
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
    /// With members of its own.
    #[op(code = "ConflictException", status = 409)]
    Conflict(Conflict),
    /// Too fast.
    #[op(code = "ThrottledClientException", status = 429, retry = "throttling")]
    Throttled(ErrorBody),
    /// Everything else.
    #[op(other)]
    Other(Unmodeled),
}

/// The members of an error.
#[output(crate = ops, rename_all = "PascalCase")]
pub struct Conflict {
    /// What the service says.
    pub message: Option<String>,
    /// With whom.
    pub room_id: String,
}
