"""What every fake vendor is made of: real HTTP on loopback, a record, and faults on request."""

import contextlib
import json
import socket
import struct
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

FAULT_KINDS = (
    "status",
    "status_after_accept",
    "answer_then_close",
    "close",
    "reset",
    "hang",
    "cut",
)


@dataclass(frozen=True)
class RecordedRequest:
    """One request as it arrived; header names are lower-case."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """Return the body parsed."""
        return json.loads(self.body or b"null")

    def first(self, name: str, default: str = "") -> str:
        """Return one query value."""
        return self.query.get(name, [default])[0]


@dataclass(frozen=True)
class Reply:
    """What the fake answers: a JSON value, or bytes as they are."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def payload(self) -> bytes:
        """Return the bytes of the body."""
        if isinstance(self.body, bytes):
            return self.body
        return b"" if self.body is None else json.dumps(self.body).encode()


@dataclass
class Fault:
    """A misbehaviour for the next `times` requests whose "METHOD path" contains `match`.

    status: refused before anything happens · status_after_accept: done, then this status ·
    answer_then_close: done, answered, connection closed · close: done, closed without an
    answer · reset: done, RST · hang: done, then silence · cut: done, half the answer.
    """

    kind: str
    match: str
    times: int
    reply: Reply
    seconds: float


class FakeServer:
    """A vendor on 127.0.0.1; use it as a context manager or call start() and stop()."""

    def __init__(self) -> None:
        self.requests: list[RecordedRequest] = []
        self.faults: list[Fault] = []
        self.errors: list[str] = []
        self.lock = threading.RLock()
        self.connections: set[socket.socket] = set()
        self._stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.fake = self
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def url(self) -> str:
        """Return the base address, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def at(self, port: int) -> Self:
        """Listen on this port instead of a free one; called before start()."""
        if port:
            self._server.server_close()
            self._server = _Server(("127.0.0.1", port), _Handler)
            self._server.fake = self
        return self

    def _serve(self) -> None:
        while not self._stopping.is_set():
            self._server.handle_request()

    def start(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering, release hanging requests and hang up on everybody."""
        self._stopping.set()
        # One more caller, who asks for nothing: whoever waits for the next looks up at once.
        with contextlib.suppress(OSError), socket.socket() as caller:
            caller.connect(self._server.server_address)
        self._thread.join()
        self._server.server_close()
        for connection in tuple(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def fail(
        self,
        kind: str,
        match: str = "",
        *,
        times: int = 1,
        status: int = 503,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = 30,
    ) -> None:
        """Arm a fault; see Fault for the kinds."""
        if kind not in FAULT_KINDS:
            raise ValueError(f"unknown fault {kind!r}")
        reply = Reply(status, body, headers or {})
        self.faults.append(Fault(kind, match, times, reply, seconds))

    def count(self, match: str) -> int:
        """Count the requests whose "METHOD path" contains `match`."""
        return sum(match in f"{item.method} {item.path}" for item in self.requests)

    def answer(self, request: RecordedRequest) -> Reply:
        """Do what is asked; each fake says how."""
        raise NotImplementedError

    def take_fault(self, request: RecordedRequest) -> Fault | None:
        """Use up one armed fault that fits the request."""
        with self.lock:
            for fault in self.faults:
                if fault.times > 0 and fault.match in f"{request.method} {request.path}":
                    fault.times -= 1
                    return fault
        return None

    def wait(self, seconds: float) -> None:
        """Sleep, but not past stop()."""
        self._stopping.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    fake: FakeServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep what went wrong: a client that gave up is normal, a bug of the fake is not."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.fake.errors.append(repr(error))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave in two writes; without this the second waits 40 ms for word of the first.
    disable_nagle_algorithm = True
    server: _Server

    def setup(self) -> None:
        """Remember the connection, so that stop() can end it."""
        super().setup()
        self.server.fake.connections.add(self.connection)

    def finish(self) -> None:
        """Forget the connection."""
        self.server.fake.connections.discard(self.connection)
        super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""

    def _handle(self) -> None:
        fake = self.server.fake
        request = self._recorded()
        fault = fake.take_fault(request)
        with fake.lock:
            fake.requests.append(request)
            is_refused = fault is not None and fault.kind == "status"
            reply = fault.reply if fault and is_refused else fake.answer(request)
        self._misbehave_or_send(fake, fault, reply)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _handle  # noqa: N815

    def _recorded(self) -> RecordedRequest:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        return RecordedRequest(
            method=self.command,
            path=parts.path,
            query=parse_qs(parts.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )

    def _misbehave_or_send(self, fake: FakeServer, fault: Fault | None, reply: Reply) -> None:
        kind = fault.kind if fault else ""
        if fault and kind == "hang":
            fake.wait(fault.seconds)
        if kind in ("hang", "close"):
            self.close_connection = True
        elif kind == "reset":
            self.close_connection = True
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            # Only a real close sends the RST; the base class would shut down politely first.
            self.rfile.close()
            self.connection.close()
        elif fault and kind == "status_after_accept":
            self._send(fault.reply)
        else:
            self._send(reply, is_cut=kind == "cut")
            self.close_connection = self.close_connection or kind in ("cut", "answer_then_close")

    def _send(self, reply: Reply, is_cut: bool = False) -> None:
        payload = reply.payload()
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 204:
            self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload[: len(payload) // 2] if is_cut else payload)


def milliseconds() -> int:
    """Return the time as the vendors write it."""
    return int(time.time() * 1000)
