"""What may be done next with a dossier, by keys alone: from the agency to its result."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

import pytest

from counter_app import life_words as words
from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.steps.next_acts import NextAct
from counter_app.life_words import ACT_WORDS
from counter_app.release_words import COLLECTOR_WORDS, FAULT_WORDS, RESULT_WORDS
from counter_app.screens.acts import menu as acts
from counter_app.screens.acts.menu import FORMS
from counter_app.screens.dossiers.dossier import DossierScreen
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field
from data.domain.center import Officer
from data.domain.concluding import Fault, ResultKind, current_result
from data.domain.dossier import Dossier
from data.domain.handing_over import Place, Progress
from data.domain.lifecycle import State
from data.domain.papers import Copy, Form
from data.domain.procedures import Step
from data.domain.promises import Why
from data.domain.reappointing import Apology
from data.domain.releasing import Collector
from data.domain.routing import LegStatus, Mode, route
from data.domain.standing import Duty, Stand
from data.domain.supplementing import DraftForm, Returned
from tests.fakes import at_agency, outcomes
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, opened
from tests.fakes.front import Front, front

Made = TypeVar("Made")
TALL = (100, 60)
"""The whole dossier is read at once, and no slip stands beside it."""


def before(config: Config, clock: StillClock, make: Callable[[Counter, Officer], Made]) -> Made:
    """What the desk did before it is opened on the screen."""
    with opened(config, clock) as counter:
        return make(counter, outcomes.officer_of(counter))


async def look_at(desk: Front, dossier: str, *, number: str = RECEIVER) -> None:
    await desk.sign_in(number=number)
    file = desk.app.station.counter.search.open_id(dossier)
    desk.app.push_screen(DossierScreen(desk.app.station, file))
    await desk.until_at("DossierScreen")


def now(desk: Front, dossier: str) -> Dossier:
    return desk.app.station.counter.search.open_id(dossier).dossier


async def go_to(desk: Front, act: NextAct) -> None:
    """A, and the key that stands before this act."""
    await desk.press("a")
    await desk.until_at("ActsScreen")
    screen = desk.app.screen
    assert isinstance(screen, acts.ActsScreen)
    await desk.press(acts.KEYS[screen._may.index(act)])
    await desk.until_at("ActScreen")


async def fill(desk: Front, **answers: str) -> None:
    """Each field is gone to with the keys, and typed into as a person types."""
    for name, answer in answers.items():
        wanted = name.replace("_", "-")
        await _to(desk, wanted)
        widget = desk.app.focused
        if isinstance(widget, Choice):
            while str(widget.value) != answer:
                await desk.press("right")
        else:
            assert isinstance(widget, Field)
            widget.value = ""
            await desk.type(answer)


async def _to(desk: Front, wanted: str) -> None:
    for key in ("up", "down"):
        seen = None
        while desk.app.focused is not seen:
            seen = desk.app.focused
            if seen is not None and seen.id == wanted:
                return
            await desk.press(key)
    raise AssertionError(f"{wanted} is not asked; the screen shows:\n{desk.text()}")


async def test_the_keys_of_a_dossier_lead_to_exactly_its_next_acts(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A lists them, Esc goes back with nothing done; a return desk has but the note."""
    dossier = before(config, clock, at_agency.handed_over)
    async with front(config, clock, frames, size=TALL, lang="en") as desk:
        await look_at(desk, dossier)
        for text in ("taken by Hoàng Văn Nhận", "hand over to the agency", "in time"):
            assert text in desk.flat(), text
        await desk.press("a")
        await desk.until_at("ActsScreen")
        for text in ("1 Note what the agency did", "The result was signed", "D The owner"):
            assert text in desk.flat(), text
        assert "Take the supplement" not in desk.flat()
        await desk.press("escape")
        await desk.until_at("DossierScreen")
        await desk.press("f12")
        await desk.until_at("LockScreen")
        await desk.press("up", "backspace", "backspace", *CASHIER, "up", *PIN, "enter")
        await desk.until_at("DossierScreen")
        await desk.press("a")
        await desk.until_at("ActsScreen")
        assert "Note what the agency did" in desk.flat()
        assert "The result was signed" not in desk.flat()


