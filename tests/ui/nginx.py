"""nginx from Debian's package on a port of this machine, set up by the documented file."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ports import free_port

NAME, PASSWORD = "ana", "the test's own"
_START_SECONDS = 60
_CERTIFICATE = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -keyout auditor.key -out auditor.crt"
_AROUND = """daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/auditor.conf;
}}
"""


@contextmanager
def served_by_nginx(documented: Path, target: int, folder: Path) -> Iterator[str]:
    """The address of a server with the documented settings before the page on port `target`; `folder` is its own."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    folder.mkdir()
    port = free_port()
    settings = documented.read_text("utf-8")
    for said, here in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("/etc/nginx/", f"{folder}/"),
        ("http://127.0.0.1:8501;", f"http://127.0.0.1:{target};"),
    ):
        assert said in settings
        settings = settings.replace(said, here)
    (folder / "auditor.conf").write_text(settings, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # nobody may not write into a test's folder
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, user=user), "utf-8")
    _secrets(folder)
    command = [program, "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(port, server, folder)
            yield f"https://127.0.0.1:{port}"
        finally:
            server.terminate()


def _secrets(folder: Path) -> None:
    subprocess.run(["openssl", *_CERTIFICATE.split()], cwd=folder, check=True, capture_output=True)
    hashed = subprocess.run(["openssl", "passwd", "-apr1", PASSWORD], check=True, capture_output=True, text=True)
    (folder / "auditor.users").write_text(f"{NAME}:{hashed.stdout}", "utf-8")


def _wait(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, (folder / "error.log").read_text("utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nginx did not come up")
