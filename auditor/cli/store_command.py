"""`auditor store ...`: backup, restore, upgrade, check, the sign-off report, versions compared, what is learnt."""

from __future__ import annotations

import sys
from pathlib import Path

from auditor.cli.counted import counted
from auditor.cli.exit_codes import ExitCode
from auditor.cli.saving import store_of
from auditor.errors import UsageError
from auditor.reports.document import encode
from auditor.settings import Settings
from auditor.store.difference import difference
from auditor.store.learning import CONFIRMED_ENOUGH, DECIDED_ENOUGH, agreement, rule_precision
from auditor.store.signoff import SignOffFilter
from auditor.store.signoff_report import write_signoff
from auditor.store.transfer import backup, check, repair, restore, upgrade

__all__ = [
    "backup_command",
    "check_command",
    "corrections_command",
    "diff_command",
    "learning_command",
    "report_command",
    "restore_command",
    "upgrade_command",
]


def backup_command(file: Path, settings: Settings) -> int:
    """Writes a backup."""
    backup(settings.store, file)
    print(f"backed up to {file}")
    return ExitCode.DONE


def restore_command(file: Path, yes: bool, settings: Settings) -> int:
    """Puts a backup in the store's place.

    Raises:
        UsageError: `yes` was not said, or the file is no backup.
        StoreError: the store cannot be replaced.
    """
    if not yes:
        raise UsageError("all that the store holds now would be replaced", "Back it up, then say --yes.")
    restore(settings.store, file)
    print(f"restored from {file}")
    return ExitCode.DONE


def upgrade_command(settings: Settings) -> int:
    """Brings the store to the newest version."""
    before, copy = upgrade(settings.store)
    print(f"the store is of the newest version (it was {before or 'new'})")
    if copy:
        print(f"as it was: {copy}")
    return ExitCode.DONE


def check_command(mend: bool, settings: Settings) -> int:
    """Says how many rows there are and what is wrong, after making anew what can be when `mend` is set."""
    if mend:
        repair(settings.store)
    found = check(settings.store)
    for name, count in found.rows.items():
        print(f"{name:12} {count:10,}")
    for problem in found.problems:
        print(f"problem: {problem}")
    print(f"version {found.version}: {'not whole' if found.problems else 'whole'}")
    return ExitCode.SOME_FAILED if found.problems else ExitCode.DONE


def report_command(file: Path, chosen: SignOffFilter, settings: Settings) -> int:
    """Writes who decided what and why."""
    with store_of(settings) as store:
        rows = store.signoff(chosen)
    write_signoff(file, rows)
    print(f"{counted(len(rows), 'row')} in {file}")
    return ExitCode.DONE


def diff_command(requisition: str, settings: Settings) -> int:
    """Writes what changed between the last two versions of a vacancy.

    Raises:
        UsageError: the store does not hold two versions of it.
        StoreError: the database failed.
    """
    with store_of(settings) as store:
        versions = store.versions(requisition)
    if len(versions) < 2:
        held = "one version" if versions else "no version"
        raise UsageError(f"the store has {held} of {requisition}", "Save an edited posting with the same id.")
    before, after = versions[-2:]
    lines = difference(before.document, after.document, before.posting, after.posting)
    sys.stdout.write("".join(f"{line}\n" for line in lines) or "nothing changed\n")
    return ExitCode.DONE


def corrections_command(file: Path, settings: Settings) -> int:
    """Writes corrected postings as labelled cases for `auditor eval`.

    Raises:
        UsageError: the file cannot be written.
        StoreError: the database failed.
    """
    with store_of(settings) as store:
        cases = store.corrections()
    kept = [case for case in cases if case is not None]
    try:
        file.write_text("".join(f"{encode(case)}\n" for case in kept), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}", "Name a file that can be written.") from error
    print(f"{counted(len(kept), 'labelled case')} in {file}")
    if len(kept) < len(cases):
        print(f"left out, as their text was not kept: {len(cases) - len(kept):,}", file=sys.stderr)
    return ExitCode.DONE


def learning_command(settings: Settings) -> int:
    """Writes how often each rule was confirmed, and how far the reviewers agree."""
    with store_of(settings) as store:
        log = store.decisions()
    rules, agreed = rule_precision(log), agreement(log)
    print(f"{'rule':10} {'confirmed':>9} {'dismissed':>9}  precision (95% interval)")
    for rule in rules:
        told = f"{rule.precision:.2f} ({rule.low:.2f} to {rule.high:.2f})"
        note = f"  proposed for demotion: under {CONFIRMED_ENOUGH:.0%} after {DECIDED_ENOUGH}" if rule.demote else ""
        print(f"{rule.code:10} {rule.confirmed:9,} {rule.dismissed:9,}  {told}{note}")
    print(f"findings judged by several reviewers: {agreed.findings:,}")
    for (one, other), (kappa, both) in agreed.kappa.items():
        print(f"Cohen's kappa of {one} and {other} on {both:,}: {_number(kappa)}")
    print(f"Krippendorff's alpha: {_number(agreed.alpha)}")
    return ExitCode.DONE


def _number(value: float | None) -> str:
    return "cannot be told" if value is None else f"{value:.2f}"
