"""A server on this machine with the batch services of both providers, in their wire formats.

Answers come from a function of the request's body; a batch is in progress for the first `looks` times that it is looked
at. `on_hand_in` is called when a batch was taken and before that is answered.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Say = Callable[[dict[str, Any]], Any]
"""Body of a request -> (status, answer's body), or a word: expired, canceled."""


@dataclass
class Batch:
    id: str
    requests: list[dict[str, Any]]
    metadata: dict[str, str] = field(default_factory=dict)
    looks: int = 0
    canceled: bool = False


@dataclass
class Services:
    url: str
    say: Say
    looks: int = 2
    batches: dict[str, Batch] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    on_hand_in: Callable[[], int | None] = lambda: None
    refused: str = ""
    knows_key: bool = True
    log: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def asked(self) -> list[str]:
        """The names of all requests of all batches."""
        return [request["custom_id"] for batch in self.batches.values() for request in batch.requests]

    def has_ended(self, batch: Batch) -> bool:
        return batch.looks > self.looks


def _body(request: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = request.get("params") or request["body"]
    return found


def _anthropic(services: Services, method: str, path: str, raw: bytes) -> tuple[int, Any]:
    if method == "POST":
        batch = _taken(services, "msgbatch_", json.loads(raw)["requests"], {})
        failing = services.on_hand_in()
        return (failing, _anthropic_error("api_error")) if failing else (200, _message_batch(services, batch))
    named = re.fullmatch(r"/v1/messages/batches/(\w+)(/results)?", path)
    if named is None:
        listed = [_message_batch(services, each) for each in reversed(services.batches.values())]
        return 200, {"data": listed, "has_more": False, "first_id": None, "last_id": None}
    batch = services.batches[named[1]]
    if not named[2]:
        batch.looks += 1
        return 200, _message_batch(services, batch)
    return 200, b"".join(
        json.dumps({"custom_id": each["custom_id"], "result": _result(services, each)}).encode() + b"\n"
        for each in reversed(batch.requests)
    )


def _result(services: Services, request: dict[str, Any]) -> dict[str, Any]:
    said = services.say(_body(request))
    if isinstance(said, str):
        return {"type": said}
    status, body = said
    return {"type": "succeeded", "message": body} if status == 200 else {"type": "errored", "error": body}


def _anthropic_error(kind: str) -> dict[str, Any]:
    return {"type": "error", "error": {"type": kind, "message": "no"}, "request_id": None}


def _message_batch(services: Services, batch: Batch) -> dict[str, Any]:
    ended, count = services.has_ended(batch), len(batch.requests)
    counts = {"processing": 0 if ended else count, "succeeded": count if ended else 0}
    return {
        "id": batch.id, "type": "message_batch", "processing_status": "ended" if ended else "in_progress",
        "request_counts": {**counts, "errored": 0, "canceled": 0, "expired": 0},
        "created_at": "2026-11-23T10:00:00Z", "expires_at": "2026-11-24T10:00:00Z",
        "ended_at": "2026-11-23T10:05:00Z" if ended else None,
        "results_url": "https://elsewhere.example/results" if ended else None,
    }  # fmt: skip


def _openai(services: Services, method: str, path: str, raw: bytes) -> tuple[int, Any]:
    if path == "/v1/files":
        name = f"file-{len(services.files)}"
        services.files[name] = _uploaded(raw)
        return 200, {
            "id": name, "object": "file", "bytes": len(raw), "created_at": 1, "filename": "x", "purpose": "batch",
            "status": "processed",
        }  # fmt: skip
    content = re.fullmatch(r"/v1/files/([\w-]+)/content", path)
    if content:
        return 200, services.files[content[1]]
    if method == "POST":
        asked = json.loads(raw)
        lines = services.files[asked["input_file_id"]].splitlines()
        batch = _taken(services, "batch_", [json.loads(line) for line in lines], asked.get("metadata") or {})
        failing = services.on_hand_in()
        return (failing, {"error": {"message": "no", "code": "x"}}) if failing else (200, _batch(services, batch))
    named = re.fullmatch(r"/v1/batches/(\w+)", path)
    if named is None:
        listed = [_batch(services, each) for each in reversed(services.batches.values())]
        return 200, {"object": "list", "data": listed, "has_more": False}
    batch = services.batches[named[1]]
    batch.looks += 1
    return 200, _batch(services, batch)


def _uploaded(raw: bytes) -> bytes:
    """The file in a form of several parts."""
    boundary = raw.split(b"\r\n", 1)[0]
    part = next(part for part in raw.split(boundary) if b"filename=" in part)
    return part.split(b"\r\n\r\n", 1)[1].removesuffix(b"\r\n")


def _batch(services: Services, batch: Batch) -> dict[str, Any]:
    ended, count = services.has_ended(batch), len(batch.requests)
    status = "failed" if services.refused else "completed" if ended else "in_progress"
    refused = {"object": "list", "data": [{"code": services.refused, "message": "no", "line": None, "param": None}]}
    found: dict[str, Any] = {
        "id": batch.id, "object": "batch", "endpoint": "/v1/chat/completions", "completion_window": "24h",
        "created_at": 1, "input_file_id": "file-0", "status": status, "metadata": batch.metadata,
        "errors": refused if services.refused else None, "output_file_id": None, "error_file_id": None,
        "request_counts": {"total": count, "completed": count if ended else 0, "failed": 0},
    }  # fmt: skip
    if ended and not services.refused:
        for key, good in (("output_file_id", True), ("error_file_id", False)):
            lines = [line for line in (_outcome(services, each, good) for each in reversed(batch.requests)) if line]
            if lines:
                found[key] = f"{batch.id}-{good}"
                services.files[found[key]] = b"".join(lines)
    return found


def _outcome(services: Services, request: dict[str, Any], good: bool) -> bytes | None:
    said = services.say(_body(request))
    lapsed = isinstance(said, str)
    status, body = (0, None) if lapsed else said
    if good != (status == 200):
        return None
    error = {"code": f"batch_{said}", "message": "no"} if lapsed else None
    response = None if lapsed else {"status_code": status, "request_id": "r", "body": body}
    line = {"id": "x", "custom_id": request["custom_id"], "response": response, "error": error}
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _taken(services: Services, prefix: str, requests: list[dict[str, Any]], metadata: dict[str, str]) -> Batch:
    batch = Batch(f"{prefix}{len(services.batches)}", requests, metadata)
    services.batches[batch.id] = batch
    return batch


@contextmanager
def serving_batches(say: Say, port: int = 0) -> Iterator[Services]:
    class Handler(BaseHTTPRequestHandler):
        def _reply(self) -> None:
            raw = self.rfile.read(int(self.headers["content-length"] or 0))
            path = self.path.split("?")[0]
            with services.lock:
                services.log.append(f"{self.command} {path}")
                serve = _anthropic if "messages" in path else _openai
                no: tuple[int, Any] = (401, _anthropic_error("authentication_error"))
                status, content = serve(services, self.command, path, raw) if services.knows_key else no
            body = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            kind = "application/x-jsonl" if isinstance(content, bytes) else "application/json"
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _reply  # noqa: N815  (the base class's names)

        def log_message(self, *_: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    http.daemon_threads = True
    services = Services(f"http://127.0.0.1:{http.server_port}", say)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield services
    finally:
        http.shutdown()
        http.server_close()
