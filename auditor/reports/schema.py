"""JSON Schemas of the public documents, generated from their types."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from auditor.reports.document import AUDIT_SCHEMA, AuditDocument

__all__ = ["audit_schema", "schema_of"]


def audit_schema() -> dict[str, Any]:
    """The JSON Schema of one audit, `auditor.audit/1`."""
    return schema_of(AuditDocument, AUDIT_SCHEMA)


def schema_of(document: Any, title: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a document type, under the document's schema name."""
    generated = TypeAdapter(document).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **generated, "title": title}
