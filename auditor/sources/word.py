"""The text of a DOCX document: paragraphs, bullets, headings and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.errors import EmptyInputError, UnreadableInputError
from auditor.sources.archive import check_office_file

__all__ = ["docx_fields"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK})
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MAX_DEPTH = 60


def docx_fields(path: Path) -> dict[str, str | None]:
    """The title, when a paragraph has the style for it, and the text.

    Raises:
        InputError: not a DOCX, damaged, encrypted, a ZIP bomb, or without any text.
    """
    check_office_file(path, path.name)
    import docx

    try:
        document = docx.Document(str(path))
        styles = {style.style_id: style.name or "" for style in document.styles}
        body = document.element.body
    except Exception as error:
        # python-docx raises whatever a damaged file makes it run into; only its own calls stand in the try
        raise UnreadableInputError("not a DOCX that can be read", "Save it again as .docx or as text.") from error
    title, lines = None, []
    for style, text in _paragraphs(body, styles, 0):
        if style == "Title" and title is None and text.strip():
            title = " ".join(text.split())
        lines.append(_line(style, text))
    text = "\n".join(lines).strip()
    if not text:
        raise EmptyInputError("the document has no text", "If it is a picture of a posting, copy the text out.")
    return {"title": title, "description": text}


def _line(style: str, text: str) -> str:
    """Paragraphs stand apart as the writer's spacing shows; items of a list do not."""
    if not text.strip():
        return ""
    if style == "bullet":
        return f"- {text.strip()}"
    return f"\n{text}" if style.startswith(("Heading", "Title")) else text


def _paragraphs(element: Any, styles: dict[str, str], depth: int) -> Iterator[tuple[str, str]]:
    """The style ("bullet" for an item of a list) and text of every paragraph; a table's row is one paragraph."""
    if depth > _MAX_DEPTH:
        return
    for child in element:
        if child.tag == f"{_W}p":
            yield _style(child, styles), "".join(_pieces(child, 0))
            for box in child.iter(f"{_W}txbxContent"):
                if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                    yield from _paragraphs(box, styles, depth + 1)
        elif child.tag not in _SKIPPED:
            yield from _paragraphs(child, styles, depth + 1)


def _style(paragraph: Any, styles: dict[str, str]) -> str:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return ""
    named = properties.find(f"{_W}pStyle")
    name = styles.get(named.get(f"{_W}val"), "") if named is not None else ""
    numbering = properties.find(f"{_W}numPr")
    if name.startswith("List") or (numbering is not None and not name.startswith("Heading")):
        return "bullet"
    return name


def _pieces(element: Any, depth: int) -> Iterator[str]:
    """The text of runs, links and accepted insertions; what was deleted or is hidden in a box is not."""
    if depth > _MAX_DEPTH:
        return
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _SKIPPED and child.tag != f"{_W}txbxContent":
            yield from _pieces(child, depth + 1)
