"""All facts of a posting in one call."""

from __future__ import annotations

from auditor.facts.engagement import find_engagement
from auditor.facts.instructions import find_instructions
from auditor.facts.kind import find_kind
from auditor.facts.language import MIN_WORDS, count_words, language_of
from auditor.facts.model import Places, PostingFacts
from auditor.facts.places import country_of_dollars, find_places
from auditor.facts.project import find_project
from auditor.facts.scan import Scan
from auditor.facts.self_name import find_self_names
from auditor.facts.years import find_years
from auditor.pay import PayStatement, find_pay, parse_pay_field
from auditor.posting import Posting, Segmentation

__all__ = ["find_facts"]


def find_facts(posting: Posting, segmentation: Segmentation) -> PostingFacts:
    """Language, kind, years, self-names, pay, place, engagement, project, text addressed to a model, by code alone."""
    scan = Scan(posting.text)
    language = language_of(posting.text)
    places = find_places(posting, scan)
    title = segmentation.title_of(posting) or ""
    kind, kind_evidence = find_kind(title, scan)
    return PostingFacts(
        language=language,
        kind=kind,
        kind_evidence=kind_evidence,
        years_asked=find_years(scan, segmentation),
        self_names=find_self_names(scan),
        instructions=find_instructions(scan),
        unreadable=_unreadable(posting.text, language),
        pay=_pay(posting, places, scan),
        pay_field=parse_pay_field(posting.salary, places.country),
        places=places,
        engagement=find_engagement(title, scan),
        project=find_project(scan, segmentation),
    )


def _pay(posting: Posting, places: Places, scan: Scan) -> tuple[PayStatement, ...]:
    """The pay that the text states; a "$" that no place tells is told by a place that the text names beyond doubt."""
    found = find_pay(posting.text, places.country)
    if places.codes or all(statement.currency for statement in found):
        return found
    country = country_of_dollars(posting, scan)
    return find_pay(posting.text, country) if country else found


def _unreadable(text: str, language: str | None) -> str | None:
    if language not in (None, "en"):
        return "unsupported_language"
    return "too_short" if language is None or count_words(text) < MIN_WORDS else None
