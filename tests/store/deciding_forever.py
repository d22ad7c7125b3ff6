"""Decides about the rows of a store without end, and prints what the store confirmed: a number, or a bulk's id."""

from __future__ import annotations

import sys
from itertools import cycle

from auditor.store import DecisionKind, QueueFilter, Store

SINGLE, BULK = QueueFilter(company="Single", state=None), QueueFilter(company="Bulk")


def main(file: str) -> None:
    """Alternates between one posting of Single and all of Bulk, which is left open again each time."""
    with Store(file) as store:
        (row,) = store.rows(SINGLE).rows
        head = row.head
        for kind in cycle((DecisionKind.CONFIRM, DecisionKind.DISMISS)):
            head = store.decide(row.posting_id, row.code, kind, "ana", head, "a reason").number
            print(head, flush=True)  # noqa: T201
            if store.rows(BULK).rows:
                done = store.decide_group(BULK, DecisionKind.CONFIRM, "ana", "", store.rows(BULK).seen)
                print(done.bulk, flush=True)  # noqa: T201
                store.undo_group(done.bulk, "ana")


if __name__ == "__main__":
    main(sys.argv[1])
