"""`counter officer`: who works here, on a terminal and for scripts."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from counter_app.cli import app
from counter_app.commands.officer import ROLE_WORDS
from data.domain.roles import Role
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, founded

OTHER_PIN = "731905"
NEW = ("officer", "enrol", "07", "Phạm Thị Không Có", "--officer", RECEIVER)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    founded(tmp_path, StillClock())
    return tmp_path


def run(home: Path, *words: str, pins: tuple[str, ...] = (PIN,)) -> Result:
    command = ["--home", str(home), "--lang", "en", *words]
    return CliRunner().invoke(app, command, input="\n".join((*pins, "")))


def listed(home: Path) -> dict[str, dict[str, object]]:
    done = run(home, "officer", "list", "--json")
    assert done.exit_code == 0, done.output
    return {it["number"]: it for it in map(json.loads, done.stdout.splitlines())}


def test_every_role_has_a_word() -> None:
    """A list without a word for a role would end the command."""
    assert set(ROLE_WORDS) == set(Role)


def test_officers_are_enrolled_listed_and_changed(home: Path) -> None:
    """Each says the officer as it is now, in JSON one object a line, and never a PIN."""
    roles = ("--role", "return-desk", "--role", "receiving-officer")
    done = run(home, *NEW, *roles, "--json", pins=(PIN, OTHER_PIN))
    assert done.exit_code == 0, done.output
    told = {"number": "07", "name": "Phạm Thị Không Có", "left": False}
    assert json.loads(done.stdout) == {**told, "roles": ["receiving-officer", "return-desk"]}
    words = ("officer", "change", "07", "--officer", RECEIVER)
    done = run(home, *words, "--new-number", "70", "--name", "Phạm Thị Giả Định")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("70 · Phạm Thị Giả Định · ")
    assert set(listed(home)) == {RECEIVER, CASHIER, "70"}
    assert OTHER_PIN not in done.output


def test_a_new_pin_is_the_second_line_of_a_script(home: Path) -> None:
    """The first is the administrator's; the officer then acts with the new one."""
    words = ("officer", "change", RECEIVER, "--new-pin", "--officer", RECEIVER)
    assert run(home, *words, pins=(PIN, OTHER_PIN)).exit_code == 0
    again = ("officer", "change", CASHIER, "--name", "Lê Văn Đổi Tên", "--officer", RECEIVER)
    assert run(home, *again).exit_code == 1
    assert run(home, *again, pins=(OTHER_PIN,)).exit_code == 0


def test_who_left_stays_in_the_list(home: Path) -> None:
    """With no role, and said so in words."""
    words = ("officer", "change", CASHIER, "--left", "--officer", RECEIVER)
    assert run(home, *words).exit_code == 0
    assert (listed(home)[CASHIER]["roles"], listed(home)[CASHIER]["left"]) == ([], True)
    assert "cannot sign in" in run(home, "officer", "list").output


@pytest.mark.parametrize(
    "words",
    [
        ("officer", "change", CASHIER, "--officer", RECEIVER),
        ("officer", "change", CASHIER, "--left", "--role", "supervisor", "--officer", RECEIVER),
        (*NEW, "--role", "king"),
        NEW,
    ],
)
def test_wrong_usage_is_exit_code_2(home: Path, words: tuple[str, ...]) -> None:
    """Nothing to change, two words about roles, a role nobody knows, and none at all."""
    assert run(home, *words).exit_code == 2
    assert set(listed(home)) == {RECEIVER, CASHIER}


def test_what_is_refused_is_exit_code_1(home: Path) -> None:
    """A wrong PIN, an officer who is no administrator, a number that nobody has."""
    words = ("officer", "change", CASHIER, "--name", "Ai Đó", "--officer")
    assert run(home, *words, RECEIVER, pins=("000000",)).exit_code == 1
    assert run(home, *words, CASHIER).exit_code == 1
    assert run(home, "officer", "change", "99", *words[3:], RECEIVER).exit_code == 1
    assert listed(home)[CASHIER]["name"] == "Lê Văn Giả Định"
