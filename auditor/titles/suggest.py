"""Titles to put in place of one that promises other work than the posting describes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.facts.model import PostingFacts
from auditor.patterns import pattern
from auditor.posting import PostingKind
from auditor.taxonomy import Profile, RoleId
from auditor.titles.lexicon import Kind, load_lexicon
from auditor.titles.model import LEADERSHIP, Seniority, TitleClaims
from auditor.titles.phrases import TOPICS, JobPhrase, job_phrases
from auditor.titles.read import read_title
from auditor.titles.speciality import specialities_shown
from auditor.titles.terms import Term, terms_of

__all__ = ["suggest_titles"]

_MOST = 4
_LONGEST = 80
_LONGEST_GRADE = 3
_ABBREVIATIONS = frozenset(
    {"qa", "bi", "it", "ui", "ux", "sql", "etl", "erp", "sap", "crm", "rf", "aws", "gcp", "php", "sre"}
)
_ANALYSIS = frozenset({"analyst", "analysts", "analytics", "analysis", "bi", "business intelligence", "tableau"}) | {
    *("reporting", "insight", "insights", "dashboard", "dashboards", "visualization", "visualisation"),
}
"""Words by which a title promises analysis: what people who report and explain search for."""
_MODELLING = frozenset({"models_statistically", "infers_causes", "runs_experiments", "trains_models"})
"""Work past an analyst's: statistical models, experiments, prediction."""
_ACADEMIC = pattern(
    r"\bpost-?doc\w*|\bresearch (?:associate|fellow(?:ship)?|assistant)s?\b|\b(?:lecturer|professor)s?\b", re.I
)
"""Grades of a university, which no employer there can rename."""
_RESEARCH = pattern(r"\b(?:researchers?|research (?:scientist|engineer)s?)\b", re.I)
"""What people who research models search for."""
_SEVERAL, _SHARE = 2, 1 / 4
_TEAMS = {"Engineer": "Engineering", "Scientist": "Science"}
_NAMES_A_PROFESSION = frozenset(
    kind
    for kind in Kind
    if kind.name.startswith(("PROFESSIONS_", "QUALIFIERS_"))
    and kind not in (Kind.QUALIFIERS_MANNER, Kind.QUALIFIERS_APPLIED)
)
_HEADS = frozenset(kind for kind in Kind if kind.name.startswith("HEADS_") and kind is not Kind.HEADS_LEARNER)


def suggest_titles(
    role: RoleId | None,
    claims: TitleClaims | None,
    profile: Profile,
    facts: PostingFacts,
    activities: tuple[str, ...] = (),
    duties: tuple[frozenset[str], ...] = (),
) -> tuple[str, ...]:
    """Titles that candidates search for and that fit the role, best first, at most four; level and grade kept.

    `activities` holds the activity of each tagged line, an activity as often as it was tagged; `duties` those of each
    line of the work itself. Empty when the role is not known, the text is no vacancy, the title is a grade of a
    university that claims no role, or it fits already: also a researcher's over the making of models, and an analyst's
    over a data scientist's work, unless several duties, and at least a quarter, are statistical models, experiments or
    prediction.
    """
    if role is None or facts.kind is not PostingKind.VACANCY or _fits(role, claims, profile):
        return ()
    if claims and not claims.by_profile[profile.id] and _is_kept(role, claims.title):
        return ()
    terms = terms_of(claims.title, load_lexicon()) if claims else []
    if role is RoleId.DATA_SCIENTIST and _is_analyst(terms) and not _models(duties):
        return ()
    if role is RoleId.OTHER:
        bare = [*_self_names(facts, profile), *_without_ai(claims, terms, profile)]
    else:
        bare = [*specialities_shown(role, terms, activities), *profile.suggested_titles.get(role, ())]
    present = claims.title.strip().casefold() if claims else ""
    titles = dict.fromkeys(title for name in bare if (title := _levelled(name, claims)))
    return tuple(title for title in titles if title.casefold() != present)[:_MOST]


