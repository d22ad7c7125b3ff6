"""Writes docs/benchmarks.md: every benchmark with its command, what it prints and what it needs."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

__all__ = ["NEEDS", "benchmarks_markdown"]

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"
LABELLED = "labelled postings, which are not in the repository"
POSTINGS = "postings, which are not in the repository"
NOTHING = "nothing else"
NEEDS = {
    "startup": NOTHING,
    "single": NOTHING,
    "throughput": POSTINGS,
    "batch": f"for `offline` {POSTINGS}; for `model` nothing else",
    "killing": NOTHING,
    "page": "Chromium",
    "store": NOTHING,
    "llm": NOTHING,
    "soak": NOTHING,
    "pay": NOTHING,
    "titles": LABELLED,
    "crossval": LABELLED,
    "stability": POSTINGS,
    "stuffing": POSTINGS,
    "formats": f"{LABELLED}; LibreOffice for PDF",
    "rewrite": LABELLED,
    "accuracy_page": "what the others printed",
    "fit_reader": f"{POSTINGS}, and the extra `fitting`",
    "fit_answers": LABELLED,
    "fit_sections": f"{POSTINGS}, and labels of their lines",
}
"""What a benchmark or fit needs beside the locked dependencies, in the order of the page."""
PARTS = {"model_stub", "perturb"}
"""Modules that the others use."""
_HEAD = """# Benchmarks

Generated from the docstrings in `benchmarks/` (`make docs`). `make bench` runs the quick ones. Figures depend on the
machine: those in [accuracy.md](accuracy.md) name the command that printed them; times are printed beside a yardstick of
the same machine where that can be. Labelled postings are JSON Lines with the keys that `auditor eval` takes. The
commands are run in a checkout, with `.venv/bin` on the PATH. One that takes seconds:

```console
$ python -m benchmarks.pay
...
```
"""
_USAGE = re.compile(r"^(?:Usage: )?(?=(?:python|PYTHON) )")


def benchmarks_markdown() -> str:
    """The page: the benchmarks in the order of NEEDS, then those that are not in it."""
    found = {path.stem for path in FOLDER.glob("*.py")} - PARTS - {"__init__"}
    order = [*(name for name in NEEDS if name in found), *sorted(found - set(NEEDS))]
    return _HEAD + "".join(_section(name, NEEDS.get(name, NOTHING)) for name in order)


def _section(name: str, need: str) -> str:
    text = ast.get_docstring(ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))) or ""
    return f"\n## {name}\n\n" + "\n\n".join(_paragraphs(text, need)) + f"\n\nNeeds: {need}.\n"


def _paragraphs(text: str, need: str) -> Iterator[str]:
    for part in text.split("\n\n"):
        usage = _USAGE.sub("", textwrap.dedent(part).strip())
        if usage.startswith("python "):
            reason = "has options to fill in" if need == NOTHING else f"needs {need.replace('`', '')}"
            yield f"```bash not-run: {reason}\n{usage}\n```"
        else:
            yield part
