"""Many people on the page at once, for minutes: whether memory grows and whether anyone is shown another's text.

    python -m benchmarks.soak [--minutes N] [--visitors N] [--pause SECONDS]

Starts `auditor web` on a free port of this machine and speaks to it as browsers do, through Streamlit's websocket. Each
visitor pastes posting after posting, edits the title, downloads the report and now and then closes the tab and comes
back as somebody new. Every pasted text carries words of its own, and everything that the server sends to a visitor is
searched for the words of the others, as is its log for any. Prints the server's resident memory each half minute
(Linux: /proc). Exit code 1 when words went astray, an answer failed, or the server's own memory (pages of files apart)
grew by 2% or more after the third minute.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Thread
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from auditor.ui.examples import EXAMPLES, example_text

ROOT = Path(__file__).parents[1]
FIELD, TITLE = "The posting, title line first", "Title (judged as you type)"
PASTE, AGAIN, DOWNLOAD = "Audit this posting", "New posting", "HTML"
PAGES = ("", "batch", "review", "roles")
WARM_SECONDS, SAMPLE_SECONDS, ANSWER_SECONDS = 180, 30, 60
MOST_GROWTH = 0.02
POSTINGS_A_VISIT = 2
LARGEST_MESSAGE = 1 << 26
_WORD = re.compile(rb"canary[0-9a-f]{16}")


@dataclass(frozen=True)
class Sample:
    """MiB held after so many seconds, and how much of it is the process's own."""

    seconds: float
    resident: float
    own: float


@dataclass
class Tally:
    """What all visitors did and saw; faults are in words."""

    postings: int = 0
    visits: int = 0
    downloads: int = 0
    received: int = 0
    faults: list[str] = field(default_factory=list)


class Tab:
    """One open page: what its elements are called, and what the server sent."""

    def __init__(self, port: int, tally: Tally, connected: ClientConnection) -> None:
        self._port, self._tally, self._socket = port, tally, connected
        self._session = ""
        self._elements: dict[str, str] = {}
        self._files: dict[str, str] = {}
        self._kept: dict[str, ForwardMsg] = {}
        self.own: set[bytes] = set()
        tally.visits += 1

    def run(self, page: str = "", **values: str | bool) -> bytes:
        """Lets the page run with the widgets of these labels set (True presses a button); all that came back."""
        told = BackMsg()
        told.rerun_script.page_name = page
        told.rerun_script.cached_message_hashes.extend(self._kept)
        for label, value in values.items():
            told.rerun_script.widget_states.widgets.append(self._state(label, value))
        self._elements, self._files = {}, {}
        return self._asked(told, lambda message: message.WhichOneof("type") == "script_finished")

    def _state(self, label: str, value: str | bool) -> WidgetState:
        name = self._elements[label]
        if isinstance(value, bool):
            return WidgetState(id=name, trigger_value=value)
        return WidgetState(id=name, string_value=value)

    def download(self, label: str) -> bytes:
        """The file that the button of this label gives."""
        told = BackMsg()
        told.backend_operation_request.request_id = "1"
        told.backend_operation_request.session_id = self._session
        told.backend_operation_request.deferred_file.file_id = self._files[label]
        address = ""

        def is_answer(message: ForwardMsg) -> bool:
            nonlocal address
            address = message.backend_operation_response.deferred_file.url
            return message.WhichOneof("type") == "backend_operation_response"

        self._asked(told, is_answer)
        with urlopen(f"http://127.0.0.1:{self._port}{address}", timeout=ANSWER_SECONDS) as answer:
            content: bytes = answer.read()
        self._tally.downloads += 1
        return self._seen(content)

    def _asked(self, told: BackMsg, is_last: Callable[[ForwardMsg], bool]) -> bytes:
        self._socket.send(told.SerializeToString())
        received = []
        while True:
            raw = self._socket.recv(ANSWER_SECONDS, decode=False)
            received.append(self._seen(raw))
            message = self._noted(ForwardMsg.FromString(raw))
            if is_last(message):
                return b"".join(received)

    def _noted(self, message: ForwardMsg) -> ForwardMsg:
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            return self._noted(self._kept[message.ref_hash])
        if message.metadata.cacheable:
            self._kept[message.hash] = message
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            shown = getattr(element, element.WhichOneof("type"))
            if element.WhichOneof("type") in ("text_area", "text_input", "button", "download_button"):
                self._elements[shown.label] = shown.id
            if element.WhichOneof("type") == "download_button":
                self._files[shown.label] = shown.deferred_file_id
        return message

    def _seen(self, raw: bytes) -> bytes:
        self._tally.received += len(raw)
        if astray := set(_WORD.findall(raw)) - self.own:
            self._tally.faults.append(f"another's words were sent: {sorted(astray)[:3]}")
        return raw


