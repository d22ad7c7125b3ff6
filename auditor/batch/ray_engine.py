"""A corpus on Ray Data: every partition a task, judged and written wherever there is a free core.

Ray is an extra: pip install "posting-auditor[ray]". It joins the cluster that RAY_ADDRESS names, or starts workers on
this machine. Its usage statistics are switched off.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from auditor.batch.groups import Groups
from auditor.batch.partitions import Plan, among_all, groups_within, judged, totalled, written
from auditor.batch.summary import SummaryDocument
from auditor.errors import UsageError

__all__ = ["audited_by_ray"]

_TO_ANSWER = 10.0
"""Seconds for a cluster's port to answer."""
_LONGEST_REASON = 300
"""Characters of what Ray says when it fails."""


def audited_by_ray(plan: Plan, workers: int | None, told: Callable[[str], None]) -> SummaryDocument:
    """Audits the corpus and returns its counts; `workers` tasks at a time, None for as many as there are cores.

    Partitions that an earlier run has judged are not judged again.

    Raises:
        UsageError: Ray is not installed, or does not start.
    """
    with _ray(workers) as ray:
        done = rows = 0
        for _, count in _tasks(ray, _Judging(plan), [""] * len(plan.partitions), workers):
            done, rows = done + 1, rows + int(count)
            told(f"{done:,} of {len(plan.partitions):,} partitions judged, {rows:,} rows")
        groups = among_all(plan)
        told(f"{len(groups.duplicate_of):,} rows repeat another, {len(groups.near_duplicate_of):,} nearly so")
        own = [_encoded(groups_within(partition, groups)) for partition in plan.partitions]
        found = dict(_tasks(ray, _Writing(plan), own, workers))
    return totalled(plan, [json.loads(found[number]) for number in range(len(plan.partitions))])


def _encoded(groups: Groups) -> str:
    return json.dumps([list(groups.duplicate_of.items()), list(groups.near_duplicate_of.items())])


class _Judging:
    """The first task of a partition."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __call__(self, number: int, given: str) -> str:
        return str(judged(self._plan.partitions[number], self._plan))


class _Writing:
    """The second task of a partition, which is given the groups of its rows."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __call__(self, number: int, given: str) -> str:
        same, nearly = json.loads(given)
        return json.dumps(written(self._plan.partitions[number], self._plan, Groups(dict(same), dict(nearly))))


def _tasks(
    ray: Any, task: Callable[[int, str], str], given: Sequence[str], workers: int | None
) -> Iterator[tuple[int, str]]:
    """Number and result for every partition, as it is finished; strings, which no table format changes."""

    def done(row: dict[str, Any]) -> dict[str, Any]:
        return {"number": row["number"], "result": task(int(row["number"]), row["given"])}

    items = [{"number": number, "given": each} for number, each in enumerate(given)]
    pool = ray.data.TaskPoolStrategy(workers)
    for row in ray.data.from_items(items, override_num_blocks=len(items)).map(done, compute=pool).iter_rows():
        yield int(row["number"]), row["result"]


def _knock(address: str) -> None:
    """Connects to a cluster's port, where one is named: Ray itself tries for minutes.

    Raises:
        OSError: nobody answers there.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), _TO_ANSWER).close()


def _begin(ray: Any, workers: int | None) -> None:
    """Joins the cluster, or starts workers on this machine.

    Raises:
        UsageError: neither can be done.
    """
    cluster = os.environ.get("RAY_ADDRESS", "")
    where = {} if cluster else {"num_cpus": workers, "include_dashboard": False}
    try:
        _knock(cluster)
        ray.init(**where, log_to_driver=False, logging_level="warning")
    except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        why = (str(error).strip().splitlines() or [type(error).__name__])[0][:_LONGEST_REASON]
        if cluster:
            raise UsageError(
                f"the Ray cluster cannot be joined: {why}",
                "Check RAY_ADDRESS and that the cluster runs the same Ray; without the variable, Ray starts here.",
            ) from error
        raise UsageError(
            f"Ray does not start on this machine: {why}",
            "See that there is memory free and a folder for temporary files, or use --engine direct.",
        ) from error


@contextmanager
def _ray(workers: int | None) -> Iterator[Any]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray = importlib.import_module("ray")
        importlib.import_module("ray.data")
    except ImportError as error:
        raise UsageError("--engine ray needs Ray", 'Install it: pip install "posting-auditor[ray]".') from error
    ours = not ray.is_initialized()
    if ours:
        _begin(ray, workers)
    logging.getLogger("ray.data").setLevel(logging.WARNING)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    try:
        yield ray
    finally:
        if ours:
            ray.shutdown()
