"""Lets botocore's SigV4Auth sign a request that opsmith has already signed."""

import hashlib
import re

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from recorder import Request

_AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<date>\d{8})/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request, "
    r"SignedHeaders=(?P<headers>[^,]+), Signature=(?P<signature>[0-9a-f]{64})"
)
# These must be signed, or the receiver could not trust the request.
_ALWAYS_SIGNED = {"host", "x-amz-date", "x-amz-security-token", "content-type"}


def problem(request: Request, credentials: Credentials, unsigned_payload: bool) -> str | None:
    """What is wrong with the signature, computed over exactly the headers that opsmith signed."""
    authorization = (request.header("authorization") or b"").decode()
    found = _AUTHORIZATION.fullmatch(authorization)
    if not found:
        return f"`authorization: {authorization}` is no SigV4 header"
    signed = found["headers"].split(";")
    if signed != sorted(signed):
        return f"the signed headers are not sorted: {signed}"
    names = {name for name, _ in request.headers}
    if missing := sorted((_ALWAYS_SIGNED & names) - set(signed)):
        return f"not signed: {missing}"
    if found["key"] != credentials.access_key:
        return f"signed with the key {found['key']}"
    again = AWSRequest(method=request.method, url=request.url, data=request.body)
    for name in signed:
        value = request.header(name)
        if value is None:
            return f"`{name}` is signed and was not sent"
        again.headers[name] = value.decode()
    again.context["timestamp"] = (request.header("x-amz-date") or b"").decode()
    content = (request.header("x-amz-content-sha256") or b"").decode()
    if unsigned_payload:
        if content != "UNSIGNED-PAYLOAD":
            return f"the payload is not unsigned: `{content}`"
    elif content and content != hashlib.sha256(request.body).hexdigest():
        return f"`x-amz-content-sha256: {content}` is not the body's"
    auth = SigV4Auth(credentials, found["service"], found["region"])
    canonical = auth.canonical_request(again)
    signature = auth.signature(auth.string_to_sign(again, canonical), again)
    if signature != found["signature"]:
        return f"botocore computes {signature}, opsmith {found['signature']}, over\n{canonical}"
    return None
