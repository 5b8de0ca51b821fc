use crate::rest_json::{harness::Output, operations::empty::*};

pub(super) fn RestJsonEmptyInputAndEmptyOutput(case: Output) {
    case.json("{}").returned_by(
        EmptyInputAndEmptyOutput::new(),
        EmptyInputAndEmptyOutputOutput {},
    );
}

pub(super) fn RestJsonEmptyInputAndEmptyOutputJsonObjectOutput(case: Output) {
    case.returned_by(
        EmptyInputAndEmptyOutput::new(),
        EmptyInputAndEmptyOutputOutput {},
    );
}

pub(super) fn RestJsonNoInputAndNoOutput(case: Output) {
    case.returned_by(NoInputAndNoOutput::new(), ());
}

pub(super) fn RestJsonNoInputAndOutputWithJson(case: Output) {
    case.json("{}")
        .returned_by(NoInputAndOutput::new(), NoInputAndOutputOutput {});
}

pub(super) fn RestJsonNoInputAndOutputNoPayload(case: Output) {
    case.returned_by(NoInputAndOutput::new(), NoInputAndOutputOutput {});
}

pub(super) fn RestJsonUnitInputAndOutputNoOutput(case: Output) {
    case.returned_by(UnitInputAndOutput::new(), ());
}
