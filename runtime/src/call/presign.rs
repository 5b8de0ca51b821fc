//! Requests that are not sent: presigned, signed, or as a command line.

use std::{
    fmt,
    fmt::Write,
    future::Future,
    marker::PhantomData,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, Method, header};

use crate::binding::request::{BuildError, RequestBody, RequestParts};
use crate::call::options::target_options;
use crate::call::{Call, write_parts};
use crate::client::options::CallOptions;
use crate::client::{Client, Engine};
use crate::declaration::meta::{Auth, OperationMeta};
use crate::declaration::operation::Operation;
use crate::error::{Cause, Error, Failure};
use crate::future::BoxFuture;
use crate::pipeline::{Pipeline, UnsignedRequest, to_http as http_request};

/// A URL that anyone can call without credentials until it expires.
///
/// Anyone who has the URL can make the call, so `Debug` does not show the signature.
///
/// ```
/// # use opsmith::{Client, Credentials, operation};
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let client = Client::builder().region("us-west-2").credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None)).build()?;
/// use std::time::Duration;
///
/// let request = DeleteRoom::new("room").presign(&client, Duration::from_secs(900)).await?;
/// assert_eq!(request.method(), "POST");
/// assert!(request.url().starts_with("https://ivschat.us-west-2.amazonaws.com/DeleteRoom?"));
/// assert!(!format!("{request:?}").contains("AKIDEXAMPLE"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct PresignedRequest {
    meta: &'static OperationMeta,
    method: Method,
    url: String,
    headers: HeaderMap,
    body: Bytes,
}

impl PresignedRequest {
    /// The HTTP method to use for the call.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The URL, including the signature.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers to send unchanged, because the signature covers them.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body to send unchanged, because the signature covers it.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }
}

impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = shown_url(self.meta, self.url.split('?').next().unwrap_or_default());
        f.debug_struct("PresignedRequest")
            .field("method", &self.method)
            .field("url", &format_args!("{url}?[redacted]"))
            .finish_non_exhaustive()
    }
}

/// A request that is written but not sent, with its options.
pub(crate) struct Prepared {
    meta: &'static OperationMeta,
    parts: Result<RequestParts, BuildError>,
    engine: Arc<Engine>,
}

impl Prepared {
    pub(crate) fn new<O: Operation>(
        parts: Result<RequestParts, BuildError>,
        engine: Arc<Engine>,
    ) -> Self {
        Self {
            meta: O::META,
            parts,
            engine,
        }
    }

    fn of<O: Operation>(operation: &O, client: &Client) -> Self {
        let parts = write_parts(operation, &client.engine);
        Self::new::<O>(parts, client.engine.clone())
    }

    async fn presigned(
        self,
        options: CallOptions,
        expires_in: Duration,
    ) -> Result<PresignedRequest, Failure> {
        let mut pipeline = Pipeline::new(&self.engine, self.meta, &options, false);
        let request = pipeline.presign(self.parts, expires_in).await;
        request.map_err(|cause| pipeline.fail(cause))
    }

    async fn http(self, options: CallOptions) -> Result<http::Request<Bytes>, Failure> {
        let mut pipeline = Pipeline::new(&self.engine, self.meta, &options, false);
        let request = pipeline.first_request(self.parts).await;
        request.map_err(|cause| pipeline.fail(cause))
    }

    async fn curl(self, options: CallOptions, secrets: Secrets) -> Result<String, Failure> {
        let mut pipeline = Pipeline::new(&self.engine, self.meta, &options, false);
        let request = pipeline.first_request(self.parts).await;
        request
            .and_then(|request| curl(self.meta, &request, secrets).map_err(Cause::Build))
            .map_err(|cause| pipeline.fail(cause))
    }
}

impl<O: Operation> Call<O> {
    /// Signs a URL that anyone can use to call the operation, without credentials, until it expires. Of this call's
    /// options, the region, the endpoint and the headers apply.
    pub fn presign(&self, expires_in: Duration) -> Presign<O> {
        Presign::of(self.prepared(), self.options.clone(), expires_in)
    }

    /// Returns the signed request without sending it. Of this call's options, the region, the endpoint and the headers
    /// apply.
    pub fn to_http(&self) -> ToHttp<O> {
        ToHttp::of(self.prepared(), self.options.clone())
    }

