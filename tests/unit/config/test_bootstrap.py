"""config/bootstrap on machines of several kinds, played by stand-ins for the programs it calls."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="bootstrap is for POSIX")

ROOT = Path(__file__).parents[3]
# What bootstrap may use of the real machine.
COREUTILS = ("bash", "cat", "cksum", "dirname", "env", "head", "sed", "sort", "tr")
PACKAGES = """
[run]
libsame       # everywhere
libnew | libold
[test]
browser
"""


class Machine:
    """A clone of the project and a PATH of stand-ins that write down how they were called."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.bin = directory / "bin"
        self.clone = directory / "clone"
        self.log = directory / "log"
        (self.clone / "config").mkdir(parents=True)
        self.bin.mkdir()
        shutil.copy(ROOT / "config" / "bootstrap", self.clone / "config")
        (self.clone / "config" / "debian-packages.txt").write_text(PACKAGES, encoding="utf-8")
        for name in ("uv.lock", "pyproject.toml"):
            (self.clone / name).touch()
        for name in COREUTILS:
            (self.bin / name).symlink_to(shutil.which(name) or name)
        self._usual()

    def _usual(self) -> None:
        """Debian with Python 3.11, root, uv and every package there."""
        self.has("python3", 'echo "Python 3.11.2"')
        self.has("getconf", "echo glibc 2.36")
        self.has("id", "echo 0")
        self.has("dpkg-query", "echo installed")
        self.has("apt-get", "")
        self.has("apt-cache", '[ "$2" != libnew ]')
        machiai = f"{self.clone}/.venv/bin/machiai"
        self.has(
            "uv",
            f'case "$1" in sync) mkdir -p {self.clone}/.venv/bin;'
            f' printf "#!/bin/sh\\necho machiai \\"\\$@\\"\\n" >{machiai};'
            f" /bin/chmod +x {machiai} ;; esac",
        )
        self.has("mkdir", 'exec /bin/mkdir "$@"')

    def has(self, name: str, does: str) -> None:
        """Put a program on the machine: a shell script that also logs its call."""
        program = self.bin / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>{self.log}\n{does}\n', encoding="utf-8")
        program.chmod(0o755)

    def lacks(self, name: str) -> None:
        (self.bin / name).unlink()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("", encoding="utf-8")
        command = [str(self.clone / "config" / "bootstrap"), *arguments]
        env = {"PATH": str(self.bin), "HOME": str(self.directory)}
        return subprocess.run(
            command, env=env, cwd=self.directory, capture_output=True, text=True, check=False
        )

    def calls(self, program: str) -> list[str]:
        """The arguments of each call of a program in the last run."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line.partition(" ")[2] for line in lines if line.split(" ")[0] == program]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_it_makes_the_environment_from_the_lock_file_and_runs(machine: Machine) -> None:
    done = machine.run("demo", "--seconds", "5")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "machiai demo --seconds 5"
    (sync,) = [call for call in machine.calls("uv") if call.startswith("sync")]
    assert "--locked" in sync
    assert machine.calls("apt-get") == []


def test_the_second_run_calls_nothing(machine: Machine) -> None:
    machine.run("demo")
    assert machine.run("demo").returncode == 0
    for program in ("uv", "apt-get", "dpkg-query", "python3"):
        assert machine.calls(program) == []


@pytest.mark.parametrize("file", ["uv.lock", "pyproject.toml", "config/debian-packages.txt"])
def test_a_changed_file_is_set_up_anew(machine: Machine, file: str) -> None:
    machine.run("demo")
    with (machine.clone / file).open("a", encoding="utf-8") as changed:
        changed.write("\n# changed\n")
    machine.run("demo")
    assert any(call.startswith("sync") for call in machine.calls("uv"))


def test_missing_packages_are_installed_under_the_name_of_this_release(machine: Machine) -> None:
    machine.has("dpkg-query", "exit 1")
    assert machine.run("demo").returncode == 0
    update, install = machine.calls("apt-get")
    assert update.startswith("update")
    assert install.endswith("--no-install-recommends libsame libold")


def test_one_of_two_names_is_enough(machine: Machine) -> None:
    machine.has("dpkg-query", 'case "$4" in libold|libsame) echo installed ;; esac')
    assert machine.run("demo").returncode == 0
    assert machine.calls("apt-get") == []


def test_the_tests_need_more_than_the_demo(machine: Machine) -> None:
    machine.has("dpkg-query", 'case "$4" in browser) ;; *) echo installed ;; esac')
    machine.has("ruff", "exit 1")
    assert machine.run("demo").returncode == 0
    assert machine.calls("apt-get") == []
    machine.run("test")
    assert machine.calls("apt-get")[-1].endswith("browser")


def test_a_user_installs_by_sudo(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("sudo", '"$@"')
    machine.has("dpkg-query", "exit 1")
    assert machine.run("demo").returncode == 0
    assert [call.split()[0] for call in machine.calls("sudo")] == ["apt-get", "env"]


def test_a_user_without_sudo_is_told_what_to_ask_for(machine: Machine) -> None:
    machine.has("id", "echo 1000")
    machine.has("dpkg-query", "exit 1")
    done = machine.run("demo")
    assert done.returncode == 1
    assert "root or sudo" in done.stderr
    assert "apt-get install libsame libold" in done.stderr
    assert machine.calls("uv") == ["--version"]


def test_a_machine_that_is_no_debian_goes_on(machine: Machine) -> None:
    machine.lacks("dpkg-query")
    done = machine.run("demo")
    assert done.returncode == 0
    assert "no Debian" in done.stdout


def test_without_uv_pip_installs_it_into_an_environment_of_its_own(machine: Machine) -> None:
    """Never into Debian's Python, which refuses (PEP 668)."""
    uv = (machine.bin / "uv").rename(machine.directory / "uv")
    tools = machine.clone / ".tools" / "bin"
    machine.has(
        "python3",
        f'case "$2" in venv) mkdir -p {tools}; /bin/cp $0 {tools}/python ;;'
        f" pip) /bin/cp {uv} {tools}/uv ;; esac",
    )
    done = machine.run("demo")
    assert done.returncode == 0, done.stderr
    assert f"-m venv --clear {tools.parent}" in machine.calls("python3")
    assert machine.run("demo").returncode == 0


