//! The text of a declaration, as rustfmt writes it.

use std::fmt::Write as _;

/// rustfmt's `max_width`, and the width of the arguments of an attribute.
const WIDTH: usize = 100;
const ARGUMENTS: usize = 70;

/// A struct or an enum with its attributes.
#[derive(Debug, Default)]
pub(crate) struct Item {
    /// What it is, for messages: `GetRoom`.
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// `#[shape(service = "chime")]`, in order.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) is_enum: bool,
    pub(crate) parts: Vec<Part>,
}

/// `derive(Debug, ApiError)`
#[derive(Debug)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) arguments: Vec<String>,
}

/// A field or a variant.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) docs: Vec<String>,
    /// The keys of `#[op(..)]`.
    pub(crate) keys: Vec<String>,
    /// `room_id` or `Text`
    pub(crate) name: String,
    /// The type of a field, or what a variant holds.
    pub(crate) ty: Option<String>,
}

impl Attribute {
    pub(crate) fn new(name: impl Into<String>, arguments: Vec<String>) -> Self {
        Attribute {
            name: name.into(),
            arguments,
        }
    }

    fn write(&self, indent: &str, text: &mut String) {
        let arguments = self.arguments.join(", ");
        let line = if arguments.is_empty() {
            format!("{indent}#[{}]", self.name)
        } else {
            format!("{indent}#[{}({arguments})]", self.name)
        };
        // rustfmt leaves types in attributes alone.
        let fits = self.name.ends_with("operation") || arguments.len() <= ARGUMENTS;
        if fits && line.len() <= WIDTH {
            *text += &line;
            *text += "\n";
            return;
        }
        let _ = writeln!(text, "{indent}#[{}(", self.name);
        // rustfmt gives derives no comma at the end.
        for (n, argument) in self.arguments.iter().enumerate() {
            let last = n + 1 == self.arguments.len();
            let comma = if last && !self.name.ends_with("operation") {
                ""
            } else {
                ","
            };
            let _ = writeln!(text, "{indent}    {argument}{comma}");
        }
        let _ = writeln!(text, "{indent})]");
    }
}

impl Item {
    /// The source text.
    pub(crate) fn source(&self) -> String {
        let mut text = String::new();
        write_docs(&self.docs, "", &mut text);
        for attribute in &self.attributes {
            attribute.write("", &mut text);
        }
        let word = if self.is_enum { "enum" } else { "struct" };
        if self.parts.is_empty() {
            let _ = writeln!(text, "pub {word} {};", self.name);
            return text;
        }
        let _ = writeln!(text, "pub {word} {} {{", self.name);
        for part in &self.parts {
            part.write(self.is_enum, &mut text);
        }
        text + "}\n"
    }

    /// Clippy's lints that the names of AWS or their number would trigger.
    pub(crate) fn lints(&self) -> Vec<&'static str> {
        let mut lints = Vec::new();
        if self.is_enum {
            if self
                .parts
                .iter()
                .any(|part| repeats(&part.name, &self.name))
            {
                lints.push("clippy::enum_variant_names");
            }
            return lints;
        }
        if self
            .parts
            .iter()
            .filter(|part| part.ty.as_deref() == Some("bool"))
            .count()
            > 3
        {
            lints.push("clippy::struct_excessive_bools");
        }
        if self.parts.len() >= 3 && self.fields_repeat() {
            lints.push("clippy::struct_field_names");
        }
        lints
    }

    /// Whether the fields have a prefix or suffix in common, or one begins or ends with the struct's name.
    fn fields_repeat(&self) -> bool {
        let split = |name: &str| -> Vec<String> {
            name.trim_start_matches("r#")
                .split('_')
                .map(str::to_owned)
                .collect()
        };
        let fields: Vec<Vec<String>> = self.parts.iter().map(|part| split(&part.name)).collect();
        let first = fields.first().and_then(|words| words.first());
        let last = fields.first().and_then(|words| words.last());
        let own = split(&clippy_snake(&self.name));
        fields.iter().all(|words| words.first() == first)
            || fields.iter().all(|words| words.last() == last)
            || fields
                .iter()
                .any(|words| words.starts_with(&own) || words.ends_with(&own))
    }
}

