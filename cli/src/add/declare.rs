//! Declares operations: the struct of each, its output and errors, and the shapes in them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use opsmith_models::{Element, Kind, Location, Member, Operation, Shape, ShapeKind, Type};

use crate::add::facts::{Facts, MOST_VALUES};
use crate::add::item::{Attribute, Item, Part};
use crate::add::members::Kept;
use crate::add::prose::Prose;
use crate::add::scope::Scope;
use crate::add::variants;
use crate::declared::Macro;
use crate::failure::Failure;
use crate::names;
use crate::support;

/// What is declared of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice<'c> {
    /// The members of inputs and outputs to declare besides the required ones; all of them if it is empty.
    pub(crate) members: &'c [String],
    /// No enum of errors.
    pub(crate) plain_errors: bool,
}

/// Makes the items that are missing in a scope.
pub(crate) struct Declarer<'m, 's> {
    pub(super) facts: Facts<'m>,
    pub(super) scope: &'s mut Scope,
    /// What collisions are resolved with: `SecretsManager`.
    prefix: String,
    /// What declarations call it.
    written: &'s str,
    pub(super) prose: Option<Prose>,
    /// The types of shapes, by their names in the model.
    types: BTreeMap<&'m str, String>,
    /// The shapes whose items are still to be made.
    waiting: VecDeque<Shape<'m>>,
    pub(super) items: Vec<Item>,
}

impl<'m, 's> Declarer<'m, 's> {
    /// For a service that declarations call `written`, with documentation or without.
    pub(crate) fn new(
        facts: Facts<'m>,
        written: &'s str,
        scope: &'s mut Scope,
        docs: bool,
    ) -> Self {
        let service = facts.model.service();
        Declarer {
            prefix: names::variant(match &*service.sdk_id() {
                "" => service.id,
                name => name,
            }),
            written,
            prose: docs.then(|| Prose::new(service.id)),
            facts,
            scope,
            types: BTreeMap::new(),
            waiting: VecDeque::new(),
            items: Vec::new(),
        }
    }

    /// The items, operations first.
    pub(crate) fn finish(mut self) -> Vec<Item> {
        while let Some(shape) = self.waiting.pop_front() {
            let item = self.shape(&shape);
            self.items.push(item);
        }
        self.items
    }

    /// Declares an operation with its output and errors. Returns false if the file has it already.
    pub(crate) fn operation(
        &mut self,
        operation: &Operation<'m>,
        choice: Choice<'_>,
    ) -> Result<bool, Failure> {
        let is = |one: &crate::declared::Declared| {
            one.text("name").unwrap_or(&one.ident) == operation.name
        };
        if self
            .scope
            .declared(Macro::Operation, self.written, is)
            .is_some()
        {
            return Ok(false);
        }
        let model = self.facts.model;
        let shape =
            |root: Option<opsmith_models::Root<'m>>| root.and_then(|root| model.shape(root.shape));
        let (input, output) = (shape(operation.input), shape(operation.output));
        let kept = Kept::new(operation, input.as_ref(), output.as_ref(), choice.members)?;
        let name = self.scope.claim(operation.name, &self.prefix, false);
        let mut keys = vec![format!("service = \"{}\"", self.written)];
        if name != operation.name {
            keys.push(format!("name = \"{}\"", operation.name));
        }
        let place = self.items.len();
        let service = model.service();
        let members: Vec<Member<'m>> = input
            .iter()
            .flat_map(Facts::members)
            .filter(|member| kept.input(member) && !support::moves_operation(&service, member))
            .collect();
        let parts = members
            .iter()
            .map(|member| self.field_of_input(member))
            .collect();
        let parts = match &input {
            Some(shape) => self.documented(shape.name, &members, parts),
            None => parts,
        };
        if let Some(ty) = self.output(operation, output.as_ref(), &kept, &name) {
            keys.push(format!("output = {ty}"));
        }
        if !choice.plain_errors
            && let Some(ty) = self.errors(operation, &name)
        {
            keys.push(format!("error = {ty}"));
        }
        let attribute = Attribute::new(self.scope.external("opsmith", "operation"), keys);
        let item = Item {
            name,
            docs: self.about_operation(operation.name),
            attributes: vec![attribute],
            parts,
            ..Item::default()
        };
        self.items.insert(place, item);
        Ok(true)
    }

