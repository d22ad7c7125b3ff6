"""What a draft may do, whoever drafts: checked by code before anybody sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from auditor.action import Action
from auditor.errors import InputError
from auditor.facts.instructions import find_instructions
from auditor.facts.scan import Scan
from auditor.intake import check_text
from auditor.judgement import Audit
from auditor.posting import WORK_SECTIONS, Section
from auditor.rewrite.apply import applied
from auditor.rewrite.edit import Draft, Edit, EditKind, Problem, ProblemKind
from auditor.rewrite.novelty import Original
from auditor.rewrite.vocabulary import PLACEHOLDER, load_placeholders
from auditor.rules.wording import profession
from auditor.taxonomy import RoleId
from auditor.titles import read_title

__all__ = ["problems_of", "text_at_fault"]

_LONGEST_LINE = 400
"""Characters that a new statement may have; the longest usual bullet has about 280."""
_LONGEST_TITLE = 120

_TEXT_AT_FAULT = frozenset({"HIRE001", "TITLE003", "TEXT001"})
"""Findings that no title can answer: requirements of another role, two jobs, text addressed to a model."""

_PROTECTED = frozenset({Section.COMPANY, Section.BENEFITS, Section.PAY, Section.LEGAL})
_PLACES = frozenset({Section.DUTIES, Section.REQUIREMENTS, Section.NICE_TO_HAVE})
_UNSAFE = re.compile(r"[<>{}]|https?:|www\.", re.I)
_WORD = re.compile(r"\w+")
_ARTICLES = ("a", "an", "A", "An")
_REMOVES = (EditKind.DROP, EditKind.MOVE)


def text_at_fault(audit: Audit) -> frozenset[str]:
    """The codes of findings that call for edits of the text; two jobs under a fitting title are the owner's choice."""
    found = _TEXT_AT_FAULT & {finding.code for finding in audit.findings}
    return found - {"TITLE003"} if audit.action is Action.READY else found


def problems_of(draft: Draft, audit: Audit) -> tuple[Problem, ...]:
    """Everything that the draft does and may not do; empty when it may be shown."""
    found = (*_of_title(draft, audit), *_of_places(draft, audit), *_of_words(draft, audit), *_of_reach(draft, audit))
    return found or tuple(_of_what_is_left(draft, audit))


def _original(audit: Audit) -> Original:
    named = profession(audit.assessment) or ""
    suggested = (*audit.suggested_titles, load_placeholders().heading, named)
    return Original("\n".join((audit.title or "", audit.posting.text, *suggested)))


def _of_title(draft: Draft, audit: Audit) -> Iterator[Problem]:
    title = draft.title
    if title is None or title == audit.title:
        return
    if not title.strip() or len(title) > _LONGEST_TITLE or not _is_plain(title):
        yield Problem(ProblemKind.NOT_PLAIN, f"the title must be one plain line of at most {_LONGEST_TITLE} characters")
        return
    if title not in audit.suggested_titles:
        original = _original(audit)
        yield from original.problems_of(title)
        if not original.has_words_of(title) or not original.has_marks_of(title):
            message = f'the title "{title}" has words or marks that neither the posting nor a suggested title has'
            yield Problem(ProblemKind.NEW_CONTENT, message)
    read, role = read_title(title), audit.assessment.role
    promised = read.by_profile[audit.profile.id]
    if role is None or (promised != () if role is RoleId.OTHER else role not in promised):
        yield Problem(ProblemKind.TITLE_DOES_NOT_FIT, f'the title "{title}" does not promise the work described')
    free = audit.claims is None or "TITLE005" in {finding.code for finding in audit.findings}
    if not free and audit.claims is not None and read.seniority is not audit.claims.seniority:
        yield Problem(ProblemKind.LEVEL_CHANGED, f'the title "{title}" changes the level; keep it')


def _is_plain(line: str) -> bool:
    return (
        line.isprintable() and line == line.strip() and not _UNSAFE.search(line) and not find_instructions(Scan(line))
    )


def _of_places(draft: Draft, audit: Audit) -> Iterator[Problem]:
    last = len(audit.segmentation.statements)
    numbers = [e.statement for e in draft.edits if e.statement is not None and e.kind is not EditKind.INSERT]
    for number, times in Counter(numbers).items():
        if times > 1:
            yield Problem(ProblemKind.EDITED_TWICE, f"statement {number} is edited {times} times; edit it once")
    for edit in draft.edits:
        if edit.statement is not None and not 1 <= edit.statement <= last:
            message = f"statement {edit.statement} does not exist; the posting has 1 to {last}"
            yield Problem(ProblemKind.UNKNOWN_STATEMENT, message)
        elif edit.statement is not None:
            yield from _of_place(edit, draft, audit)