    /// Returns the signed request as a `curl` command line, without sending it. Of this call's options, the region, the
    /// endpoint and the headers apply.
    pub fn to_curl(&self, secrets: Secrets) -> ToCurl<O> {
        ToCurl::of(self.prepared(), self.options.clone(), secrets)
    }

    fn prepared(&self) -> Prepared {
        let parts = match &self.operation {
            Some(operation) => write_parts(operation, &self.engine),
            None => Err(BuildError::new("operation", "was already sent")),
        };
        Prepared::new::<O>(parts, self.engine.clone())
    }
}

/// The types that `presign`, `to_http` and `to_curl` return.
macro_rules! prepared {
    (
        $(#[$doc:meta])*
        $name:ident($($argument:ident: $ty:ty)?) -> $output:ty, $prepare:ident
    ) => {
        $(#[$doc])*
        #[must_use = "a request is signed when it is awaited"]
        pub struct $name<O: Operation> {
            options: CallOptions,
            prepared: Option<Prepared>,
            $($argument: $ty,)?
            /// Boxed, so that signing is not compiled for each operation.
            running: Option<BoxFuture<'static, Result<$output, Failure>>>,
            operation: PhantomData<fn() -> O>,
        }

        impl<O: Operation> $name<O> {
            target_options!(self, self.options);

            pub(crate) const fn of(prepared: Prepared, options: CallOptions $(, $argument: $ty)?) -> Self {
                Self {
                    options,
                    prepared: Some(prepared),
                    $($argument,)?
                    running: None,
                    operation: PhantomData,
                }
            }
        }

        impl<O: Operation> Future for $name<O> {
            type Output = Result<$output, Error<O::Error>>;

            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                if let Some(prepared) = self.prepared.take() {
                    let options = std::mem::take(&mut self.options);
                    let request = prepared.$prepare(options $(, self.$argument)?);
                    self.running = Some(Box::pin(request));
                }
                match &mut self.running {
                    Some(running) => running
                        .as_mut()
                        .poll(cx)
                        .map_err(|failure| Error::new(failure, None)),
                    None => Poll::Pending,
                }
            }
        }

        impl<O: Operation> fmt::Debug for $name<O> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), O::META.name)
            }
        }
    };
}

prepared!(
    /// What `presign` returns. Await it to get a [`PresignedRequest`].
    ///
    /// Its methods change where this request goes and which headers it carries. It is signed when you await it, with the
    /// members that the operation had when it was created.
    ///
    /// ```
    /// # use opsmith::{Client, Credentials, operation};
    /// # #[operation(service = "ivschat")]
    /// # struct DeleteRoom { identifier: String }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let client = Client::builder().region("us-west-2").credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None)).build()?;
    /// use std::time::Duration;
    ///
    /// let presign = DeleteRoom::new("room").presign(&client, Duration::from_secs(900));
    /// let request = presign.region("eu-west-1").await?;
    /// assert!(request.url().starts_with("https://ivschat.eu-west-1.amazonaws.com/"));
    /// # Ok(())
    /// # }
    /// ```
    Presign(expires_in: Duration) -> PresignedRequest, presigned
);
prepared!(
    /// What `to_http` returns. Await it to get the signed request.
    ///
    /// Its methods change where this request goes and which headers it carries. It is signed when you await it, with the
    /// members that the operation had when it was created.
    ///
    /// ```
    /// # use opsmith::{Client, Credentials, operation};
    /// # #[operation(service = "ivschat")]
    /// # struct DeleteRoom { identifier: String }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let client = Client::builder().region("us-west-2").credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None)).build()?;
    /// let request = DeleteRoom::new("room").to_http(&client).await?;
    /// assert_eq!(request.uri(), "https://ivschat.us-west-2.amazonaws.com/DeleteRoom");
    /// assert!(request.headers().contains_key("authorization"));
    /// # Ok(())
    /// # }
    /// ```
    ToHttp() -> http::Request<Bytes>, http
);
prepared!(
    /// What `to_curl` returns. Await it to get the command line.
    ///
    /// Its methods change where this request goes and which headers it carries. It is signed when you await it, with the
    /// members that the operation had when it was created.
    ///
    /// ```
    /// # use opsmith::{Client, Credentials, operation};
    /// # #[operation(service = "ivschat")]
    /// # struct DeleteRoom { identifier: String }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let client = Client::builder().region("us-west-2").credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None)).build()?;
    /// use opsmith::Secrets;
    ///
    /// let command = DeleteRoom::new("room").to_curl(&client, Secrets::Redacted).await?;
    /// assert!(command.starts_with("curl "));
    /// # Ok(())
    /// # }
    /// ```
    ToCurl(secrets: Secrets) -> String, curl
);

