//! What a profile's properties amount to: an identity to start from, and roles to assume one after another.

use aws_credential_types::Credentials;

use super::error::ProviderError;
use super::incomplete::{self, filled, value};
use super::login::Login;
use super::parse::FoundKeys;
use super::sso_profile::Sso;
use super::sts::Role;
use crate::config::SharedConfig;
use crate::config::shared::{Flavor, Property, Section};

/// `[profile a] role_arn = A, source_profile = b` and `[profile b] role_arn = B, source_profile = c` with keys in `c`
/// is the plan to start with the keys and to assume B, then A.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) base: Base,
    pub(crate) roles: Vec<Role>,
}

/// An identity that does not depend on another.
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
    Login(Login),
    Process {
        command: String,
        /// The profile's own region, if the program does not set one.
        account_id: Option<String>,
    },
}

/// Follows `source_profile` to its end.
pub(crate) fn plan(shared: &SharedConfig, first: &str) -> Result<Plan, ProviderError> {
    let mut roles = Vec::new();
    let mut visited: Vec<&str> = Vec::new();
    let mut name = first;
    let base = loop {
        let Some(profile) = shared.profile(name) else {
            return Err(match visited.last() {
                Some(from) => {
                    let missing = shared.no_profile(name);
                    ProviderError::Invalid(format!(
                        "`source_profile` in profile `{from}`: {missing}"
                    ))
                }
                None => incomplete::nothing(shared, name, None),
            });
        };
        if visited.contains(&name) {
            let path = visited.join("` -> `");
            return Err(ProviderError::Invalid(format!(
                "`source_profile` forms a cycle: `{path}` -> `{name}`"
            )));
        }
        visited.push(name);
        let is_source = visited.len() > 1;
        let has_keys = ["aws_access_key_id", "aws_secret_access_key"]
            .iter()
            .any(|key| profile.present(key).is_some());
        // If another profile refers to this one, its own credentials come first; its role is for direct use.
        let own_first = is_source && has_keys;
        let role_arn = match profile.present("web_identity_token_file") {
            None if !own_first => value(name, profile, "role_arn")?,
            _ => None,
        };
        let Some(arn) = role_arn else {
            break base(shared, name, profile, is_source)?;
        };
        roles.push(role(name, profile, arn)?);
        match (
            value(name, profile, "source_profile")?,
            value(name, profile, "credential_source")?,
        ) {
            (Some(source), None) if source == name && has_keys => {
                break base(shared, name, profile, true)?;
            }
            (Some(source), None) if source == name => {
                let problem = format!(
                    "profile `{name}` is its own `source_profile` but has no keys; add `aws_access_key_id` and \
                     `aws_secret_access_key`, or name another profile"
                );
                return Err(ProviderError::Invalid(problem));
            }
            (Some(source), None) => name = source,
            (None, Some(source)) => break named_source(name, source)?,
            (Some(_), Some(_)) => {
                let problem = format!(
                    "profile `{name}` has both `source_profile` and `credential_source`; remove one"
                );
                return Err(ProviderError::Invalid(problem));
            }
            (None, None) => {
                let sources = "`source_profile` or `credential_source`";
                return Err(incomplete::missing(name, profile, "role_arn", sources));
            }
        }
    };
    roles.reverse();
    Ok(Plan { base, roles })
}

/// The credentials of a profile without a role to assume, in botocore's order: web identity, SSO, keys in the
/// credentials file, a program, keys in the config file.
fn base(
    shared: &SharedConfig,
    name: &str,
    profile: &Section,
    is_source: bool,
) -> Result<Base, ProviderError> {
    if let Some(token_file) = value(name, profile, "web_identity_token_file")? {
        let Some(arn) = value(name, profile, "role_arn")? else {
            let has = "web_identity_token_file";
            return Err(incomplete::missing(name, profile, has, "`role_arn`"));
        };
        return Ok(Base::WebIdentity {
            role: bare_role(profile, arn),
            token_file: token_file.to_owned(),
        });
    }
    if let Some(sso) = Sso::from_profile(shared, name, profile) {
        return sso.map(Base::Sso);
    }
    if let Some(keys) = keys(name, profile, Flavor::Credentials)? {
        return Ok(keys);
    }
    if let Some(session) = value(name, profile, "login_session")? {
        return Ok(Base::Login(Login {
            profile: name.to_owned(),
            session: session.to_owned(),
        }));
    }
    if let Some(command) = value(name, profile, "credential_process")? {
        return Ok(Base::Process {
            command: command.to_owned(),
            account_id: profile.get("aws_account_id").map(ToOwned::to_owned),
        });
    }
    if let Some(keys) = keys(name, profile, Flavor::Config)? {
        return Ok(keys);
    }
    Err(match incomplete::nothing(shared, name, Some(profile)) {
        ProviderError::Absent(problem) if is_source => ProviderError::Invalid(problem),
        failure => failure,
    })
}

