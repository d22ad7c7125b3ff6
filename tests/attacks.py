"""The attack postings of fixtures/attacks, as postings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from auditor.posting import Posting
from auditor.taxonomy import RoleId

FOLDER = Path(__file__).parent.parent / "fixtures" / "attacks"


@dataclass(frozen=True)
class Attack:
    """One attack: the posting as it was, as it is attacked, what was added, and the role that the attacker wants."""

    family: str
    id: str
    base: Posting
    posting: Posting
    text: str
    wants: RoleId


@cache
def attacks() -> tuple[Attack, ...]:
    """All of them, in the order of files and entries."""
    bases = _parsed("bases")
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for row in _parsed(path.stem).get("attack", []):
            base = Posting(bases[row["base"]]["title"], bases[row["base"]]["text"])
            placed = Posting(base.title, _placed(base.text, row["text"], row["where"]))
            found.append(Attack(path.stem, row["id"], base, placed, row["text"], RoleId(row["wants"])))
    return tuple(found)


def _parsed(name: str) -> dict:  # type: ignore[type-arg]
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _placed(text: str, added: str, where: str) -> str:
    if where == "top":
        return f"{added}\n\n{text}"
    if where == "bottom":
        return f"{text}\n{added}\n"
    head, bullet, rest = text.partition("\n- ")
    first, _, others = rest.partition("\n")
    return f"{head}{bullet}{first}\n{added}\n{others}"
