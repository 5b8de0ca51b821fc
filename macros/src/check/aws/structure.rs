//! A structure of the model, and which of its members the fields are.

use opsmith_models::{Member as ModelMember, Shape};
use proc_macro2::Ident;

use crate::case::Case;
use crate::keys::Container;
use crate::model::{Aws, Owner};

/// A structure of the model, together with the struct that declares it.
pub(super) struct Structure<'k, 'm> {
    pub(super) aws: Aws<'m>,
    pub(super) shape: Shape<'m>,
    pub(super) owner: Owner<'m>,
    pub(super) container: Container,
    /// Whether the struct has type parameters.
    pub(super) generic: bool,
    /// `rename_all`
    pub(super) case: Option<Case>,
    pub(super) case_key: Option<&'k Ident>,
}

/// A field with its member, if it has one.
pub(super) type Found<'m> = Vec<Option<ModelMember<'m>>>;
