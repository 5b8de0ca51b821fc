//! The attribute macros that go on structs and enums.

/// An attribute macro.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Macro {
    Operation,
    Output,
    Shape,
}

impl Macro {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Macro::Operation => "operation",
            Macro::Output => "output",
            Macro::Shape => "shape",
        }
    }

    pub(crate) fn derive(self) -> &'static str {
        match self {
            Macro::Operation => "Operation",
            Macro::Output => "Output",
            Macro::Shape => "Shape",
        }
    }

    /// The derives whose traits the macro implements itself.
    pub(crate) fn conflicts(self) -> &'static [&'static str] {
        match self {
            Macro::Operation | Macro::Output => &["Debug"],
            Macro::Shape => &["Debug", "Serialize", "Deserialize"],
        }
    }
}
