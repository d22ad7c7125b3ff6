"""What a model is asked to draft: a title, edits by number, and which marked places are needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from auditor.errors import InvalidDraftError
from auditor.judgement import Audit
from auditor.posting import Section
from auditor.readers.llm.answer import CHECK
from auditor.rewrite.edit import Draft, Edit, EditKind
from auditor.rewrite.limits import problems_of
from auditor.rewrite.vocabulary import load_placeholders

__all__ = ["ModelDraft", "check_of", "draft_of"]

_MOST_PROBLEMS = 10
"""Problems put back to a model at once; a model that is wrong everywhere does not need them all."""


class _Part(BaseModel):
    # the answer is put back to the model with its faults, where a copy of the whole input would double the cost
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ModelEdit(_Part):
    """One edit of one statement."""

    action: Literal["drop", "move", "replace"]
    statement: int
    section: Literal["duties", "requirements", "nice_to_have"] | None
    text: Annotated[str, Field(max_length=2000)] | None
    reason: Annotated[str, Field(max_length=200)]


class ModelDraft(_Part):
    """A draft in the fewest tokens; every field is explained in the prompt."""

    title: Annotated[str, Field(max_length=200)]
    edits: tuple[ModelEdit, ...]
    placeholders: tuple[Literal["systems", "scale", "success", "data_infra"], ...]

    @model_validator(mode="after")
    def _is_allowed(self, info: ValidationInfo) -> ModelDraft:
        check: Callable[[ModelDraft], None] | None = (info.context or {}).get(CHECK)
        if check:
            try:
                check(self)
            except InvalidDraftError as error:
                raise ValueError("; ".join(error.problems[:_MOST_PROBLEMS])) from error
        return self


def check_of(audit: Audit) -> Callable[[ModelDraft], None]:
    """The check of a model's drafts for this audit.

    It raises InvalidDraftError with the problems of a draft that may not be shown.
    """

    def check(answer: ModelDraft) -> None:
        problems = tuple(problem.message for problem in problems_of(draft_of(answer, audit), audit))
        if problems:
            raise InvalidDraftError(problems)

    return check


def draft_of(answer: ModelDraft, audit: Audit) -> Draft:
    """The model's answer as a draft, marked places as a list at the end.

    Raises:
        InvalidDraftError: a move without a section, or a replacement without a text.
    """
    edits = tuple(_edit(edit) for edit in answer.edits)
    title = None if answer.title == audit.title else answer.title
    return Draft(title, (*edits, *_marked(answer, audit)))


def _edit(edit: ModelEdit) -> Edit:
    kind = EditKind(edit.action)
    moves, writes = kind is EditKind.MOVE, kind is EditKind.REPLACE
    if (moves and edit.section is None) or (writes and edit.text is None):
        needed = "section" if moves else "text"
        raise InvalidDraftError((f"statement {edit.statement}: {kind} needs a {needed}",))
    return Edit(
        kind=kind,
        reason=" ".join(edit.reason.split()),
        statement=edit.statement,
        text=edit.text if writes else None,
        section=Section(edit.section) if moves and edit.section else None,
    )


def _marked(answer: ModelDraft, audit: Audit) -> list[Edit]:
    placeholders, last = load_placeholders(), len(audit.segmentation.statements)
    texts = [placeholders.text_of(item, audit.assessment.role) for item in dict.fromkeys(answer.placeholders)]
    new = [text for text in texts if text not in audit.posting.text] if last else []
    reason = "candidates ask for it, and only you can say it"
    return [
        Edit(EditKind.INSERT, reason, last, text=text, heading=None if at else placeholders.heading)
        for at, text in enumerate(new)
    ]
