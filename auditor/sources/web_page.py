"""Postings from saved web pages: what they state as schema.org JobPosting, else the text of the page.

Source: https://schema.org/JobPosting, in JSON-LD as job boards publish it for search engines.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from auditor.errors import EmptyInputError
from auditor.sources.markup import text_of_markup, without_markup
from auditor.sources.pay_text import pay_text
from auditor.sources.text import decode_text

__all__ = ["page_postings"]

_SCRIPT = re.compile(r"<script\b([^<>]{0,500})>(.*?)</script", re.I | re.S)
_CHARSET = re.compile(rb"""<meta\b[^<>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_-]{2,40})""", re.I)
_CANONICAL = re.compile(
    r"""<link\b[^<>]{0,300}?rel=["']canonical["'][^<>]{0,100}?href=["']([^"'<>]{1,2000})["']""", re.I
)
_HEADING = re.compile(r"<h1\b[^<>]{0,800}>(.{1,400}?)</h1", re.I | re.S)
_MAX_DEPTH = 6
_MAX_SCRIPTS = 50


def page_postings(raw: bytes) -> list[dict[str, str | None]]:
    """The fields (see columns.FIELDS) of each posting on the page, at least of one.

    Raises:
        EmptyInputError: the page has no text, as pages have that a script fills in.
        InputError: no encoding fits, or the bytes are no text.
    """
    page = _decoded(raw)
    found = [fields for posting in _job_postings(page) if (fields := _stated(posting, page))["description"]]
    return found or [_page_fields(page)]


def _decoded(raw: bytes) -> str:
    declared = _CHARSET.search(raw[:4096])
    if declared is not None and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(raw)


def _job_postings(page: str) -> Iterator[Mapping[str, Any]]:
    scripts = (body for attributes, body in _SCRIPT.findall(page) if "ld+json" in html.unescape(attributes).lower())
    for script in islice(scripts, _MAX_SCRIPTS):
        try:
            data = json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _typed(data, 0)


def _typed(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for each in data:
            yield from _typed(each, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(
            str(kind).rpartition("/")[2] == "JobPosting" for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield data
        else:
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
                yield from _typed(data.get(key), depth + 1)


def _stated(posting: Mapping[str, Any], page: str) -> dict[str, str | None]:
    parts = {
        "description": _prose(posting.get("description")),
        "responsibilities": _prose(posting.get("responsibilities")),
        "requirements": _prose(posting.get("qualifications")) or _prose(posting.get("experienceRequirements")),
        "benefits": _prose(posting.get("jobBenefits")),
    }
    whole = parts["description"] or ""
    return {
        **{
            part: text if text and (part == "description" or text not in whole) else None
            for part, text in parts.items()
        },
        "title": _line(posting.get("title")) or _line(posting.get("name")),
        "company": _line(_object(posting.get("hiringOrganization")).get("name"))
        or _line(posting.get("hiringOrganization")),
        "location": "; ".join(dict.fromkeys(filter(None, map(_place, _listed(posting.get("jobLocation")))))) or None,
        "salary": _salary(posting.get("baseSalary")),
        "id": _identifier(posting.get("identifier")),
        "url": _line(posting.get("url")) or _canonical(page),
    }


def _prose(value: Any) -> str | None:
    if isinstance(value, list):
        return "\n".join(f"- {line}" for each in value if (line := _line(each))) or None
    if not isinstance(value, str) or not value.strip():
        return None
    return without_markup(value).strip() if "<" in value or "&lt;" in value else html.unescape(value).strip()


def _place(value: Any) -> str | None:
    if isinstance(value, str):
        return _line(value)
    address = _object(value).get("address", value)
    if isinstance(address, str):
        return _line(address)
    country = _object(address).get("addressCountry")
    names = (*(_object(address).get(key) for key in ("addressLocality", "addressRegion")),
             country.get("name") if isinstance(country, dict) else country)  # fmt: skip
    return ", ".join(dict.fromkeys(line for name in names if (line := _line(name)))) or None


def _salary(value: Any) -> str | None:
    if isinstance(value, str | int | float):
        return _line(str(value))
    for base in _listed(value):
        pay = _object(base)
        inner = pay.get("value", pay)
        amounts = inner if isinstance(inner, dict) else {"value": inner}
        low = amounts.get("minValue", amounts.get("value"))
        period = amounts.get("unitText") or pay.get("unitText")
        stated = pay_text(low, amounts.get("maxValue"), pay.get("currency") or amounts.get("currency"), _line(period))
        if stated:
            return stated
    return None


def _identifier(value: Any) -> str | None:
    inner = value.get("value") if isinstance(value, dict) else value
    return str(inner) if isinstance(inner, str | int) and not isinstance(inner, bool) and str(inner) else None


def _page_fields(page: str) -> dict[str, str | None]:
    """The page's main text, by trafilatura; its heading as the title."""
    import trafilatura

    text = trafilatura.extract(
        page, output_format="markdown", include_comments=False, include_tables=True, favor_recall=True
    ) or text_of_markup(page)  # fmt: skip
    if not text.strip():
        raise EmptyInputError("the page has no text", "Save it again when the posting shows, or copy the text out.")
    heading = _HEADING.search(page)
    return {
        "title": " ".join(text_of_markup(heading[1]).strip("*# ").split()) or None if heading else None,
        "description": text,
        "url": _canonical(page),
    }


def _canonical(page: str) -> str | None:
    match = _CANONICAL.search(page)
    return html.unescape(match[1]) if match else None


def _line(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(without_markup(value)).split()) or None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
