//! JSON nested so deeply that a careless reader would overflow the stack.

use opsmith::{DecodeError, ErrorKind, shape};

use super::{put_file, text};
use crate::{
    chime::GetRoom,
    faults::server::{Server, json},
};

const DEPTH: usize = 10_000;

fn lists() -> String {
    "[".repeat(DEPTH) + &"]".repeat(DEPTH)
}

fn objects(name: &str) -> String {
    format!("{{\"{name}\":").repeat(DEPTH) + "null" + &"}".repeat(DEPTH)
}

#[tokio::test]
async fn deep_nesting_in_an_unknown_member_is_skipped() {
    for bomb in [lists(), objects("x")] {
        let body = format!(r#"{{"Unknown":{bomb},"Room":{{"Other":{bomb},"RoomId":"r"}}}}"#);
        let server = Server::saying(json(200, body)).await;
        let output = GetRoom::new("a", "r").send(&server.client()).await.unwrap();
        assert_eq!(output.room.unwrap().room_id.as_deref(), Some("r"));
    }
}

#[tokio::test]
async fn deep_nesting_in_a_document_is_an_error() {
    for bomb in [lists(), objects("x")] {
        let body = format!(r#"{{"File":{{"Size":1,"Versions":[]}},"Rest":{bomb}}}"#);
        let server = Server::saying(json(200, body)).await;
        let error = put_file().send(&server.client()).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let text = text(&error);
        assert!(text.contains("recursion limit exceeded"), "{text}");
        assert!(text.len() < 1000, "{text}");
        let cause: &DecodeError = error.cause().unwrap().downcast_ref().unwrap();
        assert!(cause.path().starts_with("Rest"), "{}", cause.path());
    }
}

#[tokio::test]
async fn deep_nesting_in_an_error_is_still_a_service_error() {
    for bomb in [lists(), objects("message")] {
        let body = format!(r#"{{"code":"NotFoundException","message":{bomb}}}"#);
        let server = Server::saying(json(404, body)).await;
        let error = GetRoom::new("a", "r")
            .send(&server.client())
            .await
            .err()
            .unwrap();
        assert_eq!(error.kind(), ErrorKind::Service);
        text(&error);
    }
}

#[shape]
struct Tree {
    children: Option<Vec<Tree>>,
    next: Option<Box<Tree>>,
}

#[test]
fn deep_nesting_in_a_recursive_shape_is_an_error() {
    for bomb in [
        "{\"children\":[".repeat(DEPTH) + &"]}".repeat(DEPTH),
        "{\"next\":".repeat(DEPTH) + "null" + &"}".repeat(DEPTH),
    ] {
        assert!(serde_json::from_str::<Tree>(&bomb).is_err());
    }
    let tree: Tree = serde_json::from_str(r#"{"children":[{"next":{}}]}"#).unwrap();
    assert!(tree.children.unwrap()[0].next.is_some());
    assert!(tree.next.is_none());
}
