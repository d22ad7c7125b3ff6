import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.postings import TRAINER

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with this one's dependencies and the wheel, without a network; the folder of its commands."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(home), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    return home / "bin"


def auditor(commands: Path, directory: Path, *arguments: str, text: str = "") -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(directory)}
    ran = subprocess.run(
        [str(commands / "auditor"), *arguments],
        cwd=directory, env=environment, input=text, text=True, capture_output=True, check=True,
    )  # fmt: skip
    return ran.stdout


def test_the_wheel_carries_page_prompts_data_templates_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "auditor/_app.py",
        "auditor/_streamlit.toml",
        "auditor/_prompts/README.md",
        "auditor/_prompts/classify.v1.md",
        "auditor/py.typed",
        "auditor/reports/templates/report.css",
        "auditor/reports/templates/report.html.j2",
        "auditor/taxonomy/data/roles.toml",
    } <= names
    data = {str(p.relative_to(ROOT)) for p in (ROOT / "auditor").rglob("*") if p.is_file() and p.suffix != ".pyc"}
    assert data <= names
    assert not [name for name in names if name.startswith(("tests/", "fixtures/"))]


def test_the_installed_command_works_in_an_empty_directory(installed: Path, tmp_path: Path) -> None:
    assert auditor(installed, tmp_path, "--version").startswith("auditor ")
    report = auditor(installed, tmp_path, "audit", "-", "--title", "Data Scientist", text=TRAINER)
    assert "Data Scientist" in report
    assert "TITLE001" in auditor(installed, tmp_path, "rules")
    assert auditor(installed, tmp_path, "audit", "-", "--format", "html", text=TRAINER).startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == []


def test_the_installed_page_is_found(installed: Path, tmp_path: Path) -> None:
    code = "from auditor.cli.web_command import page_files; print(*page_files(), sep='\\n')"
    ran = subprocess.run(
        [str(installed / "python"), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    page, config = map(Path, ran.stdout.split())
    assert (page.name, config.name) == ("_app.py", "_streamlit.toml")
    assert page.read_text() == (ROOT / "app.py").read_text()
    assert config.is_file()


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input=TRAINER, capture_output=True, text=True, check=True
    )


def test_offline_commands_import_nothing_heavy() -> None:
    code = (
        "import sys; from auditor.cli.entry import run; run(['audit', '-', '--format', 'json']); "
        "heavy = {'instructor', 'openai', 'anthropic', 'streamlit', 'pandas', 'jinja2', 'rich', 'requests', 'httpx2', "
        "'sqlalchemy', 'alembic', 'openpyxl', 'xlsxwriter', 'docx', 'pypdf', 'pyarrow', 'trafilatura', 'mcp'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input=TRAINER, capture_output=True, text=True, check=True
    )
    assert ran.stderr.strip() == "[]"


def test_the_public_names_are_the_package() -> None:
    code = (
        "import auditor.cli.entry; from auditor import Audit, Posting, audit; import auditor; "
        "print(isinstance(audit(Posting('ML Engineer', sys.stdin.read())), Audit), sorted(auditor.__all__))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", "import sys; " + code],
        cwd=ROOT,
        input=TRAINER,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("True ['Action', 'Audit', ")
