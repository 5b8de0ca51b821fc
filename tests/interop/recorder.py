"""An HTTP server on 127.0.0.1 that records every request as it arrived and returns `{}`."""

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Added after signing to identify the request's case and original URL.
SIDE, CASE, SCHEME = "interop-side", "interop-case", "interop-scheme"


@dataclass
class Request:
    """A request as it was on the wire."""

    method: str
    scheme: str
    host: str
    path: str
    query: str
    headers: list[tuple[str, bytes]]
    body: bytes

    @property
    def url(self) -> str:
        query = f"?{self.query}" if self.query else ""
        return f"{self.scheme}://{self.host}{self.path}{query}"

    def header(self, name: str) -> bytes | None:
        values = [value for key, value in self.headers if key == name]
        return b", ".join(values) if values else None


class Recorder:
    """Records the requests by side and case."""

    def __init__(self) -> None:
        self.requests: dict[tuple[str, str], list[Request]] = {}
        recorder = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_method(self) -> None:
                recorder._keep(self)
                answer = b"" if self.command == "HEAD" else b"{}"
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_one_method

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A client that goes away is not an error."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Recorder":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _keep(self, handler: BaseHTTPRequestHandler) -> None:
        body = _read_body(handler)
        # The server decodes headers as Latin-1; this restores the bytes.
        headers = [(k.lower(), v.encode("latin-1")) for k, v in handler.headers.items()]
        extra = {k: v.decode() for k, v in headers if k in (SIDE, CASE, SCHEME)}
        path, _, query = handler.path.partition("?")
        request = Request(
            method=handler.command,
            scheme=extra.get(SCHEME, ""),
            host=handler.headers.get("Host", ""),
            path=path,
            query=query,
            headers=[(k, v) for k, v in headers if k not in extra],
            body=body,
        )
        self.requests.setdefault((extra.get(SIDE, ""), extra.get(CASE, "")), []).append(request)


def _read_body(handler: BaseHTTPRequestHandler) -> bytes:
    if handler.headers.get("Transfer-Encoding", "").lower() != "chunked":
        return handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    body = b""
    while size := int(handler.rfile.readline().split(b";")[0], 16):
        body += handler.rfile.read(size)
        handler.rfile.readline()
    handler.rfile.readline()
    return body
