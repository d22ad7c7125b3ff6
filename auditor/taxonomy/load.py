"""Reads the taxonomy's data files and refuses them when they contradict themselves."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from auditor.data_files import first_fault, packaged_toml
from auditor.errors import DataError
from auditor.taxonomy.model import AI_ROLES, Activity, Profile, Role, RoleId, Taxonomy

__all__ = ["load_taxonomy", "taxonomy_from"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _RoleRow(_Row):
    name: str
    work: str
    focus: str
    source: str


class _RolesFile(_Row):
    version: str
    roles: dict[RoleId, _RoleRow]

    @model_validator(mode="after")
    def _all_five(self) -> _RolesFile:
        missing = set(RoleId) - set(self.roles)
        if missing:
            raise ValueError(f"roles without a row: {', '.join(sorted(missing))}")
        return self


class _ActivityRow(_Row):
    id: str = Field(pattern=r"^[a-z][a-z_]{2,39}$")
    role: Literal["ai_engineer", "ml_engineer", "ai_developer", "data_scientist", "none"]
    name: str
    work: str


class _ActivitiesFile(_Row):
    version: str
    activities: list[_ActivityRow] = Field(min_length=25, max_length=50)

    @model_validator(mode="after")
    def _each_once_and_every_role(self) -> _ActivitiesFile:
        ids = [row.id for row in self.activities]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"activities given twice: {', '.join(twice)}")
        idle = set(AI_ROLES) - {row.role for row in self.activities}
        if idle:
            raise ValueError(f"roles without an activity: {', '.join(sorted(idle))}")
        return self


class _ProfileRow(_Row):
    name: str
    summary: str
    certain: float = Field(gt=0, lt=1)
    sure: float = Field(gt=0, lt=1)
    doubtful: float = Field(gt=0, lt=1)
    plain: float = Field(gt=0, lt=1)
    chance_before_fix: float = Field(gt=0, lt=1)
    chance_before_decision: float = Field(gt=0, lt=1)
    chance_beside_other: float = Field(gt=0, lt=1)
    role_names: dict[RoleId, str] = {}
    suggested_titles: dict[RoleId, list[str]]

    @model_validator(mode="after")
    def _thresholds_in_order(self) -> _ProfileRow:
        if not self.plain <= self.doubtful <= self.sure <= self.certain:
            raise ValueError("plain must not be above doubtful, nor doubtful above sure, nor sure above certain")
        if self.chance_before_fix > self.chance_before_decision:
            raise ValueError("chance_before_fix must not be above chance_before_decision")
        return self


class _ProfilesFile(_Row):
    version: str
    profiles: dict[str, _ProfileRow]

    @model_validator(mode="after")
    def _has_guide_and_market(self) -> _ProfilesFile:
        missing = {"guide", "market"} - set(self.profiles)
        if missing:
            raise ValueError(f"profiles missing: {', '.join(sorted(missing))}")
        return self


def taxonomy_from(roles: dict[str, Any], activities: dict[str, Any], profiles: dict[str, Any]) -> Taxonomy:
    """A checked taxonomy from the three parsed files.

    Raises:
        DataError: a file breaks a rule; the message names the place.
    """
    try:
        role_file = _RolesFile.model_validate(roles)
        activity_file = _ActivitiesFile.model_validate(activities)
        profile_file = _ProfilesFile.model_validate(profiles)
    except ValidationError as error:
        raise DataError(f"taxonomy: {first_fault(error, error.title)}", "Correct the data file.") from error
    names = {role: row.name for role, row in role_file.roles.items()}
    return Taxonomy(
        version=f"{role_file.version}.{activity_file.version}.{profile_file.version}",
        roles={role: Role(role, **row.model_dump()) for role, row in role_file.roles.items()},
        activities={row.id: _activity(row) for row in activity_file.activities},
        profiles={id_: _profile(id_, row, names) for id_, row in profile_file.profiles.items()},
    )


def _activity(row: _ActivityRow) -> Activity:
    return Activity(row.id, None if row.role == "none" else RoleId(row.role), row.name, row.work)


def _profile(id_: str, row: _ProfileRow, names: dict[RoleId, str]) -> Profile:
    return Profile(
        id=id_,
        name=row.name,
        summary=row.summary,
        role_names={**names, **row.role_names},
        suggested_titles={role: tuple(titles) for role, titles in row.suggested_titles.items()},
        certain=row.certain,
        sure=row.sure,
        doubtful=row.doubtful,
        plain=row.plain,
        chance_before_fix=row.chance_before_fix,
        chance_before_decision=row.chance_before_decision,
        chance_beside_other=row.chance_beside_other,
    )


@cache
def load_taxonomy() -> Taxonomy:
    """The packaged taxonomy, loaded once.

    Raises:
        DataError: a packaged file breaks a rule.
    """
    names = ("roles.toml", "activities.toml", "profiles.toml")
    return taxonomy_from(*(packaged_toml("auditor.taxonomy", name) for name in names))