/// `presign` of an operation.
#[doc(hidden)]
pub fn presign<O: Operation>(operation: &O, client: &Client, expires_in: Duration) -> Presign<O> {
    Presign::of(
        Prepared::of(operation, client),
        CallOptions::default(),
        expires_in,
    )
}

/// `to_http` of an operation.
#[doc(hidden)]
pub fn to_http<O: Operation>(operation: &O, client: &Client) -> ToHttp<O> {
    ToHttp::of(Prepared::of(operation, client), CallOptions::default())
}

/// `to_curl` of an operation.
#[doc(hidden)]
pub fn to_curl<O: Operation>(operation: &O, client: &Client, secrets: Secrets) -> ToCurl<O> {
    ToCurl::of(
        Prepared::of(operation, client),
        CallOptions::default(),
        secrets,
    )
}

/// The minimum and maximum lifetime of a presigned URL. Source:
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html> (7 days).
const LIFE: std::ops::RangeInclusive<Duration> =
    Duration::from_secs(1)..=Duration::from_hours(7 * 24);

fn body_bytes(parts: &RequestParts) -> Result<Bytes, BuildError> {
    match &parts.body {
        RequestBody::None => Ok(Bytes::new()),
        RequestBody::Bytes(bytes) => Ok(bytes.clone()),
        RequestBody::Stream(stream) => stream.as_bytes().cloned().ok_or_else(|| {
            BuildError::new(
                "payload",
                "is a stream or a file; use bytes for a request that is not sent here",
            )
        }),
    }
}

impl Pipeline<'_> {
    /// The URL with the signature in its query, or without one if the operation is not signed.
    async fn presign(
        &mut self,
        parts: Result<RequestParts, BuildError>,
        expires_in: Duration,
    ) -> Result<PresignedRequest, Cause> {
        let mut parts = parts.map_err(Cause::Build)?;
        if !LIFE.contains(&expires_in) {
            let problem =
                format!("is {expires_in:?}; a presigned URL is valid for 1 second to 7 days");
            return Err(Cause::Build(BuildError::new("expires_in", problem)));
        }
        let method = self.presigned_method(&mut parts);
        let target = self.prepare(&mut parts).await?;
        // The sender's HTTP library sets it.
        parts.headers.remove(header::CONTENT_LENGTH);
        let body = body_bytes(&parts).map_err(Cause::Build)?;
        let request = |url| PresignedRequest {
            meta: self.meta(),
            method: method.clone(),
            url,
            headers: parts.headers.clone(),
            body: body.clone(),
        };
        if self.meta().auth == Auth::None {
            return Ok(request(target.uri.to_string()));
        }
        if self.is_unsigned() {
            let problem = "takes a bearer token, which is not sent in a URL";
            return Err(Cause::Build(BuildError::new("operation", problem)));
        }
        let payload = self.signed_payload(&parts, &parts.headers);
        let signed = self.identity(&target).await?;
        let url = target.uri.to_string();
        let query = signed
            .signer(&target)
            .sign_query(&method, &url, &parts.headers, payload, expires_in)
            .map_err(Cause::Signing)?;
        let separator = if target.uri.query().is_none() {
            '?'
        } else {
            '&'
        };
        Ok(request(format!("{url}{separator}{query}")))
    }

    /// The method of a presigned request, whose form moves into the URL if the protocol has one.
    ///
    /// botocore (`SigV4QueryAuth`) moves it, too, and signs the model's `POST` unless it is told another method. Nobody can
    /// do without one: a presigned `GetCallerIdentity`, which proves an identity (to EKS, for example), is a `GET`.
    fn presigned_method(&self, parts: &mut RequestParts) -> Method {
        if !self.meta().service.protocol.presigns_as_get() {
            return self.meta().method.clone();
        }
        if let RequestBody::Bytes(form) = &parts.body {
            let form = String::from_utf8_lossy(form).into_owned();
            parts.query = form;
            parts.body = RequestBody::None;
            parts.headers.remove(header::CONTENT_TYPE);
        }
        Method::GET
    }

    /// The signed request of a first attempt.
    async fn first_request(
        &mut self,
        parts: Result<RequestParts, BuildError>,
    ) -> Result<http::Request<Bytes>, Cause> {
        let mut parts = parts.map_err(Cause::Build)?;
        let target = self.prepare(&mut parts).await?;
        let request = UnsignedRequest { parts, target };
        let body = body_bytes(&request.parts).map_err(Cause::Build)?;
        let mut headers = request.parts.headers.clone();
        self.sign(&request, &mut headers).await?;
        self.add_user_agent(&mut headers);
        Ok(http_request(
            self.meta(),
            &request.target.uri,
            headers,
            body,
        ))
    }
}

