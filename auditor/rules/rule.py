"""What a rule is: a code, a documented question about an assessment, and the decorator that makes one.

The decorator registers nothing; `auditor.rules.ALL_RULES` is a written tuple.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from auditor.assessment import Assessment
from auditor.finding import Absence, Certainty, Evidence, Finding, Severity

__all__ = ["DOC_SECTIONS", "Hit", "Rule", "rule"]

DOC_SECTIONS = (
    "What it flags",
    "Why it matters",
    "A posting that is flagged",
    "A posting that passes",
    "A near miss",
    "When it is wrong",
    "Source",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's body yields: the particulars of one finding. `severity` None takes the rule's own."""

    message: str
    fix: str
    evidence: tuple[Evidence, ...] | Absence
    certainty: Certainty = Certainty.HIGH
    severity: Severity | None = None


Check = Callable[[Assessment], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A coded check, documented by its docstring. `severity` is the loudest it speaks.

    A rule with `default_on` False runs only where the configuration selects it.
    """

    code: str
    name: str
    severity: Severity
    check: Check
    default_on: bool = True

    @property
    def summary(self) -> str:
        """What the rule flags, in one sentence."""
        return _parsed(self.check)[0]

    @property
    def doc(self) -> dict[str, str]:
        """The text of each of DOC_SECTIONS."""
        return _parsed(self.check)[1]

    def findings(self, assessment: Assessment) -> tuple[Finding, ...]:
        """The rule's hits on an assessment as findings."""
        return tuple(
            Finding(
                code=self.code,
                name=self.name,
                severity=hit.severity or self.severity,
                certainty=hit.certainty,
                message=hit.message,
                fix=hit.fix,
                evidence=hit.evidence,
            )
            for hit in self.check(assessment)
        )


def rule(code: str, name: str, severity: Severity, *, default_on: bool = True) -> Callable[[Check], Rule]:
    """Makes a Rule of a generator function whose docstring has the fixed sections.

    Raises:
        ValueError: a section of the docstring is missing.
    """

    def make(check: Check) -> Rule:
        missing = [title for title in DOC_SECTIONS if f"{title}:\n" not in (check.__doc__ or "")]
        if missing:
            raise ValueError(f"{code}: docstring lacks {', '.join(missing)}")
        return Rule(code, name, severity, check, default_on)

    return make


@cache
def _parsed(check: Check) -> tuple[str, dict[str, str]]:
    """Summary and sections of a docstring, read only when somebody asks for them."""
    summary, _, rest = (inspect.getdoc(check) or "").partition("\n\n")
    doc: dict[str, list[str]] = {}
    title = ""
    for line in rest.splitlines():
        if line.rstrip(":") in DOC_SECTIONS and line.endswith(":"):
            title = line.rstrip(":")
            doc[title] = []
        elif title:
            doc[title].append(line.strip())
    return " ".join(summary.split()), {name: "\n".join(lines).strip() for name, lines in doc.items()}
