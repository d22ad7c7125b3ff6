"""Everything known about a posting before the rules run: the reading, the title's claims, facts found by code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from auditor.facts.guide_words import stated_items
from auditor.facts.model import PostingFacts
from auditor.guide import load_guide
from auditor.pay.bands import BandTable, load_bands
from auditor.policy import GUIDES_OWN, Policy
from auditor.posting import WORK_SECTIONS, Posting, Segmentation, Span
from auditor.reading import Reading
from auditor.taxonomy import Profile, RoleId, Taxonomy
from auditor.titles import TitleClaims, suggest_titles
from auditor.verdict import Verdict, compare

__all__ = ["Assessment", "SecondOpinion", "verdicts"]


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """The offline reader's role and confidence beside a language model's."""

    role: RoleId | None
    confidence: float


@dataclass(frozen=True)
class Assessment:
    """What rules see. All fields are pure functions of the posting, the reading and the data files.

    `reading` is None when the posting could not be read; `claims` is None without a title; `second_opinion` is
    None unless a language model read; `policy` is the house's, with the waivers that the posting itself carries;
    `waivers_ignored` are the codes of those that it carries in vain.
    """

    posting: Posting
    segmentation: Segmentation
    facts: PostingFacts
    reading: Reading | None
    second_opinion: SecondOpinion | None
    claims: TitleClaims | None
    profile: Profile
    taxonomy: Taxonomy
    verdict_by_profile: Mapping[str, Verdict | None]
    review_reasons: tuple[str, ...]
    policy: Policy = GUIDES_OWN
    waivers_ignored: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The verdict under the chosen profile."""
        return self.verdict_by_profile[self.profile.id]

    @property
    def role(self) -> RoleId | None:
        """The role that the work describes, or None when it cannot be told."""
        return self.reading.role if self.reading else None

    @property
    def claimed(self) -> tuple[RoleId, ...]:
        """The roles that the title promises under the chosen profile."""
        return self.claims.by_profile[self.profile.id] if self.claims else ()

    @property
    def bands(self) -> BandTable:
        """The pay bands in force: the house's, else the guide's."""
        return self.policy.bands or load_bands()

    @property
    def payer(self) -> str:
        """Whose pay bands are in force, in words."""
        return "house" if self.policy.bands else "guide"

    @property
    def sure(self) -> bool:
        """Whether the role is certain enough for rules that depend on it."""
        return self.reading is not None and self.role is not None and self.reading.confidence >= self.profile.sure

    @property
    def activities(self) -> tuple[str, ...]:
        """The activity of each tagged line, an activity as often as it was tagged."""
        return tuple(tag.activity for tag in self.reading.tags) if self.reading else ()

    @cached_property
    def suggested_titles(self) -> tuple[str, ...]:
        """Titles that fit the work where the posting's does not, best first."""
        return suggest_titles(self.role, self.claims, self.profile, self.facts, self.activities, self._duties)

    @cached_property
    def stated_items(self) -> Mapping[str, Span]:
        """The first words of the work that state each item of the specification which code finds, by its id."""
        return stated_items(self.posting, self.segmentation, load_guide())

    @property
    def _duties(self) -> tuple[frozenset[str], ...]:
        """The activities of each tagged line of duties or summary."""
        lines: dict[int, set[str]] = {}
        for tag in self.reading.tags_in(*WORK_SECTIONS) if self.reading else ():
            lines.setdefault(tag.statement.number, set()).add(tag.activity)
        return tuple(map(frozenset, lines.values()))

    def role_name(self, role: RoleId) -> str:
        """The role's name in the chosen profile."""
        return self.profile.role_names[role]


def verdicts(claims: TitleClaims | None, reading: Reading | None, taxonomy: Taxonomy) -> dict[str, Verdict | None]:
    """The verdict under every profile; None without a title or a role."""
    if claims is None or reading is None or reading.role is None:
        return dict.fromkeys(taxonomy.profiles)
    role, secondary = reading.role, reading.secondary_role
    return {id_: compare(claims.by_profile[id_], role, secondary) for id_ in taxonomy.profiles}
