"""Fits the offline reader and writes auditor/readers/offline/data.

python -m benchmarks.fit_reader POSTINGS... --annotations benchmarks/annotations.jsonl.gz

POSTINGS are JSON Lines files (.gz allowed) with id, title, company, text and, where labelled, role, secondary_role,
title_claims, label_confidence, contested and facts.
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import replace
from pathlib import Path

from auditor.readers.offline.model import save_model
from auditor.segment import SEGMENTER_VERSION
from benchmarks.offline_fit.examples import read_examples
from benchmarks.offline_fit.fit import fit

DATA = Path(__file__).parents[1] / "auditor" / "readers" / "offline" / "data"


def main() -> None:
    """Reads the arguments, fits, writes, and says what was written."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("postings", nargs="+", type=Path)
    parser.add_argument("--annotations", type=Path, default=Path(__file__).with_name("annotations.jsonl.gz"))
    parser.add_argument("--out", type=Path, default=DATA)
    arguments = parser.parse_args()
    examples = read_examples(arguments.postings, arguments.annotations)
    model = fit(examples)
    digest = hashlib.sha256(b"".join(array.tobytes() for array in model.arrays.values())).hexdigest()[:12]
    about = {
        "fitted_by": "python -m benchmarks.fit_reader POSTINGS... --annotations benchmarks/annotations.jsonl.gz",
        "postings": len(examples),
        "labelled": sum(e.gold for e in examples),
        "segmenter": SEGMENTER_VERSION,
        "fitted_on": sorted(hashlib.sha256(e.text.encode()).hexdigest()[:12] for e in examples),
    }
    save_model(replace(model, version=digest), arguments.out, about)
    sizes = ", ".join(f"{path.name} {path.stat().st_size:,} bytes" for path in sorted(arguments.out.iterdir()))
    print(f"fitted on {len(examples):,} postings, {len(model.keys):,} grams; version {digest}; {sizes}")


if __name__ == "__main__":
    main()
