//! Where configuration comes from: environment variables and small files, behind one seam.

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

/// The environment variables and files that configuration and credentials come from.
///
/// One implementation reads those of the process; tests use a map. Files are small (configuration, tokens), so reading
/// them blocks only for microseconds and is not asynchronous.
pub(crate) trait Sources: Debug + Send + Sync {
    /// The value of an environment variable; `None` when it is not set.
    fn var(&self, name: &str) -> Option<String>;

    /// Every environment variable whose name starts with `prefix`, sorted by name.
    fn vars(&self, prefix: &str) -> Vec<(String, String)>;

    /// The whole file.
    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// Replaces a file that only its owner may read. A reader sees either the old contents or the new, never a mix.
    fn replace_private_file(&self, path: &Path, contents: &[u8]) -> io::Result<()>;

    /// The user's home directory.
    fn home(&self) -> Option<PathBuf>;
}

impl dyn Sources + '_ {
    /// The value of an environment variable, trimmed. An empty value counts as not set.
    pub(crate) fn set_var(&self, name: &str) -> Option<String> {
        let value = self.var(name)?;
        let trimmed = value.trim();
        match trimmed.len() {
            0 => None,
            length if length == value.len() => Some(value),
            _ => Some(trimmed.to_owned()),
        }
    }

    /// `path` with a leading `~` replaced by the home directory, as in `AWS_CONFIG_FILE=~/work.ini`.
    pub(crate) fn expand_home(&self, path: &str) -> PathBuf {
        let rest = match path.strip_prefix('~') {
            Some("") => "",
            Some(rest) if rest.starts_with(['/', std::path::MAIN_SEPARATOR]) => &rest[1..],
            _ => return PathBuf::from(path),
        };
        match self.home() {
            Some(home) => home.join(rest),
            None => PathBuf::from(path),
        }
    }
}

/// The process's own environment and file system.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ProcessSources;

impl Sources for ProcessSources {
    fn var(&self, name: &str) -> Option<String> {
        // A value that is not Unicode must be rejected by the setting's check, not treated as unset.
        Some(std::env::var_os(name)?.to_string_lossy().into_owned())
    }

    fn vars(&self, prefix: &str) -> Vec<(String, String)> {
        let mut found: Vec<_> = std::env::vars_os()
            .filter_map(|(name, value)| {
                let name = name.into_string().ok()?;
                name.starts_with(prefix)
                    .then(|| (name, value.to_string_lossy().into_owned()))
            })
            .collect();
        found.sort_unstable(); // each name is there once
        found
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn replace_private_file(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        use std::io::Write as _;
        use std::sync::atomic::{AtomicU64, Ordering};

        static COUNT: AtomicU64 = AtomicU64::new(0);

        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(
            ".{}.{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        ));
        let temporary = path.with_file_name(name);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options
            .open(&temporary)
            .and_then(|mut file| file.write_all(contents))
            .and_then(|()| std::fs::rename(&temporary, path));
        if written.is_err() {
            // The first error is the one to report. A leftover file that cannot be removed makes no difference to the
            // caller.
            let _ = std::fs::remove_file(&temporary);
        }
        written
    }

    fn home(&self) -> Option<PathBuf> {
        std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
    }
}
