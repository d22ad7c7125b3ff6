"""`auditor check`: postings kept as files in, one line a finding out, for hooks and pipelines."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.cli.audit_command import is_reached, posting_of, write_report
from auditor.cli.exit_codes import ExitCode
from auditor.errors import InputError
from auditor.finding import Absence, Finding
from auditor.judgement import Audit
from auditor.pipeline import audit, profile_named
from auditor.reports.document import encode
from auditor.reports.escape import one_line
from auditor.reports.places import line_starts, position
from auditor.reports.sarif import sarif_log
from auditor.rules.shown import visible
from auditor.settings import Settings
from auditor.taxonomy import load_taxonomy

__all__ = ["check_command"]


def check_command(files: Sequence[str], format_name: str, output: Path | None, fail_on: str, settings: Settings) -> int:
    """Audits every file offline, writes one report and returns the exit code.

    A file that cannot be audited is said on standard error and ends the command with 2, after the others.
    """
    profile_named(settings.profile, load_taxonomy())
    audits: list[tuple[Audit, str]] = []
    unread = 0
    for file in files:
        try:
            audits.append(
                (audit(posting_of(file, None, None)[0], profile=settings.profile, policy=settings.policy), file)
            )
        except InputError as error:
            unread += 1
            _say(file, error)
    text = encode(sarif_log(audits)) if format_name == "sarif" else "\n".join(_lines(audits))
    write_report((text + "\n" if text else "").encode("utf-8"), output)
    if unread:
        return ExitCode.USAGE
    return ExitCode.FAIL_ON if any(is_reached(found, fail_on) for found, _ in audits) else ExitCode.DONE


def _say(file: str, error: InputError) -> None:
    message = error.message if error.message.startswith(file) else f"{file}: {error.message}"
    print(f"error: {one_line(message)}\nhint: {one_line(error.hint)}", file=sys.stderr)


def _lines(audits: Sequence[tuple[Audit, str]]) -> Iterator[str]:
    """For each file its action with the verdict sentence, then its findings at their first place."""
    for found, file in audits:
        name, starts = one_line(file), line_starts(found.posting.text)
        yield f"{name}: {found.action}: {one_line(found.summary)}"
        for finding in visible(found.findings):
            line, column = position(_start(finding), starts)
            said = one_line(f"{finding.severity} {finding.code} {finding.message} Fix: {finding.fix}")
            yield f"{name}:{line}:{column}: {said}"


def _start(finding: Finding) -> int:
    return 0 if isinstance(finding.evidence, Absence) else finding.evidence[0].span.start
