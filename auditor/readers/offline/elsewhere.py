"""Lines that show that AI is not what a company sells: its business is another, or the work serves its own affairs."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.patterns import pattern
from auditor.posting import WORK_SECTIONS, Section, Statement

__all__ = ["business_elsewhere", "speaks_of_ai"]

_AI = pattern(
    r"\b(?:ai|a\.i\.|ml|nlp|llms?|artificial|intelligen\w*|machine learning|deep learning|data science|generative"
    r"|agentic|agents?|robot\w*|automation|autonomous|ai-\w+|\w+-ai)\b"
)
_BUSINESS = pattern(
    r"\b(?:is|are|we['’]re|founded in \d{4} as|operates as) (?:also )?(?:a|an|the|one of|among|part of)\b"
    r"(?:[^.;:!?]|\.(?=\w)){0,110}?"
    r"\b(?:banks?|insurers?|insurance|reinsur\w+|retailers?|manufacturers?|suppliers?|distributors?|airlines?|hospitals?"
    r"|health ?care|health (?:systems?|plans?|insurance)|universit(?:y|ies)|colleges?|schools?|agency|agencies"
    r"|consultanc(?:y|ies)|firms?\b(?! (?:supporter|believer|commitment|belief))"
    r"|utility|utilities|publishers?|broadcasters?|media|telecom\w*|operators?|providers?"
    r"|brands?|marketplaces?|logistics|pharma\w*|bio(?:tech\w*|pharma\w*)|energy|non-?profits?|charity|foundation"
    r"|compan(?:y|ies)|corporations?|group|funds?|investment|lenders?|exchanges?|studios?|contractors?|saas|fintech"
    r"|platforms?|marketers?|producers?|makers?|developers? of)\b"
)
"""What the company is; the business nouns are those of the postings' first paragraphs."""
_OTHER_SUBJECT = pattern(
    r"\b(?:roles?|positions?|candidates?|you|your|opportunit\w+|employers?|workplaces?|place|culture|teams?|members?"
    r"|applicants?|employees|colleagues|benefits|salary|insurance (?:plans?|coverage)|values?|looking|hiring|seeking"
    r"|recruit\w*|clients? is|our clients?|visa|remote|location|hybrid|in-person|small|growing company)\b"
)
_OWN_AFFAIRS = pattern(
    r"\binternal (?:\w+ ){0,2}(?:tools?|tooling|process(?:es)?|operations|workflows?|users|functions)\b"
    r"|\bbusiness (?:decisions?|decision[- ]making|process(?:es)?|operations|users?|performance|strateg(?:y|ies))\b"
    r"|\boperational (?:efficienc(?:y|ies)|decisions?|processes)\b"
    r"|(?<!human )(?<!autonomous )(?<!automated )\bdecision[- ]mak(?:ing|ers)\b"
    r"|\binsights? (?:to|for) (?:the |our )?(?:\w+ )?(?:business|leadership|leaders|executives|management"
    r"|stakeholders)\b"
    r"|\b(?:hr|finance|legal|procurement|marketing|sales|supply chain|back[- ]office) (?:operations|processes"
    r"|workflows)\b"
)
_SOLD = pattern(
    r"\b(?:customers?|clients?)['’]?s?\b|\bour (?:\w+ ){0,2}products?\b|\bproduct (?:features?|experiences?)\b"
)
_OWN_WORDS = ("internal", "business ", "operation", "decision", "insight", " process", " workflow")
"""One of them stands in every line about own affairs: looking for a word costs less than trying the pattern."""
_LONGEST = 400
"""No sentence that says what a company is, or whom the work serves, is longer."""
_ABOUT = (Section.COMPANY, Section.SUMMARY, Section.OTHER)


def speaks_of_ai(said: str) -> bool:
    """Whether a lower-case line names AI, models that learn, or agents."""
    return _AI.search(said) is not None


def business_elsewhere(lines: Iterable[tuple[Statement, str]]) -> tuple[int, ...]:
    """At most two numbers, in text order: the line that says what the company is, and one about work for its own use.

    `lines` are the statements with what they say in lower case. Empty when no line shows it.
    """
    lines = list(lines)
    business = next((s.number for s, said in lines if s.section in _ABOUT and _tells_business(said)), None)
    own = next((s.number for s, said in lines if s.section in WORK_SECTIONS and _serves_own_affairs(said)), None)
    return tuple(sorted({number for number in (business, own) if number is not None}))


def _tells_business(said: str) -> bool:
    found = _BUSINESS.search(said, 0, _LONGEST)
    return found is not None and not _OTHER_SUBJECT.search(said, 0, found.end()) and not speaks_of_ai(said)


def _serves_own_affairs(said: str) -> bool:
    if not any(map(said.__contains__, _OWN_WORDS)):
        return False
    return _OWN_AFFAIRS.search(said, 0, _LONGEST) is not None and not _SOLD.search(said)
