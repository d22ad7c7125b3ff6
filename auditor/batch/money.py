"""What a batch has cost and may still cost."""

from __future__ import annotations

from auditor.batch.journal import Journal
from auditor.batch.record import RowRecord
from auditor.errors import UsageError

__all__ = ["Money"]


class Money:
    """Counts what rows cost against a budget in USD for all runs in one folder; None is no limit."""

    def __init__(self, budget: float | None, journal: Journal) -> None:
        self._budget = budget
        self._rows = 0
        self.spent = 0.0
        for entry in journal.entries():
            self.count(entry.parsed())

    def count(self, record: RowRecord) -> None:
        """Adds what a row cost in the run that read it.

        Raises:
            UsageError: there is a budget, and the model's price is not known.
        """
        if not record["asked"]:
            return
        if record["spent"] is None and self._budget is None:
            return
        self.spent += self.priced(record["spent"])
        self._rows += 1

    def priced(self, usd: float | None) -> float:
        """The amount, which has to be known.

        Raises:
            UsageError: it is not, so that no budget can be kept.
        """
        if usd is None:
            raise UsageError(
                "the budget cannot be kept: the price of this model is not known",
                "Add its price to the file of models, or leave out --budget.",
            )
        return usd

    def allows(self, in_flight: int) -> bool:
        """Whether one more call may go out beside those in flight; the first call shows what one costs."""
        if self._budget is None:
            return True
        if not self._rows:
            return in_flight == 0 and self._budget > 0
        return self.spent + (in_flight + 1) * self.spent / self._rows <= self._budget
