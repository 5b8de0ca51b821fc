//! The syntax of `~/.aws/config` and `~/.aws/credentials`.
//!
//! Source: [SDKs and Tools Reference Guide, shared config and credentials files][format].
//!
//! [format]: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::error::{ConfigError, SettingOrigin};

/// Which of the two files is being read. Their section headers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavor {
    /// `[profile x]`, `[default]`, `[sso-session x]`, `[services x]`.
    Config,
    /// `[x]` is a profile, and there is nothing else.
    Credentials,
}

/// What a section describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionKind {
    Profile,
    /// `[default]` in the config file, which `[profile default]` replaces.
    BareDefault,
    SsoSession,
    Services,
    /// A section that opsmith does not read, such as `[plugins]`, or one whose header matches none of the others.
    Ignored,
}

/// One section as it appears in the file.
#[derive(Debug)]
pub(crate) struct RawSection {
    pub(crate) kind: SectionKind,
    /// The name of what it describes. For an ignored section, the name it would have as a profile.
    pub(crate) name: String,
    file: Flavor,
    origin: SettingOrigin,
    pub(crate) properties: Vec<(String, Property)>,
}

impl RawSection {
    /// Why an ignored section is not a profile, and how to make it one.
    pub(crate) fn why_ignored(&self) -> String {
        let (name, origin) = (&self.name, &self.origin);
        let advice = match (self.file, is_name(name)) {
            (Flavor::Credentials, true) => format!("write `[{name}]`"),
            (Flavor::Config, true) => format!("write `[profile {name}]`"),
            (Flavor::Config, false) => format!("write `[profile \"{name}\"]`"),
            (Flavor::Credentials, false) => {
                format!("move it to the config file, as `[profile \"{name}\"]`")
            }
        };
        format!("the section in {origin} is not read as a profile: {advice}")
    }
}

/// A value and where it comes from. It may be a secret, so it is redacted in `Debug` and wiped when dropped.
#[derive(Clone)]
pub(crate) struct Property {
    value: Zeroizing<String>,
    origin: SettingOrigin,
    file: Flavor,
    /// The line of each continuation, in order.
    continued: Vec<u32>,
}

impl Property {
    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    pub(crate) fn origin(&self) -> &SettingOrigin {
        &self.origin
    }

    /// Which of the two files it is in.
    pub(crate) fn file(&self) -> Flavor {
        self.file
    }

    /// The value of a nested `name = value` below a property that is empty itself, as in
    /// ```ini
    /// s3 =
    ///   endpoint_url = http://localhost:4566
    /// ```
    /// and the line it is on.
    pub(crate) fn nested(&self, name: &str) -> Option<(&str, SettingOrigin)> {
        let lines = self.value.strip_prefix('\n')?.split('\n');
        let found = lines.zip(&self.continued).filter_map(|(text, line)| {
            let (key, value) = text.split_once('=')?;
            key.trim()
                .eq_ignore_ascii_case(name)
                .then(|| (value.trim(), *line))
        });
        let (value, line) = found.last()?;
        let origin = match &self.origin {
            SettingOrigin::Line(file, _) => SettingOrigin::Line(Arc::clone(file), line),
            other => other.clone(),
        };
        Some((value, origin))
    }
}

impl fmt::Debug for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<redacted> at {}", self.origin)
    }
}

/// Reads a file's sections in order. An error names the line and never repeats its text, which may hold a secret.
pub(crate) fn parse(
    text: &str,
    file: &Arc<Path>,
    flavor: Flavor,
) -> Result<Vec<RawSection>, ConfigError> {
    let mut parser = Parser {
        flavor,
        sections: Vec::new(),
        open: Open::Nothing,
    };
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        let origin = SettingOrigin::Line(Arc::clone(file), number);
        parser.line(line.trim_end(), origin)?;
    }
    Ok(parser.sections)
}

/// What an indented line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Property,
    /// The property's value is empty, so the lines indented below it are nested properties.
    Nested,
    /// The property's name is not valid, so it and its continuation are skipped.
    Dropped,
}

struct Parser {
    flavor: Flavor,
    sections: Vec<RawSection>,
    open: Open,
}

impl Parser {
    fn line(&mut self, line: &str, origin: SettingOrigin) -> Result<(), ConfigError> {
        if line.trim_start().is_empty() || line.trim_start().starts_with(['#', ';']) {
            return Ok(());
        }
        if line.starts_with('[') {
            return self.header(line, origin);
        }
        let Some(section) = self.sections.last_mut() else {
            return Err(ConfigError::new(
                origin,
                "expected a section such as `[default]` before this line",
            ));
        };
        if line.starts_with([' ', '\t']) {
            return continuation(section, line.trim(), origin, self.open);
        }
        self.open = property(section, line, origin, self.flavor)?;
        Ok(())
    }

