//! The IAM Identity Center settings of a profile and its `sso_session`.

use super::error::ProviderError;
use super::incomplete::{self, value};
use crate::config::{SharedConfig, shared::Section};

/// What a profile says about the role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sso {
    pub(crate) session: SsoSession,
    pub(crate) account_id: String,
    pub(crate) role_name: String,
}

/// What a profile says about the sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SsoSession {
    /// `None` is the legacy form, in which the profile itself has all settings.
    pub(crate) name: Option<String>,
    pub(crate) start_url: String,
    pub(crate) region: String,
}

impl Sso {
    /// `None` if the profile names neither an account nor a role. Properties in both the profile and its `sso_session`
    /// must match.
    pub(crate) fn from_profile(
        shared: &SharedConfig,
        name: &str,
        profile: &Section,
    ) -> Option<Result<Self, ProviderError>> {
        let named = ["sso_account_id", "sso_role_name"]
            .into_iter()
            .find(|key| profile.present(key).is_some())?;
        Some(Self::read(shared, name, profile, named))
    }

    /// `named` is a property that the profile has.
    fn read(
        shared: &SharedConfig,
        name: &str,
        profile: &Section,
        named: &str,
    ) -> Result<Self, ProviderError> {
        let session = match value(name, profile, "sso_session")? {
            Some(session) => Some((session, session_section(shared, name, profile, session)?)),
            None => None,
        };
        let require = |key: &str| match value(name, profile, key)? {
            Some(own) => Ok(own),
            None => session
                .and_then(|(_, section)| section.get(key))
                .ok_or_else(|| incomplete::missing(name, profile, named, &format!("`{key}`"))),
        };
        let of_session = |key: &str| match session {
            None => require(key),
            Some((session, section)) => in_session(session, section, key),
        };
        Ok(Self {
            session: SsoSession::read(session.map(|(session, _)| session), of_session)?,
            account_id: require("sso_account_id")?.to_owned(),
            role_name: require("sso_role_name")?.to_owned(),
        })
    }
}

impl SsoSession {
    /// The session that a profile names; `None` if it names none. The legacy form has no tokens for services.
    pub(crate) fn from_profile(
        shared: &SharedConfig,
        name: &str,
        profile: &Section,
    ) -> Result<Option<Self>, ProviderError> {
        let Some(session) = value(name, profile, "sso_session")? else {
            return Ok(None);
        };
        let section = session_section(shared, name, profile, session)?;
        Self::read(Some(session), |key| in_session(session, section, key)).map(Some)
    }

    fn read<'a>(
        name: Option<&str>,
        property: impl Fn(&'static str) -> Result<&'a str, ProviderError>,
    ) -> Result<Self, ProviderError> {
        let region = property("sso_region")?;
        Ok(Self {
            name: name.map(ToOwned::to_owned),
            start_url: property("sso_start_url")?.to_owned(),
            region: crate::config::value::parse_region(region).ok_or_else(|| {
                ProviderError::Invalid(format!("`sso_region = {region}` is not a region"))
            })?,
        })
    }
}

/// A property that the session must have.
fn in_session<'a>(
    session: &str,
    section: &'a Section,
    key: &str,
) -> Result<&'a str, ProviderError> {
    section.get(key).ok_or_else(|| {
        ProviderError::Invalid(format!("`[sso-session {session}]` has no `{key}`; add it"))
    })
}

/// The session's section, none of whose properties the profile contradicts.
fn session_section<'a>(
    shared: &'a SharedConfig,
    name: &str,
    profile: &Section,
    session: &str,
) -> Result<&'a Section, ProviderError> {
    let Some(section) = shared.sso_session(session) else {
        let place = profile
            .present("sso_session")
            .map_or_else(String::new, |property| format!(" ({})", property.origin()));
        return Err(ProviderError::Invalid(format!(
            "`sso_session` in profile `{name}`{place}: there is no `[sso-session {session}]` section"
        )));
    };
    for (key, theirs) in section.iter() {
        if let Some(own) = profile.present(key)
            && own.value() != theirs.value()
        {
            return Err(ProviderError::Invalid(format!(
                "`{key}` in profile `{name}` ({}) contradicts its `[sso-session {session}]` ({}); remove one",
                own.origin(),
                theirs.origin()
            )));
        }
    }
    Ok(section)
}
