"""The prompt for drafts, and one posting with its findings as delimited data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from auditor.finding import Absence, Finding
from auditor.judgement import Audit
from auditor.readers.llm.prompt import Prompt, numbered, parse_prompt, prompt_source
from auditor.rewrite.llm.answer import ModelDraft
from auditor.taxonomy import load_taxonomy

__all__ = ["as_data", "rewrite_prompt"]

_FILE = "rewrite.v1.md"


@cache
def rewrite_prompt() -> Prompt:
    """The prompt that drafts are made with, loaded once; its fingerprint covers the schema of the answer too.

    Raises:
        DataError: the file is missing or breaks a rule of prompt files.
    """
    prompt = parse_prompt(prompt_source(_FILE), load_taxonomy())
    schema = json.dumps(ModelDraft.model_json_schema(), sort_keys=True)
    return replace(prompt, fingerprint=hashlib.sha256(f"{prompt.fingerprint}{schema}".encode()).hexdigest())


def as_data(audit: Audit) -> str:
    """Title, numbered statements and findings of a posting, between marks that none of them can write itself."""
    lines = [
        f"<title>{_plain(audit.title or '')}</title>",
        numbered(audit.posting, audit.segmentation),
        "<findings>",
        f"The duties are those of: {audit.assessment.role or 'unknown'}. Suggested titles: "
        f"{'; '.join(_plain(title) for title in audit.suggested_titles) or 'none'}.",
        *_findings(audit),
        "</findings>",
    ]
    return "\n".join(lines)


def _findings(audit: Audit) -> Iterator[str]:
    for finding in audit.findings:
        yield f"- {finding.code} {_plain(finding.message)} Fix: {_plain(finding.fix)}{_where(finding)}"


def _where(finding: Finding) -> str:
    if isinstance(finding.evidence, Absence):
        return ""
    numbers = sorted({place.statement for place in finding.evidence if place.statement is not None})
    return f" Statements: {', '.join(map(str, numbers))}." if numbers else ""


def _plain(text: str) -> str:
    """The text on one line, without characters that cannot be seen, unable to open or close a mark."""
    shown = "".join(char for char in text if char.isprintable() or char.isspace())
    return " ".join(shown.split()).replace("<", "&lt;")
