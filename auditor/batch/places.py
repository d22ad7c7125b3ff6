"""Files of partitions, in a folder or at an address that fsspec knows (s3://, gs://, abfs://, ...)."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.errors import UnreadableInputError, UsageError

__all__ = ["Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, by path or by address; can be sent to another process."""

    address: str

    @property
    def is_remote(self) -> bool:
        """Whether fsspec has to be asked for it."""
        return "://" in self.address

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.address.rstrip("/").rsplit("/", 1)[-1]

    def files(self, ending: str) -> list[str]:
        """The files below that end so, by path from here, sorted; hidden ones are left out.

        Raises:
            UnreadableInputError: there is no such folder.
        """
        try:
            found = list(self._remote_files() if self.is_remote else self._local_files())
        except OSError as error:
            raise UnreadableInputError(f"cannot read {self.address}: {error}", "Check the address.") from error
        hidden = (file for file in found if not any(part.startswith((".", "_")) for part in file.split("/")))
        return sorted(file for file in hidden if file.lower().endswith(ending))

    def _local_files(self) -> Iterator[str]:
        root = Path(self.address)
        if not root.is_dir():
            raise NotADirectoryError(f"{root} is no folder")
        return (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())

    def _remote_files(self) -> Iterator[str]:
        system, root = self._system()
        return (file.removeprefix(root).lstrip("/") for file in system.find(root))

    @contextmanager
    def local(self, file: str) -> Iterator[Path]:
        """The file on this machine: itself, or a copy that goes away afterwards."""
        if not self.is_remote:
            yield Path(self.address) / file
            return
        system, root = self._system()
        with tempfile.TemporaryDirectory(prefix="auditor-") as scratch:
            copy = Path(scratch) / Path(file).name
            system.get_file(f"{root}/{file}", str(copy))
            yield copy

    def read(self, file: str) -> bytes | None:
        """The file's content; None when there is none."""
        try:
            if not self.is_remote:
                return (Path(self.address) / file).read_bytes()
            system, root = self._system()
            content: bytes = system.cat_file(f"{root}/{file}")
        except FileNotFoundError:
            return None
        return content

    def put(self, written: Path, file: str) -> None:
        """Puts a whole file there in one step; what stood there before is replaced."""
        if self.is_remote:
            system, root = self._system()
            system.makedirs(f"{root}/{file}".rsplit("/", 1)[0], exist_ok=True)
            system.put_file(str(written), f"{root}/{file}")
            return
        target = Path(self.address) / file
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        shutil.copyfile(written, part)
        part.replace(target)

    def _system(self) -> tuple[Any, str]:
        try:
            core = importlib.import_module("fsspec.core")
        except ImportError as error:
            raise UsageError(
                f"{self.address} needs fsspec", 'Install it: pip install "posting-auditor[ray]".'
            ) from error
        try:
            system, root = core.url_to_fs(self.address)
        except (ImportError, ValueError) as error:
            raise UsageError(f"cannot open {self.address}: {error}", "Install what fsspec needs for it.") from error
        return system, root.rstrip("/")
