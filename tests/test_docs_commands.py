"""How the commands of the documents are taken out of the pages, and that none is left out without a reason."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.rules import degree_without_need
from auditor.taxonomy import RoleId
from tests.builders import build_assessment, build_reading, requirement

ROOT = Path(__file__).parents[1]
commands = SimpleNamespace(**runpy.run_path(str(ROOT / "docs" / "run_commands.py")))
FIVE_STEPS = ROOT / "docs" / "a-rule-in-five-steps.md"
PAGE = """
```bash
auditor rules
```

```console exit=1
$ auditor check a.md \\
    --fail-on info
a.md: note
...
$ false
```

```toml file=auditor.toml
profile = "market"
```

```bash not-run: asks a model's server
auditor audit a.md --reader auto
```
"""


def test_blocks_are_read_with_what_their_info_strings_say() -> None:
    first, second, third, fourth = commands.blocks(PAGE)
    assert (first.is_run, first.exit_code, first.line) == (True, 0, 2)
    assert (second.is_run, second.exit_code) == (True, 1)
    assert (third.is_run, third.file, third.body) == (False, "auditor.toml", 'profile = "market"\n')
    assert (fourth.is_run, fourth.reason) == (False, "asks a model's server")


def test_a_console_block_is_commands_with_what_they_print() -> None:
    steps = commands.steps(list(commands.blocks(PAGE))[1])
    assert [step.script for step in steps] == ["auditor check a.md \\\n    --fail-on info\n", "false\n"]
    assert [step.shown for step in steps] == ["a.md: note\n...\n", ""]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("one\n", "one\n", True),
        ("one\n", "one\ntwo\n", False),
        ("one\n...\n", "one\ntwo\nthree\n", True),
        ("...\ntwo\n", "one\ntwo\n", True),
        ("...\n", "", True),
        ("a.b\n", "axb\n", False),
        ("one  \n", "one\n", True),
    ],
)
def test_what_is_shown_is_compared_line_by_line(shown: str, printed: str, same: bool) -> None:
    assert commands.is_shown(shown, printed) is same


@pytest.mark.parametrize("page", commands.pages(), ids=lambda path: path.name)
def test_every_block_says_what_it_is_and_why_it_is_not_run(page: Path) -> None:
    for block in commands.blocks(page.read_text("utf-8")):
        assert block.language, f"{page.name}:{block.line}: no language"
        assert block.reason is None or len(block.reason) > 8, f"{page.name}:{block.line}: no reason"


def test_a_page_that_is_wrong_is_a_fault(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    wrong = "```console\n$ echo one\ntwo\n```\n\n```bash exit=1\ntrue\n```\n"
    page.write_text(f"{wrong}\n```bash\nls posting.txt\n```\n", "utf-8")
    faults, count = commands.run_page(page)
    assert count == 3
    assert [re.sub(r"^.*?: ", "", fault).split(":")[0] for fault in faults] == [
        "prints something else", "exit code 0, not 1"
    ]  # fmt: skip


def test_the_five_steps_name_files_that_exist() -> None:
    text = FIVE_STEPS.read_text("utf-8")
    named = {path for path in re.findall(r"\b(?:auditor|tests|docs)/[\w./]+\.\w+", text) if "certificate" not in path}
    assert len(named) >= 8
    assert sorted(path for path in named if not (ROOT / path).is_file()) == []


def test_the_rule_of_the_five_steps_is_a_rule() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", FIVE_STEPS.read_text("utf-8"), re.S)
    names = dict(vars(degree_without_need))
    doc = degree_without_need.DEGREE_WITHOUT_NEED.check.__doc__
    exec(code.replace('"""..."""', repr(doc)), names)  # noqa: S102
    for demand, flagged in (("AWS-certified", True), ("AWS-certified is a plus", False)):
        posting = build_assessment(build_reading((requirement(demand),), RoleId.AI_DEVELOPER), None)
        assert bool(names["CERTIFICATE_DEMANDED"].findings(posting)) is flagged