async def test_r66_a_note_of_progress_with_the_photograph_of_its_paper(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F4 photographs, F9 records; what is refused stays typed and is corrected."""
    dossier = before(config, clock, at_agency.handed_over)
    async with front(config, clock, frames, size=TALL, lang="en") as desk:
        await look_at(desk, dossier)
        await go_to(desk, NextAct.NOTE_PROGRESS)
        assert "Hoàng Văn Nhận" in desk.flat(), "who took the folder is proposed"
        await fill(desk, note="đã phân công", who="")
        await desk.press("f9")
        await desk.until_text("Who did this step is missing")
        await desk.press("escape")
        await go_to(desk, NextAct.NOTE_PROGRESS)
        assert "đã phân công" in desk.flat(), "Esc loses nothing that was typed"
        await fill(desk, who="Lê Thị Mẫu")
        await desk.lay_page()
        await desk.press("f4")
        await desk.until_text("the agency's paper: photographed")
        await desk.press("f9")
        await desk.until_text("It is noted.")
        noted = now(desk, dossier).last(Progress)
        assert noted is not None
        assert (noted.what.who, noted.what.note) == ("Lê Thị Mẫu", "đã phân công")
        assert noted.what.page
        assert "appraisal · Lê Thị Mẫu · đã phân công" in desk.flat()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_r87_a_supplement_is_asked_brought_in_parts_and_restarts_the_clock(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Signed form 02, N for what is brought, the clock stands until all of it is here."""
    dossier = before(config, clock, at_agency.handed_over)
    async with front(config, clock, frames, size=size, lang="en") as desk:
        await look_at(desk, dossier)
        await go_to(desk, NextAct.RETURN)
        await fill(desk, number="12/TB", day="23/11/2026", signer="Đỗ Văn Ký")
        await fill(desk, defect_2="incomplete", note_2="thiếu chữ ký", defect_3="missing")
        await fill(desk, reason="chưa đủ cơ sở")
        await desk.press("f9")
        await desk.until_text("Returned, the clock stands.")
        returned = now(desk, dossier).last(Returned)
        assert returned is not None
        assert [it.note for it in returned.what.demands] == ["thiếu chữ ký", ""]
        clock.forward(timedelta(days=7))
        await desk.press("n")
        await desk.until_at("ActScreen")
        assert "Still missing: 1, 2." in desk.flat()
        await fill(desk, kind_1="original")
        await desk.press("f9")
        await desk.until_at("ScanLaterScreen")
        await desk.press("escape")
        await desk.until_at("DossierScreen")
        assert now(desk, dossier).state is State.RETURNED
        file = desk.app.station.counter.search.open_id(dossier)
        await desk.burst(file.slip_key)
        await desk.until_at("ActScreen")
        await fill(desk, kind_2="copy", count_2="2")
        assert "New appointment: 17:00 03/12/2026" in desk.flat()
        await desk.press("f9")
        await desk.until_at("ScanLaterScreen")
        await desk.press("escape")
        await desk.until_at("DossierScreen")
        after = now(desk, dossier)
        assert after.state is State.RECEIVED
        assert [item.counts.total for item in after.taken_in().components[-2:]] == [1, 2]
        forms = [
            job.sheet.form
            for job in desk.app.station.counter.papers.jobs(dossier)
            if job.sheet and job.sheet.copy is Copy.APPLICANT
        ]
        assert forms[-1] is Form.RECEIPT


async def test_c4_a_late_return_asks_the_leader_and_keeps_what_was_typed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The leader's citation and PIN let it pass; the entry says so."""
    dossier = before(config, clock, at_agency.handed_over)
    clock.forward(timedelta(days=7))
    async with front(config, clock, frames, size=TALL, lang="en") as desk:
        await look_at(desk, dossier)
        await go_to(desk, NextAct.RETURN)
        assert "▲ Last moment to return it: 17:00 27/11/2026" in desk.flat()
        await fill(desk, number="12/TB", day="23/11/2026", signer="Đỗ Văn Ký")
        await fill(desk, defect_2="missing", reason="chưa đủ cơ sở")
        await desk.press("f9")
        await desk.until_at("LeaderScreen")
        await desk.type("Điều 9 Luật Ví Dụ")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_text("Returned, the clock stands.")
        returned = now(desk, dossier).last(Returned)
        assert returned is not None
        assert returned.what.confirmation is not None
        assert not returned.what.in_time


async def test_r78_an_overdue_dossier_its_apology_and_the_call_that_is_owed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Late is said before it is recorded; afterwards the dossier asks for the call (R81)."""
    dossier = before(config, clock, at_agency.handed_over)
    clock.forward(timedelta(days=7))
    async with front(config, clock, frames, size=TALL, lang="en") as desk:
        await look_at(desk, dossier)
        assert "▲ overdue, 1 working day late" in desk.flat()
        await go_to(desk, NextAct.APOLOGISE)
        assert "it is recorded as late" in desk.flat()
        await fill(desk, number="3/XL", day="30/11/2026", signer="Đỗ Văn Ký")
        await fill(desk, reason="xác minh thêm", due="04/12/2026")
        assert "= Fri 04/12/2026, until the end of the office hours" in desk.flat()
        await desk.press("f9")
        await desk.until_text("The apology is registered and printed.")
        apology = now(desk, dossier).last(Apology)
        assert apology is not None
        assert apology.what.late
        for text in ("was not told of the apology", "promised first", "told last: 17:00 04/12"):
            assert text in desk.flat(), text
        await desk.press("c")
        await desk.until_at("ContactScreen")
        await fill(desk, address="0905000123")
        await desk.press("f9")
        await desk.until_text("It is written down.")
        assert "was not told of the apology" not in desk.flat()


async def test_r88_an_opinion_is_asked_of_an_agency_found_by_its_words(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Whom the procedure names stands there; the approval waits and says for whom."""
    dossier = before(
        config, clock, lambda desk, who: at_agency.handed_over(desk, who, at_agency.CONSULTING)
    )
    async with front(config, clock, frames, size=TALL, lang="en") as desk:
        await look_at(desk, dossier)
        await go_to(desk, NextAct.CONSULT)
        assert "= Sở Tài nguyên và Môi trường" in desk.flat()
        await fill(desk, agency="sở")
        assert "One word more, please" in desk.flat()
        await desk.type(" xay")
        assert "= Sở Xây dựng" in desk.flat()
        await fill(desk, content="Có phù hợp quy hoạch không?", until="27/11/2026")
        await desk.press("f9")
        await desk.until_at("DossierScreen")
        await desk.press("a")
        await desk.until_text("The result was signed: Sở Xây dựng has not answered yet")
        await desk.press("escape")
        await go_to(desk, NextAct.OPINION)
        await fill(desk, content="Phù hợp.")
        await desk.press("f9")
        await desk.until_at("DossierScreen")
        await go_to(desk, NextAct.APPROVE)
        await fill(desk, number="1/GCN", day="23/11/2026", signer="Đỗ Văn Ký")
        await fill(desk, item_2="Bản sao", count_2="3")
        await desk.press("f9")
        await desk.until_text("The result is registered.")
        result = current_result(now(desk, dossier))
        assert result is not None
        assert [item.count for item in result.what.items] == [1, 3]


async def test_r90_a_way_that_nobody_approved_wants_a_leader(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A procedure without published legs gets its second agency by name."""
    dossier = before(config, clock, at_agency.received)
    async with front(config, clock, frames, size=TALL, lang="en") as desk:
        await look_at(desk, dossier)
        await go_to(desk, NextAct.SET_ROUTE)
        await fill(desk, agency_2="cuc thue", content_2="Xác định nghĩa vụ thuế")
        await fill(desk, by_2="26/11/2026")
        await desk.press("f9")
        await desk.until_at("LeaderScreen")
        await desk.type("Điều 6 Luật Ví Dụ")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_text("The way is fixed.")
        fixed = route(now(desk, dossier))
        assert fixed is not None
        assert [leg.agency for leg in fixed.legs] == ["Sở Kế hoạch và Đầu tư", "Cục Thuế tỉnh"]
        assert fixed.confirmation is not None
        assert "2. Cục Thuế tỉnh · not there yet" in desk.flat()


async def test_c28_a_correction_asks_the_pin_once_more(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A wrong PIN corrects nothing; the right one gives the receipt anew."""
    dossier = before(config, clock, at_agency.received)
    async with front(config, clock, frames, size=TALL, lang="en") as desk:
        await look_at(desk, dossier)
        await go_to(desk, NextAct.CORRECT)
        await fill(desk, reason="gõ thiếu chữ", a_name="Nguyễn Văn Thửa")
        await desk.press("f9")
        await desk.until_at("PinScreen")
        await desk.press(*"000000", "enter")
        await desk.until_text("PIN is wrong")
        await desk.press(*PIN, "enter")
        await desk.until_text("Corrected.")
        owner = now(desk, dossier).applicant
        assert owner is not None
        assert owner.name == "Nguyễn Văn Thửa"


async def test_c24_a_withdrawal_gives_the_originals_back_and_ends_the_dossier(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The request has its number; a recall of the hand-over is offered no more."""
    dossier = before(config, clock, at_agency.handed_over)
    async with front(config, clock, frames, size=TALL, lang="en") as desk:
        await look_at(desk, dossier)
        await go_to(desk, NextAct.RECALL)
        assert "handed over to the agency, 09:14" in desk.flat()
        await desk.type("nhầm")
        await desk.press("enter")
        await desk.until_text("Taken back.")
        assert "taken back, it counts no more" in desk.flat()
        await go_to(desk, NextAct.WITHDRAW)
        await fill(desk, number="DN-01", reason="không còn nhu cầu")
        await desk.press("f9")
        await desk.until_text("Withdrawn.")
        assert now(desk, dossier).state is State.WITHDRAWN
        assert "what next" not in desk.foot()


def test_every_next_act_has_its_form() -> None:
    """Whatever the desk offers can be filled in, under a name."""
    assert set(FORMS) == set(ACT_WORDS) == set(NextAct)


@pytest.mark.parametrize(
    ("spoken", "values"),
    [
        (words.STEP_WORDS, Step),
        (words.MODE_WORDS, Mode),
        (words.PLACE_WORDS, Place),
        (words.STAND_WORDS, Stand),
        (words.DUTY_WORDS, Duty),
        (words.WHY_WORDS, Why),
        (words.LEG_WORDS, LegStatus),
        (RESULT_WORDS, ResultKind),
        (FAULT_WORDS, Fault),
        (COLLECTOR_WORDS, Collector),
        (words.DRAFT_WORDS, DraftForm),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_every_value_in_the_life_of_a_dossier_has_its_word(
    spoken: Mapping[StrEnum, str], values: type[StrEnum]
) -> None:
    """No officer reads the code of a value."""
    assert set(spoken) == set(values)
    assert all(spoken.values())
