"""Runs the commands of the documents in a copy of examples/, and compares how they end and what they print.

    python docs/run_commands.py [PAGE...]

Every fenced block marked `bash` or `console` is run, a page's blocks one after another in one folder. In `console`
blocks lines after `$ ` are commands and the others what they print; a line `...` stands for any lines. The info string
says the rest: `exit=1` is how the block's last command ends, `file=NAME` writes the block (of any kind) to that file
instead, and `not-run: REASON` leaves it out. Anything but loopback is unreachable for the commands. Exit code 1 when a
page says something else than what happens.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 600
"""Longest that the commands of a block may take, also on a busy machine."""
_FENCE = re.compile(r"^(?P<fence>```+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.M | re.S)
_OPTION = re.compile(r"\b(?P<name>exit|file)=(?P<value>\S+)")
_SHELLS = ("bash", "console")
_NO_NETWORK = """
import socket
def _refuse(address):
    host = address[0] if isinstance(address, tuple) else "localhost"
    if host not in ("127.0.0.1", "::1", "localhost"):
        raise ConnectionRefusedError(f"commands of the documents reach no network: {host}")
_connect, _resolve = socket.socket.connect, socket.getaddrinfo
def connect(self, address):
    _refuse(address)
    return _connect(self, address)
def getaddrinfo(host, *rest, **more):
    _refuse((host or "localhost",))
    return _resolve(host, *rest, **more)
socket.socket.connect, socket.getaddrinfo = connect, getaddrinfo
"""


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, what its info string says, and where it starts (line, from 1)."""

    line: int
    language: str
    body: str
    exit_code: int
    file: str | None
    reason: str | None

    @property
    def is_run(self) -> bool:
        """Whether its commands are run."""
        return self.language in _SHELLS and self.file is None and self.reason is None


@dataclass(frozen=True)
class Step:
    """Commands run at once, and what the page shows that they print (None: nothing is shown)."""

    script: str
    shown: str | None


def pages() -> list[Path]:
    """Every document whose commands are run."""
    single = ("README.md", "CONTRIBUTING.md", "prompts/README.md", "examples/README.md")
    return [*(ROOT / name for name in single), *sorted((ROOT / "docs").glob("*.md"))]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in _FENCE.finditer(text):
        language, _, rest = found["info"].strip().partition(" ")
        marked, reason = rest.partition("not-run:")[::2]
        options = {option["name"]: option["value"] for option in _OPTION.finditer(marked)}
        yield Block(
            text.count("\n", 0, found.start()) + 1, language, found["body"], int(options.get("exit", 0)),
            options.get("file"), reason.strip() if "not-run" in rest else None,
        )  # fmt: skip


def steps(block: Block) -> list[Step]:
    """The commands of a block: a `bash` block as a whole, a `console` block command by command."""
    if block.language == "bash":
        return [Step(block.body, None)]
    parts = re.split(r"^\$ ", block.body, flags=re.M)[1:]
    made = []
    for part in parts:
        lines = part.splitlines(keepends=True)
        last = next(n for n, line in enumerate(lines) if not line.rstrip("\n").endswith("\\"))
        made.append(Step("".join(lines[: last + 1]), "".join(lines[last + 1 :])))
    return made


def is_shown(shown: str, printed: str) -> bool:
    """Whether the output is what the page shows, where a line `...` stands for any lines."""
    expected = [line.rstrip() for line in shown.strip("\n").splitlines()]
    told = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())
    pattern = "".join(r"(?:[^\n]*\n)*" if line == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, told + "\n" if told else "") is not None


def environment(home: Path) -> dict[str, str]:
    """Variables of a new user: the command on the PATH, a home of its own, no key, no network."""
    commands, guard = home / "bin", home / "guard"
    commands.mkdir()
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(_NO_NETWORK, "utf-8")
    (commands / "auditor").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m auditor "$@"\n')
    (commands / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    for command in commands.iterdir():
        command.chmod(0o755)
    return {
        "PATH": f"{commands}:{os.environ['PATH']}", "HOME": str(home), "LANG": "C.UTF-8",
        "PYTHONPATH": f"{guard}:{ROOT}",
    }  # fmt: skip


def run_page(page: Path) -> tuple[list[str], int]:
    """Runs the blocks of a page; its faults in words, and how many blocks were run."""
    faults: list[str] = []
    count, name = 0, os.path.relpath(page, ROOT)
    with tempfile.TemporaryDirectory() as folder:
        here, home = Path(folder) / "examples", Path(folder) / "home"
        shutil.copytree(ROOT / "examples", here)
        home.mkdir()
        variables = environment(home)
        for block in blocks(page.read_text("utf-8")):
            if block.file:
                (here / block.file).write_text(block.body, "utf-8")
            elif block.is_run:
                count += 1
                faults += [f"{name}:{block.line}: {fault}" for fault in _run(block, here, variables)]
    return faults, count


def _run(block: Block, here: Path, variables: dict[str, str]) -> Iterator[str]:
    made = steps(block)
    for number, step in enumerate(made, 1):
        try:
            done = subprocess.run(  # noqa: S603
                ["/bin/bash", "-e", "-o", "pipefail", "-c", step.script],
                cwd=here, env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            yield f"not done after {SECONDS} s: {step.script.strip()}"
            return
        expected = block.exit_code if number == len(made) else 0
        if done.returncode != expected:
            said = f"{done.stdout[-500:]}{done.stderr[-2000:]}"
            yield f"exit code {done.returncode}, not {expected}: {step.script.strip()}\n{said}"
        elif step.shown and not is_shown(step.shown, done.stdout + done.stderr):
            yield f"prints something else: {step.script.strip()}\n{done.stdout}{done.stderr}"


def main() -> int:
    """Runs the pages and returns the exit code."""
    began = time.monotonic()
    chosen = [Path(name).resolve() for name in sys.argv[1:]] or pages()
    told = [run_page(page) for page in chosen]
    faults = [fault for found, _ in told for fault in found]
    for fault in faults:
        print(fault)
    ran = sum(count for _, count in told)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = f"{time.monotonic() - began:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of processor time"
    print(f"{ran} blocks of {len(chosen)} pages run in {took}: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
