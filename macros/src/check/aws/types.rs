//! Compares the types of fields with those of the model's members.

use opsmith_models::{Element, Kind, Type};
use proc_macro2::Ident;
use quote::quote_spanned;

use crate::case::Case;
use crate::model::{Aws, Owner, described, rust_type};
use crate::private::Private;
use crate::report::{About, Proof, Report};
use crate::ty;

/// The type names whose wire representation is known. For all others, the compiler decides.
const KNOWN: &[&str] = &[
    "BTreeMap",
    "BTreeSet",
    "Blob",
    "ByteStream",
    "Document",
    "HashMap",
    "HashSet",
    "Json",
    "Option",
    "String",
    "Timestamp",
    "Vec",
    "bool",
    "char",
    "f32",
    "f64",
    "i128",
    "i16",
    "i32",
    "i64",
    "i8",
    "isize",
    "str",
    "u128",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
];

/// A member with its field.
pub(super) struct Field<'f, 'm> {
    pub(super) name: &'f Ident,
    pub(super) ty: &'f syn::Type,
    pub(super) model: Type<'m>,
    /// Whether it is the whole body.
    pub(super) payload: bool,
    /// Whether it is sent by an operation.
    pub(super) sent: bool,
    pub(super) owner: Owner<'m>,
}

/// A type that only the compiler can resolve, and what the model expects.
struct Leaf<'f, 'm> {
    ty: &'f syn::Type,
    model: Kind<'m>,
}

// max_results: Option<String>
// rooms: Vec<Membership>
pub(super) fn check(field: &Field<'_, '_>, aws: &Aws<'_>, generic: bool, report: &Report) {
    let mut leaves = Vec::new();
    let ty = unboxed(ty::without_option(unboxed(field.ty)));
    let fits =
        (field.payload && is_payload(ty, field.model.kind)) || fits(ty, field.model, &mut leaves);
    if !fits {
        report.on(ty::bare(ty), message(field));
        return;
    }
    // It is not known here what a type parameter stands for.
    if generic {
        return;
    }
    for leaf in leaves {
        assert_leaf(field, &leaf, aws, report);
    }
}

/// The structures and unions of a type that fits, with their names in the model.
pub(super) fn parts<'f, 'm>(ty: &'f syn::Type, model: Type<'m>) -> Vec<(&'f syn::Type, &'m str)> {
    let mut leaves = Vec::new();
    fits(unboxed(ty::without_option(unboxed(ty))), model, &mut leaves);
    let named = leaves.into_iter().filter_map(|leaf| match leaf.model {
        Kind::Structure(name) | Kind::Union(name) => Some((ty::bare(leaf.ty), name)),
        _ => None,
    });
    named.collect()
}

/// ``chime's Room: `created_timestamp` is a timestamp; use `Timestamp` ``
fn message(field: &Field<'_, '_>) -> String {
    let Field {
        name, model, owner, ..
    } = field;
    let verb = match model.kind {
        Kind::List(_) | Kind::Set(_) | Kind::Map { .. } => "write",
        _ => "use",
    };
    format!(
        "`{name}` is {} in {owner}; {verb} `{}`",
        described(*model),
        rust_type(*model)
    )
}

/// The same, where the type has the name of the model's shape and is another.
fn leaf_message(field: &Field<'_, '_>, leaf: &Leaf<'_, '_>, aws: &Aws<'_>) -> String {
    let named = ty::name(leaf.ty).zip(leaf.model.shape());
    let Some((name, shape)) = named.filter(|(name, shape)| Case::Pascal.apply(shape) == *name)
    else {
        return message(field);
    };
    let rename = if name == shape {
        String::new()
    } else {
        format!(", name = \"{shape}\"")
    };
    format!(
        "`{}` is {} in {}, but this `{name}` is another shape; declare one with `#[shape(service = \"{}\"{rename})]`, or add the service to this one",
        field.name,
        described(field.model),
        field.owner,
        aws.written()
    )
}

fn unboxed(ty: &syn::Type) -> &syn::Type {
    match (ty::name(ty).as_deref(), ty::arguments(ty).as_slice()) {
        (Some("Box"), [inner]) => unboxed(inner),
        _ => ty,
    }
}

/// What a body can be besides the model's type: the raw bytes, or the user's own JSON type.
fn is_payload(ty: &syn::Type, kind: Kind<'_>) -> bool {
    let names: &[&str] = match kind {
        Kind::Blob | Kind::StreamingBlob => &["Blob", "ByteStream", "Document", "Json"],
        Kind::Document | Kind::Structure(_) | Kind::Union(_) => &["Document", "Json"],
        _ => &[],
    };
    ty::name(ty).is_some_and(|name| names.contains(&name.as_str()))
}