def test_a_python_without_venv_gets_debians(machine: Machine) -> None:
    machine.lacks("uv")
    machine.has("python3", '[ "$2" != "import ensurepip" ]')
    machine.run("demo")
    assert machine.calls("apt-get")[-1].endswith("python3-venv")


def test_an_old_python_is_refused(machine: Machine) -> None:
    machine.has("python3", '[ "$1" = --version ] && echo "Python 3.9.2"')
    done = machine.run("demo")
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "3.9.2" in done.stderr


def test_a_newer_python_beside_an_old_one_is_taken(machine: Machine) -> None:
    machine.has("python3", "exit 1")
    machine.has("python3.12", "exit 0")
    assert machine.run("demo").returncode == 0
    (sync,) = [call for call in machine.calls("uv") if call.startswith("sync")]
    assert sync.endswith("python3.12")


@pytest.mark.parametrize("glibc", ["echo glibc 2.31", "exit 1"])
def test_an_old_glibc_is_refused(machine: Machine, glibc: str) -> None:
    machine.has("getconf", glibc)
    done = machine.run("demo")
    assert done.returncode == 1
    assert "glibc 2.34" in done.stderr


def test_no_network_is_said(machine: Machine) -> None:
    machine.has("uv", '[ "$1" = --version ]')
    done = machine.run("demo")
    assert done.returncode == 1
    assert "network" in done.stderr
    assert not (machine.clone / ".venv" / ".bootstrap-demo").exists()


@pytest.mark.parametrize("arguments", [(), ("install",)])
def test_what_it_does_must_be_said(machine: Machine, arguments: tuple[str, ...]) -> None:
    done = machine.run(*arguments)
    assert done.returncode == 1
    assert "bootstrap demo" in done.stderr


def test_failed_checks_end_the_tests_and_are_named_after_what_they_say(machine: Machine) -> None:
    machine.has("ruff", '[ "$1" = check ]')
    machine.has("mypy", "echo x.py:1: error >&2; exit 1")
    for name in ("lint-imports", "python", "pytest"):
        machine.has(name, "")
    done = machine.run("test")
    assert done.returncode == 1
    assert "Types: mypy: not passed" in done.stderr
    assert "Format: ruff format: not passed" in done.stderr
    assert done.stderr.count("not passed") == 2
    assert "==> Types: mypy\nx.py:1: error\n==> " in done.stdout
    assert machine.calls("pytest") == ["--collect-only -qq"]


def test_the_tests_end_with_pytest(machine: Machine) -> None:
    for name in ("ruff", "mypy", "lint-imports", "python"):
        machine.has(name, "")
    machine.has("pytest", "echo 7 passed")
    done = machine.run("test", "-k", "queue")
    assert done.stdout.splitlines()[-1] == "7 passed"
    assert machine.calls("pytest") == ["-k queue"]


def test_continuous_integration_runs_the_same_tests() -> None:
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert '/../config/bootstrap" test' in run.read_text(encoding="utf-8")
