//! Prints the default chain's identity and endpoints for this process's environment and files, as one line of JSON.
//! `configs.py` runs this and botocore once for each configuration.

use std::error::Error as _;

use opsmith::{Client, ProvideCredentials, credentials::DefaultChain};
use serde_json::json;

pub async fn resolve() -> String {
    let found = DefaultChain::new().provide_credentials().await;
    let client = Client::from_env().await;
    let outcome = match (found, client) {
        (Ok(found), Ok(client)) => json!({
            "key": found.access_key_id(),
            "secret": found.secret_access_key(),
            "token": found.session_token(),
            "account": found.account_id().map(aws_credential_types::attributes::AccountId::as_str),
            "region": client.region(),
        }),
        (Err(error), _) => {
            let cause = error.source().map(ToString::to_string);
            json!({"error": cause.unwrap_or_else(|| error.to_string())})
        }
        (_, Err(error)) => json!({"error": error.to_string()}),
    };
    outcome.to_string()
}
