"""Whether a line says something whole, or is a bare heading or a fragment such as "Data acquisition"."""

from __future__ import annotations

import re
from functools import cache

from auditor.data_files import packaged_toml
from auditor.patterns import pattern

__all__ = ["is_whole_line"]

_WORD = r"[^\W\d_][\w’'-]*+"
_FOUR_WORDS = pattern(rf"(?:[\W\d_]*+{_WORD}){{4}}")
_TWO_WORDS = pattern(rf"[\W\d_]*+({_WORD})[\W\d_]*+{_WORD}")


def is_whole_line(line: str) -> bool:
    """Whether a line has at least four words or opens with a verb of work ("Train models", "Building dashboards")."""
    if _FOUR_WORDS.match(line):
        return True
    two = _TWO_WORDS.match(line)
    return two is not None and two[1].lower() in _verbs()


@cache
def _verbs() -> frozenset[str]:
    """The verbs that open a line of work, as written there: "build", "builds", "building"."""
    verbs = str(packaged_toml("auditor.segment", "starters.toml")["verbs"]).lower().split()
    return frozenset(form for verb in verbs for form in (verb, f"{verb}s", f"{re.sub('e$', '', verb)}ing"))
