//! What `tools/models/import.py` makes of a model in Smithy's JSON AST is a model.

use opsmith_models::{Fault, Kind, Location, Model, Stream, TimestampFormat};

const ORDERS: &str = include_str!("../../tools/models/fixtures/orders.model");

#[test]
fn a_smithy_model_that_was_imported_is_read() {
    let model = Model::parse(ORDERS).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(model.service().title(), "Orders #1");
    assert_eq!(
        model.operation_names().collect::<Vec<_>>(),
        ["GetOrder", "ListOrders", "Watch"]
    );

    let watch = model.operation("Watch").unwrap_or_else(|| panic!("Watch"));
    assert!(watch.no_auth() && watch.input.is_none() && watch.status == 202);
    assert_eq!(
        watch.output.map(|output| output.stream),
        Some(Stream::Events)
    );

    let output = model
        .shape("GetOrderOutput")
        .unwrap_or_else(|| panic!("output"));
    let member = |name| output.member(name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(
        member("changed").ty.timestamp_format,
        Some(TimestampFormat::HttpDate)
    );
    assert_eq!(member("paid").default().as_deref(), Some("false"));
    assert!(member("count").boxed && !member("paid").boxed);
    assert_eq!(member("etag").location, Location::Header("ETag"));
    assert_eq!(member("rank").ty.kind, Kind::IntEnum("Rank"));
    assert_eq!(member("lines").wire_name, "items");
    assert!(member("lines").ty.has_sensitive());

    let color = model.shape("Color").unwrap_or_else(|| panic!("Color"));
    let values: Vec<String> = color
        .values()
        .map(|value| value.value.into_owned())
        .collect();
    assert_eq!(values, ["RED", "light blue é"]);
    let busy = model
        .error("busy")
        .and_then(|shape| shape.error())
        .unwrap_or_default();
    assert_eq!(
        (busy.status, busy.fault, busy.throttling),
        (Some(503), Some(Fault::Server), true)
    );
}
