"""Text that addresses a model rather than a candidate.

Precise rather than complete: the second opinion and a person's look stand behind it. Postings about prompt injection,
jailbreaks or LLM work in general, and "ignore" in ordinary prose, are no instructions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.posting import Span

__all__ = ["find_instructions"]

_MOST = 10
_MODEL = r"(?:ai|llms?|large language models?|language models?|chatgpt|gpt|chatbots?|automated)"
_THING = (
    r"(?:job )?(?:posting|post|advert|advertisement|ad|listing|description|document|text|job|role|vacancy|position)"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """`pattern`, in lower case, is tried only around each of `literals`; a single-character literal is a cheap gate."""

    literals: tuple[str, ...]
    pattern: str


def _cue(literals: tuple[str, ...], *alternatives: str) -> _Cue:
    return _Cue(literals, "|".join(alternatives))


_ORDERS = (
    _cue(
        ("ignore", "disregard", "forget", "override", "bypass"),
        r"\b(?:ignore|disregard|forget|override|bypass)(?: \w+){0,2} (?:previous|prior|above|earlier|preceding|your|"
        r"all|any|"
        r"system)(?: \w+){0,2} (?:instructions?|prompts?|rules|directions|guidelines|directives)\b",
        r"\b(?:ignore|disregard|forget) (?:everything|all|anything) (?:above|before|prior|you)\b",
    ),
    _cue(
        ("if you are a", "if you're a", "if you’re a", "if you are ch", "if you are gpt", "if you are ll"),
        rf"\bif you(?:['’]re| are) (?:an? )?{_MODEL}(?: (?:models?|systems?|assistants?|agents?|tools?|bots?))?(?:"
        r", (?:please |you must |then )?(?:include|mention|ignore|do|start|add|write|classify|rate|respond|answer|"
        r"say|use|"
        r"begin|put|reply|insert|disregard|stop)\b| (?:and |that is |that are |which is |currently )?(?:reading|"
        r"processing|"
        r"reviewing|evaluating|analy[sz]ing|parsing|summari[sz]ing|screening|completing|filling|applying)\b)",
    ),
    _cue(
        ("note to", "note for", "message", "attention", "instruction", "notice"),
        rf"\b(?:(?:note|message|instructions?|notice) (?:to|for)|attention):? (?:all |any |"
        rf"the )?{_MODEL}(?: (?:models?|"
        r"systems?|agents?|assistants?|reviewers?|tools?|readers?|screeners?|auditors?|parsers?)){0,2} ?[:—–]",
    ),
    _cue(
        ("this job", "this pos", "this text", "this doc", "this role", "this ad", "this list", "this desc", "this vac"),
        rf"\b(?:classify|label|rate|score|categori[sz]e|grade|judge|mark|tag) this {_THING} (?:as|with)\b",
        rf"\bthis {_THING} (?:must|should|shall|has to) be (?:\w+ )?(?:classified|labell?ed|rated|scored|"
        rf"categori[sz]ed|"
        r"graded|judged|marked|tagged|treated|reported) ",
        rf"\b{_MODEL}(?: \w+){{0,2}} (?:reading|processing|parsing|evaluating|analy[sz]ing|reviewing|classifying|"
        rf"scanning|"
        rf"screening|auditing) this {_THING}\b",
    ),
    _cue(
        ("confidence", "verdict"),
        r"\b(?:set|output|return|report|answer|respond|reply)(?: \w+){0,4} (?:confidence|verdict)(?: of| to| as| is|"
        r":|=)? ?"
        r"(?:0\.\d|1\.0|1\b|100|match|mismatch|true|false|high)",
        r"\b(?:the )?(?:correct|right|only) verdict (?:here )?is\b",
    ),
    _cue(
        ("you are now",), r"\byou are now (?:an? |in |the )(?:\w+ ){0,3}(?:mode|assistant|model|ai|auditor|dan|bot)\b"
    ),
    _cue(
        ("system prompt", "instructions"),
        r"\b(?:reveal|print|repeat|show|leak) (?:me )?your (?:full |hidden )?(?:system prompt|instructions)\b",
        r"\bnew (?:system prompt|instructions):",
    ),
    _cue(("system:", "assistant:"), r"(?:^|\n)[ \t#*>-]{0,6}(?:system|assistant): ?\S"),
    _cue(
        ("<",),
        r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|>|<</?sys>>",
        r"</?(?:system|statements|posting|instructions|assistant)>",
    ),
    _cue(("[",), r"\[/?inst\]"),
    _cue(("###",), r"### ?(?:instruction|system|response)s?:?(?=\s|$)"),
    _cue(
        ("{",),
        r"[{,]\s{0,20}[\"'](?:role|verdict|confidence|secondary_role)[\"']\s{0,5}:",
        r"\{[{%][^}\n]{0,80}\b(?:system|prompt|instruction|verdict|confidence|config|self|__\w+__)\b[^}\n]{0,80}\}",
    ),
    _cue(("_",), r"(?<![#\w/.-])(?:ai_engineer|ml_engineer|ai_developer)(?![\w/-])"),
)
_LITERALS = tuple(literal for cue in _ORDERS for literal in cue.literals)
_MENTIONED = pattern(r"\b(?:prompt[- ]injections?|jailbreak\w*|red[- ]team\w*|adversarial|attacks?|attackers?)\b")
_QUOTES = "\"'“”‘’«»`"
_HIDDEN = pattern(
    "[\u200b-\u200d\u2060-\u2064\ufeff]{8,}|\u202e[^\u202c\n]{1,400}"
    "|(?<![\U000e0000-\U000e007f\U0001f3f4])[\U000e0001-\U000e007f]{3,}"
)
"""Runs of zero-width characters, text turned right to left, and tag characters outside a flag."""

_INVISIBLE = "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u202e\U000e0020\U000e0061\U000e0065\U000e0074"
"""One of these occurs in every text that _HIDDEN finds in practice: the tags are those of space, a, e and t."""


def find_instructions(scan: Scan) -> tuple[Span, ...]:
    """The places that address a model or hide text from people, in text order, at most ten."""
    spans = [*_orders(scan), *_hidden(scan.text), *_disguised(scan.text), *_repeated(scan.lowered)]
    return tuple(sorted(set(spans))[:_MOST])


def _orders(scan: Scan) -> Iterator[Span]:
    possible = frozenset(scan.possible(_LITERALS))
    for cue in _ORDERS:
        for literal in filter(possible.__contains__, cue.literals):
            for match in scan.matches(literal, cue.pattern):
                if not _only_mentioned(scan.lowered, match):
                    yield Span(match.start(), match.end())


def _only_mentioned(lowered: str, match: re.Match[str]) -> bool:
    """Whether the words are quoted as an example in a sentence about attacks, and so addressed to nobody."""
    quoted = lowered[max(0, match.start() - 2) : match.start()].strip()[-1:] in _QUOTES
    return bool(quoted) and bool(_MENTIONED.search(lowered, max(0, match.start() - 160), match.end() + 100))


def _hidden(text: str) -> Iterator[Span]:
    if text.isascii() or not any(char in text for char in _INVISIBLE):
        return
    for match in _HIDDEN.finditer(text):
        yield Span(match.start(), match.end())


_TELLING = pattern(
    r"(?:ignore|disregard|forget)(?: \w+){0,3} (?:instructions?|prompts?|rules)"
    r"|\b(?:ai_engineer|ml_engineer|ai_developer|data_scientist)\b"
)
_LOOKALIKES = str.maketrans("аеорсухіѕјԁɡոհ", "aeopcyxisjdgnh")
_TYPOGRAPHY = "‘’“”–—•"
"""What stays as it is however a disguise is undone; every posting has some of it."""
_UNSEEN = pattern("[\u00ad\u200b-\u200f\u2060-\u2064\u2066-\u2069\ufeff]")


def _disguised(text: str) -> Iterator[Span]:
    """Lines that become an order only once look-alike letters, unseen characters or wide forms are undone."""
    if _is_plain(text):
        return
    for line in _LINE.finditer(text):
        written = line.group()
        if _is_plain(written):
            continue
        plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", written).translate(_LOOKALIKES)).lower()
        if plain != written.lower() and _TELLING.search(plain) and not _TELLING.search(written.lower()):
            yield Span(line.start(), line.end())


def _is_plain(text: str) -> bool:
    """Whether a text has no character that a disguise needs."""
    for mark in _TYPOGRAPHY:
        if text.isascii():
            return True
        text = text.replace(mark, "")
    return text.isascii()


_LINE = pattern(r"[^\n]{12,600}")
_BULLET = " \t-*•·"
_OFTEN = 8
"""Times that a line of words stands in a posting before it is there for a machine that counts."""


def _repeated(lowered: str) -> Iterator[Span]:
    """Lines of four words or more that stand in the text again and again."""
    long = [line for line in lowered.splitlines() if len(line) >= _LONG_LINE]
    if len(long) < _OFTEN:
        return
    lines = Counter([line.strip(_BULLET) for line in long])
    for often in (line for line, count in lines.items() if count >= _OFTEN and line.count(" ") >= _FEW_SPACES):
        start = lowered.find(often)
        if start >= 0:
            yield Span(start, start + len(often))


_LONG_LINE, _FEW_SPACES = 24, 3
