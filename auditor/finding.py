"""One hit of a rule, and how loud it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.posting import Span, Statement

__all__ = ["Absence", "Certainty", "Evidence", "Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding matters: an error must be fixed, a warning decided, an info known."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """2 for an error, 1 for a warning, 0 for an info."""
        return {"error": 2, "warning": 1, "info": 0}[self.value]


class Certainty(StrEnum):
    """How sure a rule is of its finding, apart from how much the finding matters."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the text that shows a finding; `statement` is its number, or None outside every statement."""

    span: Span
    statement: int | None

    @classmethod
    def of(cls, statement: Statement) -> Evidence:
        """A whole statement as evidence."""
        return cls(statement.span, statement.number)


@dataclass(frozen=True, slots=True)
class Absence:
    """What the posting does not state, in words that stand in for evidence."""

    what: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A coded hit. `evidence` is never empty: places in the text, or a stated absence.

    `waived` is the recorded reason for which the house lets it stand: it is reported and counts for nothing.
    """

    code: str
    name: str
    severity: Severity
    certainty: Certainty
    message: str
    fix: str
    evidence: tuple[Evidence, ...] | Absence
    waived: str | None = None

    def __post_init__(self) -> None:
        if self.evidence == ():
            raise ValueError(f"{self.code}: a finding needs evidence or a stated absence")
