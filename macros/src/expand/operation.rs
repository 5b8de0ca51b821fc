//! `#[operation]`

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use crate::ast::{Argument, Face, Location, Member, Presence, Service, Wire};
use crate::attr::Private;
use crate::case::Case;
use crate::expand::member::{debug_body, name, value};
use crate::expand::parts::{Header, debug, fnv};
use crate::path::Template;
use crate::ty;

pub(crate) fn operation(private: &Private, face: &Face<'_>, wire: &Wire<'_>) -> TokenStream {
    let header = Header::new(face.input, &TokenStream::new());
    let ident = &face.input.ident;
    let meta = meta(private, face, wire);
    let types = associated_types(private, face);
    let write = write(private, face, wire);
    let debug = debug(
        private,
        face.input,
        &debug_body(private, ident, &wire.members),
    );
    let methods = operation_methods(private, face, &header, false);
    let paginated = paginated(private, face, &header);
    let call = call_methods(private, face, &header);
    quote! {
        #[automatically_derived]
        impl #private::Operation for #ident {
            #meta
            #types
            #write
        }
        #paginated
        #debug
        #methods
        #call
    }
}

/// The type of `service = Type`.
fn service_type<'f>(face: &'f Face<'_>) -> Option<&'f syn::Type> {
    match &face.service {
        Some(Service::Type(ty)) => Some(ty),
        _ => None,
    }
}

