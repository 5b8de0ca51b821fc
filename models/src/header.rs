//! The properties of a service as a whole.

use std::borrow::Cow;

use crate::Mistake;
use crate::text::{split, unquoted};

/// A service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Service<'a> {
    /// The ID, as in `service = "chime"`.
    pub id: &'a str,
    /// The API version, such as `2018-05-01`. Query protocols send it.
    pub api_version: &'a str,
    /// Its name in links to AWS's reference.
    pub uid: &'a str,
    /// Its name in signatures.
    pub signing_name: &'a str,
    /// The first part of its host names.
    pub endpoint_prefix: &'a str,
    /// The prefix of `X-Amz-Target`.
    pub target_prefix: Option<&'a str>,
    /// The version in the content type of awsJson.
    pub json_version: Option<&'a str>,
    /// The namespace of its XML.
    pub xml_namespace: Option<&'a str>,
    /// The kind of signature, if it is not the usual one: `s3` or `s3v4`.
    pub signature: Option<&'a str>,
    /// The host of a service that is not regional.
    pub global_endpoint: Option<&'a str>,
    /// Where HTTP/2 is used: `eventstream` or `optional`.
    pub h2: Option<&'a str>,
    /// The checksum that bodies need: `sha256` or `md5`.
    pub checksum_format: Option<&'a str>,
    /// Whether error codes are in the header `x-amzn-query-error` (`awsQueryCompatible`).
    pub query_compatible: bool,
    /// Whether AWS has deprecated it.
    pub deprecated: bool,
    /// The version of the models in which AWS no longer has it.
    pub gone: Option<&'a str>,
    title: &'a str,
    sdk_id: &'a str,
    protocols: &'a str,
    auth: &'a str,
    lines: &'a str,
}

/// An AWS protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are Smithy's.
pub enum Protocol {
    RestJson1,
    RestXml,
    /// awsJson1.0 or awsJson1.1: [`Service::json_version`] says which.
    AwsJson,
    RpcV2Cbor,
    AwsQuery,
    Ec2Query,
}

/// An authentication scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The names are Smithy's.
pub enum Auth {
    SigV4,
    SigV4a,
    /// The old signature of `importexport` and `sdb`.
    SigV2,
    Bearer,
    ApiKey,
    Basic,
    Digest,
    /// No authentication.
    None,
}

impl Protocol {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "rest-json" => Protocol::RestJson1,
            "rest-xml" => Protocol::RestXml,
            "json" => Protocol::AwsJson,
            "smithy-rpc-v2-cbor" => Protocol::RpcV2Cbor,
            "query" => Protocol::AwsQuery,
            "ec2" => Protocol::Ec2Query,
            _ => return None,
        })
    }
}

impl Auth {
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "sigv4" => Auth::SigV4,
            "sigv4a" => Auth::SigV4a,
            "sigv2" => Auth::SigV2,
            "bearer" => Auth::Bearer,
            "api-key" => Auth::ApiKey,
            "basic" => Auth::Basic,
            "digest" => Auth::Digest,
            "none" => Auth::None,
            _ => return None,
        })
    }

    /// Every word must be one.
    pub(crate) fn check(words: &str) -> Result<(), Mistake<'_>> {
        match split(words).find(|word| Auth::parse(word).is_none()) {
            Some(word) => Err(Mistake::Word(word)),
            None => Ok(()),
        }
    }
}