def _of_place(edit: Edit, draft: Draft, audit: Audit) -> Iterator[Problem]:
    number = edit.statement or 0
    section = audit.segmentation[number].section
    addressed = any(_within(audit, number, span.start) for span in audit.assessment.facts.instructions)
    harmless = edit.kind is EditKind.INSERT or addressed or _only_renames(edit, draft, audit)
    if section in _PROTECTED and not harmless:
        yield Problem(ProblemKind.PROTECTED, f"statement {number} is about {section.value}; leave it as it is")
    if edit.section is not None and (edit.section not in _PLACES or edit.section is section):
        yield Problem(ProblemKind.WRONG_PLACE, f"statement {number} cannot be moved to {edit.section.value}")


def _within(audit: Audit, number: int, at: int) -> bool:
    statement = audit.segmentation[number]
    return statement.start <= at < statement.end


def _only_renames(edit: Edit, draft: Draft, audit: Audit) -> bool:
    """Whether a replacement only puts the new title's words in the place of the old one's."""
    if edit.kind is not EditKind.REPLACE or edit.text is None or draft.title is None:
        return False
    old, new = (Counter(_WORD.findall(t)) for t in (_said(audit, edit.statement or 0), edit.text))
    given = {*_WORD.findall(audit.title or ""), *_ARTICLES}
    given |= {word for name in audit.assessment.facts.self_names for word in _WORD.findall(name.name)}
    return set(old - new) <= given and set(new - old) <= {*_WORD.findall(draft.title), *_ARTICLES}


def _said(audit: Audit, number: int) -> str:
    return audit.segmentation[number].span.of(audit.posting.text)


def _of_words(draft: Draft, audit: Audit) -> Iterator[Problem]:
    original = _original(audit)
    for edit in draft.edits:
        if edit.text is None:
            continue
        if not edit.text or len(edit.text) > _room(edit, audit) or not _is_plain(edit.text):
            yield Problem(
                ProblemKind.NOT_PLAIN, f"a new statement must be one plain line of {_LONGEST_LINE} characters"
            )
            continue
        allowed = Original(f"{original.text}\n{draft.title}") if draft.title else original
        yield from allowed.problems_of(edit.text)
        if not allowed.has_marks_of(edit.text):
            yield Problem(ProblemKind.NOT_PLAIN, f'"{edit.text}" has marks that the posting does not have')
        if edit.kind is EditKind.INSERT and not PLACEHOLDER.search(edit.text):
            message = f'"{edit.text}" is new; insert placeholders only, and reword statements that are there'
            yield Problem(ProblemKind.NEW_CONTENT, message)
        elif not allowed.is_reworded(edit.text):
            yield Problem(ProblemKind.NEW_CONTENT, f'"{edit.text}" says what the posting does not')


def _room(edit: Edit, audit: Audit) -> int:
    """A replacement may be a little longer than what it replaces, however long that is."""
    if edit.kind is not EditKind.REPLACE or not 1 <= (edit.statement or 0) <= len(audit.segmentation.statements):
        return _LONGEST_LINE
    replaced = audit.segmentation[edit.statement or 0]
    return max(_LONGEST_LINE, replaced.end - replaced.start + _LONGEST_TITLE)


def _of_reach(draft: Draft, audit: Audit) -> Iterator[Problem]:
    gone = {edit.statement for edit in draft.edits if edit.kind in _REMOVES}
    work = {s.number for s in audit.segmentation.in_sections(*WORK_SECTIONS)}
    if audit.segmentation.statements and (work or {s.number for s in audit.segmentation.statements}) <= gone:
        yield Problem(ProblemKind.NO_DUTIES_LEFT, "no duty is left; keep those of the work described")
    at_fault = text_at_fault(audit)
    changes_text = any(edit.kind is not EditKind.INSERT for edit in draft.edits)
    if at_fault and draft.title is not None and not changes_text:
        codes = ", ".join(sorted(at_fault))
        yield Problem(ProblemKind.RETITLE_ALONE, f"another title does not answer {codes}: the text has to change too")


def _of_what_is_left(draft: Draft, audit: Audit) -> Iterator[Problem]:
    """A draft that may be shown can also be audited: it is not empty, too long or mostly control characters."""
    try:
        check_text(applied(audit.posting, audit.segmentation, draft).text)
    except InputError as error:
        yield Problem(ProblemKind.NOT_AUDITABLE, f"what the draft leaves is no posting: {error.message}")
