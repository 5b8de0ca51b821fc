"""The parts of AWS that issue credentials, on 127.0.0.1: STS, IAM Identity Center, container and instance endpoints.

A key identifies its recipient: it is a digest of what was requested, by whom and in which region. `meaning` looks it up.
"""

import hashlib
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

EXPIRY = "2099-01-01T00:00:00Z"
EXPIRY_MS = 4_070_908_800_000
INSTANCE, CONTAINER = "KEY-OF-THE-INSTANCE", "KEY-OF-THE-CONTAINER"
# The session name that a client generates contains the time.
MADE_UP = re.compile(r"^(botocore-session|opsmith)-\d+$")


class Aws:
    """The endpoints, until the `with` block ends."""

    def __init__(self) -> None:
        self.meanings: dict[str, str] = {}
        aws = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                status, text = aws._answer(self, body)
                data = text.encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = answer

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_: object) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Aws":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()

    def meaning(self, key: str | None) -> str:
        return self.meanings.get(key or "", key or "no key")

    def _key(self, meaning: str) -> str:
        key = "ASIA" + hashlib.sha256(meaning.encode()).hexdigest()[:16].upper()
        self.meanings[key] = meaning
        return key

    def _answer(self, request: BaseHTTPRequestHandler, body: str) -> tuple[int, str]:
        url = urlsplit(request.path)
        match request.command, url.path:
            case "POST", "/":
                return self._sts(request, {name: values[0] for name, values in parse_qs(body, True).items()})
            case "GET", "/federation/credentials":
                return self._portal(request, {name: values[0] for name, values in parse_qs(url.query).items()})
            case "POST", "/token":
                asked = json.loads(body)
                if asked.get("grantType") != "refresh_token" or asked.get("refreshToken") != "a-refresh-token":
                    return 400, json.dumps({"error": "invalid_grant"})
                return 200, json.dumps({"accessToken": "a-renewed-token", "expiresIn": 28800, "tokenType": "Bearer"})
            case "GET", "/container":
                return 200, credentials(CONTAINER)
            case "PUT", "/latest/api/token":
                return 200, "an-instance-token"
            case "GET", "/latest/meta-data/iam/security-credentials/":
                return 200, "my-app"
            case "GET", "/latest/meta-data/iam/security-credentials/my-app":
                return 200, credentials(INSTANCE)
        return 404, ""

    def _sts(self, request: BaseHTTPRequestHandler, form: dict[str, str]) -> tuple[int, str]:
        action = form.pop("Action")
        form.pop("Version")
        if MADE_UP.match(form.get("RoleSessionName", "")):
            form["RoleSessionName"] = "(made up)"
        by = "a token"
        if authorization := request.headers.get("Authorization"):
            key, _, region, _, _ = re.search(r"Credential=([^,]+)", authorization)[1].rsplit("/", 4)
            token = request.headers.get("X-Amz-Security-Token")
            by = f"({self.meaning(key)}, {token}) in {region}"
        asked = " ".join(f"{name}={value}" for name, value in sorted(form.items()))
        key = self._key(f"{action} {asked} by {by}")
        return 200, (
            f'<{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><AssumedRoleUser>'
            f"<AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/r/x</Arn>"
            f"</AssumedRoleUser>"
            f"<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>secret-of-{key}</SecretAccessKey>"
            f"<SessionToken>token-of-{key}</SessionToken><Expiration>{EXPIRY}</Expiration></Credentials>"
            f"</{action}Result><ResponseMetadata><RequestId>x</RequestId></ResponseMetadata></{action}Response>"
        )

    def _portal(self, request: BaseHTTPRequestHandler, query: dict[str, str]) -> tuple[int, str]:
        token = request.headers.get("x-amz-sso_bearer_token")
        if token not in ("a-good-token", "a-renewed-token"):
            return 401, json.dumps({"__type": "UnauthorizedException", "message": "Session token not found or invalid"})
        key = self._key(f"SSO {query.get('account_id')} {query.get('role_name')} with {token}")
        role = {"accessKeyId": key, "secretAccessKey": f"secret-of-{key}", "sessionToken": f"token-of-{key}"}
        role["expiration"] = EXPIRY_MS
        return 200, json.dumps({"roleCredentials": role})


def credentials(key: str) -> str:
    return json.dumps(
        {
            "Code": "Success",
            "Type": "AWS-HMAC",
            "AccessKeyId": key,
            "SecretAccessKey": f"secret-of-{key}",
            "Token": f"token-of-{key}",
            "Expiration": EXPIRY,
            "LastUpdated": "2026-01-01T00:00:00Z",
        }
    )
