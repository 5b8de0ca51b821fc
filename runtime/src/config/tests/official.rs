//! The files that the official SDKs test their configuration with, if `CONFORMANCE_DIR` names their folder. What we
//! learned from them also has tests in `file.rs`, which always run.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use super::MapSources;
use crate::config::named::Named;
use crate::config::shared::{Section, selected_profile};
use crate::config::{SharedConfig, Sources};
use crate::conformance::{self, Suite};

/// Our errors for each of aws-runtime's.
const ERRORS: [(&str, &str); 8] = [
    (
        "Expected a profile definition",
        "expected a section such as `[default]` before this line",
    ),
    (
        "Expected a property definition",
        "an indented line continues the property above it, but there is no property above this line",
    ),
    (
        "Expected a property definition, found continuation",
        "an indented line continues the property above it, but there is no property above this line",
    ),
    (
        "Expected an '=' sign defining a property",
        "expected `name = value`, but there is no `=`",
    ),
    (
        "Expected an '=' sign defining a sub-property",
        "expected a nested `name = value`, but there is no `=`",
    ),
    (
        "Profile definition must end with ']'",
        "a section must end with `]`",
    ),
    (
        "Property did not have a name",
        "expected `name = value`, but there is no name before `=`",
    ),
    (
        "Sub-property did not have a name",
        "expected a nested `name = value`, but there is no name before `=`",
    ),
];

/// `{"default": {"region": ".."}}`
fn shown(sections: &Named<Section>) -> Value {
    let mut shown = json!({});
    for (name, section) in sections.iter() {
        shown[name] = json!({});
        for (key, property) in section.iter() {
            shown[name][key] = property.value().into();
        }
    }
    shown
}

#[test]
fn the_files_of_aws_runtime_are_read_as_it_reads_them() {
    let name = "aws-config/profile-parser-tests.json";
    let Some(file) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for case in conformance::json(&file)["tests"].as_array().unwrap() {
        let mut sources = MapSources::default();
        if let Some(config) = case["input"]["configFile"].as_str() {
            sources = sources.config(config);
        }
        if let Some(credentials) = case["input"]["credentialsFile"].as_str() {
            sources = sources.credentials(credentials);
        }
        let (expected, found) = (&case["output"], SharedConfig::load(&sources));
        let outcome = match (&expected["errorContaining"], found) {
            (Value::String(theirs), Err(error)) => {
                let ours = ERRORS.iter().find(|(text, _)| text == theirs);
                let (_, ours) = ours.unwrap_or_else(|| panic!("nothing is listed for `{theirs}`"));
                let told = error.to_string().contains(ours);
                told.then_some(()).ok_or(format!("{error}: not `{ours}`"))
            }
            (Value::Null, Ok(shared)) => {
                let sessions = shown(&shared.sso_sessions);
                let found = (shown(&shared.profiles), sessions);
                let config = &expected["config"];
                let same = found.0 == config["profiles"]
                    && (config["sso_sessions"].is_null() || found.1 == config["sso_sessions"]);
                same.then_some(())
                    .ok_or_else(|| format!("expected {expected}, found {found:?}"))
            }
            (_, found) => Err(format!("expected {expected}, found {found:?}")),
        };
        suite.record(case["name"].as_str().unwrap(), outcome);
    }
    suite.finish(65);
}

/// Variables, and a record of the files requested.
#[derive(Debug)]
struct Asked {
    environment: Value,
    files: Mutex<Vec<PathBuf>>,
}

impl Sources for Asked {
    fn var(&self, name: &str) -> Option<String> {
        Some(self.environment[name].as_str()?.to_owned())
    }

    fn vars(&self, _prefix: &str) -> Vec<(String, String)> {
        Vec::new()
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.push(path.to_owned());
        Err(io::ErrorKind::NotFound.into())
    }

