"""What a rewrite says about itself, in plain words: what was done, what is left, why it does not pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.action import Action
from auditor.judgement import Audit
from auditor.review import REVIEW_REASONS
from auditor.rewrite.edit import Draft, EditKind
from auditor.rewrite.vocabulary import PLACEHOLDER
from auditor.rules.wording import and_list

__all__ = ["notes_of"]

_DONE = {
    EditKind.DROP: ("line taken out", "lines taken out"),
    EditKind.MOVE: ("requirement made a plus", "requirements made a plus"),
    EditKind.REPLACE: ("line reworded", "lines reworded"),
    EditKind.CUT: ("place outside the lines cut", "places outside the lines cut"),
}


def notes_of(before: Audit, after: Audit, draft: Draft, *, passes: bool) -> tuple[str, ...]:
    """The notes on a draft, in the order in which a reader needs them."""
    return (*_verdict(before, after, draft, passes), *draft.remarks, *_done(before, after, draft), *_left(draft))


def _verdict(before: Audit, after: Audit, draft: Draft, passes: bool) -> Iterator[str]:
    if not _changes(draft, before):
        if passes:
            yield "Nothing has to change."
        else:
            yield f"Nothing in the findings can be fixed without you. {_open(before)}"
    elif passes:
        yield "The draft passes: no finding asks for a change."
    elif before.assessment.role is not after.assessment.role:
        yield "The draft does not pass: with these edits the work is read as that of another role."
    else:
        yield f"The draft still does not pass. {_open(after)}"


def _changes(draft: Draft, before: Audit) -> bool:
    return bool(draft.edits) or (draft.title is not None and draft.title != before.title)


def _open(audit: Audit) -> str:
    """What stands in the way: the reasons for a person to look, or the loudest finding's fix."""
    if audit.action is Action.REVIEW and audit.review_reasons:
        return REVIEW_REASONS[audit.review_reasons[0]]
    return audit.findings[0].fix if audit.findings else audit.summary


def _done(before: Audit, after: Audit, draft: Draft) -> Iterator[str]:
    if draft.title is not None and after.title != before.title:
        yield f'The title becomes "{after.title}".'
    counts = Counter(edit.kind for edit in draft.edits)
    done = [f"{counts[kind]} {words[counts[kind] > 1]}" for kind, words in _DONE.items() if counts[kind]]
    if done:
        yield f"In the text: {and_list(done)}; every other line is as it was."


def _left(draft: Draft) -> Iterator[str]:
    marked = sum(1 for edit in draft.edits if edit.text and PLACEHOLDER.search(edit.text))
    if marked:
        places = "1 marked place" if marked == 1 else f"{marked} marked places"
        yield f"Fill in {places} before it goes out, or take them out: the posting does not say, and nobody else can."
