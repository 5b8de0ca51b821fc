use crate::rest_json::{harness::Input, operations::label::*, values::at};

pub(super) fn RestJsonSupportsNaNFloatLabels(case: Input) {
    case.get("/FloatHttpLabels/NaN/NaN")
        .sent_by(HttpRequestWithFloatLabels::new(f32::NAN, f64::NAN));
}

pub(super) fn RestJsonSupportsInfinityFloatLabels(case: Input) {
    case.get("/FloatHttpLabels/Infinity/Infinity")
        .sent_by(HttpRequestWithFloatLabels::new(
            f32::INFINITY,
            f64::INFINITY,
        ));
}

pub(super) fn RestJsonSupportsNegativeInfinityFloatLabels(case: Input) {
    case.get("/FloatHttpLabels/-Infinity/-Infinity")
        .sent_by(HttpRequestWithFloatLabels::new(
            f32::NEG_INFINITY,
            f64::NEG_INFINITY,
        ));
}

pub(super) fn RestJsonHttpRequestWithGreedyLabelInPath(case: Input) {
    case.get("/HttpRequestWithGreedyLabelInPath/foo/hello%2Fescape/baz/there/guy")
        .sent_by(HttpRequestWithGreedyLabelInPath::new(
            "hello/escape",
            "there/guy",
        ));
}

pub(super) fn RestJsonInputWithHeadersAndAllParams(case: Input) {
    case.get("/HttpRequestWithLabels/string/1/2/3/4.1/5.1/true/2019-12-16T23%3A48%3A18Z")
        .sent_by(labels("string"));
}

pub(super) fn RestJsonHttpRequestLabelEscaping(case: Input) {
    case.get(
        "/HttpRequestWithLabels\
         /%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9\
         /1/2/3/4.1/5.1/true/2019-12-16T23%3A48%3A18Z",
    )
    .sent_by(labels(" %:/?#[]@!$&'()*+,;=😹"));
}

fn labels(string: &str) -> HttpRequestWithLabels {
    HttpRequestWithLabels::new(string, 1, 2, 3, 4.1, 5.1, true, at(1_576_540_098))
}

pub(super) fn RestJsonHttpRequestWithLabelsAndTimestampFormat(case: Input) {
    let time = at(1_576_540_098);
    case.get(
        "/HttpRequestWithLabelsAndTimestampFormat\
         /1576540098\
         /Mon%2C%2016%20Dec%202019%2023%3A48%3A18%20GMT\
         /2019-12-16T23%3A48%3A18Z\
         /2019-12-16T23%3A48%3A18Z\
         /1576540098\
         /Mon%2C%2016%20Dec%202019%2023%3A48%3A18%20GMT\
         /2019-12-16T23%3A48%3A18Z",
    )
    .sent_by(HttpRequestWithLabelsAndTimestampFormat::new(
        time, time, time, time, time, time, time,
    ));
}

pub(super) fn RestJsonToleratesRegexCharsInSegments(case: Input) {
    case.get("/ReDosLiteral/abc/(a+)+")
        .sent_by(HttpRequestWithRegexLiteral::new("abc"));
}
