//! The traits that only XML and queries need, of the model's members.

use std::fmt::Write;

use opsmith_models::{Element, Kind, Member as ModelMember, Operation, Type};

use crate::ast::{Protocol, Tag, Traits};
use crate::model::Aws;

/// The traits of a member, if the service speaks a protocol that needs them.
pub(super) fn traits(aws: &Aws<'_>, member: &ModelMember<'_>) -> Traits {
    if !aws.needs_traits() {
        return Traits::default();
    }
    let mut traits = Traits {
        attribute: member.xml_attribute,
        flattened: member.flattened,
        tag: tag(None, member.xml_namespace, member.xml_prefix),
        ec2: ec2_name(aws, member),
        ..around(member.ty)
    };
    traits.item.namespace = owned(member.item_namespace);
    traits.key.namespace = owned(member.key_namespace);
    traits.value.namespace = owned(member.value_namespace);
    traits
}

/// The name in EC2's requests, if it does not follow from the one on the wire.
fn ec2_name(aws: &Aws<'_>, member: &ModelMember<'_>) -> String {
    let name = member.ec2_name();
    let follows = name
        .as_bytes()
        .split_first()
        .zip(member.wire_name.as_bytes().split_first());
    match aws.protocol() {
        Ok(Protocol::Ec2Query { .. })
            if !follows.is_some_and(|((first, rest), (wire, wired))| {
                *first == wire.to_ascii_uppercase() && rest == wired
            }) =>
        {
            name.into_owned()
        }
        _ => String::new(),
    }
}

/// Whether a member of an operation is an ID of a hosted zone, a delegation set or a change. Route 53 returns it behind a
/// path, and takes it without. botocore (`fix_route53_ids`) finds it by its type, which the models do not have.
pub(super) fn is_id(aws: &Aws<'_>, operation: &Operation<'_>, member: &ModelMember<'_>) -> bool {
    const PATHS: [&str; 3] = ["/hostedzone/{Id}", "/delegationset/{Id}", "/change/{Id}"];
    if aws.id != "route53" || aws.path.is_some() {
        return false;
    }
    match member.name {
        "HostedZoneId" | "HostedZoneIdMarker" | "DelegationSetId" => true,
        "Id" => PATHS
            .iter()
            .any(|path| operation.path.as_str().ends_with(path)),
        _ => false,
    }
}

/// The names of a list's or map's elements, at every depth.
fn around(ty: Type<'_>) -> Traits {
    let named = |element: Element<'_>| tag(element.xml_name, None, None);
    let (mut traits, element) = match ty.kind {
        Kind::List(item) | Kind::Set(item) => (
            Traits {
                item: named(item),
                ..Traits::default()
            },
            item,
        ),
        Kind::Map { key, value } => (
            Traits {
                key: named(key),
                value: named(value),
                ..Traits::default()
            },
            value,
        ),
        _ => return Traits::default(),
    };
    let inner = around(element.ty());
    traits.inner = (inner != Traits::default()).then(|| Box::new(inner));
    traits
}

pub(super) fn tag(name: Option<&str>, namespace: Option<&str>, prefix: Option<&str>) -> Tag {
    Tag {
        name: owned(name),
        namespace: owned(namespace),
        prefix: owned(prefix),
    }
}

fn owned(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

/// What a message about two services says of the traits of a member, behind its place.
pub(super) fn shown(traits: &Traits) -> String {
    // Writing to a `String` cannot fail.
    let mut shown = String::new();
    if traits.attribute {
        shown.push_str(" as an attribute");
    }
    if traits.flattened {
        shown.push_str(" as a flattened list");
    }
    for (what, tag) in [
        ("", &traits.tag),
        ("items", &traits.item),
        ("keys", &traits.key),
        ("values", &traits.value),
    ] {
        if !tag.name.is_empty() {
            let _ = write!(shown, " with {what} called `{}`", tag.name);
        }
        if !tag.namespace.is_empty() {
            let _ = write!(shown, " in the namespace `{}`", tag.namespace);
        }
    }
    if !traits.ec2.is_empty() {
        let _ = write!(shown, ", `{}` in requests", traits.ec2);
    }
    match &traits.inner {
        Some(inner) => format!("{shown} of values{}", self::shown(inner)),
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use opsmith_models::Model;
    use proc_macro2::TokenStream;
    use quote::quote;

    use crate::check::aws::structure;
    use crate::entry;
    use crate::macro_kind::Macro;
    use crate::model::Aws;
    use crate::parse::{self, Arguments, RawShape};
    use crate::report::Report;

    fn service(id: &str, protocol: &str, member: &str) -> Aws<'static> {
        let text = format!(
            "opsmith-model 1\nservice {id} 1\nprotocols {protocol}\nsigning rooms\nendpoint rooms\nauth sigv4\n\n\
            # Room structure\n  {member}\n# ~\n"
        );
        Aws::new(Model::parse(text.leak()).unwrap(), None)
    }

    fn messages(services: &[Aws<'static>]) -> Vec<String> {
        let input = syn::parse2(quote!(
            struct Room {
                tags: Option<Vec<String>>,
            }
        ))
        .unwrap();
        let report = Report::new();
        let RawShape::Structure(raw) = parse::shape(&input, &Arguments::default(), &report) else {
            panic!("a struct is a structure");
        };
        structure(services, &raw, &report);
        report.messages()
    }

    #[test]
    fn services_that_share_a_shape_agree_in_its_traits() {
        let flat = service("flat", "rest-xml", "Tags [Tag=string] flat");
        let same = service("same", "rest-xml", "Tags [Tag=string] flat");
        assert_eq!(messages(&[flat, same]), [""; 0]);
        let other = service("other", "rest-xml", "Tags [Label=string] ns=http://x/");
        assert_eq!(
            messages(&[flat, other]),
            [
                "`tags` is the member `Tags` of the body as a flattened list with items called `Tag` in flat's Room, but \
                the member `Tags` of the body in the namespace `http://x/` with items called `Label` in other's Room; \
                declare a type for each of them"
            ]
        );
        // JSON has none of them.
        let json = service("json", "rest-json", "Tags [Tag=string] flat");
        let plain = service("plain", "rest-json", "Tags [string]");
        assert_eq!(messages(&[json, plain]), [""; 0]);
    }

    fn expanded(args: &TokenStream, item: TokenStream) -> String {
        let item = entry::attribute(Macro::Shape, args, item);
        entry::derive(Macro::Shape, &item).to_string()
    }

    #[test]
    fn only_a_member_with_traits_is_wrapped() {
        let aliases = quote!(
            struct Aliases {
                quantity: i32,
                items: Option<Vec<String>>,
            }
        );
        let tokens = expanded(&quote!(service = "cloudfront"), aliases);
        assert_eq!(tokens.matches(":: Described (").count(), 1, "{tokens}");
        assert_eq!(tokens.matches(":: DescribedSlot (").count(), 1, "{tokens}");
        assert_eq!(tokens.matches(r#"name : "CNAME""#).count(), 2, "{tokens}");
        let tag = quote!(
            struct Tag {
                key: String,
                value: Option<String>,
            }
        );
        for service in ["cloudfront", "chime"] {
            let tokens = expanded(&quote!(service = #service), tag.clone());
            assert!(!tokens.contains("Described"), "{tokens}");
        }
    }
}
