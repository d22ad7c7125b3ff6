"""The report as one self-contained web page: no script, nothing loaded, readable on screen, phone and paper."""

from __future__ import annotations

from auditor.judgement import Audit
from auditor.reports.highlight import Piece, highlighted
from auditor.reports.outline import outline, quoted
from auditor.reports.plan import plan
from auditor.reports.self_contained import self_contained

__all__ = ["html_report"]


def html_report(audit: Audit) -> str:
    """The page. Every value is escaped by the template engine, after invisible characters are made visible."""
    return self_contained(
        "report.html.j2",
        ("report.css",),
        audit=audit,
        parts=outline(audit),
        quoted=quoted,
        pieces=[_mark(piece) for piece in highlighted(audit)],
        mix=_mix(audit),
        plan=plan(audit),
    )


def _mark(piece: Piece) -> dict[str, object]:
    classes = [f"role-{piece.role.value}", "work"] if piece.role else []
    classes += ["decides"] if piece.decides else []
    classes += ["shows"] if piece.codes else []
    return {"text": piece.text, "classes": " ".join(classes), "anchor": piece.number, "label": piece.label}


def _mix(audit: Audit) -> list[tuple[str, str, int]]:
    """Role id, name and share in percent, largest first; empty when nothing was read."""
    mix = audit.reading.role_mix() if audit.reading else {}
    rows = [(role.value, audit.assessment.role_name(role), round(100 * share)) for role, share in mix.items()]
    return sorted(rows, key=lambda row: -row[2])
