//! The rules of services.

use proc_macro2::Ident;
use syn::{Data, DeriveInput, Fields, Type};

use crate::ast::{OwnService, Protocol, ServiceItem, ServiceKind};
use crate::attr::Text;
use crate::check::aws;
use crate::check::endpoint::{check_endpoint, endpoint_problem};
use crate::model::{Aws, file};
use crate::parse::{ServiceKeys, TypeKeys};
use crate::report::Report;
use crate::suggest;

/// Checks a service; `None` if a mistake was reported. The error type is returned in any case.
pub(crate) fn service(
    input: &DeriveInput,
    mut keys: ServiceKeys,
    report: &Report,
) -> (Option<ServiceItem>, Option<Type>) {
    check_item(input, report);
    let mut aws = None;
    let is_own = check_own_id(&keys, report);
    if let Some((_, Some(id))) = keys.id.as_ref().filter(|_| !is_own) {
        aws = spoken(id, report).filter(|aws| aws::check_auth(aws, id, report));
    }
    if let Some((_, Some(url))) = &keys.endpoint {
        check_endpoint(url, report);
    }
    if let Some((_, Some(region))) = &keys.region {
        check_region(region, report);
    }
    let kind = if is_own {
        None
    } else {
        kind(&keys, aws, input, report)
    };
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

// #[service(id = "execute-api", endpoint = "https://example.com")] struct Orders;
/// Whether an ID was meant to be the signing name of your own service, which was reported.
fn check_own_id(keys: &ServiceKeys, report: &Report) -> bool {
    let (Some((key, Some(id))), Some(_), None) = (&keys.id, &keys.endpoint, &keys.signing_name)
    else {
        return false;
    };
    let is_own = !id.value.is_empty() && !is_service_id(&id.value) && !file::is_path(&id.value);
    if is_own {
        report.at(
            key.span(),
            format!(
                "`id` is for AWS services, and `{id}` is not one; beside an `endpoint`, write `signing_name = \"{id}\"`",
                id = id.value
            ),
        );
    }
    is_own
}

// #[service] struct Chime;
// #[service(id = "chime", endpoint = "https://example.com")] struct Chime;
fn kind(
    keys: &ServiceKeys,
    aws: Option<Aws<'_>>,
    input: &DeriveInput,
    report: &Report,
) -> Option<ServiceKind> {
    let ident = &input.ident;
    if let Some((_, Some(id))) = &keys.id
        && file::is_path(&id.value)
    {
        return own_by_model(keys, id, aws?, input, report);
    }
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
                "`region` cannot be combined with `id`, because an AWS service is in many regions; remove it and set the region on the client",
            );
        }
        return aws.and(id.clone()).map(ServiceKind::Aws);
    }
    match (&keys.signing_name, &keys.endpoint) {
        (Some(_), Some(_)) if was_reported(&keys.region) => None,
        (Some((_, signing_name)), Some((_, endpoint))) => Some(ServiceKind::Own {
            service: OwnService {
                name: ident.to_string(),
                signing_name: signing_name.as_ref()?.value.clone(),
                endpoint: endpoint.as_ref()?.value.clone(),
                protocol: Protocol::RestJson1,
            },
            region: value(&keys.region),
            model: None,
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

/// A key with its value, which is missing if it could not be read, which was reported.
type Said = Option<(Ident, Option<Text>)>;

fn was_reported(key: &Said) -> bool {
    matches!(key, Some((_, None)))
}

fn value(key: &Said) -> Option<Text> {
    key.as_ref().and_then(|(_, text)| text.clone())
}

// #[service(id = "models/orders.model")] struct Orders;
fn own_by_model(
    keys: &ServiceKeys,
    path: &Text,
    aws: Aws<'_>,
    input: &DeriveInput,
    report: &Report,
) -> Option<ServiceKind> {
    let model = aws.service();
    let said = [&keys.signing_name, &keys.endpoint, &keys.region];
    if said.into_iter().any(was_reported) {
        return None;
    }
    let endpoint = if let Some(said) = value(&keys.endpoint) {
        said.value
    } else {
        if let Some(problem) = endpoint_problem(model.endpoint_prefix) {
            report.at(
                path.span(),
                format!(
                    "the endpoint of `{}` {problem}; add `endpoint = \"https://..\"`, or write it into the model",
                    path.value
                ),
            );
            return None;
        }
        model.endpoint_prefix.to_owned()
    };
    Some(ServiceKind::Own {
        service: OwnService {
            name: input.ident.to_string(),
            signing_name: value(&keys.signing_name)
                .map_or_else(|| model.signing_name.to_owned(), |said| said.value),
            endpoint,
            protocol: aws.protocol().ok()?,
        },
        region: value(&keys.region),
        model: Some(aws.key()),
    })
}

/// Your own service, according to its model alone.
//
// #[operation(service = "models/orders.model")] whose model says `endpoint orders`
pub(super) fn own(aws: Aws<'_>, path: &Text, report: &Report) -> Option<OwnService> {
    let service = aws.service();
    let endpoint = service.endpoint_prefix;
    if let Some(problem) = endpoint_problem(endpoint) {
        report.at(
            path.span(),
            format!(
                "the endpoint of `{path}` {problem}; write `endpoint https://..` into the model, or add `client = Orders`, a type with `#[service(id = \"{path}\", endpoint = \"https://..\")]`",
                path = path.value
            ),
        );
        return None;
    }
    Some(OwnService {
        name: service.id.to_owned(),
        signing_name: service.signing_name.to_owned(),
        endpoint: endpoint.to_owned(),
        protocol: aws.protocol().ok()?,
    })
}

/// Where the names of an output or a shape come from.
pub(super) enum Modeled {
    /// One service, or several that have the shape alike.
    By(Vec<Aws<'static>>),
    Nowhere,
    /// A model that does not exist, which was reported.
    Unknown,
}

/// The model of `service = ".."` on an output or a shape.
pub(super) fn model(
    keys: &TypeKeys,
    input: &DeriveInput,
    is_output: bool,
    report: &Report,
) -> Modeled {
    if keys.services.is_empty() && !keys.service_seen {
        aws::check_without_service(keys, report);
        // #[shape(name = "Room")]
        for (text, key) in [(&keys.name, "name"), (&keys.operation, "operation")] {
            if let Some(text) = text {
                report.at(
                    text.span(),
                    format!("`{key}` is of a service's model; add `service = \"..\"` or remove it"),
                );
            }
        }
        return Modeled::Nowhere;
    }
    let mut found: Vec<Aws<'static>> = Vec::new();
    let mut unknown = keys.services.is_empty();
    for id in &keys.services {
        match spoken(id, report) {
            // #[shape(service = ["chime", "chime"])]
            Some(aws) if found.iter().any(|known| known.key() == aws.key()) => report.at(
                id.span(),
                format!("`{}` is named twice; remove one of them", id.value),
            ),
            Some(aws) => found.push(aws),
            None => unknown = true,
        }
    }
    if unknown {
        return Modeled::Unknown;
    }
    let Some(word) = &keys.unlisted else {
        return Modeled::By(found);
    };
    for aws in found {
        aws::check_type(aws, input, keys, word, is_output, report);
    }
    Modeled::Nowhere
}

/// The model of a service that opsmith can call.
pub(super) fn spoken(id: &Text, report: &Report) -> Option<Aws<'static>> {
    let found = if let Some(service) = of_host(&id.value) {
        report.at(
            id.span(),
            format!("`service` takes the ID of a service and not its host; write `service = \"{service}\"`"),
        );
        None
    } else if file::is_path(&id.value) {
        loaded(id, report)
    } else if service_id(id, report) {
        Aws::find(&id.value)
    } else {
        None
    };
    found.filter(|found| aws::check_protocol(found, id, report))
}

// service = "models/ordres.model"
fn loaded(path: &Text, report: &Report) -> Option<Aws<'static>> {
    match Aws::load(&path.value) {
        Ok(found) => {
            report.emit(file::tracked(&path.value));
            Some(found)
        }
        Err(problem) => {
            report.at(path.span(), problem);
            None
        }
    }
}

/// The services that the word is another name for (`email` for `sesv2`), or otherwise the one with the nearest ID.
fn service_hint(word: &str) -> String {
    let like = opsmith_models::services_like(word);
    let is_id = like.iter().any(|id| id.eq_ignore_ascii_case(word));
    if like.is_empty() || is_id {
        return suggest::hint(word, opsmith_models::services().iter().copied());
    }
    let like = suggest::list(&like).replace(" and ", " or ");
    format!(", did you mean {like}? ")
}

// service = "chime-2018-05-01"
/// The id of a service in front of a date, and the version that the models have.
fn without_version(word: &str) -> Option<(&str, &'static str)> {
    let at = word.len().checked_sub("-2018-05-01".len())?;
    let (plain, date) = (word.get(..at)?, word.get(at..)?);
    let is_date = date.bytes().enumerate().all(|(at, byte)| match at {
        0 => matches!(byte, b'-' | b'_' | b'@' | b' '),
        5 | 8 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let model = is_date.then(|| opsmith_models::service(plain))??;
    Some((plain, model.service().api_version))
}

// service = "Orders"
/// The type whose name was written as a string.
pub(super) fn quoted_type(id: &Text) -> Option<Type> {
    let word = &id.value;
    let is_type = word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().any(|c| c.is_ascii_lowercase())
        && service_hint(word) == "; ";
    let mut name: Ident = syn::parse_str(word).ok().filter(|_| is_type)?;
    name.set_span(id.span());
    Some(syn::parse_quote!(#name))
}

// service = "chime.us-east-1.amazonaws.com"
/// The service that a host belongs to.
fn of_host(word: &str) -> Option<&str> {
    let host = word.rsplit("://").next()?;
    let is_host = host.contains(".amazonaws.") || host.contains(".api.aws");
    let mut labels = host.split('.').filter(|label| is_service_id(label));
    labels.next().filter(|_| is_host)
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
    } else if let Some((plain, version)) = without_version(&id.value) {
        report.at(
            id.span(),
            format!(
                "`{}` names a version of `{plain}`, and the models have one of each service ({version} of this one); write `{plain}`",
                id.value
            ),
        );
    } else if quoted_type(id).is_some() {
        report.at(
            id.span(),
            format!(
                "unknown service `{word}`; for a type with `#[service]`, write `service = {word}`",
                word = id.value
            ),
        );
    } else if !known {
        report.at(
            id.span(),
            format!(
                "unknown service `{}`{}for your own service, write the path of its model, or declare a type with `#[service(signing_name = \"..\", endpoint = \"..\")]`",
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
                "`{}` is not a region; write one such as `\"eu-west-1\"`",
                region.value
            ),
        );
    }
}
