"""Changes to a posting that leave the work it describes as it is."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise

from auditor.posting import Posting, Section, Segmentation, Statement

__all__ = ["PERTURBATIONS", "Perturbation"]

Perturbation = Callable[[Posting, Segmentation, random.Random], str | None]
"""The changed text, or None where the change does not apply to the posting."""

OTHER_COMPANIES = ("Ferrywell", "Norrland Timber", "Quaymark Labs", "Hollin Insurance", "Bright Orchard AI", "Tessel")
MARKS = ("-", "*", "\u2022", "\u2013", "\u25cf", "+")
WIDTH = 80
_MARK = re.compile(r"(?m)^([ \t]*)(?:[-*+\u2022\u00b7\u2013\u25aa\u25e6\u25cf\u25cb]|\d{1,2}[.)])(?=[ \t]+\S)")


def company_renamed(posting: Posting, _: Segmentation, rng: random.Random) -> str | None:
    """Another company's name wherever the text names the company."""
    name = (posting.company or "").strip()
    if len(name) < 3:
        return None
    new = rng.choice(OTHER_COMPANIES)
    text, count = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: new, posting.text, flags=re.IGNORECASE)
    return text if count else None


def bullets_shuffled(posting: Posting, cut: Segmentation, rng: random.Random) -> str | None:
    """The lines of each run of one-line statements of one section in another order; headings end a run."""
    changed, text = False, posting.text
    for run in _runs(text, cut):
        lines = [s.span.of(text) for s in run]
        mixed = rng.sample(lines, len(lines))
        changed |= mixed != lines
        first, last = run[0].start, run[-1].end
        between = [text[a.end : b.start] for a, b in pairwise(run)]
        joined = mixed[0] + "".join(gap + line for gap, line in zip(between, mixed[1:], strict=True))
        text = text[:first] + joined + text[last:]
    return text if changed else None


def _runs(text: str, cut: Segmentation) -> Iterator[list[Statement]]:
    """Runs of three or more statements that each fill a line; shuffling one keeps the offsets of the others."""
    run: list[Statement] = []
    for statement in cut.statements:
        follows = run and run[-1].section is statement.section and not _parted(text, cut, run[-1], statement)
        if not follows:
            if len(run) > 2:
                yield run
            run = []
        if _fills_line(text, statement) and statement.section is not Section.COMPANY:
            run = [*run, statement]
        else:
            if len(run) > 2:
                yield run
            run = []
    if len(run) > 2:
        yield run


def _parted(text: str, cut: Segmentation, one: Statement, two: Statement) -> bool:
    between = text[one.end : two.start]
    return "\n" not in between or any(one.end <= heading.start < two.start for heading in cut.headings)


def _fills_line(text: str, statement: Statement) -> bool:
    end = text.find("\n", statement.end)
    after = text[statement.end : len(text) if end < 0 else end]
    before = text[text.rfind("\n", 0, statement.start) + 1 : statement.start]
    return "\n" not in statement.span.of(text) and not re.search(r"\w", before + after)


def bullet_style_changed(posting: Posting, _: Segmentation, rng: random.Random) -> str | None:
    """Another mark before every bullet."""
    mark = rng.choice(MARKS)
    text, count = _MARK.subn(lambda match: match[1] + mark, posting.text)
    return text if count > 2 and text != posting.text else None


def lines_wrapped(posting: Posting, _: Segmentation, __: random.Random) -> str | None:
    """Lines broken at 80 columns, as a mail program does."""
    lines = posting.text.split("\n")
    if all(len(line) <= WIDTH for line in lines):
        return None
    return "\n".join(
        "\n".join(textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)) if line.strip() else line
        for line in lines
    )


def headings_upper_cased(posting: Posting, cut: Segmentation, _: random.Random) -> str | None:
    """Every heading in capitals."""
    text = posting.text
    for heading in sorted(cut.headings, reverse=True):
        text = text[: heading.start] + heading.of(text).upper() + text[heading.end :]
    return text if text != posting.text else None


def company_blurb_removed(posting: Posting, cut: Segmentation, _: random.Random) -> str | None:
    """The statements about the company left out."""
    text = posting.text
    for statement in reversed(cut.in_sections(Section.COMPANY)):
        text = text[: statement.start] + text[statement.end :]
    return text if text != posting.text and text.strip() else None


PERTURBATIONS: dict[str, Perturbation] = {
    "company renamed": company_renamed,
    "bullets shuffled": bullets_shuffled,
    "bullet style changed": bullet_style_changed,
    "lines wrapped": lines_wrapped,
    "headings upper-cased": headings_upper_cased,
    "company blurb removed": company_blurb_removed,
}
