"""What a reviewer says is right instead: the role, the role beside it, what a line is about. As the store keeps it."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.taxonomy import RoleId, load_taxonomy

__all__ = ["NO_ROLE", "correction_of", "correction_words"]

NO_ROLE = "none"


def correction_of(
    role: RoleId | None, secondary: RoleId | str | None, statement: int | None, activity: str | None
) -> dict[str, object]:
    """The correction as a document; what is None stays as found, so it is empty when nothing was corrected.

    Keys: `role` and `secondary_role` (role ids, the latter None for NO_ROLE), `activities` (the number of a statement
    as text -> its activity).
    """
    found: dict[str, object] = {}
    if role is not None:
        found["role"] = role.value
    if secondary is not None:
        found["secondary_role"] = None if secondary == NO_ROLE else str(secondary)
    if statement is not None and activity is not None:
        found["activities"] = {str(statement): activity}
    return found


def correction_words(correction: Mapping[str, object]) -> str:
    """The correction on one line."""
    said = [
        f"{label}: {_role(correction[key])}"
        for key, label in (("role", "role"), ("secondary_role", "second role"))
        if key in correction
    ]
    lines = correction.get("activities")
    if isinstance(lines, Mapping):
        known = load_taxonomy().activities
        said += [
            f"line {number}: {known[activity].name if activity in known else activity}"
            for number, activity in lines.items()
        ]
    return "; ".join(said)


def _role(role: object) -> str:
    return "none" if role is None else str(role).replace("_", " ")
