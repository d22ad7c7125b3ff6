"""A posting's text cut into pieces that are marked alike: lines that show work, and evidence of findings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from auditor.finding import Absence
from auditor.judgement import Audit
from auditor.posting import Span, Statement
from auditor.rules.evidence import role_evidence
from auditor.taxonomy import RoleId

__all__ = ["Piece", "highlighted"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with the same marks; all pieces in order are the whole text.

    `role` is the role of the work that the statement shows most, or None; `decides` whether the statement is one of
    the deciding lines; `codes` are the findings that the text is evidence of. `number` is set on the first piece
    of a statement that something points to, `label` on the last piece of a mark.
    """

    text: str
    role: RoleId | None = None
    decides: bool = False
    codes: tuple[str, ...] = ()
    number: int | None = None
    label: str = ""


def highlighted(audit: Audit) -> tuple[Piece, ...]:
    """The posting's text as pieces, cut wherever a mark starts or ends."""
    text = audit.posting.text
    work = _work(audit)
    evidence = _evidence(audit)
    spans = [statement.span for statement, _ in work] + [span for span, _ in evidence]
    cuts = sorted({0, len(text), *(span.start for span in spans), *(span.end for span in spans)})
    deciding = _deciding(audit)
    pieces = []
    for start, end in pairwise(cuts):
        statement, role = next(((s, r) for s, r in work if s.start <= start < s.end), (None, None))
        found = [(span, code) for span, code in evidence if span.start <= start < span.end]
        pieces.append(_piece(audit, Span(start, end), statement, role, found, deciding))
    return tuple(pieces)


def _work(audit: Audit) -> list[tuple[Statement, RoleId | None]]:
    """Tagged and cited statements with the role that most of their tags have, the first tag's on a tie."""
    cited = (e.statement for f in audit.findings if not isinstance(f.evidence, Absence) for e in f.evidence)
    roles: dict[int, list[RoleId]] = {number: [] for number in cited if number is not None}
    for tag in audit.reading.tags if audit.reading else ():
        roles.setdefault(tag.statement.number, []).append(tag.role)
    return [(audit.segmentation[number], max(found, key=found.count, default=None)) for number, found in roles.items()]


def _evidence(audit: Audit) -> list[tuple[Span, str]]:
    return [
        (evidence.span, finding.code)
        for finding in audit.findings
        if not isinstance(finding.evidence, Absence)
        for evidence in finding.evidence
    ]


def _deciding(audit: Audit) -> frozenset[int]:
    role = audit.assessment.role
    lines = role_evidence(audit.assessment, role) if role else ()
    return frozenset(line.statement for line in lines if line.statement is not None)


def _piece(
    audit: Audit,
    span: Span,
    statement: Statement | None,
    role: RoleId | None,
    found: list[tuple[Span, str]],
    deciding: frozenset[int],
) -> Piece:
    codes = tuple(dict.fromkeys(code for _, code in found))
    ends = span.end in {end.end for end, _ in found} or (statement is not None and span.end == statement.end)
    names = ((audit.assessment.role_name(role),) if role else ()) + codes
    return Piece(
        text=span.of(audit.posting.text),
        role=role,
        decides=statement is not None and statement.number in deciding,
        codes=codes,
        number=statement.number if statement is not None and span.start == statement.start else None,
        label=" · ".join(names) if ends else "",
    )
