"""The commands about saved audits, with their arguments and help."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from auditor.cli.app import StoreUrl, app

__all__ = ["app", "store_app"]

ActionName = Literal["fix", "decide", "review", "note"]
Reviewer = Annotated[str | None, typer.Option(help="Who does it; the account by default.", metavar="NAME")]
Company = Annotated[str | None, typer.Option(help="Only of this company.", metavar="NAME")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]

store_app = typer.Typer(
    help="Keeps saved audits: backup, restore, upgrade, check, reports.", rich_markup_mode=None, no_args_is_help=True
)
app.add_typer(store_app, name="store")


@app.command()
def review(
    action: Annotated[ActionName | None, typer.Option(help="Only this action.")] = None,
    company: Company = None,
    title: Annotated[str | None, typer.Option(help="Only titles with this in them.", metavar="TEXT")] = None,
    owner: Annotated[str | None, typer.Option(help="Only of this owner.", metavar="NAME")] = None,
    source: Annotated[str | None, typer.Option(help="Only from this input.", metavar="NAME")] = None,
    rule: Annotated[str | None, typer.Option(help="Only this rule.", metavar="CODE")] = None,
    assignee: Annotated[str | None, typer.Option(help="Only assigned to this person.", metavar="NAME")] = None,
    older_than: Annotated[float | None, typer.Option(help="Only saved longer ago.", min=0, metavar="DAYS")] = None,
    unsure: Annotated[bool, typer.Option("--unsure", help="The rows in doubt, which are decided one by one.")] = False,
    export: Annotated[Path | None, typer.Option(help="Write the rows to a .csv or .xlsx.", metavar="FILE")] = None,
    store: StoreUrl = None,
) -> int:
    """Lists what waits for a decision: what titles claim, what the work is, which rule says so.

    \b
    Examples:
      auditor batch postings.csv --out results --save && auditor review
      auditor review --company "Harbour Foods" --older-than 14
      auditor review --unsure --export doubts.xlsx
    """
    from auditor.cli.review_command import review_command, since_days
    from auditor.cli.settings_of import settings_of
    from auditor.store import QueueFilter

    chosen = QueueFilter(
        actions=(action,) if action else QueueFilter().actions,
        unsure=unsure,
        company=company,
        title=title,
        owner=owner,
        source=source,
        rule=rule,
        assignee=assignee,
        before=since_days(older_than),
    )
    return review_command(chosen, export, settings_of(store=store))


@app.command()
def recheck(
    profile: Annotated[
        str | None, typer.Option(help="Judge under this profile: guide or market.", metavar="NAME")
    ] = None,
    save: Annotated[bool, typer.Option("--save", help="Keep the new audits.")] = False,
    flips: Annotated[int, typer.Option(help="How many flips to list.", min=0, metavar="N")] = 20,
    store: StoreUrl = None,
    reviewer: Reviewer = None,
) -> int:
    """Judges saved readings again with today's rules; no reader is asked, no text is sent.

    \b
    Examples:
      auditor recheck
      auditor recheck --profile market --flips 100
    """
    from auditor.cli.review_command import RecheckFlags, recheck_command
    from auditor.cli.settings_of import settings_of

    return recheck_command(RecheckFlags(profile, save, flips), settings_of(store=store, reviewer=reviewer))


@app.command()
def forget(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Posting ids, source ids or requisitions.", metavar="[ID...]")
    ] = None,
    company: Company = None,
    older_than: Annotated[float | None, typer.Option(help="Saved longer ago than this.", min=0, metavar="DAYS")] = None,
    yes: Yes = False,
    store: StoreUrl = None,
    reviewer: Reviewer = None,
) -> int:
    """Deletes postings with their texts, audits, decisions and comments.

    \b
    Examples:
      auditor forget REQ-104 --yes
      auditor forget --older-than 365 --yes
    """
    from auditor.cli.review_command import forget_command
    from auditor.cli.settings_of import settings_of

    settings = settings_of(store=store, reviewer=reviewer)
    return forget_command(tuple(ids or ()), company, older_than, yes, settings)


@store_app.command()
def backup(file: Annotated[Path, typer.Argument(help="A new file.")], store: StoreUrl = None) -> int:
    """Copies the whole store into a file, also while it is in use."""
    from auditor.cli.settings_of import settings_of
    from auditor.cli.store_command import backup_command

    return backup_command(file, settings_of(store=store))


@store_app.command()
def restore(file: Annotated[Path, typer.Argument(help="A backup.")], yes: Yes = False, store: StoreUrl = None) -> int:
    """Puts a backup in the place of all that the store holds."""
    from auditor.cli.settings_of import settings_of
    from auditor.cli.store_command import restore_command

    return restore_command(file, yes, settings_of(store=store))


@store_app.command()
def upgrade(store: StoreUrl = None) -> int:
    """Brings the store to the newest version; of a file, a copy is kept."""
    from auditor.cli.settings_of import settings_of
    from auditor.cli.store_command import upgrade_command

    return upgrade_command(settings_of(store=store))


@store_app.command()
def check(
    repair: Annotated[
        bool, typer.Option("--repair", help="Make the queue from the log, and the counts from the rows, again.")
    ] = False,
    store: StoreUrl = None,
) -> int:
    """Says what the store holds and whether it is whole."""
    from auditor.cli.settings_of import settings_of
    from auditor.cli.store_command import check_command

    return check_command(repair, settings_of(store=store))


@store_app.command()
def report(
    file: Annotated[Path, typer.Argument(help="A .html, .xlsx or .csv.")],
    company: Company = None,
    requisition: Annotated[str | None, typer.Option(help="Only this vacancy.", metavar="ID")] = None,
    since: Day = None,
    before: Day = None,
    store: StoreUrl = None,
) -> int:
    """Writes who decided what and why, open and closed."""
    from auditor.cli.settings_of import settings_of
    from auditor.cli.store_command import report_command
    from auditor.store.signoff import SignOffFilter

    chosen = SignOffFilter(company, requisition, _utc(since), _utc(before))
    return report_command(file, chosen, settings_of(store=store))


@store_app.command()
def diff(
    requisition: Annotated[str, typer.Argument(help="A requisition or source id.")], store: StoreUrl = None
) -> int:
    """Shows what changed between the last two versions of a vacancy."""
    from auditor.cli.settings_of import settings_of
    from auditor.cli.store_command import diff_command

    return diff_command(requisition, settings_of(store=store))


@store_app.command()
def corrections(file: Annotated[Path, typer.Argument(help="A .jsonl.")], store: StoreUrl = None) -> int:
    """Writes corrected postings as labelled cases for auditor eval."""
    from auditor.cli.settings_of import settings_of
    from auditor.cli.store_command import corrections_command

    return corrections_command(file, settings_of(store=store))


@store_app.command()
def learning(store: StoreUrl = None) -> int:
    """Shows how often each rule was confirmed, and how far reviewers agree."""
    from auditor.cli.settings_of import settings_of
    from auditor.cli.store_command import learning_command

    return learning_command(settings_of(store=store))


def _utc(day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=UTC) if day else None
