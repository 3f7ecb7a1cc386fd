"""`counter post`: the report beside a running desk, and the carrier's file for scripts."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from counter_app import bootstrap
from counter_app.carrier_words import LOT_WORDS, OUTCOME_WORDS, PART_WORDS
from counter_app.cli import app
from counter_app.config import places
from counter_app.desk.officers import NewOfficer
from counter_app.desk.post.carrier_rows import Lot
from counter_app.post_report_words import KIND_WORDS
from data.catalogue.carrier_words import Part, PostOutcome
from data.domain.parcels import PostEventKind
from data.domain.roles import Role
from tests.fakes.carried import Carried, an_item, csv_file, postal
from tests.fakes.desk import PIN, StillClock, opened, two_officers
from tests.fakes.outcomes import officer_of

POSTAL = "03"
DAY = "23/11/2026"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A Center whose post carries one item."""
    answers, clock = two_officers(), StillClock()
    post = NewOfficer(POSTAL, "Phan Thị Bưu Chính", PIN, frozenset({Role.POSTAL}))
    config = places(tmp_path)
    bootstrap.found(config, replace(answers, officers=(*answers.officers, post)), clock)
    with opened(config, clock) as counter:
        Carried(counter, postal(officer_of(counter, POSTAL))).give(1)
    return tmp_path


def run(home: Path, *words: str) -> Result:
    command = ["--home", str(home), "--lang", "en", "post", *words]
    return CliRunner().invoke(app, command, input=f"{PIN}\n")


def carrier_file(home: Path) -> Path:
    path = home / "trang-thai.csv"
    name = "Nguyễn Văn Thử"
    rows = [(an_item(it), "Phát thành công", DAY, name, "", "") for it in (1, 2)]
    path.write_bytes(csv_file(*rows))
    return path


def lots(done: Result) -> list[str]:
    assert done.exit_code == 0, done.output
    *rows, counts = map(json.loads, done.stdout.splitlines())
    assert set(counts) == {"counts"}
    return [it["lot"] for it in rows]


def test_every_value_has_a_word() -> None:
    """A list without a word for one of them would end the command, or the screen."""
    assert set(LOT_WORDS) == set(Lot)
    assert set(OUTCOME_WORDS) == set(PostOutcome)
    assert set(PART_WORDS) == set(Part)
    assert set(KIND_WORDS) == set(PostEventKind)


def test_the_report_is_one_object_with_the_days_until_which_it_is_kept(home: Path) -> None:
    """By agency and in all; the same as text for whoever reads it."""
    days = ("--first", "2026-11-01", "--last", "2026-11-30")
    told = json.loads(run(home, "report", *days, "--json").stdout)
    assert told["total"] == {"filed": 0, "registered": 1, "given": 1, "delivered": 0, "back": 0}
    assert len(told["agencies"]) == 1
    assert int(told["record_kept_until"][:4]) - int(told["paper_kept_until"][:4]) == 4
    text = run(home, "report", *days).stdout
    assert text.startswith("01/11/2026 to 30/11/2026")
    assert "given to the post 1" in text.splitlines()[-1]
    turned = run(home, "report", "--first", "2026-11-30", "--last", "2026-11-01")
    assert turned.exit_code == 1


def test_a_file_is_only_looked_at_until_it_is_told_otherwise(home: Path) -> None:
    """Undeclared it is not recorded; repeated it changes nothing; no receiver is named."""
    file = str(carrier_file(home))
    command = ("import", file, "--officer", POSTAL, "--json")
    assert lots(run(home, *command)) == ["needed", "unknown-item"]
    assert lots(run(home, *command, "--apply")) == ["needed", "unknown-item"]
    declared = (*command, "--identity-declared")
    assert lots(run(home, *declared)) == ["record", "unknown-item"]
    done = run(home, *declared, "--apply")
    assert lots(done) == ["recorded", "unknown-item"]
    assert "Nguyễn" not in done.output
    assert lots(run(home, *declared, "--apply")) == ["known", "unknown-item"]
    text = run(home, "import", file, "--officer", POSTAL).stdout
    assert "Recorded before" in text
    assert text.splitlines()[-1] == "known 1 · unknown-item 1"


def test_a_file_that_is_no_table_is_refused_and_nothing_is_recorded(home: Path) -> None:
    """Exit code 1 and one sentence, as of every command."""
    file = home / "trang.csv"
    file.write_bytes(b"<html>")
    done = run(home, "import", str(file), "--officer", POSTAL, "--apply")
    assert done.exit_code == 1
    assert not done.stdout.strip().startswith("{")
