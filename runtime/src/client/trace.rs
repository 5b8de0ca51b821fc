//! The trace header that a Lambda function passes on, so that AWS can stop a function that calls itself.
//!
//! Source: [recursive loop detection](https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html).

use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{CONTROLS, percent_encode};

use crate::config::Sources;

const HEADER: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// Whether this program runs as a Lambda function.
pub(crate) fn is_function(sources: &dyn Sources) -> bool {
    sources.var("AWS_LAMBDA_FUNCTION_NAME").is_some()
}

/// Adds the trace of the current invocation. A header set by the operation is left unchanged. Characters that are not
/// allowed in a header are percent-encoded, as in the AWS SDK for Rust.
pub(crate) fn pass_on(sources: &dyn Sources, headers: &mut HeaderMap) {
    if headers.contains_key(HEADER) {
        return;
    }
    let trace = sources.var("_X_AMZN_TRACE_ID").unwrap_or_default();
    if trace.is_empty() {
        return;
    }
    let encoded: std::borrow::Cow<'_, str> = percent_encode(trace.as_bytes(), CONTROLS).into();
    // What is left is visible ASCII and spaces, which every header allows.
    if let Ok(value) = HeaderValue::from_str(&encoded) {
        headers.insert(HEADER, value);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::tests::MapSources;
    use crate::conformance::{self, Suite};

    /// The headers of an attempt whose request had `before`.
    fn passed_on(variables: &[(&str, &str)], before: &[&str]) -> Vec<String> {
        let sources = MapSources::default();
        for (name, value) in variables {
            sources.set(name, value);
        }
        let mut headers = HeaderMap::new();
        for header in before {
            let (name, value) = header.split_once(": ").unwrap();
            headers.insert(
                HeaderName::try_from(name).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        if is_function(&sources) {
            pass_on(&sources, &mut headers);
        }
        let shown = headers.iter().map(|(name, value)| {
            assert_eq!(name, HEADER);
            format!("X-Amzn-Trace-Id: {}", value.to_str().unwrap())
        });
        shown.collect()
    }

    const FUNCTION: (&str, &str) = ("AWS_LAMBDA_FUNCTION_NAME", "f");

    #[test]
    fn only_a_lambda_function_passes_the_trace_on() {
        let trace = (
            "_X_AMZN_TRACE_ID",
            "Root=1-5759e988;Parent=53995c3f42cd8ad8;Sampled=1;lineage=a87bd80c:0",
        );
        let header = format!("X-Amzn-Trace-Id: {}", trace.1);
        assert_eq!(passed_on(&[FUNCTION, trace], &[]), [header]);
        for variables in [
            vec![],
            vec![trace],
            vec![FUNCTION],
            vec![FUNCTION, ("_X_AMZN_TRACE_ID", "")],
        ] {
            assert!(passed_on(&variables, &[]).is_empty(), "{variables:?}");
        }
    }

    #[test]
    fn a_trace_set_by_the_operation_is_kept() {
        let own = "X-Amzn-Trace-Id: own";
        assert_eq!(
            passed_on(&[FUNCTION, ("_X_AMZN_TRACE_ID", "function's")], &[own]),
            [own]
        );
    }

    #[test]
    fn characters_that_are_not_allowed_in_a_header_are_encoded() {
        let trace = ("_X_AMZN_TRACE_ID", "a b\r\n\u{7f}\u{bc}%");
        assert_eq!(
            passed_on(&[FUNCTION, trace], &[]),
            ["X-Amzn-Trace-Id: a b%0D%0A%7F%C2%BC%"]
        );
    }

    #[test]
    fn the_official_cases() {
        let name = "aws-config/recursion-detection.json";
        let Some(file) = conformance::find(name) else {
            return;
        };
        let mut suite = Suite::new(name, &[]);
        for (position, case) in conformance::json(&file)
            .as_array()
            .unwrap()
            .iter()
            .enumerate()
        {
            let variables: BTreeMap<String, String> =
                serde_json::from_value(case["env"].clone()).unwrap();
            let variables: Vec<_> = variables
                .iter()
                .map(|(n, v)| (n.as_str(), v.as_str()))
                .collect();
            let headers = |key: &str| -> Vec<&str> {
                let list = case[key].as_array().unwrap();
                list.iter().map(|header| header.as_str().unwrap()).collect()
            };
            let found = passed_on(&variables, &headers("requestHeadersBefore"));
            let expected = headers("requestHeadersAfter");
            let outcome = if found == expected {
                Ok(())
            } else {
                Err(format!("expected {expected:?}, found {found:?}"))
            };
            suite.record(position.to_string(), outcome);
        }
        suite.finish(5);
    }
}