    fn replace_private_file(&self, _path: &Path, _contents: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn home(&self) -> Option<PathBuf> {
        self.var("HOME").map(PathBuf::from)
    }
}

#[test]
fn the_files_are_found_in_the_same_places() {
    let name = "aws-config/file-location-tests.json";
    let Some(file) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for case in conformance::json(&file)["tests"].as_array().unwrap() {
        // The standard library determines the home directory on Windows: `std::env::home_dir`.
        if case["platform"] == "windows" {
            continue;
        }
        let sources = Asked {
            environment: case["environment"].clone(),
            files: Mutex::default(),
        };
        SharedConfig::load(&sources).unwrap();
        let (profile, _) = selected_profile(&sources);
        let expected_profile = case["profile"].as_str().unwrap_or("default");
        let files = sources.files.lock().unwrap_or_else(PoisonError::into_inner);
        let expected = [&case["configLocation"], &case["credentialsLocation"]];
        let expected = expected.map(|path| PathBuf::from(path.as_str().unwrap()));
        let outcome = if *files == expected && profile == expected_profile {
            Ok(())
        } else {
            Err(format!("{files:?}, profile `{profile}`"))
        };
        suite.record(case["name"].as_str().unwrap(), outcome);
    }
    suite.finish(4);
}

/// What botocore 1.44.5 reads from each of its own files. A text is part of the error.
fn botocore_reads() -> Vec<(&'static str, Result<Value, &'static str>)> {
    let keys =
        |id: &str, secret: &str| json!({"aws_access_key_id": id, "aws_secret_access_key": secret});
    let token = |id: &str, secret: &str, token: &str| json!({"aws_access_key_id": id, "aws_secret_access_key": secret, "aws_security_token": token});
    vec![
        (
            "aws_bad_profile",
            Ok(json!({
                "default": keys("default", "default"),
                "my profile": keys("default", "default"),
                "personal1": keys("access_personal1", "key_personal1"),
            })),
        ),
        (
            "aws_config",
            Ok(json!({"default": keys("foo", "bar"), "personal": token("fie", "baz", "fiebaz")})),
        ),
        (
            "aws_config_bad",
            Err(":1: expected a section such as `[default]`"),
        ),
        ("aws_config_badbytes", Err("the file is not UTF-8 text")),
        (
            "aws_config_nested",
            Ok(json!({"default": {
                "aws_access_key_id": "foo",
                "aws_secret_access_key": "bar",
                "s3": "\nsignature_version = s3v4\naddressing_style = path",
                "cloudwatch": "\nsignature_version = v4",
                "region": "us-west-2",
            }})),
        ),
        (
            "aws_config_nested_bad",
            Err(":5: expected a nested `name = value`, but there is no `=`"),
        ),
        (
            "aws_config_nocreds",
            Ok(json!({"default": {"region": "us-west-2"}})),
        ),
        (
            "aws_config_other",
            Ok(json!({
                "default": keys("other_foo", "other_bar"),
                "personal": token("fie", "baz", "fiebaz"),
            })),
        ),
        (
            "aws_credentials",
            Err(":1: expected a section such as `[default]`"),
        ),
        (
            "aws_services_config",
            Ok(json!({"default": {
                "endpoint_url": "https://localhost:1234/",
                "services": "my-services",
            }})),
        ),
        (
            "aws_sso_session_config",
            Ok(json!({"default": {"sso_session": "sso"}})),
        ),
        (
            "aws_third_config",
            Ok(json!({
                "default": keys("third_foo", "third_bar"),
                "third": token("third_fie", "third_baz", "third_fiebaz"),
            })),
        ),
        ("boto_config", Ok(json!({}))),
        ("boto_config_empty", Ok(json!({}))),
        (
            "foo_config",
            Ok(json!({
                "default": {
                    "aws_access_key_id": "foo",
                    "aws_secret_access_key": "bar",
                    "foo_region": "us-west-1",
                },
                "foo": keys("fie", "baz"),
            })),
        ),
    ]
}

#[test]
fn the_files_of_botocore_are_read_as_it_reads_them() {
    let name = "botocore-cfg";
    let Some(folder) = conformance::find(name) else {
        return;
    };
    let mut suite = Suite::new(name, &[]);
    for (file, expected) in botocore_reads() {
        let path = folder.join(file);
        let sources = MapSources::default();
        sources.write("/home/me/.aws/config", std::fs::read(&path).unwrap());
        let found = SharedConfig::load(&sources);
        let outcome = match (expected, found) {
            (Ok(expected), Ok(shared)) if shown(&shared.profiles) == expected => Ok(()),
            (Err(expected), Err(error)) if error.to_string().contains(expected) => Ok(()),
            (expected, found) => Err(format!(
                "expected {expected:?}, found {:?}",
                found.map(|shared| shown(&shared.profiles))
            )),
        };
        suite.record(file, outcome);
    }
    suite.finish(std::fs::read_dir(&folder).unwrap().count());
}