// type Output = CreateRoomOutput;
// type Error = ChimeError;
pub(crate) fn associated_types(private: &Private, face: &Face<'_>) -> TokenStream {
    let output = face
        .output
        .as_ref()
        .map_or_else(ty::unit, ToTokens::to_token_stream);
    let error = match (&face.error, service_type(face)) {
        (Some(error), _) => error.to_token_stream(),
        (None, Some(service)) => {
            let here = service.span().resolved_at(Span::call_site());
            let p = Private::at(here);
            quote_spanned!(here=> <#service as #p::Service>::Error)
        }
        (None, None) => quote!(#private::Unmodeled),
    };
    quote! {
        type Output = #output;
        type Error = #error;
    }
}

// const META: &'static P::OperationMeta = &P::OperationMeta { name: "CreateRoom", .. };
fn meta(private: &Private, face: &Face<'_>, wire: &Wire<'_>) -> TokenStream {
    let name = &wire.name;
    let service = match &face.service {
        Some(Service::Id(id)) => {
            let constant = service_constant(&id.value);
            quote!(&#private::services::#constant)
        }
        Some(Service::Type(ty)) => quote!(<#ty as #private::Service>::META),
        None => TokenStream::new(),
    };
    let method = Ident::new(wire.method, Span::call_site());
    let pieces = pieces(&wire.path);
    let query = (!wire.path.query.is_empty()).then(|| {
        let query = &wire.path.query;
        quote!(query: #query,)
    });
    let host = wire.host.as_ref().map(|host| {
        let pieces = &host.pieces;
        quote!(host_prefix: &[#(#pieces),*],)
    });
    let flags = [
        ("md5", wire.flags.md5),
        ("compression", wire.flags.compression),
        ("no_auth", wire.flags.no_auth),
        ("unsigned_payload", wire.flags.unsigned_payload),
    ]
    .into_iter()
    .filter(|(_, on)| *on)
    .map(|(flag, _)| Ident::new(flag, Span::call_site()));
    quote! {
        const META: &'static #private::OperationMeta = &#private::OperationMeta {
            name: #name,
            service: #service,
            method: #private::Method::#method,
            path: &[#(#pieces),*],
            #query
            #host
            errors: <<Self as #private::Operation>::Error as #private::ApiError>::CODES,
            #(#flags: true,)*
            ..#private::OperationMeta::DEFAULT
        };
    }
}

fn pieces(path: &Template) -> &[String] {
    &path.pieces
}

/// `CHIME` of `chime`, `_X` for an id that starts with a digit.
pub(super) fn service_constant(id: &str) -> Ident {
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

// fn write(&self, __r: &mut P::RequestWriter<'_>) {
//     __r.label("AccountId", &self.account_id);
//     __r.body(&[("Name", &self.name)]);
// }
fn write(private: &Private, face: &Face<'_>, wire: &Wire<'_>) -> TokenStream {
    let service = service_type(face);
    let token = wire.members.iter().find(|member| member.idempotency_token);
    let token_statement = token.map(|member| {
        let ident = member.ident;
        quote!(let __token = __r.idempotency_token(&self.#ident);)
    });
    let value = |member: &Member<'_>| {
        if member.idempotency_token {
            quote!(&__token)
        } else {
            value(private, member)
        }
    };
    let labels = wire
        .path
        .labels
        .iter()
        .zip(&wire.labels)
        .map(|(label, index)| {
            let value = value(&wire.members[*index]);
            let name = &label.name;
            let method = if label.greedy {
                "greedy_label"
            } else {
                "label"
            };
            let method = Ident::new(method, Span::call_site());
            quote!(__r.#method(#name, #value);)
        });
    let host_labels = wire
        .host
        .iter()
        .flat_map(|host| &host.labels)
        .zip(&wire.host_labels)
        .map(|(label, index)| {
            let value = ty::place(wire.members[*index].ty, wire.members[*index].ident);
            let name = &label.name;
            quote!(__r.host_label(#name, #value);)
        });
    let parts = wire.members.iter().filter_map(|member| {
        let value = || value(member);
        Some(match &member.location {
            Location::Query(query) => {
                let (name, value) = (name(private, query, service), value());
                quote!(__r.query(#name, #value);)
            }
            Location::QueryMap => {
                let value = value();
                quote!(__r.query_map(#value);)
            }
            Location::Header(name) => {
                let value = value();
                quote!(__r.header(#name, #value);)
            }
            Location::PrefixHeaders(prefix) => {
                let value = value();
                quote!(__r.prefix_headers(#prefix, #value);)
            }
            Location::Payload => {
                let value = value();
                let media_type = member.media_type.as_deref().unwrap_or_default();
                quote!(__r.payload(#value, #media_type);)
            }
            Location::Label | Location::Status | Location::Body(_) => return None,
        })
    });
    let body: Vec<TokenStream> = wire
        .members
        .iter()
        .filter_map(|member| match &member.location {
            Location::Body(body) => {
                let (name, value) = (name(private, body, service), value(member));
                Some(quote!((#name, #value)))
            }
            _ => None,
        })
        .collect();
    let body = (!body.is_empty()).then(|| quote!(__r.body(&[#(#body),*]);));
    let writer = if wire.members.is_empty() {
        quote!(_)
    } else {
        quote!(__r)
    };
    quote! {
        fn write(&self, #writer: &mut #private::RequestWriter<'_>) {
            #token_statement
            #(#labels)*
            #(#host_labels)*
            #(#parts)*
            #body
        }
    }
}

// impl P::Paginated for ListRooms { .. }
// impl P::PaginatedItems for ListRooms { .. }
pub(crate) fn paginated(private: &Private, face: &Face<'_>, header: &Header) -> TokenStream {
    let Some(paginate) = &face.paginate else {
        return TokenStream::new();
    };
    let Header {
        params,
        this,
        bounds,
    } = header;
    let known = |token: &&Ident| {
        face.arguments
            .iter()
            .any(|argument| argument.ident == *token)
    };
    let set = paginate.token.as_ref().filter(known).filter(|token| {
        face.arguments
            .iter()
            .any(|argument| argument.ident == *token && argument.presence == Presence::Optional)
    });
    let next = paginate.output_token.as_ref().or(paginate.token.as_ref());
    let next = next.filter(|_| set.is_some() && face.output.is_some());
    let (set, token) = match set {
        Some(field) => (
            quote!(self.#field = #private::Some(__token);),
            quote!(__token),
        ),
        None => (TokenStream::new(), quote!(_)),
    };
    let (next, output) = match next {
        Some(field) => {
            let output = Ident::new("__output", field.span().resolved_at(Span::call_site()));
            let here = field.span().resolved_at(Span::call_site());
            let p = Private::at(here);
            (
                quote_spanned!(here=> #p::AsMessage::as_message(&#output.#field)),
                output.to_token_stream(),
            )
        }
        None => (quote!(#private::None), quote!(_)),
    };
    let items = paginate
        .items
        .as_ref()
        .map(|items| paginated_items(private, items, header));
    quote! {
        #[automatically_derived]
        impl #params #private::Paginated for #this #bounds {
            fn next_token(#output: &<Self as #private::Operation>::Output) -> #private::Option<&str> {
                #next
            }
            fn set_token(&mut self, #token: #private::String) {
                #set
            }
        }
        #items
    }
}

fn paginated_items(private: &Private, items: &Ident, header: &Header) -> TokenStream {
    let Header {
        params,
        this,
        bounds,
    } = header;
    let hash = fnv(&items.unraw().to_string());
    // A wrong name is shown where it stands.
    let here = items.span().resolved_at(Span::call_site());
    let output =
        quote_spanned!(here=> <<Self as #private::Operation>::Output as #private::Items<#hash>>);
    quote! {
        #[automatically_derived]
        impl #params #private::PaginatedItems for #this #bounds {
            type Items = #output::Items;
            fn items(__output: <Self as #private::Operation>::Output) -> Self::Items {
                #output::items(__output)
            }
        }
    }
}

/// Names that a setter cannot have.
const GENERATED: [&str; 7] = [
    "new", "send", "presign", "to_http", "to_curl", "pages", "items",
];

fn setter_name(argument: &Argument<'_>, of_service: bool) -> Ident {
    let name = argument.ident.unraw();
    let taken = GENERATED.iter().any(|taken| name == taken) || (of_service && name == "customize");
    if taken {
        format_ident!("set_{name}", span = argument.ident.span())
    } else {
        argument.ident.clone()
    }
}

/// `impl P::Into<String>` or `i32`, and the argument converted.
fn conversion(private: &Private, argument: &Argument<'_>) -> (TokenStream, TokenStream) {
    let ident = argument.ident;
    let ty = ty::without_option(argument.ty);
    if ty::is_passed_by_value(ty) {
        (ty.to_token_stream(), ident.to_token_stream())
    } else {
        (
            quote!(impl #private::Into<#ty>),
            quote!(#private::Into::into(#ident)),
        )
    }
}

/// The arguments of `new`: `account_id: impl P::Into<String>`
pub(crate) fn arguments(private: &Private, face: &Face<'_>) -> Vec<TokenStream> {
    required(face)
        .map(|argument| {
            let ident = argument.ident;
            let (ty, _) = conversion(private, argument);
            quote!(#ident: #ty)
        })
        .collect()
}

fn required<'f, 'a>(face: &'f Face<'a>) -> impl Iterator<Item = &'f Argument<'a>> {
    face.arguments
        .iter()
        .filter(|argument| argument.presence == Presence::Required)
}

fn settable<'f, 'a>(face: &'f Face<'a>) -> impl Iterator<Item = &'f Argument<'a>> {
    face.arguments
        .iter()
        .filter(|argument| argument.presence != Presence::Required)
}

/// The field's own docs, or a line that says what the setter does.
fn setter_docs(argument: &Argument<'_>) -> TokenStream {
    let mut docs = argument
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("doc"))
        .peekable();
    if docs.peek().is_none() {
        let line = format!(" Sets `{}`.", argument.ident.unraw());
        quote!(#[doc = #line])
    } else {
        quote!(#(#docs)*)
    }
}

// impl CreateRoom { pub fn new(..) -> Self; setters; pub fn send(..); .. }
pub(crate) fn operation_methods(
    private: &Private,
    face: &Face<'_>,
    header: &Header,
    fallback: bool,
) -> TokenStream {
    let Header {
        params,
        this,
        bounds,
    } = header;
    let vis = &face.input.vis;
    let arguments = arguments(private, face);
    let fields = face.arguments.iter().map(|argument| {
        let ident = argument.ident;
        let value = match argument.presence {
            Presence::Required => conversion(private, argument).1,
            Presence::Optional => quote!(#private::None),
            Presence::Defaulted => quote!(#private::Default::default()),
        };
        quote!(#ident: #value)
    });
    let new = if fallback {
        // The item may be no struct at all.
        quote!(#private::std::unreachable!())
    } else {
        quote!(Self { #(#fields),* })
    };
    let new_doc = if required(face).next().is_some() {
        " Takes the required members."
    } else {
        " No member is required."
    };
    let of_service = service_type(face).is_some();
    let setters = settable(face).map(|argument| {
        let docs = setter_docs(argument);
        let ident = argument.ident;
        let name = setter_name(argument, of_service);
        let (ty, mut value) = conversion(private, argument);
        if argument.presence == Presence::Optional {
            value = quote!(#private::Some(#value));
        }
        quote! {
            #docs
            #[must_use]
            #vis fn #name(mut self, #ident: #ty) -> Self {
                self.#ident = #value;
                self
            }
        }
    });
    let pages = face.paginate.as_ref().map(|paginate| {
        let items = paginate.items.as_ref().map(|_| {
            quote! {
                /// Streams the items of all pages.
                #vis fn items(self, client: &#private::Client) -> #private::ItemStream<Self> {
                    #private::ItemStream::new(self, client)
                }
            }
        });
        quote! {
            /// Streams the pages.
            #vis fn pages(self, client: &#private::Client) -> #private::Pages<Self> {
                #private::Pages::new(self, client)
            }
            #items
        }
    });
    quote! {
        impl #params #this #bounds {
            #[doc = #new_doc]
            #[must_use]
            #vis fn new(#(#arguments),*) -> Self {
                #new
            }
            #(#setters)*
            /// Sends the operation, when awaited.
            #vis fn send(self, client: &#private::Client) -> #private::Call<Self> {
                #private::Call::new(self, client)
            }
            #pages
            /// Signs a URL that sends the operation without credentials until it expires.
            #vis fn presign(&self, client: &#private::Client, expires_in: #private::Duration) -> #private::Presign<Self> {
                #private::presign(self, client, expires_in)
            }
            /// The signed request, without sending it.
            #vis fn to_http(&self, client: &#private::Client) -> #private::ToHttp<Self> {
                #private::to_http(self, client)
            }
            /// The signed request as a command line, without sending it.
            #vis fn to_curl(&self, client: &#private::Client, secrets: #private::Secrets) -> #private::ToCurl<Self> {
                #private::to_curl(self, client, secrets)
            }
        }
    }
}

/// A service's typed client has a method for the operation, unless generics make that impossible; they are refused.
fn client_type<'f>(face: &'f Face<'_>) -> Option<&'f syn::Type> {
    service_type(face).filter(|_| face.input.generics.params.is_empty())
}

fn call_ident(ident: &Ident) -> Ident {
    format_ident!("{}Call", ident.unraw(), span = ident.span())
}

// pub struct CreateRoomCall(::opsmith::__private::Call<CreateRoom>);
pub(crate) fn call_struct(private: &Private, face: &Face<'_>) -> TokenStream {
    if client_type(face).is_none() {
        return TokenStream::new();
    }
    let ident = &face.input.ident;
    let vis = &face.input.vis;
    let call = call_ident(ident);
    let path = private.path();
    let doc = format!(" A call of [`{}`]; awaiting it sends it.", ident.unraw());
    quote! {
        #[doc = #doc]
        #[must_use = "a call does nothing until it is awaited"]
        #vis struct #call(#path::Call<#ident>);
    }
}

// impl Chime { pub fn create_room(&self, ..) -> CreateRoomCall { .. } }
// impl CreateRoomCall { .. }
// impl P::std::future::IntoFuture for CreateRoomCall { .. }
pub(crate) fn call_methods(private: &Private, face: &Face<'_>, header: &Header) -> TokenStream {
    let Some(service) = client_type(face) else {
        return TokenStream::new();
    };
    let ident = &face.input.ident;
    let vis = &face.input.vis;
    let Header { bounds, .. } = header;
    let call = call_ident(ident);
    let method = method_name(ident);
    let arguments = arguments(private, face);
    let passed = required(face).map(|argument| argument.ident);
    let method_doc = format!(" Calls [`{}`]; awaiting the call sends it.", ident.unraw());
    let setters = settable(face).map(|argument| {
        let docs = setter_docs(argument);
        let field = argument.ident;
        let name = setter_name(argument, true);
        let (ty, _) = conversion(private, argument);
        quote! {
            #docs
            #[must_use]
            #vis fn #name(self, #field: #ty) -> Self {
                Self(self.0.map_operation(|__o| #ident::#name(__o, #field)))
            }
        }
    });
    let pages = face.paginate.as_ref().map(|paginate| {
        let items = paginate.items.as_ref().map(|_| {
            quote! {
                /// Streams the items of all pages.
                #vis fn items(self) -> #private::ItemStream<#ident> {
                    #private::ItemStream::from_call(self.0)
                }
            }
        });
        quote! {
            /// Streams the pages.
            #vis fn pages(self) -> #private::Pages<#ident> {
                #private::Pages::from_call(self.0)
            }
            #items
        }
    });
    quote! {
        impl #service {
            #[doc = #method_doc]
            #vis fn #method(&self, #(#arguments),*) -> #call #bounds {
                #call(#private::Call::new(#ident::new(#(#passed),*), self.client()))
            }
        }
        impl #call {
            #(#setters)*
            /// Changes the options of this call.
            #[must_use]
            #vis fn customize(self, change: impl #private::std::ops::FnOnce(#private::Call<#ident>) -> #private::Call<#ident>) -> Self {
                Self(change(self.0))
            }
            #pages
        }
        #[automatically_derived]
        impl #private::std::future::IntoFuture for #call {
            type Output = <#private::Call<#ident> as #private::std::future::Future>::Output;
            type IntoFuture = #private::Call<#ident>;
            fn into_future(self) -> Self::IntoFuture {
                self.0
            }
        }
        #[automatically_derived]
        impl #private::fmt::Debug for #call {
            fn fmt(&self, __f: &mut #private::fmt::Formatter<'_>) -> #private::fmt::Result {
                #private::fmt::Debug::fmt(&self.0, __f)
            }
        }
    }
}

/// `create_room` of `CreateRoom`, raw where that is a keyword.
fn method_name(ident: &Ident) -> Ident {
    let name = Case::Snake.apply(&ident.unraw().to_string());
    match syn::parse_str::<Ident>(&name) {
        Ok(mut method) => {
            method.set_span(ident.span());
            method
        }
        Err(_) if matches!(name.as_str(), "self" | "super" | "crate" | "") => {
            format_ident!("{name}_", span = ident.span())
        }
        Err(_) => Ident::new_raw(&name, ident.span()),
    }
}
