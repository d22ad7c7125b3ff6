import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from auditor.cli.entry import run
from auditor.cli.web_command import page_files, streamlit_arguments
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


def test_the_server_is_local_headless_and_silent() -> None:
    page, config = page_files()
    assert page == ROOT / "app.py"
    arguments = streamlit_arguments(page, config, "127.0.0.1", 9000)
    assert arguments[:2] == ["run", str(page)]
    assert {
        "--server.address=127.0.0.1",
        "--server.port=9000",
        "--server.headless=true",
        "--browser.gatherUsageStats=false",
    } <= set(arguments)


def test_a_port_in_use_is_a_clear_error(capfd: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["web", "--port", str(port)]) == 2
    assert f"error: port {port} is in use" in capfd.readouterr().err


def test_the_page_is_served_from_anywhere_with_an_empty_home(tmp_path: Path) -> None:
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PORT": str(port), "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        [sys.executable, "-m", "auditor", "web"], env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL
    )
    try:
        assert answer(f"http://127.0.0.1:{port}/_stcore/health") == b"ok"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)
    assert list(tmp_path.iterdir()) == []


def answer(url: str) -> bytes:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310
                return bytes(response.read())
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer from {url}")
