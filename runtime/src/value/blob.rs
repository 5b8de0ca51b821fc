//! Binary data: base64 in JSON, raw bytes as a payload.

use std::{fmt, ops::Deref};

use bytes::Bytes;

/// Binary data (Smithy's `blob`).
///
/// In a JSON body it is base64 text; as the payload it is the body itself. A `Vec<u8>` would be a list of numbers.
/// Cloning is cheap. `Debug` shows only the length.
///
/// ```
/// use opsmith::{Blob, shape};
///
/// #[shape]
/// struct Image { data: Blob }
///
/// let image = Image::new(vec![1, 2, 3]);
/// assert_eq!(serde_json::to_string(&image)?, r#"{"data":"AQID"}"#);
/// assert_eq!(*image.data, [1, 2, 3]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Blob(Bytes);

impl Blob {
    /// Wraps the bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(bytes.into())
    }

    /// The bytes, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }

    pub(crate) fn from_base64(text: &str) -> Option<Self> {
        aws_smithy_types::base64::decode(text).ok().map(Self::from)
    }
}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<Bytes> for Blob {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<&'static [u8]> for Blob {
    fn from(bytes: &'static [u8]) -> Self {
        Self(Bytes::from_static(bytes))
    }
}

impl<const N: usize> From<&'static [u8; N]> for Blob {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self(Bytes::from_static(bytes))
    }
}

impl From<&'static str> for Blob {
    fn from(text: &'static str) -> Self {
        Self(Bytes::from_static(text.as_bytes()))
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}
