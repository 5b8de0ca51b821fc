//! The syntax of `~/.aws/config` and `~/.aws/credentials`.
//!
//! Source: [SDKs and Tools Reference Guide, shared config and credentials files][format].
//!
//! [format]: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::error::{ConfigError, Place};

/// Which of the two files is read: their section headers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavor {
    /// `[profile x]`, `[default]`, `[sso-session x]`, `[services x]`.
    Config,
    /// `[x]` is a profile, and there is nothing else.
    Credentials,
}

/// What a section describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Profile,
    /// `[default]` in the config file, which `[profile default]` replaces.
    BareDefault,
    SsoSession,
    Services,
}

/// One section as it stands in the file.
#[derive(Debug)]
pub(crate) struct RawSection {
    pub(crate) kind: Kind,
    pub(crate) name: String,
    pub(crate) properties: Vec<(String, Property)>,
}

/// A value and where it stands. It may be a secret, so it is redacted in `Debug` and wiped when dropped.
#[derive(Clone)]
pub(crate) struct Property {
    value: Zeroizing<String>,
    place: Place,
    /// The line of each continuation, in order.
    continued: Vec<u32>,
}

impl Property {
    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// The value of a nested `name = value` below a property that is empty itself, as in
    /// ```ini
    /// s3 =
    ///   endpoint_url = http://localhost:4566
    /// ```
    /// and the line that it stands on.
    pub(crate) fn nested(&self, name: &str) -> Option<(&str, Place)> {
        let lines = self.value.strip_prefix('\n')?.split('\n');
        let found = lines.zip(&self.continued).filter_map(|(text, line)| {
            let (key, value) = text.split_once('=')?;
            key.trim()
                .eq_ignore_ascii_case(name)
                .then(|| (value.trim(), *line))
        });
        let (value, line) = found.last()?;
        let place = match &self.place {
            Place::Line(file, _) => Place::Line(Arc::clone(file), line),
            other => other.clone(),
        };
        Some((value, place))
    }
}

impl fmt::Debug for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<redacted> at {}", self.place)
    }
}

/// Reads a file's sections in order. An error names the line and never repeats its text, which may hold a secret.
pub(crate) fn parse(
    text: &str,
    file: &Arc<Path>,
    flavor: Flavor,
) -> Result<Vec<RawSection>, ConfigError> {
    let mut parser = Parser {
        sections: Vec::new(),
        state: State::Nothing,
    };
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        let place = Place::Line(Arc::clone(file), number);
        parser.line(line.trim_end(), place, flavor)?;
    }
    Ok(parser.sections)
}

/// What the lines so far belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// No section yet.
    Nothing,
    /// A section that is kept, with or without a property that a continuation line would belong to.
    Section(Open),
    /// A section that nobody reads, such as `[plugins]`.
    Ignored(Open),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Property,
    /// The property's value is empty: what is indented below it are nested properties.
    Nested,
    /// The property's name is not a legal one; it and its continuation are left out.
    Dropped,
}

struct Parser {
    sections: Vec<RawSection>,
    state: State,
}

impl Parser {
    fn line(&mut self, line: &str, place: Place, flavor: Flavor) -> Result<(), ConfigError> {
        if line.trim_start().is_empty() || line.trim_start().starts_with(['#', ';']) {
            return Ok(());
        }
        if line.starts_with('[') {
            return self.header(line, place, flavor);
        }
        let (open, kept) = match self.state {
            State::Nothing => {
                return Err(ConfigError::new(
                    place,
                    "expected a section such as `[default]` before this line",
                ));
            }
            State::Section(open) => (open, true),
            State::Ignored(open) => (open, false),
        };
        let open = if line.starts_with([' ', '\t']) {
            self.continuation(line.trim(), place, open, kept)?;
            open
        } else {
            self.property(line, place, kept)?
        };
        self.state = if kept {
            State::Section(open)
        } else {
            State::Ignored(open)
        };
        Ok(())
    }

