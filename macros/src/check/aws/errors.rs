//! `#[derive(ApiError)] #[op(service = "..")]`: codes, statuses and retries come from the model.

use opsmith_models::{Fault, Shape};
use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::check::aws::{it_has, unlisted, warn_gone};
use crate::model::Aws;
use crate::parse::RawError;
use crate::report::Report;
use crate::suggest;

/// What the model says about a variant.
pub(in crate::check) struct Codes {
    pub(in crate::check) code: &'static str,
    pub(in crate::check) status: u16,
    pub(in crate::check) retry: Option<&'static str>,
}

/// The errors of an enum's variants; `None` for `other`, and for a variant without an error, which is reported.
pub(in crate::check) fn codes(
    aws: Aws<'static>,
    raw: &[RawError<'_>],
    report: &Report,
) -> Vec<Option<Codes>> {
    raw.iter()
        .map(|variant| {
            if variant.other.is_some() {
                return None;
            }
            if let Some(word) = &variant.unlisted {
                check_unlisted(aws, variant, word, report);
                return None;
            }
            let shape = find(aws, variant, report)?;
            let owner = aws.owner(shape.name);
            warn_gone(
                variant.variant.ident.span(),
                &owner.to_string(),
                shape.gone,
                owner.own,
                report,
            );
            let traits = shape.error()?;
            // Many models do not say it.
            let said = variant.status.as_ref();
            let said = said.and_then(|(status, _)| u16::try_from(*status).ok());
            let status = traits.status.or(said);
            let retry = match (traits.throttling, traits.retryable) {
                (true, _) => Some("Throttling"),
                (false, true) => Some("Transient"),
                _ => None,
            };
            // #[op(status = 400)] NotFound(ErrorBody)
            if let (Some((said, span)), Some(status)) = (&variant.status, traits.status)
                && *said != i64::from(status)
            {
                report.at(
                    *span,
                    format!(
                        "the status of {owner} is {status}; remove `status`, which the model supplies"
                    ),
                );
            }
            // #[op(retry = "transient")] ThrottledClient(ErrorBody)
            if let (Some(said), Some(key), Some(class)) = (variant.retry, &variant.retry_key, retry)
                && said != class
            {
                report.at(
                    key.span(),
                    format!(
                        "{owner} is retried as {}; remove `retry`, the model gives it",
                        class.to_lowercase()
                    ),
                );
            }
            Some(Codes {
                code: shape.code(),
                status: status.unwrap_or(match traits.fault {
                    Some(Fault::Server) => 500,
                    _ => 400,
                }),
                retry: variant.retry.or(retry),
            })
        })
        .collect()
}

// ThrottledClients(ErrorBody)
// #[op(code = "NotFoundExeption")] NotFound(ErrorBody)
fn find(aws: Aws<'static>, variant: &RawError<'_>, report: &Report) -> Option<Shape<'static>> {
    let ident = &variant.variant.ident;
    let (word, span, found) = match &variant.code {
        Some(code) => {
            let is = |shape: &Shape<'_>| shape.code() == code.value || shape.name == code.value;
            let found = aws.model.errors().find(is);
            (code.value.clone(), code.span(), found)
        }
        // A code that could not be read was reported.
        None if variant.code_seen => return None,
        None => {
            let word = ident.unraw().to_string();
            let found = aws.model.error(&word);
            (word, ident.span(), found)
        }
    };
    if found.is_none() {
        let names: Vec<&str> = aws.model.errors().map(|shape| shape.name).collect();
        let near = suggest::nearest(stem(&word), names.iter().map(|name| stem(name)));
        let whole = near.and_then(|near| names.iter().find(|name| stem(name) == near));
        let advice = match (near, whole) {
            (Some(_), Some(whole)) if variant.code.is_some() => {
                format!("; did you mean `{whole}`?")
            }
            (Some(near), Some(whole)) if near != *whole => {
                format!("; did you mean `{near}` ({whole})?")
            }
            (Some(near), _) => format!("; did you mean `{near}`?"),
            (None, _) => String::new(),
        };
        let has = if advice.is_empty() {
            format!(" ({})", it_has(&names))
        } else {
            String::new()
        };
        report.at(
            span,
            format!("{} has no error `{word}`{advice}{has}", aws.id),
        );
    }
    found
}

// #[op(unlisted)] Teapot(ErrorBody)
fn check_unlisted(aws: Aws<'static>, variant: &RawError<'_>, word: &Ident, report: &Report) {
    let ident = &variant.variant.ident;
    let listed = match &variant.code {
        Some(code) => aws
            .model
            .errors()
            .find(|shape| shape.code() == code.value || shape.name == code.value),
        None => aws.model.error(&ident.unraw().to_string()),
    };
    if let Some(shape) = listed {
        unlisted::warn_listed(word, &aws.owner(shape.name).to_string(), report);
    }
    if !variant.code_seen && variant.status.is_none() {
        report.at(
            word.span(),
            format!("no model has the code of `{ident}`; add `code = \"{ident}Exception\"`"),
        );
    }
}

/// `NotFound` of `NotFoundException`
fn stem(name: &str) -> &str {
    ["Exception", "Error", "Fault", "Failure"]
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(name)
}
