"""What a reader says about a posting (draft), and the same after every number was checked (reading).

A draft points to statements by number, never by quotation: a number cannot be misquoted, and every highlight has
exact offsets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from auditor.errors import UngroundedDraftError
from auditor.posting import WORK_SECTIONS, Posting, Section, Segmentation, Statement
from auditor.taxonomy import RoleId, Taxonomy

__all__ = [
    "FACTS",
    "SPEC_ITEMS",
    "Answer",
    "Draft",
    "DraftFact",
    "DraftSpecItem",
    "DraftTag",
    "Fact",
    "Reading",
    "SpecItem",
    "Tag",
    "ground",
    "models_shown_by",
]

FACTS = ("custom_models", "core_product")
SPEC_ITEMS = ("systems", "scale", "success", "data_infra")


_OWN_MODELS = frozenset({RoleId.ML_ENGINEER, RoleId.AI_ENGINEER})
_OTHERS_MODELS = frozenset({RoleId.AI_DEVELOPER})


class _DraftPart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DraftTag(_DraftPart):
    """One statement and the kind of work it shows."""

    statement: int = Field(description="number of the statement")
    activity: str = Field(description="code of the activity that the statement shows", max_length=40)


class DraftFact(_DraftPart):
    """An answer to a question about the posting, with the statements that show it."""

    value: Literal["yes", "no", "unclear"] = Field(description="yes, no, or unclear when the posting does not say")
    statements: tuple[int, ...] = Field(default=(), description="numbers of the statements that show it")


class DraftSpecItem(_DraftPart):
    """Whether the posting states something concretely enough to act on, with the statements that do."""

    value: bool = Field(description="true when the posting states it concretely enough to act on")
    statements: tuple[int, ...] = Field(default=(), description="numbers of the statements that state it")


class Draft(_DraftPart):
    """A reader's answer about one posting, read without its title."""

    role: RoleId | None = Field(description="the role whose work fills the week; null when it cannot be told")
    secondary_role: RoleId | None = Field(
        description="another AI role with at least about 30% of the AI duties, or null"
    )
    alternative_role: RoleId | None = Field(description="another role that a careful person could defend, or null")
    confidence: float = Field(ge=0, le=1, description="probability that role is right, from 0 to 1")
    tags: tuple[DraftTag, ...] = Field(description="the duties and requirements that show a kind of work")
    facts: dict[Literal["custom_models", "core_product"], DraftFact]
    spec: dict[Literal["systems", "scale", "success", "data_infra"], DraftSpecItem]
    chances: dict[RoleId, Annotated[float, Field(ge=0, le=1)]] = Field(
        default_factory=dict,
        description="probability of a role to be the posting's role or its second one; empty when not weighed",
    )


