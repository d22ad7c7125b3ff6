"""Loads a versioned prompt file, renders its fixed part, and writes a posting as numbered statements."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from pydantic import BaseModel, ConfigDict, Json, ValidationError

from auditor.errors import DataError, UngroundedDraftError
from auditor.posting import Posting, Segmentation
from auditor.readers.llm.answer import ModelAnswer, check_of
from auditor.reading import Draft
from auditor.segment import SEGMENTER_VERSION, segment
from auditor.taxonomy import Taxonomy, load_taxonomy

__all__ = ["CLASSIFY_FILE", "Prompt", "classify_prompt", "lock_entry", "numbered", "parse_prompt", "prompt_source"]

CLASSIFY_FILE = "classify.v1.md"
"""The version in use."""

_PARTS = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n+# system\n+(.*?)\n+# user\n+(.*?)\s*\Z", re.DOTALL)
_POSTING = "$posting"


class _Example(BaseModel):
    """A posting of our own and the answer that a careful reader gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    answer: Json[ModelAnswer]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: int
    inputs: list[str]
    examples: list[_Example] = []


@dataclass(frozen=True, slots=True)
class Prompt:
    """The part of a prompt that is the same for every posting.

    `system` and `lead` (what stands before the posting in the user message) are rendered; `fingerprint` is the
    sha256, in hexadecimal, of all that decides how an answer comes about, the model apart.
    """

    name: str
    version: int
    system: str
    lead: str
    fingerprint: str


@cache
def classify_prompt() -> Prompt:
    """The prompt that readings are made with, loaded once.

    Raises:
        DataError: the file is missing or breaks a rule of prompt files.
    """
    return parse_prompt(prompt_source(CLASSIFY_FILE), load_taxonomy())


def prompt_source(name: str) -> str:
    """A prompt file's content: from inside the package when installed, from beside it in a checkout.

    Raises:
        DataError: the file is missing.
    """
    package = Path(__file__).parents[2]
    for folder in (package / "_prompts", package.parent / "prompts"):
        if (folder / name).is_file():
            return (folder / name).read_text("utf-8")
    raise DataError(f"the prompt {name} is missing", "Install the auditor again, from its wheel or its checkout.")


def parse_prompt(source: str, taxonomy: Taxonomy) -> Prompt:
    """A prompt file's content, rendered with the taxonomy's definitions.

    Raises:
        DataError: no front matter, an input that is not declared or not used, or a posting that is not at the end.
    """
    parts = _PARTS.match(source.replace("\r\n", "\n"))
    if not parts:
        raise _wrong("it needs front matter between +++ lines, then # system and # user")
    front, system, user = parts.groups()
    about = _front_matter(front)
    used = {*Template(system).get_identifiers(), *Template(user).get_identifiers()}
    if used != set(about.inputs):
        raise _wrong(f"inputs declared or used, but not both: {', '.join(sorted(used ^ set(about.inputs)))}")
    if not user.endswith(_POSTING) or _POSTING in system or user.count(_POSTING) > 1:
        raise _wrong(f"{_POSTING} must end the user message and stand nowhere else")
    values = {
        "roles": _roles(taxonomy),
        "activities": _activities(taxonomy),
        "examples": "\n\n".join(_example(example, taxonomy) for example in about.examples),
    }
    rendered = Template(system).substitute(values)
    lead = Template(user.removesuffix(_POSTING)).substitute(values).strip()
    return Prompt(about.name, about.version, rendered, lead, _fingerprint(rendered, lead))


def _front_matter(written: str) -> _FrontMatter:
    try:
        return _FrontMatter.model_validate(tomllib.loads(written))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise _wrong("front matter must be TOML with name, version, inputs and examples that are answers") from error


def _example(example: _Example, taxonomy: Taxonomy) -> str:
    """The example as the model sees a posting, and its answer, which has to ground as any does."""
    posting, segmentation = Posting(None, example.text), segment(example.text, None)
    try:
        check_of(posting, segmentation, taxonomy)(example.answer.draft())
    except UngroundedDraftError as error:
        raise _wrong(f"an example does not ground: {error.message}") from error
    return f"{numbered(posting, segmentation)}\n\n{example.answer.model_dump_json()}"


def _wrong(message: str) -> DataError:
    return DataError(f"prompt file: {message}", "Correct the file; prompts/README.md says how one is written.")


def _roles(taxonomy: Taxonomy) -> str:
    return "\n".join(f"- `{role.id}`: {role.work} ({role.focus})" for role in taxonomy.roles.values())


def _activities(taxonomy: Taxonomy) -> str:
    rows = taxonomy.activities.values()
    return "\n".join(f"- `{row.id}` ({taxonomy.role_of(row.id)}): {row.work}" for row in rows)


def _fingerprint(system: str, lead: str) -> str:
    schemas = [ModelAnswer.model_json_schema(), Draft.model_json_schema()]
    content = json.dumps([system, lead, schemas, SEGMENTER_VERSION], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def lock_entry(source: str, taxonomy: Taxonomy) -> dict[str, str]:
    """What freezes a version: the hash of its file, and the fingerprint of all that an answer depends on.

    The fingerprint moves alone when taxonomy, answer schema or segmenter do.
    """
    text = source.replace("\r\n", "\n")
    return {
        "file": hashlib.sha256(text.encode()).hexdigest(),
        "fingerprint": parse_prompt(source, taxonomy).fingerprint,
    }


def numbered(posting: Posting, segmentation: Segmentation) -> str:
    """The posting's statements, one a line, between marks that no statement can write itself.

    Characters that cannot be seen are taken out and `<` is escaped; numbers, not text, come back from the model, so
    offsets into the untouched text stay exact.
    """
    lines = [f"[{s.number} {s.section}] {_visible(s.of(posting.text))}" for s in segmentation.statements]
    return "\n".join(("<posting>", *lines, "</posting>"))


def _visible(text: str) -> str:
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    return " ".join(text.split()).replace("<", "&lt;")
