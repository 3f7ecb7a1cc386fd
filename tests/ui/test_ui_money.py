"""Money at a desk by keys alone: a shift, what goes back, and what is settled (C20, C27, R115)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import openpyxl
import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config, Devices
from counter_app.desk.money.amounts import vnd_of
from counter_app.desk.money.reversing import ReverseForm
from counter_app.desk.receiving.draft import FeeForm
from counter_app.desk.return_desk.collecting import begun
from counter_app.desk.steps.next_acts import NextAct
from counter_app.money_words import DIFFERENCE_WORDS, METHOD_WORDS, REVERSAL_WORDS
from counter_app.screens.acts import menu as acts
from counter_app.screens.dossiers.dossier import DossierScreen
from counter_app.screens.money.till import TillScreen
from counter_app.widgets.field import Field
from data.domain.center import Officer
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.money import FeeReversed, ReversalSort
from data.domain.papers import SettlementPaper, TillPaper
from data.domain.paying import Method, Payment
from data.domain.records import public_body
from data.domain.till import NOTES_VND
from data.domain.vocabulary import SETTLEMENT_MADE
from data.store.money import DifferenceSort
from printing.simulated.simulator import Simulator
from tests.fakes import outcomes
from tests.fakes import waiting as made
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, opened, receive
from tests.fakes.front import Front, front

Made = TypeVar("Made")
NARROW, WIDE = (80, 24), (120, 40)
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
FEE_VND = 150_000
FLOAT_VND = 500_000
MONTH = timedelta(days=30)


def before(config: Config, clock: StillClock, make: Callable[[Counter, Officer], Made]) -> Made:
    """What was done at the desk before it is opened on the screen."""
    with opened(config, clock) as counter:
        return make(counter, outcomes.officer_of(counter))


def paid(counter: Counter, officer: Officer, number: int = 1) -> str:
    dossier = receive(counter, officer).dossier.id
    fee = FeeForm(paid=True, receipt=f"AA/26P 000000{number}")
    counter.amending.record_fee(officer, dossier, fee)
    return dossier


def three(counter: Counter, officer: Officer) -> list[str]:
    return [outcomes.received(counter, officer) for _ in Method.__members__][:3]


async def look_at(desk: Front, dossier: str) -> None:
    file = desk.app.station.counter.search.open_id(dossier)
    desk.app.push_screen(DossierScreen(desk.app.station, file))
    await desk.until_at("DossierScreen")


async def to_till(desk: Front) -> None:
    await desk.press("c")
    await desk.until_at("TillScreen")


async def to_settlements(desk: Front) -> None:
    await to_till(desk)
    await desk.press("q")
    await desk.until_at("SettlementScreen")


async def opens_shift(desk: Front, float_typed: str) -> None:
    await desk.press("f9")
    await desk.until_at("OpenTillScreen")
    await desk.type(float_typed)
    await desk.press("enter")
    await desk.until_text("The shift is open.")


async def records_fee(desk: Front, dossier: str, receipt: str, turns: int) -> None:
    """F6, the number of the receipt, and the method so many turns to the right of cash."""
    await look_at(desk, dossier)
    await desk.press("f6")
    await desk.until_at("FeeScreen")
    await desk.type(receipt)
    await desk.press("down", *["right"] * turns, "f6")
    await desk.until_text("The fee is recorded.")
    await desk.press("escape")
    await desk.until_at("HomeScreen")


async def reverses(desk: Front, dossier: str, *keys: str, reason: str) -> None:
    """A, the key of the act, then `keys` from the first question on, the reason and F9."""
    await look_at(desk, dossier)
    await desk.press("a")
    await desk.until_at("ActsScreen")
    screen = desk.app.screen
    assert isinstance(screen, acts.ActsScreen)
    await desk.press(acts.KEYS[screen._may.index(NextAct.REVERSE_FEE)])
    await desk.until_at("ActScreen")
    await desk.press(*keys)
    for _ in range(10):
        if desk.app.focused is not None and desk.app.focused.id == "reason":
            break
        await desk.press("down")
    await desk.type(reason)
    await desk.press("f9")


async def counts(desk: Front, **notes: str) -> None:
    """The notes of the drawer from the largest down; `n100000="1"`."""
    for note_vnd in NOTES_VND:
        await desk.type(notes.get(f"n{note_vnd}", ""))
        await desk.press("down")


# --- the shift ----------------------------------------------------------------------------------


async def test_c27_a_shift_with_too_little_in_its_drawer(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """Opened, paid in three ways, one receipt void, counted 20.000 short: the sheet says why."""
    dossiers = before(config, clock, three)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        tills = desk.app.station.counter.money.tills
        await to_till(desk)
        assert "No cash shift is open" in desk.flat()
        await opens_shift(desk, "500.000")
        await desk.press("escape")
        for turns, dossier in enumerate(dossiers):
            await records_fee(desk, dossier, f"AA/26P {turns}", turns)
        await reverses(desk, dossiers[1], "down", "right", reason="Viết sai tên")
        await desk.until_text("the money went back")
        assert "Made void" in desk.flat()
        await desk.press("escape")
        now = tills.now()
        assert now is not None
        assert [(it.method, it.amount_vnd) for it in now.sums] == [
            (Method.CASH, FEE_VND),
            (Method.TRANSFER, 0),
            (Method.VIETQR, FEE_VND),
        ]
        await to_till(desk)
        await desk.until_text("650.000 đ")
        assert "-150.000 đ" in desk.flat()
        await desk.press("f9")
        await desk.until_at("CountScreen")
        await counts(desk, n500000="1", n100000="1", n20000="1", n10000="1")
        assert "▲ Difference -20.000 đ" in desk.flat()
        await desk.type("Lê Thị Nhận")
        await desk.press("f9")
        await desk.until_text("The drawer differs.")
        await desk.type("Thối nhầm")
        await desk.press("f9")
        await desk.until_at("TillGivenScreen")
        await desk.until_text("Both sign both copies")
        assert "▲ -20.000 đ" in desk.flat()
        (till,) = tills.since(clock().date() - MONTH)
        assert till.closed is not None
        assert (till.closed.difference_vnd, till.closed.receiver) == (-20_000, "Lê Thị Nhận")
        paper = desk.app.station.counter.papers.paper(till.id)
        assert isinstance(paper, TillPaper)
        assert (paper.expected_vnd, paper.counted_vnd, paper.reason) == (
            650_000,
            630_000,
            "Thối nhầm",
        )
        jobs = desk.app.station.counter.papers.jobs(till.id)
        assert len(jobs) == 2, "one for each who signs"
        printed = len(printer.papers)
        await desk.press("p")
        await desk.until_at("ReasonScreen")
        await desk.type("rách")
        await desk.press("enter")
        await desk.until(lambda: len(printer.papers) > printed, "no second copy")


@SIZES
async def test_what_was_counted_outlives_the_dialogue(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Esc loses nothing, letters are no notes, and the last row is in sight at both sizes."""
    before(config, clock, lambda counter, officer: counter.money.tills.open(officer, FLOAT_VND))
    async with front(config, clock, frames, size=size, lang="en") as desk:
        await desk.sign_in()
        await to_till(desk)
        await desk.until_text("500.000 đ")
        await desk.press("f9")
        await desk.until_at("CountScreen")
        await desk.type("1")
        assert "✓ No difference" in desk.flat()
        await desk.press("escape")
        await desk.until_at("TillScreen")
        await desk.press("f9")
        await desk.until_at("CountScreen")
        assert "✓ No difference" in desk.flat()
        await desk.press("down")
        await desk.type("x")
        assert "✕" in desk.flat()
        await desk.press("backspace")
        await desk.type("2")
        assert "+400.000 đ" in desk.flat()
        for said in ("200 đ", "Taken by", "Why it differs"):
            assert said in desk.flat(), said


