//! Secrets Manager.

use opsmith::{ApiError, Blob, Client, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "secretsmanager", output = CreateSecretResponse, error = SecretError)]
pub struct CreateSecret {
    pub name: String,
    pub secret_string: Option<String>,
    pub secret_binary: Option<Blob>,
    pub client_request_token: Option<String>,
}

#[output(service = "secretsmanager")]
pub struct CreateSecretResponse {
    pub arn: String,
    pub version_id: String,
}

#[operation(service = "secretsmanager", error = SecretError)]
pub struct PutSecretValue {
    pub secret_id: String,
    pub secret_binary: Option<Blob>,
    pub client_request_token: Option<String>,
}

#[operation(service = "secretsmanager", output = GetSecretValueResponse, error = SecretError)]
pub struct GetSecretValue {
    pub secret_id: String,
    pub version_id: Option<String>,
}

#[output(service = "secretsmanager")]
pub struct GetSecretValueResponse {
    pub name: String,
    pub secret_string: Option<String>,
    pub secret_binary: Option<Blob>,
    pub created_date: Timestamp,
}

#[operation(service = "secretsmanager", output = ListSecretsResponse, error = SecretError)]
pub struct ListSecrets {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "secretsmanager")]
pub struct ListSecretsResponse {
    #[op(default)]
    pub secret_list: Vec<SecretListEntry>,
    pub next_token: Option<String>,
}

#[shape(service = "secretsmanager")]
pub struct SecretListEntry {
    pub name: Option<String>,
}

#[operation(service = "secretsmanager", error = SecretError)]
pub struct DeleteSecret {
    pub secret_id: String,
    pub force_delete_without_recovery: Option<bool>,
}

#[derive(Debug, ApiError)]
#[op(service = "secretsmanager")]
pub enum SecretError {
    ResourceNotFound(ErrorBody),
    ResourceExists(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let created = CreateSecret::new("db/password")
        .secret_string("geheim 🔑")
        .send(client)
        .await?;
    assert_eq!(
        created.version_id.len(),
        36,
        "the idempotency token is its version"
    );
    let again = CreateSecret::new("db/password")
        .secret_string("other")
        .send(client)
        .await
        .err();
    assert!(matches!(
        again.as_ref().and_then(opsmith::Error::service_error),
        Some(SecretError::ResourceExists(_))
    ));
    let read = GetSecretValue::new(&created.arn).send(client).await?;
    assert_eq!(read.name, "db/password");
    assert_eq!(read.secret_string.as_deref(), Some("geheim 🔑"));
    assert!(!format!("{read:?}").contains("geheim"));
    assert!(read.created_date.secs() > 1_700_000_000);

    PutSecretValue::new("db/password")
        .secret_binary(vec![0, 159])
        .send(client)
        .await?;
    let read = GetSecretValue::new("db/password").send(client).await?;
    assert_eq!(read.secret_binary.as_deref(), Some(&[0, 159][..]));
    let first = GetSecretValue::new("db/password").version_id(&created.version_id);
    let first = first.send(client).await?;
    assert_eq!(first.secret_string.as_deref(), Some("geheim 🔑"));

    for name in ["b", "c", "d"] {
        CreateSecret::new(name)
            .secret_string(name)
            .send(client)
            .await?;
    }
    let mut names = Vec::new();
    let mut secrets = ListSecrets::new().max_results(2).items(client);
    while let Some(secret) = secrets.try_next().await? {
        names.extend(secret.name);
    }
    names.sort_unstable();
    assert_eq!(names, ["b", "c", "d", "db/password"]);
    for name in &names {
        let delete = DeleteSecret::new(name).force_delete_without_recovery(true);
        delete.send(client).await?;
    }
    let gone = GetSecretValue::new("db/password").send(client).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(SecretError::ResourceNotFound(_))
    ));
    Ok(())
}
