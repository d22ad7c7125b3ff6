"""A server on this machine that answers as /v1/chat/completions and /v1/messages do, one scripted answer a request."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HELD_SECONDS = 300


@dataclass
class Answer:
    """What one request gets. `text` is the model's, wrapped as the protocol wants it; `raw` is sent as it is.

    `drip` sends a byte now and then for ever, `flood` chunks without an end; `drop` closes before and `killed` in the
    middle of the answer. `released` holds the answer back until it is set.
    """

    text: str = ""
    status: int = 200
    ending: str = ""
    error: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    wait: float = 0.0
    drip: bool = False
    flood: bool = False
    drop: bool = False
    killed: bool = False
    released: threading.Event | None = None


@dataclass
class Server:
    """Its address, and every request as path, headers (lower case) and body; the last answer is repeated."""

    url: str
    answers: list[Answer]
    requests: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [body for _, _, body in self.requests]


def chat_completion(answer: Answer) -> dict[str, Any]:
    refused = answer.ending == "refusal"
    message = {"role": "assistant", "content": None if refused else answer.text}
    if refused:
        message["refusal"] = answer.text
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "served",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop" if refused else answer.ending or "stop"}],
        "usage": {
            "prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050,
            "prompt_tokens_details": {"cached_tokens": 900},
        },
    }  # fmt: skip


def message(answer: Answer) -> dict[str, Any]:
    return {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "served",
        "content": [{"type": "text", "text": answer.text}] if answer.text else [],
        "stop_reason": answer.ending or "end_turn", "stop_sequence": None,
        "usage": {
            "input_tokens": 100, "output_tokens": 50, "cache_read_input_tokens": 900, "cache_creation_input_tokens": 0,
        },
    }  # fmt: skip


def send(handler: BaseHTTPRequestHandler, server: Server, answer: Answer) -> None:
    shape = message if handler.path == "/v1/messages" else chat_completion
    content = answer.raw
    if content is None:
        content = json.dumps(answer.error or shape(answer)).encode()
    handler.send_response(answer.status)
    for name, value in {"content-type": "application/json", **answer.headers}.items():
        handler.send_header(name, value)
    if not answer.flood:
        handler.send_header("content-length", str(10_000 if answer.drip else len(content)))
    handler.end_headers()
    while (answer.drip or answer.flood) and not server.closing.is_set():
        handler.wfile.write(b" " * (65_536 if answer.flood else 1))
        handler.wfile.flush()
        time.sleep(0 if answer.flood else 0.05)
    handler.wfile.write(content[: len(content) // 2] if answer.killed else content)


@contextmanager
def serving(*answers: Answer, models: Sequence[str] = ("served",), listing: bytes | None = None) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.requests.append((self.path, headers, body))
            answer = server.answers[min(len(server.requests), len(server.answers)) - 1]
            server.closing.wait(answer.wait)
            if answer.released:
                answer.released.wait(HELD_SECONDS)
            if not answer.drop:
                send(self, server, answer)

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            server.requests.append((self.path, headers, {}))
            listed = [
                {"id": name, "object": "model", "type": "model", "created": 1, "owned_by": "us"} for name in models
            ]
            content = listing or json.dumps({"object": "list", "data": listed, "has_more": False}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    http.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that gave up is part of the tests
    server = Server(f"http://127.0.0.1:{http.server_port}", list(answers))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        http.shutdown()
        http.server_close()