    fn field_of_input(&mut self, member: &Member<'m>) -> Part {
        let ty = self.ty(member.ty);
        // A token that is absent is filled in.
        let token = member.idempotency_token
            && matches!(member.ty.kind, Kind::String)
            && matches!(
                member.location,
                Location::Body | Location::Query(_) | Location::Header(_)
            );
        let ty = if member.required && !token {
            ty
        } else {
            self.option(&ty)
        };
        field(member, ty, false)
    }

    /// The output, and its name; `None` if there is nothing in it.
    fn output(
        &mut self,
        operation: &Operation<'m>,
        shape: Option<&Shape<'m>>,
        kept: &Kept<'_>,
        operation_type: &str,
    ) -> Option<String> {
        let shape = shape?;
        let members: Vec<Member<'m>> = Facts::members(shape)
            .filter(|member| kept.output(member))
            .collect();
        if members.is_empty() {
            return None;
        }
        let is = |one: &crate::declared::Declared| match (one.text("operation"), one.text("name")) {
            (Some(name), _) => name == operation.name,
            (None, Some(name)) => name == shape.name,
            (None, None) => output_of(&one.ident) == operation.name,
        };
        if let Some(found) = self.scope.declared(Macro::Output, self.written, is) {
            return Some(found.to_owned());
        }
        let wanted = format!("{operation_type}Output");
        let name = self.scope.claim(&wanted, &self.prefix, false);
        let mut keys = vec![format!("service = \"{}\"", self.written)];
        if name != format!("{}Output", operation.name) {
            keys.push(format!("operation = \"{}\"", operation.name));
        }
        let tokens: Vec<String> = operation
            .paginator()
            .iter()
            .flat_map(|pages| pages.output_tokens().map(std::borrow::Cow::into_owned))
            .collect();
        let parts = members
            .iter()
            .map(|member| {
                if tokens.iter().any(|token| token == member.name) {
                    let ty = self.ty(member.ty);
                    field(member, self.option(&ty), false)
                } else {
                    self.received(member)
                }
            })
            .collect();
        let attribute = Attribute::new(self.scope.external("opsmith", "output"), keys);
        self.items.push(Item {
            name: name.clone(),
            docs: self.about_part("output", operation_type),
            attributes: vec![attribute],
            parts: self.documented(shape.name, &members, parts),
            ..Item::default()
        });
        Some(name)
    }

    /// A member of an output, or of a shape that is only received: an absent list is an empty one.
    fn received(&mut self, member: &Member<'m>) -> Part {
        let ty = self.ty(member.ty);
        let whole = matches!(member.location, Location::Payload);
        match member.ty.kind {
            Kind::StreamingBlob => field(member, ty, false),
            _ if matches!(member.location, Location::Status) => field(member, ty, false),
            Kind::List(_) | Kind::Set(_) | Kind::Map { .. } if !whole && !member.required => {
                field(member, ty, true)
            }
            _ if member.required => field(member, ty, false),
            _ => {
                let ty = self.option(&ty);
                field(member, ty, false)
            }
        }
    }