impl<'a> Service<'a> {
    pub(crate) const NONE: Service<'static> = Service {
        id: "",
        api_version: "",
        uid: "",
        signing_name: "",
        endpoint_prefix: "",
        target_prefix: None,
        json_version: None,
        xml_namespace: None,
        signature: None,
        global_endpoint: None,
        h2: None,
        checksum_format: None,
        query_compatible: false,
        deprecated: false,
        gone: None,
        title: "",
        sdk_id: "",
        protocols: "",
        auth: "",
        lines: "",
    };

    /// Reads a line of the header.
    pub(crate) fn set(&mut self, line: &'a str) -> Result<(), Mistake<'a>> {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        let flag = matches!(key, "query-compatible" | "deprecated");
        if flag != value.is_empty() || value.starts_with(' ') {
            return Err(Mistake::Word(line));
        }
        match key {
            "service" => match value.split_once(' ') {
                Some((id, version)) if !version.is_empty() && !version.contains(' ') => {
                    (self.id, self.api_version) = (id, version);
                }
                _ => return Err(Mistake::Word(line)),
            },
            "title" | "sdk-id" => {
                unquoted(value).ok_or(Mistake::Quotes(value))?;
                let place = if key == "title" {
                    &mut self.title
                } else {
                    &mut self.sdk_id
                };
                *place = value;
            }
            "protocols" => {
                if let Some(word) = split(value).find(|word| Protocol::parse(word).is_none()) {
                    return Err(Mistake::Word(word));
                }
                self.protocols = value;
            }
            "auth" => {
                Auth::check(value)?;
                self.auth = value;
            }
            "client-context" => {
                let (_, kind) = value.split_once(' ').ok_or(Mistake::Word(line))?;
                if !matches!(kind, "boolean" | "string") {
                    return Err(Mistake::Word(kind));
                }
            }
            _ if value.contains([' ', '"']) => return Err(Mistake::Word(line)),
            "uid" => self.uid = value,
            "signing" => self.signing_name = value,
            "endpoint" => self.endpoint_prefix = value,
            "target" => self.target_prefix = Some(value),
            "json-version" => self.json_version = Some(value),
            "xml-namespace" => self.xml_namespace = Some(value),
            "signature" => self.signature = Some(value),
            "global-endpoint" => self.global_endpoint = Some(value),
            "h2" => self.h2 = Some(value),
            "checksum-format" => self.checksum_format = Some(value),
            "query-compatible" => self.query_compatible = true,
            "deprecated" => self.deprecated = true,
            "gone" => self.gone = Some(value),
            _ => return Err(Mistake::Word(key)),
        }
        Ok(())
    }

    pub(crate) fn parse(header: &'a str) -> Service<'a> {
        let mut service = Service::NONE;
        service.lines = header;
        for line in header.lines().skip(1) {
            // Checked by `Model::parse`, and by the tests for AWS's own.
            let _ = service.set(line);
        }
        service
    }

    /// The first missing property that is required to send anything.
    pub(crate) fn missing(&self) -> Option<&'static str> {
        [
            ("service", self.id),
            ("protocols", self.protocols),
            ("signing", self.signing_name),
            ("endpoint", self.endpoint_prefix),
            ("auth", self.auth),
        ]
        .into_iter()
        .chain(self.needed_by_protocols())
        .find(|(_, value)| value.is_empty())
        .map(|(key, _)| key)
    }

    /// The names that requests of some protocols contain.
    fn needed_by_protocols(&self) -> impl Iterator<Item = (&'static str, &'a str)> + use<'a> {
        let offers = |protocol| self.protocols().any(|other| other == protocol);
        let json = offers(Protocol::AwsJson);
        [
            (
                "target",
                self.target_prefix,
                json || offers(Protocol::RpcV2Cbor),
            ),
            ("json-version", self.json_version, json),
        ]
        .into_iter()
        .filter(|(_, _, needed)| *needed)
        .map(|(key, value, _)| (key, value.unwrap_or_default()))
    }

    /// AWS's name for it: `Amazon Chime`.
    #[must_use]
    pub fn title(&self) -> Cow<'a, str> {
        unquoted(self.title).unwrap_or_default()
    }

    /// The AWS SDKs' name for it: `Chime`, `Secrets Manager`.
    #[must_use]
    pub fn sdk_id(&self) -> Cow<'a, str> {
        unquoted(self.sdk_id).unwrap_or_default()
    }

    /// The protocols it supports, in AWS's order of preference.
    pub fn protocols(&self) -> impl Iterator<Item = Protocol> + use<'a> {
        split(self.protocols).filter_map(Protocol::parse)
    }

    /// The authentication schemes, in AWS's order of preference.
    pub fn auth(&self) -> impl Iterator<Item = Auth> + use<'a> {
        split(self.auth).filter_map(Auth::parse)
    }

    /// The endpoint parameters set by a client, with their types: `ForcePathStyle`, `boolean`.
    pub fn client_context(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.lines
            .lines()
            .filter_map(|line| line.strip_prefix("client-context ")?.split_once(' '))
    }

    /// The page of an operation in AWS's reference.
    #[must_use]
    pub fn reference_url(&self, operation: &str) -> Option<String> {
        (!self.uid.is_empty()).then(|| {
            format!(
                "https://docs.aws.amazon.com/goto/WebAPI/{}/{operation}",
                self.uid
            )
        })
    }
}
