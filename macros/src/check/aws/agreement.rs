//! Whatever a declaration spells out must match the model.

use opsmith_models::{
    Checksum, Kind, Location as Model, Member as ModelMember, Operation, Template,
};
use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::ast::{Protocol, TimestampFormat};
use crate::case::{self, Case};
use crate::check::aws::structure::Structure;
use crate::keys::{Container, OperationKey};
use crate::model::{Aws, Owner, described, innermost, location};
use crate::parse::{OperationKeys, RawLocation, RawMember};
use crate::report::Report;

// #[op(query = "max")] max_results: Option<i32>
// #[op(timestamp = "http-date")] created: Option<Timestamp>
pub(super) fn check_member(
    field: &RawMember<'_>,
    member: &ModelMember<'_>,
    structure: &Structure<'_, '_>,
    report: &Report,
) {
    let (keys, name, owner) = (&field.keys, field.ident, structure.owner);
    if let Some((key, said)) = &keys.location
        && structure.container != Container::Structure
        && !agrees(said, member)
    {
        let fix = match structure.aws.protocol() {
            Ok(protocol) if !structure.aws.binds_to_http() => format!(
                "{} speaks {}, which puts every member into the body; remove `{key}`",
                structure.aws.id,
                protocol.name()
            ),
            _ => format!(
                "`{name}` is {} in {owner}; remove `{key}`, which the model supplies",
                location(member.location, member.wire_name)
            ),
        };
        report.at(key.span(), fix);
    }
    // #[op(timestamp = "date-time")] name: Option<String>
    if let Some((key, _)) = &keys.timestamp
        && !matches!(innermost(member.ty).kind, Kind::Timestamp)
    {
        report.at(
            key.span(),
            format!(
                "`{name}` is {} in {owner}, which has no format; remove `timestamp`",
                described(member.ty)
            ),
        );
    } else if let Some((key, said)) = &keys.timestamp {
        let format = innermost(member.ty)
            .timestamp_format
            .and_then(|format| TimestampFormat::parse(format.as_str()))
            .unwrap_or_else(|| usual_format(&structure.aws, structure.place(member)));
        if *said != format {
            report.at(
                key.span(),
                format!(
                    "`{name}` has the format `{}` in {owner}; remove `{key}`, which the model supplies",
                    format.name()
                ),
            );
        }
    }
    if let Some(key) = &keys.idempotency_token
        && !member.idempotency_token
    {
        report.at(
            key.span(),
            format!("`{name}` is not an idempotency token in {owner}; remove `{key}`"),
        );
    }
    if let Some((key, text)) = &keys.media_type
        && member.ty.media_type != Some(text.value.as_str())
    {
        let fix = match member.ty.media_type {
            Some(model) => format!(
                "has the media type `{model}` in {owner}; remove `{key}`, which the model supplies"
            ),
            None => format!("has no media type in {owner}; remove `{key}`"),
        };
        report.at(key.span(), format!("`{name}` {fix}"));
    }
}

pub(super) fn agrees(said: &RawLocation, member: &ModelMember<'_>) -> bool {
    match (said, member.location) {
        (RawLocation::Label, Model::Label { .. })
        | (RawLocation::Query(None), Model::Query(_))
        | (RawLocation::QueryMap, Model::QueryMap)
        | (RawLocation::Status, Model::Status)
        | (RawLocation::Payload, Model::Payload) => true,
        (RawLocation::Query(Some(said)), Model::Query(name)) => said.value == name,
        (RawLocation::Header(said), Model::Header(name)) => said.value.eq_ignore_ascii_case(name),
        (RawLocation::PrefixHeaders(said), Model::PrefixHeaders(prefix)) => {
            said.value.eq_ignore_ascii_case(prefix)
        }
        _ => false,
    }
}

/// The parts of a message that have a timestamp format of their own.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Header,
    Url,
    Body,
}

impl Structure<'_, '_> {
    fn place(&self, member: &ModelMember<'_>) -> Place {
        match member.location {
            _ if self.container == Container::Structure => Place::Body,
            Model::Header(_) | Model::PrefixHeaders(_) => Place::Header,
            Model::Query(_) | Model::QueryMap | Model::Label { .. } => Place::Url,
            Model::Body | Model::Payload | Model::Status => Place::Body,
        }
    }
}

/// <https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#timestamp-formats>, and the same section of the other
/// protocols: XML and queries have dates.
pub(super) fn usual_format(aws: &Aws<'_>, place: Place) -> TimestampFormat {
    use Protocol::{AwsJson, RestJson1, RpcV2Cbor};
    match (place, aws.protocol()) {
        (Place::Header, _) => TimestampFormat::HttpDate,
        (Place::Body, Ok(RestJson1 | AwsJson { .. } | RpcV2Cbor { .. })) => {
            TimestampFormat::EpochSeconds
        }
        (Place::Body | Place::Url, _) => TimestampFormat::DateTime,
    }
}

