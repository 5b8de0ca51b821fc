//! What is wrong with a profile that says something about credentials and not enough.
//!
//! A half of a setting that is passed over lets the search go on, to the role of the instance in the end, and the call is
//! signed as somebody that nobody chose. So it is an error that names the property, where it stands and what to add.

use super::error::Failure;
use crate::config::SharedConfig;
use crate::config::shared::{Property, Section};

const KEYS: &str = "`aws_access_key_id` and `aws_secret_access_key`";
const SSO: &str = "`sso_account_id` and `sso_role_name`";

/// The properties that only count beside others, and those others, in the order in which they are reported.
const HALVES: [(&str, &str); 13] = [
    ("aws_access_key_id", "`aws_secret_access_key`"),
    ("aws_secret_access_key", "`aws_access_key_id`"),
    ("source_profile", "`role_arn`"),
    ("credential_source", "`role_arn`"),
    ("aws_session_token", KEYS),
    ("aws_security_token", KEYS),
    ("sso_session", SSO),
    ("sso_start_url", SSO),
    ("sso_region", SSO),
    ("role_session_name", "`role_arn`"),
    ("external_id", "`role_arn`"),
    ("mfa_serial", "`role_arn`"),
    ("duration_seconds", "`role_arn`"),
];

/// The properties that make a profile's credentials on their own or with others.
const WHOLES: [&str; 6] = [
    "role_arn",
    "web_identity_token_file",
    "sso_account_id",
    "sso_role_name",
    "login_session",
    "credential_process",
];

/// A property that decides where credentials come from: `None` when it is not there, an error when it has no value.
pub(super) fn value<'a>(
    name: &str,
    profile: &'a Section,
    key: &str,
) -> Result<Option<&'a str>, Failure> {
    profile
        .present(key)
        .map(|property| filled(name, key, property))
        .transpose()
}

pub(super) fn filled<'a>(
    name: &str,
    key: &str,
    property: &'a Property,
) -> Result<&'a str, Failure> {
    match property.value() {
        "" => Err(Failure::Invalid(format!(
            "`{key}` of profile `{name}` has no value ({}): give it one or remove it",
            property.origin()
        ))),
        value => Ok(value),
    }
}

/// The profile has the first and lacks the second, which is written with backticks.
pub(super) fn missing(name: &str, profile: &Section, has: &str, lacks: &str) -> Failure {
    let place = profile
        .present(has)
        .map_or_else(String::new, |property| format!(" ({})", property.origin()));
    Failure::Invalid(format!(
        "profile `{name}` has `{has}` but no {lacks}{place}: add {lacks}, or remove `{has}`"
    ))
}

/// The profile has nothing that makes credentials: an error if it has half of it, or if a section that was meant to
/// has a header that does not count.
pub(super) fn nothing(shared: &SharedConfig, name: &str, profile: Option<&Section>) -> Failure {
    if let Some(profile) = profile {
        let half = HALVES
            .iter()
            .find(|(key, _)| profile.present(key).is_some());
        if let Some((has, lacks)) = half {
            return missing(name, profile, has, lacks);
        }
    }
    let meant = shared.ignored(name).find(|section| {
        let mut names = section.properties.iter().map(|(name, _)| name.as_str());
        names.any(|name| WHOLES.contains(&name) || HALVES.iter().any(|(half, _)| *half == name))
    });
    let reason = if profile.is_some() {
        format!(
            "profile `{name}` has no keys, role, SSO settings, `login_session` or `credential_process`"
        )
    } else {
        shared.no_profile(name)
    };
    match meant {
        Some(section) if profile.is_some() => {
            Failure::Invalid(format!("{reason}; {}", section.why_ignored()))
        }
        Some(_) => Failure::Invalid(reason),
        None => Failure::Absent(reason),
    }
}
