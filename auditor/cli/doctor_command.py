"""`auditor doctor`: what is configured, reachable and working, and what to do when it is not."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import replace

from typing_extensions import TypedDict

import auditor
from auditor.cli.exit_codes import ExitCode
from auditor.cli.reader_of import reader_of
from auditor.errors import ReaderError
from auditor.pipeline import audit
from auditor.readers.llm import LlmReader, Models, load_models
from auditor.readers.llm.health import SAMPLE, Check, provider_checks, reading_check
from auditor.readers.llm.prompt import classify_prompt
from auditor.reports.escape import json_text, one_line
from auditor.settings import Settings

__all__ = ["DOCTOR_SCHEMA", "DoctorDocument", "doctor_command"]

DOCTOR_SCHEMA = "auditor.doctor/1"
_MARKS = {"ok": "ok", "off": "--", "failed": "FAILED"}


class CheckDocument(TypedDict):
    """One thing looked at."""

    name: str
    health: str
    found: str
    hint: str | None


class DoctorDocument(TypedDict):
    """`working` says whether the chosen reader can be used."""

    schema: str
    version: str
    reader: str
    working: bool
    checks: list[CheckDocument]


def doctor_command(settings: Settings, online: bool, as_json: bool) -> int:
    """Looks at everything, says it, and returns the exit code.

    Raises:
        UsageError: the settings cannot be used.
    """
    models = load_models(settings.models)
    chosen = _reader_check(settings, online)
    checks = [*_local_checks(settings, models), *provider_checks(os.environ, models, online), chosen]
    working = chosen.health != "failed"
    sys.stdout.write(_json(settings, checks, working) if as_json else _text(checks))
    return ExitCode.DONE if working else ExitCode.SOME_FAILED


def _local_checks(settings: Settings, models: Models) -> list[Check]:
    role = audit(SAMPLE).assessment.role
    prompt = classify_prompt()
    address = f", base URL {settings.base_url}" if settings.base_url else ""
    return [
        Check("auditor", "ok", f"{auditor.__version__} on Python {platform.python_version()}"),
        Check("settings", "ok", f"reader {settings.reader}, profile {settings.profile}{address}"),
        Check("offline reader", "ok", f"reads a sample posting as {role}"),
        Check("prompt", "ok", f"{prompt.name}.v{prompt.version}, fingerprint {prompt.fingerprint[:12]}"),
        Check("prices", "ok", f"of {models.as_of}, for {len(models.prices)} models; unknown for all others"),
    ]


def _reader_check(settings: Settings, online: bool) -> Check:
    """Whether the reader that the settings name can be used."""
    if settings.reader == "auto" and settings.base_url and not online:
        return Check("reading", "off", "auto has to ask the server which model it has", "Leave --offline out.")
    try:
        reader = reader_of(replace(settings, cache=None))
    except ReaderError as error:
        return Check("reading", "failed", error.message, error.hint)
    if not isinstance(reader, LlmReader):
        return Check("reading", "ok", "the offline reader is used; nothing is sent anywhere")
    if not online:
        return Check("reading", "off", f"{reader.target.name} is configured; not asked", "Leave --offline out.")
    return reading_check(reader)


def _text(checks: list[Check]) -> str:
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        lines.append(f"{_MARKS[check.health]:<8}{check.name:<{width}}  {one_line(check.found)}")
        if check.hint and check.health != "ok":
            lines.append(f"{'':<{width + 10}}{one_line(check.hint)}")
    return "\n".join(lines) + "\n"


def _json(settings: Settings, checks: list[Check], working: bool) -> str:
    document: DoctorDocument = {
        "schema": DOCTOR_SCHEMA,
        "version": auditor.__version__,
        "reader": settings.reader,
        "working": working,
        "checks": [
            {"name": check.name, "health": check.health, "found": check.found, "hint": check.hint or None}
            for check in checks
        ],
    }
    return json_text(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"
