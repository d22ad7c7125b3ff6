"""HIRE001: the must-have requirements ask for another AI role than the duties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.assessment import Assessment
from auditor.finding import Severity
from auditor.guide import load_guide
from auditor.patterns import pattern
from auditor.posting import VACANCIES, WORK_SECTIONS, Section, Statement
from auditor.reading import Reading, Tag
from auditor.rules.evidence import PER_SIDE, in_text_order, role_evidence
from auditor.rules.gates import role_settled, role_told
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import a_role, with_article, work_and_role
from auditor.taxonomy import RoleId

__all__ = ["CORE", "WRONG_HIRE", "asking_for", "is_stranger"]

CORE = {
    RoleId.ML_ENGINEER: frozenset({"trains_models", "fine_tunes_models"}),
    RoleId.AI_ENGINEER: frozenset({"serves_models", "runs_mlops", "runs_gpu_infrastructure"}),
}
"""The activities that make the training and the running of models a job of their own; everybody deploys a little."""

_NO_TRAINING = frozenset({"no", "minimal"})


def is_stranger(role: RoleId, wanted: RoleId) -> bool:
    """Whether the role has no use for the core of the wanted one: it does not train, or run, and the other does.

    Source: AI hiring guide, 2026, section 1 (columns "trains models" and "infrastructure-heavy").
    """
    rows = load_guide().roles
    own, other = rows.get(role), rows[wanted]
    if own is None:
        return False
    if wanted is RoleId.ML_ENGINEER:
        return other.trains == "yes" and own.trains in _NO_TRAINING
    return other.infrastructure == "yes" and own.infrastructure == "no"


_SOFTENED = pattern(
    r"\b(?:familiar(?:ity)?|understanding|knowledge|exposure|awareness|basic|interest|preferred|preferably|a plus|"
    r"nice to|bonus|ideally|desirable|optional)\b",
    re.I,
)
"""Words that make a requirement less than a must."""

_CLEAR_SHARE = 0.75
"""Share of the described work from which the duties alone settle the role: requirements of another one are the very
mistake, and they make a reader of both less certain."""

_SENTENCE = pattern(r"\w")
_FEWEST_WORDS = 4

_SAID = {
    RoleId.ML_ENGINEER: re.compile(r"\b(?:(?:pre-?|re)?train|fine-?tun|post-?train|rlhf|neural|architectures)", re.I),
    RoleId.AI_ENGINEER: re.compile(r"\b(?:serv|inference|gpu|mlops|kubeflow|mlflow|model registr|triton|vllm)", re.I),
}
"""Words without which a must-have does not ask for the core, however a reader tagged it: an error needs both."""

_DONE = {
    RoleId.ML_ENGINEER: pattern(
        r"\b(?:pre-?|re-?|post-?)?train\w*\b[^.;\n]{0,60}\bmodels?\b|\bmodels?\b[^.;\n]{0,40}\b(?:pre-?|re-?|post-?)?train"
        r"|\bfine-?tun|\brlhf\b",
        re.I,
    ),
    RoleId.AI_ENGINEER: pattern(
        r"\b(?:inference|gpus?|mlops|llmops|kubeflow|mlflow|model registr\w+|triton|vllm)\b"
        r"|\bserv(?:e|es|ing) (?:\w+ ){0,3}models?\b",
        re.I,
    ),
}
"""Words of the core in the duties, which then need it, however a reader tagged them."""

_OWN_WORK = pattern(r"\b(?:prompt|rag\b|retriev|embeddings?\b|vector|agents?\b|agentic|langchain|llamaindex)", re.I)
"""Words of an AI developer's own skills: a must-have that lists them beside training asks for the developer's trade."""

_SUPPORT = frozenset({"knows_ml_frameworks", "prepares_training_data", "evaluates_own_models", "researches_models"})
"""Activities that count beside a statement of the core, and never alone: other roles are asked for them too."""

_CONFIRMED = 2
"""How many must-have statements of the other role's core confirm the finding; a single one shows nothing."""


