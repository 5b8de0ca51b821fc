//! Declarations in functions, blocks and modules with their own types.

use opsmith::{Operation, operation, output};

mod outer {
    /// Private to this module.
    #[opsmith::shape]
    struct Secret {
        name: String,
    }

    #[opsmith::shape]
    pub(super) struct Shared {
        pub(in crate::hygiene) name: String,
        secret: Option<Secret>,
    }

    #[opsmith::operation(service = "chime", unlisted, path = "/private")]
    struct Private {
        secret: Option<Secret>,
        name: String,
    }

    #[opsmith::operation(service = "chime", unlisted, path = "/shared", output = inner::Output)]
    pub(super) struct SharedCall {
        shared: Shared,
    }

    mod inner {
        use super::super::Room;

        #[opsmith::output]
        pub(in super::super) struct Output {
            pub(super) room: Option<Room>,
        }
    }

    pub(super) fn line() -> String {
        let private = Private::new("n").secret(Secret {
            name: "s".to_owned(),
        });
        let output = |output: inner::Output| output.room.map(|room| room.name);
        let _ = output;
        format!("{private:?}")
    }

    pub(super) fn shared() -> Shared {
        Shared {
            name: "n".to_owned(),
            secret: None,
        }
    }
}

/// The fields are private.
#[opsmith::shape]
struct Room {
    name: String,
}

#[test]
fn private_types_stay_private() {
    assert_eq!(
        outer::line(),
        r#"Private { secret: Some(Secret { name: "s" }), name: "n" }"#
    );
    let call = outer::SharedCall::new(outer::shared());
    assert_eq!(
        format!("{call:?}"),
        r#"SharedCall { shared: Shared { name: "n", secret: None } }"#
    );
    assert_eq!(outer::shared().name, "n");
}

#[test]
fn declarations_work_in_functions_and_blocks() {
    #[opsmith::service(id = "chime", rename_all = "PascalCase", error = LocalError)]
    struct Chime;

    #[derive(Debug, opsmith::ApiError)]
    enum LocalError {
        #[op(code = "NotFoundException", status = 404)]
        NotFound(opsmith::ErrorBody),
        #[op(other)]
        Other(opsmith::Unmodeled),
    }

    #[opsmith::shape]
    struct Local {
        name: String,
    }

    #[opsmith::shape]
    enum Kind {
        Room,
        #[op(other)]
        Other(String),
    }

    #[output]
    struct LocalOutput {
        locals: Vec<Local>,
        next: Option<String>,
    }

    #[operation(service = "chime", unlisted, client = Chime, path = "/local", output = LocalOutput, paginate(token = next, items = locals))]
    struct LocalCall {
        local: Local,
        kind: Option<Kind>,
        next: Option<String>,
    }

    let path = {
        #[operation(service = "chime", unlisted, path = "/block")]
        struct Inner {
            local: Option<Local>,
        }
        let inner = Inner::new().local(Local {
            name: "n".to_owned(),
        });
        assert_eq!(
            format!("{inner:?}"),
            r#"Inner { local: Some(Local { name: "n" }) }"#
        );
        Inner::META.path[0]
    };
    assert_eq!(path, "/block");
    let call = LocalCall::new(Local {
        name: "n".to_owned(),
    })
    .kind(Kind::Room);
    assert_eq!(super::line::<LocalCall>(), "POST /local");
    assert!(format!("{call:?}").starts_with("LocalCall {"));
    let _ = |error: LocalError| match error {
        LocalError::NotFound(body) => body.message().map(str::to_owned),
        LocalError::Other(_) => None,
    };
    let _ = |output: LocalOutput| (output.locals, output.next);
    let _ = |kind: Kind| match kind {
        Kind::Room => String::new(),
        Kind::Other(other) => other,
    };
}
