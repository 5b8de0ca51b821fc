//! What is wrong with a setting, and where it comes from.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// An invalid setting in the environment, the shared configuration files or code.
///
/// Its text names the variable, or the file and line, the value, and what is valid. It never contains a secret: values
/// of keys and tokens are not part of any message.
///
/// To fix it, correct the setting, or set the same thing in code, which takes precedence over both.
///
/// ```
/// use opsmith::Client;
///
/// let error = Client::builder().endpoint_url("localhost:4566").build().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "endpoint set in code: `localhost:4566` is not valid: it must start with `https://` or `http://`"
/// );
/// assert_eq!(error.variable(), None);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ConfigError {
    origin: SettingOrigin,
    problem: String,
}

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SettingOrigin {
    /// An environment variable.
    Variable(String),
    /// A line of a file, counted from 1.
    Line(Arc<Path>, u32),
    /// A file as a whole.
    File(Arc<Path>),
    /// Code, with the name of what was set there.
    Code(&'static str),
    /// Nowhere: it is missing.
    Nowhere,
}

impl ConfigError {
    pub(crate) fn new(origin: SettingOrigin, problem: impl Into<String>) -> Self {
        Self {
            origin,
            problem: problem.into(),
        }
    }

    /// Something that was set in code.
    pub(crate) fn code(what: &'static str, problem: impl Into<String>) -> Self {
        Self::new(SettingOrigin::Code(what), problem)
    }

    /// An endpoint that was set in code and is not a URL that requests can be sent to.
    pub(crate) fn endpoint(url: &str, why: &str) -> Self {
        let shown = without_password(url);
        Self::new(
            SettingOrigin::Code("endpoint"),
            format!("`{shown}` is not valid: {why}"),
        )
    }

    /// A profile that was named for a client that does not read files.
    pub(crate) fn unread_profile(name: &str) -> Self {
        let problem = format!(
            "`build` does not read files and would ignore `{name}`; use `load().await` instead"
        );
        Self::new(SettingOrigin::Code("profile"), problem)
    }

    /// An endpoint without encryption on another machine.
    pub(crate) fn plain_http(url: &str) -> Self {
        let shown = without_password(url);
        let problem = format!(
            "the endpoint `{shown}` is not encrypted; use https, or call `allow_http` in code"
        );
        Self::new(SettingOrigin::Nowhere, problem)
    }

    /// An endpoint where a bearer token would be readable on the way.
    pub(crate) fn plain_token(url: &str) -> Self {
        let shown = without_password(url);
        let problem = format!(
            "the endpoint `{shown}` is not encrypted, and a bearer token is only sent over TLS; use https"
        );
        Self::new(SettingOrigin::Nowhere, problem)
    }

    /// The environment variable that the setting came from, if any.
    #[must_use]
    pub fn variable(&self) -> Option<&str> {
        match &self.origin {
            SettingOrigin::Variable(name) => Some(name),
            SettingOrigin::Line(..)
            | SettingOrigin::File(_)
            | SettingOrigin::Code(_)
            | SettingOrigin::Nowhere => None,
        }
    }

    /// The file that the setting came from, if any.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.origin {
            SettingOrigin::Line(file, _) | SettingOrigin::File(file) => Some(file),
            SettingOrigin::Variable(_) | SettingOrigin::Code(_) | SettingOrigin::Nowhere => None,
        }
    }

    /// The line in the file, counted from 1.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        match self.origin {
            SettingOrigin::Line(_, line) => Some(line),
            SettingOrigin::Variable(_)
            | SettingOrigin::File(_)
            | SettingOrigin::Code(_)
            | SettingOrigin::Nowhere => None,
        }
    }
}

impl fmt::Display for SettingOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable(name) => write!(f, "environment variable `{name}`"),
            Self::Line(file, line) => write!(f, "{}:{line}", file.display()),
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Code(what) => write!(f, "{what} set in code"),
            Self::Nowhere => f.write_str("no setting"),
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            SettingOrigin::Nowhere => f.write_str(&self.problem),
            origin => write!(f, "{origin}: {}", self.problem),
        }
    }
}

/// The same line as `Display`.
impl fmt::Debug for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for ConfigError {}

/// `https://user:secret@host` without what comes before the host. The scheme may be missing or misspelled: that is why
/// such a URL is shown at all.
pub(crate) fn without_password(text: &str) -> String {
    let Some((before, host)) = text.rsplit_once('@') else {
        return text.to_owned();
    };
    match before.split_once("://") {
        Some((scheme, _)) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            format!("{scheme}://***@{host}")
        }
        _ => format!("***@{host}"),
    }
}
