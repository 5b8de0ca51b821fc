//! What a profile's properties come down to: one identity to start from, and roles to assume one after the other.

use aws_credential_types::Credentials;

use super::error::Failure;
use super::parse::Found;
use super::sso::Sso;
use super::sts::Role;
use crate::config::{SharedConfig, shared::Section};

/// `[profile a] role_arn = A, source_profile = b` and `[profile b] role_arn = B, source_profile = c` with keys in `c`
/// is the plan to start from the keys and to assume B, then A.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) base: Base,
    pub(crate) roles: Vec<Role>,
}

/// An identity that needs no other.
#[derive(Debug)]
pub(crate) enum Base {
    Keys(Credentials),
    /// `credential_source = Environment`
    Environment,
    /// `credential_source = EcsContainer`
    Container,
    /// `credential_source = Ec2InstanceMetadata`
    InstanceMetadata,
    WebIdentity {
        role: Role,
        token_file: String,
    },
    Sso(Sso),
    Process {
        command: String,
        /// The profile's own, where the program says none.
        account_id: Option<String>,
    },
}

/// Follows `source_profile` to its end.
pub(crate) fn plan(shared: &SharedConfig, first: &str) -> Result<Plan, Failure> {
    let mut roles = Vec::new();
    let mut visited: Vec<&str> = Vec::new();
    let mut name = first;
    let base = loop {
        let Some(profile) = shared.profile(name) else {
            let missing = shared.no_profile(name);
            return Err(match visited.last() {
                Some(from) => {
                    Failure::Invalid(format!("`source_profile` of profile `{from}`: {missing}"))
                }
                None => Failure::Absent(missing),
            });
        };
        if visited.contains(&name) {
            let path = visited.join("` -> `");
            return Err(Failure::Invalid(format!(
                "`source_profile` goes round in a circle: `{path}` -> `{name}`"
            )));
        }
        visited.push(name);
        // A profile that another one refers to is asked for its keys first; a role of its own is for direct use.
        if visited.len() > 1 && profile.get("aws_access_key_id").is_some() {
            break keys(name, profile)?;
        }
        let role_arn = profile
            .get("role_arn")
            .filter(|_| profile.get("web_identity_token_file").is_none());
        let Some(arn) = role_arn else {
            break base(shared, name, profile, visited.len() > 1)?;
        };
        roles.push(role(name, profile, arn)?);
        match (
            profile.get("source_profile"),
            profile.get("credential_source"),
        ) {
            (Some(source), None) if source == name => break keys(name, profile)?,
            (Some(source), None) => name = source,
            (None, Some(source)) => break named_source(name, source)?,
            (Some(_), Some(_)) => {
                let problem = format!(
                    "profile `{name}` has `source_profile` and `credential_source`: remove one"
                );
                return Err(Failure::Invalid(problem));
            }
            (None, None) => {
                let problem = format!(
                    "profile `{name}` has `role_arn`: add `source_profile` or `credential_source`"
                );
                return Err(Failure::Invalid(problem));
            }
        }
    };
    roles.reverse();
    Ok(Plan { base, roles })
}

/// What a profile without a role to assume offers: web identity, SSO, keys, a program, in this order.
fn base(
    shared: &SharedConfig,
    name: &str,
    profile: &Section,
    is_source: bool,
) -> Result<Base, Failure> {
    if let Some(token_file) = profile.get("web_identity_token_file") {
        let Some(arn) = profile.get("role_arn") else {
            let problem = format!("profile `{name}` has `web_identity_token_file`: add `role_arn`");
            return Err(Failure::Invalid(problem));
        };
        return Ok(Base::WebIdentity {
            role: role(name, profile, arn)?,
            token_file: token_file.to_owned(),
        });
    }
    if let Some(sso) = Sso::from_profile(shared, name, profile) {
        return sso.map(Base::Sso);
    }
    if ["aws_access_key_id", "aws_secret_access_key"]
        .iter()
        .any(|key| profile.get(key).is_some())
    {
        return keys(name, profile);
    }
    if let Some(command) = profile.get("credential_process") {
        return Ok(Base::Process {
            command: command.to_owned(),
            account_id: profile.get("aws_account_id").map(ToOwned::to_owned),
        });
    }
    if profile.get("login_session").is_some() {
        let hint = "`login_session` is not supported: use `credential_process = aws configure export-credentials`";
        return Err(Failure::Invalid(format!("profile `{name}`: {hint}")));
    }
    let problem =
        format!("profile `{name}` has no keys, role, SSO settings or `credential_process`");
    Err(if is_source {
        Failure::Invalid(problem)
    } else {
        Failure::Absent(problem)
    })
}

fn keys(name: &str, profile: &Section) -> Result<Base, Failure> {
    let require = |key: &str| {
        profile
            .get(key)
            .ok_or_else(|| Failure::Invalid(format!("profile `{name}` has no `{key}`")))
    };
    let found = Found {
        access_key_id: require("aws_access_key_id")?,
        secret_access_key: require("aws_secret_access_key")?,
        session_token: profile.get("aws_session_token"),
        expiry: None,
        account_id: profile.get("aws_account_id"),
    };
    found
        .into_credentials("profile")
        .map(Base::Keys)
        .map_err(|failure| failure.within(&format!("profile `{name}`")))
}

fn named_source(name: &str, source: &str) -> Result<Base, Failure> {
    match source {
        "Environment" => Ok(Base::Environment),
        "EcsContainer" => Ok(Base::Container),
        "Ec2InstanceMetadata" => Ok(Base::InstanceMetadata),
        other => Err(Failure::Invalid(format!(
            "`credential_source = {other}` of profile `{name}`: expected `Environment`, `EcsContainer` or \
             `Ec2InstanceMetadata`"
        ))),
    }
}

fn role(name: &str, profile: &Section, arn: &str) -> Result<Role, Failure> {
    if profile.get("mfa_serial").is_some() {
        let hint = "`mfa_serial` needs a code that a person types: use `credential_process` or a session's keys";
        return Err(Failure::Invalid(format!("profile `{name}`: {hint}")));
    }
    let duration_seconds = match profile.get("duration_seconds") {
        None => None,
        Some(text) => Some(
            text.parse()
                .ok()
                .filter(|seconds| (900..=43_200).contains(seconds))
                .ok_or_else(|| {
                    Failure::Invalid(format!(
                        "`duration_seconds = {text}` of profile `{name}`: expected 900 to 43200"
                    ))
                })?,
        ),
    };
    Ok(Role {
        arn: arn.to_owned(),
        session_name: profile.get("role_session_name").map(ToOwned::to_owned),
        external_id: profile.get("external_id").map(ToOwned::to_owned),
        duration_seconds,
    })
}
