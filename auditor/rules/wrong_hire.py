"""HIRE001: the must-have requirements ask for another AI role than the duties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.assessment import Assessment
from auditor.facts.scan import Scan
from auditor.finding import Certainty, Severity
from auditor.guide import load_guide
from auditor.patterns import pattern
from auditor.posting import VACANCIES, WORK_SECTIONS, Section, Statement
from auditor.reading import Reading, Tag
from auditor.rules.evidence import PER_SIDE, in_text_order, role_evidence
from auditor.rules.gates import role_told
from auditor.rules.rule import Hit, rule
from auditor.rules.wording import a_role, with_article, work_and_role
from auditor.taxonomy import RoleId

__all__ = ["ANSWERED_DOUBTS", "CORE", "WRONG_HIRE", "asking_for", "is_stranger"]

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
_TRAINING = ("train", "tun", "rlhf")
_IN_DONE = {
    RoleId.ML_ENGINEER: _TRAINING,
    RoleId.AI_ENGINEER: ("inference", "gpu", "ops", "kubeflow", "mlflow", "registr", "triton", "vllm", "serv"),
}
"""One of these stands in every text that the pattern of the same role finds something in."""

_OWN_WORK = pattern(r"\b(?:prompt|rag\b|retriev|embeddings?\b|vector|agents?\b|agentic|langchain|llamaindex)", re.I)
"""Words of an AI developer's own skills: a must-have that lists them beside training asks for the developer's trade."""

_EXPERIENCED = pattern(
    r"\b(?:years?|experience|expertise|record)\b[^.;\n]{0,60}\b(?:(?:pre-?|re-?|post-?)?training\b(?! data\b)"
    r"[^.;\n]{0,60}\bmodels?|fine-?tuning (?:[\w-]+ ){0,3}(?:models?|llms?))\b",
    re.I,
)
"""Words that ask for having trained models, also where a reader tagged another part of the line."""

_YEARS_OF_IT = pattern(r"\b(?:[2-9]|1\d|two|three|four|five|six|seven|eight|ten)\b[^.;\n]{0,12}\byears?\b", re.I)
"""A must-have that demands years of the core selects for it alone."""

_YEARS_AS = pattern(r"\byears?\b[^.;\n]{0,30}\bas an? (?:\w+ ){0,2}(?:ml|machine[- ]learning) engineer\b", re.I)
_DOCTORATE = pattern(r"\bph\.?\s?d\b|\bdoctora(?:te|l)\b|\bresearch lab(?:orator(?:y|ies)|s)?\b", re.I)
_IN_DOCTORATE, _IN_YEARS_AS = ("ph", "doctora", "research lab"), "engineer"
"""What stands in every text that the pattern finds something in."""
_LESS_WILL_DO = pattern(r"\bbachelor|\bb\.?\s?s\.?c?\b|\bb\.?tech\b|\bequivalent\b|\bquantitative\b", re.I)
"""Credentials of somebody who trains models, and words by which a degree below the doctorate will do."""

_SUPPORT = frozenset({"knows_ml_frameworks", "prepares_training_data", "evaluates_own_models", "researches_models"})
"""Activities that count beside a statement of the core; alone only two of them tell anything, and no error."""

_CONFIRMED = 2
"""How many must-have statements of the other role's core confirm the finding; a single one is worth a line."""

_PLAINLY_TRAINING = pattern(
    r"\b(?:pre-?|re-?|post-?)?train(?:ing|ed)\b|\bfine-?tun|\brlhf\b|\blora\b|\b(?:pytorch|tensorflow|jax|keras)\b"
    r"|\bdeep[- ]learning\b|\bneural\b",
    re.I,
)
"""Words that each statement needs where training is asked for less than twice."""
_NEAR_TRAINING = pattern(
    r"\b(?:pytorch|tensorflow|jax|keras|deep[- ]learning|neural|reinforcement learning|rl|(?:ml|machine[- ]learning) "
    r"(?:models?|algorithms?))\b",
    re.I,
)
"""Words of the duties beside which such a requirement is no stranger."""

ANSWERED_DOUBTS = frozenset({"no_title", "few_duties"})
"""Doubts beside which the finding stands: it compares duties and requirements, whatever the title is, and its fix
answers the other one: take the requirements out, or write down the duty that was left out.
"""