@rule("HIRE001", "wrong-hire", Severity.ERROR)
def WRONG_HIRE(assessment: Assessment) -> Iterator[Hit]:
    """The must-have requirements ask for another AI role, and no duty is that role's.

    What it flags:
        At least two must-have requirements that ask for nothing but training models (or running them in
        production) over duties of a role that has no use for it, none of which trains (or runs) a model.
        Requirements that are a plus, ask for familiarity only, or merely name a skill in a list do not count.
    Why it matters:
        The posting will select people for work that it does not have. The guide's case: a company that needed
        documents classified through an LLM API asked for model training, hired for it, and nine months later had
        a custom model worse than the API it could have called.
    A posting that is flagged:
        Duties "Integrate a hosted language model into the claims portal" and "Write prompts and evaluate
        answers"; requirements "Proven record of training deep neural networks" and "Experience in fine-tuning
        large models on your own data".
    A posting that passes:
        The same duties with "Knowledge of model training is a plus"; or with a duty that trains a model.
    A near miss:
        The same duties with one such requirement: a single line shows nothing.
    When it is wrong:
        When the duties leave out a part of the work that the requirements stand for. Then add the duty.
    Source:
        AI hiring guide, 2026, section 7 (the case) and section 2, question 1.
    """
    reading, role = assessment.reading, assessment.role
    if reading is None or role is None or role is RoleId.OTHER or assessment.facts.kind not in VACANCIES:
        return
    if not (role_settled(assessment) or (role_told(assessment) and reading.role_mix()[role] >= _CLEAR_SHARE)):
        return
    for wanted in CORE:
        if not is_stranger(role, wanted) or wanted in _roles_of_duties(reading):
            continue
        asking = asking_for(reading, wanted)
        if len(asking) >= _CONFIRMED and not _said_in_duties(reading, wanted):
            yield _hit(assessment, role, wanted, asking)


def _roles_of_duties(reading: Reading) -> set[RoleId | None]:
    return {tag.role for tag in reading.tags_in(*WORK_SECTIONS)} | {reading.role, reading.secondary_role}


def _said_in_duties(reading: Reading, wanted: RoleId) -> bool:
    text, duties = reading.posting.text, reading.segmentation.in_sections(*WORK_SECTIONS)
    return any(_DONE[wanted].search(duty.of(text)) for duty in duties)


def asking_for(reading: Reading, wanted: RoleId) -> list[Statement]:
    """The must-have statements about the wanted role's core and no other role's work, in text order."""
    tags: dict[Statement, list[Tag]] = {}
    for tag in reading.tags_in(Section.REQUIREMENTS):
        tags.setdefault(tag.statement, []).append(tag)
    pure = [
        s
        for s, found in tags.items()
        if all(tag.role in (wanted, RoleId.OTHER) for tag in found)
        and _OWN_WORK.search(s.of(reading.posting.text)) is None
    ]
    core = [s for s in pure if _shows(tags[s], CORE[wanted]) and _is_must(reading, s, _SAID[wanted])]
    support = [s for s in pure if s not in core and _shows(tags[s], _SUPPORT) and _is_must(reading, s)]
    needed = core if reading.role is RoleId.AI_ENGINEER else core + support
    return sorted(needed, key=lambda statement: statement.number) if core else []


def _shows(tags: list[Tag], activities: frozenset[str]) -> bool:
    return any(tag.activity in activities for tag in tags)


def _is_must(reading: Reading, statement: Statement, said: re.Pattern[str] = _SENTENCE) -> bool:
    text = statement.of(reading.posting.text)
    whole = len(text.split()) >= _FEWEST_WORDS
    return whole and said.search(text) is not None and _SOFTENED.search(text) is None


def _hit(assessment: Assessment, role: RoleId, wanted: RoleId, asking: list[Statement]) -> Hit:
    return Hit(
        message=f"The duties describe {work_and_role(assessment, role)}, but {len(asking)} must-have requirements ask "
        f"for {work_and_role(assessment, wanted)}, and no duty needs it. The posting would select "
        f"{a_role(assessment, wanted)} for work that {with_article(assessment.role_name(role))} does.",
        fix=f"Take these requirements out or make them a plus, and ask for what the duties need; or, if "
        f"{assessment.taxonomy.roles[wanted].work} is part of the job, write it into the duties.",
        evidence=role_evidence(assessment, role) + in_text_order(asking[:PER_SIDE]),
    )
