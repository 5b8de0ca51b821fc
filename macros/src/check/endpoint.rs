//! The rules of endpoints.

use crate::attr::Text;
use crate::report::Report;

// endpoint = "example.com"
pub(super) fn check_endpoint(endpoint: &Text, report: &Report) {
    let value = &endpoint.value;
    if value.is_empty() {
        report.at(
            endpoint.span(),
            "`endpoint` is empty; write `endpoint = \"https://example.com\"`",
        );
    } else if !is_url(value) {
        let host = value
            .rsplit_once("://")
            .map_or(value.as_str(), |(_, host)| host);
        report.at(
            endpoint.span(),
            format!("endpoint `{value}` is not a URL; write `https://{host}`"),
        );
    } else if let Some((problem, fix)) = url_problem(value) {
        report.at(
            endpoint.span(),
            format!("endpoint `{value}` {problem}; {fix}"),
        );
    }
}

/// The problem of a model's endpoint: ``is `orders`, which is not a URL``
pub(super) fn endpoint_problem(value: &str) -> Option<String> {
    if !is_url(value) {
        return Some(format!("is `{value}`, which is not a URL"));
    }
    url_problem(value).map(|(problem, _)| format!("is `{value}`, which {problem}"))
}

fn is_url(value: &str) -> bool {
    value.starts_with("https://") || value.starts_with("http://")
}

/// The problem of a URL as an endpoint, and the fix.
fn url_problem(value: &str) -> Option<(String, String)> {
    let (_, rest) = value.split_once("://")?;
    let host = rest.split('/').next().unwrap_or_default();
    let said = |problem: &str, fix: &str| Some((problem.to_owned(), fix.to_owned()));
    if host.is_empty() {
        return said("has no host", "write `https://host`");
    }
    if let Some(at) = rest.find(['?', '#']) {
        let fix = format!("remove `{}`", &rest[at..]);
        return said("cannot have a query or a fragment", &fix);
    }
    if host.contains('@') {
        return said(
            "cannot have a user name",
            "remove everything before the `@`",
        );
    }
    if let Some((_, port)) = host.rsplit_once(':')
        && !host.ends_with(']')
        && port.parse::<u16>().is_err()
    {
        let problem = format!("has the port `{port}`, which is not a number");
        return said(&problem, "remove it");
    }
    let wrong = |c: &char| !c.is_ascii_graphic() || "<>{}\"\\^`|".contains(*c);
    rest.chars().find(wrong).map(|c| {
        (
            format!(
                "has the character `{}`, which is not allowed in a URL",
                c.escape_default()
            ),
            "remove it".to_owned(),
        )
    })
}
