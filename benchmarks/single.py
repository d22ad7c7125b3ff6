"""One 5,000-character posting audited in-process after start-up: processor milliseconds, and the share of
each step; then, as a yardstick of the machine, the processor time of `import openai` in a process of its own, which
took 0.69 s where the goal of 5 ms was set.

Usage: python -m benchmarks.single [RUNS]
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from auditor.facts import find_facts
from auditor.pipeline import ReadPosting, audit, judge, profile_named
from auditor.posting import Posting
from auditor.readers.offline import OfflineReader
from auditor.reading import ground
from auditor.reports.document import audit_document, encode
from auditor.segment import segment
from auditor.taxonomy import load_taxonomy

LENGTH = 5_000
GOAL = 690 / 5
PARTS = (
    "Ferrywell schedules harbour pilots for eleven ports around the North Sea, by day and by night.\n\n"
    "What you will do\n"
    "- Connect the pilots' hand-over notes to a hosted LLM API and keep its prompts under test\n"
    "- Build retrieval over forty years of berth regulations, with citations\n"
    "- Deploy the assistant on Kubernetes and watch its latency and cost\n"
    "- Talk to duty officers every week and turn what they say into the next release\n\n"
    "What you bring\n"
    "- Five years of Python, SQL and one shipped LLM application\n"
    "- Experience with vector databases and evaluation of generated text\n\n"
    "What we offer\n"
    "- Thirty days of holiday and a rota that is fixed two months ahead\n\n"
)


def median_ms(step: Callable[[], Any], runs: int) -> float:
    """Median processor milliseconds of a step: with one thread, its time on an idle machine."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        step()
        times.append(time.process_time() - start)
    return 1000 * statistics.median(times)


def yardstick_ms() -> float:
    """Median processor milliseconds of `import openai`."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", "import openai"], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return 1000 * statistics.median(times)


def main() -> None:
    """Measures the whole, then each step on the results of the ones before."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    posting = Posting("Senior AI Engineer", (PARTS * (LENGTH // len(PARTS) + 1))[:LENGTH])
    reader, taxonomy = OfflineReader(), load_taxonomy()
    start = time.perf_counter()
    audited = audit(posting, reader)
    print(f"first audit, with what it loads: {1000 * (time.perf_counter() - start):.1f} ms")
    segmentation = segment(posting.text, posting.title)
    facts = find_facts(posting, segmentation)
    draft = reader.read(posting, segmentation).draft
    reading = ground(draft, posting, segmentation, taxonomy)
    read = ReadPosting(posting, segmentation, facts, reading, None, reader.provenance, None)
    profile = profile_named("guide", taxonomy)
    steps: dict[str, Callable[[], Any]] = {
        "segment": lambda: segment(posting.text, posting.title),
        "facts": lambda: find_facts(posting, segmentation),
        "read": lambda: reader.read(posting, segmentation),
        "ground": lambda: ground(draft, posting, segmentation, taxonomy),
        "rules and verdict": lambda: judge(read, profile, taxonomy),
        "document": lambda: audit_document(audited),
        "json": lambda: encode(audit_document(audited)),
    }
    total = median_ms(lambda: encode(audit_document(audit(posting, reader))), runs)
    print(f"one posting of {LENGTH:,} characters, {len(segmentation.statements)} statements: {total:.2f} ms")
    for name, step in steps.items():
        spent = median_ms(step, runs)
        print(f"  {name:<18}{spent:7.3f} ms  {spent / total:5.0%}")
    yardstick = yardstick_ms()
    audits = yardstick / total
    print(f"import openai: {yardstick:,.0f} ms, the time of {audits:.0f} audits; the goal was set as {GOAL:.0f}")


if __name__ == "__main__":
    main()