_PLAIN_WORK = 3
"""Statements of the role's own work from which the duties tell it whole, so that one requirement can be held against
them."""


@rule("HIRE001", "wrong-hire", Severity.ERROR)
def WRONG_HIRE(assessment: Assessment) -> Iterator[Hit]:
    """The must-have requirements ask for another AI role, and no duty is that role's.

    What it flags:
        Must-have requirements that ask for training models (or running them in production) over duties of a role
        that has no use for it, none of which trains (or runs) a model. Two such requirements are an error, and so is
        one that demands years of training models; beside one of them a framework for training, a doctorate or years
        as an ML engineer count too. A single one, or two that ask for frameworks or a doctorate only, is an info
        over the duties of an AI developer. Requirements that are a plus, ask for familiarity only, or merely name a
        skill in a list do not count.
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
        The same duties with "Experience with prompts, retrieval and fine-tuning": a list of ways to adapt a model.
    When it is wrong:
        When the duties leave out a part of the work that the requirements stand for. Then add the duty.
    Source:
        AI hiring guide, 2026, section 7 (the case) and section 2, question 1.
    """
    reading, role = assessment.reading, assessment.role
    if reading is None or role is None or role is RoleId.OTHER or assessment.facts.kind not in VACANCIES:
        return
    if not role_told(assessment, ANSWERED_DOUBTS) or not (assessment.sure or reading.role_mix()[role] >= _CLEAR_SHARE):
        return
    for wanted in CORE:
        if not is_stranger(role, wanted) or wanted in _roles_of_duties(reading) or _said_in_duties(reading, wanted):
            continue
        core, support = _asked(reading, wanted)
        asking = _in_order(core, support)
        if _is_confirmed(reading, core, asking):
            yield _hit(assessment, role, wanted, asking)
        elif asking and _stands_alone(reading, role, wanted, asking):
            yield _lesser_hit(assessment, role, wanted, asking)


def _is_confirmed(reading: Reading, core: list[Statement], asking: list[Statement]) -> bool:
    text = reading.posting.text
    return bool(core) and (len(asking) >= _CONFIRMED or _YEARS_OF_IT.search(core[0].of(text)) is not None)


def _stands_alone(reading: Reading, role: RoleId, wanted: RoleId, asking: list[Statement]) -> bool:
    """Whether an AI developer's duties are told so fully that even a single requirement of training is a stranger."""
    if role is not RoleId.AI_DEVELOPER or wanted is not RoleId.ML_ENGINEER:
        return False
    text, work = reading.posting.text, reading.segmentation.in_sections(*WORK_SECTIONS)
    own = {tag.statement for tag in reading.tags_in(*WORK_SECTIONS) if tag.role is role}
    plain = all(_PLAINLY_TRAINING.search(s.of(text)) or _is_credential(s.of(text)) for s in asking)
    return plain and len(own) >= _PLAIN_WORK and not any(_NEAR_TRAINING.search(s.of(text)) for s in work)


def _roles_of_duties(reading: Reading) -> set[RoleId | None]:
    return {tag.role for tag in reading.tags_in(*WORK_SECTIONS)} | {reading.role, reading.secondary_role}


def _said_in_duties(reading: Reading, wanted: RoleId) -> bool:
    text, duties = reading.posting.text, reading.segmentation.in_sections(*WORK_SECTIONS)
    words = Scan(text).among(_IN_DONE[wanted])
    said = [duty.of(text) for duty in duties] if words else []
    return any(_names_one(words, line) and _DONE[wanted].search(line) for line in said)


def _names_one(words: Iterable[str], said: str) -> bool:
    return any(map(said.lower().__contains__, words))


def asking_for(reading: Reading, wanted: RoleId) -> list[Statement]:
    """The must-have statements about the wanted role's core and not the role's own work, in text order.

    Where none is about the core, they are those that would support one, at least two.
    """
    return _in_order(*_asked(reading, wanted))


def _in_order(core: list[Statement], support: list[Statement]) -> list[Statement]:
    return sorted(core + support, key=lambda s: s.number) if core or len(support) >= _CONFIRMED else []


