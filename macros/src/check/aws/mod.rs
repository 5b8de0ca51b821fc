//! The rules of declarations that leave details to AWS's models.

mod agreement;
mod errors;
mod members;
mod operation;
mod pages;
mod required;
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

// #[operation(service = "s3")]
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

    use crate::ast::TimestampFormat;
    use crate::model::Aws;
    use crate::parse::{self, Arguments, RawShape};
    use crate::report::Report;

    const MODEL: &str = "opsmith-model 1\nservice rooms 1\nprotocols rest-json\nsigning rooms\nendpoint rooms\nauth sigv4\n\n\
        # Room structure\n  Name string gone=1.44.5\n  Topic string\n# ~\n";

    fn warnings(fields: &proc_macro2::TokenStream) -> String {
        let aws = Aws::new(Model::parse(MODEL).unwrap(), None);
        let input = syn::parse2(quote!(struct Room { #fields })).unwrap();
        let report = Report::new();
        let RawShape::Structure(raw) = parse::shape(&input, &Arguments::default(), &report) else {
            panic!("a struct is a structure");
        };
        let (members, ..) = super::structure(&[aws], &raw, &report);
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

    /// What is wrong with a shape of three services, in which `since` and `until` have these types.
    fn alike(types: [(&str, &str); 3]) -> (Vec<Option<TimestampFormat>>, Vec<String>) {
        let aws = types.map(|(protocol, ty)| {
            let text = format!(
                "opsmith-model 1\nservice a 1\nprotocols {protocol}\nsigning a\nendpoint a\nauth sigv4\n\
                 target A\njson-version 1.0\n\n# Tag structure\n  since {ty}\n  until timestamp\n# ~\n"
            );
            Aws::new(Model::parse(text.leak()).unwrap(), None)
        });
        let item = quote!(
            struct Tag {
                since: Option<Timestamp>,
                until: Option<Timestamp>,
            }
        );
        let input = syn::parse2(item).unwrap();
        let report = Report::new();
        let RawShape::Structure(raw) = parse::shape(&input, &Arguments::default(), &report) else {
            panic!("a struct is a structure");
        };
        let (members, ..) = super::structure(&aws, &raw, &report);
        let formats = members.iter().map(|member| member.timestamp).collect();
        (formats, report.messages())
    }

    #[test]
    fn a_format_that_is_the_usual_one_may_be_explicit() {
        let (plain, usual, other) = (
            "timestamp",
            "timestamp/epoch-seconds",
            "timestamp/http-date",
        );
        let epoch = Some(TimestampFormat::EpochSeconds);
        let since = |first, second, third| {
            let (formats, messages) = alike([first, second, third]);
            assert_eq!(messages, [""; 0]);
            assert!(formats[1].is_none());
            formats[0]
        };
        let (rest, json) = (("rest-json", plain), ("json", usual));
        assert!(since(rest, rest, rest).is_none());
        assert!(since(rest, json, rest) == epoch);
        assert!(since(json, rest, rest) == epoch);
        // CBOR has a single form.
        let cbor = ("smithy-rpc-v2-cbor", other);
        assert!(since(cbor, cbor, cbor).is_none());
        assert!(since(cbor, rest, json) == epoch);
        assert!(since(cbor, ("json", other), cbor) == Some(TimestampFormat::HttpDate));
        let (_, messages) = alike([cbor, rest, ("json", other)]);
        assert_eq!(
            messages,
            [
                "`since` is the member `since` of the body as `epoch-seconds` in a's Tag, but the member `since` of the body as `http-date` in a's Tag; declare a type for each of them"
            ]
        );
    }
}
