use crate::rest_json::{harness::Input, operations::request::*};

/// Random letters and digits, more than the 10,240 bytes from which on a body is compressed.
const DATA: &str = include_str!("compressible.txt");

pub(super) fn RestJsonHttpChecksumRequired(case: Input) {
    case.post("/HttpChecksumRequired")
        .header("Content-MD5", "iB0/3YSo7maijL0IGOgA9g==")
        .json(r#"{"foo": "base64 encoded md5 checksum"}"#)
        .sent_by(HttpChecksumRequired::new().foo("base64 encoded md5 checksum"));
}

pub(super) fn SDKAppliedContentEncoding_restJson1(case: Input) {
    case.post("/requestcompression/putcontentwithencoding")
        .header("Content-Encoding", "gzip")
        .gzip()
        .sent_by(PutWithContentEncoding::new().data(DATA));
}

pub(super) fn SDKAppendedGzipAfterProvidedEncoding_restJson1(case: Input) {
    case.post("/requestcompression/putcontentwithencoding")
        .header("Content-Encoding", "custom, gzip")
        .gzip()
        .sent_by(PutWithContentEncoding::new().encoding("custom").data(DATA));
}