def _is_kept(role: RoleId, title: str) -> bool:
    return _ACADEMIC.search(title) is not None or (role is RoleId.ML_ENGINEER and _RESEARCH.search(title) is not None)


def _is_analyst(terms: list[Term]) -> bool:
    return any(word in _ANALYSIS for term in terms for word in (term.text, *term.text.split()))


def _models(duties: tuple[frozenset[str], ...]) -> bool:
    modelling = sum(not _MODELLING.isdisjoint(activities) for activities in duties)
    return modelling >= max(_SEVERAL, _SHARE * len(duties))


def _fits(role: RoleId, claims: TitleClaims | None, profile: Profile) -> bool:
    if claims is None:
        return False
    promised = claims.by_profile[profile.id]
    return role in promised or (role is RoleId.OTHER and not promised)


def _levelled(name: str, claims: TitleClaims | None) -> str | None:
    """The name at the level of the title, unless it names a level itself; None when no title says that."""
    if claims is None or read_title(name).level is not None:
        return name
    level = claims.level or ""
    if claims.seniority is Seniority.INTERN:
        return f"{name} Intern"
    if claims.seniority in LEADERSHIP and level:
        return _leading(name, level)
    grade = claims.grade if claims.grade and len(claims.grade) <= _LONGEST_GRADE and claims.grade[0] not in "LE" else ""
    return " ".join(part for part in (level, name, grade) if part)


def _leading(name: str, level: str) -> str | None:
    """The title of someone who leads such people: "Data Science Manager", "Head of Machine Learning Engineering"."""
    work, _, head = name.rpartition(" ")
    if head not in _TEAMS or not work:
        return None
    *prefix, rank = level.split(" ")
    team = f"{work} {_TEAMS[head]}"
    title = f"{team} Manager" if rank == "Manager" else f"{rank} of {team}"
    return " ".join([*prefix, title]) if rank != "Chief" else None


def _self_names(facts: PostingFacts, profile: Profile) -> Iterator[str]:
    """The professions by which the text calls the job, those that promise AI work left out."""
    for name in (self_name.name for self_name in facts.self_names):
        terms = terms_of(name, load_lexicon())
        named = [term for term in terms if term.kind not in (Kind.LEVEL, Kind.IGNORED_WORDS)]
        is_job = (
            sum(term.text.count(" ") + 1 for term in named) > 1 and terms[-1].kind in _HEADS and len(name) <= _LONGEST
        )
        if is_job and not any(term.kind in TOPICS for term in terms) and not read_title(name).by_profile[profile.id]:
            yield _capitalised(name)


def _without_ai(claims: TitleClaims | None, terms: list[Term], profile: Profile) -> Iterator[str]:
    """The professions that are left when the title's AI words are taken out."""
    for phrase in job_phrases(terms) if claims else ():
        name = _profession(phrase, claims.title if claims else "")
        if name and len(name) <= _LONGEST and not read_title(name).by_profile[profile.id]:
            yield _capitalised(name)


def _profession(phrase: JobPhrase, title: str) -> str:
    left = [term for term in phrase.before if term.kind not in TOPICS]
    if phrase.head is None or not left or left[-1].kind not in _NAMES_A_PROFESSION:
        return ""
    known = [term for term in left if term.kind in _NAMES_A_PROFESSION]
    return " ".join(title[term.start : term.end] for term in [*known, phrase.head])


def _capitalised(name: str) -> str:
    """The name in the usual capitals of titles; words with capitals of their own ("DevOps") stay as they are."""
    shouting = name.isupper() and " " in name
    return " ".join("-".join(_word(part, shouting) for part in word.split("-")) for word in name.split())


def _word(word: str, shouting: bool) -> str:
    if word.lower() in _ABBREVIATIONS:
        return word.upper()
    return word.capitalize() if word.islower() or shouting else word
