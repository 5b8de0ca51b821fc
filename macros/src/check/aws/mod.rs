//! The rules of declarations that leave details to AWS's models.

mod agreement;
mod errors;
mod members;
mod operation;
mod pages;
mod several;
mod shapes;
mod structure;
mod traits;
mod types;
mod unlisted;
mod variants;

use proc_macro2::Span;

use crate::attr::Text;
use crate::model::Aws;
use crate::report::Report;
use crate::suggest;

pub(super) use errors::{Codes, codes};
pub(super) use operation::http_binding;
pub(super) use several::{enumeration, output, structure};
pub(super) use unlisted::{
    check_operation as check_unlisted, check_parts, check_type, check_without_service, words,
};
pub(super) use variants::{VariantValue, Variants};

// #[operation(service = "sns")]
pub(super) fn check_protocol(aws: &Aws<'_>, id: &Text, report: &Report) -> bool {
    let protocol = aws.protocol();
    if let Err(protocol) = protocol {
        report.at(
            id.span(),
            format!(
                "`{}` uses {protocol}, which opsmith does not support yet",
                aws.id
            ),
        );
    }
    protocol.is_ok()
}

// #[service(id = "codecatalyst")] struct CodeCatalyst;
pub(super) fn check_auth(aws: &Aws<'_>, id: &Text, report: &Report) -> bool {
    let foreign = aws.foreign_auth(None);
    if let Some(auth) = foreign {
        report.at(
            id.span(),
            format!(
                "`{}` requires {auth}, which opsmith does not support yet",
                aws.id
            ),
        );
    }
    foreign.is_none()
}

/// Warns at a token about something that AWS, or your own model, has withdrawn.
fn warn_gone(span: Span, what: &str, gone: Option<&str>, own: bool, report: &Report) {
    if let Some(version) = gone {
        let message = if own {
            format!("{what} is withdrawn: the model marks it with `gone={version}`")
        } else {
            format!(
                "AWS has withdrawn {what}: its models no longer include it as of botocore {version}"
            )
        };
        report.warn(span, "withdrawn", &message);
    }
}

/// The suggestion for a wrong name, if there is one: ``; did you mean `a`?``
fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    suggest::nearest(word, candidates).map(|near| format!("; did you mean `{near}`?"))
}

/// `(it has A, B and 17 more)`
fn it_has(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    match names.len() {
        0 => "it has none".to_owned(),
        all if all <= SHOWN => format!("it has {}", names.join(", ")),
        all => format!(
            "it has {} and {} more",
            names[..SHOWN].join(", "),
            all - SHOWN
        ),
    }
}

#[cfg(test)]
mod tests {
    use opsmith_models::Model;
    use quote::quote;

    use crate::model::Aws;
    use crate::parse::{self, Arguments, RawShape};
    use crate::report::Report;

    const MODEL: &str = "opsmith-model 1\nservice rooms 1\nprotocols rest-json\nsigning rooms\nendpoint rooms\nauth sigv4\n\n\
        # Room structure\n  Name string gone=1.44.5\n  Topic string\n# ~\n";

    fn warnings(fields: &proc_macro2::TokenStream) -> String {
        let aws = Aws {
            id: "rooms",
            model: Model::parse(MODEL).unwrap(),
            path: None,
        };
        let input = syn::parse2(quote!(struct Room { #fields })).unwrap();
        let report = Report::new();
        let RawShape::Structure(raw) = parse::shape(&input, &Arguments::default(), &report) else {
            panic!("a struct is a structure");
        };
        let (members, _) = super::structure(&[aws], &raw, &report);
        assert_eq!(members.len(), 1, "it goes on building");
        assert!(report.is_empty());
        report.finish().to_string()
    }

    #[test]
    fn using_what_aws_withdrew_is_a_warning() {
        let warned = warnings(&quote!(name: Option<String>));
        assert!(
            warned.contains("AWS has withdrawn `Name` of rooms's Room"),
            "{warned}"
        );
        assert_eq!(warnings(&quote!(topic: Option<String>)), "");
    }

    #[test]
    fn unlisted_is_a_warning_once_the_model_has_the_member() {
        let warned = warnings(&quote!(#[op(unlisted, rename = "Topic")] topic: Option<String>));
        assert!(
            warned.contains("the models have `Topic` of rooms's Room now; remove `unlisted`"),
            "{warned}"
        );
        let new = quote!(#[op(unlisted, rename = "Color")] color: Option<String>);
        assert_eq!(warnings(&new), "");
    }
}
