"""Reads a title: its claims under each profile and its level, by alias data alone."""

from __future__ import annotations

from functools import lru_cache

from auditor.posting import Span
from auditor.taxonomy import RoleId
from auditor.titles.claims import Claim, claims_of, named_roles, names_other_work
from auditor.titles.level import level_of
from auditor.titles.lexicon import Kind, Lexicon, load_lexicon
from auditor.titles.model import TitleClaims
from auditor.titles.phrases import TOPICS, JobPhrase, job_phrases
from auditor.titles.terms import Gap, terms_of

__all__ = ["read_title"]

_USUAL_LENGTH = 200
_NEEDED = TOPICS | {
    Kind.TOPICS_MODEL_FAMILY,
    Kind.QUALIFIERS_APPLIED,
    Kind.QUALIFIERS_DATA,
    Kind.HEADS_DATA_SCIENTIST,
}
"""Without one of these no title claims anything."""
_MARKET = {
    RoleId.AI_ENGINEER: (RoleId.AI_DEVELOPER, RoleId.AI_ENGINEER),
    RoleId.ML_ENGINEER: (RoleId.ML_ENGINEER, RoleId.AI_ENGINEER),
}
"""What a plain "AI Engineer" and a plain "Machine Learning Engineer" claim where the market's use of titles counts."""


def read_title(title: str, lexicon: Lexicon | None = None) -> TitleClaims:
    """Which roles the title promises under the profiles `guide` and `market`, and its level.

    `lexicon` stands in for the packaged one, for measuring; titles of usual length read with the packaged one are
    remembered, since titles repeat in a batch and suggestions are read again and again.

    Source: the labelling guide's section on title claims; the market's use of titles as the product design has it.
    """
    if lexicon is None and len(title) <= _USUAL_LENGTH:
        return _remembered(title)
    return _read(title, lexicon or load_lexicon())


@lru_cache(maxsize=4096)
def _remembered(title: str) -> TitleClaims:
    return _read(title, load_lexicon())


def _read(title: str, lexicon: Lexicon) -> TitleClaims:
    terms = terms_of(title, lexicon)
    claims: list[Claim] = []
    also = False
    if not _NEEDED.isdisjoint([term.kind for term in terms]):
        phrases = job_phrases(terms)
        claims = [claim for phrase in _own(phrases) for claim in claims_of(phrase)]
        also = bool(claims) and names_other_work(phrases)
        claims.sort(key=lambda claim: claim.span.start)
    level = level_of(terms)
    return TitleClaims(
        title=title,
        by_profile={"guide": tuple(dict.fromkeys(c.role for c in claims)), "market": _market(claims)},
        seniority=level.seniority,
        level=level.name,
        claim_spans=_spans(claims),
        level_span=level.span,
        grade=level.grade,
        names_other_work=also,
        named=named_roles(terms) | {claim.role for claim in claims},
        names_ai=any(term.kind in TOPICS for term in terms) or bool(claims),
    )


def _own(phrases: list[JobPhrase]) -> list[JobPhrase]:
    """The phrases without a team that is named like a job after another profession ("Designer, Developer AI")."""
    own: list[JobPhrase] = []
    for at, phrase in enumerate(phrases):
        before = phrases[at - 1].head if at else None
        apart = not phrase.before and phrase.head is not None and phrase.head.gap >= Gap.COMMA
        if not (apart and before is not None and before.kind is Kind.HEADS_OTHER):
            own.append(phrase)
    return own


def _market(claims: list[Claim]) -> tuple[RoleId, ...]:
    roles = [
        role
        for claim in claims
        for role in (*(_MARKET.get(claim.role, (claim.role,)) if claim.plain else (claim.role,)), *claim.also)
    ]
    return tuple(dict.fromkeys(roles))


def _spans(claims: list[Claim]) -> tuple[Span, ...]:
    """The spans of the claims, those that overlap drawn together."""
    spans: list[Span] = []
    for span in sorted({claim.span for claim in claims}):
        if spans and span.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, span.end))
        else:
            spans.append(span)
    return tuple(spans)
