"""A posting as read, and the audit: everything the auditor has to say about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.action import Action
from auditor.advice import Advice, advise
from auditor.assessment import Assessment
from auditor.finding import Finding
from auditor.posting import Posting, Segmentation
from auditor.readers import Provenance, Usage
from auditor.reading import Reading
from auditor.taxonomy import Profile
from auditor.titles import TitleClaims
from auditor.verdict import Verdict

__all__ = ["Audit", "Versions"]


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that decide what an audit of a reading says."""

    segmenter: str
    taxonomy: str
    titles: str
    rule_set: str


@dataclass(frozen=True, slots=True)
class Audit:
    """One posting judged; `usage_was_earlier` when the reading was kept from an earlier run and cost nothing now."""

    assessment: Assessment
    action: Action
    summary: str
    suggested_titles: tuple[str, ...]
    findings: tuple[Finding, ...]
    usage: Usage | None
    provenance: Provenance
    versions: Versions
    usage_was_earlier: bool = False

    @property
    def posting(self) -> Posting:
        """The posting as it came in."""
        return self.assessment.posting

    @property
    def segmentation(self) -> Segmentation:
        """The posting's statements."""
        return self.assessment.segmentation

    @property
    def title(self) -> str | None:
        """The title that was given, or found in the text."""
        return self.assessment.claims.title if self.assessment.claims else None

    @property
    def reading(self) -> Reading | None:
        """The grounded reading; None when the posting could not be read."""
        return self.assessment.reading

    @property
    def claims(self) -> TitleClaims | None:
        """What the title promises; None without a title."""
        return self.assessment.claims

    @property
    def profile(self) -> Profile:
        """The profile that the verdict, action and wording follow."""
        return self.assessment.profile

    @property
    def verdict(self) -> Verdict | None:
        """The verdict under the chosen profile."""
        return self.assessment.verdict

    @property
    def verdict_by_profile(self) -> Mapping[str, Verdict | None]:
        """The verdict under every profile."""
        return self.assessment.verdict_by_profile

    @property
    def review_reasons(self) -> tuple[str, ...]:
        """Why a person should look; empty when nobody needs to."""
        return self.assessment.review_reasons

    @property
    def advice(self) -> Advice | None:
        """What the hiring guide says for the posting; None when it is no vacancy of one of the four AI roles.

        Made anew each time it is asked for, so that an audit whose advice nobody reads does not pay for it.
        """
        return advise(self.assessment, self.findings)

    @property
    def needs_review(self) -> bool:
        """Whether a person should look."""
        return bool(self.review_reasons)
