"""What each job phrase of a title claims.

The head noun and its narrowest qualifier decide, in this order:

1. A word of another profession between topic and head noun: nothing ("AI Software Engineer"), unless generative AI
   or a building word qualifies software.
2. The last narrowing word between topic and head noun ("AI Platform Engineer", "AI Product Engineer").
3. The topic itself ("AI Engineer", "NLP Engineer", "LLM Developer").
4. With nothing but a level before the head noun, the words that trail it ("Engineer, AI").
5. Trailing words that narrow a claim ("Machine Learning Engineer, Platform").
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.posting import Span
from auditor.taxonomy import RoleId
from auditor.titles.lexicon import Kind
from auditor.titles.phrases import TOPICS, Group, JobPhrase, groups_of
from auditor.titles.terms import Gap, Term

__all__ = ["Claim", "claims_of", "named_roles", "names_other_work"]

_AI_TOPICS = frozenset({Kind.TOPICS_AI, Kind.TOPICS_AI_ML, Kind.TOPICS_GENAI, Kind.TOPICS_APPLICATION})
_ML_TOPICS = frozenset({Kind.TOPICS_ML, Kind.TOPICS_ML_FIELD, Kind.TOPICS_AI_ML})
_OTHER_WORK = frozenset({Kind.PROFESSIONS_SOFTWARE, Kind.PROFESSIONS_OTHER, Kind.QUALIFIERS_DATA})
_PROFESSIONS = frozenset(
    {
        Kind.PROFESSIONS_SOFTWARE,
        Kind.PROFESSIONS_OTHER,
        Kind.PROFESSIONS_TECHNOLOGY,
        Kind.QUALIFIERS_DATA,
        Kind.QUALIFIERS_FULL_STACK,
        Kind.HEADS_OTHER,
        Kind.HEADS_PROGRAMMER,
    }
)
_BUILDS = frozenset({Kind.QUALIFIERS_BUILDS, Kind.QUALIFIERS_FORWARD, Kind.QUALIFIERS_FULL_STACK})
_TRAILING_RUNS = frozenset({Kind.QUALIFIERS_RUNS, Kind.QUALIFIERS_OPERATIONS, Kind.TOPICS_MLOPS})
_LOOSE = frozenset({Kind.QUALIFIERS_OPERATIONS, Kind.QUALIFIERS_SYSTEMS})
_RUNS = frozenset({Kind.QUALIFIERS_RUNS, Kind.QUALIFIERS_RUNS_BEFORE_HEAD}) | _LOOSE
_ENGINEERS = frozenset({Kind.HEADS_ENGINEER, Kind.HEADS_DEVELOPER, Kind.HEADS_PROGRAMMER, Kind.HEADS_LEARNER})
_GENERATIVE = frozenset({Kind.TOPICS_GENAI, Kind.TOPICS_APPLICATION})
_SCIENTISTS = frozenset({Kind.HEADS_SCIENTIST, Kind.HEADS_RESEARCHER})
_SAYS_NO_ROLE = frozenset({Kind.UNKNOWN, Kind.PROFESSIONS_TECHNOLOGY})
_NAMES = {
    RoleId.AI_ENGINEER: _RUNS | {Kind.TOPICS_MLOPS},
    RoleId.ML_ENGINEER: _ML_TOPICS | {Kind.TOPICS_MODEL_FAMILY},
    RoleId.AI_DEVELOPER: _BUILDS | _GENERATIVE,
    RoleId.DATA_SCIENTIST: frozenset({Kind.TOPICS_DATA_SCIENCE, Kind.HEADS_DATA_SCIENTIST}),
}
_CLOSES_A_PLAIN_HEAD = frozenset(
    {
        Kind.PROFESSIONS_SOFTWARE,
        Kind.PROFESSIONS_OTHER,
        Kind.PROFESSIONS_SOLUTIONS,
        Kind.PROFESSIONS_TECHNOLOGY,
        *_BUILDS,
    }
    - {Kind.QUALIFIERS_FORWARD}
)
_BESIDE_SOFTWARE = frozenset(
    {Kind.PROFESSIONS_SOFTWARE, Kind.PROFESSIONS_TECHNOLOGY, Kind.QUALIFIERS_FULL_STACK, Kind.TOPICS_AI}
)


class Claim(NamedTuple):
    """A claimed role; `plain` when nothing narrows a plain "AI" or "Machine Learning"; the words that claim it.

    `also`: roles for which the market uses the same words: "AI Systems Engineer" runs or builds, "AI Engineer (NLP)"
    and an "AI Intern" make models too, and research engineers run what they train.
    """

    role: RoleId
    plain: bool
    span: Span
    also: tuple[RoleId, ...] = ()


def claims_of(phrase: JobPhrase) -> list[Claim]:
    """The claims of one job phrase under the guide, in title order; a role may come twice."""
    head = phrase.head
    if head is None:
        return _data_science(groups_of(_first_segment(phrase.tail)), None)
    groups = groups_of(phrase.before)
    if head.kind in _SCIENTISTS and phrase.tail and phrase.tail[0].kind is Kind.TOPICS_MLOPS:
        joined = phrase.tail[0].gap is Gap.JOIN
        run = [Claim(RoleId.AI_ENGINEER, False, _span(head, phrase.tail[0]))] if joined else []
        return [*(claim for group in groups for claim in _of_scientist(group, head)), *run]
    if head.kind is Kind.HEADS_DATA_SCIENTIST:
        return [Claim(RoleId.DATA_SCIENTIST, False, Span(head.start, head.end))]
    if head.kind is Kind.HEADS_PRACTITIONER:
        return _data_science(groups, head) if groups else _data_science(groups_of(_first_segment(phrase.tail)), head)
    if head.kind is Kind.HEADS_OTHER:
        return []
    claims = [claim for group in groups for claim in _of_group(group, head)]
    if claims:
        return _narrowed(claims, phrase)
    return _trailing(phrase, head)


def names_other_work(phrases: list[JobPhrase]) -> bool:
    """Whether a title names another profession beside what it claims: "Data and Machine Learning Engineer".

    Words that are not known but stand beside the topic do: "R&D / Machine Learning Engineer".
    """
    return any(term.kind in _PROFESSIONS for phrase in phrases for term in _beside(phrase)) or any(
        _is_unknown_job(group) for phrase in phrases if claims_of(phrase) for group in groups_of(phrase.before)
    )


def _is_unknown_job(group: Group) -> bool:
    return not group.topics and all(term.kind is Kind.UNKNOWN for term in group.before)


def named_roles(terms: list[Term]) -> frozenset[RoleId]:
    """Roles whose work a word of the title names, whether it claims the role or not ("Data Scientist, NLP")."""
    kinds = {term.kind for term in terms}
    return frozenset(role for role, words in _NAMES.items() if not words.isdisjoint(kinds))


def _beside(phrase: JobPhrase) -> list[Term]:
    """The words of a job phrase that stand apart from any topic; all of them when the phrase claims nothing."""
    if phrase.head is None:
        return phrase.tail[len(_first_segment(phrase.tail)) :]
    if not claims_of(phrase):
        return [*phrase.before, phrase.head]
    if phrase.head.kind not in _ENGINEERS:
        return []
    beside = [term for group in groups_of(phrase.before) if not group.topics for term in group.before]
    if any(term.kind in TOPICS for term in phrase.before):
        return [*beside, *_trades(phrase.tail)]
    skills = [term for term in phrase.tail if term.kind in (Kind.PROFESSIONS_TECHNOLOGY, Kind.QUALIFIERS_DATA)]
    return [*beside, *phrase.before, *skills]


def _trades(tail: list[Term]) -> list[Term]:
    """The trailing segments that are another profession and nothing else: "AI Engineer - Front-End & UX"."""
    trades = _OTHER_WORK | {Kind.QUALIFIERS_FULL_STACK}
    return [term for segment in _segments(tail) if all(t.kind in trades for t in segment) for term in segment]


def _first_segment(tail: list[Term]) -> list[Term]:
    for at, term in enumerate(tail):
        if at and term.gap >= Gap.COMMA:
            return tail[:at]
    return tail


def _data_science(groups: list[Group], head: Term | None) -> list[Claim]:
    for group in groups:
        for topic in group.topics:
            if topic.kind is not Kind.TOPICS_DATA_SCIENCE:
                continue
            if not group.after or (head and all(term.kind is Kind.UNKNOWN for term in group.after)):
                return [Claim(RoleId.DATA_SCIENTIST, False, _span(topic, head or topic))]
    return []


def _span(first: Term, last: Term) -> Span:
    return Span(min(first.start, last.start), max(first.end, last.end))


def _of_group(group: Group, head: Term) -> list[Claim]:
    if head.kind in _SCIENTISTS:
        return _of_scientist(group, head)
    role = _narrowing(group, head)
    if role is RoleId.OTHER:
        return []
    claims = []
    for topic in group.topics:
        claims += (
            [Claim(role, False, _span(topic, head), _also(topic, group, role))]
            if role
            else _of_topic(topic, group, head)
        )
    return claims


def _also(topic: Term, group: Group, role: RoleId) -> tuple[RoleId, ...]:
    if role is RoleId.ML_ENGINEER:
        return (RoleId.AI_ENGINEER,)
    loose = topic.kind is Kind.TOPICS_AI and all(term.kind in _LOOSE | _SAYS_NO_ROLE for term in group.after)
    return (RoleId.AI_DEVELOPER,) if loose else ()


def _of_scientist(group: Group, head: Term) -> list[Claim]:
    words = [*group.topics, *group.after] if group.topics else group.before
    kinds = {term.kind for term in words}
    if not words:
        return []
    if words[-1].kind in (Kind.QUALIFIERS_DATA, Kind.TOPICS_DATA_SCIENCE):
        return [Claim(RoleId.DATA_SCIENTIST, False, _span(words[-1], head))]
    if kinds & _OTHER_WORK:
        return []
    applied = words[-1].kind is Kind.QUALIFIERS_APPLIED and head.kind is Kind.HEADS_SCIENTIST
    if group.topics or applied or _names_research(words):
        return [Claim(RoleId.ML_ENGINEER, False, _span(words[0], head))]
    return []


def _names_research(words: list[Term]) -> bool:
    kinds = {term.kind for term in words}
    return Kind.QUALIFIERS_RESEARCH in kinds and Kind.TOPICS_MODEL_FAMILY in kinds


def _narrowing(group: Group, head: Term) -> RoleId | None:
    """The role that words around the topics decide for all of them; `other` when they close the claim."""
    if not group.topics:
        return RoleId.OTHER if not _names_research(group.before) else None
    kinds = [term.kind for term in group.after]
    builds = not _BUILDS.isdisjoint(kinds)
    topics = {topic.kind for topic in group.topics}
    if Kind.PROFESSIONS_SOFTWARE in kinds:
        closed = _OTHER_WORK.intersection(kinds) != {Kind.PROFESSIONS_SOFTWARE}
        builder = bool(topics & {Kind.TOPICS_GENAI, Kind.TOPICS_APPLICATION}) or builds
        return RoleId.AI_DEVELOPER if builder and not closed and not topics & _ML_TOPICS else RoleId.OTHER
    if not _OTHER_WORK.isdisjoint(kinds):
        return RoleId.OTHER
    if Kind.PROFESSIONS_SOLUTIONS in kinds and head.kind is not Kind.HEADS_DEVELOPER:
        return RoleId.OTHER
    for kind in reversed(kinds):
        if kind in _BUILDS or (builds and kind is Kind.QUALIFIERS_SYSTEMS):
            break
        if kind in _RUNS:
            return RoleId.AI_ENGINEER
        if kind is Kind.QUALIFIERS_RESEARCH:
            return RoleId.ML_ENGINEER
    return None


def _of_topic(topic: Term, group: Group, head: Term) -> list[Claim]:
    span = _span(topic, head)
    alone = all(term.kind in _SAYS_NO_ROLE for term in group.after)
    kind = topic.kind
    if kind is Kind.TOPICS_AI_ML:
        return [*_of_ai(group, head, span), Claim(RoleId.ML_ENGINEER, alone, span)]
    if kind is Kind.TOPICS_AI:
        return _of_ai(group, head, span)
    if kind in _ML_TOPICS:
        plain = all(term.kind in _SAYS_NO_ROLE | _BUILDS for term in group.after)
        return [Claim(RoleId.ML_ENGINEER, plain and kind is Kind.TOPICS_ML, span)]
    role = {Kind.TOPICS_MLOPS: RoleId.AI_ENGINEER, Kind.TOPICS_DATA_SCIENCE: RoleId.DATA_SCIENTIST}.get(kind)
    return [Claim(role or RoleId.AI_DEVELOPER, False, span)]


def _of_ai(group: Group, head: Term, span: Span) -> list[Claim]:
    if head.kind is Kind.HEADS_PROGRAMMER:
        return []
    before = {Kind.QUALIFIERS_FORWARD, Kind.QUALIFIERS_FULL_STACK}
    applied = any(t.kind is Kind.QUALIFIERS_APPLIED for t in group.after)
    builds = any(t.kind in _BUILDS for t in group.after) or any(t.kind in before for t in group.before) or applied
    if builds or head.kind is Kind.HEADS_DEVELOPER:
        return [Claim(RoleId.AI_DEVELOPER, False, span)]
    plain = all(term.kind in _SAYS_NO_ROLE for term in group.after)
    also = (RoleId.ML_ENGINEER,) if head.kind is Kind.HEADS_LEARNER else ()
    return [Claim(RoleId.AI_ENGINEER, plain, span, also)]


def _segments(tail: list[Term]) -> list[list[Term]]:
    segments: list[list[Term]] = []
    for term in tail:
        if not segments or term.gap >= Gap.COMMA:
            segments.append([])
        segments[-1].append(term)
    return segments


def _runs_models(segment: list[Term]) -> bool:
    """Whether a trailing segment is about running: it starts with a running word or leads from a topic to one.

    "AI Product and Platform" names a team.
    """
    leads = segment[0].kind in (Kind.TOPICS_AI, Kind.TOPICS_ML, Kind.TOPICS_AI_ML)
    if leads and any(term.kind in _BUILDS for term in segment):
        return False
    return any(term.kind in _TRAILING_RUNS for term in (segment if leads else segment[:1]))


def _builds_applications(segment: list[Term]) -> bool:
    """Whether a trailing segment narrows a plain "AI Engineer" to applications: "GenAI", "AI Automation"."""
    kinds = [term.kind for term in segment]
    if kinds[0] is Kind.TOPICS_AI:
        return len(kinds) == 2 and kinds[1] is Kind.QUALIFIERS_BUILDS
    first = groups_of(segment)[0]
    pure = all(topic.kind in _GENERATIVE for topic in first.topics) and all(
        term.kind is Kind.QUALIFIERS_SYSTEMS for term in first.after
    )
    return bool(first.topics) and pure and all(term.kind in _GENERATIVE for term in first.before)


def _names_ml(segment: list[Term]) -> bool:
    return segment[0].kind in (Kind.TOPICS_ML, Kind.TOPICS_ML_FIELD)


def _narrowed(claims: list[Claim], phrase: JobPhrase) -> list[Claim]:
    """Claims of an engineer narrowed by what trails: a platform to run, or customers to build for."""
    if phrase.head is None or phrase.head.kind is not Kind.HEADS_ENGINEER or not phrase.tail:
        return claims
    segments = _segments(phrase.tail)
    segments = segments[:1] + [segment for segment in segments[1:] if segment[0].gap is Gap.BREAK]
    runs = [segment for segment in segments if _runs_models(segment)]
    if runs:
        team = any(len(segment) > 1 for segment in runs)
        return [_run(c, team) if c.role in (RoleId.ML_ENGINEER, RoleId.AI_ENGINEER) else c for c in claims]
    plain = len(claims) == 1 and claims[0].role is RoleId.AI_ENGINEER and claims[0].plain
    forward = any(term.kind is Kind.QUALIFIERS_FORWARD for term in phrase.tail)
    if plain and not forward and any(_names_ml(segment) for segment in segments):
        return [claims[0]._replace(also=(RoleId.ML_ENGINEER,))]
    if plain and (forward or any(_builds_applications(segment) for segment in segments)):
        return [claims[0]._replace(role=RoleId.AI_DEVELOPER, plain=False)]
    return claims


def _run(claim: Claim, team: bool) -> Claim:
    """The claim of somebody who runs models; where the trailing words may name a team, the market keeps the head's."""
    kept = RoleId.AI_DEVELOPER if claim.role is RoleId.AI_ENGINEER else claim.role
    return claim._replace(role=RoleId.AI_ENGINEER, plain=False, also=(kept,) if team and claim.plain else ())


