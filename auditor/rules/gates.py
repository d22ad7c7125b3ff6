"""When rules may speak: how certain the role has to be, and what kind of text is judged."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.assessment import Assessment
from auditor.facts.scan import Scan
from auditor.finding import Severity
from auditor.patterns import pattern
from auditor.posting import WORK_SECTIONS, Section
from auditor.reading import Reading
from auditor.review import CLAIM_SHOWN, ROLE_DOUBTS
from auditor.rules.self_name_differs import supporting_self_names
from auditor.taxonomy import AI_ROLES, RoleId
from auditor.titles import Seniority, TitleClaims
from auditor.verdict import Verdict

__all__ = [
    "called_throughout", "is_internship", "mismatch_weight", "mismatched_everywhere", "role_settled",
    "role_told",
]  # fmt: skip

_NAMED_OFTEN = 2
_NAMED = {
    RoleId.AI_ENGINEER: pattern(
        r"\b(?:ai|ml|llm|genai|gen ai|agentic|agent|machine learning|model|ml/ai|ai/ml)[ -](?:\w+ )?"
        r"(?:platforms?|infrastructure|infra|gateways?|runtimes?|foundations?)\b"
        r"|\b(?:ml|llm|ai|x|gen ?ai|agent)[ -]?ops\b|\binfrastructure\b",
        re.I,
    ),
    RoleId.ML_ENGINEER: pattern(
        r"\b(?:ml|machine[- ]learning)\b(?! engineer)"
        r"|\b(?:fine-?tun|re-?train|pre-?train|label|feature engineering|deep learning|neural)\w*",
        re.I,
    ),
    RoleId.AI_DEVELOPER: pattern(
        r"\bprompt(?:s|ing|[- ]engineering|[- ]design)?\b|\brag\b|\bretrieval[- ]augmented\b|\bmcp\b"
        r"|\b(?:ai|llm) (?:agents?|assistants?)\b|\bagentic\b|\bchat-?bots?\b|\bcopilots?\b"
        r"|\b(?:tool|function)[- ]calling\b",
        re.I,
    ),
}
_IN_NAMED = {
    RoleId.AI_ENGINEER: ("platform", "infra", "gateway", "runtime", "foundation", "ops"),
    RoleId.ML_ENGINEER: ("ml", "machine", "tun", "train", "label", "feature", "deep", "neural"),
    RoleId.AI_DEVELOPER: ("prompt", "rag", "retrieval", "mcp", "agent", "assistant", "chat", "copilot", "calling"),
}
"""Each of these words has one of these in it."""
_BESIDE = {
    RoleId.AI_DEVELOPER: frozenset({RoleId.AI_ENGINEER, RoleId.ML_ENGINEER}),
    RoleId.AI_ENGINEER: frozenset({RoleId.AI_DEVELOPER}),
    RoleId.ML_ENGINEER: frozenset({RoleId.AI_DEVELOPER}),
}
"""The work -> the titles whose own words are looked for in it: both share most of their other words."""

_MODELS = pattern(r"\b(?:models?|modell?ing|machine[- ]learning|ml)\b", re.I)
"""Words by which a data scientist's work is an ML engineer's to many employers."""

_ASKED_OFTEN = 3
"""Must-haves about the promised work from which the job may have it all the same, only not written as a duty."""

_CALLED_OFTEN = 3
"""Statements of work with the title's own word from which the employer calls the work so throughout."""

_NO_JOB = r"(?![ /-](?:\w+ ){0,2}(?:engineer|developer|scientist)s?\b)"
_AI = pattern(
    r"(?<![\w-])(?:ai|artificial intelligence|llms?|gen ?ai)\b"
    r"(?!-(?:powered|driven|generated|enabled|first|native|based|assisted|led|ready|enhanced)\b)" + _NO_JOB,
    re.I,
)
_CALLED = {
    RoleId.AI_ENGINEER: _AI,
    RoleId.AI_DEVELOPER: _AI,
    RoleId.ML_ENGINEER: pattern(r"\b(?:ml|machine[- ]learning|deep[- ]learning)\b" + _NO_JOB, re.I),
    RoleId.DATA_SCIENTIST: pattern(r"\bdata[- ]science\b", re.I),
}
"""What a title's claim is called in work; "AI-powered" tells of the product and "AI Engineer" is the title again."""


def role_told(assessment: Assessment, answered: frozenset[str] = frozenset()) -> bool:
    """Whether a role was read and nothing puts it in doubt; rules whose hits are infos need no more.

    `answered` are doubts that the asking rule's own advice answers.
    """
    return assessment.role is not None and not (ROLE_DOUBTS - answered).intersection(assessment.review_reasons)


def role_settled(assessment: Assessment) -> bool:
    """Whether the role is certain enough for a rule that asks somebody to act."""
    return assessment.sure and role_told(assessment)


def is_internship(assessment: Assessment) -> bool:
    """Whether the title offers an internship: a stay to learn, which is no hire to plan and owns no workflow."""
    return assessment.claims is not None and assessment.claims.seniority is Seniority.INTERN


