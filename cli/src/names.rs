//! Rust names for the names in AWS's models.

use crate::suggest::folded;

/// Words whose capitals do not start a new one.
const WHOLE: [&str; 14] = [
    "IPv4", "IPv6", "IPV4", "IPV6", "IoT", "OAuth", "OAuth2", "KiB", "MiB", "GiB", "TiB", "PiB",
    "DDoS", "mTLS",
];

/// Every keyword of Rust, including the reserved ones.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "Self",
];

/// Names that mean something else in nearly every module: the prelude, and what declarations import.
const TAKEN: [&str; 46] = [
    "ApiError",
    "AsMut",
    "AsRef",
    "Blob",
    "Box",
    "ByteStream",
    "Call",
    "Client",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Document",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "ErrorBody",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "HashMap",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Timestamp",
    "UnknownMember",
    "Unmodeled",
    "Vec",
];

/// Whether a type with this name would hide another one that programs use.
pub(crate) fn is_taken(name: &str) -> bool {
    TAKEN.contains(&name) || KEYWORDS.contains(&name)
}

/// The words of a name: `HTTPServer` is `HTTP`, `Server`, and `VPCIDs` is one.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut rest = part;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(first_word(rest));
            words.push(word);
            rest = after;
        }
    }
    words
}

/// The length of the first word. The text is ASCII letters and digits.
fn first_word(text: &str) -> usize {
    let ends = |at: usize| !text[at..].starts_with(|c: char| c.is_ascii_lowercase());
    let mut whole = WHOLE
        .iter()
        .filter(|whole| text.starts_with(*whole) && ends(whole.len()));
    if let Some(whole) = whole.next_back() {
        return whole.len();
    }
    let bytes = text.as_bytes();
    for at in 1..bytes.len() {
        if !bytes[at].is_ascii_uppercase() {
            continue;
        }
        if !bytes[at - 1].is_ascii_uppercase() {
            return at;
        }
        let next_is_lower = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        if next_is_lower && !is_plural(bytes, at) {
            return at;
        }
    }
    bytes.len()
}

/// Whether the capital at `at` is followed by the `s` of a plural: `ARNs`, `ARNsToKeep`, but not `VPCIsDefault`.
fn is_plural(bytes: &[u8], at: usize) -> bool {
    bytes[at + 1] == b's'
        && match bytes.get(at + 2) {
            None => true,
            Some(after) => !after.is_ascii_lowercase() && !matches!(bytes[at], b'A' | b'I' | b'U'),
        }
}

/// The field of a member: `vpc_id` of `VPCId`, `r#type` of `Type`.
pub(crate) fn field(member: &str) -> String {
    let words = words(member).into_iter().map(str::to_ascii_lowercase);
    identifier(words.collect::<Vec<_>>().join("_"))
}

/// The module of a service: `api_gateway` of `api.gateway`, `lexv2_models` of `lexv2-models`.
pub(crate) fn module(id: &str) -> String {
    identifier(id.replace(|c: char| !c.is_ascii_alphanumeric(), "_"))
}

fn identifier(name: String) -> String {
    match name.as_str() {
        "self" | "super" | "crate" | "Self" => name + "_",
        _ if KEYWORDS.contains(&name.as_str()) => format!("r#{name}"),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("n{name}"),
        _ => name,
    }
}

/// The type of a shape: its name, unless Rust would write it differently.
pub(crate) fn type_name(shape: &str) -> String {
    let plain = shape.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let begins = shape.starts_with(|c: char| c.is_ascii_uppercase());
    // A name that is all capitals is an acronym, which clippy wants as `Acl`.
    let shouts = shape.len() > 2 && !shape.contains(|c: char| c.is_ascii_lowercase());
    if plain && begins && !shouts {
        shape.to_owned()
    } else {
        pascal(shape)
    }
}

/// The variant of an enum's value or a union's member: `SendMessage` of `SEND_MESSAGE`.
pub(crate) fn variant(value: &str) -> String {
    if value.is_empty() {
        return "Empty".to_owned();
    }
    let name = pascal(value);
    let name = if name.is_empty() {
        symbols(value)
    } else {
        name
    };
    match name.as_str() {
        "Self" => "Self_".to_owned(),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("V{name}"),
        _ => name,
    }
}

