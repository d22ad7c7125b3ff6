"""Scale and measurable success as postings state them: figures with what they count, dates with what is due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.posting import WORK_SECTIONS, Section, Statement

__all__ = ["scale_in", "success_in"]

_LARGE = r"(?:thousand|million|billion|trillion)s?"
_COUNTED = (
    r"(?:users|requests|records|rows|events|transactions|queries|documents|images|messages|calls|predictions|inferences"
    r"|members|players|sessions|gpus|tokens|data ?points|orders|riders|drivers|devices|pages|agents|signals|people"
    r"|developers|patients|impressions|clicks|videos|claims|emails|conversations|interactions|listings|embeddings"
    r"|customers|students|vehicles|shipments|cameras|products|items|assets|properties|stores|sites|clients|employees)"
)
_WORK_SCALE = pattern(
    rf"(?:(?<![$€£\d,.])\d[\d,.]*\+? ?|(?<!\d )(?<!\d)\b){_LARGE}\b"
    r"(?! (?:(?:of )?dollar|in (?:\w+ )?(?:revenue|funding|sales|value)|usd|eur|[a-z]+ market))"
    rf"|(?<![$€£\d,.])\d[\d,.]*(?:000|k|m|mm|b|bn)\+? ?(?:[a-z'’-]{{1,18}} ){{0,3}}{_COUNTED}\b"
    r"|\b(?:\d[\d,.]*\+? ?)?(?:tbs?|pbs?|terabytes?|petabytes?)\b|\b(?:petabyte|terabyte)[- ]scale\b"
    r"|\b\d[\d,.]*k?\+? ?(?:qps|rps|tps)\b|\b(?:requests|events|transactions|queries) (?:per|a) (?:second|day)\b"
)
_RATE = pattern(
    r"\b(?:daily|monthly|(?:per|a|each|every) (?:day|second|minute|hour|month|week))\b|/ ?(?:day|sec|month)"
)
_FIGURE = (
    "illion", "thousand", "abyte", "qps", "rps", "tps", "per second", "per day", " tb", " pb", "000", "k+", "m+"
)  # fmt: skip

_DATED = pattern(
    r"\b(?:in|within|by|during|over|after|at) (?:the |your )?(?:first |next )?(?:30|60|90|100|180) ?(?:days|-day)\b"
    r"|\bfirst (?:\w+ )?(?:30|60|90|100|180|360|365)[- ]?(?:day|/)|\b30 ?[-/,] ?60 ?(?:[-/,]|, and) ?90\b"
    r"|\b(?:in|by|within|over|after|during) (?:the |your )(?:first|next) "
    r"(?:\d{1,2}(?: ?(?:-|–|to) ?\d{1,2})?|three|six|nine|twelve|few) (?:months|weeks)\b"
    r"|\bfirst (?:\d{1,2}(?: ?(?:-|–|‑|to) ?\d{1,2})?|three|six|twelve) months\b"
    r"|\bwithin (?:\d{1,2}|three|six|twelve) (?:months|weeks)(?: of (?:start|joining|hire|being)|:)"
    r"|\b(?:month|day|week)s? (?:1|one|30|3)\b ?[:–-]"
)
_SUCCESS_HEADING = pattern(
    r"\bsuccess (?:looks like|metrics|criteria|measures)|measures? of success|how (?:success|you).{0,12} measured"
    r"|\bkpis?\b|outcomes$|and metrics"
)
_MEASURED = pattern(
    r"\bsuccess (?:\w+ ){0,4}(?:will be |is |are )measured\b|\b(?:be|is|are) (?:evaluated|measured) (?:on|by|against)\b"
    r"|\b(?:key )?(?:metrics|kpis) (?:that )?you(?:'ll| will)? (?:\w+ )?(?:influence|own|be|move|drive)\b"
    r"|\b(?:reduc\w+|increas\w+|improv\w+|achiev\w+|cut\w*|target\w*|maintain\w*|deliver\w*|hit\w*|below|under|over"
    r"|above) .{0,60}\b\d{1,3}(?:\.\d+)? ?%"
    r"|\b99\.9+ ?%?|\btarget\w* .{0,25}\b(?:mttr|uptime|latency|accuracy)\b|\bmeet (?:\w+ )?slas?\b"
)
_NOT_THE_WORK = pattern(
    r"\b(?:clearance|secret|travel|vesting|match|probation|benefits?|eligib|equity|paid|bonus|referral|employ(?:ed|ees)|remote|on-?site)\b"
)
_DUE = (
    "first", "days", "months", "weeks", "measured", "evaluated", "metrics", "kpis", "%", "99.9", "target", "sla", "60"
)  # fmt: skip
_DUE_HEADING = ("day", "week", "month", "0", "65", "success", "measure", "kpi", "outcomes", "metrics")
"""One of these stands in every heading with a date or about success."""
_STATES_SUCCESS = (*WORK_SECTIONS, Section.OTHER, Section.REQUIREMENTS)
_ELSEWHERE = (Section.COMPANY, Section.OTHER)

Lines = Sequence[tuple[Statement, str]]


def scale_in(lines: Lines, scan: Scan) -> list[int]:
    """Numbers of the statements that give a volume, traffic, data or user figure for the work (lower-cased lines).

    `scan` is of the text that the lines are of: most postings have few of the telling words, so that lines are asked
    for few.
    """
    figures = scan.among(_FIGURE)
    return [s.number for s, text in lines if any(map(text.__contains__, figures)) and _scale(s.section, text)]


def _scale(section: Section, text: str) -> bool:
    if section in WORK_SECTIONS:
        return _WORK_SCALE.search(text) is not None
    return section in _ELSEWHERE and _RATE.search(text) is not None and _WORK_SCALE.search(text) is not None


def success_in(lines: Lines, headings: Iterable[tuple[int, str]], scan: Scan) -> list[int]:
    """Numbers of the statements that say what is to be true by when, or by which figure; under a dated heading too.

    `headings` are the posting's headings in lower case, each with its offset; the first statement after one counts.
    """
    dated = [at for at, text in headings if _is_dated(text)]
    under = {next((s.number for s, _ in lines if s.start > at), 0) for at in dated} - {0}
    due = scan.among(_DUE)
    telling = {s.number for s, text in lines if s.section in _STATES_SUCCESS and any(map(text.__contains__, due))}
    return [s.number for s, text in lines if s.number in under or (s.number in telling and _success(s.section, text))]


def _is_dated(heading: str) -> bool:
    if not any(map(heading.__contains__, _DUE_HEADING)):
        return False
    return _DATED.search(heading) is not None or _SUCCESS_HEADING.search(heading) is not None


def _success(section: Section, text: str) -> bool:
    if _DATED.search(text):
        return _NOT_THE_WORK.search(text) is None
    return section in WORK_SECTIONS and _MEASURED.search(text) is not None
