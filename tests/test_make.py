"""The two commands of the set-up: what they refuse, and that nothing is installed or built twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OLD_PYTHON = '#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit\nexit 1\n'


@pytest.fixture
def clone(tmp_path):
    """A folder with the files that make works on."""
    for name in ("Makefile", "requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "install_browser.sh", tmp_path / "tests")
    return tmp_path


@pytest.fixture
def installed(clone):
    """The same after an installation: an environment and a stamp for each list of requirements."""
    (clone / ".venv").mkdir()
    for name in ("pyvenv.cfg", ".requirements.stamp", ".requirements-test.stamp", ".browser.stamp"):
        touch(clone / ".venv" / name, ahead=60)
    return clone


def touch(path, *, ahead):
    path.touch()
    os.utime(path, (time.time() + ahead, time.time() + ahead))


def make(folder, *arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments], cwd=folder, capture_output=True, text=True, env=environment, check=False
    )


def test_a_python_that_is_too_old_is_refused(clone):
    old = clone / "python-old"
    old.write_text(OLD_PYTHON)
    old.chmod(0o755)
    done = make(clone, "serve", f"PYTHON={old}")
    assert done.returncode != 0
    assert f"Python 3.11 or newer is needed; {old} is Python 3.9.2. Name a newer one: make PYTHON=" in done.stderr
    assert not (clone / ".venv").exists()


def test_a_python_that_is_not_there_is_refused(clone):
    done = make(clone, "serve", "PYTHON=python-absent")
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed, and python-absent was not found." in done.stderr


def test_a_first_serve_installs_builds_and_serves(clone):
    commands = make(clone, "--dry-run", "serve").stdout
    order = [
        "-m venv .venv",
        "pip install",
        "requirements.txt",
        "index build --if-stale",
        "gunicorn -c gunicorn.conf.py",
    ]
    places = [commands.find(step) for step in order]
    assert -1 not in places
    assert places == sorted(places)


def test_a_second_serve_installs_nothing(installed):
    commands = make(installed, "--dry-run", "serve").stdout
    assert "venv .venv" not in commands
    assert "pip install" not in commands
    assert "gunicorn" in commands


@pytest.mark.parametrize(
    ("changed", "target", "installs"),
    [
        ("requirements.txt", "serve", ["-r requirements.txt"]),
        ("requirements-test.txt", "serve", []),
        ("requirements-test.txt", "test", ["-r requirements-test.txt"]),
        ("requirements.txt", "test", ["-r requirements.txt", "-r requirements-test.txt"]),
    ],
)
def test_a_changed_list_is_installed_anew(installed, changed, target, installs):
    touch(installed / changed, ahead=120)
    commands = make(installed, "--dry-run", target).stdout
    assert [line.split("check ")[1] for line in commands.splitlines() if "pip install" in line] == installs


@pytest.mark.parametrize(("code", "serves"), [(0, True), (3, True), (4, True), (1, False), (2, False)])
def test_refused_files_and_a_held_back_build_do_not_keep_the_service_down_but_errors_do(installed, code, serves):
    programs = installed / ".venv" / "bin"
    programs.mkdir()
    for name, script in (("flask", f"#!/bin/sh\nexit {code}\n"), ("python", "#!/bin/sh\necho serving\n")):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    done = make(installed, "serve")
    assert (done.returncode == 0, "serving\n" in done.stdout) == (serves, serves)


def test_clean_keeps_the_note_in_the_index_folder(installed):
    for name in ("README.md", "current", "generation/manifest.json"):
        path = installed / "index" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for name in ("qa_service", "benchmarks"):
        (installed / name).mkdir()
    assert make(installed, "clean").returncode == 0
    assert [path.name for path in (installed / "index").iterdir()] == ["README.md"]
    assert not (installed / ".venv").exists()
