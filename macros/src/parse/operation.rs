//! `#[operation(..)]`

use proc_macro2::Ident;
use syn::{DeriveInput, Type};

use crate::ast::{Auth, Flags, Paginate, Service};
use crate::attr::{self, Entry, Keys, Text, Value};
use crate::case::Case;
use crate::keys::Container;
use crate::keys::{self, OperationKey, PaginateKey};
use crate::parse::RawMember;
use crate::parse::item::{self, Arguments};
use crate::path::METHODS;
use crate::report::Report;
use crate::{suggest, ty};

/// The keys of `#[operation(..)]`, without the values that could not be read.
#[derive(Default)]
pub(crate) struct OperationKeys {
    pub(crate) service: Option<Service>,
    pub(crate) client: Option<Type>,
    pub(crate) path: Option<Text>,
    pub(crate) method: Option<(Text, &'static str)>,
    pub(crate) name: Option<Text>,
    pub(crate) rename_all: Option<Case>,
    pub(crate) output: Option<Type>,
    pub(crate) error: Option<Type>,
    pub(crate) paginate: Option<Paginate>,
    pub(crate) host_prefix: Option<Text>,
    pub(crate) compression: Option<Ident>,
    /// AWS has the operation, and its models do not yet.
    pub(crate) unlisted: Option<Ident>,
    pub(crate) flags: Flags,
    /// The keys that are present, whether or not their values could be read.
    pub(crate) seen: Vec<OperationKey>,
    /// The words of the keys that are present.
    pub(crate) words: Vec<(OperationKey, Ident)>,
}

/// An operation, as written.
pub(crate) struct RawOperation<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) keys: OperationKeys,
    pub(crate) members: Vec<RawMember<'a>>,
}

/// Reads an operation.
pub(crate) fn operation<'a>(
    input: &'a DeriveInput,
    arguments: &Arguments,
    report: &Report,
) -> RawOperation<'a> {
    RawOperation {
        input,
        keys: OperationKeys::parse(arguments.args.clone(), report),
        members: item::members(input, Container::Operation, "operation", report),
    }
}

impl OperationKeys {
    /// Where a key stands.
    pub(crate) fn word(&self, key: OperationKey) -> Option<&Ident> {
        let mut words = self.words.iter();
        words.find(|(word, _)| *word == key).map(|(_, word)| word)
    }

    fn parse(args: proc_macro2::TokenStream, report: &Report) -> Self {
        let mut keys = Keys::new(keys::OPERATION);
        let mut parsed = OperationKeys::default();
        if attr::has_value_without_key(&args) {
            parsed
                .seen
                .extend([OperationKey::Service, OperationKey::Path]);
        }
        let mut meant = Vec::new();
        for entry in attr::entries(args, keys::OPERATION.bare, report) {
            if let Some(key) = keys.accept(&entry, report) {
                parsed.seen.push(key);
                parsed.words.push((key, entry.key.clone()));
                parsed.set(key, &entry, report);
            } else if !keys.is_legal(&entry) {
                // It may be the missing key; one message is enough.
                let guess = match entry.key.to_string().as_str() {
                    "uri" | "url" => Some(OperationKey::Path),
                    "id" => Some(OperationKey::Service),
                    // #[operation(Chime, path = "/rooms")]
                    word if matches!(entry.value, Value::None)
                        && (keys::OPERATION.bare)(word).is_some() =>
                    {
                        let value = vec![proc_macro2::TokenTree::Ident(entry.key.clone())];
                        let entry = entry.with_value(value);
                        parsed.seen.push(OperationKey::Service);
                        meant.push((OperationKey::Service, entry));
                        continue;
                    }
                    _ => keys.meant(&entry),
                };
                parsed.seen.extend(guess);
                meant.extend(guess.map(|key| (key, entry)));
            }
        }
        parsed.guess(meant);
        parsed
    }

