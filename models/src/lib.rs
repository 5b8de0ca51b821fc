#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod check;
mod data;
mod header;
mod member;
mod model;
mod operation;
mod pages;
mod path;
mod problem;
mod shape;
mod sound;
mod text;
mod types;

pub use data::BOTOCORE;
pub use header::{Auth, Protocol, Service};
pub use member::{Location, Member};
pub use model::Model;
pub use operation::{Checksum, ContextValue, Discovery, Operation, Root, Stream};
pub use pages::{Acceptor, Comparator, Matcher, Paginator, Waiter, WaiterState};
pub use path::{Part, Template};
pub use problem::{ParseError, Problem};
pub use shape::{EnumValue, ErrorTraits, Fault, Shape, ShapeKind};
pub use types::{Element, Kind, TimestampFormat, Type};

/// The version of the text format that this crate reads.
pub const FORMAT: u32 = 1;

/// The IDs of AWS's services, sorted. Some may have been withdrawn: see [`Service::gone`].
#[must_use]
pub fn services() -> &'static [&'static str] {
    data::IDS
}

/// The model of the service with exactly this ID.
#[must_use]
pub fn service(id: &str) -> Option<Model<'static>> {
    let index = data::IDS.binary_search(&id).ok()?;
    data::text(index).map(Model::trusted)
}

/// The IDs of the services that have this word as the endpoint prefix, signing name, SDK name or title: `email` ->
/// `ses`, `sesv2`. For suggestions; it searches every service.
#[must_use]
pub fn services_like(word: &str) -> Vec<&'static str> {
    let same = |name: &str| text::same_words(name, word);
    let alike = |id: &&str| {
        service(id).is_some_and(|model| {
            let service = model.service();
            same(service.id)
                || same(service.endpoint_prefix)
                || same(service.signing_name)
                || same(&service.sdk_id())
                || same(&service.title())
        })
    };
    data::IDS.iter().copied().filter(alike).collect()
}

/// What is wrong with a part of a line. The part is a slice of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mistake<'a> {
    Word(&'a str),
    NotAType(&'a str),
    Quotes(&'a str),
}

impl<'a> Mistake<'a> {
    fn part(&self) -> &'a str {
        match self {
            Mistake::Word(part) | Mistake::NotAType(part) | Mistake::Quotes(part) => part,
        }
    }
}
