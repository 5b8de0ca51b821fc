//! The names and endpoint rules of a service, for its operations and its typed client.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ast::{OwnService, Protocol};
use crate::private::Private;

// &P::services::CHIME
pub(super) fn aws_meta(private: &Private, id: &str) -> TokenStream {
    let constant = service_constant(id);
    quote!(&#private::services::#constant)
}

// &P::ServiceMeta::own("execute-api", "https://..").named("Orders")
pub(super) fn own_meta(private: &Private, service: &OwnService) -> TokenStream {
    let OwnService {
        name,
        signing_name,
        endpoint,
        protocol,
    } = service;
    let protocol = match protocol {
        Protocol::RestJson1 => None,
        Protocol::RestXml => Some(quote!(.speaking(&#private::RestXml))),
        Protocol::AwsJson {
            v1_1,
            target,
            query_compatible,
        } => {
            let version = Ident::new(if *v1_1 { "v1_1" } else { "v1_0" }, Span::call_site());
            let compatible = query_compatible.then(|| quote!(.query_compatible()));
            Some(quote!(.speaking(&#private::AwsJson::#version(#target)#compatible)))
        }
        Protocol::RpcV2Cbor {
            query_compatible, ..
        } => {
            let kind = if *query_compatible {
                "QUERY_COMPATIBLE"
            } else {
                "NEW"
            };
            let kind = Ident::new(kind, Span::call_site());
            Some(quote!(.speaking(&#private::RpcV2Cbor::#kind)))
        }
        Protocol::AwsQuery { version } => {
            Some(quote!(.speaking(&#private::AwsQuery::new(#version))))
        }
        Protocol::Ec2Query { version } => {
            Some(quote!(.speaking(&#private::Ec2Query::new(#version))))
        }
    };
    quote!(&#private::ServiceMeta::own(#signing_name, #endpoint).named(#name)#protocol)
}

/// `CHIME` for `chime`, with a leading `_` for an ID that starts with a digit.
pub(crate) fn service_constant(id: &str) -> Ident {
    let mut name: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    Ident::new(&name, Span::call_site())
}
