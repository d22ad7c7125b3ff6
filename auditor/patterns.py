"""Patterns that are compiled when a text first needs them.

Compiling the hundred patterns of a start costs more than twenty audits, and most texts need few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern"]


class _Waiting:
    """Stands for a pattern; its first use compiles it, and later ones find the compiled pattern's own methods."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The pattern, to be used as what `re.compile` gives; a mistake in it is found at its first use."""
    return cast("re.Pattern[str]", _Waiting(source, flags))
