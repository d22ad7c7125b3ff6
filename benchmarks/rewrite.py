"""What the offline drafter makes of labelled postings.

    python -m benchmarks.rewrite LABELLED.jsonl [--show N] [--ids ID...]

LABELLED holds id, title, company, text, one object a line. Of the postings whose action asks for a change (fix,
decide), and of all: the share whose draft passes, that still does not, that stays unchanged; and how many break an
invariant, which none may: kept statements stand untouched and in order, the draft is idempotent on an empty edit
list, and no marked place counts as a stated specification or moves the role. `--show` prints N drafts as diffs.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from auditor.action import Action
from auditor.pipeline import audit
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.rewrite import EditKind, OfflineDrafter, Rewrite, rewrite

ASKS = (Action.FIX, Action.DECIDE)


def main() -> None:
    """Prints the table, then the drafts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--ids", nargs="*", default=())
    options = parser.parse_args()
    made = [rewritten(json.loads(line)) for line in options.labelled.read_text("utf-8").splitlines()]
    report("action fix or decide", [r for r in made if r.before.action in ASKS])
    for action in Action:
        report(f"action {action}", [r for r in made if r.before.action is action])
    report("all", made)
    shifted = [read_elsewhere(draft) for draft in made]
    print(f"kept statements read in another section: {sum(s for s, _ in shifted)} of {sum(n for _, n in shifted):,}")
    for draft in made:
        for broken in broken_invariants(draft):
            print(f"BROKEN {draft.before.posting.source_id}: {broken}")
    asked = [r for r in made if r.before.action in ASKS]
    chosen = [r for r in made if r.before.posting.source_id in options.ids] if options.ids else asked[: options.show]
    for draft in chosen:
        print(f"\n===== {draft.before.posting.source_id}: {draft.before.action} -> {draft.after.action}")
        print("\n".join(draft.notes))
        print(draft.diff)


def rewritten(row: dict[str, str]) -> Rewrite:
    """The offline draft of a labelled posting."""
    posting = Posting(row["title"], row["text"], source_id=str(row["id"]), company=row.get("company"))
    reader = OfflineReader()
    return rewrite(audit(posting, reader), OfflineDrafter(), reader)


def report(name: str, made: list[Rewrite]) -> None:
    """Prints one line of the table."""
    if not made:
        return
    passing = sum(r.passes for r in made)
    unchanged = sum(not r.changed for r in made)
    broken = sum(bool(list(broken_invariants(r))) for r in made)
    kinds = Counter(edit.kind for r in made for edit in r.edits)
    print(
        f"{name}: {len(made)} postings, pass {passing} ({passing / len(made):.1%}), do not {len(made) - passing}, "
        f"unchanged {unchanged} ({unchanged / len(made):.1%}), broken invariants {broken}; edits "
        + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    )


def broken_invariants(draft: Rewrite) -> Iterator[str]:
    """What a draft may never do, found by comparing the two audits."""
    before, after = draft.before, draft.after
    edited = {edit.statement for edit in draft.edits if edit.kind is not EditKind.INSERT}
    at = 0
    for statement in before.segmentation.statements:
        said = statement.span.of(before.posting.text)
        if statement.number not in edited:
            at = draft.text.find(said, at)
            if at < 0:
                yield f"statement {statement.number} is not kept"
                return
            at += len(said)
    if not draft.changed and draft.text != before.posting.text:
        yield "changed although nothing was edited"
    if before.assessment.role is not after.assessment.role:
        yield f"role {before.assessment.role} became {after.assessment.role}"
    if before.reading is not None and after.reading is not None:
        for name, item in after.reading.spec.items():
            if item.value and not before.reading.spec[name].value:
                yield f"specification {name} counts as stated"


def read_elsewhere(draft: Rewrite) -> tuple[int, int]:
    """How many of the kept statements are read in another section than before, and how many are kept."""
    edited = {edit.statement for edit in draft.edits if edit.kind is not EditKind.INSERT}
    after = {(s.span.of(draft.text), s.section) for s in draft.after.segmentation.statements}
    kept = [s for s in draft.before.segmentation.statements if s.number not in edited]
    return sum((s.span.of(draft.before.posting.text), s.section) not in after for s in kept), len(kept)


if __name__ == "__main__":
    main()
