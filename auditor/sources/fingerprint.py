"""Fingerprints of inputs, so that a run goes on only with the input it began with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

__all__ = ["file_fingerprint"]


def file_fingerprint(file: Path, mapping: Mapping[str, str]) -> Callable[[], str]:
    """A function that gives the sha256 of the file's bytes and of the mapping, in hexadecimal; it reads once."""
    return cache(partial(_fingerprint, file, dict(mapping)))


def _fingerprint(file: Path, mapping: Mapping[str, str]) -> str:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    digest.update(json.dumps(sorted(mapping.items())).encode())
    return digest.hexdigest()
