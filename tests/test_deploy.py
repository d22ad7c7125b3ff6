"""The deployment's files: their steps are taken in an empty folder with an empty home, and what they start answers."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.ports import free_port

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
SYSTEM = ("useradd", "install", "systemctl")
"""Steps that change the machine and are left out."""


def container() -> list[tuple[str, str]]:
    """Instruction and rest of each line of the Containerfile."""
    lines = (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines if line and not line.startswith("#")]


def documented() -> list[str]:
    """The documented lines to install on a server."""
    block = re.search(r"```sh\n(.*?)```", (ROOT / "docs" / "deployment.md").read_text("utf-8"), re.DOTALL)
    assert block is not None
    return block[1].strip().splitlines()


def unit() -> dict[str, list[str]]:
    """The service's settings."""
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "auditor.service").read_text("utf-8").splitlines():
        if "=" in line:
            name, value = line.split("=", 1)
            found.setdefault(name, []).append(value)
    return found


class Machine:
    """A folder that stands for the root of a machine, in which steps are taken."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder, self.home = folder, folder / "var/lib/auditor"
        self.here = folder / "context"
        for made in (self.home, self.here, folder / "opt/auditor"):
            made.mkdir(parents=True)
        shutil.copy(wheel, self.here)
        shutil.copy(ROOT / "requirements.txt", self.here)

    def at(self, text: str) -> str:
        """The text with the machine's folders in place of /opt and /var."""
        return re.sub(r"(?<![\w.])/(opt|var)/", rf"{self.folder}/\1/", text)

    def run(self, step: str) -> None:
        """Takes a step; the locked dependencies are this environment's, as nothing is downloaded."""
        words = shlex.split(step)
        if words[0] in SYSTEM:
            return
        if "--require-hashes" in words:
            assert (ROOT / "requirements.txt").is_file()
            (site,) = (self.folder / "opt/auditor/venv/lib").glob("python*/site-packages")
            (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
            return
        step = re.sub(r"^python3? ", f"{shlex.quote(sys.executable)} ", self.at(step))
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "PIP_NO_INDEX": "1"}
        subprocess.run(["/bin/sh", "-euc", step], cwd=self.here, env=environment, check=True, capture_output=True)

    @contextmanager
    def serving(self, command: list[str], environment: dict[str, str]) -> Iterator[str]:
        """The address of the page that a command of the deployment serves, on a free port of this machine."""
        port = str(free_port())
        words = [self.at(word) for word in command]
        words[words.index("--host") + 1], words[words.index("--port") + 1] = "127.0.0.1", port
        found = {name: self.at(value) for name, value in environment.items()}
        words[0] = shutil.which(words[0], path=found.get("PATH")) or words[0]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(words, cwd=self.home, env=found, stdout=quiet, stderr=quiet) as server:
            try:
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def answers(url: str) -> bool:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.2)
    return False


@pytest.fixture(scope="module")
def machine(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which the Containerfile's steps were taken."""
    made = Machine(tmp_path_factory.mktemp("machine"), wheel)
    for instruction, rest in container():
        if instruction == "COPY":
            *sources, target = rest.split()
            found = [file for source in sources for file in made.here.glob(source)]
            assert len(found) == len(sources)
            for file in found:
                shutil.copy(file, made.at(target))
        elif instruction == "RUN":
            made.run(rest)
    return made


def test_the_containers_command_serves_the_page(machine: Machine) -> None:
    said = dict(container())
    environment = dict(pair.split("=", 1) for pair in said["ENV"].split())
    with machine.serving(json.loads(said["CMD"]), environment) as url:
        assert answers(url)
    text = (ROOT / "auditor/ui/examples/decide.txt").read_text("utf-8")
    found = {name: machine.at(value) for name, value in environment.items()}
    command = [machine.at("/opt/auditor/venv/bin/auditor"), "audit", "-", "--title", "AI Engineer", "--save"]
    done = subprocess.run(command, input=text, cwd=machine.home, env=found, text=True, capture_output=True, check=True)
    assert "saved: 1 new" in done.stderr
    assert (machine.home / "store.sqlite").is_file()


def test_the_services_command_serves_the_page_with_the_services_environment(machine: Machine) -> None:
    said = unit()
    environment = dict(pair.split("=", 1) for pair in said["Environment"])
    with machine.serving(shlex.split(said["ExecStart"][0]), environment) as url:
        assert answers(url)


def test_the_documented_steps_install_what_the_service_starts(wheel: Path, tmp_path: Path) -> None:
    made = Machine(tmp_path, wheel)
    for step in documented():
        made.run(step)
    program = made.at(shlex.split(unit()["ExecStart"][0])[0])
    done = subprocess.run(
        [program, "--version"], env={"HOME": str(made.home)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("auditor ")


def test_the_unit_is_one_that_systemd_reads(machine: Machine, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed")
    copy = tmp_path / "auditor.service"
    copy.write_text(machine.at((DEPLOY / "auditor.service").read_text("utf-8")).replace("User=auditor", "User=root"))
    done = subprocess.run([program, "verify", str(copy)], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if "auditor.service" in line]
    assert told == []


def test_the_proxy_passes_the_web_socket_and_holds_everything_else_back() -> None:
    said = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert said.count("{") == said.count("}") == 2
    assert 'proxy_set_header Connection "upgrade";' in said
    port = shlex.split(unit()["ExecStart"][0])[-1]
    assert f"proxy_pass http://127.0.0.1:{port};" in said
    policy = dict(part.split(maxsplit=1) for part in re.findall(r"([a-z]+-[a-z]+ '[^;\"]*)", said))
    assert policy["default-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
