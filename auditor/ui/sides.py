"""The two columns: what the title promises, and the work that the posting describes, each with its deciding lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.judgement import Audit
from auditor.posting import Section, Statement
from auditor.rules.evidence import PER_SIDE, work_shown
from auditor.rules.unclaimed_ai_work import field_mentioned
from auditor.taxonomy import RoleId
from auditor.titles import TitleClaims
from auditor.ui.wording import capitalised, role_label, shortened

__all__ = ["QuotedLine", "RoleChip", "Side", "promise_side", "work_side"]

_QUOTE_LIMIT = 150


@dataclass(frozen=True, slots=True)
class RoleChip:
    """A role with the name that the page shows for it."""

    role: RoleId
    name: str


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A deciding statement: its number, its text on one line (shortened), its section, the role it speaks for."""

    statement: int
    text: str
    section: Section
    role: RoleId


@dataclass(frozen=True, slots=True)
class Side:
    """One column. `explanation` says what the roles' work is; `remark` stands where lines are missing or few."""

    chips: tuple[RoleChip, ...]
    explanation: str
    lines: tuple[QuotedLine, ...]
    remark: str


def promise_side(audit: Audit) -> Side:
    """What the title promises; its lines are those of the posting that speak for a promised role."""
    assessment = audit.assessment
    if audit.claims is None:
        return Side((), "No title was given or found.", (), "Type a title to see what it promises.")
    claimed = assessment.claimed
    chips = _chips(audit, claimed)
    if not claimed:
        return Side((), "None of the four AI roles.", (), _read_as(audit.claims, assessment.role))
    explanation = _work_of(audit, claimed)
    if assessment.role in claimed:
        others = [role for role in claimed if role is not assessment.role]
        kept = "It is not certain that the work keeps it." if audit.needs_review else "The work keeps this promise."
        return Side(chips, explanation, _lines(audit, others), kept)
    lines = _lines(audit, claimed)
    remark = "" if lines or audit.reading is None else "No line of the posting was read as this work."
    return Side(chips, explanation, lines, remark)


def _read_as(claims: TitleClaims, role: RoleId | None) -> str:
    """What a title that claims none of the four roles says instead."""
    if field := field_mentioned(claims):
        return f"It mentions {field}, but names none of their jobs."
    return f"Candidates will read it as another profession{'; so is the work' if role is RoleId.OTHER else ''}."


def work_side(audit: Audit) -> Side:
    """The work described; when the role is in doubt, both defensible roles are shown."""
    reading, role = audit.reading, audit.assessment.role
    if reading is None or role is None:
        return Side((), "It cannot be told from this text.", (), "")
    beside = reading.secondary_role or (reading.alternative_role if audit.needs_review else None)
    roles = (role,) if beside in (None, role) else (role, beside)
    shown = tuple(r for r in roles if r is not None)
    return Side(_chips(audit, shown), _work_of(audit, shown), _lines(audit, shown), _self_name(audit))


def _chips(audit: Audit, roles: Iterable[RoleId]) -> tuple[RoleChip, ...]:
    return tuple(RoleChip(role, role_label(audit.assessment, role)) for role in roles)


def _work_of(audit: Audit, roles: Iterable[RoleId]) -> str:
    works = [audit.assessment.taxonomy.roles[role].work for role in roles]
    joined = "; ".join(works)
    return capitalised(joined)


def _self_name(audit: Audit) -> str:
    """The first name that the text gives the job and the title does not."""
    title = (audit.title or "").casefold()
    names = [name.name for name in audit.assessment.facts.self_names if name.name.casefold() not in title]
    return f"The text itself calls the job “{shortened(names[0], 60)}”." if names else ""


def _lines(audit: Audit, roles: Sequence[RoleId]) -> tuple[QuotedLine, ...]:
    """The deciding lines of up to two roles, PER_SIDE in all, in text order."""
    quota = [PER_SIDE] if len(roles) < 2 else [PER_SIDE - 1, PER_SIDE - 2]
    found: dict[int, QuotedLine] = {}
    for role, room in zip(roles, quota, strict=False):
        for statement in [s for s in _candidates(audit, role) if s.number not in found][:room]:
            found[statement.number] = _quoted(audit, statement, role)
    return tuple(found[number] for number in sorted(found))


def _candidates(audit: Audit, role: RoleId) -> list[Statement]:
    reading = audit.reading
    if reading is None:
        return []
    shown = work_shown(reading, role, Section.REQUIREMENTS, Section.NICE_TO_HAVE)
    if shown or role is not RoleId.OTHER or reading.role is not RoleId.OTHER:
        return shown
    return list(reading.segmentation.in_sections(Section.DUTIES))


def _quoted(audit: Audit, statement: Statement, role: RoleId) -> QuotedLine:
    text = shortened(statement.span.of(audit.posting.text), _QUOTE_LIMIT)
    return QuotedLine(statement.number, text, statement.section, role)
