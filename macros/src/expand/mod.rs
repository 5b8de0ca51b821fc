//! Checked declarations -> tokens. Expansion cannot fail.
//!
//! Generated code names only items of the runtime's `__private`, so it does not depend on what the user has in scope. The
//! comment above each generator shows the code that it generates, with `P` for `__private`.

mod api_error;
mod calls;
mod checked;
mod codec;
mod enums;
mod member;
mod methods;
mod model_pages;
mod operation;
mod output;
mod pagination;
mod parts;
mod read;
mod service;
mod service_meta;
mod shape;
mod traits;
mod unions;

pub(crate) use api_error::{api_error, api_error_traits};
pub(crate) use calls::call_methods;
pub(crate) use checked::{associated, constant, failed, proved, unproved};
pub(crate) use codec::serde_impls;
pub(crate) use enums::{IntParts, StringParts, int_traits, string_traits};
pub(crate) use methods::{constructor, operation_methods};
pub(crate) use model_pages::page_members;
pub(crate) use operation::{error_type, operation};
pub(crate) use output::{items, output, struct_debug};
pub(crate) use pagination::paginated;
pub(crate) use parts::{ImplHeader, debug};
pub(crate) use service::{service, service_calls, service_error, service_parts, service_struct};
#[cfg(test)]
pub(crate) use service_meta::service_constant;
pub(crate) use shape::shape;