async def test_c27_a_float_that_is_no_amount_is_said_and_stays_typed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """No shift is open before the figure is one."""
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await to_till(desk)
        await desk.press("f9")
        await desk.until_at("OpenTillScreen")
        await desk.type("abc")
        await desk.press("enter")
        await desk.until_text("An amount was typed that is none. Nothing was kept")
        assert desk.app.screen.query_one("#float", Field).value == "abc"
        assert desk.app.station.counter.money.tills.now() is None
        await desk.press(*["backspace"] * 3, *"500.000", "enter")
        await desk.until_text("The shift is open.")
        now = desk.app.station.counter.money.tills.now()
        assert now is not None
        assert now.till.float_vnd == FLOAT_VND


async def test_c27_the_end_of_the_day_says_that_a_shift_is_open(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Enter on it leads to the count, and once counted it is gone from the list."""
    before(config, clock, lambda counter, officer: counter.money.tills.open(officer, 0))
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await desk.press("e")
        await desk.until_at("DayEndScreen")
        assert "Cash shift not counted 1" in desk.flat()
        await desk.press("down", "enter")
        assert "open since 09:14 23/11/2026" in desk.flat()
        await desk.press("enter")
        await desk.until_at("TillScreen")
        await desk.until_text("Cash shift open")
        await desk.press("f9")
        await desk.until_at("CountScreen")
        await desk.press("f9")
        await desk.until_at("TillGivenScreen")
        await desk.until_text("Both sign both copies")
        await desk.press("escape")
        await desk.until_at("TillScreen")
        await desk.until_text("Shifts before")
        await desk.press("escape")
        await desk.until_at("DayEndScreen")
        assert "Cash shift not counted 0" in desk.flat()


async def test_a_sheet_without_a_printer_leaves_as_two_files(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """O saves both copies, so that none waits for ever; a shift before opens its sheet again."""

    def counted(counter: Counter, officer: Officer) -> None:
        counter.money.tills.open(officer, 0)

    before(config, clock, counted)
    quiet = replace(config, devices=Devices())
    async with front(quiet, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await to_till(desk)
        await desk.until_text("Cash shift open")
        await desk.press("f9")
        await desk.until_at("CountScreen")
        await desk.press("f9")
        await desk.until_at("TillGivenScreen")
        await desk.press("escape")
        await desk.until_at("TillScreen")
        await desk.until_text("Shifts before")
        await desk.press("enter")
        await desk.until_at("TillGivenScreen")
        await desk.press("o")
        await desk.until_at("ElsewhereScreen")
        await desk.press("2")
        await desk.until_text("Print both files")
        assert len(list(config.out.glob("*.pdf"))) == 2
        assert desk.app.station.counter.papers.unsettled() == []


# --- the fee ------------------------------------------------------------------------------------


async def test_whoever_was_shown_the_code_paid_by_it(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F8 turns the method to VietQR; the fee says so and names no shift while none is open."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await look_at(desk, dossier)
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        assert "[in cash]" in desk.flat()
        await desk.press("f8")
        await desk.until_at("PayScreen")
        await desk.press("enter")
        await desk.until_at("FeeScreen")
        assert "[VietQR]" in desk.flat()
        await desk.type("AA/26P 7")
        await desk.press("f6")
        await desk.until_text("The fee is recorded.")
        fee = desk.app.station.counter.search.open_id(dossier).dossier.taken_in().fee
        assert fee.payment == Payment(Method.VIETQR)


@SIZES
async def test_cash_without_a_shift_is_hinted_at_and_f2_opens_one(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Never a block: the hint goes with another method, or with an open shift."""
    dossier = before(config, clock, outcomes.received)
    async with front(config, clock, frames, size=size, lang="en") as desk:
        await desk.sign_in()
        await look_at(desk, dossier)
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        assert "this payment is in none" in desk.flat()
        await desk.type("AA/26P 7")
        await desk.press("down", "right")
        assert "payment is in none" not in desk.flat()
        assert "F2" not in desk.foot()
        await desk.press("left", "f2")
        await desk.until_at("OpenTillScreen")
        await desk.type("x")
        await desk.press("enter")
        assert desk.at == "OpenTillScreen", "that is no amount"
        await desk.press("backspace", "enter")
        await desk.until_at("FeeScreen")
        await desk.until(lambda: "payment is in none" not in desk.flat(), "it is still said")
        await desk.press("f6")
        await desk.until_text("The fee is recorded.")
        now = desk.app.station.counter.money.tills.now()
        assert now is not None
        assert now.expected_vnd == FEE_VND


# --- what goes back -----------------------------------------------------------------------------


async def test_c20_a_part_of_a_fee_goes_back_and_the_dossier_says_so(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Only phí was typed, so no lệ phí goes back; both entries stand with their papers."""
    dossier = before(config, clock, paid)
    async with front(config, clock, frames, size=(100, 60), lang="en") as desk:
        await desk.sign_in()
        typed = ("down", "down", *"30.000", "down", "down", "down", *"PC7")
        await reverses(desk, dossier, *typed, reason="Thu nhầm")
        await desk.until_text("the money went back")
        for said in (
            "Money taken 23/11/2026 · 150.000 đ · in cash · receipt AA/26P 0000001",
            "Given back 23/11/2026 · -30.000 đ · in cash · note PC7 · Thu nhầm",
            "refund · 30.000 đ · Thu nhầm",
        ):
            assert said in desk.flat(), said
        known = desk.app.station.counter.search.open_id(dossier).dossier
        (back,) = [it.what for it in known.facts(FeeReversed)]
        assert (back.sort, back.charge_vnd, back.duty_vnd) == (ReversalSort.REFUND, 30_000, 0)


async def test_a_refund_that_is_too_much_is_refused_and_stays_typed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What is no amount is told while it is typed; nothing goes back before it is right."""
    dossier = before(config, clock, paid)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await reverses(desk, dossier, "down", "down", *"999.999", reason="Thử")
        assert desk.at == "ActScreen"
        assert "▲ Goes back: phí 999.999 đ + lệ phí 0 đ" in desk.flat()
        await desk.until(lambda: "✕" in desk.flat(), "not refused")
        (left,) = desk.app.station.counter.money.reversing.of(dossier).payments
        assert left.amount_vnd == FEE_VND


async def test_r32_a_refund_of_a_released_dossier_wants_a_leader(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The result is out: number and PIN of a supervisor, and what was typed is kept meanwhile."""

    def released(counter: Counter, officer: Officer) -> str:
        waits = made.waiting(counter, officer, made.Result(change=made.paid))
        form = replace(begun(waits, made.key_on(waits)), envelope_code=made.code_of(waits))
        out = counter.releasing.hand_out(made.cashier(counter), waits.id, form)
        assert out.dossier.state is State.RELEASED
        return waits.id

    dossier = before(config, clock, released)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await reverses(desk, dossier, reason="Nộp hai lần")
        await desk.until_at("LeaderScreen")
        await desk.type("Đã nộp hai lần")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_at("DossierScreen")
        counter = desk.app.station.counter
        assert counter.money.reversing.of(dossier).payments == ()
        (back,) = [it.what for it in counter.search.open_id(dossier).dossier.facts(FeeReversed)]
        assert back.confirmation is not None
        assert back.charge_vnd + back.duty_vnd == FEE_VND


# --- settling -----------------------------------------------------------------------------------


async def test_r115_a_refund_after_the_month_comes_into_the_next_settlement(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Two fees are settled; what goes back in December is settled then, and both agree."""

    def month(counter: Counter, officer: Officer) -> list[str]:
        return [paid(counter, officer, number) for number in (1, 2)]

    first, _second = before(config, clock, month)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        counter = desk.app.station.counter
        await to_settlements(desk)
        await desk.until_text("Not settled up to 23/11/2026 · 1 agency · 300.000 đ")
        await desk.press("enter")
        await desk.until_at("LinesScreen")
        await desk.until_text("2 entries · phí 200.000 đ + lệ phí 100.000 đ = 300.000 đ")
        await desk.press("f9")
        await desk.until_at("HandsScreen")
        await desk.type("Lê Thị Nhận")
        await desk.press("f9")
        await desk.until_at("SettledScreen")
        await desk.until_text("Both sign both copies")
        assert "QT-03-0001/2026" in desk.flat()
        await desk.press("x")
        await desk.until_text("Saved as")
        (book,) = config.out.glob("*.xlsx")
        assert "QT-03-0001/2026" in str(openpyxl.load_workbook(book).worksheets[0]["A1"].value)
        await desk.press("l")
        await desk.until_at("LinesScreen")
        await desk.until_text("2 entries")
        await desk.press("escape", "escape")
        await desk.until_at("SettlementScreen")
        await desk.until_text("Nothing is open")
        clock.forward(MONTH)
        (left,) = counter.money.reversing.of(first).payments
        back = ReverseForm(left.payment.entry, reason="Nộp thừa", charge_vnd=50_000)
        counter.money.reversing.reverse(desk.app.station.officer, first, back)
        await desk.press("escape", "q")
        await desk.until_text("Not settled up to 23/12/2026 · 1 agency · -50.000 đ")
        await desk.press("f9")
        await desk.until_at("HandsScreen")
        assert "Lê Thị Nhận" in desk.flat(), "who signed for the agency last is proposed"
        await desk.press("f9")
        await desk.until_at("SettledScreen")
        (newest, *_) = counter.money.settling.made()
        assert newest.line.amount_vnd == -50_000
        paper = counter.papers.paper(newest.line.id)
        assert isinstance(paper, SettlementPaper)
        assert [(it.amount_vnd, it.note) for it in paper.rows] == [(-50_000, "Hoàn trả: Nộp thừa")]
        totals = counter.money.ledger.totals()
        assert (totals.moved_vnd, totals.settled_vnd, totals.open_vnd) == (250_000, 250_000, 0)


async def test_a_period_is_gone_through_month_by_month(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Or by two days that are typed; the totals are the sums of its entries, on paper too."""
    before(config, clock, paid)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await to_settlements(desk)
        await desk.press("m")
        await desk.until_at("PeriodScreen")
        await desk.until_text("‹ 01/11/2026 – 30/11/2026 ›")
        assert "In all 1 100.000 đ 50.000 đ 150.000 đ 0 đ 150.000 đ" in desk.flat()
        assert "in cash 150.000 đ" in desk.flat()
        await desk.press("right")
        await desk.until_text("‹ 01/12/2026 – 31/12/2026 ›")
        assert "Nothing was taken or given back in these days." in desk.flat()
        assert "workbook" not in desk.foot()
        await desk.press("right")
        await desk.until_text("‹ 01/01/2027 – 31/01/2027 ›")
        await desk.press("d")
        await desk.until_at("DaysScreen")
        await desk.press(*["backspace"] * 10, *"23/11/2026", "down")
        await desk.press(*["backspace"] * 10, *"20/11/2026", "enter")
        await desk.until_text("‹ 20/11/2026 – 23/11/2026 ›")
        await desk.press("x")
        await desk.until_text("Saved as")
        assert [it.name for it in config.out.iterdir()] == ["thu-phi-261120-261123.xlsx"]
        await desk.press("enter")
        await desk.until_at("LinesScreen")
        await desk.until_text("= 150.000 đ")
        assert "F9" not in desk.foot(), "a period is no settlement"
        await desk.press("enter")
        await desk.until_at("DossierScreen")


async def test_a_period_with_a_day_that_is_none_or_a_year_that_nobody_meant(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The field that is wrong has the cursor; months go on from the ends of the calendar too."""
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await to_settlements(desk)
        await desk.press("m")
        await desk.until_text("‹ 01/11/2026 – 30/11/2026 ›")
        await desk.press("d")
        await desk.until_at("DaysScreen")
        await desk.press("down", *["backspace"] * 10, *"31/02/2026", "f9")
        await desk.until_text("This is no day. Type it as 20/11/2026.")
        last = desk.app.screen.query_one("#last", Field)
        assert (last.value, last.has_focus) == ("31/02/2026", True)
        await desk.press(*["backspace"] * 10, *"31/12/9999", "up")
        await desk.press(*["backspace"] * 10, *"31/12/9999", "f9")
        await desk.until_text("‹ 31/12/9999 – 31/12/9999 ›")
        await desk.press("right")
        await desk.until_text("‹ 01/01/2999 – 31/01/2999 ›")


@SIZES
async def test_a_payment_in_two_settlements_is_named_and_one_is_annulled(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """A reason and a leader's word; then nothing differs any more."""

    def twice(counter: Counter, officer: Officer) -> None:
        paid(counter, officer)
        today = clock().date()
        (shown,) = counter.money.settling.open(today)
        settled = counter.money.settling.settle(
            officer, shown.open, today, giver="Bùi Văn Thư", receiver="Lê Thị Nhận"
        ).settlement
        other = replace(settled.made, number="QT-04-0001/2026", desk="04")
        clock.forward(timedelta(hours=1))
        with counter.papers.journal.act(officer.id) as act:
            act.record(Fact("ab" * 16, SETTLEMENT_MADE, public_body(other)))

    before(config, clock, twice)
    async with front(config, clock, frames, size=size, lang="en") as desk:
        await desk.sign_in()
        await to_settlements(desk)
        await desk.until_text("Does not agree")
        assert "✕ QT-04-0001/2026" in desk.flat()
        await desk.press("enter")
        await desk.until_at("SettledScreen")
        await desk.press("delete")
        await desk.until_at("ReasonScreen")
        await desk.type("Lập hai lần")
        await desk.press("enter")
        await desk.until_at("LeaderScreen")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_text("Annulled: Lập hai lần")
        assert "annul" not in desk.foot()
        await desk.press("escape")
        await desk.until_at("SettlementScreen")
        await desk.until_text("✕ annulled")
        assert "Does not agree" not in desk.flat()
        assert desk.app.station.counter.money.ledger.differences() == []


async def test_a_settlement_ends_with_the_day_that_was_typed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What came later stays open; what is no day stands there to be mended."""
    before(config, clock, paid)
    clock.forward(timedelta(days=2))
    before(config, clock, paid)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await to_settlements(desk)
        await desk.until_text("up to 25/11/2026 · 1 agency · 300.000 đ")
        await desk.press("d")
        await desk.until_at("DayScreen")
        await desk.press(*["backspace"] * 10, *"23/11/2026", "enter")
        await desk.until_text("up to 23/11/2026 · 1 agency · 150.000 đ")
        await desk.press("d")
        await desk.until_at("DayScreen")
        await desk.press("backspace", "enter")
        await desk.until_text("This is no day.")
        assert "23/11/202" in desk.flat(), "what was typed is mended, not typed again"
        await desk.press("5", "enter")
        await desk.until_text("Not settled up to 23/11/2025 · 0 agencies")


async def test_nothing_to_settle_is_said_too(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A desk without money has no keys for it but the way back; the return desk never settles."""
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await to_settlements(desk)
        await desk.until_text("No settlement was made yet.")
        assert "F9" not in desk.foot()
        await desk.press("escape", "escape")
        await desk.until_at("HomeScreen")
        await desk.press("f12")
        await desk.until_at("LockScreen")
        await desk.press("up", "backspace", "backspace", *CASHIER, "up", *PIN, "enter")
        await desk.until_at("HomeScreen")
        await to_till(desk)
        screen = desk.app.screen
        assert isinstance(screen, TillScreen)
        assert "Q settlement" not in desk.foot()
        assert "F9 open the cash shift" in desk.foot()


# --- words --------------------------------------------------------------------------------------


def test_every_value_of_money_has_its_word() -> None:
    """A new method, or a new way to differ, is not shown as a code."""
    assert set(METHOD_WORDS) == set(Method)
    assert set(REVERSAL_WORDS) == set(ReversalSort)
    assert set(DIFFERENCE_WORDS) == set(DifferenceSort)


@pytest.mark.parametrize(
    ("typed", "amount_vnd"),
    [("", 0), ("0", 0), ("50000", 50_000), ("1.250.000", 1_250_000), ("50.000 đ", 50_000)],
)
def test_an_amount_is_read_as_it_is_written(typed: str, amount_vnd: int) -> None:
    """With or without points, blanks and the sign of the currency."""
    assert vnd_of(typed) == amount_vnd


@pytest.mark.parametrize("typed", ["1.5", "-5", "1,000", "abc", "1.2500", "٣"])
def test_what_is_no_amount_is_never_guessed(typed: str) -> None:
    """A half-typed figure must not become another sum."""
    with pytest.raises(Refused, match="amount-unreadable"):
        vnd_of(typed)
