use crate::rest_json::{harness::Output, operations::error::*};

fn greeting() -> GreetingWithErrorsOutput {
    GreetingWithErrorsOutput {
        greeting: Some("Hello".into()),
    }
}

pub(super) fn RestJsonGreetingWithErrors(case: Output) {
    case.header("X-Greeting", "Hello")
        .body("{}")
        .returned_by(GreetingWithErrors::new(), greeting());
}

pub(super) fn RestJsonGreetingWithErrorsNoPayload(case: Output) {
    case.header("X-Greeting", "Hello")
        .returned_by(GreetingWithErrors::new(), greeting());
}

pub(super) fn RestJsonFooErrorUsingXAmznErrorType(case: Output) {
    foo_error(case.header("X-Amzn-Errortype", "FooError"));
}

pub(super) fn RestJsonFooErrorUsingXAmznErrorTypeWithUri(case: Output) {
    foo_error(case.header(
        "X-Amzn-Errortype",
        "FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/",
    ));
}

pub(super) fn RestJsonFooErrorUsingXAmznErrorTypeWithUriAndNamespace(case: Output) {
    foo_error(case.header(
        "X-Amzn-Errortype",
        "aws.protocoltests.restjson#FooError\
         :http://internal.amazon.com/coral/com.amazon.coral.validate/",
    ));
}

pub(super) fn RestJsonFooErrorUsingCode(case: Output) {
    foo_error(case.json(r#"{"code": "FooError"}"#));
}

pub(super) fn RestJsonFooErrorUsingCodeAndNamespace(case: Output) {
    foo_error(case.json(r#"{"code": "aws.protocoltests.restjson#FooError"}"#));
}

pub(super) fn RestJsonFooErrorUsingCodeUriAndNamespace(case: Output) {
    foo_error(case.json(
        r#"{"code": "aws.protocoltests.restjson#FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/"}"#,
    ));
}

pub(super) fn RestJsonFooErrorWithDunderType(case: Output) {
    foo_error(case.json(r#"{"__type": "FooError"}"#));
}

pub(super) fn RestJsonFooErrorWithDunderTypeAndNamespace(case: Output) {
    foo_error(case.json(r#"{"__type": "aws.protocoltests.restjson#FooError"}"#));
}

pub(super) fn RestJsonFooErrorWithDunderTypeUriAndNamespace(case: Output) {
    foo_error(case.json(
        r#"{"__type": "aws.protocoltests.restjson#FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/"}"#,
    ));
}

fn foo_error(case: Output) {
    case.status(500).refused_with(
        GreetingWithErrors::new(),
        "FooError",
        None,
        GreetingError::Foo(FooError {}),
    );
}

pub(super) fn RestJsonComplexErrorWithNoMessage(case: Output) {
    case.status(403)
        .header("X-Amzn-Errortype", "ComplexError")
        .header("X-Header", "Header")
        .json(r#"{"TopLevel": "Top level", "Nested": {"Fooooo": "bar"}}"#)
        .refused_with(
            GreetingWithErrors::new(),
            "ComplexError",
            None,
            GreetingError::Complex(ComplexError {
                header: Some("Header".into()),
                top_level: Some("Top level".into()),
                nested: Some(ComplexNestedErrorData {
                    foo: Some("bar".into()),
                }),
            }),
        );
}

pub(super) fn RestJsonEmptyComplexErrorWithNoMessage(case: Output) {
    case.status(403)
        .header("X-Amzn-Errortype", "ComplexError")
        .json("{}")
        .refused_with(
            GreetingWithErrors::new(),
            "ComplexError",
            None,
            GreetingError::Complex(ComplexError {
                header: None,
                top_level: None,
                nested: None,
            }),
        );
}

pub(super) fn RestJsonInvalidGreetingError(case: Output) {
    case.status(400)
        .header("X-Amzn-Errortype", "InvalidGreeting")
        .json(r#"{"Message": "Hi"}"#)
        .refused_with(
            GreetingWithErrors::new(),
            "InvalidGreeting",
            Some("Hi"),
            GreetingError::InvalidGreeting(InvalidGreeting {
                message: Some("Hi".into()),
            }),
        );
}

pub(super) fn RestJsonHttpResponseCode(case: Output) {
    case.status(201).json("{}").returned_by(
        HttpResponseCode::new(),
        HttpResponseCodeOutput { status: 201 },
    );
}

pub(super) fn RestJsonHttpResponseCodeWithNoPayload(case: Output) {
    case.status(201).returned_by(
        HttpResponseCode::new(),
        HttpResponseCodeOutput { status: 201 },
    );
}
