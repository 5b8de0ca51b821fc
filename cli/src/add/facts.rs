//! Facts about the shapes of a service that decide how they are declared.
//!
//! All of them follow from the whole service, not from the operations that are added: a shape is declared the same,
//! whichever operation needs it first.

use std::collections::BTreeSet;

use opsmith_models::{Kind, Member, Model, Shape, ShapeKind, Type};

/// The largest variant of a union that is not boxed, in bytes. Clippy's `large_enum_variant` allows a difference of 200.
const LARGEST_VARIANT: usize = 192;

/// The most values of an enum that is declared as one; larger ones, such as lists of currencies, are a `String`.
pub(crate) const MOST_VALUES: usize = 100;

/// The size of a `String` or a `Vec`, the largest of a map, and of a pointer.
const TEXT: usize = 24;
const MAP: usize = 48;
const POINTER: usize = 8;

/// What is known of a service's shapes.
pub(crate) struct Facts<'m> {
    pub(crate) model: Model<'m>,
    /// The shapes that requests contain.
    sent: BTreeSet<&'m str>,
    /// The shapes that other shapes, inputs and outputs contain.
    nested: BTreeSet<&'m str>,
    /// The names of all operations, their outputs and errors.
    reserved: BTreeSet<String>,
}

impl<'m> Facts<'m> {
    pub(crate) fn new(model: Model<'m>) -> Self {
        let (mut sent, mut received) = (BTreeSet::new(), BTreeSet::new());
        let mut reserved = BTreeSet::new();
        for operation in model.operations() {
            for suffix in ["", "Output", "Error"] {
                reserved.insert(format!("{}{suffix}", operation.name));
            }
            let shape = |name: &str| model.shape(name);
            if let Some(input) = operation.input.and_then(|root| shape(root.shape)) {
                reach(model, &input, &mut sent);
            }
            if let Some(output) = operation.output.and_then(|root| shape(root.shape)) {
                reach(model, &output, &mut received);
            }
        }
        for error in model.errors() {
            reach(model, &error, &mut received);
        }
        received.extend(&sent);
        Facts {
            model,
            sent,
            nested: received,
            reserved,
        }
    }

    /// Whether requests contain the shape. If they do not, an absent list can be an empty one.
    pub(crate) fn is_sent(&self, shape: &str) -> bool {
        self.sent.contains(shape)
    }

    /// Whether the shape is inside another one.
    pub(crate) fn is_nested(&self, shape: &str) -> bool {
        self.nested.contains(shape)
    }

    /// Whether an operation of the service, or its output or error, has this name.
    pub(crate) fn is_reserved(&self, name: &str) -> bool {
        self.reserved.contains(name)
    }

    /// The members of a structure that declarations have: those that AWS neither withdrew nor advises against, and the
    /// required ones.
    pub(crate) fn members(shape: &Shape<'m>) -> impl Iterator<Item = Member<'m>> + use<'m> {
        shape.members().filter(|member| {
            member.gone.is_none()
                && (!member.deprecated || member.required)
                && !matches!(member.ty.kind, Kind::EventStream(_))
        })
    }

    /// Whether a member of `owner` has to be in a `Box`: it is `owner` itself, or contains it without a list or map in
    /// between.
    pub(crate) fn is_recursive(&self, owner: &str, ty: Type<'m>) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&str> = structure(ty).into_iter().collect();
        while let Some(name) = waiting.pop() {
            if name == owner {
                return true;
            }
            if seen.insert(name)
                && let Some(shape) = self.model.shape(name)
            {
                waiting.extend(Self::members(&shape).filter_map(|member| structure(member.ty)));
            }
        }
        false
    }

    /// Whether a member of the union `owner` is in a `Box`: it is recursive, or so large that every value of the union
    /// would be.
    pub(crate) fn is_boxed_variant(&self, owner: &str, ty: Type<'m>) -> bool {
        structure(ty).is_some()
            && (self.is_recursive(owner, ty) || self.size(ty, &mut vec![owner]) > LARGEST_VARIANT)
    }

