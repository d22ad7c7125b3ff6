"""Which tools a posting demands as must-have, and what makes a requirement one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.assessment import Assessment
from auditor.patterns import pattern
from auditor.posting import Section, Statement
from auditor.reading import WORK_SECTIONS
from auditor.rules.tools import Tool, tools_in

__all__ = ["Demand", "demands", "is_softened", "named_in_posting"]

_SOFTENED = pattern(
    r"\b(?:familiar(?:ity)?|understanding|exposure|awareness|basic|interest|prefer\w*|a plus|plus\b|nice to|bonus|"
    r"ideally|desir\w+|optional|advantage\w*|beneficial|helpful|good to have|would be)\b",
    re.I,
)
_ALTERNATIVES = pattern(r"\b(?:or|similar|such as|e\.?g|like|including|either|any of|one of|equivalents?)\b|/", re.I)


@dataclass(frozen=True, slots=True)
class Demand:
    """A must-have statement with the tools it names; with `alternatives`, one tool of each kind is enough."""

    statement: Statement
    tools: tuple[Tool, ...]
    alternatives: bool


def is_softened(text: str) -> bool:
    """Whether a requirement is less than a must."""
    return _SOFTENED.search(text) is not None


def demands(assessment: Assessment) -> tuple[Demand, ...]:
    """The must-have requirements that name tools, in text order."""
    found, text = [], assessment.posting.text
    for statement in assessment.segmentation.in_sections(Section.REQUIREMENTS):
        said = statement.span.of(text)
        tools = tuple(dict.fromkeys(tool for tool, _ in tools_in(said)))
        if tools and not is_softened(said):
            found.append(Demand(statement, tools, _ALTERNATIVES.search(said) is not None))
    return tuple(found)


def named_in_posting(assessment: Assessment) -> frozenset[Tool]:
    """Every tool that duties, summary, requirements or wishes name."""
    asked = (*WORK_SECTIONS, Section.REQUIREMENTS, Section.NICE_TO_HAVE)
    text = assessment.posting.text
    statements = assessment.segmentation.in_sections(*asked)
    return frozenset(tool for s in statements for tool, _ in tools_in(s.span.of(text)))