def visit(port: int, tally: Tally, random: Random, pause: Callable[[], bool], postings: int = POSTINGS_A_VISIT) -> None:
    """Opens a tab, audits some postings in it, looks at another page, and closes it; `pause` says to go on."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    options = {"subprotocols": [Subprotocol("streamlit")], "max_size": LARGEST_MESSAGE, "open_timeout": ANSWER_SECONDS}
    with connect(address, ping_interval=None, **options) as connected:  # browsers do not ping either
        tab = Tab(port, tally, connected)
        tab.run()
        for _ in range(postings):
            if not pause():
                return
            word = f"canary{random.getrandbits(64):016x}"
            tab.own.add(word.encode())
            _one_posting(tab, word, random, tally, pause)
        tab.run(random.choice(PAGES))


def _one_posting(tab: Tab, word: str, random: Random, tally: Tally, pause: Callable[[], bool]) -> None:
    title, _, rest = example_text(random.choice(EXAMPLES).key).partition("\n")
    shown = tab.run(**{FIELD: f"{title} {word}\n{rest}\n- Keep {word} running for our customers\n", PASTE: True})
    tally.postings += 1
    if shown.count(word.encode()) < 2:
        tally.faults.append("a pasted posting was not shown")
    if pause():
        tab.run(**{TITLE: f"Data Scientist {word}"})
    if pause() and word.encode() not in tab.download(DOWNLOAD):
        tally.faults.append("a downloaded report is not that of the posting")
    if pause():
        tab.run(**{AGAIN: True})


def visitor(port: int, tally: Tally, number: int, pause: float, over: Event) -> None:
    """Visits until it is over."""
    random = Random(number)
    while not over.wait(random.uniform(0.0, pause)):
        try:
            visit(port, tally, random, lambda: not over.wait(random.uniform(0.5, 1.5) * pause))
        except (OSError, KeyError, WebSocketException) as error:
            tally.faults.append(f"visitor {number}: {error!r}")


@contextmanager
def served(tally: Tally) -> Iterator[tuple[int, int]]:
    """The port and process of `auditor web`, started for this, with nobody's key and a store of its own.

    What it said is searched at its end: no pasted word belongs into a log.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
        kept |= {"AUDITOR_STORE": str(Path(folder) / "reviews.db")}
        command = [sys.executable, "-m", "auditor", "web", "--port", str(port)]
        log = Path(folder) / "log"
        with log.open("wb") as said:
            server = subprocess.Popen(command, cwd=ROOT, env=kept, stdout=said, stderr=subprocess.STDOUT)
        try:
            _wait_until_up(port, server)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait(timeout=20)
        if _WORD.search(log.read_bytes()):
            tally.faults.append("pasted words are in the server's log")


def _wait_until_up(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the page did not come up")


def resident(process: int) -> tuple[float, float]:
    """MiB of memory that the process holds, and its own part of it: without pages of files, which may go and return."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    sizes = {name: rest.split()[0] for name, _, rest in (line.partition(":") for line in lines) if rest.strip()}
    held, own, swapped = (int(sizes[name]) / 1024 for name in ("VmRSS", "RssAnon", "VmSwap"))
    return held, own + swapped


def watched(process: int, seconds: float, tally: Tally) -> list[Sample]:
    """Samples until the time is up, printed as they come."""
    started, samples = time.monotonic(), []
    for number in itertools.count():
        time.sleep(max(0.0, started + number * SAMPLE_SECONDS - time.monotonic()))
        passed = time.monotonic() - started
        samples.append(Sample(passed, *resident(process)))
        print(f"{passed:4.0f} s {samples[-1].resident:8.1f} MiB resident, {samples[-1].own:6.1f} its own; "
              f"{tally.visits} visits, {tally.postings} postings, {tally.downloads} downloads, "
              f"{len(tally.faults)} faults", flush=True)  # fmt: skip
        if passed + SAMPLE_SECONDS > seconds + 1:
            return samples
    raise AssertionError("counting ends never")


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--pause", type=float, default=4.0, help="seconds that a visitor takes before each action")
    wanted = parser.parse_args()
    tally, over = Tally(), Event()
    with served(tally) as (port, process):
        visitors = [
            Thread(target=visitor, args=(port, tally, number, wanted.pause, over)) for number in range(wanted.visitors)
        ]
        for each in visitors:
            each.start()
        try:
            samples = watched(process, wanted.minutes * 60, tally)
        finally:
            over.set()
            for each in visitors:
                each.join()
    return reported(samples, tally)


def reported(samples: list[Sample], tally: Tally) -> int:
    """Prints what it came to; the exit code."""
    print(f"{tally.received / 1e6:,.0f} MB received and searched; faults: {len(tally.faults)}")
    for fault in tally.faults[:10]:
        print(f"  {fault}")
    warm = [sample for sample in samples if sample.seconds >= WARM_SECONDS - 1]
    if not warm:
        print("shorter than three minutes: nothing is said of growth")
        return int(bool(tally.faults))
    growth = warm[-1].own / warm[0].own - 1
    print(f"after minute 3: resident {warm[0].resident:.1f} to {warm[-1].resident:.1f} MiB "
          f"({warm[-1].resident / warm[0].resident - 1:+.2%}), its own {warm[0].own:.1f} to {warm[-1].own:.1f} MiB "
          f"({growth:+.2%})")  # fmt: skip
    return int(bool(tally.faults) or growth >= MOST_GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
