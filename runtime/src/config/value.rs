//! A single setting: looked up in the environment, then in the profile, then checked.

use super::error::{ConfigError, SettingOrigin, without_password};
use super::shared::Section;
use super::sources::Sources;

/// Where settings are looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lookup<'a> {
    pub(crate) sources: &'a dyn Sources,
    pub(crate) profile: Option<&'a Section>,
}

/// A setting's text, its name and where it comes from.
#[derive(Debug)]
pub(crate) struct Found {
    name: String,
    text: String,
    origin: SettingOrigin,
}

impl Lookup<'_> {
    /// The environment variable, or else the profile's property. Not inlined, because there are many calls.
    #[inline(never)]
    pub(crate) fn find(&self, variable: &str, property: &str) -> Option<Found> {
        self.variable(variable).or_else(|| self.property(property))
    }

    pub(crate) fn variable(&self, name: &str) -> Option<Found> {
        let text = self.sources.set_var(name)?;
        Some(Found {
            name: name.to_owned(),
            text,
            origin: SettingOrigin::Variable(name.to_owned()),
        })
    }

    pub(crate) fn property(&self, name: &str) -> Option<Found> {
        let property = self.profile?.property(name)?;
        Some(Found::new(
            name,
            property.value(),
            property.origin().clone(),
        ))
    }

    pub(crate) fn text(&self, variable: &str, property: &str) -> Option<String> {
        self.find(variable, property).map(|found| found.text)
    }

    /// `legal` says what is valid, as in "expected `true` or `false`".
    pub(crate) fn parse<T>(
        &self,
        variable: &str,
        property: &str,
        legal: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        self.find(variable, property)
            .map(|found| found.parse(legal, parse))
            .transpose()
    }

    pub(crate) fn flag(&self, variable: &str, property: &str) -> Result<Option<bool>, ConfigError> {
        self.parse(variable, property, "`true` or `false`", parse_flag)
    }
}

impl Found {
    pub(crate) fn new(name: &str, text: &str, origin: SettingOrigin) -> Self {
        Self {
            name: name.to_owned(),
            text: text.to_owned(),
            origin,
        }
    }

    pub(crate) fn parse<T>(
        self,
        legal: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, ConfigError> {
        parse(&self.text).ok_or_else(|| self.invalid(legal))
    }

    #[cold]
    fn invalid(self, legal: &str) -> ConfigError {
        let shown = without_password(&self.text);
        let problem = match &self.origin {
            SettingOrigin::Variable(_) => format!("`{shown}` is not valid: expected {legal}"),
            _ => format!("`{} = {shown}` is not valid: expected {legal}", self.name),
        };
        ConfigError::new(self.origin, problem)
    }

    /// For a value that is not shown as is; `check` says why it is invalid.
    pub(crate) fn check<T>(
        self,
        check: impl FnOnce(&str) -> Result<T, String>,
    ) -> Result<T, ConfigError> {
        check(&self.text).map_err(|why| {
            let problem = match &self.origin {
                SettingOrigin::Variable(_) => why,
                _ => format!("`{}`: {why}", self.name),
            };
            ConfigError::new(self.origin, problem)
        })
    }

    /// An endpoint, checked and normalized by [`check_url`](crate::endpoint::check_url).
    pub(crate) fn endpoint(self) -> Result<String, ConfigError> {
        self.parse(
            "a URL such as `https://example.com` or `http://localhost:4566/path`",
            |text| crate::endpoint::check_url(text).ok(),
        )
    }
}

pub(crate) fn parse_flag(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

/// A region becomes part of a host name, so it may contain only what one label of a host name may.
pub(crate) fn parse_region(text: &str) -> Option<String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_label =
        !text.is_empty() && text.len() <= 63 && !text.starts_with('-') && !text.ends_with('-');
    (is_label && text.chars().all(legal)).then(|| text.to_owned())
}
