"""What a text that looks like a posting really is, by cues that vacancies do not use.

Each cue weighs 1 or 2 points for a kind, and a kind needs 2 from different cues: a vacancy that borrows one sentence
("join our talent community") stays a vacancy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.facts.scan import Scan
from auditor.posting import PostingKind, Span

__all__ = ["find_kind"]

_NEEDED = 2
_MOST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class _Cue:
    """`pattern`, in lower case, is tried only around `literal`; `points` count towards `kind` once."""

    kind: PostingKind
    points: int
    literal: str
    pattern: str


def _cues(kind: PostingKind, *rows: tuple[int, str, str]) -> tuple[_Cue, ...]:
    return tuple(_Cue(kind, points, literal, pattern) for points, literal, pattern in rows)


_TEXT_CUES = (
    *_cues(
        PostingKind.TALENT_POOL,
        (2, "hiring",
         r"\b(?:are|is) (?:currently )?not (?:currently |actively )?hiring (?!in |from |outside |through )"),
        (2, "expressions", r"\bcollect(?:ing)? expressions? of interest"),
        (2, "pool", r"\b(?:become part of|be added to|to join|for) (?:our|the|a) (?:\w+ )?talent pool\b"),
        (2, "network", r"\bjoin our (?:\w+ )?talent network!"),
        (2, "pipeline",
         r"\b(?:this is an?|this) (?:\w+ )?(?:pipeline|evergreen) (?:requisition|posting|role|position)"),
        (2, "pipelining", r"\bpipelining talent\b"),
        (2, "currently", r"\bmay not currently be (?:an? )?(?:open|opening|vacan|position)"),
        (1, "guarantee", r"\bdoes not guarantee (?:a job offer|immediate placement|employment or)"),
        (1, "becomes", r"\bas soon as an? (?:\w+ )?(?:role|position|job) becomes available"),
        (1, "arise", r"\b(?:contacted|reach out)[^.\n]{0,60}\bas (?:new )?(?:opportunities|positions|roles) arise"),
        (1, "arises", r"\bif? an opportunity arises\b"),
        (1, "constantly", r"\bconstantly looking for\b"),
        (1, "pool", r"\btalent pool\b"),
        (1, "anticipation", r"\banticipation of (?:additional|future) (?:hiring needs|openings|vacancies)"),
        (1, "file", r"\b(?:on file for|considered for) (?:the next round|future (?:openings|opportunities|roles))"),
    ),
    *_cues(
        PostingKind.ANNOTATION_GIG,
        (1, "train",
         r"\b(?:help(?:ing)?(?: to)?|team in|to|for) train(?:ing)? (?:\w+[ -]){0,3}ai\b(?: (?:models|chatbots|data))"),
        (1, "labs", r"\b(?:with|for) (?:the world['’]s )?leading ai (?:research )?labs\b"),
        (1, "elite", r"\bconnects elite [^.\n]{0,40} with leading ai\b"),
        (1, "generated",
         r"\b(?:evaluat|rat|rank|review|compar|critiqu)(?:e|es|ing)? (?:\w+ ){0,2}(?:ai|model|llm)[- ]generated\b"),
        (1, "outputs", r"\bcompare outputs from (?:multiple|different)[^.\n]{0,30}models\b"),
        (1, "produced", r"\b(?:solutions|answers|responses) produced by ai\b"),
        (1, "chatbots", r"\bprogress of these ai chatbots\b"),
        (1, "rubric", r"\b(?:spec \+ rubric|rubric-based|write rubrics|grading rubrics)\b"),
        (1, "hourly", r"\bprojects are paid hourly\b"),
        (1, "choose", r"\bchoose which projects\b"),
        (1, "paid", r"\bpaid (?:sample|per) (?:exercise|task)\b"),
        (1, "weekly", r"\bweekly payments\b"),
        (1, "interview", r"\bai interview (?:based on|\(|to be)|\bshort\s+/?\s*ai interview\b"),
        (1, "pilot", r"\bmulti-step pilot\b"),
        (1, "training", r"\btraining ai models to (?:excel|reason|write|understand)\b"),
    ),
    *_cues(
        PostingKind.CANDIDATE_MARKETING,
        (1, "seekers", r"\b(?:help|helped|helping|empower(?:ed|ing)?) (?:\w+ ){0,2}job seekers\b"),
        (1, "jobseekers", r"\bjobseekers\b"),
        (1, "visas", r"\b(?:open (?:for|to)|with|on) all visas\b"),
        (1, "interviews", r"\b(?:cracking|outperform at) interviews\b"),
        (1, "offers", r"\bmultiple job offers\b"),
        (1, "candidates", r"\bcandidates (?:to )?get (?:jobs|hired|employed)\b"),
        (1, "employed", r"\bwant to get employed\b"),
        (1, "enhancement", r"\bskill enhancement\b"),
        (1, "gaps", r"\bcareer gaps\b"),
        (1, "gaps", r"\b(?:with|those with) (?:employment gaps|gaps in employment)\b"),
        (1, "placement", r"\b(?:our placement process|successful placements|placement (?:program|programme) for)\b"),
        (1, "stand", r"\bhelp(?:ing|s)? (?:talented )?candidates stand out\b"),
        (1, "bench", r"\b(?:our bench|bench sales|hotlist)\b"),
    ),
    *_cues(
        PostingKind.SEVERAL_OPENINGS,
        (2, "posting", r"\bposting is (?:representative|inclusive) of (?:multiple|several|a variety of|various) "),
        (2, "positions", r"\badvertises? for [^.\n]{0,60}positions based in locations across\b"),
        (2, "roles", r"\bmultiple (?:new |open )?(?:\w+ ){0,3}roles (?:in|across|on) (?:our|different|several)\b"),
        (2, "roles",
         r"\b(?:open|hiring for the|recruiting for the) (?:following|several different) (?:roles|positions)\b"),
        (1, "route", r"\b(?:route|match) you to the (?:appropriate|right) team"),
        (1, "these", r"\bthese roles are\b"),
        (1, "hiring",
         r"\b(?:we['’]re|we are) hiring (?:\w+[ -]){0,3}(?:engineers|developers|scientists) (?:to|for|across)\b"),
    ),
)  # fmt: skip
_TITLE_CUES = (
    *_cues(
        PostingKind.TALENT_POOL,
        (2, "interest", r"\bexpressions? of interest\b"),
        (2, "talent", r"\btalent (?:pool|community|network|pipeline|bank)\b"),
        (2, "application", r"\b(?:general|open|speculative|spontaneous) application\b"),
        (2, "community", r"\bjoin our (?:\w+ )?community\b"),
        (2, "future", r"\bfuture (?:opportunit|opening|vacanc|role)"),
    ),
    *_cues(
        PostingKind.ANNOTATION_GIG,
        (1, "ai", r"\bai (?:train(?:er|ing)|tutor)\b"),
        (2, "training", r"\btraining ai data\b"),
        (1, "ai", r"\bai (?:model |response |content )?evaluat(?:or|ion specialist)\b"),
        (2, "rater", r"\b(?:search|ads?|ai|internet) (?:quality )?rater\b"),
    ),
    *_cues(
        PostingKind.SEVERAL_OPENINGS,
        (2, "multiple", r"\bmultiple (?:positions?|openings?|vacancies)\b"),
        (2, "various", r"\bvarious (?:positions|openings|roles|vacancies)\b"),
    ),
)


_GATES = {
    PostingKind.TALENT_POOL: (
        "talent p", "talent net", "pipelin", "not hiring", "not actively", "not currently", "sions of interest",
        "arise", "on file", "becomes available",
    ),
    PostingKind.ANNOTATION_GIG: (
        "ai labs", "research labs", "ai-gen", "model-gen", "train ai", "training ai", "hourly",
    ),
    PostingKind.CANDIDATE_MARKETING: ("seekers", "all visas", "job offers", "candidates get", "enhancement"),
    PostingKind.SEVERAL_OPENINGS: ("posting is", "multiple ", "these roles", "e following", "rtises for"),
}  # fmt: skip
"""What occurs in every text of a kind that the cues recognise: a kind's cues are tried only when one of these does."""


