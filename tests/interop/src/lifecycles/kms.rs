//! Key Management Service: blobs there and back.

use std::collections::BTreeMap;

use opsmith::{ApiError, Blob, Client, ErrorBody, Timestamp, Unmodeled, operation, output, shape};

use super::Failure;

#[operation(service = "kms", output = CreateKeyResponse, error = KeyError)]
pub struct CreateKey {
    pub description: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

#[shape(service = "kms")]
pub struct Tag {
    pub tag_key: String,
    pub tag_value: String,
}

#[output(service = "kms")]
pub struct CreateKeyResponse {
    pub key_metadata: KeyMetadata,
}

#[shape(service = "kms")]
pub struct KeyMetadata {
    pub key_id: String,
    pub description: Option<String>,
    pub enabled: Option<bool>,
    pub creation_date: Option<Timestamp>,
}

#[operation(service = "kms", output = EncryptResponse, error = KeyError)]
pub struct Encrypt {
    pub key_id: String,
    pub plaintext: Blob,
    pub encryption_context: Option<BTreeMap<String, String>>,
}

#[output(service = "kms")]
pub struct EncryptResponse {
    pub ciphertext_blob: Blob,
}

#[operation(service = "kms", output = DecryptResponse, error = KeyError)]
pub struct Decrypt {
    pub ciphertext_blob: Option<Blob>,
    pub encryption_context: Option<BTreeMap<String, String>>,
}

#[output(service = "kms")]
pub struct DecryptResponse {
    pub plaintext: Blob,
}

#[operation(service = "kms", output = ScheduleKeyDeletionResponse, error = KeyError)]
pub struct ScheduleKeyDeletion {
    pub key_id: String,
    pub pending_window_in_days: Option<i32>,
}

#[output(service = "kms")]
pub struct ScheduleKeyDeletionResponse {
    pub deletion_date: Timestamp,
}

#[derive(Debug, ApiError)]
#[op(service = "kms")]
pub enum KeyError {
    NotFound(ErrorBody),
    InvalidCiphertext(ErrorBody),
    #[op(other)]
    Other(Unmodeled),
}

pub async fn run(client: &Client) -> Result<(), Failure> {
    let created = CreateKey::new()
        .description("für Geheimes")
        .tags([Tag::new("team", "ops")])
        .send(client)
        .await?
        .key_metadata;
    assert_eq!(created.description.as_deref(), Some("für Geheimes"));
    assert_eq!(created.enabled, Some(true));
    assert!(
        created
            .creation_date
            .is_some_and(|date| date.secs() > 1_700_000_000)
    );

    let bytes: Vec<u8> = (0..=255).collect();
    let context = BTreeMap::from([("purpose".to_owned(), "test".to_owned())]);
    let encrypted = Encrypt::new(&created.key_id, bytes.clone())
        .encryption_context(context.clone())
        .send(client)
        .await?
        .ciphertext_blob;
    assert_ne!(*encrypted, bytes);
    let decrypted = Decrypt::new()
        .ciphertext_blob(encrypted.clone())
        .encryption_context(context)
        .send(client)
        .await?;
    assert_eq!(*decrypted.plaintext, bytes);
    assert!(
        !format!("{decrypted:?}").contains("255"),
        "the plaintext is sensitive"
    );

    let without_context = Decrypt::new()
        .ciphertext_blob(encrypted)
        .send(client)
        .await
        .err();
    assert!(matches!(
        without_context
            .as_ref()
            .and_then(opsmith::Error::service_error),
        Some(KeyError::InvalidCiphertext(_))
    ));
    let deleted = ScheduleKeyDeletion::new(&created.key_id)
        .pending_window_in_days(7)
        .send(client)
        .await?;
    assert!(Some(deleted.deletion_date) > created.creation_date);
    let unknown = Encrypt::new("00000000-0000-0000-0000-000000000000", "x");
    let unknown = unknown.send(client).await.err();
    assert!(matches!(
        unknown.as_ref().and_then(opsmith::Error::service_error),
        Some(KeyError::NotFound(_))
    ));
    Ok(())
}
