"""All facts of a posting in one call."""

from __future__ import annotations

from auditor.facts.instructions import find_instructions
from auditor.facts.kind import find_kind
from auditor.facts.language import MIN_WORDS, count_words, language_of
from auditor.facts.model import PostingFacts
from auditor.facts.scan import Scan
from auditor.facts.self_name import find_self_names
from auditor.facts.years import find_years
from auditor.posting import Posting, Segmentation

__all__ = ["find_facts"]


def find_facts(posting: Posting, segmentation: Segmentation) -> PostingFacts:
    """Language, kind, years asked, self-names and text addressed to a model, found by code alone."""
    scan = Scan(posting.text)
    language = language_of(posting.text)
    kind, kind_evidence = find_kind(posting.title or "", scan)
    return PostingFacts(
        language=language,
        kind=kind,
        kind_evidence=kind_evidence,
        years_asked=find_years(scan, segmentation),
        self_names=find_self_names(scan),
        instructions=find_instructions(scan),
        unreadable=_unreadable(posting.text, language),
    )


def _unreadable(text: str, language: str | None) -> str | None:
    if language not in (None, "en"):
        return "unsupported_language"
    return "too_short" if language is None or count_words(text) < MIN_WORDS else None
