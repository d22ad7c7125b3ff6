"""WORDING004: words that research found to be coded for one gender."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.facts.scan import lower_of_same_length
from auditor.finding import Severity
from auditor.posting import VACANCIES, Span
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.rule import Hit, rule
from auditor.rules.thresholds import threshold
from auditor.rules.wording import and_list
from auditor.rules.words import asked_statements, word_lists

__all__ = ["WORDING_GENDER_CODED"]


@rule("WORDING004", "gender-coded-words", Severity.INFO)
def WORDING_GENDER_CODED(assessment: Assessment) -> Iterator[Hit]:
    """Duties and requirements lean to words coded for one gender.

    What it flags:
        Words of the published list for one gender that outnumber those for the other by the threshold. Words that
        are ordinary in technology ("support", "analysis", "commit", "lead") are not counted.
    Why it matters:
        In the study, postings with masculine-coded words appealed less to women, whatever the job.
    A posting that is flagged:
        "An aggressive, fearless, competitive fighter who dominates".
    A posting that passes:
        "You lead the analysis and support the on-call team".
    A near miss:
        "Confident, assertive and outspoken" beside "honest, polite and gentle": they balance.
    When it is wrong:
        When a word is part of a name or a term.
    Source:
        Gaucher, Friesen and Kay (2011), doi:10.1037/a0022530 (word stems, data/wording.toml); advisory.
    """
    if assessment.facts.kind not in VACANCIES:
        return
    lists, fewest = word_lists(), threshold(assessment, "coded_words")
    lowered = lower_of_same_length(assessment.posting.text)
    if max(lists.masculine.at_most(lowered), lists.feminine.at_most(lowered)) < fewest:
        return
    masculine, feminine = _said(assessment, lists.masculine.pattern), _said(assessment, lists.feminine.pattern)
    for side, words, other in (("masculine", masculine, feminine), ("feminine", feminine, masculine)):
        if len(words) - len(other) >= fewest:
            yield Hit(
                message=f"Its wording leans {side}: {and_list(sorted(words))}.",
                fix="Use plainer words for the same, or balance them.",
                evidence=tuple(at_span(assessment, span) for span in sorted(words.values())[:PER_SIDE]),
            )


def _said(assessment: Assessment, pattern: re.Pattern[str]) -> dict[str, Span]:
    """The different words of the list, each with its first place."""
    found: dict[str, Span] = {}
    for statement in asked_statements(assessment):
        said = statement.of(assessment.posting.text).lower()
        for match in pattern.finditer(said):
            found.setdefault(match[0], Span(statement.start + match.start(), statement.start + match.end()))
    return found
