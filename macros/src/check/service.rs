//! The rules of services.

use syn::{Data, DeriveInput, Fields, Type};

use crate::ast::{ServiceItem, ServiceKind};
use crate::attr::Text;
use crate::check::aws;
use crate::model::Aws;
use crate::parse::{ServiceKeys, TypeKeys};
use crate::report::Report;
use crate::suggest;

/// Checks a service; `None` when something was reported. The error type is there in any case.
pub(crate) fn service(
    input: &DeriveInput,
    mut keys: ServiceKeys,
    report: &Report,
) -> (Option<ServiceItem>, Option<Type>) {
    check_item(input, report);
    if let Some((_, Some(id))) = &keys.id
        && spoken(id, report).is_none()
    {
        keys.id = keys.id.take().map(|(key, _)| (key, None));
    }
    if let Some((_, Some(url))) = &keys.endpoint {
        check_endpoint(url, report);
    }
    if let Some((_, Some(region))) = &keys.region {
        check_region(region, report);
    }
    let kind = kind(&keys, input, report);
    let error = keys.error.take();
    match kind {
        Some(kind) if report.is_empty() => (
            Some(ServiceItem {
                ident: input.ident.clone(),
                kind,
                case: keys.case,
                error,
            }),
            None,
        ),
        _ => (None, error),
    }
}

// #[service(id = "chime")] pub struct Chime { a: String }
fn check_item(input: &DeriveInput, report: &Report) {
    let ident = &input.ident;
    let unit = matches!(&input.data, Data::Struct(data) if matches!(data.fields, Fields::Unit));
    if !unit {
        report.at(
            ident.span(),
            format!("`#[service]` goes on a unit struct, because the macro adds the client; write `struct {ident};`"),
        );
    }
    if let Some(param) = input.generics.params.first() {
        report.on(
            param,
            "`#[service]` does not take generic parameters: a service has a single type; remove them",
        );
    }
}

// #[service] struct Chime;
// #[service(id = "chime", endpoint = "https://example.com")] struct Chime;
fn kind(keys: &ServiceKeys, input: &DeriveInput, report: &Report) -> Option<ServiceKind> {
    let ident = &input.ident;
    if let Some((_, id)) = &keys.id {
        for (key, _) in [&keys.signing_name, &keys.endpoint].into_iter().flatten() {
            report.at(
                key.span(),
                format!("`{key}` cannot be combined with `id`, because an AWS service has its own; remove one of them"),
            );
        }
        if let Some((key, _)) = &keys.region {
            report.at(
                key.span(),
                "`region` beside `id`: an AWS service is in every region; set the region on the client and remove it here",
            );
        }
        return id.clone().map(ServiceKind::Aws);
    }
    match (&keys.signing_name, &keys.endpoint) {
        (Some((_, signing_name)), Some((_, endpoint))) => Some(ServiceKind::Own {
            signing_name: signing_name.clone()?,
            endpoint: endpoint.clone()?,
            region: match &keys.region {
                Some((_, region)) => Some(region.clone()?),
                None => None,
            },
        }),
        (Some((key, _)), None) if !keys.unknown => {
            report.at(
                key.span(),
                "your own service also needs an endpoint; add `endpoint = \"https://..\"`",
            );
            None
        }
        (None, Some((key, _))) if !keys.unknown => {
            report.at(
                key.span(),
                "your own service also needs the name that its requests are signed with; add `signing_name = \"execute-api\"`",
            );
            None
        }
        (None, None) if !keys.unknown => {
            report.at(
                ident.span(),
                format!("service `{ident}` has no id; add `id = \"..\"`, or `signing_name` and `endpoint` for your own service"),
            );
            None
        }
        _ => None,
    }
}

