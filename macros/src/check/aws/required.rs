//! The required members of nested structures.
//!
//! A structure may be part of requests and of responses, and its declaration does not see which. In a response, it may leave
//! out any member. So its macro writes down what a request with it would lack, and the operation that sends it asserts in a
//! constant that this is nothing.

use std::collections::BTreeSet;

use opsmith_models::{Kind, Member as ModelMember, Shape};
use syn::{Ident, Type};

use crate::ast::Needs;
use crate::check::aws::types;
use crate::model::{Aws, Owner, field_name, innermost, rust_type};
use crate::suggest;
use crate::ty;

/// The type of a field, and its member.
pub(super) type Pair<'a, 'm> = (&'a Type, &'m ModelMember<'static>);

// #[shape(service = "ivschat")] struct MessageReviewHandler { .. }
/// What requests with the structure or union lack.
pub(super) fn needs<'a>(
    aws: &Aws<'static>,
    shape: &Shape<'static>,
    ident: &Ident,
    pairs: &[Pair<'a, '_>],
    generic: bool,
) -> Needs<'a> {
    let mut needs = Needs {
        own: own(shape, aws.owner(shape.name), ident, pairs),
        ..Needs::default()
    };
    if generic {
        return needs;
    }
    let mut harmless = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (ty, member) in pairs {
        for (ty, name) in types::parts(ty, member.ty) {
            if !seen.insert(ty::display(ty)) {
                continue;
            }
            if reaches(aws, name, shape.name, &mut harmless) {
                needs.circle.get_or_insert_default().push(ty);
            } else {
                needs.parts.push(ty);
            }
        }
    }
    // Others may name it as a part of its own circle.
    if needs.circle.is_none() && (needs.own.is_some() || !needs.parts.is_empty()) {
        let within = |name| reaches(aws, name, shape.name, &mut harmless);
        needs.circle = structures(shape).any(within).then(Vec::new);
    }
    needs
}

fn structures<'m>(shape: &Shape<'m>) -> impl Iterator<Item = &'m str> + use<'m> {
    shape
        .members()
        .filter_map(|member| match innermost(member.ty).kind {
            Kind::Structure(name) | Kind::Union(name) => Some(name),
            _ => None,
        })
}

/// ``chime's Tag requires `Key` in requests; declare `pub key: String` in `Tag` ``
fn own(
    shape: &Shape<'static>,
    owner: Owner<'_>,
    ident: &Ident,
    pairs: &[Pair<'_, '_>],
) -> Option<String> {
    let is_declared = |name: &str| pairs.iter().any(|(_, found)| found.name == name);
    let lacked: Vec<ModelMember<'_>> = shape
        .members()
        .filter(|member| member.required && member.gone.is_none() && !is_declared(member.name))
        .collect();
    let names: Vec<&str> = lacked.iter().map(|member| member.name).collect();
    let fields: Vec<String> = lacked
        .iter()
        .map(|member| format!("pub {}: {}", field_name(member.name), rust_type(member.ty)))
        .collect();
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| {
        format!(
            "{owner} requires {} in requests; declare {} in `{ident}`",
            suggest::list(&names),
            suggest::list(&fields)
        )
    })
}

/// Whether a structure contains another one, at any depth. `harmless` are those that are known not to.
fn reaches<'m>(aws: &Aws<'m>, from: &'m str, to: &str, harmless: &mut BTreeSet<&'m str>) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if harmless.contains(name) || !seen.insert(name) {
            continue;
        }
        let shape = aws.model.shape(name);
        open.extend(shape.iter().flat_map(structures));
    }
    harmless.extend(seen);
    false
}

/// What requests to all of several services lack.
pub(super) fn of_all(needs: Vec<Needs<'_>>) -> Needs<'_> {
    let lacked = needs.iter().all(|needs| needs.own.is_some());
    let mut first = needs.into_iter().next().unwrap_or_default();
    first.own = first.own.filter(|_| lacked);
    first
}
