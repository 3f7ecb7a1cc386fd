"""`counter journal rebuild`: says how far it is, and Ctrl+C leaves everything as it was."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app import bootstrap
from counter_app.commands import journal as command
from counter_app.config import Config, load, places
from data.domain.errors import Refused
from data.store import journal
from data.store.projections import TABLES
from tests.fakes.stores import tables

ROOT = Path(__file__).parents[3]
PROJECTED = tuple(table for table in TABLES if table != "dossier_text")


def counter(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "counter_app", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice")
    ran = counter("practice", "--headless", "--json", "--keep", folder)
    assert ran.returncode == 0, ran.stderr
    return folder


def rows(config: Config) -> dict[str, list[tuple[object, ...]]]:
    with bootstrap.read_only(config) as (store, _keys):
        return tables(store, PROJECTED)


def test_a_script_reads_the_end_and_people_the_way(home: Path) -> None:
    """JSON alone on standard output, progress on standard error; the lists are the same rows."""
    before = rows(load(places(home)))
    ran = counter("--home", home, "journal", "rebuild", "--json")
    assert ran.returncode == 0
    told = json.loads(ran.stdout)
    assert told["ok"] is True
    assert told["entries"] > 3
    assert f"{told['entries']}/{told['entries']}" in ran.stderr
    assert rows(load(places(home))) == before
    assert "bản ghi" in counter("--home", home, "--lang", "vi", "journal", "rebuild").stdout


def test_ctrl_c_is_one_refusal_and_changes_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the signal the rebuild ends with its own code, and the next one runs to its end."""
    monkeypatch.setattr(journal, "TOLD_ENTRIES", 1)
    config = load(places(home))
    before, handler = rows(config), signal.getsignal(signal.SIGINT)
    with pytest.raises(Refused) as refused:
        command.remake(config, lambda _done, _count: signal.raise_signal(signal.SIGINT))
    assert refused.value.code == "rebuild-stopped"
    assert signal.getsignal(signal.SIGINT) is handler
    assert rows(config) == before
    assert command.remake(config, lambda _done, _count: None) > 3
    assert rows(config) == before


def test_no_rebuild_under_a_running_desk(home: Path) -> None:
    """Its lists are in use; the command says so and waits for nobody."""
    config = load(places(home))
    with bootstrap.alone(config), pytest.raises(Refused) as refused:
        command.remake(config, lambda _done, _count: None)
    assert refused.value.code == "desk-running"
