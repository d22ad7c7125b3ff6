"""The drafter that needs no model: edits that follow from the audit's findings alone, and never a new duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.facts.model import SelfName
from auditor.judgement import Audit
from auditor.posting import VACANCIES, WORK_SECTIONS, Section, Span, Statement
from auditor.review import ROLE_DOUBTS
from auditor.rewrite.edit import Draft, Edit, EditKind
from auditor.rewrite.limits import problems_of, text_at_fault
from auditor.rewrite.retitle import new_title, renamed, without_level
from auditor.rewrite.vocabulary import load_placeholders
from auditor.rules.wording import and_list, with_article, within_brackets
from auditor.rules.wrong_hire import CORE, asking_for, is_stranger
from auditor.taxonomy import RoleId
from auditor.titles import read_title
from auditor.verdict import Verdict

__all__ = ["OfflineDrafter", "can_align"]

_NOTHING_LEFT = "What the findings ask for would leave no posting behind, so nothing was changed."
_PLUS = Section.NICE_TO_HAVE
_INSISTS = re.compile(r"\b(?:must|required|mandatory|essential)\b", re.I)


@dataclass(frozen=True, slots=True)
class OfflineDrafter:
    """Drafts from findings: retitle, move or drop requirements of another role, cut what is no posting, ask."""

    name: str = "offline"

    def drafts(self, audit: Audit) -> Iterator[Draft]:
        """Drafts for this audit, gentlest first: requirements of another role become a plus, or else go.

        The last has no marked places, should they be what moves a reader.
        """
        drafts = [_draft(audit, keep_requirements=True)]
        if "HIRE001" in _codes(audit):
            drafts.append(_draft(audit, keep_requirements=False))
        drafts.append(_draft(audit, keep_requirements=True, ask=False))
        allowed = [draft for draft in drafts if not problems_of(draft, audit)]
        yield from allowed or [Draft(None, (), (_NOTHING_LEFT,))]


def _draft(audit: Audit, *, keep_requirements: bool, ask: bool = True) -> Draft:
    addressed = list(_addressed_to_models(audit))
    cuts = [edit for edit in addressed if edit.kind is EditKind.CUT]
    edits = {edit.statement: edit for edit in addressed if edit.kind is EditKind.DROP}
    remarks = tuple(_remarks(audit))
    if not can_align(audit):
        return Draft(None, (*edits.values(), *cuts), remarks)
    title = _title(audit)
    for edit in (*_wrong_hire(audit, keep_requirements), *_second_job(audit), *_renamed(audit, title)):
        edits.setdefault(edit.statement, edit)
    return Draft(title, (*edits.values(), *cuts, *(_specification(audit) if ask else ())), remarks)


def _codes(audit: Audit) -> frozenset[str]:
    return frozenset(finding.code for finding in audit.findings)


def can_align(audit: Audit) -> bool:
    """Whether the posting is a vacancy whose role is told, so that there is something to align it with."""
    assessment = audit.assessment
    doubts = ROLE_DOUBTS.intersection(audit.review_reasons)
    return assessment.role is not None and not doubts and assessment.facts.kind in VACANCIES


def _remarks(audit: Audit) -> Iterator[str]:
    assessment = audit.assessment
    if assessment.facts.kind not in VACANCIES:
        yield "The text is not the posting of one open job, so its title and lines are left as they are."
    elif assessment.role is None or ROLE_DOUBTS.intersection(audit.review_reasons):
        yield "Nothing was aligned: a person has to decide first which role the posting is for."
    elif "TITLE003" in _codes(audit) and "TITLE003" not in text_at_fault(audit):
        lines = and_list(str(statement.number) for statement in _of_second_job(audit))
        yield f"Statements {lines} are a second, smaller job. They may stay; say then which half decides the hire."
    if "TITLE005" in _codes(audit):
        yield "The level leaves the title, as the years asked for contradict it; or keep it and change the years."


def _title(audit: Audit) -> str | None:
    contradicted = "TITLE005" in _codes(audit)
    if audit.verdict in (None, Verdict.MISMATCH, Verdict.PARTIAL, Verdict.UNCLAIMED):
        return new_title(audit, level=not contradicted)
    return without_level(audit.title) if contradicted and audit.title else None


def _addressed_to_models(audit: Audit) -> Iterator[Edit]:
    """Statements that give a program orders go; so do such words outside every statement."""
    reason = "addresses a program that reads the posting, not a candidate"
    for span in audit.assessment.facts.instructions:
        hit = [s for s in audit.segmentation.statements if s.start < span.end and span.start < s.end]
        for statement in hit:
            yield Edit(EditKind.DROP, reason, statement.number)
        if not hit and not _overlap(span, audit.segmentation.title):
            yield Edit(EditKind.CUT, reason, span=span)


def _overlap(span: Span, other: Span | None) -> bool:
    return other is not None and span.start < other.end and other.start < span.end


def _wrong_hire(audit: Audit, keep: bool) -> Iterator[Edit]:
    reading, role = audit.reading, audit.assessment.role
    if reading is None or role is None or "HIRE001" not in _codes(audit):
        return
    for wanted in CORE:
        for statement in asking_for(reading, wanted) if is_stranger(role, wanted) else ():
            reason = f"asks for {with_article(audit.assessment.role_name(wanted))}'s work, which no duty needs"
            if keep and not _INSISTS.search(_text(audit, statement)):
                yield Edit(EditKind.MOVE, f"{reason}: a plus, not a must", statement.number, section=_PLUS)
            else:
                yield Edit(EditKind.DROP, reason, statement.number)


def _text(audit: Audit, statement: Statement) -> str:
    return statement.span.of(audit.posting.text)


def _second_job(audit: Audit) -> Iterator[Edit]:
    if "TITLE003" not in text_at_fault(audit) or audit.reading is None or audit.reading.secondary_role is None:
        return
    name = within_brackets(audit.assessment.role_name(audit.reading.secondary_role))
    for statement in _of_second_job(audit):
        yield Edit(EditKind.DROP, f"belongs to a second job ({name}), which needs its own posting", statement.number)


def _of_second_job(audit: Audit) -> list[Statement]:
    """The duties that show the secondary role and no other."""
    reading = audit.reading
    if reading is None or reading.secondary_role is None:
        return []
    roles: dict[Statement, set[RoleId]] = {}
    for tag in reading.tags_in(*WORK_SECTIONS):
        roles.setdefault(tag.statement, set()).add(tag.role)
    return [statement for statement, shown in roles.items() if shown == {reading.secondary_role}]


def _renamed(audit: Audit, title: str | None) -> Iterator[Edit]:
    """Statements that name the job by its old title, or by a title of another role, under the new name."""
    if title is None:
        return
    bare = _bare(audit, title)
    names = {audit.title: title} if audit.title else {}
    for own in audit.assessment.facts.self_names:
        if _names_another_role(audit, own):
            names.setdefault(own.name, bare if read_title(own.name).level else without_level(bare))
    for statement in audit.segmentation.statements:
        old = _text(audit, statement)
        new = renamed(old, names)
        if new != old:
            yield Edit(EditKind.REPLACE, "names the job as its new title does", statement.number, text=new)


def _bare(audit: Audit, title: str) -> str:
    """The new title without what the old one says behind its claim."""
    return next((bare for bare in audit.suggested_titles if title.startswith(bare)), title)


def _names_another_role(audit: Audit, self_name: SelfName) -> bool:
    promised = read_title(self_name.name).by_profile[audit.profile.id]
    return bool(promised) and audit.assessment.role not in promised


def _specification(audit: Audit) -> Iterator[Edit]:
    """A marked place for each specification item that the posting of an AI job does not state.

    They are a list at the end: in the middle they would stand between lines and the headings they are read under.
    """
    reading, placeholders = audit.reading, load_placeholders()
    if reading is None or reading.role in (None, RoleId.OTHER):
        return
    last = len(audit.segmentation.statements)
    heading: str | None = placeholders.heading
    for item in (name for name, stated in reading.spec.items() if not stated.value):
        text = placeholders.text_of(item, reading.role)
        if last and text not in audit.posting.text:
            reason = "candidates ask for it, and only you can say it"
            yield Edit(EditKind.INSERT, reason, last, text=text, heading=heading)
            heading = None
