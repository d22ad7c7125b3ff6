"""The time that an audit takes on long repeated inputs made from every regular expression of the package.

The expressions are those that the package really compiles: `re`'s compiler is watched while every module is imported
and every sample posting audited. Each gives inputs made from its own parts: what comes before a repetition, what is
repeated, and nothing that would let it end. An input four times as long may take about four times as long in the
program, whose prefilters and windows count: what takes nine times as long is reported.

Run as `python -m tests.fuzz.patterns [EVERY]` (every how manyth input is tried, 1 unless told): prints the counts, and
as JSON on its last line what is slow.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import pkgutil
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from re import _compiler as compiler, _constants as constants  # type: ignore[attr-defined] # isort: skip
from re import _parser as parser  # type: ignore[attr-defined] # isort: skip

DUTIES = "AI Engineer\n\nResponsibilities\n- Build models and deploy them for our customers\n"
ROOT = Path(__file__).parents[2]
SHORT, LONG = 2_000, 8_000
QUICK_SECONDS = 0.02
"""An audit that is through with the short input by then is linear, or its square does not matter."""
HOPELESS_SECONDS = 5.0
STEEPEST = 9.0
BOUNDED = 200
"""A repetition that ends by itself after so many is bounded."""
UNITS = (" ", "a", "A", "1", ",", "(", "\n", "\t", ".", "-", "<", "&", "0,", "a-", "a ", "A ", "$1 ", "1 - ", "\u00a0",
         "http://", "a@", "<a ", "* ", "\u200b", "1.")  # fmt: skip


class Watched:
    """The patterns that modules of the package compiled, with the module's file."""

    def __init__(self) -> None:
        self.files: dict[re.Pattern[str], str] = {}
        self._compile = compiler.compile

    def __call__(self, pattern: Any, flags: int = 0) -> Any:
        compiled = self._compile(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and "/re/" in frame.f_code.co_filename:
            frame = frame.f_back
        if "/auditor/" in frame.f_code.co_filename and isinstance(compiled.pattern, str):
            self.files[compiled] = frame.f_code.co_filename
        return compiled


def watched() -> dict[re.Pattern[str], str]:
    """Every pattern that the package compiles on import and while it audits the samples."""
    watch = Watched()
    compiler.compile = watch
    import auditor

    for module in pkgutil.walk_packages(auditor.__path__, "auditor."):
        if not module.name.endswith(("_page", "__main__")) and ".migrations" not in module.name:
            for waiting in vars(importlib.import_module(module.name)).values():
                if type(waiting).__name__ == "_Waiting":
                    waiting.search("")
    for path in sorted((ROOT / "fixtures" / "postings").glob("*.toml")):
        sample = tomllib.loads(path.read_text("utf-8"))
        auditor.audit(auditor.Posting(sample["title"] or None, sample["text"]))
    return watch.files


def parts(tokens: Any, before: str = "") -> tuple[str, list[tuple[str, str]]]:
    """A text that the tokens match, and each repetition: what comes before it and what is repeated."""
    text, repeats = before, []
    for op, value in tokens:
        sampled, inner = _sampled(op, value, text)
        text, repeats = text + sampled, repeats + inner
    return text[len(before) :], repeats


def _sampled(op: Any, value: Any, before: str) -> tuple[str, list[tuple[str, str]]]:
    if op in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
        least, most, body = value
        sampled, inner = parts(body, before)
        found = [(before, sampled)] if most > BOUNDED and sampled else []
        return sampled * min(max(least, 1), most), inner + found
    if op in (constants.SUBPATTERN, constants.ATOMIC_GROUP):
        return parts(value[-1] if op is constants.SUBPATTERN else value, before)
    if op is constants.BRANCH:
        each = [parts(branch, before) for branch in value[1]]
        return each[0][0], [repeat for _, inner in each for repeat in inner]
    return _character(op, value), []


def _character(op: Any, value: Any) -> str:
    if op is constants.LITERAL:
        return chr(value)
    if op is constants.ANY:
        return "x"
    if op is constants.NOT_LITERAL:
        return "x" if chr(value) != "x" else "y"
    return _of_set(value) if op is constants.IN else ""


def _of_set(members: Any) -> str:
    if members[0][0] is constants.NEGATE:
        return next((char for char in "x y1,-." if not _in_set(members[1:], char)), "~")
    op, value = members[0]
    if op is constants.LITERAL:
        return chr(value)
    if op is constants.RANGE:
        return chr(value[0])
    return {constants.CATEGORY_DIGIT: "1", constants.CATEGORY_SPACE: " "}.get(value, "a")


def _in_set(members: Any, char: str) -> bool:
    for op, value in members:
        if op is constants.LITERAL and chr(value) == char:
            return True
        if op is constants.RANGE and value[0] <= ord(char) <= value[1]:
            return True
        if op is constants.CATEGORY and _in_category(value, char):
            return True
    return False


def _in_category(category: Any, char: str) -> bool:
    return {
        constants.CATEGORY_DIGIT: char.isdigit(), constants.CATEGORY_NOT_DIGIT: not char.isdigit(),
        constants.CATEGORY_SPACE: char.isspace(), constants.CATEGORY_NOT_SPACE: not char.isspace(),
        constants.CATEGORY_WORD: char.isalnum(), constants.CATEGORY_NOT_WORD: not char.isalnum(),
    }[category]  # fmt: skip


def attacks(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Texts of about this many characters that could make the pattern try again and again."""
    sample, repeats = parts(parser.parse(pattern.pattern, pattern.flags))
    for before, body in dict.fromkeys(repeats):
        yield before + body * (size // len(body)) + "\0"
        yield _long(before + body, size)
    for unit in dict.fromkeys((sample, sample[:-1], *UNITS)):
        if unit:
            yield _long(unit, size)


def _long(unit: str, size: int) -> str:
    return unit * max(1, size // len(unit)) + "\0"


def seconds(text: str) -> float:
    """Processor time of everything that an audit does with a text, as posting, title, pay field and page."""
    from auditor import Posting, audit
    from auditor.errors import InputError
    from auditor.sources.markup import text_of_markup

    start = process_time()
    with contextlib.suppress(InputError):
        audit(Posting(text[:2000], DUTIES + text, salary=text))
    text_of_markup(f"<p>{text}</p>")
    return process_time() - start


def slow(small: str, large: str) -> str | None:
    """What is slow and how much; None when the time grows with the length of the input."""
    first = seconds(small)
    if first < QUICK_SECONDS:
        return None
    first = min(first, seconds(small))
    second = seconds(large) if first < HOPELESS_SECONDS else first
    if first < HOPELESS_SECONDS and second > STEEPEST * max(first, QUICK_SECONDS):
        first, second = min(first, seconds(small)), min(second, seconds(large), seconds(large))
    if first < HOPELESS_SECONDS and second <= STEEPEST * max(first, QUICK_SECONDS):
        return None
    return f"{len(small)} characters {first:.3f} s, {len(large)} characters {second:.3f} s"


def main() -> None:
    """Prints the number of patterns and inputs, then a JSON object of the slow inputs."""
    logging.disable()
    found = watched()
    inputs = list(
        dict.fromkeys(
            pair for pattern in found for pair in zip(attacks(pattern, SHORT), attacks(pattern, LONG), strict=True)
        )
    )
    tried = inputs[:: int(sys.argv[1]) if len(sys.argv) > 1 else 1]
    seconds(DUTIES)
    faults = {}
    for small, large in tried:
        if fault := slow(small, large):
            print(repr(large[:60]), fault, file=sys.stderr, flush=True)  # noqa: T201
            faults[repr(large[:60])] = fault
    print(f"patterns {len(found)} inputs {len(tried)} of {len(inputs)} slow {len(faults)}")  # noqa: T201
    print(json.dumps(faults))  # noqa: T201


if __name__ == "__main__":
    main()
