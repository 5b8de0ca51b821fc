//! A role assumed with a token file: IAM roles for service accounts on EKS, and other `OpenID` Connect providers.
//!
//! Source: [assume role credential provider](https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html).

use aws_credential_types::Credentials;

use super::error::ProviderError;
use super::http::Context;
use super::sts::{self, Role};
use crate::config::{Settings, Sources};
use crate::future::BoxFuture;

pub(crate) const NAME: &str = "web identity";

/// The settings of the environment: `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_ROLE_ARN`, `AWS_ROLE_SESSION_NAME`.
pub(crate) fn from_environment(sources: &dyn Sources) -> Result<(Role, String), ProviderError> {
    let Some(token_file) = sources.set_var("AWS_WEB_IDENTITY_TOKEN_FILE") else {
        return Err(ProviderError::Absent(
            "AWS_WEB_IDENTITY_TOKEN_FILE is not set".to_owned(),
        ));
    };
    let Some(arn) = sources.set_var("AWS_ROLE_ARN") else {
        return Err(ProviderError::Invalid(
            "AWS_WEB_IDENTITY_TOKEN_FILE is set but AWS_ROLE_ARN is not".to_owned(),
        ));
    };
    let session_name = sources.set_var("AWS_ROLE_SESSION_NAME");
    Ok((
        Role {
            arn,
            session_name,
            external_id: None,
            duration_seconds: None,
        },
        token_file,
    ))
}

/// Reads the token again, because the file is replaced before the token expires, and assumes the role.
pub(crate) fn load<'a>(
    context: &'a Context,
    settings: &'a Settings,
    role: &'a Role,
    token_file: &'a str,
) -> BoxFuture<'a, Result<Credentials, ProviderError>> {
    Box::pin(async move {
        let token = read_token(&*context.sources, token_file)?;
        sts::assume_role_with_web_identity(context, settings, role, &token).await
    })
}

/// A file that contains one token.
pub(crate) fn read_token(sources: &dyn Sources, file: &str) -> Result<String, ProviderError> {
    let bytes = sources
        .read_file(&sources.expand_home(file))
        .map_err(|error| {
            ProviderError::Failed(format!("cannot read the token file `{file}`: {error}"))
        })?;
    let token = String::from_utf8(bytes)
        .map_err(|_| ProviderError::Failed(format!("the token file `{file}` is not UTF-8 text")))?;
    match token.trim() {
        "" => Err(ProviderError::Failed(format!(
            "the token file `{file}` is empty"
        ))),
        token => Ok(token.to_owned()),
    }
}
