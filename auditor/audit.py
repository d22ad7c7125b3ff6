"""The audit: everything the auditor has to say about one posting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.action import Action
from auditor.assessment import Assessment
from auditor.facts.model import PostingFacts
from auditor.finding import Finding
from auditor.posting import Posting, Segmentation
from auditor.reading import Reading
from auditor.readers import Provenance, Usage
from auditor.taxonomy import Profile, RoleId
from auditor.titles import TitleClaims
from auditor.verdict import Verdict

__all__ = ["Audit", "SecondOpinion", "Versions"]


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """The offline reader's role and confidence beside a language model's."""

    role: RoleId | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that decide what an audit of a reading says."""

    segmenter: str
    taxonomy: str
    titles: str
    rule_set: str


@dataclass(frozen=True, slots=True)
class Audit:
    """One posting judged. `reading` and `provenance` are None when the posting could not be read."""

    posting: Posting
    title: str | None
    segmentation: Segmentation
    assessment: Assessment
    action: Action
    summary: str
    suggested_titles: tuple[str, ...]
    findings: tuple[Finding, ...]
    second_opinion: SecondOpinion | None
    usage: Usage | None
    provenance: Provenance
    versions: Versions

    @property
    def reading(self) -> Reading | None:
        """The grounded reading."""
        return self.assessment.reading

    @property
    def claims(self) -> TitleClaims | None:
        """What the title promises."""
        return self.assessment.claims

    @property
    def facts(self) -> PostingFacts:
        """What code found, whoever reads."""
        return self.assessment.facts

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
    def needs_review(self) -> bool:
        """Whether a person should look."""
        return bool(self.review_reasons)
