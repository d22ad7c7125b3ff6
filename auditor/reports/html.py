"""The report as one self-contained web page: no script, nothing loaded, readable on screen, phone and paper."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from auditor.judgement import Audit
from auditor.reports.escape import visible
from auditor.reports.highlight import Piece, highlighted
from auditor.reports.outline import outline, quoted
from auditor.reports.plan import plan

__all__ = ["html_report"]


def html_report(audit: Audit) -> str:
    """The page. Every value is escaped by the template engine, after invisible characters are made visible."""
    css = _css()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return _template().render(
        audit=audit,
        parts=outline(audit),
        quoted=quoted,
        pieces=[_mark(piece) for piece in highlighted(audit)],
        mix=_mix(audit),
        plan=plan(audit),
        css=css,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


@cache
def _css() -> str:
    return resources.files("auditor.reports").joinpath("templates", "report.css").read_text("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("auditor.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_seen,
    )
    return environment.get_template("report.html.j2")


def _seen(value: object) -> object:
    return visible(value) if type(value) is str else value


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
