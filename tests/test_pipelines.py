"""The hook for pre-commit and the action for GitHub, run as those two run them, without a network."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from sarif_kit.validate import validation_errors

from tests.cli.postings import MISTITLED, TRAINER

ROOT = Path(__file__).parents[1]
GOOD = f"---\ntitle: Machine Learning Engineer\nlocation: Leeds\n---\n\n{TRAINER}"


@pytest.fixture
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH with the command `auditor` of this checkout."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "auditor"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -P -m auditor "$@"\n')
    command.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that keeps three postings, one of them deep down and with a hostile name."""
    for name, text in (
        ("postings/pilots.md", f"# {MISTITLED}"),
        ("postings/north/::error::claims `id` $(id).md", GOOD),
        ("postings/notes.txt", "Notes about the next fair."),
        ("README.md", "# Our postings\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def ran(arguments: list[str], folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path, "HOME": str(folder)}
    return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True)


def hook() -> dict[str, Any]:
    (one,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return dict(one)


def test_the_hook_names_a_command_that_the_package_installs() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert shlex.split(hook()["entry"])[0] in scripts
    assert hook()["language"] == "python"


@pytest.mark.parametrize(
    ("file", "taken"),
    [("postings/a.md", True), ("site/jobs/b.markdown", True), ("jobs/c.txt", True), ("README.md", False)],
)
def test_the_hook_takes_files_of_postings(file: str, taken: bool) -> None:
    assert bool(re.search(hook()["files"], file)) is taken


def test_the_hook_is_given_several_files_and_fails_on_a_wrong_title(repository: Path, path: str) -> None:
    entry = shlex.split(hook()["entry"])
    assert hook()["args"] == ["--"]
    both = ["postings/pilots.md", "postings/north/::error::claims `id` $(id).md"]
    found = ran([*entry, "--", *both], repository, path)
    assert found.returncode == 1, found.stderr
    lines = found.stdout.splitlines()
    assert lines[0].startswith("postings/pilots.md: decide: ")
    assert any(re.match(r"postings/pilots\.md:\d+:3: warning TITLE001 ", line) for line in lines)
    assert ran([*entry, "--", both[1]], repository, path).returncode == 0
    assert ran([*entry, "--profile", "market", "--", *both], repository, path).returncode == 0


def test_no_name_of_a_file_is_an_option_of_the_hook(repository: Path, path: str) -> None:
    named = "--output=README.md/postings/a.md"
    (repository / named).parent.mkdir(parents=True)
    (repository / named).write_text(GOOD, "utf-8")
    found = ran([*shlex.split(hook()["entry"]), *hook()["args"], named, "postings/pilots.md"], repository, path)
    assert f"\n{named}: " in f"\n{found.stdout}"
    assert (repository / "README.md").read_text("utf-8") == "# Our postings\n"


def test_a_file_that_is_no_text_does_not_keep_the_others_from_being_checked(repository: Path, path: str) -> None:
    (repository / "postings/scan.md").write_bytes(b"%PDF-1.7 \x00")
    found = ran(["auditor", "check", "postings/scan.md", "postings/pilots.md"], repository, path)
    assert found.returncode == 2
    assert found.stderr.startswith("error: postings/scan.md: the input is a PDF, not text\nhint: ")
    assert "postings/pilots.md: decide: " in found.stdout


@dataclass
class Done:
    """What a run of the action's steps left behind."""

    code: int
    log: str
    outputs: dict[str, str]


def run_action(repository: Path, path: str, tmp: Path, **inputs: str) -> Done:
    """The action's `run` steps by bash with the variables of GitHub's runner, until one fails."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    values = {name: given.get("default", "") for name, given in action["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    output, paths = tmp / "output", tmp / "path"
    log = ""
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        own = {name: re.sub(r"\$\{\{ inputs\.([\w-]+) }}", lambda m: values[m[1]], text)
               for name, text in step.get("env", {}).items()}  # fmt: skip
        output.touch()
        runner = {
            "PATH": path, "HOME": str(tmp), "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(output),
            "GITHUB_PATH": str(paths), "GITHUB_WORKSPACE": str(repository), "RUNNER_TEMP": str(tmp),
        }  # fmt: skip
        (tmp / "step.sh").write_text(step["run"], "utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(tmp / "step.sh")],
            cwd=repository, env=runner | own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        log += done.stdout
        if done.returncode:
            break
    return Done(done.returncode, log, dict(line.split("=", 1) for line in output.read_text().splitlines()))


def test_the_action_writes_valid_sarif_with_a_place_for_every_finding(
    repository: Path, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done = run_action(repository, path, tmp_path_factory.mktemp("runner"))
    assert done.code == 0, done.log
    assert done.outputs == {"sarif-file": "postings.sarif"}
    log = json.loads((repository / "postings.sarif").read_text("utf-8"))
    assert validation_errors(log) == []
    (run,) = log["runs"]
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert uris[-1] == "postings/pilots.md"
    assert len(uris) == 2
    text = (repository / "postings/pilots.md").read_text("utf-8").splitlines()
    titles = [result for result in run["results"] if result["ruleId"] == "TITLE001"]
    assert [result["level"] for result in titles] == ["warning"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == uris[place["artifactLocation"]["index"]]
        assert place["region"]["startLine"] >= 1
    region = titles[0]["locations"][0]["physicalLocation"]["region"]
    assert text[region["startLine"] - 1][region["startColumn"] - 1 :] == region["snippet"]["text"]


def test_the_action_fails_when_it_is_told_to_and_still_leaves_its_file(
    repository: Path, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tmp = tmp_path_factory.mktemp("runner")
    done = run_action(repository, path, tmp, fail_on="warning", sarif_file="out file.sarif", files="postings/*.md")
    assert done.code == 1
    assert "warning TITLE001" in done.log
    assert done.outputs == {"sarif-file": "out file.sarif"}
    assert (repository / "out file.sarif").is_file()


def test_no_name_of_a_file_is_a_command_of_the_runner(
    repository: Path, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (repository / "::error::x.md").write_text(GOOD, "utf-8")
    done = run_action(repository, path, tmp_path_factory.mktemp("runner"), files="*.md", profile="market")
    lines = done.log.splitlines()
    stopped = next(number for number, line in enumerate(lines) if line.startswith("::stop-commands::"))
    token = lines[stopped].removeprefix("::stop-commands::")
    again = lines.index(f"::{token}::")
    commands = [number for number, line in enumerate(lines) if line.startswith("::error")]
    assert commands
    assert all(stopped < number < again for number in commands)


def test_the_action_says_when_no_file_matches(
    repository: Path, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done = run_action(repository, path, tmp_path_factory.mktemp("runner"), files="nowhere/*.md")
    assert done.code == 2
    assert done.log == "::error::no file matches the input 'files'\n"
    assert run_action(repository, path, tmp_path_factory.mktemp("runner"), files="$(touch pwned)").code == 2
    assert not (repository / "pwned").exists()
