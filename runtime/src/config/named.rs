//! Things by name.

/// Things by name, sorted. The maps of the standard library come with ten times the code for each type, and only large
/// ones that change are faster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named<T>(Vec<(String, T)>);

impl<T> Named<T> {
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        Some(&self.0[self.find(name).ok()?].1)
    }

    /// Adds a thing; returns the one that it replaces.
    pub(crate) fn insert(&mut self, name: String, thing: T) -> Option<T> {
        match self.find(&name) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, thing)),
            Err(at) => {
                self.0.insert(at, (name, thing));
                None
            }
        }
    }

    /// The thing with this name, which is added if there is none.
    pub(crate) fn get_or_default(&mut self, name: String) -> &mut T
    where
        T: Default,
    {
        let at = self.find(&name).unwrap_or_else(|at| {
            self.0.insert(at, (name, T::default()));
            at
        });
        &mut self.0[at].1
    }

    /// Where the name is, or else where it belongs.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// All of them, in the order of their names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, thing)| (name.as_str(), thing))
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}
