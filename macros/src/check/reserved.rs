//! The only list of headers that opsmith sets itself. The runtime reads it from here.

use proc_macro2::TokenStream;
use quote::quote;

/// A header that signing, the transport or the client owns.
pub(crate) struct Reserved {
    pub(crate) name: &'static str,
    pub(crate) owner: &'static str,
    /// Whether a member may be sent in it. Signing then uses the member's value.
    pub(crate) may_be_member: bool,
}

const fn of(owner: &'static str, name: &'static str) -> Reserved {
    Reserved {
        name,
        owner,
        may_be_member: false,
    }
}

/// Sorted by name.
pub(crate) const RESERVED: &[Reserved] = &[
    of("the client", "amz-sdk-invocation-id"),
    of("the client", "amz-sdk-request"),
    of("signing", "authorization"),
    of("the transport", "connection"),
    of("the transport", "content-length"),
    of("the transport", "expect"),
    of("the transport", "host"),
    of("the transport", "te"),
    of("the transport", "trailer"),
    of("the transport", "transfer-encoding"),
    of("the transport", "upgrade"),
    of("the client", "user-agent"),
    // The payload's hash. Callers of CodeArtifact's `PublishPackageVersion` pass it.
    Reserved {
        may_be_member: true,
        ..of("signing", "x-amz-content-sha256")
    },
    of("signing", "x-amz-date"),
    of("signing", "x-amz-security-token"),
    of("the client", "x-amz-user-agent"),
];

/// `__reserved_header!(name)`: who sets the header with this lowercase name, as an `Option<&'static str>`.
//
// match name { "host" => Some("the transport"), .., _ => None }
pub(crate) fn lookup(name: &TokenStream) -> TokenStream {
    let names = RESERVED.iter().map(|reserved| reserved.name);
    let owners = RESERVED.iter().map(|reserved| reserved.owner);
    quote! {
        match #name {
            #(#names => ::core::option::Option::Some(#owners),)*
            _ => ::core::option::Option::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RESERVED;

    #[test]
    fn names_are_sorted_and_lowercase() {
        let names: Vec<&str> = RESERVED.iter().map(|reserved| reserved.name).collect();
        assert!(names.is_sorted(), "{names:?}");
        let lower = |name: &&str| !name.contains(|c: char| c.is_ascii_uppercase());
        assert!(names.iter().all(lower), "{names:?}");
    }
}
