"""WORDING002: duties and requirements that are hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Evidence, Severity
from auditor.posting import VACANCIES
from auditor.rules.rule import Hit, rule
from auditor.rules.thresholds import threshold
from auditor.rules.words import asked_statements, lix

__all__ = ["WORDING_READING_LEVEL"]

_FEWEST = 5
_SENTENCES = 16
"""Words a line from which lines are sentences: in catchwords the formula only counts long names."""

_RUN_TOGETHER = 70
"""Words of a line beyond which the posting has lost its line breaks on the way, and nobody wrote it so.

So it has when it has fewer line breaks than half its statements: then bullets stand joined as one sentence.
"""


@rule("WORDING002", "reading-level", Severity.INFO)
def WORDING_READING_LEVEL(assessment: Assessment) -> Iterator[Hit]:
    """Duties and requirements are very hard to read by the LIX formula.

    What it flags:
        A LIX over the threshold, over duties and requirements with every bullet as a sentence; the longest line is
        shown. Catchwords, and postings that lost their line breaks on the way, are not measured.
    Why it matters:
        Readers skim postings, many not in their first language.
    A posting that is flagged:
        Bullets of fifty words, each with four subordinate clauses.
    A posting that passes:
        "Run our models in production. Keep them fast. Tell us when they drift."
    A near miss:
        Long words in short bullets, a little under the threshold.
    When it is wrong:
        When names of technologies make the words long.
    Source:
        C. H. Björnsson, Läsbarhet (1968), the LIX formula; advisory.
    """
    statements, text = asked_statements(assessment), assessment.posting.text
    if assessment.facts.kind not in VACANCIES or len(statements) < _FEWEST or text.count("\n") < len(statements) / 2:
        return
    lengths = [len(statement.of(text).split()) for statement in statements]
    if sum(lengths) < _SENTENCES * len(lengths) or max(lengths) > _RUN_TOGETHER:
        return
    level = lix(statements, text)
    if level > threshold(assessment, "hardest_reading"):
        longest = statements[lengths.index(max(lengths))]
        yield Hit(
            message=f"Duties and requirements are very hard to read (LIX {level:.0f}; a newspaper has 40 to 50).",
            fix="Split the longest lines, and use the short word.",
            evidence=(Evidence.of(longest),),
        )