/// The name of a value that has neither letters nor digits: `LessThanEquals` of `<=`.
fn symbols(value: &str) -> String {
    value
        .chars()
        .map(|c| match c {
            '<' => "LessThan",
            '>' => "GreaterThan",
            '=' => "Equals",
            '!' => "Not",
            '*' => "Asterisk",
            '+' => "Plus",
            '-' => "Minus",
            '&' => "And",
            '|' => "Or",
            ',' => "Comma",
            '.' => "Dot",
            ';' => "Semicolon",
            ':' => "Colon",
            '\t' => "Tab",
            ' ' => "Space",
            _ => "Symbol",
        })
        .collect()
}

fn pascal(name: &str) -> String {
    let shouts = !name.contains(|c: char| c.is_ascii_lowercase());
    words(name)
        .into_iter()
        .map(|word| {
            let mut chars = word.chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            let rest = chars.as_str();
            let rest = if shouts {
                rest.to_ascii_lowercase()
            } else {
                rest.to_owned()
            };
            first.into_iter().chain(rest.chars()).collect::<String>()
        })
        .collect()
}

/// Whether the macros match both names with each other.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_named_as_people_would() {
        for (member, expected) in [
            ("AccountId", "account_id"),
            ("VPCId", "vpc_id"),
            ("nextToken", "next_token"),
            ("HTTPServerURL", "http_server_url"),
            ("subnetIDs", "subnet_ids"),
            ("ARNs", "arns"),
            ("resourceARNsToKeep", "resource_arns_to_keep"),
            ("VPCIsDefault", "vpc_is_default"),
            ("IPv6CidrBlock", "ipv6_cidr_block"),
            ("volumeSizeInGiB", "volume_size_in_gib"),
            ("iotJobId", "iot_job_id"),
            ("IoTThingName", "iot_thing_name"),
            ("x509Certificate", "x509_certificate"),
            ("Type", "r#type"),
            ("self", "self_"),
            ("gen", "r#gen"),
            ("OtaaV1_0_x", "otaa_v1_0_x"),
            ("error_description", "error_description"),
            ("S3Bucket", "s3_bucket"),
        ] {
            assert_eq!(field(member), expected, "{member}");
        }
    }

    #[test]
    fn every_member_of_aws_has_the_words_of_its_field() {
        let mut count = 0;
        for id in opsmith_models::services() {
            for shape in opsmith_models::service(id).unwrap().shapes() {
                for member in shape.members() {
                    let name = field(member.name);
                    assert!(
                        same_words(name.trim_start_matches("r#"), member.name),
                        "{id} {}",
                        member.name
                    );
                    assert!(!name.contains("__"), "{name}");
                    count += 1;
                }
            }
        }
        assert!(count > 100_000, "{count}");
    }

    #[test]
    fn variants_are_camel_case() {
        for (value, expected) in [
            ("SEND_MESSAGE", "SendMessage"),
            ("us-east-1", "UsEast1"),
            ("aws:kms", "AwsKms"),
            ("gzip", "Gzip"),
            ("GZIP", "Gzip"),
            ("0.5", "V05"),
            ("application/pdf", "ApplicationPdf"),
            ("HTTPServer", "HTTPServer"),
            ("<=", "LessThanEquals"),
            ("*", "Asterisk"),
            ("", "Empty"),
            ("self", "Self_"),
        ] {
            assert_eq!(variant(value), expected, "{value}");
        }
    }

    #[test]
    fn types_keep_the_name_of_their_shape_if_it_is_one_in_rust() {
        assert_eq!(type_name("VPCConfig"), "VPCConfig");
        assert_eq!(type_name("ACL"), "Acl");
        assert_eq!(type_name("orderString"), "OrderString");
        assert_eq!(type_name("__EndpointTypesElement"), "EndpointTypesElement");
        assert_eq!(type_name("AbpV1_0_x"), "AbpV10X");
    }

    #[test]
    fn a_module_is_named_after_its_service() {
        assert_eq!(module("lexv2-models"), "lexv2_models");
        assert_eq!(module("runtime.lex"), "runtime_lex");
    }
}
