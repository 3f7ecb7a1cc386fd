"""The return desk as its officer has it: stories of one citizen each, by keys and scans alone."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.receiving.draft import Draft, FeeForm, PersonForm, WayForm
from counter_app.desk.return_desk.collecting import begun
from counter_app.screens.return_desk.release import ReleaseScreen
from data.domain.center import Officer
from data.domain.dossier import Dossier
from data.domain.evaluating import Contacts, Evaluation, Manner, Time, evaluation
from data.domain.lifecycle import State
from data.domain.received import Channel
from data.domain.releasing import Collector, Release, Slip, last_release, signed_page
from printing.simulated.simulator import Simulator
from tests.fakes import outcomes
from tests.fakes import waiting as made
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, opened, receive
from tests.fakes.front import Front, front

Made = TypeVar("Made")
CARD = "049000000123||Nguyễn Văn Thử|01011990|Nam|Thôn Ví Dụ, xã Không Có Thật|01012021"
STRANGER = "049000000999||Hồ Thị Khác|01011990|Nữ|Thôn Ví Dụ, xã Không Có Thật|01012021"
FETCHED = timedelta(seconds=20)
"""From the desk to the shelf and back."""


def before(config: Config, clock: StillClock, make: Callable[[Counter, Officer], Made]) -> Made:
    """What other desks did before this one is opened."""
    with opened(config, clock) as counter:
        return make(counter, outcomes.officer_of(counter))


def waits(change: Callable[[Draft], Draft] = made.paid) -> Callable[[Counter, Officer], Dossier]:
    return lambda counter, officer: made.waiting(counter, officer, made.Result(change=change))


def now(desk: Front, dossier: Dossier) -> Dossier:
    return made.now(desk.app.station.counter, dossier.id)


def released(desk: Front, dossier: Dossier) -> Release:
    out = last_release(now(desk, dossier))
    assert out is not None
    return out.what


async def shows_slip(desk: Front, dossier: Dossier) -> None:
    """The citizen puts the slip under the reader."""
    await desk.burst(made.key_on(dossier))
    await desk.until_at("ReleaseScreen")


async def fetches(desk: Front, clock: StillClock, code: str) -> None:
    """The officer comes back from the shelf and scans what lies in the hand."""
    clock.forward(FETCHED)
    await desk.burst(code)


async def hands_out(desk: Front) -> None:
    await desk.press("f9")
    await desk.until_at("HandOutScreen")
    await desk.press("enter")
    await desk.until_at("ReturnedScreen")


async def test_a_result_is_returned_in_six_keys_and_scans(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """Slip, envelope, card, F9, Enter; its note prints, and Space photographs what was signed."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await desk.until(lambda: len(printer.papers) == 1, "form 01 of the reception")
        scans = 0
        await shows_slip(desk, dossier)
        scans += 1
        for said in (made.SHELF, "Nguyễn Văn Thử", "paid · receipt AA/01 0000001", "5 components"):
            assert said in desk.flat(), said
        assert "█" in desk.text() or "▀" in desk.text(), "the place stands there in large letters"
        assert "F9" not in desk.foot(), "nothing leaves on one scan"
        await fetches(desk, clock, made.code_of(dossier))
        scans += 1
        await desk.until_text("Everything is in order")
        await desk.burst(CARD)
        scans += 1
        await desk.until_text("identity seen")
        await hands_out(desk)
        await desk.until(lambda: len(printer.papers) == 2, "the note came out")
        await desk.until_text("Space photographs it")
        await desk.lay_page()
        await desk.press("space")
        await desk.until_text("Done. Scan the next slip.")
        assert desk.keys + scans <= 6
        out = last_release(now(desk, dossier))
        assert out is not None
        assert out.what.identity_seen
        assert signed_page(now(desk, dossier), out)
        assert now(desk, dossier).state is State.RELEASED


async def test_the_next_slip_follows_on_the_note(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """No key lies between two citizens."""
    one, other = before(
        config,
        clock,
        lambda counter, officer: (waits()(counter, officer), waits()(counter, officer)),
    )
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, one)
        await fetches(desk, clock, made.code_of(one))
        await hands_out(desk)
        await desk.burst(made.key_on(other))
        await desk.until_at("ReleaseScreen")
        assert made.code_of(other) in desk.flat()
        await desk.press("escape")
        await desk.until_at("HomeScreen")


