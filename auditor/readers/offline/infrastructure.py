"""The data infrastructure that exists, as postings state it: what they run by name, weighed by how they name it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.facts.scan import Scan
from auditor.patterns import pattern
from auditor.posting import WORK_SECTIONS, Section, Statement

__all__ = ["NAMES", "STORES", "infrastructure_in"]

STORES = frozenset(
    """snowflake databricks bigquery redshift dbt airflow kafka s3 hadoop hive synapse fivetran dagster dataflow
    dataproc athena glue looker clickhouse iceberg flink kinesis emr teradata informatica alteryx""".split()  # noqa: SIM905
) | {"delta lake", "sql server", "microsoft fabric", "data factory", "google analytics"}
"""Named warehouses, stores and movers of data."""

_ANALYTICAL = (
    (STORES - {"glue", "google analytics", "alteryx"})
    | frozenset(
        """spark gcs adls lakehouse druid trino presto starburst tecton feast nexla nifi talend matillion ssis prefect
    hdfs hbase vertica netezza db2 greenplum duckdb pubsub collibra""".split()  # noqa: SIM905
    )
    | {
        "aws glue",
        "apache beam",
        "blob storage",
        "cloud storage",
        "event hub",
        "event hubs",
        "pub sub",
        "unity catalog",
    }
)
"""Names that only data infrastructure has; "glue code" and the tools of analysts are none of it."""

_DATABASES = frozenset(
    """postgres postgresql mysql mariadb mongodb dynamodb redis elastic elasticsearch opensearch cassandra couchbase
    pinecone weaviate qdrant pgvector milvus aurora alloydb neo4j rds oracle firestore spanner""".split()  # noqa: SIM905
) | {"azure sql", "cloud sql", "cosmos db", "sql azure"}
"""Databases that an application may have for itself."""

_OPTIONAL = pattern(
    r"\be\.?g\b|\bsuch as\b|\blike\b|\bor (?:similar|equivalent|other|another)\b|\bsimilar (?:tools|tech|platforms)"
    r"|\ba (?:\w{1,20} )?plus\b|\bpreferred\b|\boptional\b|\bnice to have\b|\bideally\b"
    r"|\bexperience (?:with|in|using)\b|\bproficien|\bfamiliar|\bknowledge\b|\bexpertise\b|\bhands-on\b"
)
"""What follows is an example, or a skill of the candidate."""
_STACK_HEADING = pattern(r"\bstack\b|\btechnology environment\b|\btools (?:we|you)\b|\bwhat we use\b")
_TOOLS_HEADING = pattern(r"\btools (?:and|&) technolog|\btechnologies\b")
"""A heading of the stack, unless what stands under it is asked of the candidate."""
_RUNS = pattern(
    r"\b(?:we|they) (?:(?:currently|primarily|mainly|also|mostly) )?(?:use|run|rely)\b"
    r"|\b(?:our|their|the|modern|tech|technology|core) (?:\w{1,20} ){0,2}stack\b"
    r"|^\W{0,3}(?:tech(?:nology|nical)? )?stack\b"
    r"|\bhosted (?:in|on)\b|\b(?:powered|backed) by\b|\bbuilt on\b|\bruns on\b"
    r"|\bour (?:\w{1,20} ){0,2}(?:data|warehouse|lake|lakehouse)\b"
)
"""The employer says that it has what is named."""
_RUNNING = ("we ", "they ", "stack", "hosted ", "powered by", "backed by", "built on", "runs on", "our ")
"""One of these stands in every text that _RUNS finds something in."""
_THEIRS = pattern(
    r"\b(?:our|existing|current|internal|enterprise|central|company(?:['’]s)?)(?:[ ,]{1,2}[\w/-]{1,24}){0,3}[ ,]{1,2}"
    r"(?:data (?:warehouse|lake\w{0,6}|platforms?|infrastructure|sources?|pipelines?|stack|stores?|systems?)"
    r"|warehouse|lakehouse|databases?|pipelines?|etl)\b"
)
"""Data infrastructure without a name that exists already."""
_ABOUT_DATA = pattern(
    r"\bdata (?:pipeline|warehouse|lake|ingestion|engineer|infrastructure|platform|store|source|model)|\betl\b|\belt\b"
    r"|\bsql\b|\b(?:snowflake|databricks|bigquery|redshift|dbt|airflow|kafka|spark|s3)\b"
)
_DATA_WORDS = ("data", "etl", "elt", "sql", "warehouse", "lakehouse", "pipeline", "s3", "snowflake", "bigquery",
               "redshift", "dbt", "airflow", "kafka", "spark")  # fmt: skip

_SOLD = frozenset(
    """snowflake databricks fivetran dagster clickhouse confluent redis mongodb oracle elastic informatica alteryx
    starburst tecton collibra matillion talend neo4j pinecone weaviate qdrant""".split()  # noqa: SIM905
)
NAMES = STORES | _ANALYTICAL | _DATABASES | _SOLD
"""Every name that is looked for among a statement's phrases."""
_MAKER = pattern(
    rf"\b(?:at|join|joining|about|of|work for) (?:the )?({'|'.join(sorted(_SOLD))})(?: team| employee|,| is\b| are\b)"
)
"""An employer that makes the thing: there its name is the product, not what the company's data stands in."""

