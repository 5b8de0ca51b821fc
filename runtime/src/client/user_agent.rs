//! The user agent.

use http::HeaderValue;

/// The user agent: the product, then the fields of AWS's format that are known here: its version (`ua/2.1`), the
/// operating system, the language and the application ID, as in `opsmith/0.1.0 ua/2.1 os/linux lang/rust
/// app/my-service`. The SDKs' fields for the API, the system and language versions, and the features in use are
/// omitted. Source of `app/`: <https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html>.
pub(crate) fn user_agent(app_id: Option<&str>) -> HeaderValue {
    let mut text = format!(
        "opsmith/{} ua/2.1 os/{} lang/rust",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
    );
    if let Some(app_id) = app_id {
        text.push_str(" app/");
        text.extend(app_id.chars().map(|c| {
            if c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c) {
                c
            } else {
                '-'
            }
        }));
    }
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("opsmith"))
}
