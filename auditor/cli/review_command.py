"""`auditor review`, `recheck` and `forget`: the queue in the terminal, readings judged again, postings deleted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from auditor.cli.counted import counted
from auditor.cli.exit_codes import ExitCode
from auditor.cli.saving import reviewer_of, store_of
from auditor.errors import UsageError
from auditor.reports.escape import one_line
from auditor.settings import Settings
from auditor.store import GroupPage, NewAudit, QueueFilter, QueueRow, Store
from auditor.store.rejudge import Flip, Rejudged, rejudged
from auditor.store.sheet import as_csv, as_xlsx, write_as

__all__ = ["RecheckFlags", "forget_command", "recheck_command", "review_command", "since_days"]

_SHOWN = 40
_COLUMNS = (
    "posting", "title", "company", "location", "claimed", "described", "rule", "action", "verdict", "state",
    "assignee", "owner", "source", "requisition", "url", "saved at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecheckFlags:
    """The options of `auditor recheck`: another profile, whether to save, and how many flips to list."""

    profile: str | None
    save: bool
    shown: int


def since_days(days: float | None) -> datetime | None:
    """The moment so many days ago."""
    return None if days is None else datetime.now(UTC) - timedelta(days=days)


def review_command(chosen: QueueFilter, export: Path | None, settings: Settings) -> int:
    """Writes the queue's groups with counts, or its rows into a file; returns the exit code."""
    with store_of(settings) as store:
        if export is not None:
            rows = list(_all_rows(store, chosen))
            write_as(export, _exports(rows))
            sys.stdout.write(f"{len(rows):,} row{'' if len(rows) == 1 else 's'} in {export}\n")
            return ExitCode.DONE
        sys.stdout.write(_groups_text(store.groups(chosen, limit=_SHOWN), doubt=chosen.unsure is True))
    return ExitCode.DONE


def recheck_command(flags: RecheckFlags, settings: Settings) -> int:
    """Judges the stored readings again and writes what flips; returns the exit code."""
    with store_of(settings) as store:
        results = rejudged(store.readings(), flags.profile, settings.policy)
        tally = _Tally(flags.shown)
        fresh = tally.each(results)
        if flags.save:
            store.save(fresh, reviewer_of(settings))
        else:
            for _ in fresh:
                pass
    sys.stdout.write(tally.text(flags.save))
    return ExitCode.SOME_FAILED if tally.without else ExitCode.DONE


def forget_command(ids: tuple[str, ...], company: str | None, days: float | None, yes: bool, settings: Settings) -> int:
    """Deletes postings with all that was said of them; without `yes`, says only how many.

    Raises:
        UsageError: nothing in the store is what was named, or `yes` was not said.
    """
    before = since_days(days)
    with store_of(settings) as store:
        unknown = store.unknown(ids)
        count = store.forget(reviewer_of(settings), ids, company, before, only_count=True)
        if not count and (ids or company):
            raise UsageError("no posting in the store is of what was named", "Look at the queue: auditor review.")
        if yes:
            count = store.forget(reviewer_of(settings), ids, company, before)
    for name in unknown:
        print(f"not in the store: {one_line(name)}", file=sys.stderr)
    if yes:
        print(f"{counted(count, 'posting')} forgotten; backups made earlier still hold them")
        return ExitCode.SOME_FAILED if unknown else ExitCode.DONE
    raise UsageError(f"{counted(count, 'posting')} would be forgotten, for good", "Say --yes to do it.")


class _Tally:
    """Counts what is judged again, and keeps the first flips; memory does not grow with the store."""

    def __init__(self, shown: int) -> None:
        self._most = shown
        self._flips: list[Flip] = []
        self._moves: Counter[tuple[str, str]] = Counter()
        self._judged = self._findings = 0
        self.without: Counter[str] = Counter()

    def each(self, results: Iterator[Rejudged]) -> Iterator[NewAudit]:
        """The new audits, each counted."""
        for result in results:
            if result.audit is None:
                self.without[result.why_not or ""] += 1
                continue
            self._judged += 1
            if result.flip is not None:
                self._count(result.flip)
            yield result.audit

    def _count(self, flip: Flip) -> None:
        if not flip.decides:
            self._findings += 1
            return
        self._moves[flip.action] += 1
        if len(self._flips) < self._most:
            self._flips.append(flip)

    def text(self, saved: bool) -> str:
        """What is told."""
        lines = [f"{counted(self._judged, 'posting')} judged again{', and saved' if saved else ''}"]
        lines += [f"not judged again, as {why}: {count:,}" for why, count in self.without.items()]
        lines.append(f"{self._moves.total():,} flip in action or verdict, {self._findings:,} in findings only")
        lines += [f"  {old} -> {new}: {count:,}" for (old, new), count in self._moves.most_common()]
        lines += [_flip_line(flip) for flip in self._flips]
        return "\n".join(lines) + "\n"


def _flip_line(flip: Flip) -> str:
    changed = [f"+{code}" for code in flip.new_findings] + [f"-{code}" for code in flip.gone_findings]
    verdicts = "" if flip.verdict[0] == flip.verdict[1] else f" ({flip.verdict[0]} -> {flip.verdict[1]})"
    name = one_line(flip.title or "no title")[:60]
    return (
        f"{flip.posting_id[:12]}  {flip.action[0]} -> {flip.action[1]}{verdicts}  {name}  {' '.join(changed)}".rstrip()
    )


def _all_rows(store: Store, chosen: QueueFilter) -> Iterator[QueueRow]:
    after: int | None = 0
    while after is not None:
        page = store.rows(chosen, limit=500, after=after)
        yield from page.rows
        after = page.after


def _exports(rows: list[QueueRow]) -> dict[str, Callable[[], bytes]]:
    cells = [_cells(row) for row in rows]
    return {".csv": lambda: as_csv(_COLUMNS, cells), ".xlsx": lambda: as_xlsx(_COLUMNS, cells)}


def _cells(row: QueueRow) -> list[str]:
    said = (
        row.posting_id, row.title, row.company, row.location, row.key.claim.replace("+", " or "), row.key.role,
        row.code, row.action, row.verdict, row.state, row.assignee, row.owner, row.source, row.requisition, row.url,
        f"{row.saved_at:%Y-%m-%d %H:%M}",
    )  # fmt: skip
    return [cell or "" for cell in said]


def _groups_text(page: GroupPage, doubt: bool) -> str:
    if not page.groups:
        waiting = f"; {page.unsure:,} in doubt (--unsure)" if page.unsure and not doubt else ""
        return f"nothing to decide{waiting}\n"
    lines = [f"{'rows':>7}  {'the title claims':30} {'the work is':16} {'rule':20} oldest"]
    for group in page.groups:
        claim = group.key.claim.replace("+", " or ")
        lines.append(f"{group.rows:7,}  {claim:30} {group.key.role:16} {group.key.rule:20} {group.oldest:%Y-%m-%d}")
    if page.total > len(page.groups):
        lines.append(f"and {counted(page.total - len(page.groups), 'smaller group')}")
    lines.append(
        f"{counted(page.rows, 'row')} in {counted(page.total, 'group')}"
        + ("" if doubt else f"; {page.unsure:,} in doubt")
    )
    return "\n".join(lines) + "\n"
