//! What is wrong with a profile whose credential settings are incomplete.
//!
//! If half a setting were ignored, the search would continue, perhaps as far as the instance's role, and the call would
//! be signed with an identity that nobody chose. So it is an error that names the property, where it comes from and
//! what to add.

use super::error::ProviderError;
use crate::config::SharedConfig;
use crate::config::shared::{Property, Section};

const KEYS: &str = "`aws_access_key_id` and `aws_secret_access_key`";
const SSO: &str = "`sso_account_id` and `sso_role_name`";

/// The properties that only count together with others, and those others, in the order in which they are reported.
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

/// The properties that determine a profile's credentials, alone or with others.
const WHOLES: [&str; 6] = [
    "role_arn",
    "web_identity_token_file",
    "sso_account_id",
    "sso_role_name",
    "login_session",
    "credential_process",
];

/// A property that decides where credentials come from: `None` if it is missing, an error if it is empty.
pub(super) fn value<'a>(
    name: &str,
    profile: &'a Section,
    key: &str,
) -> Result<Option<&'a str>, ProviderError> {
    profile
        .present(key)
        .map(|property| filled(name, key, property))
        .transpose()
}

pub(super) fn filled<'a>(
    name: &str,
    key: &str,
    property: &'a Property,
) -> Result<&'a str, ProviderError> {
    match property.value() {
        "" => Err(ProviderError::Invalid(format!(
            "`{key}` in profile `{name}` has no value ({}); give it one or remove it",
            property.origin()
        ))),
        value => Ok(value),
    }
}

/// The profile has the first and lacks the second, which already includes backticks.
pub(super) fn missing(name: &str, profile: &Section, has: &str, lacks: &str) -> ProviderError {
    let place = profile
        .present(has)
        .map_or_else(String::new, |property| format!(" ({})", property.origin()));
    ProviderError::Invalid(format!(
        "profile `{name}` has `{has}` but no {lacks}{place}; add {lacks}, or remove `{has}`"
    ))
}

/// The profile has no usable credential settings. This is an error if it has half of one, or if a section that was
/// meant to be this profile has an invalid header.
pub(super) fn nothing(
    shared: &SharedConfig,
    name: &str,
    profile: Option<&Section>,
) -> ProviderError {
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
            ProviderError::Invalid(format!("{reason}; {}", section.why_ignored()))
        }
        Some(_) => ProviderError::Invalid(reason),
        None => ProviderError::Absent(reason),
    }
}
