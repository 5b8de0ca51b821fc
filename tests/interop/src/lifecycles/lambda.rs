//! Lambda's layers.

use opsmith::{ApiError, Blob, Client, ErrorBody, Unmodeled, operation, output, service, shape};

use super::Failure;

#[service(id = "lambda", error = LambdaError)]
pub struct Lambda;

#[derive(Debug, ApiError)]
#[op(service = "lambda")]
pub enum LambdaError {
    ResourceNotFound(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

#[operation(service = "lambda", client = Lambda, output = PublishedLayer)]
pub struct PublishLayerVersion {
    pub layer_name: String,
    pub description: Option<String>,
    pub content: LayerContent,
    pub compatible_runtimes: Option<Vec<String>>,
}

#[shape(service = "lambda", name = "LayerVersionContentInput")]
pub struct LayerContent {
    pub zip_file: Option<Blob>,
}

#[output(service = "lambda", operation = "PublishLayerVersion")]
pub struct PublishedLayer {
    pub version: i64,
    pub content: LayerContentOutput,
}

#[output(service = "lambda", operation = "GetLayerVersion")]
pub struct Layer {
    pub version: i64,
    pub description: Option<String>,
    pub content: LayerContentOutput,
    #[op(default)]
    pub compatible_runtimes: Vec<String>,
}

#[shape(service = "lambda", name = "LayerVersionContentOutput")]
pub struct LayerContentOutput {
    pub code_sha256: String,
    pub code_size: i64,
}

#[operation(
    service = "lambda", client = Lambda,
    output = Layer,
)]
pub struct GetLayerVersion {
    pub layer_name: String,
    pub version_number: i64,
}

#[operation(
    service = "lambda", client = Lambda,
    output = Layers,
)]
pub struct ListLayerVersions {
    pub layer_name: String,
    pub marker: Option<String>,
}

#[output(service = "lambda", operation = "ListLayerVersions")]
pub struct Layers {
    pub layer_versions: Vec<LayerSummary>,
    pub next_marker: Option<String>,
}

#[shape(service = "lambda", name = "LayerVersionsListItem")]
pub struct LayerSummary {
    pub version: i64,
}

#[operation(
    service = "lambda", client = Lambda,
)]
pub struct DeleteLayerVersion {
    pub layer_name: String,
    pub version_number: i64,
}

/// An empty archive.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

pub async fn run(client: &Client) -> Result<(), Failure> {
    let lambda = Lambda::new(client);
    for version in 1..=2 {
        let layer = lambda
            .publish_layer_version("layer", LayerContent::new().zip_file(EMPTY_ZIP))
            .description("für alle")
            .compatible_runtimes(["provided.al2023".to_owned()])
            .await?;
        assert_eq!(layer.version, version);
        assert_eq!(layer.content.code_size, 22);
        assert_eq!(
            layer.content.code_sha256,
            "hznHbmgfkAkjuQDJ3w73XPQh05yrtUZQxLmtGbanbYU=" // sha256sum of the 22 bytes
        );
    }
    let layer = lambda.get_layer_version("layer", 2).await?;
    assert_eq!(layer.description.as_deref(), Some("für alle"));
    assert_eq!(layer.compatible_runtimes, ["provided.al2023"]);
    let mut versions = Vec::new();
    let mut layers = lambda.list_layer_versions("layer").items();
    while let Some(layer) = layers.try_next().await? {
        versions.push(layer.version);
    }
    assert_eq!(versions, [2, 1]);
    for version in versions {
        lambda.delete_layer_version("layer", version).await?;
    }
    let gone = lambda.get_layer_version("layer", 1).await.err();
    assert!(matches!(
        gone.as_ref().and_then(opsmith::Error::service_error),
        Some(LambdaError::ResourceNotFound(_))
    ));
    Ok(())
}
