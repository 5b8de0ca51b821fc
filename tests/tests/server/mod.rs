//! A server of declared operations.

mod calls;
mod malformed;
mod refusals;
mod sockets;

use bytes::Bytes;
use http::{Request, Response};
use opsmith::server::{Server, ServerBuilder};
use opsmith::{Body, Client, ClientBuilder, Credentials, TowerTransport};
use tower_service::Service;

use crate::fake::{AddNote, DeleteBook, Note, Notes, NotesError, note};

pub(crate) fn keys() -> Credentials {
    Credentials::from_keys("AKIDSERVER", "secret of the server", None)
}

fn builder() -> ServerBuilder {
    Server::builder(keys())
}

fn client_builder<S: Send + Sync + 'static>(server: &Server<S>) -> ClientBuilder {
    Client::builder()
        .region("eu-west-1")
        .credentials(keys())
        .endpoint_url("http://localhost")
        .transport(TowerTransport::new(server.clone()))
}

fn client<S: Send + Sync + 'static>(server: &Server<S>) -> Client {
    client_builder(server).build().unwrap()
}

/// The status, the error's code and the body of a response.
async fn answer<S: Send + Sync + 'static>(
    server: &Server<S>,
    request: Request<Bytes>,
) -> (u16, String, String) {
    let response: Response<Body> = server
        .clone()
        .call(request.map(Body::from))
        .await
        .unwrap_or_else(|never| match never {});
    let code = response.headers().get("x-amzn-errortype");
    let code = code.map_or("", |code| code.to_str().unwrap()).to_owned();
    assert!(response.headers().contains_key("x-amzn-requestid"));
    let status = response.status().as_u16();
    let body = response.into_body().collect(1_000_000).await.unwrap();
    (status, code, String::from_utf8(body.into()).unwrap())
}
