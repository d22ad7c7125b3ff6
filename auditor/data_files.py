"""The data files that travel in the package, parsed, and what is wrong with one in words."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from pydantic import ValidationError

from auditor.errors import DataError

__all__ = ["first_fault", "packaged_toml"]


def packaged_toml(package: str, name: str) -> dict[str, Any]:
    """The TOML file `name` in the folder `data` of a package such as "auditor.pay", parsed.

    Raises:
        DataError: the file is not TOML.
    """
    raw = resources.files(package).joinpath("data", name).read_text("utf-8")
    try:
        return tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}", "Correct the file; it must be TOML.") from error


def first_fault(error: ValidationError, whole: str) -> str:
    """The first fault of a file's content as "rows.0.source: what is wrong"; `whole` is the place of the file's own."""
    first = error.errors()[0]
    return f"{'.'.join(map(str, first['loc'])) or whole}: {first['msg']}"
