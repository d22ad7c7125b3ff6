"""The files of a batch, by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["BatchFiles"]


@dataclass(frozen=True, slots=True)
class BatchFiles:
    """Where a batch writes."""

    directory: Path

    @property
    def audits(self) -> Path:
        """One audit a line, in input order, for every ok or duplicate row."""
        return self.directory / "audits.jsonl"

    @property
    def ledger(self) -> Path:
        """One line for every input row."""
        return self.directory / "ledger.jsonl"

    @property
    def results(self) -> Path:
        """The user's own rows with the conclusions appended."""
        return self.directory / "results.csv"

    @property
    def workbook(self) -> Path:
        """The same as a workbook."""
        return self.directory / "results.xlsx"

    @property
    def findings(self) -> Path:
        """One finding a line."""
        return self.directory / "findings.csv"

    @property
    def summary(self) -> Path:
        """The counts."""
        return self.directory / "summary.json"

    @property
    def report(self) -> Path:
        """The counts and the loudest audits as a page."""
        return self.directory / "report.html"

    @property
    def digest(self) -> Path:
        """What to send back, by owner, as a page."""
        return self.directory / "digest.html"

    @property
    def parquet(self) -> Path:
        """The conclusions as a Parquet table, on request."""
        return self.directory / "audits.parquet"

    @property
    def sarif(self) -> Path:
        """The findings for code hosts, on request."""
        return self.directory / "findings.sarif"

    @property
    def kept(self) -> Path:
        """The folder with what a run needs to be gone on with."""
        return self.directory / ".auditor"

    @property
    def journal(self) -> Path:
        """The finished rows."""
        return self.kept / "journal"

    @property
    def provider(self) -> Path:
        """The folder with what was handed in to a provider's batch service."""
        return self.kept / "provider"

    @property
    def key(self) -> Path:
        """Of which run the folder is."""
        return self.kept / "run.json"

    @property
    def lock(self) -> Path:
        """Held while a run writes."""
        return self.kept / "lock"

    def all(self) -> tuple[Path, ...]:
        """Every file that a run may write for its user."""
        return (
            self.audits, self.ledger, self.results, self.workbook, self.findings, self.summary, self.report,
            self.digest, self.parquet, self.sarif,
        )  # fmt: skip