    fn header(&mut self, line: &str, place: Place, flavor: Flavor) -> Result<(), ConfigError> {
        let header = line.split(['#', ';']).next().unwrap_or_default().trim();
        let Some(inner) = header
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        else {
            return Err(ConfigError::new(place, "a section must end with `]`"));
        };
        self.state = match section_name(inner.trim(), flavor) {
            Some((kind, name)) => {
                self.sections.push(RawSection {
                    kind,
                    name: name.to_owned(),
                    properties: Vec::new(),
                });
                State::Section(Open::Nothing)
            }
            None => State::Ignored(Open::Nothing),
        };
        Ok(())
    }

    fn property(&mut self, line: &str, place: Place, kept: bool) -> Result<Open, ConfigError> {
        let Some((key, value)) = without_comment(line).split_once('=') else {
            return Err(ConfigError::new(
                place,
                "expected `name = value`: there is no `=`",
            ));
        };
        let (key, value) = (key.trim(), value.trim());
        if key.is_empty() {
            return Err(ConfigError::new(
                place,
                "expected `name = value`: there is no name before `=`",
            ));
        }
        if !is_name(key) {
            return Ok(Open::Dropped);
        }
        if let (true, Some(section)) = (kept, self.sections.last_mut()) {
            let property = Property {
                value: Zeroizing::new(value.to_owned()),
                place,
                continued: Vec::new(),
            };
            section
                .properties
                .push((key.to_ascii_lowercase(), property));
        }
        Ok(if value.is_empty() {
            Open::Nested
        } else {
            Open::Property
        })
    }

    /// A line that starts with white space goes on with the property above it; comments in it are part of the value.
    fn continuation(
        &mut self,
        line: &str,
        place: Place,
        open: Open,
        kept: bool,
    ) -> Result<(), ConfigError> {
        match open {
            Open::Nothing => {
                let problem = "an indented line continues the property above it, and there is none: remove the white space";
                return Err(ConfigError::new(place, problem));
            }
            Open::Dropped => return Ok(()),
            Open::Nested => match line.split_once('=') {
                None => {
                    return Err(ConfigError::new(
                        place,
                        "expected a nested `name = value`: there is no `=`",
                    ));
                }
                Some((key, _)) if key.trim().is_empty() => {
                    return Err(ConfigError::new(
                        place,
                        "expected a nested `name = value`: there is no name before `=`",
                    ));
                }
                Some(_) => {}
            },
            Open::Property => {}
        }
        let last = self
            .sections
            .last_mut()
            .and_then(|section| section.properties.last_mut());
        if let (true, Some((_, property))) = (kept, last) {
            // Built anew instead of grown in place: a reallocation would leave a copy of the old value behind.
            let mut value =
                Zeroizing::new(String::with_capacity(property.value.len() + 1 + line.len()));
            value.push_str(&property.value);
            value.push('\n');
            value.push_str(line);
            property.value = value;
            if let Place::Line(_, line) = place {
                property.continued.push(line);
            }
        }
        Ok(())
    }
}

/// `profile x` -> a profile called `x`; `None` for a section that is not ours to read.
fn section_name(inner: &str, flavor: Flavor) -> Option<(Kind, &str)> {
    if flavor == Flavor::Credentials {
        return name(inner).map(|name| (Kind::Profile, name));
    }
    if inner == "default" {
        return Some((Kind::BareDefault, inner));
    }
    let (prefix, rest) = inner.split_once([' ', '\t'])?;
    let kind = match prefix {
        "profile" => Kind::Profile,
        "sso-session" => Kind::SsoSession,
        "services" => Kind::Services,
        _ => return None,
    };
    name(rest.trim()).map(|name| (kind, name))
}

/// A name, with or without quotes; the AWS CLI writes `[profile "with space"]`.
fn name(text: &str) -> Option<&str> {
    for quote in ['"', '\''] {
        if let Some(quoted) = text
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
        {
            return (!quoted.is_empty()).then_some(quoted);
        }
    }
    is_name(text).then_some(text)
}

fn is_name(text: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || "-_/.%@:+".contains(c);
    !text.is_empty() && text.chars().all(legal)
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
