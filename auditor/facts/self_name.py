"""The name that a posting's own text gives the job: "we are looking for a backend developer to ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.facts.model import SelfName
from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.posting import Span

__all__ = ["find_self_names"]

_MOST_NAMES = 3
_CUES = (
    "looking for ", "searching for ", "seeking ", "hiring ", "recruiting ", "search of ", "need of ", "seeks ",
    "to hire ", "join us as ", "team as ",
)  # fmt: skip
_OPENING = "As "
_ARTICLE = pattern(r"(?:an?|our(?: next| first| new)?|the) ", re.I)
_HEADS = (
    "engineer|developer|scientist|analyst|architect|manager|lead|consultant|researcher|designer|specialist|programmer|"
    "administrator|director|technician|intern|strategist|statistician|evangelist|officer|coordinator|associate"
)
_NAME = pattern(rf"(?P<name>(?:[\w/&+#.()-]{{1,24}},? ){{0,8}}?(?:{_HEADS}))(?![\w/-])", re.I)
_PRAISE = pattern(
    r"(?:(?:a|an|and|or|the|very|highly|truly|exceptionally|extremely|deeply|hands-on|experienced|talented|skilled|"
    r"motivated|self-motivated|passionate|dynamic|creative|driven|innovative|dedicated|exceptional|strong|great|"
    r"seasoned|ambitious|curious|collaborative|detail-oriented|results-driven|proactive|versatile|brilliant|capable|"
    r"full-time|part-time|remote|new|forward-thinking|accomplished|visionary|technical-minded|enthusiastic|world-class|"
    r"outstanding|qualified|technically|bright|smart|entrepreneurial|energetic|strategic|knowledgeable|intellectually|"
    r"expert|resourceful|ideal|savvy|mid-level|contract|onsite|hybrid|local|another|additional|"
    r"solid|hardworking|inventive|results-oriented|well-seasoned|top-notch|top-class|all-star|mission-driven|organized|"
    r"accountable|high-performing|high-potential)\b,? )+",
    re.I,
)
_GENERIC = pattern(
    rf"(?:(?:first|next|key|lead|technical|founding|great|senior|junior|staff|principal|product-focused|"
    rf"engineering|team) )?(?:{_HEADS})|",
    re.I,
)
_OTHERS = pattern(r"\b(?:who|that|to|with|for|by|of|you|your|work|working|report|from|like|at|in|on)\b", re.I)


def find_self_names(scan: Scan) -> tuple[SelfName, ...]:
    """The first names that the text gives the job, different ones only, with the words that introduce them."""
    found: dict[str, SelfName] = {}
    for start, end in sorted(_introductions(scan)):
        named = _name_at(scan.text, start, end)
        if named is not None:
            found.setdefault(named.name.lower(), named)
    return tuple(found.values())[:_MOST_NAMES]


def _introductions(scan: Scan) -> Iterator[tuple[int, int]]:
    """Where the words that introduce a name start and end, article included."""
    for text, cues in ((scan.lowered, scan.possible(_CUES)), (scan.text, (_OPENING,))):
        for cue in cues:
            at = text.find(cue)
            while at >= 0:
                if article := _ARTICLE.match(text, at + len(cue)):
                    yield at, article.end()
                at = text.find(cue, at + len(cue))


def _name_at(text: str, start: int, end: int) -> SelfName | None:
    match = _NAME.match(text, end)
    if match is None:
        return None
    praise = _PRAISE.match(match["name"])
    name = match["name"][praise.end() if praise else 0 :].strip(" ,")
    if _GENERIC.fullmatch(name) or _OTHERS.search(name):
        return None
    return SelfName(name, Span(start, match.end("name")))
