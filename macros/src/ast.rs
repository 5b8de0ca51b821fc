//! Checked declarations, as the generator needs them: every location and every name is final.

use syn::{Attribute, DeriveInput, Ident, Type};

use crate::attr::Text;
use crate::case::Case;
use crate::path::Template;

/// The part of an operation that the rest of the program sees. It is known even if the declaration is wrong.
pub(crate) struct Interface<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) service: Option<Service>,
    /// `client = Type`
    pub(crate) client: Option<Type>,
    pub(crate) output: Option<Type>,
    pub(crate) error: Option<Type>,
    pub(crate) paginate: Option<Paginate>,
    /// The pages according to the model, if the declaration does not say anything about them.
    pub(crate) pages: ModelPages<'a>,
    pub(crate) arguments: Vec<Argument<'a>>,
}

impl Interface<'_> {
    /// The type of `service = Type` or `client = Type`.
    pub(crate) fn service_type(&self) -> Option<&Type> {
        match &self.service {
            Some(Service::Type(ty)) => Some(ty),
            _ => self.client.as_ref(),
        }
    }
}

/// A field as an argument of `new` or as a setter.
pub(crate) struct Argument<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) attrs: &'a [Attribute],
    pub(crate) presence: Presence,
}

/// The arguments of `new` and the setters of an output or a structure; `None` if it has neither. They are known even if
/// the declaration is wrong.
pub(crate) type Constructor<'a> = Option<Vec<Argument<'a>>>;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    /// `Option<T>`
    Optional,
    /// `#[op(default)]`
    Defaulted,
}

/// The HTTP binding of an operation. Only declarations without mistakes have one.
pub(crate) struct HttpBinding<'a> {
    pub(crate) name: String,
    pub(crate) method: &'static str,
    pub(crate) path: Template,
    pub(crate) host: Option<Template>,
    /// The fields of the labels of `path`, in the same order.
    pub(crate) labels: Vec<usize>,
    pub(crate) host_labels: Vec<usize>,
    pub(crate) members: Vec<Member<'a>>,
    /// The model has members in the body, and the declaration has none of them: the body is an empty structure.
    pub(crate) empty_body: bool,
    pub(crate) flags: Flags,
    /// The row of the endpoint table, if it is not the service's.
    pub(crate) endpoint: Option<String>,
    /// The root element of the body in XML.
    pub(crate) root: Option<Tag>,
}

/// How requests are authenticated; the runtime's enum has the same variants.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Auth {
    #[default]
    SigV4,
    Bearer,
    SigV4OrBearer,
    None,
}

impl Auth {
    /// Whether an operation that is authenticated like this may also be declared as `other`.
    pub(crate) fn includes(self, other: Auth) -> bool {
        let either = self == Self::SigV4OrBearer;
        self == other || (either && matches!(other, Self::SigV4 | Self::Bearer))
    }

    /// What messages say about an operation that is authenticated like this.
    pub(crate) const fn as_model(self) -> &'static str {
        match self {
            Self::SigV4 => "must be signed",
            Self::Bearer => "takes a bearer token",
            Self::SigV4OrBearer => "is signed or takes a bearer token",
            Self::None => "is not signed",
        }
    }
}

/// The settings that are either on or off, and the authentication.
#[allow(clippy::struct_excessive_bools)] // Each is one of Smithy's traits, and they can be combined freely.
#[derive(Clone, Copy, Default)]
pub(crate) struct Flags {
    pub(crate) md5: bool,
    pub(crate) compression: bool,
    pub(crate) auth: Auth,
    pub(crate) unsigned_payload: bool,
}

/// A member of an operation, output or structure.
pub(crate) struct Member<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) presence: Presence,
    pub(crate) location: Location,
    pub(crate) timestamp: Option<TimestampFormat>,
    pub(crate) sensitive: bool,
    pub(crate) idempotency_token: bool,
    pub(crate) media_type: Option<String>,
    pub(crate) traits: Traits,
}

/// What only XML and queries need to know of a member. The runtime's type has the same fields.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    pub(crate) attribute: bool,
    pub(crate) flattened: bool,
    pub(crate) tag: Tag,
    pub(crate) item: Tag,
    pub(crate) key: Tag,
    pub(crate) value: Tag,
    /// Its name in the requests of EC2, if it does not follow from the other one.
    pub(crate) ec2: String,
    /// Whether it is an ID of Route 53.
    pub(crate) is_id: bool,
    /// The traits of what is in a list or map.
    pub(crate) inner: Option<Box<Traits>>,
}

/// The name of an XML element and its namespace; what is empty is the default.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) namespace: String,
    pub(crate) prefix: String,
}

/// The location of a member.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Location {
    Label,
    Query(Name),
    QueryMap,
    Header(String),
    PrefixHeaders(String),
    Status,
    Payload,
    Body(Name),
}

/// A member's wire name.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Name {
    Known(String),
    /// The Rust name; the service's type determines the case.
    ByService(String),
}