/// Clippy's snake case, in which every capital begins a word unless it follows another one.
fn clippy_snake(name: &str) -> String {
    let mut snake = String::new();
    for (n, c) in name.chars().enumerate() {
        if c.is_ascii_uppercase() && n > 0 && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

/// Whether a variant begins or ends with the name of its enum.
fn repeats(variant: &str, name: &str) -> bool {
    let lower = variant.to_lowercase();
    let name = name.to_lowercase();
    lower.starts_with(&name) || lower.ends_with(&name)
}

impl Part {
    fn write(&self, in_enum: bool, text: &mut String) {
        write_docs(&self.docs, "    ", text);
        if !self.keys.is_empty() {
            Attribute::new("op", self.keys.clone()).write("    ", text);
        }
        let line = match (&self.ty, in_enum) {
            (Some(ty), true) => format!("    {}({ty}),", self.name),
            (Some(ty), false) => format!("    pub {}: {ty},", self.name),
            (None, _) => format!("    {},", self.name),
        };
        if line.len() <= WIDTH || in_enum {
            *text += &line;
            *text += "\n";
        } else if let Some(ty) = &self.ty {
            let _ = writeln!(text, "    pub {}:\n        {ty},", self.name);
        }
    }
}

fn write_docs(docs: &[String], indent: &str, text: &mut String) {
    for line in docs {
        let _ = writeln!(text, "{}", format!("{indent}/// {line}").trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, ty: Option<&str>) -> Part {
        Part {
            docs: Vec::new(),
            keys: Vec::new(),
            name: name.to_owned(),
            ty: ty.map(str::to_owned),
        }
    }

    #[test]
    fn long_attributes_are_written_in_lines() {
        let item = Item {
            name: "GetRoom".to_owned(),
            attributes: vec![Attribute::new(
                "operation",
                vec![
                    "service = \"application-autoscaling\"".to_owned(),
                    "output = DescribeScalableTargetsOutput".to_owned(),
                    "error = DescribeScalableTargetsError".to_owned(),
                ],
            )],
            ..Item::default()
        };
        assert_eq!(
            item.source(),
            "#[operation(\n    service = \"application-autoscaling\",\n    output = DescribeScalableTargetsOutput,\n    \
             error = DescribeScalableTargetsError,\n)]\npub struct GetRoom;\n"
        );
    }

    #[test]
    fn fields_and_variants_are_written_with_their_keys() {
        let mut item = Item {
            name: "Room".to_owned(),
            attributes: vec![Attribute::new(
                "shape",
                vec!["service = \"chime\"".to_owned()],
            )],
            parts: vec![part("name", Some("Option<String>"))],
            ..Item::default()
        };
        item.parts[0].keys.push("default".to_owned());
        assert_eq!(
            item.source(),
            "#[shape(service = \"chime\")]\npub struct Room {\n    #[op(default)]\n    pub name: Option<String>,\n}\n"
        );
        item.is_enum = true;
        item.parts = vec![part("Open", None), part("Other", Some("String"))];
        assert!(
            item.source()
                .ends_with("pub enum Room {\n    Open,\n    Other(String),\n}\n")
        );
    }

    #[test]
    fn names_that_clippy_would_report_are_known() {
        let mut item = Item {
            name: "Room".to_owned(),
            parts: vec![part("room_id", None), part("name", None), part("arn", None)],
            ..Item::default()
        };
        assert_eq!(item.lints(), ["clippy::struct_field_names"]);
        item.parts[0].name = "id".to_owned();
        assert_eq!(item.lints(), [""; 0]);
        item.is_enum = true;
        item.parts[0].name = "RoomOpen".to_owned();
        assert_eq!(item.lints(), ["clippy::enum_variant_names"]);
    }
}
