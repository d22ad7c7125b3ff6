"""How stable the role is when a posting changes without its work changing.

    python -m benchmarks.stability POSTINGS [--count 200] [--failures]

POSTINGS is JSON Lines (.gz allowed) with id, title, company, text and `language`; English ones that the reader's
weights were not fitted on are drawn in the order of a hash of their id. Each change (benchmarks/perturb.py) is made to
the first `--count` postings that it applies to and that have a role. Printed for each: the share whose role stays, the
share among postings of an AI role, and how many changed roles are sent to review after it. The target is 97% of roles.
--failures lists every changed role with its confidence before and after and how the statements of each section changed
in number.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.evaluation.fitted import fingerprint, fitted_on
from auditor.judgement import Audit
from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.taxonomy import RoleId
from benchmarks.offline_fit.examples import read_rows
from benchmarks.perturb import PERTURBATIONS, Perturbation

TARGET = 0.97
SEED = 20260101


@dataclass(frozen=True)
class Trial:
    """One posting before and after a change."""

    before: Audit
    after: Audit

    @property
    def stays(self) -> bool:
        """Whether the role is the same."""
        return self.after.assessment.role is self.before.assessment.role


def main() -> None:
    """Prints a line a change, and the changed roles when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    before = list(drawn(options.postings))
    reader, every = OfflineReader(), []
    print(f"{'change':<24}{'postings':>9}{'stays':>9}{'AI roles':>10}{'stays':>9}{'changed to review':>19}")
    for name, change in PERTURBATIONS.items():
        trials = tried(before, change, options.count, reader)
        every += trials
        report(name, trials, options.failures)
    report("all changes", every, False)
    print(f"target {TARGET:.0%}")


def drawn(path: Path) -> Iterator[Audit]:
    """Audits of unseen English postings that have a role, in the order of a hash of the posting's id."""
    reader = OfflineReader()
    english = (row for row in read_rows([path]) if row.get("language", "en") == "en")
    rows = (row for row in english if fingerprint(row["text"]) not in fitted_on())
    for row in sorted(rows, key=lambda row: hashlib.sha256(f"{SEED} {row['id']}".encode()).digest()):
        found = audit(Posting(row["title"], row["text"], source_id=row["id"], company=row.get("company")), reader)
        if found.assessment.role is not None:
            yield found


def tried(before: list[Audit], change: Perturbation, count: int, reader: OfflineReader) -> list[Trial]:
    """The change made to the first `count` postings that it applies to."""
    trials: list[Trial] = []
    for found in before:
        text = change(found.posting, found.segmentation, random.Random(f"{SEED} {found.posting.id}"))
        if text is not None:
            trials.append(Trial(found, audit(replace(found.posting, text=text), reader)))
        if len(trials) == count:
            break
    return trials


def report(name: str, trials: list[Trial], failures: bool) -> None:
    """One line for a change, and one for each changed role when asked."""
    ai = [trial for trial in trials if trial.before.assessment.role is not RoleId.OTHER]
    changed = [trial for trial in trials if not trial.stays]
    reviewed = sum(trial.after.needs_review for trial in changed)
    print(
        f"{name:<24}{len(trials):>9}{share(trials):>9.1%}{len(ai):>10}{share(ai):>9.1%}"
        f"{f'{reviewed} of {len(changed)}':>19}"
    )
    for trial in changed if failures else ():
        print(f"    {described(trial)}")


def share(trials: list[Trial]) -> float:
    """The share of trials whose role stays."""
    return sum(trial.stays for trial in trials) / max(1, len(trials))


def described(trial: Trial) -> str:
    """A changed role with its confidence, and the sections whose number of statements changed."""
    sides = []
    for side in (trial.before, trial.after):
        confidence = side.reading.confidence if side.reading else 0.0
        sides.append(f"{side.assessment.role or 'none'} {confidence:.2f}")
    sections = [Counter(s.section for s in side.segmentation.statements) for side in (trial.before, trial.after)]
    moved = [
        f"{s} {sections[0][s]}->{sections[1][s]}" for s in sections[0] | sections[1] if sections[0][s] != sections[1][s]
    ]
    return f"{trial.before.posting.source_id}: {' -> '.join(sides)}; {', '.join(moved) or 'sections as before'}"


if __name__ == "__main__":
    main()
