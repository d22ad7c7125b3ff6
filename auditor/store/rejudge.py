"""Stored readings judged again with today's rules, or under the other profile, without asking any reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, select

from auditor.assessment import SecondOpinion
from auditor.errors import UngroundedDraftError
from auditor.facts import find_facts
from auditor.judgement import Audit
from auditor.pipeline import ReadPosting, judge, profile_named
from auditor.policy import GUIDES_OWN, Policy, without_waivers
from auditor.posting import Posting
from auditor.readers import Provenance, Usage
from auditor.reading import Draft, ground
from auditor.reports.document import AuditDocument, audit_document
from auditor.store.model import NewAudit, StoredReading
from auditor.store.packed import unpack, unpack_posting, unpack_segmentation
from auditor.store.tables import audits, drafts, postings
from auditor.taxonomy import RoleId, load_taxonomy

__all__ = ["Flip", "KeptReading", "Rejudged", "kept_readings", "rejudged"]

_PAGE = 200


@dataclass(frozen=True, slots=True)
class KeptReading:
    """What the store has of a posting's last audit; `posting` and `reading` are None when they were not kept."""

    document: AuditDocument
    posting: Posting | None
    reading: StoredReading | None
    second_opinion: SecondOpinion | None
    source: str | None = None
    requisition: str | None = None
    owner: str | None = None
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Flip:
    """A posting of which something changed. Findings are rule codes."""

    posting_id: str
    title: str | None
    company: str | None
    action: tuple[str, str]
    verdict: tuple[str | None, str | None]
    new_findings: tuple[str, ...]
    gone_findings: tuple[str, ...]

    @property
    def decides(self) -> bool:
        """Whether action or verdict changed, not only a finding."""
        return self.action[0] != self.action[1] or self.verdict[0] != self.verdict[1]


@dataclass(frozen=True, slots=True)
class Rejudged:
    """One posting judged again: the new audit, and what flipped; `why_not` says why it could not be."""

    audit: NewAudit | None
    flip: Flip | None
    why_not: str | None = None


def kept_readings(connection: Connection, after: int) -> tuple[tuple[KeptReading, ...], int | None]:
    """A page of the newest versions' last audits, and where the next one starts."""
    newest = audits.alias()
    last = select(func.max(newest.c.number)).where(newest.c.posting == postings.c.number).scalar_subquery()
    asked = (
        select(postings, audits.c.document, drafts.c.segmentation, drafts.c.draft, drafts.c.second_opinion)
        .select_from(postings)
        .join(audits, audits.c.number == last)
        .outerjoin(drafts, drafts.c.number == audits.c.draft)
        .where(postings.c.number > after, postings.c.superseded_by.is_(None))
        .order_by(postings.c.number)
        .limit(_PAGE)
    )
    rows = connection.execute(asked).all()
    return tuple(map(_kept, rows)), rows[-1].number if len(rows) == _PAGE else None


def rejudged(kept: Iterable[KeptReading], profile: str | None, policy: Policy = GUIDES_OWN) -> Iterator[Rejudged]:
    """Each posting judged again, under its own profile when None is given.

    Raises:
        UsageError: no profile has this name.
    """
    if profile is not None:
        profile_named(profile, load_taxonomy())
    for each in kept:
        yield _rejudged(each, profile or each.document["provenance"]["profile"], policy)


def _rejudge(kept: KeptReading, profile: str, policy: Policy = GUIDES_OWN) -> Audit:
    """The audit that follows from a reading with today's rules. Pure.

    Raises:
        UngroundedDraftError: the draft uses a code that today's taxonomy does not have.
        ValueError: text or reading were not kept.
    """
    if kept.posting is None or kept.reading is None:
        raise ValueError("text and reading are needed")
    taxonomy, cut, posting = load_taxonomy(), kept.reading.segmentation, kept.posting
    facts = find_facts(replace(posting, text=without_waivers(posting.text)), cut)
    draft = kept.reading.draft
    reading = ground(draft, posting, cut, taxonomy) if draft else None
    who, usage = _reader(kept.document["provenance"]), kept.document["usage"]
    read = ReadPosting(posting, cut, facts, reading, kept.second_opinion, who, _usage(usage))
    return judge(read, profile_named(profile, taxonomy), taxonomy, policy)


def _rejudged(kept: KeptReading, profile: str, policy: Policy) -> Rejudged:
    if kept.posting is None:
        return Rejudged(None, None, "its text was not kept")
    if kept.reading is None:
        return Rejudged(None, None, "its reading was not kept")
    try:
        document = audit_document(_rejudge(kept, profile, policy))
    except UngroundedDraftError:
        return Rejudged(None, None, "its reading uses a code that the taxonomy no longer has")
    new = NewAudit(
        document, kept.posting, kept.reading, kept.source, kept.requisition, kept.owner, kept.author, kept.url
    )
    return Rejudged(new, _flip(kept.document, document))


def _flip(before: AuditDocument, after: AuditDocument) -> Flip | None:
    old, new = ({finding["code"] for finding in document["findings"]} for document in (before, after))
    said = after["posting"]
    flip = Flip(
        said["id"],
        said["title"],
        said["company"],
        (before["action"], after["action"]),
        (before["verdict"], after["verdict"]),
        tuple(sorted(new - old)),
        tuple(sorted(old - new)),
    )
    return flip if flip.decides or old != new else None


def _kept(row: Any) -> KeptReading:
    reading = None
    if row.segmentation is not None:
        draft = Draft.model_validate(unpack(row.draft)) if row.draft else None
        reading = StoredReading(unpack_segmentation(row.segmentation), draft)
    second = unpack(row.second_opinion) if row.second_opinion else None
    return KeptReading(
        unpack(row.document),
        unpack_posting(row.content) if row.content else None,
        reading,
        SecondOpinion(RoleId(second["role"]) if second["role"] else None, second["confidence"]) if second else None,
        row.source,
        row.requisition,
        row.owner,
        row.author,
        row.url,
    )


def _reader(said: Mapping[str, Any]) -> Provenance:
    return Provenance(
        said["reader"], said["reader_version"], said["provider"], said["model"], said["prompt_fingerprint"]
    )


def _usage(said: Mapping[str, Any] | None) -> Usage | None:
    return Usage(**{**said, "seconds": said["seconds"] or 0.0}) if said else None