_BEYOND_DOUBT = 0.9
"""Confidence in the role from which a mismatch can be an error; under it what was read by hand could be argued."""


def mismatch_weight(assessment: Assessment) -> Severity:
    """How much a mismatch of title and work asks for.

    An info when the role is not certain, or the claimed one may be part of the work: its share of the lines, its
    chance, the text's own words or the must-haves say so. An error when it is a mismatch under every profile, beyond
    doubt in the role and for the claimed ones. Else a warning.
    """
    reading, claims, profile = assessment.reading, assessment.claims, assessment.profile
    if reading is None or claims is None:
        return Severity.INFO
    mix = reading.role_mix()
    chance = max((reading.chances.get(role, 0.0) for role in assessment.claimed), default=0.0)
    shown = sum(mix[role] for role in assessment.claimed) >= CLAIM_SHOWN
    likely = shown or chance >= profile.chance_before_decision
    named = _named_work(reading, assessment.claimed)
    anywhere = {role for roles in claims.by_profile.values() for role in roles}
    asked = reading.role is not RoleId.OTHER and _asked_for(reading, assessment.claimed) >= _ASKED_OFTEN
    if reading.confidence < profile.certain or likely or asked or named >= _NAMED_OFTEN:
        return Severity.INFO
    elsewhere = max((reading.chances.get(role, 0.0) for role in anywhere), default=0.0)
    sure = (
        reading.confidence >= _BEYOND_DOUBT
        and mismatched_everywhere(assessment)
        and chance < profile.chance_before_fix
        and elsewhere < profile.chance_before_decision
        and not _named_work(reading, anywhere)
        and not _arguable(assessment, reading, claims)
    )
    return Severity.ERROR if sure else Severity.WARNING


def _arguable(assessment: Assessment, reading: Reading, claims: TitleClaims) -> bool:
    """Whether the employer has something to say for the title, however sure the role is.

    A word of the title names the work, or the profession, that was read; must-haves ask for AI work that the duties
    leave out; work of another profession is called by the title's word throughout, as the behaviour of characters is
    called AI in games; or a data scientist is hired to make models, or an ML engineer to analyse with models, as many
    employers call it, and the text has no other name for the job.
    """
    if reading.role is RoleId.OTHER:
        asked = _asked_for(reading, AI_ROLES) >= _ASKED_OFTEN
        return claims.names_other_work or asked or called_throughout(reading, assessment.claimed) is not None
    called_so = _called_so_by_many(reading, assessment.claimed) and not supporting_self_names(assessment)
    return reading.role in claims.named or called_so


def _called_so_by_many(reading: Reading, claimed: Iterable[RoleId]) -> bool:
    if reading.role is RoleId.ML_ENGINEER:
        return RoleId.DATA_SCIENTIST in claimed
    return (
        reading.role is RoleId.DATA_SCIENTIST
        and RoleId.ML_ENGINEER in claimed
        and any(_MODELS.search(line) is not None for line in _work(reading))
    )


def called_throughout(reading: Reading, claimed: Iterable[RoleId]) -> RoleId | None:
    """The first claimed role whose word duties and summary use for the work in at least three statements."""
    work = _work(reading)
    for role in claimed:
        if sum(_CALLED[role].search(line) is not None for line in work) >= _CALLED_OFTEN:
            return role
    return None


def _asked_for(reading: Reading, roles: Iterable[RoleId]) -> int:
    wanted = frozenset(roles)
    return len({tag.statement.number for tag in reading.tags_in(Section.REQUIREMENTS) if tag.role in wanted})


def _named_work(reading: Reading, claimed: Iterable[RoleId]) -> int:
    """How often duties and summary name, in so many words, work that the title promises.

    Counted only between an AI developer on one side and an AI or ML engineer on the other: their work shares most of
    its words, and the words counted are the ones that tell it apart: AI platform, infrastructure, operations; ML,
    fine-tuning; prompts, retrieval-augmented generation, AI agents.
    """
    near = _BESIDE.get(reading.role, frozenset()) if reading.role else frozenset()
    scan = Scan(reading.posting.text)
    told_apart = {role: words for role in near.intersection(claimed) if (words := scan.among(_IN_NAMED[role]))}
    work = [line.lower() for line in _work(reading)] if told_apart else []
    return max((_times(role, words, work) for role, words in told_apart.items()), default=0)


def _work(reading: Reading) -> list[str]:
    text = reading.posting.text
    return [statement.of(text) for statement in reading.segmentation.in_sections(*WORK_SECTIONS)]


def _times(role: RoleId, words: Iterable[str], work: Iterable[str]) -> int:
    """How often lines name a role's work; only those with one of the words, which cost less to look for, can."""
    telling = [line for line in work if any(map(line.__contains__, words))]
    return sum([len(_NAMED[role].findall(line)) for line in telling])


def mismatched_everywhere(assessment: Assessment) -> bool:
    """Whether title and work mismatch under every profile, however the title is used."""
    return all(verdict is Verdict.MISMATCH for verdict in assessment.verdict_by_profile.values())
