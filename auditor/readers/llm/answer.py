"""What a model is asked to answer: statement numbers and closed codes, and nothing that it has to write itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, WithJsonSchema, model_validator

from auditor.errors import UngroundedDraftError
from auditor.posting import Posting, Section, Segmentation
from auditor.reading import Draft, DraftFact, DraftSpecItem, DraftTag, Reading, ground
from auditor.taxonomy import AI_ROLES, RoleId, Taxonomy, load_taxonomy

__all__ = ["CHECK", "Check", "ModelAnswer", "check_of"]

CHECK = "check"
"""Key of the validation context under which the posting's `Check` is."""

Check = Callable[[Draft], None]
"""Raises UngroundedDraftError for a draft that its posting does not bear out."""

_MOST_PROBLEMS = 10
"""Problems put back to a model at once; a model that is wrong everywhere does not need them all."""

ActivityCode = Annotated[
    str, WithJsonSchema({"type": "string", "enum": list(load_taxonomy().activities)}), Field(max_length=40)
]
_MOST_NUMBERS, _MOST_WORK = 40, 24
"""A bound for models that do not find an end, above what the longest real postings need."""

Numbers = Annotated[tuple[int, ...], Field(description="statement numbers; empty when none", max_length=_MOST_NUMBERS)]


class _Part(BaseModel):
    # the answer is put back to the model with its faults, where a copy of the whole input would double the cost
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Work(_Part):
    """One kind of work."""

    activity: ActivityCode
    statements: Numbers


class Asked(_Part):
    """An answered question."""

    value: Literal["yes", "no", "unclear"]
    statements: Numbers


class ModelAnswer(_Part):
    """A draft in the fewest tokens; every field is explained in the prompt."""

    work: Annotated[tuple[Work, ...], Field(max_length=_MOST_WORK)]
    role: RoleId | None
    secondary_role: RoleId | None
    alternative_role: RoleId | None
    confidence: float = Field(ge=0, le=1)
    custom_models: Asked
    core_product: Asked
    systems: Numbers
    scale: Numbers
    success: Numbers
    data_infra: Numbers

    @model_validator(mode="after")
    def _is_borne_out(self, info: ValidationInfo) -> ModelAnswer:
        check: Check | None = (info.context or {}).get(CHECK)
        if check:
            try:
                check(self.draft())
            except UngroundedDraftError as error:
                raise ValueError("; ".join(error.problems[:_MOST_PROBLEMS])) from error
        return self

    def draft(self) -> Draft:
        """The same as a draft, one tag for each statement and activity."""
        pairs = dict.fromkeys((number, work.activity) for work in self.work for number in work.statements)
        return Draft(
            role=self.role,
            secondary_role=self.secondary_role,
            alternative_role=self.alternative_role,
            confidence=self.confidence,
            tags=tuple(DraftTag(statement=number, activity=activity) for number, activity in pairs),
            facts={
                "custom_models": DraftFact(**self.custom_models.model_dump()),
                "core_product": DraftFact(**self.core_product.model_dump()),
            },
            spec={
                "systems": _stated(self.systems),
                "scale": _stated(self.scale),
                "success": _stated(self.success),
                "data_infra": _stated(self.data_infra),
            },
        )


def _stated(numbers: tuple[int, ...]) -> DraftSpecItem:
    return DraftSpecItem(value=bool(numbers), statements=numbers)


def check_of(posting: Posting, segmentation: Segmentation, taxonomy: Taxonomy) -> Check:
    """The check of drafts about this posting: grounded, and an AI role shown by at least one statement."""

    def check(draft: Draft) -> None:
        reading = ground(draft, posting, segmentation, taxonomy)
        if reading.role in AI_ROLES and not _is_shown(reading):
            raise UngroundedDraftError(
                (f"role {reading.role} needs a duty with an activity of that role (a requirement without duties)",)
            )

    return check


def _is_shown(reading: Reading) -> bool:
    """Whether the role has a statement to show for it, among the duties when the posting has any."""
    sections = tuple(Section)
    if reading.segmentation.in_sections(Section.DUTIES):
        sections = (Section.DUTIES, Section.SUMMARY, Section.OTHER)
    return any(tag.role is reading.role for tag in reading.tags_in(*sections))
