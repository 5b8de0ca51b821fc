//! Systems Manager's parameters.

use opsmith::{ApiError, Client, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "ssm", output = PutParameterResult, error = ParameterError)]
pub struct PutParameter {
    pub name: String,
    pub value: String,
    #[op(rename = "Type")]
    pub kind: Option<ParameterType>,
    pub overwrite: Option<bool>,
}

#[output(service = "ssm")]
pub struct PutParameterResult {
    pub version: i64,
}

#[shape(service = "ssm")]
#[derive(Clone, PartialEq)]
pub enum ParameterType {
    #[op(rename = "String")]
    Text,
    StringList,
    SecureString,
    #[op(other)]
    Other(String),
}

#[operation(service = "ssm", output = GetParametersByPathResult, error = ParameterError)]
pub struct GetParametersByPath {
    pub path: String,
    pub recursive: Option<bool>,
    pub with_decryption: Option<bool>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

#[output(service = "ssm")]
pub struct GetParametersByPathResult {
    #[op(default)]
    pub parameters: Vec<Parameter>,
    pub next_token: Option<String>,
}

#[shape(service = "ssm")]
pub struct Parameter {
    pub name: Option<String>,
    #[op(rename = "Type")]
    pub kind: Option<ParameterType>,
    pub value: Option<String>,
    pub last_modified_date: Option<Timestamp>,
}

#[operation(service = "ssm", output = GetParameterResult, error = ParameterError)]
pub struct GetParameter {
    pub name: String,
}

#[output(service = "ssm")]
pub struct GetParameterResult {
    pub parameter: Option<Parameter>,
}

#[operation(service = "ssm", output = DeleteParametersResult, error = ParameterError)]
pub struct DeleteParameters {
    pub names: Vec<String>,
}

#[output(service = "ssm")]
pub struct DeleteParametersResult {
    #[op(default)]
    pub deleted_parameters: Vec<String>,
    #[op(default)]
    pub invalid_parameters: Vec<String>,
}

#[derive(Debug, ApiError)]
#[op(service = "ssm")]
pub enum ParameterError {
    ParameterNotFound(ErrorBody),
    ParameterAlreadyExists(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    for number in 0..5 {
        let put = PutParameter::new(format!("/app/prod/p{number}"), format!("wért {number}"));
        let put = put.kind(ParameterType::SecureString).send(client).await?;
        assert_eq!(put.version, 1);
    }
    let put = || PutParameter::new("/app/prod/p0", "neu").kind(ParameterType::Text);
    let exists = put().send(client).await.err();
    assert!(matches!(
        exists.as_ref().and_then(opsmith::Error::service_error),
        Some(ParameterError::ParameterAlreadyExists(_))
    ));
    assert_eq!(put().overwrite(true).send(client).await?.version, 2);

    let mut read = Vec::new();
    let mut parameters = GetParametersByPath::new("/app")
        .recursive(true)
        .with_decryption(true)
        .max_results(2)
        .items(client);
    while let Some(parameter) = parameters.try_next().await? {
        assert!(
            !format!("{parameter:?}").contains("wért"),
            "a value is sensitive"
        );
        assert!(parameter.last_modified_date.is_some());
        read.push((parameter.name, parameter.kind, parameter.value));
    }
    read.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(read.len(), 5);
    assert_eq!(read[0].1, Some(ParameterType::Text));
    assert_eq!(read[0].2.as_deref(), Some("neu"));
    assert_eq!(read[4].1, Some(ParameterType::SecureString));
    assert_eq!(read[4].2.as_deref(), Some("wért 4"));

    let mut names: Vec<_> = read.into_iter().filter_map(|(name, ..)| name).collect();
    names.push("/other".to_owned());
    let deleted = DeleteParameters::new(names).send(client).await?;
    assert_eq!(deleted.deleted_parameters.len(), 5);
    assert_eq!(deleted.invalid_parameters, ["/other"]);
    let gone = GetParameter::new("/app/prod/p0").send(client).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(ParameterError::ParameterNotFound(_))
    ));
    Ok(())
}
