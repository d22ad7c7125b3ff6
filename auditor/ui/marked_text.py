"""The posting's text cut into pieces: what is plain, what is a heading, and which lines show which role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from auditor.finding import Absence, Finding
from auditor.judgement import Audit
from auditor.posting import Span
from auditor.taxonomy import RoleId
from auditor.ui.sides import RoleChip, Side
from auditor.ui.wording import role_label

__all__ = ["Piece", "PieceKind", "deciding_numbers", "marked_text"]


class PieceKind(StrEnum):
    """What a piece of the text is."""

    PLAIN = "plain"
    TITLE = "title"
    HEADING = "heading"
    STATEMENT = "statement"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the untouched text; all pieces joined are the text.

    `deciding` pieces are always marked; a statement with a `chip` that is not deciding is marked on request.
    """

    text: str
    kind: PieceKind
    statement: int | None = None
    chip: RoleChip | None = None
    deciding: bool = False


def deciding_numbers(sides: Iterable[Side], findings: Iterable[Finding]) -> dict[int, RoleId | None]:
    """Numbers of the statements that decide the audit, with the role that they speak for where a column says so."""
    numbers: dict[int, RoleId | None] = {}
    for finding in findings:
        if not isinstance(finding.evidence, Absence):
            numbers.update({e.statement: None for e in finding.evidence if e.statement is not None})
    for side in sides:
        numbers.update({line.statement: line.role for line in side.lines})
    return numbers


def marked_text(audit: Audit, deciding: Mapping[int, RoleId | None], findings: Iterable[Finding]) -> tuple[Piece, ...]:
    """The whole text as pieces, in order."""
    text = audit.posting.text
    pieces: list[Piece] = []
    at = 0
    for span, piece in _known_pieces(audit, deciding, findings):
        if span.start < at:
            continue
        if span.start > at:
            pieces.append(Piece(text[at : span.start], PieceKind.PLAIN))
        pieces.append(piece)
        at = span.end
    if at < len(text):
        pieces.append(Piece(text[at:], PieceKind.PLAIN))
    return tuple(pieces)


def _known_pieces(
    audit: Audit, deciding: Mapping[int, RoleId | None], findings: Iterable[Finding]
) -> list[tuple[Span, Piece]]:
    text, cut = audit.posting.text, audit.segmentation
    roles = _roles_by_statement(audit)
    found: list[tuple[Span, Piece]] = []
    for statement in cut.statements:
        role = deciding.get(statement.number) or roles.get(statement.number)
        chip = RoleChip(role, role_label(audit.assessment, role)) if role else None
        is_deciding = statement.number in deciding
        piece = Piece(statement.span.of(text), PieceKind.STATEMENT, statement.number, chip, is_deciding)
        found.append((statement.span, piece))
    found += [(span, Piece(span.of(text), PieceKind.HEADING)) for span in cut.headings]
    if cut.title is not None:
        found.append((cut.title, Piece(cut.title.of(text), PieceKind.TITLE)))
    found += [(s, Piece(s.of(text), PieceKind.EVIDENCE, deciding=True)) for s in _loose_evidence(findings)]
    return sorted(found, key=lambda item: (item[0].start, item[1].kind is PieceKind.EVIDENCE))


def _loose_evidence(findings: Iterable[Finding]) -> list[Span]:
    return [
        evidence.span
        for finding in findings
        if not isinstance(finding.evidence, Absence)
        for evidence in finding.evidence
        if evidence.statement is None
    ]


def _roles_by_statement(audit: Audit) -> dict[int, RoleId]:
    """The role that most of a statement's tags belong to; the described role where it is among them on a tie."""
    counts: dict[int, Counter[RoleId]] = {}
    for tag in audit.reading.tags if audit.reading else ():
        counts.setdefault(tag.statement.number, Counter())[tag.role] += 1
    described = audit.assessment.role
    return {n: max(c, key=lambda role: (c[role], role is described)) for n, c in counts.items()}
