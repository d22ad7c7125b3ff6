"""An audit as rows to be written: everything that needs no database, done before one is locked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from auditor.action import ASIDE, Action
from auditor.finding import Severity
from auditor.reports.document import AuditDocument, FindingDocument
from auditor.reports.escape import one_line
from auditor.store.model import NewAudit
from auditor.store.packed import pack, pack_posting, pack_segmentation
from auditor.store.title_key import name_key, title_key

__all__ = ["KEYED", "NONE", "Prepared", "prepared"]

KEYED = ("company", "owner", "source")
"""What the queue has a key of, as `company_key`."""
NONE = "none"
"""Stands for no claim and for no role in a group."""
_LONGEST = 300
_LOUD = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows for the tables of these names, without numbers; `draft` is None when the reading is not known."""

    id: str
    posting: dict[str, Any]
    draft: dict[str, Any] | None
    audit: dict[str, Any]
    queue: tuple[dict[str, Any], ...]
    title: tuple[int, str] | None


def prepared(new: NewAudit) -> Prepared:
    """The audit's rows."""
    posting = _posting(new)
    return Prepared(
        new.document["posting"]["id"],
        posting,
        _draft(new),
        _audit(new.document),
        tuple(_queue_rows(new.document, posting)),
        (posting["title_key"], posting["title"].lower()) if posting["title"] else None,
    )


def _claim_of(document: AuditDocument) -> str:
    """What the title claims, as one name."""
    return "+".join(document["title_claims"]) or NONE


def _queued(document: AuditDocument) -> Iterator[tuple[str, str]]:
    """Code and severity of each row that an audit puts into the queue.

    To fix or decide: each standing error and warning about title and work. In doubt: the first reason. A note: its
    first finding. Ready: nothing.
    """
    told = [finding for finding in document["findings"] if not finding["code"].startswith(ASIDE)]
    if document["action"] == Action.REVIEW:
        yield document["review_reasons"][0], "review"
    elif document["action"] == Action.NOTE:
        yield from ((finding["code"], finding["severity"]) for finding in told[:1])
    else:
        yield from _loud(told)


def _loud(findings: list[FindingDocument]) -> Iterator[tuple[str, str]]:
    found = {f["code"]: f["severity"] for f in findings if f["waived"] is None and f["severity"] in _LOUD}
    return iter(found.items())


def _posting(new: NewAudit) -> dict[str, Any]:
    said = new.document["posting"]
    source, title = new.source or said["input"], _line(said["title"])
    return {
        "id": said["id"],
        "title": title,
        "title_key": title_key(title) if title else None,
        "company": _line(said["company"]),
        "location": _line(said["location"]),
        "source": _line(source),
        "source_id": _line(said["source_id"]),
        "requisition": _line(new.requisition),
        "vacancy": _vacancy(said["company"], source, said["source_id"] or new.requisition),
        "owner": _line(new.owner),
        "author": _line(new.author),
        "url": _line(new.url),
        "content": pack_posting(new.posting) if new.posting else None,
    }


def _vacancy(company: str | None, source: str | None, own_id: str | None) -> str | None:
    """What versions of one vacancy share: company and id, or the file and id where no company is stated."""
    if not own_id:
        return None
    return hashlib.sha256(json.dumps([(company or source or "").lower(), own_id]).encode()).hexdigest()


def _draft(new: NewAudit) -> dict[str, Any] | None:
    if new.reading is None:
        return None
    who = new.document["provenance"]
    asked = [who[name] for name in ("reader_version", "provider", "model", "prompt_fingerprint")]
    version = new.reading.segmentation.version
    return {
        "reader": who["reader"],
        "fingerprint": hashlib.sha256(json.dumps([*asked, version]).encode()).hexdigest(),
        "provenance": pack({"provenance": dict(who), "usage": new.document["usage"]}),
        "segmenter": version,
        "segmentation": pack_segmentation(new.reading.segmentation),
        "draft": pack(new.reading.draft.model_dump(mode="json")) if new.reading.draft else None,
        "second_opinion": pack(new.document["second_opinion"]) if new.document["second_opinion"] else None,
    }


def _audit(document: AuditDocument) -> dict[str, Any]:
    return {
        "action": document["action"],
        "verdict": document["verdict"],
        "role": document["role"],
        "claim": _claim_of(document),
        "profile": document["provenance"]["profile"],
        "confidence": document["confidence"],
        "needs_review": document["needs_review"],
        "kind": document["posting"]["kind"],
        "codes": " ".join(sorted({finding["code"] for finding in document["findings"]})),
        "rule_set": document["provenance"]["rule_set"],
        "document": pack(document),
    }


def _queue_rows(document: AuditDocument, posting: dict[str, Any]) -> Iterator[dict[str, Any]]:
    shared = {name: posting[name] for name in ("company", "owner", "source", "requisition", "title_key")}
    shared |= {f"{name}_key": name_key(said) if (said := posting[name]) else None for name in KEYED}
    for code, severity in _queued(document):
        yield shared | {
            "code": code,
            "severity": severity,
            "action": document["action"],
            "verdict": document["verdict"],
            "claim": _claim_of(document),
            "role": document["role"] or NONE,
            "unsure": document["action"] == Action.REVIEW,
        }


def _line(text: str | None) -> str | None:
    """One visible line of at most 300 characters, which every database takes."""
    return one_line(text)[:_LONGEST] or None if text else None
