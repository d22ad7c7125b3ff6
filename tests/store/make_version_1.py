"""How fixtures/stores/version-1.sqlite was made: `python -m tests.store.make_version_1`. It is never made anew."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, text

from auditor.store.engine import engine_of
from auditor.store.prepared import prepared
from auditor.store.upgrade import migrate
from tests.store.samples import sample

FILE = Path(__file__).parents[2] / "fixtures" / "stores" / "version-1.sqlite"
_AT = "2026-01-31T09:00:00.000000Z"


def main() -> None:
    """Writes two postings and a decision with the tables of version 1."""
    engine = engine_of(str(FILE))
    with engine.begin() as connection:
        migrate(connection, "0001")
        for number, title in enumerate(("AI Engineer", "Senior ML Engineer"), start=1):
            _write(connection, number, title)
        connection.execute(
            text(
                "INSERT INTO decisions VALUES (1, 1, :id, 'TITLE001', 'confirm', '', NULL, 'ana', :at, NULL, NULL, 0)"
            ),
            {"id": prepared(sample(1)).id, "at": _AT},
        )
        for name, last in {"postings": 2, "audits": 2, "queue": 2, "decisions": 1}.items():
            connection.execute(
                text("UPDATE counters SET last = :last WHERE name = :name"), {"last": last, "name": name}
            )
    engine.dispose()
    with create_engine(f"sqlite:///{FILE}").connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")


def _write(connection: object, number: int, title: str) -> None:
    new = prepared(sample(number, title=title))
    saved = {"number": number, "saved_at": _AT, "saved_by": "ana"}
    row = new.queue[0] | {"state": "confirmed" if number == 1 else "open", "head": 1 if number == 1 else 0}
    row |= {"number": number, "posting": number, "assignee": None, "title": title, "saved_at": _AT}
    del row["title_key"]
    _insert(connection, "postings", new.posting | saved | {"run": "first", "superseded_by": None})
    _insert(connection, "audits", new.audit | saved | {"posting": number, "draft": None})
    _insert(connection, "queue", row)


def _insert(connection: object, table: str, row: dict[str, object]) -> None:
    columns = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), row)  # type: ignore[attr-defined]  # noqa: S608


if __name__ == "__main__":
    main()
