"""The new title: a suggested one in the place of the old one's claim, what else the old title says kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from auditor.judgement import Audit
from auditor.rules.wording import profession
from auditor.taxonomy import RoleId
from auditor.titles import TitleClaims, read_title

__all__ = ["new_title", "renamed", "without_level"]

_TAIL = re.compile(r"\s*(?:[|,(\[–—]|-\s|\s-)")
_WORD = re.compile(r"\w+")
_SAID_ALREADY = frozenset({"ai", "ml", "llm", "llms", "gen", "genai"})
_INTRODUCES = (
    "[Aa]s|[Ll]ooking for|[Ss]earching for|[Ss]eeking|[Hh]iring|[Rr]ecruiting|[Ss]eeks|[Ss]earch of|[Nn]eed of|"
    "[Tt]o hire"
)
_OWN_TITLES = frozenset({"software engineer", "data engineer", "hardware engineer", "test engineer"})
"""Professions whose name is also the title that people search for."""


def new_title(audit: Audit, *, level: bool = True) -> str | None:
    """The first title that fits the work read, at the level of the old one, or without a level.

    What follows the claim in the old title ("(f/m/d)", "- Telephony") stays where the title still reads as the
    suggestion alone does. None when no title can be told.
    """
    return next((t for t in _candidates(audit, level) if _fits(t, audit) and t != audit.title), None)


def _candidates(audit: Audit, level: bool) -> Iterator[str]:
    for suggested in (*audit.suggested_titles, *_profession(audit)):
        bare = suggested if level else without_level(suggested)
        if kept := _with_tail(bare, audit.claims):
            yield kept
        yield bare


def _profession(audit: Audit) -> Iterator[str]:
    named = profession(audit.assessment) if audit.assessment.role is RoleId.OTHER else None
    if named in _OWN_TITLES:
        claims = audit.claims
        yield " ".join(part for part in (claims.level if claims else "", named.title()) if part)


def without_level(title: str) -> str:
    """The title with the level it names taken out."""
    span = read_title(title).level_span
    return f"{title[: span.start]}{title[span.end :]}".strip() if span else title


def _with_tail(title: str, claims: TitleClaims | None) -> str | None:
    """The title with what the old one says behind its claim, when it reads the same."""
    if claims is None or not claims.claim_spans:
        return None
    tail = claims.title[max(span.end for span in claims.claim_spans) :].rstrip()
    says = {word.lower() for word in _WORD.findall(tail)}
    if not _TAIL.match(tail) or says <= {word.lower() for word in _WORD.findall(title)} | _SAID_ALREADY:
        return None
    kept, alone = read_title(title + tail), read_title(title)
    same = kept.by_profile == alone.by_profile and kept.seniority is alone.seniority
    return title + tail if same else None


def _fits(title: str, audit: Audit) -> bool:
    promised = read_title(title).by_profile[audit.profile.id]
    role = audit.assessment.role
    return not promised if role is RoleId.OTHER else role in promised


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The text with each old name of this job replaced where it names the job, "a" or "an" before it put right.

    It does where words introduce it ("as an", "hiring a", "the ... will"); "our AI Engineers" and "reports to the AI
    Engineer" are left alone.
    """
    for old in sorted(names, key=len, reverse=True):
        text = _pattern(old).sub(partial(_anew, new=names[old]), text)
    return text


def _pattern(old: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>\b(?:{_INTRODUCES}) (?:an?|our(?: next| first| new)?|the) |(?<!\w)(?:The|This) )"
        rf"(?P<name>{re.escape(old)})(?![\w-])",
    )


def _anew(match: re.Match[str], new: str) -> str:
    before = re.sub(r"\ban? $", f"{_article(new)} ", match["before"])
    return before + new


def _article(noun: str) -> str:
    vowel = noun[:1].lower() in "aeio" or noun.startswith(("ML ", "MLOps", "LLM", "NLP"))
    return "an" if vowel else "a"
