"""WORDING002: duties and requirements that are hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Evidence, Severity
from auditor.rules.gates import VACANCIES
from auditor.rules.rule import Hit, rule
from auditor.rules.thresholds import threshold
from auditor.rules.words import asked_statements, lix

__all__ = ["WORDING_READING_LEVEL"]

_FEWEST = 5


@rule("WORDING002", "reading-level", Severity.INFO, default_on=False)
def WORDING_READING_LEVEL(assessment: Assessment) -> Iterator[Hit]:  # noqa: N802
    """Duties and requirements are very hard to read by the LIX formula.

    What it flags:
        A LIX over the threshold, over duties and requirements with every bullet as a sentence; the longest line is
        shown.
    Why it matters:
        Readers skim postings, many not in their first language.
    A posting that is flagged:
        Bullets of fifty words, each with four subordinate clauses.
    A posting that passes:
        "Run our models in production. Keep them fast. Tell us when they drift."
    When it is wrong:
        When names of technologies make the words long.
        Off unless selected: too few of its hits on real postings were read to say how often it is right.
    Source:
        C. H. Björnsson, Läsbarhet (1968), the LIX formula; advisory.
    """
    statements, text = asked_statements(assessment), assessment.posting.text
    if assessment.facts.kind not in VACANCIES or len(statements) < _FEWEST:
        return
    level = lix(statements, text)
    if level > threshold(assessment, "hardest_reading"):
        longest = max(statements, key=lambda s: len(s.span.of(text).split()))
        yield Hit(
            message=f"Duties and requirements are very hard to read (LIX {level:.0f}; a newspaper has 40 to 50).",
            fix="Split the longest lines, and use the short word.",
            evidence=(Evidence.of(longest),),
        )
