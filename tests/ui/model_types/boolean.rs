use opsmith::shape;

#[shape(service = "lambda")]
pub struct CodeSigningPolicies {
    pub untrusted_artifact_on_deployment: Option<bool>,
}

#[shape(service = "lambda")]
pub struct Cors {
    pub allow_credentials: Option<String>,
    pub allow_headers: Option<String>,
}

fn main() {
    let _ = |a: CodeSigningPolicies, b: Cors| {
        (
            a.untrusted_artifact_on_deployment,
            b.allow_credentials,
            b.allow_headers,
        )
    };
}
