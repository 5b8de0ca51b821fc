//! The rules of services.

use crate::attr::Text;
use crate::report::Report;
use crate::services::SERVICE_IDS;
use crate::suggest;

pub(crate) fn is_service_id(id: &str) -> bool {
    SERVICE_IDS.binary_search(&id).is_ok()
}

// service = "chimes"
pub(crate) fn service_id(id: &Text, report: &Report) -> bool {
    let known = is_service_id(&id.value);
    if id.value.is_empty() {
        report.at(
            id.span(),
            "the id of the service is empty; write one such as `\"chime\"`",
        );
    } else if !known {
        report.at(
            id.span(),
            format!(
                "unknown service `{}`{}for a service of your own declare a type with `#[service(signing_name = \"..\", endpoint = \"..\")]`",
                id.value,
                suggest::hint(&id.value, SERVICE_IDS.iter().copied())
            ),
        );
    }
    known
}

// endpoint = "example.com"
pub(crate) fn endpoint(endpoint: &Text, report: &Report) {
    let value = &endpoint.value;
    if value.is_empty() {
        report.at(
            endpoint.span(),
            "`endpoint` is empty; write `endpoint = \"https://example.com\"`",
        );
        return;
    }
    let Some(rest) = value
        .strip_prefix("https://")
        .or_else(|| value.strip_prefix("http://"))
    else {
        let host = value
            .rsplit_once("://")
            .map_or(value.as_str(), |(_, host)| host);
        report.at(
            endpoint.span(),
            format!("endpoint `{value}` is no URL; write `https://{host}`"),
        );
        return;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let problem = if host.is_empty() {
        Some("has no host; write `https://host`".to_owned())
    } else if let Some(at) = rest.find(['?', '#']) {
        Some(format!(
            "cannot have a query or a fragment; remove `{}`",
            &rest[at..]
        ))
    } else if host.contains('@') {
        Some("cannot have a user; remove what stands before the `@`".to_owned())
    } else if let Some((_, port)) = host.rsplit_once(':')
        && !host.ends_with(']')
        && port.parse::<u16>().is_err()
    {
        Some(format!(
            "has the port `{port}`, which is no number; remove it"
        ))
    } else {
        rest.chars()
            .find(|c| !c.is_ascii_graphic() || "<>{}\"\\^`|".contains(*c))
            .map(|c| {
                format!(
                    "has the character `{}`, which no URL has; remove it",
                    c.escape_default()
                )
            })
    };
    if let Some(problem) = problem {
        report.at(endpoint.span(), format!("endpoint `{value}` {problem}"));
    }
}
