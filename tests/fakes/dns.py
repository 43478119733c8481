"""A name server on loopback, by UDP: what it was told, no such name, or silence."""

import socketserver
import threading
from types import TracebackType
from typing import Any, Self

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset


class FakeDns:
    """Answers TXT questions from `records`; with `is_silent` it answers nothing."""

    def __init__(self, records: dict[str, list[str]] | None = None) -> None:
        self.records = dict(records or {})
        self.is_silent = False
        self.asked: list[str] = []
        fake = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                packet, server = self.request
                reply = fake.answer(packet)
                if reply is not None:
                    server.sendto(reply, self.client_address)

        self._server = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    @property
    def address(self) -> str:
        """Return what DNS_SERVER is set to."""
        host, port = self._server.server_address[:2]
        return f"{host!s}:{port}"

    def answer(self, packet: bytes) -> bytes | None:
        """Return the wire form of one answer."""
        question = dns.message.from_wire(packet)
        name = question.question[0].name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        if self.is_silent:
            return None
        reply = dns.message.make_response(question)
        if name not in self.records:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        if texts := [_quoted(text) for text in self.records.get(name, ())]:
            reply.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "TXT", *texts))
        return reply.to_wire()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: Any, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _quoted(text: str) -> str:
    """Return a text in parts of 200 characters, as a zone file writes it."""
    parts = [text[start : start + 200] for start in range(0, len(text), 200)] or [""]
    return " ".join('"' + part.replace('"', '\\"') + '"' for part in parts)
