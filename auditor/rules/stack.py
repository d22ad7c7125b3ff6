"""Which tools a posting demands as must-have, and what makes a requirement one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.assessment import Assessment
from auditor.patterns import pattern
from auditor.posting import WORK_SECTIONS, Section, Span, Statement
from auditor.rules.tools import Tool, tools_in

__all__ = ["Demand", "demands", "is_softened", "named_in_posting"]

_SOFTENED = pattern(
    r"\b(?:familiar(?:ity)?|understanding|exposure|awareness|basic|interest|prefer\w*|a plus|plus\b|nice to|bonus|"
    r"ideally|desir\w+|optional|advantage\w*|beneficial|helpful|good to have|would be)\b",
    re.I,
)
_SOFTENING = (
    "familiar", "understanding", "exposure", "awareness", "basic", "interest", "prefer", "plus", "nice to", "bonus",
    "ideally", "desir", "optional", "advantage", "beneficial", "helpful", "good to have", "would be",
)  # fmt: skip
"""One of these stands in every text that _SOFTENED finds something in."""
_OURS = pattern(
    r"\b(?:our|tech(?:nology|nical)?|current|the) (?:\w+ )?stack\b"
    r"|\bwe (?:currently |mainly |primarily )?(?:use|work with)\b|\btechnologies (?:we|you)\b|\bdatastores are\b"
    r"|\btools (?:we|of the team)\b|\bour (?:\w+ )?(?:tool[- ]?sets?|tool[- ]?kits?|tool[- ]?chains?)\b"
    r"|\b(?:don['’]t|do not) (?:need|have|expect you) to (?:know|have used|master) (?:them )?all\b",
    re.I,
)
"""Words after which a list of tools is what the team has, or need not be known, and screens nobody."""
_STACK_WORDS = ("stack", "use", "work with", "technologies", "datastores", "tool", " all")
"""One of these stands in every text that _OURS finds something in."""
_OPEN = pattern(r"(?:\b(?:with|of|in|to|as|like|including)|:)\s*$", re.I)
"""How a line ends whose objects stand on the lines below it."""
_BETWEEN = " \t\n:-–—•*"
_BRACKET = pattern(r"\([^()]*\)?")
_ALTERNATIVES = pattern(r"\b(?:or|similar|such as|e\.?g|like|including|either|any of|one of|equivalents?)\b|/", re.I)
_OR = pattern(r"or(?<!\w..)\b")
_CHOICE_WORDS = ("/", "simil", "such as", "eg", "e.g", "like", "includ", "either", "any of", "one of", "equiv")
"""One of these, or the word "or", stands in every text that _ALTERNATIVES finds something in."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A must-have statement with the tools it names; of `chosen` ones, one of each kind is enough.

    `alternatives` says that the statement gives a choice in words; tools in brackets are examples without them.
    """

    statement: Statement
    tools: tuple[Tool, ...]
    alternatives: bool
    chosen: frozenset[Tool]


def is_softened(text: str) -> bool:
    """Whether a requirement is less than a must."""
    lowered = text.lower()
    return any(map(lowered.__contains__, _SOFTENING)) and _SOFTENED.search(text) is not None


def demands(assessment: Assessment) -> tuple[Demand, ...]:
    """The must-have requirements that name tools, in text order, without those that list the team's own stack."""
    return tuple(_demands(assessment))


def _demands(assessment: Assessment) -> Iterator[Demand]:
    text, ours_until = assessment.posting.text, 0
    has_stack = any(_is_ours(heading.of(text)) for heading in assessment.segmentation.headings)
    below_wish = False
    for statement in assessment.segmentation.in_sections(Section.REQUIREMENTS, Section.NICE_TO_HAVE):
        said = text[statement.start : statement.end]
        softened = is_softened(said)
        wished, below_wish = below_wish, softened and _OPEN.search(said) is not None
        if _is_ours(said) or (has_stack and _is_ours(_headings_above(assessment, statement))):
            ours_until = _next_heading(assessment, statement)
        if statement.section is not Section.REQUIREMENTS or statement.start < ours_until or wished:
            continue
        if not softened and (named := tools_in(said)):
            yield _demand(statement, said, named)


def _is_ours(text: str) -> bool:
    lowered = text.lower()
    return any(map(lowered.__contains__, _STACK_WORDS)) and _OURS.search(text) is not None


def _headings_above(assessment: Assessment, statement: Statement) -> str:
    """The nearest heading above the statement, with those right above that one."""
    text, found, below = assessment.posting.text, "", statement.start
    above = [heading for heading in assessment.segmentation.headings if heading.end <= statement.start]
    for heading in reversed(above):
        if found and text[heading.end : below].strip(_BETWEEN):
            break
        found, below = f"{heading.of(text)}\n{found}", heading.start
    return found


def _next_heading(assessment: Assessment, statement: Statement) -> int:
    """Where the next heading on a line of its own starts: a label before a list ("Languages: ...") ends none."""
    text = assessment.posting.text
    below = (heading for heading in assessment.segmentation.headings if heading.start > statement.start)
    alone = (h.start for h in below if not text[h.end :].partition("\n")[0].strip(_BETWEEN))
    return next(alone, len(text))


def _demand(statement: Statement, said: str, named: tuple[tuple[Tool, Span], ...]) -> Demand:
    tools = tuple(dict.fromkeys(tool for tool, _ in named))
    if _gives_a_choice(said):
        return Demand(statement, tools, alternatives=True, chosen=frozenset(tools))
    brackets = [match.span() for match in _BRACKET.finditer(said)]
    chosen = frozenset(tool for tool, at in named if any(start <= at.start < end for start, end in brackets))
    return Demand(statement, tools, alternatives=False, chosen=chosen)


def _gives_a_choice(said: str) -> bool:
    lowered = said.lower()
    telling = any(map(lowered.__contains__, _CHOICE_WORDS)) or _OR.search(lowered) is not None
    return telling and _ALTERNATIVES.search(said) is not None


def named_in_posting(assessment: Assessment) -> frozenset[Tool]:
    """Every tool that duties, summary, requirements or wishes name."""
    asked = (*WORK_SECTIONS, Section.REQUIREMENTS, Section.NICE_TO_HAVE)
    text = assessment.posting.text
    statements = assessment.segmentation.in_sections(*asked)
    return frozenset(tool for s in statements for tool, _ in tools_in(s.of(text)))
