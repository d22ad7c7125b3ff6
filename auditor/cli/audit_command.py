"""`auditor audit`: one posting in, one report out."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.action import Action
from auditor.cli.exit_codes import ExitCode
from auditor.cli.reader_of import reader_of
from auditor.errors import ReaderError, UsageError
from auditor.finding import Severity
from auditor.intake import check_text
from auditor.judgement import Audit
from auditor.pipeline import audit, profile_named
from auditor.policy import without_waivers
from auditor.posting import Posting
from auditor.readers import EstimatingReader, Reader, Usage
from auditor.readers.offline import OfflineReader
from auditor.reports.cost import KEPT_LINE, estimate_line, failed_line, spent_line, total
from auditor.reports.escape import one_line
from auditor.reports.render import Medium, render_file
from auditor.rules.shown import visible
from auditor.segment import segment
from auditor.settings import Settings
from auditor.sources import FrontMatter, read_stated
from auditor.taxonomy import load_taxonomy

__all__ = [
    "Saving",
    "announce",
    "audit_command",
    "is_reached",
    "posting_of",
    "reader_or_offline",
    "say_fallback",
    "say_spent",
    "write_report",
]

_MAX_WIDTH = 100
"""Columns up to which text is comfortable to read."""


@dataclass(frozen=True, slots=True)
class Saving:
    """That an audit is to be saved, and of which vacancy it is."""

    requisition: str | None = None


def audit_command(
    file: str,
    title: str | None,
    location: str | None,
    format_name: str,
    output: Path | None,
    fail_on: str,
    settings: Settings,
    saving: Saving | None = None,
) -> int:
    """Audits the file's posting, writes the report, saves it where that is asked, and returns the exit code.

    When a language model fails, the offline reader reads instead, which standard error and the exit code say.

    Raises:
        InputError: the file cannot be read, or is no posting's text.
        UsageError: a setting or the output cannot be used.
    """
    if format_name == "docx" and output is None and sys.stdout.isatty():
        raise UsageError("a terminal cannot show a Word document", "Name a file with --output.")
    profile_named(settings.profile, load_taxonomy())
    reader, failure = reader_or_offline(settings)
    posting, _ = posting_of(file, title, location)
    announce(reader, posting)
    try:
        found = audit(posting, reader, settings.profile, settings.policy)
    except ReaderError as error:
        failure = error
        found = audit(posting, OfflineReader(), settings.profile, settings.policy)
    write_report(render_file(found, format_name, _medium(file, output)), output)
    if saving:
        from auditor.cli.saving import save_audit

        save_audit(found, saving.requisition, settings)
    say_spent(found)
    if failure:
        say_fallback(settings.reader, failure)
        return ExitCode.SOME_FAILED
    return ExitCode.FAIL_ON if is_reached(found, fail_on) else ExitCode.DONE


def posting_of(file: str, title: str | None, location: str | None) -> tuple[Posting, FrontMatter]:
    """The posting in a file or on standard input, for which a terminal says what to do, and what the file states.

    A title and location that were given count before those of a Markdown file's front matter.

    Raises:
        InputError: the file cannot be read, or is no text.
    """
    if file == "-" and sys.stdin.isatty():
        print("Paste the posting, then press Ctrl-D.", file=sys.stderr)
    stated = read_stated(file)
    return Posting(title or stated.title, stated.text, location=location or stated.location), stated


def reader_or_offline(settings: Settings) -> tuple[Reader, ReaderError | None]:
    """The reader that is set, or the offline one and why."""
    try:
        return reader_of(settings), None
    except ReaderError as error:
        return OfflineReader(), error


def announce(reader: Reader, posting: Posting) -> None:
    """Says who is asked and what it may cost, before anything is sent; nothing where nothing will be.

    Raises:
        InputError: the text is empty, binary or over the size limit.
    """
    if isinstance(reader, OfflineReader):
        return
    check_text(posting.text)
    from auditor.readers.cached import CachedReader, uncached

    said = replace(posting, text=without_waivers(posting.text))
    cut = segment(said.text, said.title)
    if isinstance(reader, CachedReader) and reader.keeps(said, cut):
        return
    inner = uncached(reader)
    if isinstance(inner, EstimatingReader):
        estimate = inner.estimate(said, cut)
        print(estimate_line(inner.provenance.reader, estimate), file=sys.stderr)


def say_spent(*audits: Audit, drafting: Usage | None = None) -> None:
    """Says on standard error what readings, and drafting, took of a language model; nothing of offline ones."""
    used = [found.usage for found in audits if found.usage and not found.usage_was_earlier]
    if spent := total([*used, *([drafting] if drafting else [])]):
        print(spent_line(spent), file=sys.stderr)
    if any(found.usage_was_earlier for found in audits):
        print(KEPT_LINE, file=sys.stderr)


def say_fallback(reader: str, failure: ReaderError) -> None:
    """Says on standard error why the offline reader read, and what the failure took."""
    if failure.input_tokens or failure.output_tokens:
        print(failed_line(failure), file=sys.stderr)
    said = one_line(f"{reader} failed, so the offline reader read the posting: {failure.message}. {failure.hint}")
    print(f"warning: {said.strip()}", file=sys.stderr)


def is_reached(found: Audit, fail_on: str) -> bool:
    """Whether a finding is as loud as `fail_on`; never when a person should look first."""
    if fail_on == "never" or found.action is Action.REVIEW:
        return False
    least = Severity(fail_on).rank
    return any(finding.severity.rank >= least for finding in visible(found.findings))


def _medium(file: str, output: Path | None) -> Medium:
    terminal = output is None and sys.stdout.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(shutil.get_terminal_size((_MAX_WIDTH, 24)).columns, _MAX_WIDTH) if terminal else _MAX_WIDTH
    return Medium(width=width, colour=colour, artifact="stdin" if file == "-" else file)


def write_report(data: bytes, output: Path | None) -> None:
    """Writes a report to the file, or to standard output.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror}", "Name a file that can be written.") from error
