"""Rows of a JSON Lines file checked against a model, every fault named by its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from auditor.errors import MalformedRowError
from auditor.sources import jsonl_objects
from auditor.sources.text import unreadable

__all__ = ["checked_rows", "in_words"]

Row = TypeVar("Row", bound=BaseModel)


def checked_rows(path: Path, model: type[Row], hint: str) -> Iterator[tuple[int, Row]]:
    """The file's rows with their line numbers, from 1.

    Raises:
        UnreadableInputError: the file cannot be opened.
        InputError: a line is too long, not an object, or breaks the model; the message names file and line.
    """
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(str(path), error) from error
    with stream:
        for line, fields in jsonl_objects(stream):
            try:
                yield line, model.model_validate(fields)
            except ValidationError as error:
                raise MalformedRowError(f"{path.name}, line {line}: {in_words(error)}", hint) from error


def in_words(error: ValidationError) -> str:
    """The first fault, with the field it is in."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    message = str(first["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
