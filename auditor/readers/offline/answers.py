"""Facts and specification items, each answer with the statements that show it: cues that were fitted, and patterns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.posting import WORK_SECTIONS, Section, Segmentation, Statement
from auditor.readers.offline.cues import GROUPS, CueTable, Weighed, packaged_cues, posting_cues, weigh
from auditor.readers.offline.elsewhere import business_elsewhere, speaks_of_ai
from auditor.readers.offline.figures import scale_in, success_in
from auditor.readers.offline.infrastructure import NAMES, infrastructure_in
from auditor.readers.offline.names import named_in, packaged_names
from auditor.readers.offline.phrases import Phrased
from auditor.reading import Answer, DraftFact, DraftSpecItem, models_shown_by
from auditor.taxonomy import RoleId, load_taxonomy

__all__ = ["Answers", "answer"]

Floats = npt.NDArray[np.floating]

_EVIDENCE = 3
_ASKED = (Section.REQUIREMENTS, Section.NICE_TO_HAVE)
_OWN_WORDS = ("model", "train", "learning", "fine-tun", "algorithm", "neural", "predict", "forecast", "inference")
_OTHERS_WORDS = ("llm", "agent", "prompt", " rag", "copilot", "chatbot", "assistant", "generative", "genai", " ai",
                 "ai ", "ai-", "model", "automat")  # fmt: skip
_ANALYSIS_WORDS = ("analy", "report", "dashboard", "insight", "statistic", "visuali", "metric", "kpi", "sql")
"""What a line speaks of that shows models of their own, work on those of others, or an analyst's work."""
_SYSTEM_WORDS = ("integrat", "platform", "system", "deploy", "cloud", "api", "connect")
"""One of them stands in a line about a system whose name is not among the known ones."""

_MARKED = pattern(r"\[[^\[\]]+\]\.?")
"""A marked place, "[Name the systems]": it asks for what is not stated yet."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The draft's facts and specification items by name."""

    facts: dict[str, DraftFact]
    spec: dict[str, DraftSpecItem]


def answer(text: str, segmentation: Segmentation, tagged: dict[int, list[str]], role: RoleId, votes: Floats) -> Answers:
    """The facts of the labelling guide and the specification items of the hiring guide, section 8.

    `tagged` maps a statement's number to its activities, `votes` are the posting's `vote_numbers`. Custom models, core
    product and named systems are weighed by what was fitted (benchmarks/fit_answers.py); scale, success and data
    infrastructure are found by patterns and names.
    """
    lines = [(s, said) for s in segmentation.statements if not _marked(said := text[s.start : s.end].lower())]
    table, scan = _table(), Scan(text)
    phrased = table.book.found_in([(s, said) for s, said in lines if s.section in GROUPS])
    whole = posting_cues(tagged, role, named_in(phrased.statements, phrased.names))
    weighed = weigh(table, phrased, whole, votes)
    headings = [(span.start, span.of(text).lower()) for span in segmentation.headings]
    found = {
        "scale": scale_in(lines, scan),
        "success": success_in(lines, headings, scan),
        "data_infra": sorted(infrastructure_in(lines, phrased.names, headings, scan)[:_EVIDENCE]),
    }
    return Answers(
        facts={
            "custom_models": _custom_models(weighed, lines, tagged, role),
            "core_product": _core_product(weighed, lines),
        },
        spec={"systems": _systems(weighed, phrased, lines)}
        | {n: DraftSpecItem(value=bool(at), statements=tuple(at[:_EVIDENCE])) for n, at in found.items()},
    )


def _marked(said: str) -> bool:
    return "[" in said and _MARKED.fullmatch(said) is not None


@cache
def _table() -> CueTable:
    known = packaged_names()
    return CueTable.of(packaged_cues(), known.platforms | known.tools | NAMES)


def _custom_models(
    weighed: Weighed, lines: Sequence[tuple[Statement, str]], tagged: Mapping[int, list[str]], role: RoleId
) -> DraftFact:
    """Shown by the lines that speak most for it, of those with work that bears it out and words of it: duties first."""
    value = Answer(weighed.best("custom_models"))
    bearing, taxonomy, numbered = models_shown_by(value, role), load_taxonomy(), _numbered(lines)
    words = _OWN_WORDS if value is Answer.YES else _OTHERS_WORDS
    words = _ANALYSIS_WORDS if value is Answer.NO and role is RoleId.DATA_SCIENTIST else words

    def tells(number: int) -> bool:
        borne_out = any(taxonomy.role_of(name) in bearing for name in tagged.get(number, ()))
        return borne_out and any(map(numbered[number][1].__contains__, words))

    telling = [*filter(tells, weighed.strongest("custom_models", value))]
    work = [number for number in telling if numbered[number][0].section in WORK_SECTIONS]
    return DraftFact(value=value, statements=_first(work or telling))


def _numbered(lines: Sequence[tuple[Statement, str]]) -> dict[int, tuple[Statement, str]]:
    return {line[0].number: line for line in lines}


def _first(numbers: Iterable[int]) -> tuple[int, ...]:
    """As many of the strongest statements as are shown, in text order."""
    return tuple(sorted(islice(numbers, _EVIDENCE)))


def _core_product(weighed: Weighed, lines: Sequence[tuple[Statement, str]]) -> DraftFact:
    """Shown by lines about AI, or by those that say what the business is instead; what is unclear by none."""
    value = Answer(weighed.best("core_product"))
    if value is Answer.NO:
        return DraftFact(value=Answer.NO, statements=business_elsewhere(lines))
    if value is Answer.UNCLEAR:
        return DraftFact(value=value)
    strongest, numbered = weighed.strongest("core_product", value), _numbered(lines)
    return DraftFact(value=value, statements=_first(n for n in strongest if speaks_of_ai(numbered[n][1])))


def _systems(weighed: Weighed, phrased: Phrased, lines: Sequence[tuple[Statement, str]]) -> DraftSpecItem:
    """Stated where the cues say so; shown by lines that name a system, of the work first, else by work on systems."""
    if weighed.odds["systems", "true"] <= 0:
        return DraftSpecItem(value=False, statements=())
    named = [(s, said, phrased.names[s.number]) for s, said in lines if s.number in phrased.names]
    platforms = packaged_names().platforms - _makers(named)
    for sections in (WORK_SECTIONS, _ASKED):
        naming = [s.number for s, _, names in named if s.section in sections and not platforms.isdisjoint(names)]
        if naming:
            return DraftSpecItem(value=True, statements=tuple(naming[:_EVIDENCE]))
    among = {s.number for s, said in lines if s.section in WORK_SECTIONS and any(map(said.__contains__, _SYSTEM_WORDS))}
    strongest = weighed.strongest("systems", "true")
    return DraftSpecItem(value=True, statements=_first(number for number in strongest if number in among))


def _makers(named: Iterable[tuple[Statement, str, set[str]]]) -> set[str]:
    """The names that are the employer's own, "at Zapier" or "join Zapier": there they are no system to connect."""
    told = ((f" {said}", name) for s, said, names in named if s.section not in _ASKED for name in names)
    return {
        name for said, name in told if any(f" {word} {name}" in said for word in ("at", "join", "joining", "about"))
    }
