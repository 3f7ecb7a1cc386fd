"""`counter report settlement` and `counter money check`: the ledger for scripts."""

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from counter_app.cli import app
from counter_app.config import places
from counter_app.desk.receiving.draft import FeeForm
from data.domain.entries import Fact
from data.domain.paying import Method
from data.domain.records import public_body
from data.domain.vocabulary import SETTLEMENT_MADE
from data.store.engine import statements
from tests.fakes import outcomes
from tests.fakes.desk import StillClock, founded, opened, receive

DAYS = ("--first", "2026-11-01", "--last", "2026-11-30")
FEE_VND = 150_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Two fees, one of them settled."""
    clock = StillClock()
    with opened(founded(tmp_path, clock), clock) as counter:
        officer = outcomes.officer_of(counter)
        for method in (Method.CASH, Method.VIETQR):
            dossier = receive(counter, officer).dossier.id
            fee = FeeForm(paid=True, receipt="AA/26P 1", method=method)
            counter.amending.record_fee(officer, dossier, fee)
            today = clock().date()
            (shown,) = counter.money.settling.open(today)
            if method is Method.CASH:
                counter.money.settling.settle(
                    officer, shown.open, today, giver="Bùi Văn Thư", receiver="Lê Thị Nhận"
                )
    return tmp_path


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--home", str(home), "--lang", "en", *words])


def test_r115_a_period_is_told_by_agency(home: Path) -> None:
    """Its sums are those of its entries, and no payer is named."""
    done = run(home, "report", "settlement", *DAYS, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    (agency,) = told["agencies"]
    assert (agency["count"], agency["amount_vnd"]) == (2, 2 * FEE_VND)
    assert (told["settled_vnd"], told["open_vnd"]) == (FEE_VND, FEE_VND)
    assert agency["by_method"] == {"cash": FEE_VND, "vietqr": FEE_VND}
    plain = run(home, "report", "settlement", *DAYS)
    assert "In all: 300.000 đ" in plain.stdout
    assert "Nguyễn" not in plain.stdout + done.stdout
    other = run(home, "report", "settlement", *DAYS, "--agency", "96", "--json")
    assert json.loads(other.stdout)["agencies"] == []


def test_a_period_is_written_as_a_workbook(home: Path, tmp_path: Path) -> None:
    """And its path goes where JSON does not."""
    folder = tmp_path / "out"
    done = run(home, "report", "settlement", *DAYS, "--xlsx", str(folder))
    assert done.exit_code == 0, done.output
    (book,) = folder.iterdir()
    assert str(book) in done.stdout
    assert openpyxl.load_workbook(book).worksheets[0].max_row > 2


def test_days_that_are_turned_round_are_refused(home: Path) -> None:
    """With a sentence and exit code 1."""
    done = run(home, "report", "settlement", "--first", "2026-11-30", "--last", "2026-11-01")
    assert done.exit_code == 1


def test_money_that_agrees_is_found_so(home: Path) -> None:
    """What the entries say is what is settled and what is open."""
    done = run(home, "money", "check", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {
        "ok": True,
        "entries_vnd": 2 * FEE_VND,
        "settled_vnd": FEE_VND,
        "open_vnd": FEE_VND,
        "differences": [],
    }
    plain = run(home, "money", "check")
    assert plain.stdout.strip() == "300.000 đ = settled 150.000 đ + not settled 150.000 đ"


def test_a_row_that_was_lost_is_found(home: Path) -> None:
    """The journal says more than the ledger: exit code 1."""
    clock = StillClock()
    with opened(places(home), clock) as counter, counter.store.write() as connection:
        statements(connection).execute("DELETE FROM money WHERE settlement = ''")
    done = run(home, "money", "check")
    assert done.exit_code == 1
    assert "300.000 đ ≠" in done.stdout


def test_a_payment_in_two_settlements_fails_the_check(home: Path) -> None:
    """The sums agree, and the second settlement is named all the same."""
    clock = StillClock()
    with opened(places(home), clock) as counter:
        officer = outcomes.officer_of(counter)
        (listed,) = counter.money.settling.made()
        made = counter.money.settling.settlement(listed.line.id).made
        with counter.papers.journal.act(officer.id) as act:
            act.record(Fact("ab" * 16, SETTLEMENT_MADE, public_body(made)))
    done = run(home, "money", "check")
    assert done.exit_code == 1
    assert "a payment stands in an earlier settlement already" in done.stdout
