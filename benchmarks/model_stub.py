"""A server on this machine that stands in for a language model, with a set latency and set failures.

    python -m benchmarks.model_stub [--latency 1.0] [--failures 0.2] [--port 0]

Prints its address, under which /chat/completions and /messages say of every posting that it is of another profession,
after `--latency` seconds. A share of the requests, `--failures`, gets 429 or 500 in turn, at once, as a gateway that
sheds load answers. `GET /counts` says how often each posting that holds "reference row N" was answered well, by N, and
`GET /span` how many seconds lay between the first request and the last answer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import time
from collections import Counter

ROW = re.compile(rb"reference row (\d+)")
_ASKED = {"value": "no", "statements": []}
ANSWER = {
    "work": [], "role": "other", "secondary_role": None, "alternative_role": None, "confidence": 0.9,
    "custom_models": _ASKED, "core_product": _ASKED, "systems": [], "scale": [], "success": [], "data_infra": [],
}  # fmt: skip
_SAID = json.dumps(ANSWER)
COMPLETION = {
    "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "stub",
    "choices": [
        {"index": 0, "message": {"role": "assistant", "content": _SAID}, "finish_reason": "stop"}
    ],
    "usage": {"prompt_tokens": 2000, "completion_tokens": 100, "total_tokens": 2100},
}  # fmt: skip
MESSAGE = {
    "id": "msg_1", "type": "message", "role": "assistant", "model": "stub",
    "content": [{"type": "text", "text": _SAID}], "stop_reason": "end_turn", "stop_sequence": None,
    "usage": {"input_tokens": 2000, "output_tokens": 100},
}  # fmt: skip


_ENCODED = {name: json.dumps(answer).encode() for name, answer in (("openai", COMPLETION), ("anthropic", MESSAGE))}
_REFUSED = b'{"error": {"message": "no", "type": "stub", "code": "stub"}}'


class Stub:
    """Its latency and failures, and what it has answered."""

    def __init__(self, latency: float, failures: float) -> None:
        self.latency = latency
        self.failures = failures
        self.counts: Counter[int] = Counter()
        self.requests = 0
        self._owed = 0.0
        self._first = self._last = 0.0

    async def serve(self, port: int = 0) -> asyncio.Server:
        """Listens on this machine only."""
        return await asyncio.start_server(self._converse, "127.0.0.1", port)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
                body = await reader.readexactly(int(length[1])) if length else b""
                status, content = await self._answer(head, body)
                writer.write(
                    b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
                    % (status, len(content), content)
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answer(self, head: bytes, body: bytes) -> tuple[int, bytes]:
        if head.startswith(b"GET /counts"):
            return 200, json.dumps({str(row): count for row, count in self.counts.items()}).encode()
        if head.startswith(b"GET /span"):
            return 200, json.dumps({"seconds": self._last - self._first, "requests": self.requests}).encode()
        self.requests += 1
        self._first = self._first or time.monotonic()
        self._owed += self.failures
        if self._owed >= 1:
            self._owed -= 1
            return (429, 500)[self.requests % 2], _REFUSED
        await asyncio.sleep(self.latency)
        self._last = time.monotonic()
        found = ROW.search(body)
        self.counts[int(found[1]) if found else -1] += 1
        return 200, _ENCODED["anthropic" if b"/messages " in head[:80] else "openai"]


async def _main(latency: float, failures: float, port: int) -> None:
    server = await Stub(latency, failures).serve(port)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await server.serve_forever()


def main() -> None:
    """Serves until it is ended."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--latency", type=float, default=1.0)
    parser.add_argument("--failures", type=float, default=0.0)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    asyncio.run(_main(options.latency, options.failures, options.port))


if __name__ == "__main__":
    main()
