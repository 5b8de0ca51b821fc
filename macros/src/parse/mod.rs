//! Attributes and items -> declarations. Each function reports mistakes and continues.

mod api_error;
mod item;
mod member;
mod operation;
mod output;
mod service;
mod shape;

pub(crate) use api_error::{RawError, RawErrors, api_error};
pub(crate) use item::{Arguments, arguments};
pub(crate) use member::{RawLocation, RawMember, key_or};
pub(crate) use operation::{OperationKeys, RawOperation, operation};
pub(crate) use output::{RawStruct, TypeKeys, output};
pub(crate) use service::ServiceKeys;
pub(crate) use shape::{RawEnum, RawShape, RawVariant, shape};
