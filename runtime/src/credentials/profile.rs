//! Credentials of a profile of the shared configuration files.
//!
//! Source: [shared config and credentials files](https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html).

use aws_credential_types::Credentials;

use super::error::ProviderError;
use super::http::Context;
use super::plan::{Base, plan};
use super::{container, environment, imds, login, process, sso, sts, web_identity};
use crate::config::value::Lookup;
use crate::config::{Settings, SharedConfig};

pub(crate) const NAME: &str = "profile";

/// Carries out the profile's plan.
pub(crate) async fn load(
    context: &Context,
    shared: &SharedConfig,
    settings: &Settings,
) -> Result<Credentials, ProviderError> {
    let plan = plan(shared, &settings.profile)?;
    let named = |source: &str| {
        format!(
            "`credential_source = {source}` in profile `{}`",
            settings.profile
        )
    };
    let mut credentials = match &plan.base {
        Base::Keys(credentials) => Ok(credentials.clone()),
        Base::Environment => environment::load(&*context.sources)
            .map_err(|failure| failure.within(&named("Environment"))),
        Base::Container => container::load(context)
            .await
            .map_err(|failure| failure.within(&named("EcsContainer"))),
        Base::InstanceMetadata => {
            let lookup = Lookup {
                sources: &*context.sources,
                profile: shared.profile(&settings.profile),
            };
            let found = imds::load(context, &lookup).await;
            found.map_err(|failure| failure.within(&named("Ec2InstanceMetadata")))
        }
        Base::WebIdentity { role, token_file } => {
            web_identity::load(context, settings, role, token_file).await
        }
        Base::Sso(sso) => sso::load(context, settings, sso).await,
        Base::Login(login) => login::load(context, settings, login).await,
        Base::Process {
            command,
            account_id,
        } => process::load(context, command, account_id.as_deref()).await,
    }
    .map_err(|failure| match failure {
        ProviderError::Absent(reason) => ProviderError::Failed(reason),
        other => other,
    })?;
    for role in &plan.roles {
        credentials = sts::assume_role(context, settings, role, &credentials).await?;
    }
    Ok(credentials)
}