async def test_r123_one_paper_that_is_read_twice_is_no_match(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A reader that is held too long says the slip's code twice; nobody fetched anything yet."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        await desk.burst(made.key_on(dossier))
        await desk.pilot.pause()
        assert "Everything is in order" not in desk.flat()
        await fetches(desk, clock, made.key_on(dossier))
        await desk.until_text("Everything is in order")


async def test_the_wrong_envelope_is_stopped_before_anything_is_handed_out(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Its neighbour on the shelf says so at once; the right one heals it."""
    dossier, other = before(
        config,
        clock,
        lambda counter, officer: (
            waits()(counter, officer),
            receive(counter, officer, name="Trần Thị Khác").dossier,
        ),
    )
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        await fetches(desk, clock, made.key_on(other))
        await desk.until_text("of ANOTHER dossier")
        assert desk.at == "ReleaseScreen"
        assert "F9" not in desk.foot()
        await fetches(desk, clock, made.key_on(dossier))
        await desk.until_text("Everything is in order")


async def test_r124_somebody_comes_with_a_paper_of_authorisation(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The card is not the applicant's: differences are named, the paper typed and photographed."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        await fetches(desk, clock, made.code_of(dossier))
        await desk.burst(STRANGER)
        await desk.until_text("Another number")
        assert "Another name: record Nguyễn Văn Thử, card Hồ Thị Khác" in desk.flat()
        assert "F9" not in desk.foot()
        await desk.press("f3")
        await desk.until_at("CollectorScreen")
        await desk.press(*["enter"] * 5)
        await desk.type("số 5/GUQ")
        await desk.press("f3")
        await desk.until_at("ReleaseScreen")
        await desk.lay_page()
        await desk.press("f4")
        await desk.until_at("PhotographScreen")
        await desk.press("space")
        await desk.until_text("số 5/GUQ · photographed")
        await hands_out(desk)
        out = released(desk, dossier)
        assert (out.capacity, out.authorization) == (Collector.AUTHORISED, "số 5/GUQ")
        assert out.page
        assert out.collector is not None
        assert out.collector.name == "Hồ Thị Khác"


async def test_r32_an_unpaid_fee_is_paid_first(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """No key hands it out before; F6 takes the receipt, and the gate is open."""
    dossier = before(config, clock, waits(lambda draft: draft))
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        await desk.until_text("F6 records the payment.")
        await fetches(desk, clock, made.code_of(dossier))
        assert "F9" not in desk.foot()
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        await desk.type("AA/01 0000007")
        await desk.press("f6")
        await desk.until_text("Everything is in order")
        assert "It was told anew 1 time since" in desk.flat(), "C22: the slip is one of before"
        await hands_out(desk)
        assert now(desk, dossier).taken_in().fee.receipt == "AA/01 0000007"


async def test_c22_a_lost_slip_wants_identity_and_signature_or_a_leader(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Found by its code, L says that the slip is lost; a supervisor's PIN lets it pass (A8)."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        desk.app.scanned(made.code_of(dossier))
        await desk.until_at("ReleaseScreen")
        await desk.press("l")
        await fetches(desk, clock, made.code_of(dossier))
        await desk.until_text("no other paper may be asked")
        assert "F9 hand out" in desk.foot(), "a leader may let it pass"
        await desk.press("f9")
        await desk.until_at("LeaderScreen")
        await desk.type("biết mặt")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_at("HandOutScreen")
        assert "A leader confirmed: biết mặt" in desk.flat()
        await desk.press("escape")
        await desk.until_at("ReleaseScreen")
        await desk.press("i")
        await desk.lay_page()
        await desk.press("f4")
        await desk.until_at("PhotographScreen")
        await desk.press("space")
        await desk.until_text("signature photographed")
        await hands_out(desk)
        out = released(desk, dossier)
        assert (out.slip, out.identity_seen) == (Slip.LOST, True)
        assert out.signed_page
        assert out.excused == (), "nothing was left for the leader to excuse"


async def test_only_a_slip_that_was_used_stops(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The second citizen with it reads when, by whom and to whom; the next slip goes on."""

    def make(counter: Counter, officer: Officer) -> tuple[Dossier, Dossier]:
        dossier, other = waits()(counter, officer), waits()(counter, officer)
        form = begun(dossier, made.key_on(dossier))
        both = replace(form, envelope_code=made.code_of(dossier))
        counter.releasing.hand_out(made.cashier(counter), dossier.id, both)
        return dossier, other

    dossier, other = before(config, clock, make)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        assert "Handed out 09:14 23/11/2026 · Lê Văn Giả Định" in desk.flat()
        assert "Taken by Nguyễn Văn Thử" in desk.flat()
        for key in ("F9", "F3", "F6"):
            assert key not in desk.foot()
        assert "F8 wrong or lost" in desk.foot(), "C23: it may be wrong all the same"
        await desk.burst(made.key_on(other))
        await desk.until_text(made.code_of(other))
        await desk.press("escape")
        await desk.until_at("HomeScreen")


async def test_r33_a_result_of_the_police_is_refused_with_its_place(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The citizen stands at the wrong desk, and is told the right one."""

    def make(counter: Counter, officer: Officer) -> Dossier:
        draft = counter.drafting.begin(officer, made.POLICE)
        for component in draft.components:
            draft = draft.with_component(counter.drafting.counted(draft, component))
        who = PersonForm(name="Nguyễn Văn Thử", identity="049000000123")
        draft = replace(draft, applicant=who, fee=made.PAID)
        return made.concluded(counter, officer, draft, made.Result(brought=False))

    dossier = before(config, clock, make)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        assert "Công an tỉnh returns this result itself" in desk.flat()
        for key in ("F9", "F3", "Space"):
            assert key not in desk.foot()


async def test_r123_part_of_a_result_now_and_the_rest_with_the_originals(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What is not marked waits on; with the last paper the originals go back too."""

    def keeping(draft: Draft) -> Draft:
        first, *others = draft.components
        return replace(draft, components=(replace(first, kept=1), *others), fee=made.PAID)

    def make(counter: Counter, officer: Officer) -> Dossier:
        said = made.Result(items=made.TWO, change=keeping)
        return made.waiting(counter, officer, said)

    dossier = before(config, clock, make)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        await fetches(desk, clock, made.code_of(dossier))
        await desk.until_text("originals of the citizen are still here")
        await desk.press("1")
        await desk.until_text("the rest waits on")
        await hands_out(desk)
        assert "Part of the result handed out" in desk.flat()
        assert now(desk, dossier).state is State.WAITING
        clock.forward(FETCHED)
        await desk.burst(made.key_on(dossier))
        await desk.until_at("ReleaseScreen")
        await fetches(desk, clock, made.code_of(dossier))
        await desk.press("2")
        await desk.until_text("Everything is in order")
        await hands_out(desk)
        assert now(desk, dossier).state is State.RELEASED


async def test_c23_the_citizen_reads_it_and_it_is_wrong(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F8 asks why and until when; the dossier is with its agency again."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        await desk.press("f8")
        await desk.until_at("RejectScreen")
        await desk.type("Sai tên")
        await desk.press("enter")
        await desk.type("30/11/2026")
        await desk.press("f9")
        await desk.until_at("ReleaseScreen")
        assert now(desk, dossier).state is State.APPRAISAL
        assert "F9" not in desk.foot()


async def test_r95_a_result_of_another_one_stop_is_sent_back(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F9 sends it back with two names, and not to whoever shows its code here."""

    def inbound(draft: Draft) -> Draft:
        way = WayForm(channel=Channel.INBOUND, one_stop="UBND xã Thử", inbound_code="H.01-0001")
        return replace(draft, way=way, fee=FeeForm())

    dossier = before(config, clock, waits(inbound))
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        assert "goes back to UBND xã Thử" in desk.flat()
        await fetches(desk, clock, made.code_of(dossier))
        await desk.until_text("of this dossier")
        await desk.press("f9")
        await desk.until_at("SendBackScreen")
        await desk.type("Bùi Văn Nhận")
        await desk.press("enter", "enter", "right", "f9")
        await desk.until_at("ReleaseScreen")
        assert now(desk, dossier).state is State.RELEASED


async def test_without_a_reader_every_code_is_typed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """M asks for the code of the slip and then for that of the result; Esc loses nothing."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await desk.press("slash")
        await desk.type("nguyen van thu")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        assert "F9 return the result" in desk.foot()
        await desk.press("f9")
        await desk.until_at("ReleaseScreen")
        for _ in range(2):
            await desk.press("m")
            await desk.until_at("CodeScreen")
            await desk.type(made.key_on(dossier))
            await desk.press("enter")
            await desk.until_at("ReleaseScreen")
        await desk.until_text("Everything is in order")


async def test_r98_the_officer_who_receives_sees_the_dossier_and_no_key_to_hand_out(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The same slip asks for the dossier at an intake desk."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await desk.burst(made.key_on(dossier))
        await desk.until_at("DossierScreen")
        assert "F9" not in desk.foot()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_what_matters_is_seen_at_both_sizes(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Shelf, who may take it, fee, marks and what is missing stand there without scrolling."""
    dossier = before(config, clock, waits(lambda draft: draft))
    async with front(config, clock, frames, size=size, lang="vi") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        assert isinstance(desk.app.screen, ReleaseScreen)
        for said in (made.SHELF, "Nguyễn Văn Thử", "Giấy chứng nhận", "F6"):
            assert said in desk.flat(), said


async def test_a8_a_leaders_word_is_for_what_the_leader_saw(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Once something else is said, what was confirmed before excuses nothing more."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        await fetches(desk, clock, made.code_of(dossier))
        await desk.press("l", "f9")
        await desk.until_at("LeaderScreen")
        await desk.type("biết mặt")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_at("HandOutScreen")
        await desk.press("escape")
        await desk.until_at("ReleaseScreen")
        screen = desk.app.screen
        assert isinstance(screen, ReleaseScreen)
        assert screen.look.whole
        await desk.burst(STRANGER)
        await desk.until_text("Another number")
        assert screen.form.confirmation is None
        assert [it.code for it in screen.look.missing] == [
            "collector-authorization-missing",
            "lost-slip-unproven",
        ]


async def test_r98_whoever_unlocks_the_desk_acts_in_the_own_roles(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A result that was ready to go is not handed out by an officer who may not."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await shows_slip(desk, dossier)
        await fetches(desk, clock, made.code_of(dossier))
        await desk.until_text("Everything is in order")
        await desk.press("f12")
        await desk.until_at("LockScreen")
        await desk.press("up", "backspace", "backspace", *RECEIVER, "down", *PIN, "enter")
        await desk.until_at("ReleaseScreen")
        await desk.until(lambda: "F9" not in desk.foot(), "the key is gone")
        assert now(desk, dossier).state is State.WAITING


async def collected(desk: Front, clock: StillClock, dossier: Dossier) -> None:
    await desk.sign_in(CASHIER)
    await shows_slip(desk, dossier)
    await fetches(desk, clock, made.code_of(dossier))
    await hands_out(desk)


async def test_r107_the_citizen_evaluates_by_digits(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """E turns the screen; nobody's name stands there, and it is asked once a dossier (R23)."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await collected(desk, clock, dossier)
        assert "evaluate" in desk.foot()
        await desk.press("e")
        await desk.until_at("EvaluationScreen")
        for said in ("Nguyễn Văn Thử", made.code_of(dossier)):
            assert said not in desk.flat()
        assert "Question 1 of 4" in desk.flat()
        await desk.press("2", "3", "backspace", "1", "0", "1")
        await desk.until_at("ReturnedScreen")
        await desk.until_text("The evaluation is recorded")
        found = evaluation(now(desk, dossier))
        assert found is not None
        assert found.what == Evaluation(Time.ON_TIME, Contacts.NONE, None, Manner.GOOD)
        assert "let the citizen evaluate" not in desk.foot()


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_whoever_does_not_evaluate_is_asked_no_more_than_one_key(
    config: Config, clock: StillClock, frames: list[bytes], key: str
) -> None:
    """Enter or Esc ends it at any question, and nothing is recorded."""
    dossier = before(config, clock, waits())
    async with front(config, clock, frames, lang="en") as desk:
        await collected(desk, clock, dossier)
        await desk.press("e")
        await desk.until_at("EvaluationScreen")
        await desk.press("1", key)
        await desk.until_at("ReturnedScreen")
        assert evaluation(now(desk, dossier)) is None
        assert "evaluate" in desk.foot(), "it may be asked again"


async def test_the_next_slip_ends_an_evaluation(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The citizen went away: nobody answers in the place of another (R23)."""
    one, other = before(
        config,
        clock,
        lambda counter, officer: (waits()(counter, officer), waits()(counter, officer)),
    )
    async with front(config, clock, frames, lang="en") as desk:
        await collected(desk, clock, one)
        await desk.press("e")
        await desk.until_at("EvaluationScreen")
        await desk.press("1")
        await desk.burst(made.key_on(other))
        await desk.until_at("ReleaseScreen")
        assert made.code_of(other) in desk.flat()
        assert evaluation(now(desk, one)) is None


def test_what_a_scan_opens_is_loaded_before_the_first_one() -> None:
    """No import is left to the moment in which a citizen waits."""
    program = """
import sys
from counter_app.screens.return_desk import slips
slips.load()
ours = {name for name in sys.modules if name.startswith("counter_app")}
from counter_app.screens.dossiers.dossier import show_dossier
from counter_app.screens.return_desk.hand_out import HandOutScreen
from counter_app.screens.return_desk.release import ReleaseScreen
from counter_app.screens.return_desk.returned import ReturnedScreen
late = {name for name in sys.modules if name.startswith("counter_app")} - ours
print(", ".join(sorted(late)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.stdout.decode().strip(), done.returncode) == ("", 0)