    /// Uses the value of an unknown key as that of the key it was probably meant to be, so that the rest of the program sees
    /// what was meant.
    fn guess(&mut self, meant: Vec<(OperationKey, Entry)>) {
        for (key, entry) in meant {
            let is_free = match key {
                OperationKey::Client => self.client.is_none(),
                OperationKey::Service => self.service.is_none(),
                OperationKey::Output => self.output.is_none(),
                OperationKey::Error => self.error.is_none(),
                OperationKey::Paginate => self.paginate.is_none(),
                _ => false,
            };
            if is_free {
                let quiet = Report::new();
                self.set(key, &entry, &quiet);
                quiet.dismiss();
                // errors = [ChimeError]
                self.error.take_if(|ty| !matches!(ty, Type::Path(_)));
            }
        }
    }

    fn set(&mut self, key: OperationKey, entry: &Entry, report: &Report) {
        match key {
            OperationKey::Service => self.service = service(entry, report),
            OperationKey::Client => self.client = client(entry, report),
            OperationKey::Path => self.path = entry.text("/rooms", report),
            OperationKey::Method => self.method = method(entry, report),
            OperationKey::Name => self.name = item::non_empty(entry, "CreateRoom", report),
            OperationKey::RenameAll => self.rename_all = item::rename_all(entry, report),
            OperationKey::Output => {
                self.output = declared(entry, "CreateRoomOutput", "#[output]", report);
            }
            OperationKey::Error => {
                self.error = declared(entry, "ChimeError", "#[derive(Debug, ApiError)]", report);
            }
            OperationKey::Paginate => self.paginate = Some(paginate(entry, report)),
            OperationKey::HostPrefix => self.host_prefix = entry.text("data.", report),
            OperationKey::Checksum => self.flags.md5 = one_of(entry, &["md5"], report).is_some(),
            OperationKey::Compression => {
                self.flags.compression = one_of(entry, &["gzip"], report).is_some();
                self.compression = Some(entry.key.clone());
            }
            OperationKey::Auth => {
                self.flags.auth = match one_of(entry, &["none", "sigv4", "bearer"], report) {
                    Some("none") => Auth::None,
                    Some("bearer") => Auth::Bearer,
                    _ => Auth::SigV4,
                };
            }
            OperationKey::UnsignedPayload => self.flags.unsigned_payload = entry.flag(report),
            OperationKey::Unlisted => {
                entry.flag(report);
                self.unlisted = Some(entry.key.clone());
            }
            OperationKey::Crate => item::crate_path(entry, report),
        }
    }
}

/// `service = "chime"` or `service = Chime`
fn service(entry: &Entry, report: &Report) -> Option<Service> {
    if let Some(syn::Lit::Str(_)) = entry.literal() {
        return entry.text("chime", report).map(Service::Id);
    }
    let what = "the ID of an AWS service or a type with `#[service]`";
    let example = match entry.meant() {
        // service = ["chime"]
        Some(meant) if matches!(&entry.value, Value::Eq(value) if value.len() == 1) => {
            format!("\"{meant}\"")
        }
        _ => "\"chime\"".to_owned(),
    };
    match entry.parsed(what, &example, report)? {
        // service = include_str!("models/orders.model")
        Type::Macro(call) => {
            report.on(
                &call,
                "a macro cannot read what another macro returns; write the service's ID or the path of its model as a string",
            );
            None
        }
        // service = Chime<Client>
        ty if ty::has_arguments(&ty) => {
            report.on(
                &ty,
                format!(
                    "`service` takes a type without arguments; write `service = {}`",
                    without_arguments(&ty)
                ),
            );
            None
        }
        ty => Some(Service::Type(ty)),
    }
}

/// `client = Chime`
fn client(entry: &Entry, report: &Report) -> Option<Type> {
    let ty = item::type_value(entry, "Chime", report)?;
    if ty::has_arguments(&ty) {
        report.on(
            &ty,
            format!(
                "`client` takes a type without arguments; write `client = {}`",
                without_arguments(&ty)
            ),
        );
        let name = without_arguments(&ty);
        return syn::parse_str(&name).ok();
    }
    Some(ty)
}

/// `Chime` of `Chime<Client>`
fn without_arguments(ty: &Type) -> String {
    let shown = ty::display(ty);
    shown.split('<').next().unwrap_or_default().to_owned()
}