// #[operation(service = "chime", method = "PUT")]
pub(super) fn check_operation(
    aws: Aws<'_>,
    keys: &OperationKeys,
    operation: &Operation<'_>,
    owner: Owner<'_>,
    report: &Report,
) {
    let given = "which the model supplies";
    for (key, word) in &keys.words {
        let wrong = match key {
            OperationKey::Method => keys
                .method
                .as_ref()
                .filter(|(_, method)| *method != operation.method)
                .map(|_| {
                    format!(
                        "the method of {owner} is `{}`; remove `method`, {given}",
                        operation.method
                    )
                }),
            OperationKey::Path => keys
                .path
                .as_ref()
                .map(|said| (&said.value, angled(operation.path)))
                .filter(|(said, path)| !is_same_template(said, path))
                .map(|(_, path)| {
                    format!("the path of {owner} is `{path}`; remove `path`, {given}")
                }),
            OperationKey::HostPrefix => keys
                .host_prefix
                .as_ref()
                .map(|said| (&said.value, operation.host_prefix.map(angled)))
                .filter(|(said, prefix)| {
                    !prefix
                        .as_ref()
                        .is_some_and(|prefix| is_same_template(said, prefix))
                })
                .map(|(_, prefix)| match prefix {
                    Some(prefix) => format!(
                        "the host prefix of {owner} is `{prefix}`; remove `host_prefix`, {given}"
                    ),
                    None => format!("{owner} has no host prefix; remove `host_prefix`"),
                }),
            OperationKey::Checksum => (keys.flags.md5 && !needs_checksum(operation))
                .then(|| format!("{owner} does not require a checksum; remove `checksum`")),
            OperationKey::Compression => (!compresses(operation)).then(|| {
                format!("{owner} does not accept a compressed body; remove `compression`")
            }),
            OperationKey::Auth => {
                let auth = aws.auth(operation).unwrap_or_default();
                (!auth.includes(keys.flags.auth)).then(|| {
                    let how = auth.as_model();
                    format!("{owner} {how}; remove `auth`, {given}")
                })
            }
            OperationKey::UnsignedPayload => (!operation.unsigned_payload)
                .then(|| format!("the payload of {owner} is signed; remove `unsigned_payload`")),
            OperationKey::Crate
            | OperationKey::Client
            | OperationKey::Error
            | OperationKey::Name
            | OperationKey::Output
            | OperationKey::Paginate
            | OperationKey::RenameAll
            | OperationKey::Service
            | OperationKey::Unlisted => None,
        };
        if let Some(message) = wrong {
            report.at(word.span(), message);
        }
    }
}

pub(super) fn needs_checksum(operation: &Operation<'_>) -> bool {
    operation
        .checksum()
        .is_some_and(|checksum: Checksum<'_>| checksum.required)
}

pub(super) fn compresses(operation: &Operation<'_>) -> bool {
    operation.compression().any(|kind| kind == "gzip")
}

/// `/accounts/<AccountId>/rooms` of `/accounts/{AccountId}/rooms`
fn angled(template: Template<'_>) -> String {
    template.as_str().replace('{', "<").replace('}', ">")
}

/// Whether two templates differ only in how they write the names of their placeholders: `<account_id>`, `<AccountId>`.
fn is_same_template(said: &str, model: &str) -> bool {
    let pieces = |text: &str| -> Vec<String> {
        text.split_inclusive(['<', '>'])
            .map(|piece| match piece.strip_suffix('>') {
                Some(name) => case::folded(name) + ">",
                None => piece.to_owned(),
            })
            .collect()
    };
    said == model || pieces(said) == pieces(model)
}

// #[operation(service = "chime", rename_all = "camelCase")]
pub(super) fn check_member_names(
    structure: &Structure<'_, '_>,
    raw: &[RawMember<'_>],
    found: &[Option<ModelMember<'_>>],
    report: &Report,
) {
    let (Some(key), Some(case)) = (structure.case_key, structure.case) else {
        return;
    };
    let named = raw.iter().zip(found).filter_map(|(field, member)| {
        let member = member.as_ref()?;
        let wire = match (&field.keys.location, member.location) {
            (Some((_, RawLocation::Query(None))), Model::Query(name)) => name,
            (None, Model::Body) => member.wire_name,
            (None, _) if structure.container == Container::Structure => member.wire_name,
            _ => return None,
        };
        field.keys.rename.is_none().then_some((field.ident, wire))
    });
    check_names(key, case, named, structure.owner, report);
}

// #[shape(service = "chime", rename_all = "camelCase")]
pub(super) fn check_names<'n>(
    key: &Ident,
    case: Case,
    mut named: impl Iterator<Item = (&'n Ident, &'n str)>,
    owner: Owner<'_>,
    report: &Report,
) {
    let cased = |ident: &Ident| case.apply(&ident.unraw().to_string());
    if let Some((ident, wire)) = named.find(|(ident, wire)| cased(ident) != *wire) {
        report.at(
            key.span(),
            format!(
                "`rename_all` names `{ident}` `{}`, but it is `{wire}` in {owner}; remove `rename_all`, the model gives the names",
                cased(ident)
            ),
        );
    }
}
