//! The official files, if they are available.

use super::harness::{Request, Response, Returned};
use serde_json::{Map, Value};
use std::{
    collections::BTreeSet,
    env, fs,
    io::{self, Write},
    path::Path,
    process::Command,
    sync::OnceLock,
};

/// The folder of the official files.
const DIRECTORY: &str = "CONFORMANCE_DIR";

const INPUT: &str = "rest-json.input.json";
const OUTPUT: &str = "rest-json.output.json";

/// Checks that the call and the request of the input case `id` match the file.
pub(super) fn check_input(id: &str, endpoint: Option<&str>, call: &Value, request: &Request) {
    static FILE: OnceLock<Option<Value>> = OnceLock::new();
    let Some((suite, case)) = find(&FILE, INPUT, id) else {
        return;
    };
    assert_eq!(suite["clientEndpoint"].as_str(), endpoint, "{id}: endpoint");
    assert_eq!(&without_nulls(&case["params"]), call, "{id}: params");

    let serialized = &case["serialized"];
    assert_eq!(serialized["method"], request.method, "{id}: method");
    assert_eq!(serialized["uri"], request.uri, "{id}: uri");
    assert_eq!(serialized["host"].as_str(), request.host, "{id}: host");
    assert_eq!(
        pairs(&serialized["headers"]),
        sorted(&request.headers),
        "{id}: headers"
    );
    assert_eq!(
        names(&serialized["forbidHeaders"]),
        request.forbidden.iter().copied().collect(),
        "{id}: forbidHeaders"
    );
    assert_eq!(
        names(&serialized["requireHeaders"]),
        request.required.iter().copied().collect(),
        "{id}: requireHeaders"
    );
    assert_eq!(
        serialized["body"].as_str().map(Body::of),
        request.body.map(Body::of),
        "{id}: body"
    );
}

/// Checks that the response and the result of the output case `id` match the file.
pub(super) fn check_output(id: &str, response: &Response, returned: &Returned) {
    static FILE: OnceLock<Option<Value>> = OnceLock::new();
    let Some((_, case)) = find(&FILE, OUTPUT, id) else {
        return;
    };
    let official = &case["response"];
    assert_eq!(official["status_code"], response.status, "{id}: status");
    assert_eq!(
        pairs(&official["headers"]),
        sorted(&response.headers),
        "{id}: headers"
    );
    // A response without a body and one with an empty body are the same on the wire.
    assert_eq!(
        Body::of(official["body"].as_str().unwrap_or_default()),
        Body::of(response.body),
        "{id}: body"
    );
    match returned {
        Returned::Output(result) => assert_eq!(&case["result"], result, "{id}: result"),
        Returned::Error {
            code,
            message,
            members,
        } => {
            assert_eq!(&case["error"], members, "{id}: error");
            assert_eq!(&case["errorCode"], code, "{id}: errorCode");
            assert_eq!(
                case["errorMessage"].as_str(),
                *message,
                "{id}: errorMessage"
            );
        }
    }
}

/// Checks that every case of the files is a test of this program, using its list of tests.
pub(super) fn every_official_case_is_a_test() {
    let (Some(input), Some(output)) = (read(INPUT), read(OUTPUT)) else {
        // Written directly to the terminal, because the output of a passing test is not shown.
        let _ = writeln!(
            io::stderr(),
            "{DIRECTORY} is not set: the comparison with the official files was left out"
        );
        return;
    };
    let program = env::current_exe().expect("the path of this program");
    let list = Command::new(program)
        .args(["--list", "rest_json::"])
        .output()
        .expect("the list of tests");
    let list = String::from_utf8(list.stdout).expect("the list is text");
    let tests: BTreeSet<&str> = list
        .lines()
        .filter_map(|line| line.strip_suffix(": test"))
        .filter_map(|path| path.split_once("rest_json::").map(|(_, test)| test))
        .filter(|test| test.contains("::"))
        .collect();

    let cases: Vec<String> = [("input", &input), ("output", &output)]
        .into_iter()
        .flat_map(|(kind, file)| ids(file).map(move |id| format!("{kind}::{id}")))
        .collect();
    assert_eq!(
        tests,
        cases.iter().map(String::as_str).collect(),
        "left: the tests, right: the cases of the files"
    );
}

/// The suite and the case `id` of a file; `None` without the folder.
fn find(
    file: &'static OnceLock<Option<Value>>,
    name: &str,
    id: &str,
) -> Option<(&'static Value, &'static Value)> {
    let suites = file.get_or_init(|| read(name)).as_ref()?;
    let found = elements(suites).find_map(|suite| {
        elements(&suite["cases"])
            .find(|case| case["id"] == id)
            .map(|case| (suite, case))
    });
    assert!(found.is_some(), "{name} has no case {id}");
    found
}

fn read(name: &str) -> Option<Value> {
    let directory = env::var_os(DIRECTORY)?;
    let path = Path::new(&directory).join(name);
    let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
}

fn ids(file: &Value) -> impl Iterator<Item = &str> {
    elements(file)
        .flat_map(|suite| elements(&suite["cases"]))
        .filter_map(|case| case["id"].as_str())
}

fn elements(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn names(list: &Value) -> BTreeSet<&str> {
    elements(list).filter_map(Value::as_str).collect()
}

fn pairs(object: &Value) -> BTreeSet<(&str, &str)> {
    object
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
        .collect()
}

fn sorted(headers: &[(&'static str, &'static str)]) -> BTreeSet<(&'static str, &'static str)> {
    headers.iter().copied().collect()
}

/// An absent member may be written as `null`.
fn without_nulls(params: &Value) -> Value {
    let members = params.as_object().into_iter().flatten();
    members
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect::<Map<_, _>>()
        .into()
}

/// A body in comparable form: a JSON structure as JSON, everything else byte for byte.
#[derive(Debug, PartialEq)]
pub(super) enum Body {
    Json(Value),
    Bytes(String),
}

impl Body {
    pub(super) fn of(text: &str) -> Self {
        match serde_json::from_str(text) {
            Ok(json @ (Value::Object(_) | Value::Array(_))) => Self::Json(json),
            _ => Self::Bytes(text.to_owned()),
        }
    }
}
