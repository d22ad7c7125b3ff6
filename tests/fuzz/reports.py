"""What is fuzzed of everything that writes: each format is read back."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import docx
import jsonschema
from markdown_it import MarkdownIt

from auditor.reports.render import Medium, render, render_file
from auditor.reports.schema import audit_schema
from tests.fuzz.inputs import POSTING, Target, audited
from tests.reports.test_render import Outline


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(audit_schema())


def check_json(written: str) -> None:
    validator().validate(json.loads(written))


def check_sarif(written: str) -> None:
    (run,) = json.loads(written)["runs"]
    for result in run["results"]:
        for location in result["locations"]:
            region = location["physicalLocation"].get("region")
            assert region is None or region.get("charOffset", 0) >= 0


def check_html(written: str) -> None:
    page = Outline()
    page.feed(written)
    assert not {"script", "img", "link", "iframe", "object", "form", "foreignobject"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in ("src", "style") or name.startswith("on")]
    assert all(value and value.startswith("#") for name, value in page.attributes if name == "href")


def check_markdown(written: str) -> None:
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(written):
        kinds = {token.type, *(child.type for child in token.children or ())}
        assert not {"html_block", "html_inline", "image", "link_open"} & kinds


def check_terminal(written: str) -> None:
    assert not {char for char in written if (char < " " and char not in "\t\n") or "\x7f" <= char <= "\x9f"}


def check_word(written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    assert not [rel for rel in document.part.rels.values() if rel.is_external]


def renderer(name: str, check: Callable[[str], None]) -> Target:
    def checked(given: tuple[str | None, str]) -> None:
        if (found := audited(given)) is not None:
            written = render(found, name, Medium(artifact="a.txt"))
            written.encode("utf-8")
            check(written)

    return Target(f"render {name}", POSTING, checked)


def render_word(given: tuple[str | None, str]) -> None:
    if (found := audited(given)) is not None:
        check_word(render_file(found, "docx"))


RENDERERS = (
    renderer("terminal", check_terminal),
    renderer("json", check_json),
    renderer("markdown", check_markdown),
    renderer("html", check_html),
    renderer("sarif", check_sarif),
    Target("render docx", POSTING, render_word),
)
