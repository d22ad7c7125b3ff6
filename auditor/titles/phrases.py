"""A title's terms as job phrases: each head noun with the words before it and the words that trail it."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.titles.lexicon import Kind
from auditor.titles.terms import Gap, Term

__all__ = ["TOPICS", "Group", "JobPhrase", "groups_of", "job_phrases"]

TOPICS = frozenset(kind for kind in Kind if kind.name.startswith("TOPICS_") and kind is not Kind.TOPICS_MODEL_FAMILY)
_HEADS = frozenset(kind for kind in Kind if kind.name.startswith("HEADS_"))
_READ_OVER = frozenset({Kind.IGNORED_WORDS, Kind.QUALIFIERS_MANNER, Kind.LEVEL})
_NARROWING = frozenset(
    {
        Kind.QUALIFIERS_BUILDS,
        Kind.QUALIFIERS_FORWARD,
        Kind.QUALIFIERS_RUNS,
        Kind.QUALIFIERS_RUNS_BEFORE_HEAD,
        Kind.QUALIFIERS_OPERATIONS,
        Kind.QUALIFIERS_SYSTEMS,
    }
)


@dataclass(slots=True)
class Group:
    """Alternative topics ("AI/ML") with the words before and after them; without a topic all words are `before`."""

    before: list[Term]
    topics: list[Term]
    after: list[Term]

    def terms(self) -> list[Term]:
        """All terms of the group."""
        return [*self.before, *self.topics, *self.after]


@dataclass(slots=True)
class JobPhrase:
    """A head noun (None in a title without one), the terms before it, and the terms after it."""

    head: Term | None
    before: list[Term]
    tail: list[Term]


def job_phrases(terms: list[Term]) -> list[JobPhrase]:
    """The job phrases of a title, in order. Words that say nothing are gone, their separators kept."""
    kept = _without_learners(_kept(terms))
    heads = [at for at, term in enumerate(kept) if term.kind in _HEADS]
    if not heads:
        return [JobPhrase(None, [], kept)] if kept else []
    phrases: list[JobPhrase] = []
    previous = -1
    for at in heads:
        start = _start_of(kept, previous, at)
        if phrases:
            phrases[-1].tail = kept[previous + 1 : start]
        before = kept[start:at]
        if phrases and not before and kept[at].gap is Gap.JOIN:
            before = phrases[-1].before
        phrases.append(JobPhrase(kept[at], before, []))
        previous = at
    phrases[-1].tail = kept[previous + 1 :]
    if heads[0]:
        _lead_in(kept, heads[0], phrases[0])
    return phrases


def _kept(terms: list[Term]) -> list[Term]:
    """The terms that matter. What joins two levels ("Entry/Graduate") separates nothing else."""
    kept: list[Term] = []
    gap, previous = Gap.NONE, Kind.UNKNOWN
    for term in terms:
        levels = previous is Kind.LEVEL and term.kind is Kind.LEVEL and term.gap is Gap.JOIN
        gap = gap if levels else max(gap, term.gap)
        previous = term.kind
        if term.kind not in _READ_OVER:
            kept.append(term if gap == term.gap else term._replace(gap=gap))
            gap = Gap.NONE
    return kept


def _without_learners(terms: list[Term]) -> list[Term]:
    """An intern's head noun is a level beside another head noun ("Data Analyst Intern")."""
    learners = [term for term in terms if term.kind is Kind.HEADS_LEARNER]
    if learners and any(term.kind in _HEADS and term.kind is not Kind.HEADS_LEARNER for term in terms):
        return [term for term in terms if term.kind is not Kind.HEADS_LEARNER]
    return terms


def _start_of(terms: list[Term], previous: int, at: int) -> int:
    start = at
    while start - 1 > previous and terms[start].gap < Gap.COMMA:
        start -= 1
    return start


def _lead_in(terms: list[Term], at: int, phrase: JobPhrase) -> None:
    """Topics set apart before the first head noun still belong to it ("AI, ML Engineer")."""
    start = _start_of(terms, -1, at)
    lead = terms[:start]
    if not lead or any(term.kind not in TOPICS for term in lead):
        return
    first = terms[start]
    if first.gap is Gap.BREAK and any(term.kind in TOPICS for term in phrase.before):
        return
    joined = first.gap is Gap.COMMA and first.kind in TOPICS
    first = first._replace(gap=Gap.JOIN if joined else Gap.NONE)
    phrase.before = [*lead, first, *terms[start + 1 : at]] if start < at else lead


def groups_of(terms: list[Term]) -> list[Group]:
    """Terms as groups that a slash, "and" or comma sets beside each other; topics side by side share a group."""
    if not terms:
        return []
    groups: list[Group] = []
    for term in terms:
        is_topic = term.kind in TOPICS
        beside = bool(groups) and is_topic and bool(groups[-1].topics) and not groups[-1].after
        if beside and term.gap >= Gap.HYPHEN:
            groups[-1].topics.append(term)
        elif not groups or term.gap >= Gap.JOIN:
            groups.append(Group([], [term], []) if is_topic else Group([term], [], []))
        elif is_topic:
            _add_topic(groups[-1], term)
        else:
            (groups[-1].after if groups[-1].topics else groups[-1].before).append(term)
    return _merged(groups)


def _add_topic(group: Group, term: Term) -> None:
    """The later topic is the narrower one, except that plain "AI" narrows nothing ("NLP AI Engineer")."""
    if group.after:
        group.before = group.terms()
        group.topics, group.after = [term], []
    elif not group.topics:
        group.topics = [term]
    elif term.kind is not Kind.TOPICS_AI:
        group.before.append(group.topics[-1])
        group.topics[-1] = term


def _merged(groups: list[Group]) -> list[Group]:
    """A group of narrowing words alone narrows its neighbour ("AI & Automation Engineer", "Shop Automation & AI")."""
    if len(groups) == 1:
        return groups
    merged: list[Group] = []
    waiting: list[Term] = []
    for group in groups:
        if not group.topics and _narrows(group):
            narrowing = [term for term in group.before if term.kind in _NARROWING]
            if merged and merged[-1].topics:
                merged[-1].after += narrowing
            else:
                waiting += narrowing
        else:
            if group.topics:
                group.after = waiting + group.after
                waiting = []
            merged.append(group)
    return merged if not waiting else [*merged, Group(waiting, [], [])]


def _narrows(group: Group) -> bool:
    narrowing = [term for term in group.before if term.kind in _NARROWING]
    builds = group.before[-1].kind is Kind.QUALIFIERS_BUILDS and all(
        term.kind is Kind.UNKNOWN or term in narrowing for term in group.before
    )
    return builds or len(narrowing) == len(group.before)
