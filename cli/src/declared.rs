//! Finds opsmith's attributes in Rust sources: what a file declares, and of which service.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::{Attribute, Item, LitStr, Meta, Token, UseTree};

/// One of opsmith's macros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Macro {
    Operation,
    Output,
    Shape,
    Service,
    ApiError,
}

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// `unlisted`
    None,
    /// `name = "Room"`
    Text(String),
    /// `service = ["a", "b"]`
    Texts(Vec<String>),
    /// `service = Orders`: the last segment of the path.
    Path(String),
    /// Anything else.
    Other,
}

/// An item with one of opsmith's attributes.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    /// The item's name in Rust.
    pub(crate) ident: String,
    pub(crate) of: Macro,
    keys: Vec<(String, Value)>,
}

impl Declared {
    pub(crate) fn value(&self, key: &str) -> Option<&Value> {
        let mut keys = self.keys.iter();
        keys.find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of a key that is a text.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        match self.value(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether it is declared for a service, on its own or among others.
    pub(crate) fn is_of(&self, service: &str) -> bool {
        match self.value("service") {
            Some(Value::Text(text)) => text == service,
            Some(Value::Texts(texts)) => texts.iter().any(|text| text == service),
            _ => false,
        }
    }
}

/// The paths of what a file imports, by the name they have in it: `op` -> `opsmith::operation`.
pub(crate) type Imports = BTreeMap<String, String>;

/// What the items of a file or module import.
pub(crate) fn imports(items: &[Item]) -> Imports {
    let mut found = Imports::new();
    for item in items {
        if let Item::Use(item) = item {
            import(&item.tree, "", &mut found);
        }
    }
    found
}

fn import(tree: &UseTree, before: &str, found: &mut Imports) {
    let path = |name: &dyn std::fmt::Display| {
        if before.is_empty() {
            name.to_string()
        } else {
            format!("{before}::{name}")
        }
    };
    match tree {
        UseTree::Path(tree) => import(&tree.tree, &path(&tree.ident), found),
        UseTree::Name(tree) if tree.ident == "self" => {
            if let Some(name) = before.rsplit("::").next() {
                found.insert(name.to_owned(), before.to_owned());
            }
        }
        UseTree::Name(tree) => {
            found.insert(tree.ident.to_string(), path(&tree.ident));
        }
        UseTree::Rename(tree) if tree.ident == "self" => {
            found.insert(tree.rename.to_string(), before.to_owned());
        }
        UseTree::Rename(tree) => {
            found.insert(tree.rename.to_string(), path(&tree.ident));
        }
        UseTree::Group(tree) => {
            for tree in &tree.items {
                import(tree, before, found);
            }
        }
        // `*` gives nothing a name.
        UseTree::Glob(_) => {}
    }
}

/// What an item declares, by its attributes; it may have two of them (`#[output]` and `#[shape]`).
pub(crate) fn declared(
    ident: &syn::Ident,
    attributes: &[Attribute],
    imports: &Imports,
) -> Vec<Declared> {
    let metas = attributes
        .iter()
        .flat_map(|attribute| flat(&attribute.meta));
    let metas: Vec<Meta> = metas.collect();
    let mut found: Vec<Declared> = Vec::new();
    for meta in &metas {
        let Some(of) = of(meta, imports) else {
            continue;
        };
        found.push(Declared {
            ident: ident.to_string(),
            of,
            keys: keys(meta),
        });
    }
    let derives = metas.iter().filter(|meta| meta.path().is_ident("derive"));
    if derives
        .into_iter()
        .any(|meta| derives_api_error(meta, imports))
    {
        let options = metas.iter().filter(|meta| meta.path().is_ident("op"));
        found.push(Declared {
            ident: ident.to_string(),
            of: Macro::ApiError,
            keys: options.flat_map(keys).collect(),
        });
    }
    // The keys of `#[output] #[shape(service = "..")]` can be on either.
    let all: Vec<(String, Value)> = found.iter().flat_map(|one| one.keys.clone()).collect();
    for one in &mut found {
        one.keys.clone_from(&all);
    }
    found
}

/// The attribute, or those in a `cfg_attr`.
fn flat(meta: &Meta) -> Vec<Meta> {
    let Meta::List(list) = meta else {
        return vec![meta.clone()];
    };
    if !list.path.is_ident("cfg_attr") {
        return vec![meta.clone()];
    }
    let inner = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let inner = inner.into_iter().flatten().skip(1);
    inner.flat_map(|meta| flat(&meta)).collect()
}

/// The last segment of a path, or what it is an alias of.
fn resolved(path: &syn::Path, imports: &Imports) -> Option<String> {
    let last = path.segments.last()?.ident.to_string();
    let alias = path.get_ident().and_then(|_| imports.get(&last));
    Some(match alias {
        Some(path) => path.rsplit("::").next().unwrap_or(path).to_owned(),
        None => last,
    })
}

fn of(meta: &Meta, imports: &Imports) -> Option<Macro> {
    Some(match resolved(meta.path(), imports)?.as_str() {
        "operation" => Macro::Operation,
        "output" => Macro::Output,
        "shape" => Macro::Shape,
        "service" => Macro::Service,
        _ => return None,
    })
}

fn derives_api_error(meta: &Meta, imports: &Imports) -> bool {
    let Meta::List(list) = meta else { return false };
    let derives = list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
    let mut derives = derives.into_iter().flatten();
    derives.any(|path| resolved(&path, imports).as_deref() == Some("ApiError"))
}

/// The keys of an attribute. They are split by commas instead of parsed, because their values are types as well as
/// expressions, and what is not understood must not hide the rest.
fn keys(meta: &Meta) -> Vec<(String, Value)> {
    let Meta::List(list) = meta else {
        return Vec::new();
    };
    let mut keys = Vec::new();
    let mut part: Vec<TokenTree> = Vec::new();
    let mut angles = 0_u32;
    for token in list.tokens.clone() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => angles += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => angles = angles.saturating_sub(1),
            TokenTree::Punct(punct) if punct.as_char() == ',' && angles == 0 => {
                keys.extend(key(std::mem::take(&mut part)));
                continue;
            }
            _ => {}
        }
        part.push(token);
    }
    keys.extend(key(part));
    keys
}