impl Name {
    pub(crate) fn shown(&self) -> &str {
        match self {
            Name::Known(name) | Name::ByService(name) => name,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimestampFormat {
    DateTime,
    HttpDate,
    EpochSeconds,
}

impl TimestampFormat {
    /// The values of `timestamp`.
    pub(crate) const ALL: [&'static str; 3] = ["date-time", "epoch-seconds", "http-date"];

    pub(crate) fn parse(value: &str) -> Option<Self> {
        match value {
            "date-time" => Some(TimestampFormat::DateTime),
            "http-date" => Some(TimestampFormat::HttpDate),
            "epoch-seconds" => Some(TimestampFormat::EpochSeconds),
            _ => None,
        }
    }

    /// The value of `timestamp`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            TimestampFormat::DateTime => "date-time",
            TimestampFormat::HttpDate => "http-date",
            TimestampFormat::EpochSeconds => "epoch-seconds",
        }
    }

    /// The variant of the runtime's type.
    pub(crate) fn variant(self) -> &'static str {
        match self {
            TimestampFormat::DateTime => "DateTime",
            TimestampFormat::HttpDate => "HttpDate",
            TimestampFormat::EpochSeconds => "EpochSeconds",
        }
    }
}

/// `service = ..`
pub(crate) enum Service {
    /// The ID of an AWS service, or before it is checked, the path of a model.
    Id(Text),
    Own(OwnService),
    Type(Type),
}

/// Your own service, as its model describes it.
pub(crate) struct OwnService {
    /// Its name in messages.
    pub(crate) name: String,
    pub(crate) signing_name: String,
    pub(crate) endpoint: String,
    pub(crate) protocol: Protocol,
}

/// What is spoken with a service.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Protocol {
    RestJson1,
    RestXml,
    AwsJson {
        v1_1: bool,
        /// What stands before the operation in `X-Amz-Target`.
        target: String,
        query_compatible: bool,
    },
    RpcV2Cbor {
        /// The service's name in the paths of its operations.
        target: String,
        query_compatible: bool,
    },
    AwsQuery {
        /// The version of the API, which every request names.
        version: String,
    },
    Ec2Query {
        /// The version of the API, which every request names.
        version: String,
    },
}

impl Protocol {
    /// Its name in Smithy.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::RestJson1 => "restJson1",
            Self::RestXml => "restXml",
            Self::AwsJson { v1_1: false, .. } => "awsJson1.0",
            Self::AwsJson { v1_1: true, .. } => "awsJson1.1",
            Self::RpcV2Cbor { .. } => "rpcv2Cbor",
            Self::AwsQuery { .. } => "awsQuery",
            Self::Ec2Query { .. } => "ec2Query",
        }
    }
}

/// `paginate(token = next_token, items = rooms)`
pub(crate) struct Paginate {
    pub(crate) token: Option<Ident>,
    pub(crate) output_token: Option<Ident>,
    pub(crate) items: Option<Ident>,
}

/// A shape of a model: the key of the service, and its name there.
pub(crate) type ModelShape = (String, &'static str);

/// What a request with a structure or union lacks.
#[derive(Default)]
pub(crate) struct Needs<'a> {
    /// The required members that it leaves out, as a message.
    pub(crate) own: Option<String>,
    /// The other structures and unions in it.
    pub(crate) parts: Vec<&'a Type>,
    /// Those that contain it again, if its shape contains itself.
    pub(crate) circle: Option<Vec<&'a Type>>,
}

/// The pagination of an operation in its model.
#[derive(Default)]
pub(crate) enum ModelPages<'a> {
    #[default]
    None,
    /// The declaration does not include the token.
    WithoutToken,
    Of {
        /// The field that takes the token.
        token: &'a Ident,
        /// Its type, without the `Option`.
        ty: &'a Type,
        /// The output's member with the next token.
        next: String,
        /// The output's member with the items.
        items: Option<String>,
    },
}

/// A member of an output that its operation's paginator names.
pub(crate) struct PageMember<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    /// Its name in the model.
    pub(crate) name: String,
    /// Whether it holds the items instead of the token.
    pub(crate) items: bool,
    /// Whether it is a map.
    pub(crate) map: bool,
}

/// What an operation's pages need to know about its output.
#[derive(Default)]
pub(crate) struct OutputPages<'a> {
    pub(crate) members: Vec<PageMember<'a>>,
    /// The fields with `rename`, and the names of their members in the model.
    pub(crate) renamed: Vec<(&'a Ident, &'static str)>,
}

/// `#[output]`
pub(crate) struct Output<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) members: Vec<Member<'a>>,
    /// What it is in the models of the services that have it.
    pub(crate) shapes: Vec<ModelShape>,
    pub(crate) pages: OutputPages<'a>,
    pub(crate) needs: Needs<'a>,
}

/// `#[shape]`
pub(crate) enum Shape<'a> {
    Structure(Output<'a>),
    StringEnum(Enum<'a, String>),
    IntEnum(Enum<'a, i32>),
    Union(Union<'a>),
}

/// An enum of unit variants with their wire values.
pub(crate) struct Enum<'a, V> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) variants: Vec<(&'a Ident, V)>,
    pub(crate) other: &'a Ident,
    /// What it is in the models of the services that have it.
    pub(crate) shapes: Vec<ModelShape>,
}

pub(crate) struct Union<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) variants: Vec<UnionMember<'a>>,
    pub(crate) other: Option<&'a Ident>,
    /// What it is in the models of the services that have it.
    pub(crate) shapes: Vec<ModelShape>,
    pub(crate) needs: Needs<'a>,
}

pub(crate) struct UnionMember<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) name: String,
    pub(crate) timestamp: Option<TimestampFormat>,
    pub(crate) sensitive: bool,
    pub(crate) traits: Traits,
}

/// `#[service]`
pub(crate) struct ServiceItem {
    pub(crate) ident: Ident,
    pub(crate) kind: ServiceKind,
    pub(crate) case: Option<Case>,
    pub(crate) error: Option<Type>,
}

pub(crate) enum ServiceKind {
    Aws(Text),
    Own {
        service: OwnService,
        region: Option<Text>,
        /// The key of its model, if it has one.
        model: Option<String>,
    },
}

/// `#[derive(ApiError)]`
pub(crate) struct ErrorEnum<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) variants: Vec<ErrorVariant<'a>>,
    pub(crate) other: &'a Ident,
}

pub(crate) struct ErrorVariant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) code: String,
    pub(crate) status: u16,
    pub(crate) retry: Option<&'static str>,
}
