"""`auditor batch --engine ray`: a corpus in Parquet partitions, audited by Ray."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing

from auditor.batch.partitions import planned
from auditor.batch.places import Place
from auditor.batch.progress import Progress
from auditor.batch.ray_engine import audited_by_ray
from auditor.batch.terms import terms_of
from auditor.cli.batch_command import BatchFlags, conclude
from auditor.errors import UsageError
from auditor.pipeline import profile_named
from auditor.settings import Settings
from auditor.sources import parse_mapping
from auditor.taxonomy import load_taxonomy

__all__ = ["ray_command"]


def ray_command(inputs: Sequence[str], out: str, flags: BatchFlags, settings: Settings) -> int:
    """Audits the partitions and returns the exit code."""
    _refuse_what_it_has_not(inputs, flags, settings)
    profile_named(settings.profile, load_taxonomy())
    plan = planned(
        Place(inputs[0]), Place(out), parse_mapping(flags.mapping), terms_of(settings.profile, settings.policy),
        skip_closed=flags.skip_closed, outputs=flags.outputs,
    )  # fmt: skip
    with closing(Progress(sys.stderr, lambda: None)) as progress:
        summary = audited_by_ray(plan, flags.concurrency, progress.told)
    return conclude(summary, f"{out}/partitions")


def _refuse_what_it_has_not(inputs: Sequence[str], flags: BatchFlags, settings: Settings) -> None:
    if settings.reader != "offline":
        raise UsageError(
            f"--engine ray does not read with {settings.reader}",
            "Use --reader offline, or another engine: calls to a model are paced by one process.",
        )
    if len(inputs) != 1:
        raise UsageError("--engine ray takes one input", "Name the folder or the address of the partitions.")
    given = {
        "--dry-run": flags.dry_run, "--save": flags.save, "--budget": flags.budget is not None,
        "--max-rate": flags.max_rate is not None, "--fallback": flags.fallback != "never",
        "--retry-failed": flags.retry_failed, "--restart": flags.restart,
    }  # fmt: skip
    named = [name for name, was_given in given.items() if was_given]
    if named:
        raise UsageError(f"{', '.join(named)} cannot be used with --engine ray", "Leave it out, or use another engine.")
