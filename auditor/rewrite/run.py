"""From an audit to a rewrite: draft, check, apply, audit again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from auditor.errors import InvalidDraftError
from auditor.judgement import Audit
from auditor.pipeline import audit as audit_posting
from auditor.posting import Posting
from auditor.readers import Estimate, Reader
from auditor.rewrite.apply import applied
from auditor.rewrite.edit import Draft
from auditor.rewrite.limits import problems_of
from auditor.rewrite.notes import notes_of
from auditor.rewrite.result import PASSING, Rewrite
from auditor.verdict import Verdict

__all__ = ["Drafter", "EstimatingDrafter", "rewrite"]


class Drafter(Protocol):
    """Proposes drafts for an audit; `name` is shown beside what it drafted."""

    @property
    def name(self) -> str:
        """`offline`, or the name of the model."""
        ...

    def drafts(self, audit: Audit) -> Iterator[Draft]:
        """Drafts, best first; the first whose audit passes is taken, else the first.

        Raises:
            ReaderError: a model could not draft.
        """
        ...


@runtime_checkable
class EstimatingDrafter(Drafter, Protocol):
    """A drafter that costs something, and can say about how much before it is asked."""

    def estimate(self, audit: Audit) -> Estimate | None:
        """About what drafting takes; None when nothing would be sent."""
        ...


def rewrite(before: Audit, drafter: Drafter, reader: Reader) -> Rewrite:
    """The draft that passes, or else the first, audited again by `reader` under the profile of `before`.

    Raises:
        InvalidDraftError: a draft does what no draft may.
        ReaderError: no draft could be had, or the reader could not read it.
    """
    first: Rewrite | None = None
    for draft in drafter.drafts(before):
        made = _made(before, draft, drafter.name, reader)
        if made.passes:
            return made
        first = first or made
    return first or _made(before, Draft(None, ()), drafter.name, reader)


def _made(before: Audit, draft: Draft, drafter: str, reader: Reader) -> Rewrite:
    problems = problems_of(draft, before)
    if problems:
        raise InvalidDraftError(tuple(problem.message for problem in problems))
    posting = applied(before.posting, before.segmentation, draft)
    after = before if posting == before.posting else _audited(posting, before, reader)
    passes = after.action in PASSING and after.verdict is not Verdict.MISMATCH and _same_work(before, after)
    return Rewrite(
        title=after.title,
        text=posting.text,
        edits=draft.edits,
        before=before,
        after=after,
        passes=passes,
        notes=notes_of(before, after, draft, passes=passes),
        drafter=drafter,
        usage=draft.usage,
    )


def _audited(posting: Posting, before: Audit, reader: Reader) -> Audit:
    return audit_posting(posting, reader, before.profile.id, before.assessment.policy)


def _same_work(before: Audit, after: Audit) -> bool:
    """Whether the draft still describes the work that was described, when that could be told."""
    return before.assessment.role is None or before.assessment.role is after.assessment.role
