//! `#[service(..)]`

use proc_macro2::{Ident, TokenStream};
use syn::Type;

use crate::attr::{self, Keys, Text};
use crate::case::Case;
use crate::keys::{self, ServiceKey};
use crate::parse::item;
use crate::report::Report;
use crate::suggest;

const PROTOCOLS: [&str; 1] = ["restJson1"];

#[derive(Default)]
pub(crate) struct ServiceKeys {
    pub(crate) id: Option<(Ident, Option<Text>)>,
    pub(crate) signing_name: Option<(Ident, Option<Text>)>,
    pub(crate) endpoint: Option<(Ident, Option<Text>)>,
    pub(crate) region: Option<(Ident, Option<Text>)>,
    pub(crate) case: Option<Case>,
    pub(crate) error: Option<Type>,
    /// A key was not understood; it may have been one that is missing now.
    pub(crate) unknown: bool,
}

impl ServiceKeys {
    pub(crate) fn parse(args: TokenStream, report: &Report) -> Self {
        let mut keys = Keys::new(keys::SERVICE);
        let mut parsed = ServiceKeys {
            unknown: attr::has_value_without_key(&args),
            ..ServiceKeys::default()
        };
        for entry in attr::entries(args, keys::SERVICE.bare, report) {
            let word = entry.key.clone();
            match keys.accept(&entry, report) {
                Some(ServiceKey::Id) => {
                    parsed.id = Some((word, entry.text("chime", report)));
                }
                Some(ServiceKey::SigningName) => {
                    let name = item::non_empty(&entry, "execute-api", report);
                    parsed.signing_name = Some((word, name));
                }
                Some(ServiceKey::Endpoint) => {
                    let url = entry.text("https://example.com", report);
                    parsed.endpoint = Some((word, url));
                }
                Some(ServiceKey::Region) => {
                    let region = item::non_empty(&entry, "eu-west-1", report);
                    parsed.region = Some((word, region));
                }
                Some(ServiceKey::Protocol) => {
                    if let Some(protocol) = entry.choice(&PROTOCOLS, report)
                        && !PROTOCOLS.contains(&protocol.value.as_str())
                    {
                        report.at(
                            protocol.span(),
                            format!(
                                "unknown protocol `{}`{}this version supports {}",
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
}