class Answer(StrEnum):
    """Answer to a question about the posting."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Tag:
    """A statement and one activity it shows."""

    statement: Statement
    activity: str
    role: RoleId


@dataclass(frozen=True, slots=True)
class Fact:
    """An answered question with its evidence (may be empty when the answer is an absence)."""

    value: Answer
    evidence: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SpecItem:
    """Whether the posting states a specification item, with the statements that do."""

    value: bool
    evidence: tuple[Statement, ...]


@dataclass(frozen=True)
class Reading:
    """A draft whose every number was checked against the posting; with the posting, all that rules see."""

    posting: Posting
    segmentation: Segmentation
    role: RoleId | None
    secondary_role: RoleId | None
    alternative_role: RoleId | None
    confidence: float
    tags: tuple[Tag, ...]
    facts: Mapping[str, Fact]
    spec: Mapping[str, SpecItem]
    chances: Mapping[RoleId, float] = field(default_factory=dict)

    def tags_in(self, *sections: Section) -> tuple[Tag, ...]:
        """The tags on statements of the given sections, in text order."""
        found = self._chosen.get(sections)
        if found is None:
            found = self._chosen[sections] = tuple([tag for tag in self.tags if tag.statement.section in sections])
        return found

    @cached_property
    def _chosen(self) -> dict[tuple[Section, ...], tuple[Tag, ...]]:
        """What was asked for by sections: rules and advice ask for the same ones again and again."""
        return {}

    def role_mix(self) -> dict[RoleId, float]:
        """The share of the described work by role over all five; sums to 1.

        Counts tagged statements of duties and summary (of requirements when neither has a tag), each statement
        one vote split over its tags; all shares fall to `other` when nothing is tagged.
        """
        return dict(self._mix)

    @cached_property
    def _mix(self) -> dict[RoleId, float]:
        tags = self.tags_in(*WORK_SECTIONS) or self.tags
        mix = dict.fromkeys(RoleId, 0.0)
        per_statement: dict[int, list[RoleId]] = {}
        for tag in tags:
            per_statement.setdefault(tag.statement.number, []).append(tag.role)
        for roles in per_statement.values():
            for role in roles:
                mix[role] += 1 / len(roles) / len(per_statement)
        if not per_statement:
            mix[RoleId.OTHER] = 1.0
        return mix


def models_shown_by(value: Answer, role: RoleId | None) -> frozenset[RoleId]:
    """Whose work in a line bears out an answer about models of their own; empty where nothing can.

    To make or run models shows a yes, to build on models that exist a no; where the posting's `role` is a data
    scientist, analysis shows a no as well. A sentence about the company shows neither.
    """
    if value is Answer.YES:
        return _OWN_MODELS
    if value is Answer.NO:
        return _OTHERS_MODELS | {RoleId.DATA_SCIENTIST} if role is RoleId.DATA_SCIENTIST else _OTHERS_MODELS
    return frozenset()


def ground(draft: Draft, posting: Posting, segmentation: Segmentation, taxonomy: Taxonomy) -> Reading:
    """The draft as a reading, every number and code checked.

    Of the lines that a reader gives for models of their own, those stay whose tags bear the answer out.

    Raises:
        UngroundedDraftError: a statement number or activity does not exist, or roles contradict each other.
    """
    problems = tuple(_problems(draft, segmentation, taxonomy))
    if problems:
        raise UngroundedDraftError(problems)
    tags = tuple(sorted(_tags(draft, segmentation, taxonomy), key=lambda tag: tag.statement.number))
    return Reading(
        posting=posting,
        segmentation=segmentation,
        role=draft.role,
        secondary_role=draft.secondary_role,
        alternative_role=draft.alternative_role,
        confidence=draft.confidence,
        tags=tags,
        facts={name: _fact(name, fact, draft.role, tags, segmentation) for name, fact in draft.facts.items()},
        spec={
            name: SpecItem(item.value, tuple(segmentation[n] for n in item.statements))
            for name, item in draft.spec.items()
        },
        chances=draft.chances,
    )


def _fact(name: str, fact: DraftFact, role: RoleId | None, tags: tuple[Tag, ...], segmentation: Segmentation) -> Fact:
    value, numbers = Answer(fact.value), fact.statements
    if name == "custom_models":
        bearing = models_shown_by(value, role)
        shown = {tag.statement.number for tag in tags if tag.role in bearing}
        numbers = tuple(number for number in numbers if number in shown)
    return Fact(value, tuple(segmentation[number] for number in numbers))


def _tags(draft: Draft, segmentation: Segmentation, taxonomy: Taxonomy) -> list[Tag]:
    return [Tag(segmentation[t.statement], t.activity, taxonomy.role_of(t.activity)) for t in draft.tags]


def _problems(draft: Draft, segmentation: Segmentation, taxonomy: Taxonomy) -> list[str]:
    last = len(segmentation.statements)
    numbers = [tag.statement for tag in draft.tags]
    for fact in draft.facts.values():
        numbers += fact.statements
    for item in draft.spec.values():
        numbers += item.statements
    problems = [f"statement {n} does not exist; the posting has 1 to {last}" for n in numbers if not 1 <= n <= last]
    unknown = sorted({tag.activity for tag in draft.tags} - set(taxonomy.activities))
    problems += [f"activity {name!r} is not in the list" for name in unknown]
    if draft.secondary_role is not None and draft.secondary_role in (draft.role, RoleId.OTHER):
        problems.append("secondary_role must be one of the four AI roles and differ from role")
    if draft.role is RoleId.OTHER and draft.secondary_role is not None:
        problems.append("secondary_role must be null when role is other")
    return problems
