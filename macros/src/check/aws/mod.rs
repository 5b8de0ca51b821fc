//! The rules of declarations that take from AWS's models what they leave out.

mod agreement;
mod errors;
mod members;
mod operation;
mod shapes;
mod types;
mod variants;

use proc_macro2::Span;

use crate::attr::Text;
use crate::model::Aws;
use crate::report::Report;
use crate::suggest;

pub(super) use errors::{Codes, codes};
pub(super) use operation::http_binding;
pub(super) use shapes::{output, structure};
pub(super) use variants::{Value, variants};

// #[operation(service = "dynamodb")]
pub(super) fn check_protocol(aws: &Aws<'_>, id: &Text, report: &Report) -> bool {
    let foreign = aws.foreign_protocol();
    if let Some(protocol) = foreign {
        report.at(
            id.span(),
            format!(
                "`{}` speaks {protocol}, which opsmith does not speak yet",
                aws.id
            ),
        );
    }
    foreign.is_none()
}

/// Warns at a token of what AWS has withdrawn.
fn warn_gone(span: Span, what: &str, gone: Option<&str>, report: &Report) {
    if let Some(version) = gone {
        report.warn(
            span,
            &format!(
                "AWS has withdrawn {what}: its models have not had it since botocore {version}"
            ),
        );
    }
}

/// Leads from a wrong name to the right one: ``; did you mean `a`?``, or nothing.
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
