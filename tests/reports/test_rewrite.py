"""Drafts as JSON that its schema describes, and as text that nothing in a posting can steer."""

import json

import pytest
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from auditor.readers.offline import OfflineReader
from auditor.reports.rewrite_document import REWRITE_SCHEMA, RewriteDocument
from auditor.reports.rewrite_text import REWRITE_FORMATS, render_rewrite
from auditor.reports.schema import schema_of
from auditor.rewrite import OfflineDrafter, Rewrite, rewrite
from tests.rewrite.samples import MISTITLED, STEERED, WRONG_HIRE, audited


def drafted(text: str, title: str | None = None) -> Rewrite:
    return rewrite(audited(text, title), OfflineDrafter(), OfflineReader())


@pytest.mark.parametrize("format_name", REWRITE_FORMATS)
def test_a_draft_in_every_format(format_name: str, snapshot: SnapshotAssertion) -> None:
    rendered = render_rewrite(drafted(WRONG_HIRE, "Applied AI Engineer"), format_name)
    if format_name == "json":
        document = json.loads(rendered)
        rendered = json.dumps({k: v for k, v in document.items() if k not in ("before", "after")}, indent=2)
    assert rendered == snapshot


@pytest.mark.parametrize("text", [MISTITLED, STEERED, WRONG_HIRE, "Short", "x\u202ey <b> " * 30])
def test_documents_are_valid(text: str) -> None:
    validator = Draft202012Validator(schema_of(RewriteDocument, REWRITE_SCHEMA))
    validator.validate(json.loads(render_rewrite(drafted(text), "json")))


@pytest.mark.parametrize("format_name", ["terminal", "markdown", "diff"])
def test_nothing_invisible_leaves(format_name: str) -> None:
    hostile = MISTITLED.replace("harbour", "har\u202ebour\x1b[31m").replace("(f/m/d)", "\u200b")
    rendered = render_rewrite(drafted(hostile), format_name)
    assert not {"\u202e", "\x1b", "\u200b"} & set(rendered)
