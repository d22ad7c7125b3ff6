"""STACK003: more years demanded of a technology than it has existed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Evidence, Severity
from auditor.patterns import pattern
from auditor.posting import VACANCIES, Section, Statement
from auditor.rules.rule import Hit, rule
from auditor.rules.tools import Tool, load_toolbox, tools_in

__all__ = ["YEARS_BEYOND_TECHNOLOGY"]

_YEARS_OF = pattern(
    r"(?<![\d.–-])(?P<years>\d{1,2}) ?(?:\+|plus|or more)? ?(?:years?|yrs?)['’]?"
    r"(?: of)?(?: (?:hands-on|professional|practical|relevant|proven|production|strong|work|working|direct))*"
    r"(?: (?:experience|expertise|exp))?"
    r"(?: (?:in|with|of|using|on|working|building|developing|coding|deploying|programming)){0,3} ?$",
    re.I,
)
_BEFORE = 110
_LEAST = 2


@rule("STACK003", "more-years-than-the-technology-has", Severity.INFO)
def YEARS_BEYOND_TECHNOLOGY(assessment: Assessment) -> Iterator[Hit]:
    """A requirement asks for more years with a technology than it has existed.

    What it flags:
        Years asked of a named technology ("6+ years of experience with LangChain") that exceed the years since its
        first public release, by a table whose every row has a source; of several names in one requirement the one
        that follows the figure. The table's own year is the reference.
    Why it matters:
        Nobody can meet it; those who know the tool see that the posting was not written by somebody who does.
    A posting that is flagged:
        "8+ years of experience with LangChain".
    A posting that passes:
        "3+ years of experience with LangChain"; "8+ years of Python, including LangChain".
    A near miss:
        "8+ years of software engineering, LangChain among your tools": the years are of the field.
    When it is wrong:
        When a tool existed inside a company before its public release.
    Source:
        data/tools.toml, a first release and its source in each row.
    """
    if assessment.facts.kind not in VACANCIES:
        return
    text = assessment.posting.text
    for statement in assessment.segmentation.in_sections(Section.REQUIREMENTS, Section.NICE_TO_HAVE):
        for tool, asked, most in _impossible(statement, text):
            yield Hit(
                message=f"The posting asks for {asked} years of {tool.name}, which was first released in {tool.first}: "
                f"nobody has more than about {most}.",
                fix=f"Ask for what the work needs of {tool.name}, or give the years to the field, not to the tool.",
                evidence=(Evidence.of(statement),),
            )
            return


def _impossible(statement: Statement, text: str) -> Iterator[tuple[Tool, int, int]]:
    said = statement.of(text)
    lowered = said.lower()
    if "year" not in lowered and "yrs" not in lowered:
        return
    for tool, span in tools_in(said):
        asked = _YEARS_OF.search(said[max(0, span.start - _BEFORE) : span.start])
        if asked and tool.first is not None and int(asked["years"]) >= _LEAST:
            most = load_toolbox().written - tool.first + 1
            if int(asked["years"]) > most:
                yield tool, int(asked["years"]), most