/// Where the names of an output or a shape are from.
pub(super) enum Modeled {
    By(Aws<'static>),
    Nowhere,
    /// A model that there is none of, which was reported.
    Unknown,
}

/// The model of `service = ".."` on an output or a shape.
pub(super) fn model(keys: &TypeKeys, report: &Report) -> Modeled {
    let Some(id) = &keys.service else {
        // #[shape(name = "Room")]
        for (text, key) in [(&keys.name, "name"), (&keys.operation, "operation")] {
            if let Some(text) = text {
                report.at(
                    text.span(),
                    format!("`{key}` is of an AWS service; add `service = \"..\"` or remove it"),
                );
            }
        }
        return Modeled::Nowhere;
    };
    spoken(id, report).map_or(Modeled::Unknown, Modeled::By)
}

/// The model of a service that opsmith can call.
pub(super) fn spoken(id: &Text, report: &Report) -> Option<Aws<'static>> {
    if !service_id(id, report) {
        return None;
    }
    Aws::find(&id.value).filter(|found| aws::check_protocol(found, id, report))
}

/// The services that the word is another name of (`email` of `sesv2`), else the one whose id is near it.
fn service_hint(word: &str) -> String {
    let like = opsmith_models::services_like(word);
    let is_id = like.iter().any(|id| id.eq_ignore_ascii_case(word));
    if like.is_empty() || is_id {
        return suggest::hint(word, opsmith_models::services().iter().copied());
    }
    let like = suggest::list(&like).replace(" and ", " or ");
    format!(", did you mean {like}? ")
}

pub(crate) fn is_service_id(id: &str) -> bool {
    opsmith_models::services().binary_search(&id).is_ok()
}

// service = "chimes"
pub(crate) fn service_id(id: &Text, report: &Report) -> bool {
    let known = is_service_id(&id.value);
    if id.value.is_empty() {
        report.at(
            id.span(),
            "the service id is empty; write one such as `\"chime\"`",
        );
    } else if !known {
        report.at(
            id.span(),
            format!(
                "unknown service `{}`{}for your own service declare a type with `#[service(signing_name = \"..\", endpoint = \"..\")]`",
                id.value,
                service_hint(&id.value)
            ),
        );
    }
    known
}

// region = "eu-west-1a b"
fn check_region(region: &Text, report: &Report) {
    let is_label = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !region.value.is_empty() && !region.value.chars().all(is_label) {
        report.at(
            region.span(),
            format!(
                "`{}` is not a region; write its id, as `\"eu-west-1\"`",
                region.value
            ),
        );
    }
}

// endpoint = "example.com"
fn check_endpoint(endpoint: &Text, report: &Report) {
    let value = &endpoint.value;
    if value.is_empty() {
        report.at(
            endpoint.span(),
            "`endpoint` is empty; write `endpoint = \"https://example.com\"`",
        );
        return;
    }
    let Some(rest) = value
        .strip_prefix("https://")
        .or_else(|| value.strip_prefix("http://"))
    else {
        let host = value
            .rsplit_once("://")
            .map_or(value.as_str(), |(_, host)| host);
        report.at(
            endpoint.span(),
            format!("endpoint `{value}` is not a URL; write `https://{host}`"),
        );
        return;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let problem = if host.is_empty() {
        Some("has no host; write `https://host`".to_owned())
    } else if let Some(at) = rest.find(['?', '#']) {
        Some(format!(
            "cannot have a query or a fragment; remove `{}`",
            &rest[at..]
        ))
    } else if host.contains('@') {
        Some("cannot have a user name; remove everything before the `@`".to_owned())
    } else if let Some((_, port)) = host.rsplit_once(':')
        && !host.ends_with(']')
        && port.parse::<u16>().is_err()
    {
        Some(format!(
            "has the port `{port}`, which is not a number; remove it"
        ))
    } else {
        rest.chars()
            .find(|c| !c.is_ascii_graphic() || "<>{}\"\\^`|".contains(*c))
            .map(|c| {
                format!(
                    "has the character `{}`, which is not allowed in a URL; remove it",
                    c.escape_default()
                )
            })
    };
    if let Some(problem) = problem {
        report.at(endpoint.span(), format!("endpoint `{value}` {problem}"));
    }
}
