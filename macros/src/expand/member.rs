//! Members as expressions.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;

use crate::ast::{Location, Member, Name, Presence, TimestampFormat};
use crate::attr::Private;
use crate::ty;

/// `P::TimestampFormat::DateTime`
pub(super) fn format(private: &Private, format: TimestampFormat) -> TokenStream {
    let variant = format_ident!("{}", format.variant());
    quote!(#private::TimestampFormat::#variant)
}

/// `&self.name`, `&P::As(P::TimestampFormat::DateTime, &self.name)`, `&P::MediaType(&self.name)`
pub(super) fn value(private: &Private, member: &Member<'_>) -> TokenStream {
    let place = ty::place(member.ty, member.ident);
    if let Some(timestamp) = member.timestamp {
        let format = format(private, timestamp);
        let here = ty::ends(member.ty)
            .0
            .resolved_at(proc_macro2::Span::call_site());
        let wrapper = if member.location == Location::Label {
            "LabelAs"
        } else {
            "As"
        };
        let wrapper = Ident::new(wrapper, proc_macro2::Span::call_site());
        let p = Private::at(here);
        quote::quote_spanned!(here=> &#p::#wrapper(#format, #place))
    } else if member.media_type.is_some() && matches!(member.location, Location::Header(_)) {
        quote!(&#private::MediaType(#place))
    } else {
        place
    }
}

/// `"Name"`, or `P::wire_name!(Chime, "name")`
pub(super) fn name(private: &Private, name: &Name, service: Option<&syn::Type>) -> TokenStream {
    match (name, service) {
        (Name::ByService(name), Some(service)) => quote!(#private::wire_name!(#service, #name)),
        (name, _) => name.shown().to_token_stream(),
    }
}

/// `__0`: the local of a member while it is read.
pub(super) fn local(index: usize) -> Ident {
    format_ident!("__{index}", span = proc_macro2::Span::mixed_site())
}

/// `room_id: __0, name: P::required(__1, "Name")?`
pub(super) fn finished(private: &Private, member: &Member<'_>, local: &Ident) -> TokenStream {
    let ident = member.ident;
    let value = match (member.presence, &member.location) {
        (Presence::Optional, _) => quote!(#local),
        (Presence::Defaulted, _) | (_, Location::PrefixHeaders(_)) => {
            quote!(#private::Option::unwrap_or_default(#local))
        }
        (_, Location::Header(name)) => quote!(#private::required_header(#local, #name)?),
        (_, Location::Status) => quote!(#private::required_header(#local, "status")?),
        (_, Location::Payload) => quote!(#private::required_payload(#local)?),
        (_, Location::Body(name)) => {
            let name = name.shown();
            quote!(#private::required(#local, #name)?)
        }
        // Only operations have the other locations, and operations are not read.
        _ => quote!(#private::Option::unwrap_or_default(#local)),
    };
    quote!(#ident: #value)
}

/// `P::debug_struct(__f, "Room", &[("room_id", &self.room_id), ("name", &P::Redacted)])`
pub(super) fn debug_body(private: &Private, ident: &Ident, members: &[Member<'_>]) -> TokenStream {
    let name = ident.unraw().to_string();
    let members = members.iter().map(|member| {
        let name = member.ident.unraw().to_string();
        if member.sensitive {
            quote!((#name, &#private::Redacted))
        } else {
            let place = ty::place(member.ty, member.ident);
            quote!((#name, #place))
        }
    });
    quote!(#private::debug_struct(__f, #name, &[#(#members),*]))
}
