//! What AWS withdrew is there, marked.

use opsmith_models::Model;

const TEXT: &str = "\
opsmith-model 1
service old 2020-01-01
protocols rest-json
signing old
endpoint old
auth sigv4
gone 1.45.0

# Drop() GET / gone=1.44.0
  in In
  error Lost
  error Missing gone=1.45.0
# In structure
  Kept string
  Taken string gone=1.43.1
# Lost error
# Missing error gone=1.45.0
# State enum
  ON
  \"OFF now\" gone=1.45.0
# ~
";

#[test]
fn marks_say_the_version_that_withdrew_it() {
    let model = Model::parse(TEXT).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(model.service().gone, Some("1.45.0"));
    let operation = model.operation("Drop").unwrap_or_else(|| panic!("Drop"));
    assert_eq!((operation.gone, operation.status), (Some("1.44.0"), 200));
    assert_eq!(operation.errors().collect::<Vec<_>>(), ["Lost"]);
    assert_eq!(operation.gone_errors().collect::<Vec<_>>(), ["Missing"]);
    let gone = |shape: &str, member: &str| {
        let shape = model.shape(shape).unwrap_or_else(|| panic!("{shape}"));
        shape
            .member(member)
            .unwrap_or_else(|| panic!("{member}"))
            .gone
    };
    assert_eq!(gone("In", "taken"), Some("1.43.1"));
    assert_eq!(gone("In", "kept"), None);
    assert_eq!(
        model.error("Missing").and_then(|shape| shape.gone),
        Some("1.45.0")
    );
    let state = model.shape("State").unwrap_or_else(|| panic!("State"));
    let marks: Vec<_> = state
        .values()
        .map(|value| (value.value.into_owned(), value.gone))
        .collect();
    assert_eq!(
        marks,
        [
            ("ON".to_owned(), None),
            ("OFF now".to_owned(), Some("1.45.0"))
        ]
    );
}
