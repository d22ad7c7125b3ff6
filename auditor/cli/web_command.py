"""`auditor web`: serves the page of this installation."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path

import auditor
from auditor.errors import UsageError

__all__ = ["page_file", "streamlit_arguments", "web_command"]


def web_command(host: str, port: int) -> int:
    """Serves until interrupted; returns the exit code."""
    _check_free(host, port)
    from streamlit.web import cli

    sys.argv = ["streamlit", *streamlit_arguments(page_file(), host, port)]
    print(f"The page is at http://{host}:{port} (Ctrl-C stops it)", flush=True)  # noqa: T201
    return int(cli.main(standalone_mode=False) or 0)


def page_file() -> Path:
    """The page: beside the package in a checkout, inside it when installed.

    Raises:
        UsageError: neither is there.
    """
    package = Path(auditor.__file__).parent
    for candidate in (package / "_app.py", package.parent / "app.py"):
        if candidate.is_file():
            return candidate
    raise UsageError("this installation has no page", "Install the auditor again, from its wheel or its checkout.")


def streamlit_arguments(page: Path, host: str, port: int) -> list[str]:
    """The server's arguments: local, headless, no first-run question, no telemetry, no watching of files."""
    options = {
        "server.address": host,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.showEmailPrompt": "false",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
    }
    return ["run", str(page), *(f"--{name}={value}" for name, value in options.items())]


def _check_free(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(f"port {port} is in use", "Choose another with --port or PORT.") from error
        raise UsageError(f"cannot listen on {host}:{port}: {error.strerror}", "Check --host and --port.") from error
