"""Which statements show a finding best: the most telling ones, at most three a side, in text order."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.assessment import Assessment
from auditor.finding import Evidence
from auditor.posting import WORK_SECTIONS, Section, Span, Statement
from auditor.reading import Reading
from auditor.segment.whole import is_whole_line
from auditor.taxonomy import RoleId

__all__ = ["PER_SIDE", "at_span", "in_text_order", "role_evidence", "work_shown"]

PER_SIDE = 3
_ORDER = {Section.DUTIES: 0, Section.SUMMARY: 1, Section.REQUIREMENTS: 2}


def _statements_of(reading: Reading, role: RoleId, *sections: Section) -> list[Statement]:
    """The statements of the sections with a tag of the role, most telling first.

    Whole lines come before bare headings and fragments; among them duties come before summary and requirements;
    within a section, statements about this role alone come first, then those with more of its activities, then text
    order.
    """
    roles: dict[int, list[RoleId]] = {}
    for tag in reading.tags_in(*sections):
        roles.setdefault(tag.statement.number, []).append(tag.role)
    telling = [number for number, found in roles.items() if role in found]
    statements = (reading.segmentation[number] for number in telling)

    def rank(statement: Statement) -> tuple[bool, int, int, int, int]:
        found = roles[statement.number]
        others = len(found) - found.count(role)
        return (
            not _is_whole(reading, statement),
            _ORDER.get(statement.section, 3),
            others,
            -found.count(role),
            statement.number,
        )

    return sorted(statements, key=rank)


def work_shown(reading: Reading, role: RoleId, *beside: Section) -> list[Statement]:
    """The statements of duties and summary that show the role, most telling first.

    When none of them is a whole line, the whole lines of the sections `beside` the work come first.
    """
    work = _statements_of(reading, role, *WORK_SECTIONS)
    if work and _is_whole(reading, work[0]):
        return work
    asked = _statements_of(reading, role, *beside)
    return [*(s for s in asked if _is_whole(reading, s)), *work] if work else asked


def _is_whole(reading: Reading, statement: Statement) -> bool:
    return is_whole_line(statement.of(reading.posting.text))


def role_evidence(assessment: Assessment, role: RoleId) -> tuple[Evidence, ...]:
    """Up to three statements of duties or summary that show the role; of requirements when no whole duty does."""
    reading = assessment.reading
    if reading is None:
        return ()
    found = work_shown(reading, role, Section.REQUIREMENTS)
    text = reading.posting.text
    different = {text[s.start : s.end]: s.number for s in reversed(found)}
    first = {*different.values()}
    return in_text_order([s for s in found if s.number in first][:PER_SIDE])


def in_text_order(statements: Iterable[Statement]) -> tuple[Evidence, ...]:
    """The statements as evidence, in the order of the text."""
    return tuple(Evidence.of(statement) for statement in sorted(statements, key=lambda s: s.number))


def at_span(assessment: Assessment, span: Span) -> Evidence:
    """A span as evidence, with the number of the statement that contains it."""
    for statement in assessment.segmentation.statements:
        if statement.start <= span.start and span.end <= statement.end:
            return Evidence(span, statement.number)
    return Evidence(span, None)
