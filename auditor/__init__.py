"""Reads a job posting for an AI role, says which role it really describes, and flags where its parts disagree.

::

    from auditor import Posting, audit

    found = audit(Posting("Senior AI Engineer", text))
    print(found.action, found.summary)

Names are loaded when they are first used, so that a command which needs none of them starts quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.action import Action
    from auditor.errors import AuditorError
    from auditor.finding import Finding, Severity
    from auditor.judgement import Audit
    from auditor.pipeline import audit
    from auditor.posting import Posting
    from auditor.reports.document import AuditDocument, audit_document
    from auditor.taxonomy import RoleId
    from auditor.verdict import Verdict

__all__ = [
    "Action",
    "Audit",
    "AuditDocument",
    "AuditorError",
    "Finding",
    "Posting",
    "RoleId",
    "Severity",
    "Verdict",
    "audit",
    "audit_document",
]

__version__ = "0.1.0"

_HOMES = {
    "Action": "auditor.action",
    "Audit": "auditor.judgement",
    "AuditDocument": "auditor.reports.document",
    "AuditorError": "auditor.errors",
    "Finding": "auditor.finding",
    "Posting": "auditor.posting",
    "RoleId": "auditor.taxonomy",
    "Severity": "auditor.finding",
    "Verdict": "auditor.verdict",
    "audit": "auditor.pipeline",
    "audit_document": "auditor.reports.document",
}


def __getattr__(name: str) -> object:
    """A public name, loaded on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
