//! Raw identifiers appear without `r#` everywhere else.

#![allow(non_camel_case_types, clippy::upper_case_acronyms)]

use opsmith::{ApiError, ErrorBody, Operation, Unmodeled, operation, output, service, shape};

#[service(id = "chime", rename_all = "PascalCase")]
pub struct r#fn;

#[operation(
    service = "chime",
    unlisted,
    client = r#fn,
    path = "/types/<Type>",
    output = GetOutput,
    paginate(token = r#continue, items = r#for),
)]
pub struct r#Match {
    pub r#type: String,
    #[op(query)]
    pub r#where: Option<String>,
    #[op(query = "continue")]
    pub r#continue: Option<String>,
    pub r#struct: i32,
}

#[output]
pub struct GetOutput {
    #[op(default)]
    pub r#for: Vec<r#move>,
    pub r#continue: Option<String>,
}

#[shape]
#[derive(Clone)]
pub struct r#move {
    pub r#type: String,
    #[op(rename = "Impl")]
    pub r#impl: Option<String>,
}

#[shape(rename_all = "lowercase")]
pub enum r#enum {
    r#Box,
    r#dyn,
    #[op(other)]
    r#else(String),
}

#[shape]
pub enum r#union {
    r#ref(String),
    r#mut(i32),
}

#[derive(Debug, ApiError)]
pub enum r#Error {
    #[op(code = "NotFoundException", status = 404)]
    r#in(ErrorBody),
    #[op(other)]
    r#as(Unmodeled),
}

/// Its method would be `r#await`.
#[operation(service = "chime", unlisted, client = r#fn, path = "/await")]
pub struct Await;

/// Its method would be `self`.
#[operation(service = "chime", unlisted, client = r#fn, path = "/self")]
pub struct SELF;

#[test]
fn wire_names_are_not_raw() {
    assert_eq!(super::line::<r#Match>(), "POST /types/*");
    assert_eq!(r#Match::META.name, "Match");
    let call = r#Match::new("t", 1).r#where("w").r#continue("c");
    assert_eq!(
        format!("{call:?}"),
        r#"Match { type: "t", where: Some("w"), continue: Some("c"), struct: 1 }"#
    );
    let shape = r#move {
        r#type: "t".to_owned(),
        r#impl: Some("i".to_owned()),
    };
    let json = serde_json::to_value(&shape).unwrap();
    assert_eq!(json, serde_json::json!({ "type": "t", "Impl": "i" }));
    assert_eq!(r#enum::r#dyn.as_str(), "dyn");
    assert_eq!(
        serde_json::to_string(&r#union::r#ref("x".to_owned())).unwrap(),
        r#"{"ref":"x"}"#
    );
    let _ = |service: &r#fn| {
        let _ = service.r#match("t", 1).r#where("w");
        let _ = service.r#await();
        let _ = service.self_();
    };
}
