"""KIND001: the text is not the posting of one open job."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Absence, Severity
from auditor.patterns import pattern
from auditor.posting import PostingKind
from auditor.rules.evidence import PER_SIDE, at_span
from auditor.rules.rule import Hit, rule

__all__ = ["KIND_WORDS", "NOT_A_VACANCY"]

KIND_WORDS = {
    PostingKind.SEVERAL_OPENINGS: "one text for several different openings",
    PostingKind.TALENT_POOL: "an invitation to a talent pool, with no particular job open",
    PostingKind.ANNOTATION_GIG: "an offer of paid tasks that rate, write or label data for AI models",
    PostingKind.CANDIDATE_MARKETING: "an agency or training firm looking for candidates to place",
}
"""What each kind that is no vacancy is, completing "this is"."""

_OUT_OF_COUNTS = "Leave it out of counts of open jobs."
_SAID = pattern(
    r"\b(?:talent|pool|pipeline|community|future|general (?:interest|application)|express(?:ion)?|interest)\b", re.I
)
"""A title that says by itself that no particular job is open."""

_FIXES = {
    PostingKind.SEVERAL_OPENINGS: "Give each opening its own posting with its own title and duties.",
    PostingKind.TALENT_POOL: "Say in the title that it is a talent pool, and leave it out of counts of open jobs.",
    PostingKind.ANNOTATION_GIG: "Leave it out of counts of open jobs; the title names the subject, not the work.",
    PostingKind.CANDIDATE_MARKETING: "Leave it out of counts of open jobs; ask for the employer's own posting.",
}


@rule("KIND001", "not-a-vacancy", Severity.INFO)
def NOT_A_VACANCY(assessment: Assessment) -> Iterator[Hit]:
    """The text is a talent pool, a gig, a placement offer or a list of openings rather than one vacancy.

    What it flags:
        Texts that say of themselves that no particular job is open, that they offer paid tasks for training AI,
        that a firm trains and places candidates, or that they cover several different jobs.
    Why it matters:
        Advice about a title is worth nothing for a text that is no vacancy, and counting it as one spoils every
        figure about a set of postings.
    A posting that is flagged:
        "Become part of our talent pool and we will be in touch."
    A posting that passes:
        "We are hiring a data scientist for the claims team", with a sentence about the talent community at the end.
    A near miss:
        "We are hiring now. Not ready? Join our talent community."
    When it is wrong:
        When a real vacancy borrows such a sentence. The marked words show why it was taken for something else.
    Source:
        AI hiring guide, 2026, section 8: a posting states the systems, scale and criteria of one job.
    """
    facts = assessment.facts
    if facts.kind in KIND_WORDS:
        evidence = tuple(at_span(assessment, span) for span in facts.kind_evidence[:PER_SIDE])
        yield Hit(
            message=f"This is {KIND_WORDS[facts.kind]}, so its title is not judged.",
            fix=_fix(assessment, facts.kind),
            evidence=evidence or Absence("a particular open job"),
        )


def _fix(assessment: Assessment, kind: PostingKind) -> str:
    title = assessment.claims.title if assessment.claims else ""
    return _OUT_OF_COUNTS if kind is PostingKind.TALENT_POOL and _SAID.search(title) else _FIXES[kind]