    /// An upper bound of the size in memory, in bytes.
    fn size(&self, ty: Type<'m>, inside: &mut Vec<&'m str>) -> usize {
        match ty.kind {
            Kind::Boolean | Kind::Byte | Kind::Short | Kind::Integer | Kind::Float => 8,
            Kind::Long | Kind::Double | Kind::Timestamp => 16,
            Kind::Map { .. } => MAP,
            Kind::Structure(name) | Kind::Union(name) => {
                if inside.contains(&name) {
                    return POINTER;
                }
                let Some(shape) = self.model.shape(name) else {
                    return POINTER;
                };
                inside.push(name);
                let sizes =
                    Self::members(&shape).map(|member| self.size(member.ty, inside) + POINTER);
                let size = if shape.kind == ShapeKind::Union {
                    sizes
                        .map(|size| size.min(LARGEST_VARIANT))
                        .max()
                        .unwrap_or(0)
                        + POINTER
                } else {
                    sizes.sum()
                };
                inside.pop();
                size
            }
            Kind::Document | Kind::BigInteger | Kind::BigDecimal | Kind::Blob => 2 * TEXT,
            _ => TEXT,
        }
    }
}

/// The structure or union that a member directly is.
fn structure(ty: Type<'_>) -> Option<&str> {
    match ty.kind {
        Kind::Structure(name) | Kind::Union(name) => Some(name),
        _ => None,
    }
}

/// Adds the shapes that a shape contains.
fn reach<'m>(model: Model<'m>, shape: &Shape<'m>, found: &mut BTreeSet<&'m str>) {
    let mut waiting: Vec<Shape<'m>> = vec![*shape];
    while let Some(shape) = waiting.pop() {
        for member in shape.members() {
            named(member.ty, &mut |name| {
                if found.insert(name) {
                    waiting.extend(model.shape(name));
                }
            });
        }
    }
}

/// The shapes that declarations of these structures need.
pub(crate) fn reached<'m>(model: Model<'m>, roots: &[Shape<'m>]) -> BTreeSet<&'m str> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<Shape<'m>> = roots.to_vec();
    while let Some(shape) = waiting.pop() {
        for member in Facts::members(&shape) {
            named(member.ty, &mut |name| {
                if found.insert(name) {
                    waiting.extend(model.shape(name));
                }
            });
        }
    }
    found
}

/// Calls `visit` with the name of each shape in a type.
fn named<'m>(ty: Type<'m>, visit: &mut impl FnMut(&'m str)) {
    match ty.kind {
        Kind::List(item) | Kind::Set(item) => named(item.ty(), visit),
        Kind::Map { key, value } => {
            named(key.ty(), visit);
            named(value.ty(), visit);
        }
        kind => {
            if let Some(name) = kind.shape() {
                visit(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(service: &str) -> Facts<'static> {
        Facts::new(opsmith_models::service(service).unwrap())
    }

    #[test]
    fn a_structure_in_itself_is_recursive_and_one_in_a_list_is_not() {
        let facts = facts("dynamodb");
        let value = facts.model.shape("AttributeValue").unwrap();
        let list = value.member("L").unwrap();
        assert!(!facts.is_recursive("AttributeValue", list.ty));
        let model = opsmith_models::service("wafv2").unwrap();
        let facts = Facts::new(model);
        let not = model
            .shape("NotStatement")
            .unwrap()
            .member("Statement")
            .unwrap();
        assert!(facts.is_recursive("NotStatement", not.ty));
    }

    #[test]
    fn what_requests_contain_is_known() {
        let facts = facts("ivschat");
        assert!(facts.is_sent("MessageReviewHandler"));
        assert!(facts.is_nested("RoomSummary") && !facts.is_sent("RoomSummary"));
        assert!(facts.is_reserved("CreateRoomOutput") && !facts.is_reserved("RoomSummary"));
    }
}
