"""WORDING003: phrases that every posting has and that say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.facts.scan import lower_of_same_length
from auditor.finding import Severity
from auditor.posting import VACANCIES, Span
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.rule import Hit, rule
from auditor.rules.thresholds import threshold
from auditor.rules.wording import and_list
from auditor.rules.words import word_lists

__all__ = ["WORDING_CLICHES"]


@rule("WORDING003", "cliches", Severity.INFO)
def WORDING_CLICHES(assessment: Assessment) -> Iterator[Hit]:
    """Several stock phrases that tell a candidate nothing.

    What it flags:
        At least three different phrases of a list such as "fast-paced", "rockstar", "wear many hats".
    Why it matters:
        They take the place of what would set the job apart, and some of them put people off.
    A posting that is flagged:
        "A rockstar self-starter for our fast-paced team".
    A posting that passes:
        "You plan your own week; we release on Tuesdays".
    A near miss:
        "A fast-paced team of self-starters": two stock phrases are not yet three.
    When it is wrong:
        When a phrase is a name ("Wizard" of a product).
    Source:
        The package's own list (data/wording.toml); advisory.
    """
    if assessment.facts.kind not in VACANCIES:
        return
    lowered = lower_of_same_length(assessment.posting.text)
    cliches, fewest = word_lists().cliches, threshold(assessment, "cliches")
    if cliches.at_most(lowered) < fewest:
        return
    matches = cliches.pattern.finditer(lowered)
    found = {match[0].replace("-", " "): Span(match.start(), match.end()) for match in matches}
    if len(found) >= fewest:
        yield Hit(
            message=f"It uses stock phrases: {and_list(sorted(found))}.",
            fix="Say what is so, in this team, instead.",
            evidence=tuple(at_span(assessment, span) for span in sorted(found.values())[:PER_SIDE]),
        )
