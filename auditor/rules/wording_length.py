"""WORDING001: a posting that is very long or very short."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Severity
from auditor.posting import VACANCIES
from auditor.rules.rule import Hit, rule
from auditor.rules.thresholds import threshold
from auditor.rules.words import count_of_words

__all__ = ["WORDING_LENGTH"]


@rule("WORDING001", "length", Severity.INFO)
def WORDING_LENGTH(assessment: Assessment) -> Iterator[Hit]:
    """The posting is much longer or shorter than postings that are read to the end.

    What it flags:
        More than 1,200 or fewer than 150 words in all.
    Why it matters:
        A long posting buries the duties; a short one leaves the candidate to guess them.
    A posting that is flagged:
        Four pages of company history around six duties; or three lines.
    A posting that passes:
        A page: the work, what it requires, pay, how to apply.
    A near miss:
        A posting of 150 words.
    When it is wrong:
        When law or a tariff demands long standard text.
    Source:
        The package's own thresholds (data/thresholds.toml); advisory.
    """
    if assessment.facts.kind not in VACANCIES or not assessment.facts.readable:
        return
    words = count_of_words(assessment.posting.text)
    longest, shortest = threshold(assessment, "longest_words"), threshold(assessment, "shortest_words")
    if shortest <= words <= longest:
        return
    size, fix = ("long", "Cut what is not about this job.") if words > longest else ("short", "Describe the work.")
    yield Hit(
        f"The posting is {size}: {words:,} words.", fix, Absence(f"a length of {shortest:g} to {longest:g} words")
    )