    fn header(&mut self, line: &str, origin: SettingOrigin) -> Result<(), ConfigError> {
        let header = line.split(['#', ';']).next().unwrap_or_default().trim();
        let Some(inner) = header
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        else {
            return Err(ConfigError::new(origin, "a section must end with `]`"));
        };
        let inner = inner.trim();
        let (kind, name) = section_name(inner, self.flavor)
            .unwrap_or_else(|| (SectionKind::Ignored, meant_profile(inner)));
        self.sections.push(RawSection {
            kind,
            name,
            file: self.flavor,
            origin,
            properties: Vec::new(),
        });
        self.open = Open::Nothing;
        Ok(())
    }
}

fn property(
    section: &mut RawSection,
    line: &str,
    origin: SettingOrigin,
    file: Flavor,
) -> Result<Open, ConfigError> {
    let Some((key, value)) = without_comment(line).split_once('=') else {
        return Err(ConfigError::new(
            origin,
            "expected `name = value`, but there is no `=`",
        ));
    };
    let (key, value) = (key.trim(), value.trim());
    if key.is_empty() {
        return Err(ConfigError::new(
            origin,
            "expected `name = value`, but there is no name before `=`",
        ));
    }
    if !is_name(key) {
        return Ok(Open::Dropped);
    }
    let property = Property {
        value: Zeroizing::new(value.to_owned()),
        origin,
        file,
        continued: Vec::new(),
    };
    section
        .properties
        .push((key.to_ascii_lowercase(), property));
    Ok(if value.is_empty() {
        Open::Nested
    } else {
        Open::Property
    })
}

/// A line that starts with white space continues the property above it. Comments in it are part of the value.
fn continuation(
    section: &mut RawSection,
    line: &str,
    origin: SettingOrigin,
    open: Open,
) -> Result<(), ConfigError> {
    match open {
        Open::Nothing => {
            let problem = "an indented line continues the property above it, but there is no property above this line; remove the leading white space";
            return Err(ConfigError::new(origin, problem));
        }
        Open::Dropped => return Ok(()),
        Open::Nested => match line.split_once('=') {
            None => {
                return Err(ConfigError::new(
                    origin,
                    "expected a nested `name = value`, but there is no `=`",
                ));
            }
            Some((key, _)) if key.trim().is_empty() => {
                return Err(ConfigError::new(
                    origin,
                    "expected a nested `name = value`, but there is no name before `=`",
                ));
            }
            Some(_) => {}
        },
        Open::Property => {}
    }
    if let Some((_, property)) = section.properties.last_mut() {
        // Builds a new value instead of growing it in place: a reallocation would leave a copy of the old value behind.
        let mut value =
            Zeroizing::new(String::with_capacity(property.value.len() + 1 + line.len()));
        value.push_str(&property.value);
        value.push('\n');
        value.push_str(line);
        property.value = value;
        if let SettingOrigin::Line(_, line) = origin {
            property.continued.push(line);
        }
    }
    Ok(())
}

/// `profile x` -> a profile called `x`; `None` for a section that opsmith does not read.
fn section_name(inner: &str, flavor: Flavor) -> Option<(SectionKind, String)> {
    if flavor == Flavor::Credentials {
        return is_name(inner).then(|| (SectionKind::Profile, inner.to_owned()));
    }
    if inner == "default" {
        return Some((SectionKind::BareDefault, inner.to_owned()));
    }
    let (prefix, rest) = inner.split_once([' ', '\t'])?;
    let kind = match prefix {
        "profile" => SectionKind::Profile,
        "sso-session" => SectionKind::SsoSession,
        "services" => SectionKind::Services,
        _ => return None,
    };
    name(rest.trim()).map(|name| (kind, name))
}

/// The profile that someone may have meant by a header that is not a profile's: `[dev]` in the config file, `[profile
/// dev]` in the credentials file, or `[profile a b]`.
fn meant_profile(inner: &str) -> String {
    let rest = inner.strip_prefix("profile").unwrap_or(inner);
    let rest = if rest.starts_with([' ', '\t', '"', '\'']) {
        rest.trim()
    } else {
        inner
    };
    name(rest).unwrap_or_else(|| rest.to_owned())
}

/// One name, with or without quotes; the AWS CLI writes `[profile 'with space']`.
///
/// Quotes work as in a shell, which is how botocore reads them: within double quotes, `\"` and `\\` are a quote and a
/// backslash, and adjacent pieces form one name. Two names, as in `[profile "a" "b"]`, are not valid.
fn name(text: &str) -> Option<String> {
    let mut name = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        match next {
            '"' | '\'' => loop {
                match rest.next()? {
                    end if end == next => break,
                    '\\' if next == '"' => match rest.next()? {
                        escaped @ ('"' | '\\') => name.push(escaped),
                        other => name.extend(['\\', other]),
                    },
                    other => name.push(other),
                }
            },
            plain if is_name_character(plain) => name.push(plain),
            _ => return None,
        }
    }
    (!name.is_empty()).then_some(name)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_name_character)
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_/.%@:+".contains(c)
}

/// The line up to a `#` or `;` with white space before it: `name = value # comment`.
fn without_comment(line: &str) -> &str {
    let is_comment =
        |(at, c): &(usize, char)| matches!(c, '#' | ';') && line[..*at].ends_with([' ', '\t']);
    match line.char_indices().find(is_comment) {
        Some((at, _)) => &line[..at],
        None => line,
    }
}
