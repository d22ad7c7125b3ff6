"""Pages that need nothing else: styles within, no script, nothing loaded, every value escaped and made visible."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from auditor.reports.escape import visible

__all__ = ["self_contained"]


def self_contained(template: str, styles: tuple[str, ...], **values: Any) -> str:
    """The page that a template of auditor/reports/templates makes of the values, with these style sheets from there.

    Its policy, which the template writes into its head, lets a browser use just these styles: no script, no request.
    """
    css, policy = _styles(styles)
    return _environment().get_template(template).render(css=css, policy=policy, **values)


@cache
def _styles(names: tuple[str, ...]) -> tuple[str, str]:
    """The style sheets one after the other, and the Content-Security-Policy that allows them by their hash."""
    folder = resources.files("auditor.reports").joinpath("templates")
    css = "".join(folder.joinpath(name).read_text("utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return css, f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("auditor.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_seen,
    )
    environment.filters["count"] = _count
    environment.filters["link"] = _link
    return environment


def _seen(value: object) -> object:
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _count(number: int) -> str:
    return f"{number:,}"


def _link(url: str | None) -> str | None:
    """The address when it is one of the web: a source may state anything as its address."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