/// The keys of one of the two files: a key ID from one and a secret from the other do not belong together.
fn keys(name: &str, profile: &Section, file: Flavor) -> Result<Option<Base>, ProviderError> {
    let here = |key: &str| profile.in_file(file, key);
    let (id, secret) = ("aws_access_key_id", "aws_secret_access_key");
    let Some(access_key_id) = here(id) else {
        return Ok(None);
    };
    let Some(secret_access_key) = here(secret) else {
        if let Some(elsewhere) = profile.present(secret) {
            let (origin, other) = (access_key_id.origin(), elsewhere.origin());
            let problem = format!(
                "profile `{name}` has `{id}` in one file ({origin}) and `{secret}` in the other ({other}); put both in the same file"
            );
            return Err(ProviderError::Invalid(problem));
        }
        return Err(incomplete::missing(
            name,
            profile,
            id,
            &format!("`{secret}`"),
        ));
    };
    // The older name takes precedence, as in botocore.
    let token = ["aws_security_token", "aws_session_token"]
        .into_iter()
        .filter_map(here)
        .map(Property::value)
        .find(|token| !token.is_empty());
    let found = FoundKeys {
        access_key_id: filled(name, id, access_key_id)?,
        secret_access_key: filled(name, secret, secret_access_key)?,
        session_token: token,
        expiry: None,
        account_id: profile.get("aws_account_id"),
    };
    found
        .into_credentials("profile")
        .map(|keys| Some(Base::Keys(keys)))
        .map_err(|failure| failure.within(&format!("profile `{name}`")))
}

fn named_source(name: &str, source: &str) -> Result<Base, ProviderError> {
    match source {
        "Environment" => Ok(Base::Environment),
        "EcsContainer" => Ok(Base::Container),
        "Ec2InstanceMetadata" => Ok(Base::InstanceMetadata),
        other => Err(ProviderError::Invalid(format!(
            "`credential_source = {other}` in profile `{name}`: expected `Environment`, `EcsContainer` or \
             `Ec2InstanceMetadata`"
        ))),
    }
}

fn role(name: &str, profile: &Section, arn: &str) -> Result<Role, ProviderError> {
    if profile.present("mfa_serial").is_some() {
        let hint = "`mfa_serial` requires a code typed by a person; use `credential_process` or the keys of a session";
        return Err(ProviderError::Invalid(format!("profile `{name}`: {hint}")));
    }
    let duration_seconds = match profile.get("duration_seconds") {
        None => None,
        Some(text) => Some(
            text.parse()
                .ok()
                .filter(|seconds| (900..=43_200).contains(seconds))
                .ok_or_else(|| {
                    ProviderError::Invalid(format!(
                        "`duration_seconds = {text}` in profile `{name}`: expected 900 to 43200"
                    ))
                })?,
        ),
    };
    Ok(Role {
        external_id: value(name, profile, "external_id")?.map(ToOwned::to_owned),
        duration_seconds,
        ..bare_role(profile, arn)
    })
}

/// A role without what applies only to a caller with keys: for web identity, botocore and aws-config send nothing more.
fn bare_role(profile: &Section, arn: &str) -> Role {
    Role {
        arn: arn.to_owned(),
        session_name: profile.get("role_session_name").map(ToOwned::to_owned),
        external_id: None,
        duration_seconds: None,
    }
}