_ENOUGH = 8
_RUN, _USED, _OPTION, _DATABASE, _UNNAMED, _MENTION = 8, 4, 2, 2, 2, 1
"""Points of a name that the employer says it has, of one that the work uses, of one among examples, of a database,
of a statement of infrastructure without a name, and of a mention; set on half of the labelled companies."""
_NAMES, _STATEMENTS, _MENTIONS = 3, 2, 6
"""How many of a kind earn points, so that no list of one kind speaks for a posting alone."""


@dataclass(slots=True)
class _Named:
    run: set[str]
    used: set[str]
    optional: set[str]
    databases: set[str]
    naming: list[tuple[int, int]]
    theirs: list[int]
    mentions: int = 0

    def points(self) -> int:
        used = self.used - self.run
        optional = self.optional - self.used - self.run
        names = [(self.run, _RUN), (used, _USED), (optional, _OPTION), (self.databases, _DATABASE)]
        named = sum(points * min(len(found), _NAMES) for found, points in names)
        unnamed = _UNNAMED * min(len(self.theirs), _STATEMENTS)
        return named + unnamed + _MENTION * min(self.mentions, _MENTIONS)


def infrastructure_in(
    lines: Sequence[tuple[Statement, str]],
    names: Mapping[int, set[str]],
    headings: Sequence[tuple[int, str]],
    scan: Scan,
) -> list[int]:
    """The statements that state the data infrastructure that exists, the ones that say most first; none without it.

    `lines` are statements with their text in lower case, `names` those of `NAMES` that a statement has, by its number,
    `headings` offsets and text, `scan` is of the text that the lines are of.

    A name counts where the employer says that it has it (a tech stack, "we use"), less where a duty uses it, least as
    an example; the names that requirements ask for do not count.
    """
    found = _Named(set(), set(), set(), set(), [], [])
    sold = any(not _SOLD.isdisjoint(named) for named in names.values())
    makers = {name for _, said in lines for name in _MAKER.findall(said)} if sold else set()
    under = _Headings(headings)
    data_words = scan.among(_DATA_WORDS)
    for statement, said in lines:
        if named := names.get(statement.number):
            _count_names(found, statement, said, named - makers, under)
        if statement.section in WORK_SECTIONS and any(map(said.__contains__, data_words)):
            found.mentions += len(_ABOUT_DATA.findall(said))
            if _THEIRS.search(said):
                found.theirs.append(statement.number)
    if found.points() < _ENOUGH:
        return []
    return list(dict.fromkeys([*_strongest(found.naming), *found.theirs]))


def _count_names(found: _Named, statement: Statement, said: str, named: set[str], under: _Headings) -> None:
    names, databases = named & _ANALYTICAL, named & _DATABASES
    if not names and not databases:
        return
    optional = bool(_OPTIONAL.search(said))
    if _employer_has(statement, said, optional, under):
        kind, points = found.run, _RUN
    elif statement.section not in WORK_SECTIONS:
        return
    else:
        kind, points = (found.optional, _OPTION) if optional else (found.used, _USED)
    kind |= names
    if kind is not found.optional:
        found.databases |= databases
    elif not names:
        return
    found.naming.append((points * len(names) + _DATABASE * len(databases), statement.number))


def _employer_has(statement: Statement, said: str, optional: bool, under: _Headings) -> bool:
    if statement.section is Section.NICE_TO_HAVE:
        return False
    runs = any(map(said.__contains__, _RUNNING)) and _RUNS.search(said) is not None
    return runs or (not optional and under.a_stack(statement))


@dataclass(frozen=True, slots=True)
class _Headings:
    found: Sequence[tuple[int, str]]

    def a_stack(self, statement: Statement) -> bool:
        """Whether the nearest heading above says that what follows is the employer's stack."""
        above = bisect_left(self.found, (statement.start, ""))
        if not above:
            return False
        said = self.found[above - 1][1]
        asked = statement.section is Section.REQUIREMENTS
        return bool(_STACK_HEADING.search(said)) or (not asked and bool(_TOOLS_HEADING.search(said)))


def _strongest(naming: Sequence[tuple[int, int]]) -> Iterator[int]:
    return (number for _, number in sorted(naming, key=lambda named: (-named[0], named[1])))