fn key(part: Vec<TokenTree>) -> Option<(String, Value)> {
    let mut tokens = part.into_iter();
    let name = match tokens.next()? {
        TokenTree::Ident(ident) => ident.to_string(),
        _ => return None,
    };
    match tokens.next() {
        None => Some((name, Value::None)),
        Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => {
            Some((name, value(tokens.collect())))
        }
        Some(_) => Some((name, Value::Other)),
    }
}

fn value(tokens: TokenStream) -> Value {
    if let Ok(text) = syn::parse2::<LitStr>(tokens.clone()) {
        return Value::Text(text.value());
    }
    if let Ok(array) = syn::parse2::<syn::ExprArray>(tokens.clone()) {
        let texts = array.elems.iter().filter_map(|element| match element {
            syn::Expr::Lit(literal) => match &literal.lit {
                syn::Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        });
        return Value::Texts(texts.collect());
    }
    match syn::parse2::<syn::Path>(tokens) {
        Ok(path) => path
            .segments
            .last()
            .map_or(Value::Other, |last| Value::Path(last.ident.to_string())),
        Err(_) => Value::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(source: &str) -> Vec<Declared> {
        let file = syn::parse_file(source).unwrap();
        let imports = imports(&file.items);
        file.items
            .iter()
            .flat_map(|item| match item {
                Item::Struct(item) => declared(&item.ident, &item.attrs, &imports),
                Item::Enum(item) => declared(&item.ident, &item.attrs, &imports),
                _ => Vec::new(),
            })
            .collect()
    }

    #[test]
    fn declarations_are_found_under_any_name_of_the_macro() {
        let found = all("use opsmith::{operation as op, shape};
             #[op(service = \"chime\", output = Vec<A, B>, name = \"GetRoom\")] struct A;
             #[opsmith::output(service = \"chime\")] struct B;
             #[cfg_attr(feature = \"x\", shape(service = [\"a\", \"b\"]))] struct C;
             #[op(default)] struct D;
             #[derive(Debug, opsmith::ApiError)] #[op(service = \"chime\")] enum E {}
             #[derive(Debug)] struct F;");
        let shown: Vec<(&str, Macro)> = found.iter().map(|one| (&*one.ident, one.of)).collect();
        assert_eq!(
            shown[..4],
            [
                ("A", Macro::Operation),
                ("B", Macro::Output),
                ("C", Macro::Shape),
                ("D", Macro::Operation)
            ]
        );
        assert!(
            shown.contains(&("E", Macro::ApiError)) && !shown.iter().any(|(name, _)| *name == "F")
        );
        assert_eq!(found[0].text("name"), Some("GetRoom"));
        assert!(found[2].is_of("a") && found[2].is_of("b") && !found[2].is_of("c"));
    }

    #[test]
    fn keys_of_both_attributes_belong_to_the_item() {
        let found = all("#[output] #[shape(service = \"chime\", name = \"Room\")] struct R;");
        assert_eq!(found.len(), 2);
        assert!(
            found
                .iter()
                .all(|one| one.is_of("chime") && one.text("name") == Some("Room"))
        );
    }
}
