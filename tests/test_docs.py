import re
import runpy
import tomllib
from pathlib import Path

import pytest

from tests.cli.postings import TRAINER

ROOT = Path(__file__).parents[1]


def test_generated_docs_are_up_to_date() -> None:
    stale = runpy.run_path(str(ROOT / "docs" / "generate.py"))["stale"]()
    assert stale == [], "run: make docs"


def test_every_rule_is_documented() -> None:
    from auditor.rules import ALL_RULES

    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        f"## {rule.code} {rule.name}" for rule in ALL_RULES
    ]


def test_every_section_of_the_guide_has_a_test_that_exists() -> None:
    tests = runpy.run_path(str(ROOT / "docs" / "guide_coverage.py"))["TESTS"]
    assert sorted(tests) == list(range(1, 11))
    for test in tests.values():
        path, _, name = test.partition("::")
        assert f"def {name}" in (ROOT / path).read_text("utf-8")


def test_every_benchmark_is_named_as_it_runs_in_a_checkout() -> None:
    commands = re.findall(r"^(?:\$ )?python .*", (ROOT / "docs" / "benchmarks.md").read_text("utf-8"), re.M)
    modules = {match[1] for line in commands if (match := re.match(r"(?:\$ )?python -m benchmarks\.(\w+)", line))}
    assert [line for line in commands if "python -m benchmarks." not in line] == []
    assert all((ROOT / "benchmarks" / f"{name}.py").is_file() for name in modules)


def test_the_python_lines_of_the_readme_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "posting.txt").write_text(TRAINER, "utf-8")
    monkeypatch.chdir(tmp_path)
    (lines,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    exec(lines, {})  # noqa: S102
    assert capsys.readouterr().out.split()[0] in {"fix", "decide", "note", "ready", "review"}


def test_every_link_between_documents_leads_to_a_file() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_extra_that_is_named_can_be_installed() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    pages = [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "auditor").rglob("*.py"),
    ]
    said = "\n".join(page.read_text("utf-8") for page in pages)
    named = set(re.findall(r"(?:posting-auditor|\.)\[([a-z-]+)\]", said)) | set(re.findall(r"extra `([a-z-]+)`", said))
    assert {"mcp", "oidc", "ray", "postgresql"} <= named <= extras.keys()
