//! Members with the names of arguments, local variables and methods of the generated code.

use opsmith::{Client, operation, output, service, shape};

macro_rules! members {
    ($(#[$attr:meta])* $name:ident { $($required:ident)* } { $($optional:ident)* }) => {
        $(#[$attr])*
        pub struct $name {
            $(pub $required: String,)*
            $(pub $optional: Option<String>,)*
        }
    };
}

#[service(id = "chime")]
pub struct Chime;

/// Written out, because macro hygiene would hide collisions.
#[operation(service = "chime", unlisted, client = Chime, path = "/rooms", output = CallOutput)]
pub struct Call {
    pub request: String,
    pub r: String,
    pub w: String,
    pub f: String,
    pub client: String,
    pub self_: String,
    pub value: String,
    pub writer: String,
    pub reader: String,
    pub response: String,
    pub output: String,
    pub error: String,
    pub token: String,
    pub index: String,
    pub expires_in: String,
    pub secrets: String,
    pub change: String,
    pub __0: String,
    pub __1: String,
    pub __p: String,
    pub __r: String,
    pub __w: String,
    pub __f: String,
    pub __o: String,
    pub __token: Option<String>,
    pub __output: Option<String>,
    #[op(idempotency_token)]
    pub new: Option<String>,
    pub send: Option<String>,
    pub presign: Option<String>,
    pub to_http: Option<String>,
    pub to_curl: Option<String>,
    pub pages: Option<String>,
    pub items: Option<String>,
    pub timeout: Option<String>,
    pub header: Option<String>,
    pub clone: Option<String>,
    pub into: Option<String>,
    pub fmt: Option<String>,
    pub write: Option<String>,
}

#[output]
pub struct CallOutput {
    pub request: String,
    pub response: String,
    pub r: String,
    pub w: String,
    pub f: String,
    pub __0: String,
    pub __1: String,
    pub __r: Option<String>,
    pub __w: Option<String>,
    pub __f: Option<String>,
    pub items: Vec<String>,
    #[op(header = "X-Message")]
    pub message: Option<String>,
}

members! {
    #[shape]
    #[derive(Clone)]
    Shape { r w f reader writer value __0 __1 __r __w __f __p } { encode decode fmt deserializer serializer }
}

members! {
    #[operation(service = "chime", unlisted, path = "/rooms/<Client>/<__0>")]
    Labels { client __0 request __r } { value __token send }
}

#[test]
fn members_keep_their_names() {
    let labels = Labels::new("c", "0", "req", "r")
        .value("v")
        .__token("t")
        .set_send("s");
    assert_eq!(
        format!("{labels:?}"),
        r#"Labels { client: "c", __0: "0", request: "req", __r: "r", value: Some("v"), __token: Some("t"), send: Some("s") }"#
    );
    assert_eq!(super::line::<Labels>(), "POST /rooms/*/*");
    let json = r#"{"r":"1","w":"2","f":"3","reader":"4","writer":"5","value":"6","__0":"7","__1":"8","__r":"9","__w":"10","__f":"11","__p":"12","encode":"13"}"#;
    let shape: Shape = serde_json::from_str(json).unwrap();
    assert_eq!((shape.__0.as_str(), shape.__p.as_str()), ("7", "12"));
    let again: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_value(&shape).unwrap(), again);
}

#[test]
fn setters_are_renamed_if_a_generated_method_has_the_name() {
    let _ = |client: &Client, call: Call| {
        call.set_new("n")
            .set_send("s")
            .set_presign("p")
            .set_to_http("h")
            .set_to_curl("c")
            .set_pages("p")
            .set_items("i")
            .timeout("t")
            .header("h")
            .clone("c")
            .into("i")
            .fmt("f")
            .write("w")
            .send(client)
    };
}