def _trailing(phrase: JobPhrase, head: Term) -> list[Claim]:
    if not phrase.tail:
        return []
    kinds = {term.kind for term in phrase.before}
    if kinds == {Kind.QUALIFIERS_RESEARCH} and head.kind is not Kind.HEADS_LEARNER:
        return _research(phrase, head)
    if kinds <= {Kind.QUALIFIERS_FORWARD, Kind.QUALIFIERS_RESEARCH}:
        claims = _plain_head(phrase.tail, head)
        if Kind.QUALIFIERS_RESEARCH in kinds:
            return [c if c.role is RoleId.DATA_SCIENTIST else Claim(RoleId.ML_ENGINEER, False, c.span) for c in claims]
        if Kind.QUALIFIERS_FORWARD in kinds and not any(
            term.kind is Kind.QUALIFIERS_RUNS_BEFORE_HEAD for term in phrase.tail
        ):
            return [claim._replace(role=RoleId.AI_DEVELOPER, plain=False) for claim in claims]
        return claims
    if Kind.PROFESSIONS_SOFTWARE in kinds and kinds <= _BESIDE_SOFTWARE and head.kind in _ENGINEERS:
        return _software(phrase.tail, head)
    return []


def _research(phrase: JobPhrase, head: Term) -> list[Claim]:
    for segment in _segments(phrase.tail):
        for term in segment:
            if term.kind in _AI_TOPICS | _ML_TOPICS or term.kind is Kind.TOPICS_MODEL_FAMILY:
                runs = head.kind is Kind.HEADS_ENGINEER and _runs_models(segment)
                role = RoleId.AI_ENGINEER if runs else RoleId.ML_ENGINEER
                also = (RoleId.AI_ENGINEER,) if head.kind is Kind.HEADS_ENGINEER and not runs else ()
                return [Claim(role, False, _span(head, term), also)]
    return []


