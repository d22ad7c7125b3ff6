"""Writes prompts/prompts.lock; refuses to change the file of a version that is already locked.

Usage: python docs/lock_prompts.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from auditor.readers.llm.prompt import lock_entry  # noqa: E402
from auditor.taxonomy import load_taxonomy  # noqa: E402

PROMPTS = ROOT / "prompts"
LOCK = PROMPTS / "prompts.lock"


def entries() -> dict[str, dict[str, str]]:
    """What the lock should hold for every version of every prompt."""
    taxonomy = load_taxonomy()
    return {path.name: lock_entry(path.read_text("utf-8"), taxonomy) for path in sorted(PROMPTS.glob("*.v*.md"))}


def changed(locked: dict[str, dict[str, str]], found: dict[str, dict[str, str]]) -> list[str]:
    """Locked versions whose file is another now, or gone."""
    return [name for name, entry in locked.items() if found.get(name, {}).get("file") != entry["file"]]


def main() -> int:
    """Writes the lock, unless a frozen version was changed; returns the exit code."""
    locked = json.loads(LOCK.read_text("utf-8")) if LOCK.is_file() else {}
    found = entries()
    if broken := changed(locked, found):
        print(f"frozen: {', '.join(broken)}")
        print("copy to the next version (prompts/README.md), or take the entry out of a version never released")
        return 1
    LOCK.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8", newline="\n")
    print(f"locked: {', '.join(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
