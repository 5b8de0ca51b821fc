//! The profiles of the shared configuration files, merged.

use std::io;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::error::{ConfigError, SettingOrigin};
use super::file::{self, SectionKind};
pub(crate) use super::file::{Flavor, Property, RawSection};
use super::named::Named;
use super::sources::Sources;

/// `~/.aws/config` and `~/.aws/credentials` merged. The credentials file takes precedence.
#[derive(Debug, Default)]
pub(crate) struct SharedConfig {
    pub(super) profiles: Named<Section>,
    pub(super) sso_sessions: Named<Section>,
    services: Named<Section>,
    /// Sections that look like profiles but are not.
    ignored: Vec<RawSection>,
    /// Both paths and whether each file exists, for messages.
    files: Vec<(Arc<Path>, bool)>,
}

/// The properties of one section, with names in lowercase.
#[derive(Debug, Default)]
pub(crate) struct Section {
    properties: Named<Property>,
    /// The properties of the config file that the credentials file overrides.
    replaced: Named<Property>,
}

impl Section {
    /// The property's value. An empty value counts as not set.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.property(name).map(Property::value)
    }

    pub(crate) fn property(&self, name: &str) -> Option<&Property> {
        self.present(name)
            .filter(|property| !property.value().is_empty())
    }

    /// The property even if its value is empty.
    pub(crate) fn present(&self, name: &str) -> Option<&Property> {
        self.properties.get(name)
    }

    /// The property as this file has it, regardless of the other file.
    pub(crate) fn in_file(&self, file: Flavor, name: &str) -> Option<&Property> {
        let found = self.properties.get(name);
        found
            .filter(|property| property.file() == file)
            .or_else(|| self.replaced.get(name).filter(|_| file == Flavor::Config))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Property)> {
        self.properties.iter()
    }

    fn merge(&mut self, properties: Vec<(String, Property)>) {
        for (name, property) in properties {
            let file = property.file();
            if let Some(before) = self.properties.insert(name.clone(), property)
                && before.file() != file
            {
                self.replaced.insert(name, before);
            }
        }
    }
}

impl SharedConfig {
    /// Reads both files: the ones named by `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, or else those in
    /// `~/.aws`. A file that does not exist is empty; one that cannot be read or parsed is an error.
    pub(crate) fn load(sources: &dyn Sources) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        config.read(sources, "AWS_CONFIG_FILE", "~/.aws/config", Flavor::Config)?;
        config.read(
            sources,
            "AWS_SHARED_CREDENTIALS_FILE",
            "~/.aws/credentials",
            Flavor::Credentials,
        )?;
        Ok(config)
    }

    pub(crate) fn profile(&self, name: &str) -> Option<&Section> {
        self.profiles.get(name)
    }

    pub(crate) fn sso_session(&self, name: &str) -> Option<&Section> {
        self.sso_sessions.get(name)
    }

    pub(crate) fn services(&self, name: &str) -> Option<&Section> {
        self.services.get(name)
    }

    /// The sections that have this profile's name but are not profiles because of how their headers are written.
    pub(crate) fn ignored(&self, profile: &str) -> impl Iterator<Item = &RawSection> {
        self.ignored
            .iter()
            .filter(move |section| section.name == profile)
    }

    /// Says that there is no such profile, in which files, and which profiles exist.
    pub(crate) fn no_profile(&self, name: &str) -> String {
        let mut text = format!("there is no profile `{name}`");
        for ((path, exists), lead) in self.files.iter().zip([" in ", " or "]) {
            text.push_str(lead);
            text.push_str(&path.display().to_string());
            text.push_str(if *exists { "" } else { " (no such file)" });
        }
        let mut lead = "; available profiles: ";
        for (known, _) in self.profiles.iter() {
            text.extend([lead, "`", known, "`"]);
            lead = ", ";
        }
        for ignored in self.ignored(name) {
            text.extend(["; ", &ignored.why_ignored()]);
        }
        text
    }

    fn read(
        &mut self,
        sources: &dyn Sources,
        variable: &str,
        default: &str,
        flavor: Flavor,
    ) -> Result<(), ConfigError> {
        let path = sources.expand_home(
            &sources
                .set_var(variable)
                .unwrap_or_else(|| default.to_owned()),
        );
        let path: Arc<Path> = path.into();
        let bytes = match sources.read_file(&path) {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.files.push((path, false));
                return Ok(());
            }
            Err(error) => {
                return Err(ConfigError::new(
                    SettingOrigin::File(path),
                    format!("cannot read the file: {error}"),
                ));
            }
        };
        let Ok(text) = std::str::from_utf8(&bytes) else {
            return Err(ConfigError::new(
                SettingOrigin::File(path),
                "the file is not UTF-8 text",
            ));
        };
        let sections = file::parse(text, &path, flavor)?;
        let prefixed_default = sections.iter().any(|s| {
            s.kind == SectionKind::Profile && s.name == "default" && flavor == Flavor::Config
        });
        for section in sections {
            let group = match section.kind {
                // "[profile default] takes precedence": a bare `[default]` is not merged but skipped.
                SectionKind::BareDefault if prefixed_default => continue,
                SectionKind::Ignored => {
                    self.ignored.push(section);
                    continue;
                }
                SectionKind::Profile | SectionKind::BareDefault => &mut self.profiles,
                SectionKind::SsoSession => &mut self.sso_sessions,
                SectionKind::Services => &mut self.services,
            };
            group.get_or_default(section.name).merge(section.properties);
        }
        self.files.push((path, true));
        Ok(())
    }
}

/// The profile that `AWS_PROFILE` names, and whether it named one.
pub(crate) fn selected_profile(sources: &dyn Sources) -> (String, bool) {
    match sources.set_var("AWS_PROFILE") {
        Some(name) => (name, true),
        None => ("default".to_owned(), false),
    }
}
