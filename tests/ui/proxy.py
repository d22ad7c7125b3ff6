"""A small proxy on this machine that adds headers to every answer and passes websockets through, as nginx would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread

_LONGEST_HEAD = 1 << 16


@contextmanager
def proxied(target: int, headers: Mapping[str, str]) -> Iterator[str]:
    """The proxy's address, before the server on port `target` of this machine."""
    loop = asyncio.new_event_loop()

    connections = set()  # asyncio itself holds them weakly

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.add(asyncio.current_task())
        try:
            await _exchange(reader, writer, target, headers)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the browser, the page or the test has ended, and with it this connection
        finally:
            writer.close()
            connections.discard(asyncio.current_task())

    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = asyncio.start_server(serve, "127.0.0.1", 0, limit=_LONGEST_HEAD)
    server = asyncio.run_coroutine_threadsafe(starting, loop).result()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        asyncio.run_coroutine_threadsafe(_end_connections(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end_connections() -> None:
    open_ones = asyncio.all_tasks() - {asyncio.current_task()}
    for each in open_ones:
        each.cancel()
    await asyncio.gather(*open_ones, return_exceptions=True)


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: int, headers: Mapping[str, str]
) -> None:
    """One request and its answer; after an upgrade, whatever either side sends."""
    asked = await reader.readuntil(b"\r\n\r\n")
    inner, outer = await asyncio.open_connection("127.0.0.1", target, limit=_LONGEST_HEAD)
    upgrade = b"\r\nupgrade: websocket" in asked.lower()
    outer.write(asked if upgrade else _with(_without(asked, b"connection"), {"Connection": "close"}))

    async def answered() -> None:
        writer.write(_with(await inner.readuntil(b"\r\n\r\n"), headers))
        await _pass(inner, writer)

    both = [asyncio.create_task(_pass(reader, outer)), asyncio.create_task(answered())]
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in both:
            each.cancel()
        outer.close()
    await asyncio.gather(*both, return_exceptions=True)


def _with(head: bytes, headers: Mapping[str, str]) -> bytes:
    return head[:-2] + "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode("latin-1") + b"\r\n"


def _without(head: bytes, name: bytes) -> bytes:
    return b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith(name + b":"))


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(_LONGEST_HEAD):
        writer.write(data)
        await writer.drain()