/// Whether the type may match the model, judging by its tokens alone.
fn fits<'f, 'm>(ty: &'f syn::Type, model: Type<'m>, leaves: &mut Vec<Leaf<'f, 'm>>) -> bool {
    let ty = unboxed(ty);
    let Some(name) = ty::name(ty) else {
        // `()`, for a member of a union without a value
        let unit = matches!(ty::bare(ty), syn::Type::Tuple(tuple) if tuple.elems.is_empty());
        let told = matches!(
            ty::bare(ty),
            syn::Type::Tuple(_)
                | syn::Type::Array(_)
                | syn::Type::Reference(_)
                | syn::Type::Slice(_)
        );
        return !told || (unit && matches!(model.kind, Kind::Structure(_)));
    };
    let names: &[&str] = match model.kind {
        Kind::List(_) => &["Vec"],
        Kind::Set(_) => &["BTreeSet", "HashSet", "Vec"],
        Kind::Map { .. } => &["BTreeMap", "HashMap"],
        Kind::String | Kind::Enum(_) => &["String"],
        Kind::Blob => &["Blob"],
        Kind::StreamingBlob => &["Blob", "ByteStream"],
        Kind::Boolean => &["bool"],
        Kind::Byte => &["i8"],
        Kind::Short => &["i16"],
        Kind::Integer | Kind::IntEnum(_) => &["i32"],
        Kind::Long => &["i64"],
        Kind::Float => &["f32"],
        Kind::Double => &["f64"],
        Kind::Timestamp => &["Timestamp"],
        Kind::Document | Kind::Structure(_) => &["Document"],
        Kind::Union(_) | Kind::EventStream(_) => &[],
        // Numbers of any size: the right type depends on the service.
        Kind::BigInteger | Kind::BigDecimal => return true,
    };
    // A shape may have the same name as one of our types.
    let own = model.kind.shape().is_some_and(|shape| shape == name);
    if names.contains(&name.as_str()) && !own {
        return elements_fit(ty, model, leaves);
    }
    if KNOWN.contains(&name.as_str()) && !own {
        return false;
    }
    leaves.push(Leaf {
        ty,
        model: model.kind,
    });
    true
}

fn elements_fit<'f, 'm>(
    ty: &'f syn::Type,
    model: Type<'m>,
    leaves: &mut Vec<Leaf<'f, 'm>>,
) -> bool {
    let mut element = |ty: &'f syn::Type, element: Element<'m>| match ty::option(ty) {
        Some(inner) => element.sparse && fits(inner, element.ty(), leaves),
        None => fits(ty, element.ty(), leaves),
    };
    match (model.kind, ty::arguments(ty).as_slice()) {
        (Kind::List(item) | Kind::Set(item), [ty]) => element(ty, item),
        (Kind::Map { key, value }, [k, v, ..]) => element(k, key) & element(v, value),
        _ => true,
    }
}

/// Asks the compiler to compare the type's own shape with the model's.
//
// use P::NoModel as _; P::assert_shape(P::ShapeOf::<Room>::SHAPES, &[("chime", "Room")], "..")
fn assert_leaf(field: &Field<'_, '_>, leaf: &Leaf<'_, '_>, aws: &Aws<'_>, report: &Report) {
    let ty = ty::bare(leaf.ty);
    let here = ty::start(ty);
    let p = Private::at(here);
    let simple = match leaf.model {
        Kind::Enum(_) => Some("string"),
        Kind::IntEnum(_) => Some("integer"),
        // A structure may also be a `Document`.
        Kind::Structure(_) => Some("document"),
        Kind::StreamingBlob => Some("blob"),
        kind if kind.shape().is_none() => Some(kind.as_str()),
        _ => None,
    };
    let service = aws.key();
    let shape = leaf
        .model
        .shape()
        .map(|name| quote::quote!((#service, #name),));
    let simple = simple.map(|name| quote::quote!(("", #name),));
    let message = leaf_message(field, leaf, aws);
    let about = if ty::same(ty, field.ty) {
        About::Type
    } else {
        About::Argument
    };
    // What a request lacks
    let lacks = (field.sent && matches!(leaf.model, Kind::Structure(_) | Kind::Union(_)))
        .then(|| quote_spanned!(here=> + #p::assert_complete(#p::ShapeOf::<#ty>::LACKS)));
    let assertion = quote_spanned! {here=>
        use #p::NoModel as _;
        #p::assert_shape(#p::ShapeOf::<#ty>::SHAPES, &[#shape #simple], #message) #lacks
    };
    report.prove(Proof { assertion, about });
}