def find_kind(title: str, scan: Scan) -> tuple[PostingKind, tuple[Span, ...]]:
    """The kind of the text and the places that show it; a vacancy needs no showing.

    A kind shown by the title alone has no place in the text.
    """
    points: dict[PostingKind, int] = {}
    spans: dict[PostingKind, list[Span]] = {}
    for cue, _ in _hits(_TITLE_CUES, Scan(title)):
        points[cue.kind] = points.get(cue.kind, 0) + cue.points
    gated = {kind for kind, literals in _GATES.items() if scan.has(*literals)}
    for cue, match in _hits([cue for cue in _TEXT_CUES if cue.kind in gated], scan):
        points[cue.kind] = points.get(cue.kind, 0) + cue.points
        spans.setdefault(cue.kind, []).append(Span(match.start(), match.end()))
    if not points or max(points.values()) < _NEEDED:
        return PostingKind.VACANCY, ()
    kind = max(points, key=lambda k: points[k])
    return kind, tuple(sorted(spans.get(kind, ()))[:_MOST_EVIDENCE])


def _hits(cues: Sequence[_Cue], scan: Scan) -> Iterator[tuple[_Cue, re.Match[str]]]:
    possible = frozenset(scan.possible(tuple(cue.literal for cue in cues)))
    for cue in cues:
        if cue.literal in possible and (match := scan.around(cue.literal, cue.pattern)):
            yield cue, match
