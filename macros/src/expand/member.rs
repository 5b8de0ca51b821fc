//! Members as expressions.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use crate::ast::{Location, Member, Name, Presence, TimestampFormat};
use crate::private::Private;
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
        let here = ty::start(member.ty);
        let name = if member.location == Location::Label {
            "LabelAs"
        } else {
            "As"
        };
        let (p, wrapper) = (Private::at(here), Ident::new(name, here));
        let format = format(private, timestamp);
        quote_spanned!(here=> &#p::#wrapper(#format, #place))
    } else if member.media_type.is_some() && matches!(member.location, Location::Header(_)) {
        quote!(&#private::MediaType(#place))
    } else {
        place
    }
}

/// [`value`] of a member that is also read: `P::body(&self.room).get()`
///
/// `body` accepts every type: a mistake in the type is reported where it is read, and once is enough.
pub(super) fn written(private: &Private, member: &Member<'_>) -> TokenStream {
    let place = value(private, member);
    let inner = ty::innermost(member.ty);
    if member.timestamp.is_some() || ty::is_string(inner) || ty::is_primitive(inner) {
        return place;
    }
    match member.location {
        Location::Body(_) => quote!(#private::body(#place).get()),
        Location::Header(_) if member.media_type.is_none() => {
            quote!(#private::header_text(#place).get())
        }
        Location::Payload => quote!(#private::payload(#place).get()),
        _ => place,
    }
}

/// `&self.name`, or `&P::Sensitive(&self.name)`, which the runtime redacts in errors if a service quotes it.
pub(super) fn remembered(private: &Private, sensitive: bool, value: TokenStream) -> TokenStream {
    if sensitive {
        quote!(&#private::Sensitive(#value))
    } else {
        value
    }
}

/// `"Name"`, or `P::wire_name!(Chime, "name")`
pub(super) fn name(private: &Private, name: &Name, service: Option<&syn::Type>) -> TokenStream {
    match (name, service) {
        (Name::ByService(name), Some(_)) => quote!(#private::wire_name!(__Service, #name)),
        (name, _) => name.shown().to_token_stream(),
    }
}

/// `__0`: the local variable of a member while it is read.
pub(super) fn local(index: usize) -> Ident {
    format_ident!("__{index}")
}

/// `room_id: __0, name: P::required(&mut __1, "Name")?`
pub(super) fn finished(member: &Member<'_>, local: &Ident) -> TokenStream {
    let ident = member.ident;
    // A mistake in the type was reported for its slot; with the same span, the compiler does not report it again.
    let (start, end) = (ty::start(member.ty), ty::end(member.ty));
    let at = |name: &str| Ident::new(name, end);
    let (p, option) = (Private::at(start), at("Option"));
    let slot = ty::slot(member.ty, local);
    let mut local = local.clone();
    local.set_span(end);
    let value = match (member.presence, &member.location) {
        (Presence::Optional, _) => quote!(#local),
        (Presence::Required, Location::Header(name)) => {
            let required = at("required_header");
            quote_spanned!(start=> #p::#required(#slot, #name)?)
        }
        (Presence::Required, Location::Status) => {
            let required = at("required_header");
            quote_spanned!(start=> #p::#required(#slot, "status")?)
        }
        (Presence::Required, Location::Payload) => {
            let required = at("required_payload");
            quote_spanned!(start=> #p::#required(#slot)?)
        }
        (Presence::Required, Location::Body(name)) => {
            let (required, name) = (at("required"), name.shown());
            quote_spanned!(start=> #p::#required(#slot, #name)?)
        }
        // Prefix headers may be absent, and the other locations belong to operations, which are not read.
        _ => {
            let unwrap = at("unwrap_or_default");
            quote_spanned!(start=> #p::#option::#unwrap(#local))
        }
    };
    quote!(#ident: #value)
}

/// `P::debug_struct(__f, "Room", &[("id", &self.id), ("kind", P::show(&self.kind).get()), ("name", &P::Redacted)])`
///
/// `show` does not require `Debug`: a type without it usually has no wire representation either, and one error is enough.
pub(super) fn debug_body(private: &Private, ident: &Ident, members: &[Member<'_>]) -> TokenStream {
    let name = ident.unraw().to_string();
    let members = members.iter().map(|member| {
        let name = member.ident.unraw().to_string();
        if member.sensitive {
            quote!((#name, &#private::Redacted))
        } else {
            let place = ty::place(member.ty, member.ident);
            let inner = ty::innermost(member.ty);
            if ty::is_string(inner) || ty::is_primitive(inner) {
                quote!((#name, #place))
            } else {
                quote!((#name, #private::show(#place).get()))
            }
        }
    });
    quote!(#private::debug_struct(__f, #name, &[#(#members),*]))
}
