"""`auditor web`: serves the page of this installation."""

from __future__ import annotations

import errno
import socket
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import auditor
from auditor.errors import UsageError

__all__ = ["page_files", "streamlit_arguments", "web_command"]


def web_command(host: str, port: int) -> int:
    """Serves until interrupted; returns the exit code."""
    page, config = page_files()
    _check_free(host, port)
    from streamlit.web import cli

    sys.argv = ["streamlit", *streamlit_arguments(page, config, host, port)]
    print(f"The page is at http://{host}:{port} (Ctrl-C stops it)", flush=True)
    return int(cli.main(standalone_mode=False) or 0)


def page_files() -> tuple[Path, Path]:
    """The page and its server's configuration: inside the package when installed, beside it in a checkout.

    Raises:
        UsageError: neither is there.
    """
    package = Path(auditor.__file__).parent
    checkout = package.parent
    for page, config in (
        (package / "_app.py", package / "_streamlit.toml"),
        (checkout / "app.py", checkout / ".streamlit" / "config.toml"),
    ):
        if page.is_file():
            return page, config
    raise UsageError("this installation has no page", "Install the auditor again, from its wheel or its checkout.")


def streamlit_arguments(page: Path, config: Path, host: str, port: int) -> list[str]:
    """The server's arguments: the configuration file's options, then address and port.

    As flags they hold wherever the command is run; the file itself is read by Streamlit only beside the page.
    """
    options = dict(_flat(tomllib.loads(config.read_text("utf-8"))))
    options |= {"server.address": host, "server.port": port}
    return ["run", str(page), *(f"--{name}={_written(value)}" for name, value in options.items())]


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


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