/// Whether a command line includes secrets.
///
/// ```
/// # use opsmith::{Client, Credentials, operation};
/// # #[operation(service = "ivschat")]
/// # struct DeleteRoom { identifier: String }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let client = Client::builder().region("us-west-2").credentials(Credentials::from_keys("AKIDEXAMPLE", "secret", None)).build()?;
/// use opsmith::Secrets;
///
/// let redacted = DeleteRoom::new("room").to_curl(&client, Secrets::Redacted).await?;
/// let whole = DeleteRoom::new("room").to_curl(&client, Secrets::Shown).await?;
/// assert!(whole.contains("Signature=") && !redacted.contains("Signature="));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Secrets {
    /// The signature and the session token are left out, as are headers of `sensitive` members, a path and query with a
    /// `sensitive` member, and the body.
    Redacted,
    /// Everything is included: the command works until the signature expires. A body that is not UTF-8 cannot be part
    /// of a command line, so it is an error.
    Shown,
}

/// A URL without its sensitive parts. Labels and query parameters are not distinguished.
fn shown_url(meta: &OperationMeta, url: &str) -> String {
    let authority_end = url
        .find("://")
        .and_then(|scheme| Some(scheme + 3 + url[scheme + 3..].find('/')?));
    match authority_end {
        Some(_) if meta.sensitive_url && !meta.host_prefix.is_empty() => "[redacted]".to_owned(),
        Some(end) if meta.sensitive_url => format!("{}/[redacted]", &url[..end]),
        _ => url.to_owned(),
    }
}

fn curl(
    meta: &OperationMeta,
    request: &http::Request<Bytes>,
    secrets: Secrets,
) -> Result<String, BuildError> {
    let url = match secrets {
        Secrets::Redacted => shown_url(meta, &request.uri().to_string()),
        Secrets::Shown => request.uri().to_string(),
    };
    let body = request.body();
    // The URL is not a pattern, even if it contains brackets.
    let mut line = "curl --globoff ".to_owned();
    // Writing to a `String` cannot fail.
    let _ = if request.method() == Method::HEAD && body.is_empty() {
        // With `-X HEAD`, curl waits for the body that the response's length announces.
        write!(line, "--head {}", quote(&url))
    } else {
        write!(line, "-X {} {}", request.method(), quote(&url))
    };
    for (name, value) in request.headers() {
        let value = if value.is_sensitive() && secrets == Secrets::Redacted {
            "[redacted]".into()
        } else {
            String::from_utf8_lossy(value.as_bytes())
        };
        let header = if value.is_empty() {
            format!("{name};") // with a colon, curl omits the header
        } else {
            format!("{name}: {value}")
        };
        let _ = write!(line, " -H {}", quote(&header));
    }
    if !body.is_empty() {
        if !request.headers().contains_key(header::CONTENT_TYPE) {
            line.push_str(" -H 'content-type:'"); // curl would send a form's content type
        }
        let shown = match secrets {
            Secrets::Redacted => format!("[{} bytes, redacted]", body.len()),
            Secrets::Shown => std::str::from_utf8(body)
                .ok()
                .filter(|text| !text.contains('\0'))
                .ok_or_else(|| {
                    BuildError::new(
                        "payload",
                        "is not text, so it cannot be part of a command line",
                    )
                })?
                .to_owned(),
        };
        // Not `--data`, which treats a leading `@` as a file name.
        let _ = write!(line, " --data-raw {}", quote(&shown));
    }
    Ok(line)
}

/// A word for a POSIX shell.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
