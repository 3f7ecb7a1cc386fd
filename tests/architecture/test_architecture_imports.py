"""What import-linter cannot see: what a module really loads, and what a folder may hold."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("counter_app", "printing", "scanning", "data")
LONGEST_SCREEN_LINES = 183
SLOW = {
    "sqlalchemy",
    "sqlmodel",
    "sqlcipher3",
    "pydantic",
    "cv2",
    "numpy",
    "PIL",
    "escpos",
    "pyzbar",
    "zxingcpp",
    "typer",
    "typst",
    "cryptography",
    "argon2",
}


def loaded_by(module: str) -> set[str]:
    """Top-level modules that a fresh interpreter has after importing one module."""
    code = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stderr == ""
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def modules_of(*packages: str) -> list[str]:
    paths = [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return [name for name in names if not name.endswith("__init__")]


@pytest.mark.parametrize(
    "module", ["counter_app.app", "counter_app.launch", "counter_app.__main__"]
)
def test_the_desk_paints_before_anything_slow_is_loaded(module: str) -> None:
    """The first paint waits for no database, no camera, no printer and no command line."""
    assert loaded_by(module) & SLOW == set()


def test_nothing_below_the_screens_knows_textual() -> None:
    """Use cases, devices, store and domain run without a terminal."""
    below = modules_of("printing", "scanning", "data", "counter_app/desk", "counter_app/commands")
    assert not loaded_by(", ".join(below)) & {"textual"}


def test_importing_everything_prints_nothing_and_opens_nothing() -> None:
    """Import has no side effect: no line on the terminal, no thread left behind."""
    names = ", ".join(name for name in modules_of(*PACKAGES) if "__main__" not in name)
    code = f"import threading, {names}; assert threading.active_count() == 1"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_packages_are_empty_rooms() -> None:
    """Importing any submodule runs its package's __init__, so that stays empty."""
    inits = [path for package in PACKAGES for path in (ROOT / package).rglob("__init__.py")]
    assert [path for path in inits if path.read_text().strip()] == []


def test_no_room_is_called_miscellaneous() -> None:
    """A module is named by a word of the counter."""
    banned = {"utils", "util", "helpers", "manager", "common", "misc", "base"}
    assert [name for name in modules_of(*PACKAGES) if name.rpartition(".")[2] in banned] == []


def test_app_and_screens_stay_thin() -> None:
    """No class of an app or screen grows past what one reads at once (toolong, not a god app)."""
    sizes = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for path in (ROOT / "counter_app").rglob("*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and node.name.endswith(("App", "Screen"))
    }
    assert {name: lines for name, lines in sizes.items() if lines > LONGEST_SCREEN_LINES} == {}