// output = Vec<CreateRoomOutput>
// output = CreateRoomOutput<'_>
// error = Box<dyn std::error::Error>
/// A type of the user. The types of the standard library cannot be one, whatever the compiler would suggest.
fn declared(entry: &Entry, example: &str, attribute: &str, report: &Report) -> Option<Type> {
    let ty = item::type_value(entry, example, report)?;
    if matches!(ty::bare(&ty), Type::Tuple(unit) if unit.elems.is_empty()) {
        return Some(ty);
    }
    let foreign = [
        "Vec", "Option", "Result", "Box", "Arc", "Rc", "String", "HashMap", "BTreeMap", "Error",
        "Value", "Document", "Blob",
    ];
    let name = ty::name(&ty);
    let is_foreign = name.as_deref().is_none_or(|name| foreign.contains(&name));
    if !is_foreign && !ty::has_lifetimes(&ty) {
        return Some(ty);
    }
    let inner = ty::arguments(&ty).into_iter().next();
    let inner = inner.filter(|inner| ty::is_single(inner) && !ty::is_string(inner));
    let meant = match (inner, name) {
        (Some(inner), _) => ty::display(inner),
        (None, Some(name)) if !is_foreign => name,
        (None, _) => example.to_owned(),
    };
    let key = &entry.key;
    report.on(
        &ty,
        format!(
            "`{key}` takes a type with `{attribute}`, which `{}` cannot be; write `{key} = {meant}`",
            ty::display(&ty)
        ),
    );
    None
}

/// `method = "GET"`
fn method(entry: &Entry, report: &Report) -> Option<(Text, &'static str)> {
    let text = entry.choice(&METHODS, report)?;
    let known = METHODS.into_iter().find(|method| *method == text.value);
    if known.is_none() {
        report.at(
            text.span(),
            format!(
                "unknown method `{}`{}the methods are {}",
                text.value,
                suggest::hint(&text.value, METHODS),
                suggest::list(&METHODS)
            ),
        );
    }
    known.map(|known| (text, known))
}

/// One of a few strings.
fn one_of(entry: &Entry, values: &'static [&'static str], report: &Report) -> Option<&'static str> {
    let text = entry.choice(values, report)?;
    let known = values.iter().copied().find(|value| *value == text.value);
    if known.is_none() {
        let key = &entry.key;
        report.at(
            text.span(),
            format!(
                "`{key}` cannot be `{}`{}use {}",
                text.value,
                suggest::hint(&text.value, values.iter().copied()),
                suggest::list(values).replace(" and ", " or ")
            ),
        );
    }
    known
}

/// `paginate(token = next_token, output_token = next_token, items = rooms)`
fn paginate(entry: &Entry, report: &Report) -> Paginate {
    let mut paginate = Paginate {
        token: None,
        output_token: None,
        items: None,
    };
    let Value::List(tokens) = &entry.value else {
        report.at(
            entry.key.span(),
            "`paginate` takes the fields in parentheses: `paginate(token = next_token, items = rooms)`",
        );
        return paginate;
    };
    let mut keys = Keys::new(keys::PAGINATE);
    let mut token_seen = false;
    for entry in attr::entries(tokens.clone(), keys::PAGINATE.bare, report) {
        let is_bare = matches!(entry.value, Value::None) && !keys.is_legal(&entry);
        if is_bare && token_seen && paginate.items.is_none() && keys.meant(&entry).is_none() {
            // paginate(token = next_token, rooms)
            let name = &entry.key;
            report.at(
                name.span(),
                format!("`{name}` has no key; write `items = {name}`"),
            );
            paginate.items = Some(name.clone());
            continue;
        }
        let Some(key) = keys.accept(&entry, report) else {
            token_seen |= entry.key != "page_size" && entry.key != "limit";
            continue;
        };
        match key {
            PaginateKey::Token => {
                token_seen = true;
                paginate.token = field_name(&entry, "next_token", report);
            }
            PaginateKey::OutputToken => {
                paginate.output_token = field_name(&entry, "next_token", report);
            }
            PaginateKey::Items => paginate.items = field_name(&entry, "rooms", report),
        }
    }
    if !token_seen {
        report.at(
            entry.key.span(),
            "`paginate` has no token; add `token = next_token`, the field that takes the token of the next page",
        );
    }
    paginate
}

/// `token = next_token`
fn field_name(entry: &Entry, example: &str, report: &Report) -> Option<Ident> {
    entry.parsed("the name of a field", example, report)
}
