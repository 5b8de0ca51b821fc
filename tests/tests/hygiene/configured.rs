//! Members and variants that are configured out do not exist.

use opsmith::{ApiError, ErrorBody, Unmodeled, operation, output, shape};

#[operation(service = "chime", unlisted, path = "/rooms/<RoomId>", output = FindRoomOutput, error = FindRoomError)]
pub struct FindRoom {
    #[cfg(not(any()))]
    pub room_id: String,
    #[cfg(any())]
    pub room_id: MissingType,
    #[cfg(any())]
    #[op(no_key_at_all)]
    pub gone: MissingType,
    #[cfg_attr(all(), op(query = "max-results"))]
    pub max_results: Option<i32>,
    #[cfg_attr(any(), op(header = "not a header"))]
    #[op(query)]
    pub token: Option<String>,
}

#[output]
pub struct FindRoomOutput {
    #[cfg(any())]
    #[op(payload)]
    pub gone: MissingType,
    pub name: Option<String>,
}

#[shape]
#[cfg_attr(all(), derive(Clone))]
pub struct Room {
    #[cfg(any())]
    pub name: i32,
    #[cfg(not(any()))]
    pub name: String,
}

#[shape]
#[derive(Clone)]
pub enum Role {
    Member,
    #[cfg(any())]
    Gone(MissingType),
    #[op(other)]
    Other(String),
}

#[derive(Debug, ApiError)]
pub enum FindRoomError {
    #[op(code = "NotFoundException", status = 404)]
    NotFound(ErrorBody),
    #[cfg(any())]
    #[op(code = "NotFoundException")]
    Gone(MissingType),
    #[op(other)]
    Other(Unmodeled),
}

#[test]
fn members_that_are_configured_out_are_gone() {
    let get = FindRoom::new("r").max_results(1).token("t");
    assert_eq!(
        format!("{get:?}"),
        r#"FindRoom { room_id: "r", max_results: Some(1), token: Some("t") }"#
    );
    let room = Room {
        name: "n".to_owned(),
    };
    assert_eq!(serde_json::to_string(&room).unwrap(), r#"{"name":"n"}"#);
    assert_eq!(Role::from("Gone").as_str(), "Gone");
}
