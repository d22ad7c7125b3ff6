"""The text of a PDF: lines as they stand on the page, wrapped ones joined, bullets and paragraphs kept."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise, takewhile
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from auditor.errors import EmptyInputError, InputTooLargeError, UnreadableInputError
from auditor.intake import MAX_CHARACTERS
from auditor.segment.marks import read_edges
from auditor.sources.pdf_lines import PageLine, drawn_on, lines_of

__all__ = ["pdf_fields"]

T = TypeVar("T")

_MAX_PAGES = 60
_MAX_BYTES = 50 * 1024 * 1024
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,3}(?:\s*(?:/|of|von|sur|de)\s*\d{1,3})?", re.I)
_LARGER = 1.2
_TITLE_LINES = 4
_SENTENCE_END = (".", "!", "?", ":", ";", "…")
_FULL = 0.80
"""Share of the column's width from which a line is taken to be full."""


def pdf_fields(path: Path) -> dict[str, str | None]:
    """The document's text, and its title when the first lines are set larger than the text.

    Raises:
        UnreadableInputError: not a PDF, damaged, or encrypted.
        InputTooLargeError: too many bytes or pages for a posting.
        EmptyInputError: no text in it, as in a scan.
    """
    if path.stat().st_size > _MAX_BYTES:
        raise InputTooLargeError(f"more than {_MAX_BYTES:,} bytes of PDF", "Copy the posting's text out.")
    pages, size = [], 0
    for page in _pages(path):
        pages.append(page)
        size += sum(len(line.text) for line in page)
        if size > 2 * MAX_CHARACTERS:
            break
    lines = _without_margins(pages)
    if not lines:
        raise EmptyInputError("the PDF has no text", "If it is a scan, copy or type the text out.")
    return {"title": _title(lines), "description": _joined(lines)}


def _pages(path: Path) -> Iterator[list[PageLine]]:
    """The lines of each page."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with _by_pypdf(lambda: pypdf.PdfReader(path)) as document:
        if _by_pypdf(lambda: document.is_encrypted and not document.decrypt("")):
            raise UnreadableInputError("encrypted", "Save it again without a password.")
        count = _by_pypdf(lambda: len(document.pages))
        if count > _MAX_PAGES:
            raise InputTooLargeError(f"{count} pages", "Pass one posting at a time.")
        for number in range(count):
            yield lines_of(_by_pypdf(partial(_drawn, document, number)))


def _drawn(document: Any, number: int) -> Any:
    return drawn_on(document.pages[number])


def _by_pypdf(call: Callable[[], T]) -> T:
    """What the library gives.

    Raises:
        UnreadableInputError: it fails, as it does with damaged and encrypted documents.
    """
    import pypdf

    try:
        return call()
    except pypdf.errors.DependencyError as error:
        raise UnreadableInputError("encrypted", "Save it again without a password.") from error
    except Exception as error:
        # pypdf raises whatever a damaged page makes it run into, KeyError and RecursionError among them
        raise UnreadableInputError("not a PDF that can be read", "Copy the posting's text out.") from error


def _title(lines: list[PageLine]) -> str | None:
    """The first lines as one, if they are few and set larger than most."""
    usual = median(line.size for line in lines)
    size = lines[0].size
    top = list(takewhile(lambda line: abs(line.size - size) < 0.6, lines))
    return " ".join(line.text for line in top) if size > _LARGER * usual and len(top) <= _TITLE_LINES else None


def _without_margins(pages: list[list[PageLine]]) -> list[PageLine]:
    """The lines of all pages without page numbers and what stands first or last on most of them."""
    edges = Counter(
        line.text for page in pages for line in {id(line): line for line in (*page[:1], *page[-1:])}.values()
    )
    repeated = {text for text, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    kept = []
    for page in pages:
        for place, line in enumerate(page):
            edge = place == 0 or place == len(page) - 1
            if not (edge and (line.text in repeated or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text)))):
                kept.append(line)
    return kept


def _joined(lines: list[PageLine]) -> str:
    """The text with wrapped lines joined: a line goes on when the one before was full and no space stands between."""
    if not lines:
        return ""
    steps = [step for before, line in pairwise(lines) if (step := before.y - line.y) > 0]
    usual = median(steps) if steps else 0.0
    right = sorted(line.right for line in lines)[int(0.98 * (len(lines) - 1))]
    text = lines[0].text
    for before, line in pairwise(lines):
        gap = before.y - line.y > 1.35 * min(usual, 1.5 * max(before.size, line.size)) if usual else False
        if _goes_on(before, line, right, gap):
            text += ("" if text.endswith("-") and line.text[:1].islower() and _hyphenated(text) else " ") + line.text
        else:
            text += ("\n\n" if gap else "\n") + line.text
    return text


def _hyphenated(text: str) -> bool:
    return len(text) > 1 and text[-2].isalpha()


def _goes_on(before: PageLine, line: PageLine, right: float, gap: bool) -> bool:
    if gap or read_edges(line.text, 0, len(line.text)).bullet or abs(before.size - line.size) > 0.6:
        return False
    if before.bold != line.bold and before.text.endswith(":"):
        return False
    first = line.text.split(maxsplit=1)[0] if line.text.split() else ""
    room = right - before.right
    needed = line.width * (len(first) + 1) / max(1, len(line.text))
    full = needed > room - 1 and before.right > _FULL * right * 0.9
    return full if before.text.endswith(_SENTENCE_END) else full or (first[:1].islower() and room < 0.35 * right)
