//! Calls of a client reach the handlers of a server, whatever the protocol.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::Request;
use opsmith::server::{RequestContext, Server};
use opsmith::{Blob, Body, ByteStream, ErrorBody, TowerTransport, operation, output};
use tower_service::Service;

use super::{AddNote, DeleteBook, Note, NotesError, builder, client, client_builder, keys, note};

#[tokio::test]
async fn a_handler_gets_the_operation_the_state_and_the_context() {
    async fn add(
        request: AddNote,
        context: RequestContext<AtomicUsize>,
    ) -> Result<Note, NotesError> {
        assert_eq!(context.operation(), "AddNote");
        assert_eq!(context.access_key(), Some("AKIDSERVER"));
        assert!(context.headers().contains_key("authorization"));
        let id = context.state().fetch_add(1, Ordering::Relaxed);
        Ok(Note {
            id: id.to_string(),
            text: Some(format!("{}: {}", request.book, request.text)),
        })
    }

    let server = builder().state(AtomicUsize::new(1)).on(add).build();
    let client = client(&server);
    for id in ["1", "2"] {
        let added = AddNote::new("b/ü", "t").send(&client).await.unwrap();
        assert_eq!(added.id, id);
        assert_eq!(added.text.as_deref(), Some("b/ü: t"));
    }
}

#[tokio::test]
async fn an_error_arrives_as_its_variant() {
    let server = builder()
        .on(|request: DeleteBook, _| async move {
            Err(NotesError::NoSuchBook(ErrorBody::new(request.book)))
        })
        .build();
    let error = DeleteBook::new("b")
        .send(&client(&server))
        .await
        .unwrap_err();
    assert_eq!((error.status(), error.message()), (Some(404), Some("b")));
    assert!(matches!(
        error.service_error(),
        Some(NotesError::NoSuchBook(_))
    ));
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn the_request_id_is_that_of_the_response() {
    let server = builder()
        .on(|_: AddNote, context: RequestContext| async move { Ok(note(context.request_id())) })
        .build();
    let call = AddNote::new("b", "t")
        .send(&client(&server))
        .with_metadata();
    let (added, metadata) = call.await.unwrap();
    assert_eq!(metadata.request_id, Some(added.id));
}

/// A layer that says who the tenant is.
#[derive(Clone)]
struct Tenants<S>(S);

#[derive(Clone, Copy)]
struct Tenant(u32);

impl<S: Service<Request<Body>>> Service<Request<Body>> for Tenants<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(
        &mut self,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<Body>) -> S::Future {
        request.extensions_mut().insert(Tenant(7));
        self.0.call(request)
    }
}

#[tokio::test]
async fn what_layers_know_is_in_the_extensions() {
    let server = builder()
        .on(|_: AddNote, context: RequestContext| async move {
            let tenant = context.extensions().get::<Tenant>().unwrap();
            Ok(note(&tenant.0.to_string()))
        })
        .build();
    let client = client_builder(&server)
        .transport(TowerTransport::new(Tenants(server)))
        .build()
        .unwrap();
    assert_eq!(AddNote::new("b", "t").send(&client).await.unwrap().id, "7");
}

#[operation(service = "dynamodb", output = ListTablesOutput)]
struct ListTables {
    exclusive_start_table_name: Option<String>,
}

#[output(service = "dynamodb")]
struct ListTablesOutput {
    #[op(default)]
    table_names: Vec<String>,
}

#[operation(service = "models/kiosk.model", output = PrintOutput)]
#[derive(Clone, PartialEq)]
struct Print {
    text: Option<String>,
    image: Option<Blob>,
    tags: Option<BTreeMap<String, Vec<Option<String>>>>,
}

#[output(service = "models/kiosk.model")]
struct PrintOutput {
    text: Option<String>,
    image: Option<Blob>,
}

#[tokio::test]
async fn one_server_speaks_several_protocols() {
    let server = builder()
        .on(|_: AddNote, _| async { Ok(note("rest")) })
        .on(|request: ListTables, _| async move {
            Ok(ListTablesOutput::new().table_names(
                request
                    .exclusive_start_table_name
                    .into_iter()
                    .collect::<Vec<_>>(),
            ))
        })
        .on(|request: Print, _| async move {
            Ok(PrintOutput {
                text: request.text,
                image: request.image,
            })
        })
        .build();
    let client = client(&server);
    assert_eq!(
        AddNote::new("b", "t").send(&client).await.unwrap().id,
        "rest"
    );
    let tables = ListTables::new()
        .exclusive_start_table_name("a")
        .send(&client)
        .await;
    assert_eq!(tables.unwrap().table_names, ["a"]);
    let printed = Print::new()
        .text("t")
        .image(Blob::from(vec![0, 255]))
        .send(&client)
        .await
        .unwrap();
    assert_eq!(printed.text.as_deref(), Some("t"));
    assert_eq!(printed.image, Some(Blob::from(vec![0, 255])));
}

#[operation(service = super::Notes, method = "POST", path = "/files/<name>", output = Download)]
struct PutFile {
    name: String,
    #[op(payload)]
    body: ByteStream,
}

#[output]
struct Download {
    #[op(header = "X-Name")]
    name: String,
    #[op(payload)]
    body: ByteStream,
}

#[tokio::test]
async fn payloads_are_streamed_back() {
    let server = builder()
        .on(|request: PutFile, _| async move {
            let length = 2 * request.body.collect().await.unwrap().len();
            let chunk = move |_| Ok::<_, Infallible>(Bytes::from(vec![b'x'; length / 2]));
            let stream = futures_util::stream::iter((0..2).map(chunk));
            let body = ByteStream::from_stream(stream, length as u64);
            Ok(Download {
                name: request.name,
                body,
            })
        })
        .build();
    let sent = PutFile::new("a b", ByteStream::from_bytes("12345"));
    let output = sent.send(&client(&server)).await.unwrap();
    assert_eq!(output.name, "a b");
    assert_eq!(output.body.collect().await.unwrap(), "xxxxxxxxxx");
}

#[tokio::test]
async fn a_server_below_a_path_verifies_the_whole_path() {
    let server = builder()
        .base_path("/prod/")
        .on(|_: AddNote, _| async { Ok(note("n")) })
        .build();
    let client = client_builder(&server)
        .endpoint_url("http://localhost/prod")
        .build()
        .unwrap();
    AddNote::new("b", "t").send(&client).await.unwrap();
    let client = client_builder(&server).build().unwrap();
    let error = AddNote::new("b", "t").send(&client).await.err().unwrap();
    assert_eq!(error.code(), Some("UnknownOperationException"));
}

/// What axum's `fallback_service` requires of a service.
#[test]
fn a_server_can_be_mounted() {
    fn mount<T>(_: T)
    where
        T: Service<Request<Body>, Error = Infallible> + Clone + Send + Sync + 'static,
        T::Response: Into<http::Response<Body>>,
        T::Future: Send + 'static,
    {
    }

    mount(Server::builder(keys()).build());
}
