"""A private PostgreSQL cluster on a socket in a temporary folder, from Debian's package."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ACCOUNT = "nobody"


def binaries() -> Path | None:
    """The folder of the newest version's programs; None when it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def cluster(folder: Path, programs: Path) -> Iterator[str]:
    """Runs a server in the folder; gives the URL of an empty database. A server refuses to run as root."""
    data, user = folder / "data", _unprivileged(folder)
    base = ["-D", str(data)]
    _run(programs / "initdb", *base, "-U", "auditor", "-A", "trust", "-E", "UTF8", "--no-sync", user=user, cwd=folder)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    _run(programs / "pg_ctl", *base, "-w", "-l", str(folder / "log"), "-o", options, "start", user=user, cwd=folder)
    try:
        yield f"postgresql://auditor@/postgres?host={folder}"
    finally:
        _run(programs / "pg_ctl", *base, "-m", "immediate", "stop", user=user, cwd=folder)


def _unprivileged(folder: Path) -> str | None:
    if os.geteuid() != 0:
        return None
    account = pwd.getpwnam(_ACCOUNT)
    shutil.chown(folder, account.pw_uid, account.pw_gid)
    return _ACCOUNT


def _run(program: Path, *arguments: str, user: str | None, cwd: Path) -> None:
    done = subprocess.run(
        [program, *arguments], user=user, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
