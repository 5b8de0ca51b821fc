//! `#[service(..)]`

use proc_macro2::{Ident, TokenStream};
use syn::{Data, DeriveInput, Fields, Type};

use crate::ast::{ServiceItem, ServiceKind};
use crate::attr::{self, Keys, Text};
use crate::case::Case;
use crate::check;
use crate::keys::{self, ServiceKey};
use crate::parse::item;
use crate::report::Report;
use crate::suggest;

const PROTOCOLS: [&str; 1] = ["restJson1"];

#[derive(Default)]
struct ServiceKeys {
    id: Option<(Ident, Option<Text>)>,
    signing_name: Option<(Ident, Option<Text>)>,
    endpoint: Option<(Ident, Option<Text>)>,
    case: Option<Case>,
    error: Option<Type>,
    /// A key was not understood; it may have been one that is missing now.
    unknown: bool,
}

/// Reads a service; `None` when something was reported. The error type is there in any case.
pub(crate) fn service(
    input: &DeriveInput,
    args: TokenStream,
    report: &Report,
) -> (Option<ServiceItem>, Option<Type>) {
    let mut keys = ServiceKeys::parse(args, report);
    check_item(input, report);
    let kind = keys.kind(input, report);
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
            format!("`#[service]` goes on a unit struct, because it adds the client itself; write `struct {ident};`"),
        );
    }
    if let Some(param) = input.generics.params.first() {
        report.on(
            param,
            "`#[service]` does not take generic parameters: a service is one; remove them",
        );
    }
}

impl ServiceKeys {
    fn parse(args: TokenStream, report: &Report) -> Self {
        let mut keys = Keys::new(keys::SERVICE);
        let mut parsed = ServiceKeys::default();
        for entry in attr::entries(args, report) {
            let word = entry.key.clone();
            match keys.accept(&entry, report) {
                Some(ServiceKey::Id) => {
                    let id = entry.text("chime", report);
                    let id = id.filter(|id| check::service_id(id, report));
                    parsed.id = Some((word, id));
                }
                Some(ServiceKey::SigningName) => {
                    let name = item::non_empty(&entry, "execute-api", report);
                    parsed.signing_name = Some((word, name));
                }
                Some(ServiceKey::Endpoint) => {
                    let url = entry.text("https://example.com", report);
                    if let Some(url) = &url {
                        check::endpoint(url, report);
                    }
                    parsed.endpoint = Some((word, url));
                }
                Some(ServiceKey::Protocol) => {
                    if let Some(protocol) = entry.text("restJson1", report)
                        && !PROTOCOLS.contains(&protocol.value.as_str())
                    {
                        report.at(
                            protocol.span(),
                            format!(
                                "unknown protocol `{}`{}for now there is {}",
                                protocol.value,
                                suggest::hint(&protocol.value, PROTOCOLS),
                                suggest::list(&PROTOCOLS)
                            ),
                        );
                    }
                }
                Some(ServiceKey::RenameAll) => parsed.case = item::rename_all(&entry, report),
                Some(ServiceKey::Error) => {
                    parsed.error = item::type_value(&entry, "ChimeError", report);
                }
                Some(ServiceKey::Crate) => item::crate_path(&entry, report),
                None => parsed.unknown |= !keys.is_legal(&entry),
            }
        }
        parsed
    }

    // #[service] struct Chime;
    // #[service(id = "chime", endpoint = "https://example.com")] struct Chime;
    fn kind(&mut self, input: &DeriveInput, report: &Report) -> Option<ServiceKind> {
        let ident = &input.ident;
        if let Some((_, id)) = &self.id {
            for (key, _) in [&self.signing_name, &self.endpoint].into_iter().flatten() {
                report.at(
                    key.span(),
                    format!("`{key}` beside `id`: an AWS service has its own; remove one of them"),
                );
            }
            return id.clone().map(ServiceKind::Aws);
        }
        match (&self.signing_name, &self.endpoint) {
            (Some((_, signing_name)), Some((_, endpoint))) => Some(ServiceKind::Own {
                signing_name: signing_name.clone()?,
                endpoint: endpoint.clone()?,
            }),
            (Some((key, _)), None) if !self.unknown => {
                report.at(
                    key.span(),
                    "a service of your own needs an endpoint too; add `endpoint = \"https://..\"`",
                );
                None
            }
            (None, Some((key, _))) if !self.unknown => {
                report.at(
                    key.span(),
                    "a service of your own needs the name that it is signed with too; add `signing_name = \"execute-api\"`",
                );
                None
            }
            (None, None) if !self.unknown => {
                report.at(
                    ident.span(),
                    format!("service `{ident}` has no id; add `id = \"..\"`, or `signing_name` and `endpoint` for a service of your own"),
                );
                None
            }
            _ => None,
        }
    }
}
