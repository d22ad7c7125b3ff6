"""Commands with their arguments and help. Each imports what it does when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

__all__ = ["CheckFormat", "Engine", "FailOn", "Fallback", "FormatName", "RewriteFormat", "SortBy", "StoreUrl", "app"]

FormatName = Literal["terminal", "json", "markdown", "html", "sarif", "docx"]
SortBy = Literal["input", "action"]
Fallback = Literal["never", "offline"]
CheckFormat = Literal["lines", "sarif"]
Engine = Literal["direct", "provider-batch", "ray"]
RewriteFormat = Literal["terminal", "diff", "json", "markdown"]
FailOn = Literal["never", "info", "warning", "error"]

app = typer.Typer(
    help="Says which AI role a job posting really describes, and where title, duties and requirements disagree.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

_EXIT_CODES = (
    "Exit codes: 0 done, 1 --fail-on reached, 2 usage or unreadable input, 3 some rows failed or a model did, "
    "130 interrupted."
)

_DOCTOR_CODES = (
    "Exit codes: 0 the chosen reader works, 2 the settings cannot be used, 3 the chosen reader does not work."
)

_ENGINE = (
    "How postings are read: on this machine; in a model provider's batches (Anthropic, OpenAI), at half the price and "
    "within a day; or by Ray, offline, INPUT a folder or address of Parquet partitions."
)
_INPUT = (
    "Postings: CSV, TSV, XLSX, JSON, JSON Lines, Parquet, an export of an applicant tracking system, saved job pages, "
    "text, Markdown, PDF, DOCX, or folders and ZIPs of these; - for standard input."
)

Reader = Annotated[
    str | None,
    typer.Option(
        help="Who reads: offline (default), anthropic/MODEL, openai/MODEL, ollama/MODEL, or auto (a model when a key "
        "is set).",
        metavar="NAME",
    ),
]
BaseUrl = Annotated[
    str | None, typer.Option(help="Where the model is, for any server that speaks its protocol.", metavar="URL")
]
Timeout = Annotated[
    float | None, typer.Option(help="Seconds for the model's answer about a posting; 60.", metavar="SECONDS")
]
Cache = Annotated[
    Path | None,
    typer.Option(help="Keep a model's drafts in this folder, without any text, and use those kept.", metavar="DIR"),
]
Save = Annotated[bool, typer.Option("--save", help="Keep text, reading and audit for review.")]
StoreUrl = Annotated[
    str | None, typer.Option("--store", help="Where audits are kept: a file, or a database's URL.", metavar="URL")
]
Profile = Annotated[str | None, typer.Option(help="How titles are used: guide (default) or market.", metavar="NAME")]


def _version(asked: bool) -> None:
    if asked:
        import auditor

        typer.echo(f"auditor {auditor.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, epilog="Example: auditor audit posting.txt --title 'AI Engineer'")
def auditor_(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Says which AI role a job posting really describes, and where title, duties and requirements disagree."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(epilog=_EXIT_CODES)
def audit(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.", metavar="FILE|-")],
    title: Annotated[str | None, typer.Option(help="The title, when the text does not start with it.")] = None,
    location: Annotated[str | None, typer.Option(help="Where the job is, for pay and its rules.")] = None,
    format: Annotated[FormatName, typer.Option(help="How to report.")] = "terminal",
    output: Annotated[Path | None, typer.Option(help="Write the report to this file.", metavar="FILE")] = None,
    reader: Reader = None,
    profile: Profile = None,
    base_url: BaseUrl = None,
    timeout: Timeout = None,
    cache: Cache = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 on a finding this loud or louder.")] = "never",
    save: Save = False,
    requisition: Annotated[str | None, typer.Option(help="The vacancy's id, for --save.", metavar="ID")] = None,
    store: StoreUrl = None,
) -> int:
    """Audits one posting.

    \b
    Examples:
      auditor audit posting.txt
      pbpaste | auditor audit - --title "Senior AI Engineer"
      auditor audit posting.txt --format html --output report.html
      auditor audit posting.txt --format docx --output comments.docx
      auditor audit posting.txt --profile market --fail-on warning
      auditor audit posting.txt --reader ollama/llama3.2
    """
    from auditor.cli.audit_command import Saving, audit_command
    from auditor.cli.settings_of import settings_of

    settings = settings_of(reader=reader, profile=profile, base_url=base_url, timeout=timeout, cache=cache, store=store)
    saving = Saving(requisition) if save else None
    return audit_command(file, title, location, format, output, fail_on, settings, saving)


@app.command(epilog=_EXIT_CODES)
def check(
    files: Annotated[list[str], typer.Argument(help="Text or Markdown files, one posting each.", metavar="FILE")],
    format: Annotated[CheckFormat, typer.Option(help="How to report.")] = "lines",
    output: Annotated[Path | None, typer.Option(help="Write the report to this file.", metavar="FILE")] = None,
    profile: Profile = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 on a finding this loud or louder.")] = "warning",
) -> int:
    """Checks postings that are kept as files: one line a finding, for hooks and pipelines.

    Always read offline. A title and location in a Markdown file's front matter are the posting's.

    \b
    Examples:
      auditor check postings/*.md
      auditor check postings/*.md --format sarif --output findings.sarif
      auditor check posting.txt --fail-on error
    """
    from auditor.cli.check_command import check_command
    from auditor.cli.settings_of import settings_of

    return check_command(files, format, output, fail_on, settings_of(profile=profile))


@app.command(epilog=_EXIT_CODES)
def rewrite(
    file: Annotated[str, typer.Argument(help="A text file, or - for standard input.", metavar="FILE|-")],
    title: Annotated[str | None, typer.Option(help="The title, when the text does not start with it.")] = None,
    location: Annotated[str | None, typer.Option(help="Where the job is, for pay and its rules.")] = None,
    format: Annotated[RewriteFormat, typer.Option(help="How to show the draft.")] = "terminal",
    output: Annotated[Path | None, typer.Option(help="Write to this file.", metavar="FILE")] = None,
    reader: Reader = None,
    profile: Profile = None,
    base_url: BaseUrl = None,
    timeout: Timeout = None,
) -> int:
    """Drafts a posting that would pass, audits the draft, and shows what it changes and why.

    Lines without an edit stay as they are; what only you can say becomes a marked place. A Markdown file's front matter
    gives title and location, and stays as it is too.

    \b
    Examples:
      auditor rewrite posting.txt
      auditor rewrite posting.txt --title "Senior AI Engineer" --format diff
      pbpaste | auditor rewrite - --format json | jq -r .text
      auditor rewrite posting.txt --reader ollama/llama3.2 --format markdown --output draft.md
    """
    from auditor.cli.rewrite_command import rewrite_command
    from auditor.cli.settings_of import settings_of

    settings = settings_of(reader=reader, profile=profile, base_url=base_url, timeout=timeout)
    return rewrite_command(file, title, location, format, output, settings)


@app.command(epilog=_EXIT_CODES)
def batch(
    inputs: Annotated[list[str], typer.Argument(help=_INPUT, metavar="INPUT|-")],
    out: Annotated[str, typer.Option(help="Folder for the results.", metavar="DIR")],
    reader: Reader = None,
    profile: Profile = None,
    base_url: BaseUrl = None,
    timeout: Timeout = None,
    cache: Cache = None,
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="Which column holds a field; repeatable.", metavar="FIELD=COLUMN")
    ] = None,
    concurrency: Annotated[
        int | None,
        typer.Option(help="Postings at a time: processes (all cores), or calls to a model (8).", min=1, metavar="N"),
    ] = None,
    engine: Annotated[Engine, typer.Option(help=_ENGINE)] = "direct",
    poll: Annotated[
        float, typer.Option(help="Seconds between two looks at a provider's batches.", min=0.1, metavar="SECONDS")
    ] = 30.0,
    skip_closed: Annotated[
        bool, typer.Option("--skip-closed", help="Leave out rows whose status says the job is closed.")
    ] = False,
    sort: Annotated[SortBy, typer.Option(help="Order of results.csv and results.xlsx.")] = "input",
    budget: Annotated[
        float | None, typer.Option(help="Stop before a model has cost more in this folder.", min=0, metavar="USD")
    ] = None,
    max_rate: Annotated[float | None, typer.Option(help="Calls to a model a minute, at most.", min=0.1)] = None,
    fallback: Annotated[Fallback, typer.Option(help="Who reads a row that the model failed on.")] = "never",
    parquet: Annotated[bool, typer.Option("--parquet", help="Write audits.parquet too.")] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="Write findings.sarif too, for code hosts.")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Write results.xlsx for more than 50,000 rows too.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only forecast rows, time, tokens and money; nothing is sent.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Do the failed rows of an earlier run again.")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Discard what an earlier run in the folder has kept.")
    ] = False,
    save: Save = False,
    store: StoreUrl = None,
) -> int:
    """Audits every row of the inputs; every row is accounted for in the ledger.

    Interrupted or killed, the same command goes on where it was.

    \b
    Examples:
      auditor batch postings.jsonl --out results
      auditor batch postings.csv --out results --skip-closed --sort action
      auditor batch greenhouse.json pdfs/ more.zip --out results
      auditor batch postings.csv --out results --map text=Body --map title="Job title"
      auditor batch postings.csv --out results --reader anthropic/MODEL --engine provider-batch
      auditor batch s3://BUCKET/postings --out s3://BUCKET/audits --engine ray
    """
    from auditor.cli.batch_command import BatchFlags, batch_command
    from auditor.cli.settings_of import settings_of

    flags = BatchFlags(
        tuple(map_ or ()), concurrency, skip_closed, sort, retry_failed, restart, budget, max_rate, fallback,
        dry_run=dry_run, parquet=parquet, sarif=sarif, save=save, engine=engine, poll=poll, xlsx=xlsx,
    )  # fmt: skip
    settings = settings_of(reader=reader, profile=profile, base_url=base_url, timeout=timeout, cache=cache, store=store)
    if engine == "ray":
        from auditor.cli.ray_command import ray_command

        return ray_command(inputs, out, flags, settings)
    return batch_command(inputs, Path(out), flags, settings)


@app.command("eval", epilog=_EXIT_CODES)
def eval_(
    labelled: Annotated[
        Path,
        typer.Argument(help="JSON Lines with id, title, text and labels (role, title_claims, ...).", metavar="FILE"),
    ],
    reader: Reader = None,
    profile: Profile = None,
    base_url: BaseUrl = None,
    timeout: Timeout = None,
    cache: Cache = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Score this audits.jsonl instead of reading; matched by id.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, schema auditor.eval/1.")] = False,
    errors: Annotated[int, typer.Option(help="How many of the worst errors to list.", min=0, metavar="N")] = 10,
    save: Annotated[Path | None, typer.Option(help="Keep what was said of each posting.", metavar="FILE")] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Show what flipped since the run kept in this file.", metavar="FILE")
    ] = None,
) -> int:
    """Measures a reader on labelled postings; contested ones count only as to review or not.

    \b
    Examples:
      auditor eval labelled.jsonl
      auditor eval labelled.jsonl --errors 30 --save before.json
      auditor eval labelled.jsonl --compare before.json
      auditor eval labelled.jsonl --predictions results/audits.jsonl --json
    """
    from auditor.cli.eval_command import eval_command
    from auditor.cli.settings_of import settings_of

    settings = settings_of(reader=reader, profile=profile, base_url=base_url, timeout=timeout, cache=cache)
    return eval_command(labelled, predictions, as_json, errors, save, compare, settings)


@app.command()
def rules(
    code: Annotated[str | None, typer.Argument(help="One rule, for example TITLE001.", metavar="[CODE]")] = None,
    format: Annotated[Literal["terminal", "markdown"], typer.Option(help="How to show.")] = "terminal",
) -> int:
    """Lists the rules, or explains one.

    \b
    Examples:
      auditor rules
      auditor rules TITLE001
      auditor rules --format markdown
    """
    from auditor.cli.rules_command import rules_command

    return rules_command(code, format)


@app.command(epilog=_DOCTOR_CODES)
def doctor(
    reader: Reader = None,
    base_url: BaseUrl = None,
    timeout: Timeout = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no server, and send nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, schema auditor.doctor/1.")] = False,
) -> int:
    """Says what is configured, reachable and working, and what to do when it is not.

    Every provider with a key is asked for its list of models, and the chosen reader to read one sample posting.

    \b
    Examples:
      auditor doctor
      auditor doctor --reader openai/MODEL --base-url http://127.0.0.1:8080/v1
      auditor doctor --offline --json
    """
    from auditor.cli.doctor_command import doctor_command
    from auditor.cli.settings_of import settings_of

    return doctor_command(settings_of(reader=reader, base_url=base_url, timeout=timeout), not offline, as_json)


@app.command()
def web(
    port: Annotated[int | None, typer.Option(help="Port, 8501 by default; PORT sets it too.")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> int:
    """Serves the page, without opening a browser and without telemetry.

    \b
    Examples:
      auditor web
      auditor web --port 9000
    """
    from auditor.cli.settings_of import settings_of
    from auditor.cli.web_command import web_command

    return web_command(host, settings_of(port=port).port)


@app.command()
def mcp(profile: Profile = None) -> int:
    """Serves audits to an assistant, over the Model Context Protocol.

    The tools are audit, explain_rule and rewrite, on standard input and output. The offline reader reads, whatever is
    configured: nothing leaves the machine. Needs the extra mcp.

    \b
    Examples:
      auditor mcp
      auditor mcp --profile market
    """
    from auditor.cli.mcp_command import mcp_command
    from auditor.cli.settings_of import settings_of

    return mcp_command(settings_of(profile=profile))