def _plain_head(tail: list[Term], head: Term) -> list[Claim]:
    claims: list[Claim] = []
    for segment in _segments(tail):
        if claims and segment[0].gap is not Gap.COMMA:
            break
        for group in groups_of(segment):
            if not group.topics and any(term.kind in _CLOSES_A_PLAIN_HEAD for term in group.before):
                return claims
            if not _is_name(group):
                claims += _of_group(group, head)
    return claims


def _is_name(group: Group) -> bool:
    """Plain "AI" beside a word of no profession names a team, product or company ("Stealth AI"), not the work."""
    if any(topic.kind is not Kind.TOPICS_AI for topic in group.topics):
        return False
    beside = (*group.before[-1:], *group.after[-1:])
    return any(term.kind in (Kind.UNKNOWN, Kind.IGNORED_TEAM) for term in beside)


def _software(tail: list[Term], head: Term) -> list[Claim]:
    """Generative AI after "Software Engineer" claims when it stands alone, not as part of a team's name."""
    closing = {Kind.PROFESSIONS_OTHER, Kind.TOPICS_MODEL_FAMILY, Kind.IGNORED_TEAM}
    if any(term.kind in closing for term in tail):
        return []
    for segment in _segments(tail):
        for group in groups_of(segment):
            if _is_genai_alone(group):
                return [Claim(RoleId.AI_DEVELOPER, False, _span(head, group.topics[-1]))]
    return []


def _is_genai_alone(group: Group) -> bool:
    kinds = {topic.kind for topic in group.topics}
    alone = Kind.TOPICS_GENAI in kinds and kinds <= {Kind.TOPICS_AI, *_GENERATIVE} and not group.after
    return alone and all(term.kind in TOPICS for term in group.before)