def _asked(reading: Reading, wanted: RoleId) -> tuple[list[Statement], list[Statement]]:
    """The must-have statements about the wanted role's core, and those that support one."""
    tags: dict[int, list[Tag]] = {}
    for tag in reading.tags_in(Section.REQUIREMENTS):
        tags.setdefault(tag.statement.number, []).append(tag)
    asked = reading.segmentation.in_sections(Section.REQUIREMENTS)
    core = [s for s in asked if _asks_for_core(reading, s, tags.get(s.number, []), wanted) and _is_must(reading, s)]
    if reading.role is RoleId.AI_ENGINEER:
        return core, []
    others = (s for s in asked if s not in core)
    return core, [s for s in others if _supports(reading, s, tags.get(s.number, []), wanted) and _is_must(reading, s)]


def _is_must(reading: Reading, statement: Statement) -> bool:
    text = statement.of(reading.posting.text)
    return len(text.split()) >= _FEWEST_WORDS and _SOFTENED.search(text) is None and _OWN_WORK.search(text) is None


def _asks_for_core(reading: Reading, statement: Statement, tags: list[Tag], wanted: RoleId) -> bool:
    said = statement.of(reading.posting.text)
    if wanted is RoleId.ML_ENGINEER and _names_one(_TRAINING, said) and _EXPERIENCED.search(said):
        return all(tag.role is not reading.role for tag in tags)
    return _shows(tags, CORE[wanted]) and _is_all_of(tags, wanted) and _SAID[wanted].search(said) is not None


def _supports(reading: Reading, statement: Statement, tags: list[Tag], wanted: RoleId) -> bool:
    if wanted is RoleId.ML_ENGINEER and _is_credential(statement.of(reading.posting.text)):
        return True
    return _shows(tags, _SUPPORT) and _is_all_of(tags, wanted)


def _is_credential(said: str) -> bool:
    lowered = said.lower()
    if any(map(lowered.__contains__, _IN_DOCTORATE)) and _DOCTORATE.search(said) and not _LESS_WILL_DO.search(said):
        return True
    return _IN_YEARS_AS in lowered and _YEARS_AS.search(said) is not None


def _is_all_of(tags: list[Tag], wanted: RoleId) -> bool:
    return all(tag.role in (wanted, RoleId.OTHER) for tag in tags)


def _shows(tags: list[Tag], activities: frozenset[str]) -> bool:
    return any(tag.activity in activities for tag in tags)


def _hit(assessment: Assessment, role: RoleId, wanted: RoleId, asking: list[Statement]) -> Hit:
    many = len(asking) > 1
    asked = f"{len(asking)} must-have requirements ask" if many else "a must-have requirement asks"
    return Hit(
        message=f"The duties describe {work_and_role(assessment, role)}, but {asked} for {'' if many else 'years of '}"
        f"{work_and_role(assessment, wanted)}, and no duty needs it. The posting would select "
        f"{a_role(assessment, wanted)} for work that {with_article(assessment.role_name(role))} does.",
        fix=f"Take {'these requirements' if many else 'this requirement'} out or make {'them' if many else 'it'} a "
        f"plus, and ask for what the duties need; or, if {assessment.taxonomy.roles[wanted].work} is part of the job, "
        "write it into the duties.",
        evidence=role_evidence(assessment, role) + in_text_order(asking[:PER_SIDE]),
    )


def _lesser_hit(assessment: Assessment, role: RoleId, wanted: RoleId, asking: list[Statement]) -> Hit:
    many = len(asking) > 1
    asked = f"{len(asking)} must-have requirements name" if many else "a must-have requirement names"
    return Hit(
        message=f"The duties describe {work_and_role(assessment, role)}, and {asked} what {a_role(assessment, wanted)} "
        "needs and no duty does: people who could do this work may not apply.",
        fix=f"Make {'them' if many else 'it'} a plus or take {'them' if many else 'it'} out; or, if "
        f"{assessment.taxonomy.roles[wanted].work} is part of the job, write it into the duties.",
        evidence=role_evidence(assessment, role) + in_text_order(asking[:PER_SIDE]),
        certainty=Certainty.MEDIUM,
        severity=Severity.INFO,
    )
