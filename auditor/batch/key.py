"""What a run in a folder is: its input, its reader and the versions that decide what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from auditor.errors import UsageError
from auditor.readers import Reader
from auditor.rules import RULE_SET_VERSION
from auditor.segment import SEGMENTER_VERSION
from auditor.taxonomy import load_taxonomy
from auditor.titles import TITLES_VERSION

__all__ = ["RunKey", "check_key", "run_key"]

RunKey = Mapping[str, str]
"""What a run is of, by name; equal keys mean equal files."""

_SAID = {
    "input": "another input",
    "reader": "another reader",
    "profile": "another profile",
    "closed": "another --skip-closed",
}
_VERSIONS = ("reader_version", "segmenter", "taxonomy", "titles", "rule_set", "journal")
_FORMAT = "3"
"""Of the journal's lines."""


def run_key(fingerprint: str, reader: Reader, profile: str, **options: str) -> RunKey:
    """The key of a run over the input with this fingerprint; `options` are those that change what the files say."""
    provenance = reader.provenance
    return {
        "input": fingerprint,
        "reader": provenance.reader,
        "profile": profile,
        **options,
        "reader_version": provenance.version,
        "segmenter": SEGMENTER_VERSION,
        "taxonomy": load_taxonomy().version,
        "titles": TITLES_VERSION,
        "rule_set": RULE_SET_VERSION,
        "journal": _FORMAT,
    }


def check_key(path: Path, key: RunKey, *, is_free: bool) -> bool:
    """Whether what the folder holds is of the same run and can be gone on with; writes the key when it holds none.

    `is_free` says that readings cost nothing: then a run of other versions is not gone on with, but begun again.

    Raises:
        UsageError: the folder is that of another run.
    """
    before = _read(path)
    if before == key:
        return True
    changed = [name for name in (before or {}) if before is not None and before.get(name) != key.get(name)]
    told = [_SAID.get(name, f"another {name}") for name in changed if name not in _VERSIONS]
    if before is not None and (told or not is_free):
        what = ", ".join(told) or "other versions of the auditor's rules or data"
        raise UsageError(
            f"{path.parent.parent} holds a run of {what}",
            "Name another folder with --out, or add --restart to discard what that run has kept.",
        )
    path.write_text(json.dumps(dict(key), indent=2) + "\n", encoding="utf-8", newline="\n")
    return False


def _read(path: Path) -> dict[str, str] | None:
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None
