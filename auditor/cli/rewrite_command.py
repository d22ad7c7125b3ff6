"""`auditor rewrite`: one posting in, a draft that would pass out, with what it changes and why."""

from __future__ import annotations

import sys
from pathlib import Path

from auditor.cli.audit_command import announce, posting_of, reader_or_offline, say_fallback, say_spent, write_report
from auditor.cli.drafter_of import drafter_of
from auditor.cli.exit_codes import ExitCode
from auditor.errors import ReaderError
from auditor.pipeline import audit, profile_named
from auditor.posting import Posting
from auditor.readers import Reader
from auditor.readers.offline import OfflineReader
from auditor.reports.cost import estimate_line
from auditor.reports.rewrite_text import render_rewrite
from auditor.rewrite import EstimatingDrafter, Rewrite, in_its_file, rewrite
from auditor.settings import Settings
from auditor.taxonomy import load_taxonomy

__all__ = ["rewrite_command"]


def rewrite_command(
    file: str, title: str | None, location: str | None, format_name: str, output: Path | None, settings: Settings
) -> int:
    """Drafts the file's posting anew, writes the draft and returns the exit code.

    When a language model fails, reading or drafting, both are done offline, which standard error and the exit code
    say.
    """
    profile_named(settings.profile, load_taxonomy())
    reader, failure = reader_or_offline(settings)
    posting, stated = posting_of(file, title, location)
    announce(reader, posting)
    try:
        draft = _drafted(posting, reader, settings)
    except ReaderError as error:
        failure = error
        draft = _drafted(posting, OfflineReader(), settings)
    draft = in_its_file(draft, stated.block, stated.title)
    write_report(render_rewrite(draft, format_name).encode("utf-8"), output)
    audits = [draft.before] if draft.after is draft.before else [draft.before, draft.after]
    say_spent(*audits, drafting=draft.usage)
    if failure:
        say_fallback(settings.reader, failure)
        return ExitCode.SOME_FAILED
    return ExitCode.DONE


def _drafted(posting: Posting, reader: Reader, settings: Settings) -> Rewrite:
    found, drafter = audit(posting, reader, settings.profile, settings.policy), drafter_of(reader, settings)
    if isinstance(drafter, EstimatingDrafter) and (estimate := drafter.estimate(found)):
        print(estimate_line(drafter.name, estimate, " to draft"), file=sys.stderr)
    return rewrite(found, drafter, reader)