    /// The enum of an operation's errors, and its name.
    fn errors(&mut self, operation: &Operation<'m>, operation_type: &str) -> Option<String> {
        let model = self.facts.model;
        let errors: Vec<Shape<'m>> = operation
            .errors()
            .filter_map(|name| model.shape(name))
            .filter(|shape| shape.gone.is_none())
            .collect();
        if errors.is_empty() {
            return None;
        }
        let name = self
            .scope
            .claim(&format!("{operation_type}Error"), &self.prefix, false);
        let mut codes = BTreeSet::new();
        let mut parts: Vec<Part> = Vec::new();
        for shape in errors.iter().filter(|shape| codes.insert(shape.code())) {
            let (variant, key) = variants::error(model, shape);
            let taken = parts.iter().any(|part| part.name == variant);
            let variant = if taken {
                names::variant(shape.name)
            } else {
                variant
            };
            let held = self.error_type(shape);
            parts.push(Part {
                docs: self.about_shape(shape.name),
                keys: key.into_iter().collect(),
                name: variant,
                ty: Some(held),
            });
        }
        let other = variants::other(parts.iter().map(|part| part.name.as_str()));
        parts.push(Part {
            docs: Vec::new(),
            keys: vec!["other".to_owned()],
            name: other.to_owned(),
            ty: Some(self.scope.external("opsmith", "Unmodeled")),
        });
        let derive = vec![
            "Debug".to_owned(),
            self.scope.external("opsmith", "ApiError"),
        ];
        self.items.push(Item {
            name: name.clone(),
            docs: self.about_part("errors", operation_type),
            attributes: vec![
                Attribute::new("derive", derive),
                Attribute::new("op", vec![format!("service = \"{}\"", self.written)]),
            ],
            is_enum: true,
            parts,
        });
        Some(name)
    }

    /// What a variant for an error holds: its message, or a struct if it has more to say.
    fn error_type(&mut self, shape: &Shape<'m>) -> String {
        let more = Facts::members(shape).any(|member| !names::same_words(member.name, "message"));
        if !more {
            return self.scope.external("opsmith", "ErrorBody");
        }
        let is = |one: &crate::declared::Declared| {
            one.text("operation").is_none() && one.text("name").unwrap_or(&one.ident) == shape.name
        };
        if !self.types.contains_key(shape.name) {
            if let Some(found) = self.scope.declared(Macro::Output, self.written, is) {
                return found.to_owned();
            }
            // The user's `#[shape]` is not an `#[output]`.
            if self
                .scope
                .declared(Macro::Shape, self.written, is)
                .is_some()
            {
                return self.scope.external("opsmith", "ErrorBody");
            }
        }
        self.shape_type(shape.name)
    }

    /// The type of a member in Rust, without `Option`.
    pub(super) fn ty(&mut self, ty: Type<'m>) -> String {
        match ty.kind {
            Kind::String => self.scope.prelude("String").to_owned(),
            Kind::Blob => self.scope.external("opsmith", "Blob"),
            Kind::StreamingBlob => self.scope.external("opsmith", "ByteStream"),
            Kind::Boolean => "bool".to_owned(),
            Kind::Byte => "i8".to_owned(),
            Kind::Short => "i16".to_owned(),
            Kind::Integer => "i32".to_owned(),
            Kind::Long => "i64".to_owned(),
            Kind::Float => "f32".to_owned(),
            Kind::Double => "f64".to_owned(),
            Kind::Timestamp => self.scope.external("opsmith", "Timestamp"),
            // Numbers of any size, as the service writes them
            Kind::Document | Kind::BigInteger | Kind::BigDecimal | Kind::EventStream(_) => {
                self.scope.external("opsmith", "Document")
            }
            Kind::List(item) | Kind::Set(item) => {
                let inner = self.element(item);
                format!("{}<{inner}>", self.scope.prelude("Vec"))
            }
            Kind::Map { key, value } => {
                let map = self.scope.external("std::collections", "HashMap");
                let (key, value) = (self.element(key), self.element(value));
                format!("{map}<{key}, {value}>")
            }
            Kind::Structure(name) | Kind::Union(name) | Kind::Enum(name) | Kind::IntEnum(name) => {
                self.shape_type(name)
            }
        }
    }

    fn element(&mut self, element: Element<'m>) -> String {
        let ty = self.ty(element.ty());
        if element.sparse { self.option(&ty) } else { ty }
    }

    fn option(&self, ty: &str) -> String {
        format!("{}<{ty}>", self.scope.prelude("Option"))
    }

    pub(super) fn boxed(&self, ty: &str) -> String {
        format!("{}<{ty}>", self.scope.prelude("Box"))
    }

    /// The type of a shape, which is declared if the file does not have it.
    fn shape_type(&mut self, name: &'m str) -> String {
        if let Some(ty) = self.types.get(name) {
            return ty.clone();
        }
        let Some(shape) = self.facts.model.shape(name) else {
            // Every reference of a model resolves.
            return self.scope.external("opsmith", "Document");
        };
        if shape.kind == ShapeKind::Enum && shape.values().count() > MOST_VALUES {
            return self.scope.prelude("String").to_owned();
        }
        let is = |one: &crate::declared::Declared| one.text("name").unwrap_or(&one.ident) == name;
        if let Some(found) = self.scope.declared(Macro::Shape, self.written, is) {
            return found.to_owned();
        }
        let wanted = names::type_name(name);
        let reserved = self.facts.is_reserved(&wanted);
        let ty = self.scope.claim(&wanted, &self.prefix, reserved);
        self.types.insert(name, ty.clone());
        self.waiting.push_back(shape);
        ty
    }

    /// The item of a shape.
    fn shape(&mut self, shape: &Shape<'m>) -> Item {
        let name = self.types.get(shape.name).cloned().unwrap_or_default();
        let mut keys = vec![format!("service = \"{}\"", self.written)];
        if name != shape.name {
            keys.push(format!("name = \"{}\"", shape.name));
        }
        let is_error = shape.error().is_some();
        let mut attributes = Vec::new();
        if is_error {
            attributes.push(Attribute::new(
                self.scope.external("opsmith", "output"),
                keys.clone(),
            ));
            if self.facts.is_nested(shape.name) {
                attributes.push(Attribute::new(
                    self.scope.external("opsmith", "shape"),
                    Vec::new(),
                ));
            }
        } else {
            attributes.push(Attribute::new(
                self.scope.external("opsmith", "shape"),
                keys,
            ));
        }
        let is_enum = matches!(
            shape.kind,
            ShapeKind::Enum | ShapeKind::IntEnum | ShapeKind::Union
        );
        let parts = match shape.kind {
            ShapeKind::Enum | ShapeKind::IntEnum => {
                let traits = ["Clone", "PartialEq", "Eq", "Hash"];
                let traits = traits.into_iter().map(str::to_owned).collect();
                attributes.push(Attribute::new("derive", traits));
                self.values(shape)
            }
            ShapeKind::Union => self.union_members(shape),
            _ => self.structure(shape),
        };
        Item {
            name,
            docs: self.about_shape(shape.name),
            attributes,
            is_enum,
            parts,
        }
    }

    fn structure(&mut self, shape: &Shape<'m>) -> Vec<Part> {
        let sent = self.facts.is_sent(shape.name);
        let is_error = shape.error().is_some();
        let members: Vec<Member<'m>> = Facts::members(shape).collect();
        let parts = members
            .iter()
            .map(|member| {
                if self.facts.is_recursive(shape.name, member.ty) {
                    let ty = self.ty(member.ty);
                    let ty = self.boxed(&ty);
                    let ty = if member.required {
                        ty
                    } else {
                        self.option(&ty)
                    };
                    return field(member, ty, false);
                }
                if sent || is_error {
                    // An error says what it can: that it says too little is not another error.
                    let ty = self.ty(member.ty);
                    let optional = is_error || !member.required;
                    let ty = if optional { self.option(&ty) } else { ty };
                    return field(member, ty, false);
                }
                self.received(member)
            })
            .collect();
        self.documented(shape.name, &members, parts)
    }
}

/// The operation that an output is named after.
fn output_of(ident: &str) -> &str {
    ["Output", "Response", "Result", "Reply"]
        .iter()
        .find_map(|suffix| ident.strip_suffix(suffix))
        .unwrap_or_default()
}

fn field(member: &Member<'_>, ty: String, default: bool) -> Part {
    Part {
        docs: Vec::new(),
        keys: if default {
            vec!["default".to_owned()]
        } else {
            Vec::new()
        },
        name: names::field(member.name),
        ty: Some(ty),
    }
}
