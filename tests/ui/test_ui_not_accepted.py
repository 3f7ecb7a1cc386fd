"""F8, chưa nhận: form 02, form 03 and guidance by keyboard, on paper, and nothing typed is lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual import events

from counter_app.config import Config, Devices
from counter_app.desk.receiving.draft import DemandForm, Draft, RefusalForm
from counter_app.desk.receiving.turning_away import TurningAway
from counter_app.screens.leader import LeaderScreen
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.sentences import sentence_of
from counter_app.widgets.field import Field
from counter_app.wording import tr
from data.domain.codes import Series, form_number
from data.domain.dossier import Dossier
from data.domain.guidance import Asked
from data.domain.lifecycle import State
from data.domain.papers import RefusalPaper, SupplementPaper
from data.domain.procedures import PaperKind
from data.domain.refusal import Ground
from data.domain.supplement import Defect
from data.store.errors import DiskFull
from printing.simulated.simulator import Simulator
from scanning.barcode import read_barcodes
from scanning.picture import load_picture
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock
from tests.fakes.front import CARD, Front, front

LAW = "Điều 0 Nghị định không có thật"
SIZES = [(80, 24), (120, 40)]


@asynccontextmanager
async def intake(
    config: Config, clock: StillClock, size: tuple[int, int] = (120, 40), number: str = RECEIVER
) -> AsyncIterator[Front]:
    """An intake that was just begun, on a desk without devices."""
    async with front(replace(config, devices=Devices()), clock, [], size=size) as desk:
        await desk.sign_in(number)
        await desk.begin()
        yield desk


def intake_of(desk: Front) -> IntakeScreen:
    return next(one for one in desk.app.screen_stack if isinstance(one, IntakeScreen))


def draft_of(desk: Front) -> Draft:
    return intake_of(desk).keeper.draft


def demands_of(desk: Front) -> tuple[DemandForm, ...]:
    return draft_of(desk).demands


def stored(desk: Front, draft: str) -> Draft:
    return desk.app.station.counter.drafting.resume(draft)


def dossier_of(desk: Front, draft: str) -> Dossier:
    return desk.app.station.counter.search.open_id(draft).dossier


async def decide(desk: Front, way: str, screen: str) -> None:
    await desk.press("f8")
    await desk.until_at("NotAcceptedScreen")
    await desk.press(way)
    await desk.until_at(screen)


async def ask_02(desk: Front) -> None:
    await decide(desk, "1", "SupplementScreen")


async def issue(desk: Front) -> None:
    """F9, a last look, and Enter."""
    await desk.press("f9")
    await desk.until_at("LastLook")
    await desk.press("enter")
    await desk.until_at("GivenScreen")


async def typed_into(desk: Front, field: str, text: str) -> None:
    desk.app.screen.query_one(f"#{field}", Field).focus()
    await desk.type(text)


async def reopened(desk: Front) -> str:
    """Gives a form 02 for the second component, and opens its checklist again."""
    await ask_02(desk)
    await desk.press("2", "f9")
    dossier = draft_of(desk).id
    await desk.until_at("LastLook")
    await desk.press("enter")
    await desk.until_at("GivenScreen")
    await desk.press("escape")
    await desk.until_at("HomeScreen")
    station = desk.app.station
    draft = station.counter.drafting.reopen(station.officer, dossier)
    desk.app.push_screen(IntakeScreen(station, draft))
    await desk.until_at("IntakeScreen")
    return dossier


async def until_asked(desk: Front, *defects: Defect) -> None:
    """Wait until the draft asks for this, line by line."""
    wanted = list(defects)
    await desk.until(lambda: [it.defect for it in demands_of(desk)] == wanted, f"never {wanted}")


async def until_noted(desk: Front, *notes: str) -> None:
    wanted = list(notes)
    await desk.until(lambda: [it.note for it in demands_of(desk)] == wanted, f"never {wanted}")


async def until_objected(desk: Front, code: str, **facts: str | int) -> None:
    await desk.until_text(" ".join(sentence_of(code, facts).split()))


# --- the question -------------------------------------------------------------------------------


async def test_f8_says_what_is_missing_and_esc_changes_nothing(
    config: Config, clock: StillClock
) -> None:
    """The three ways stand under what the check already knows; Esc goes back to the same draft."""
    async with intake(config, clock) as desk:
        before = draft_of(desk)
        await desk.press("f8")
        await desk.until_at("NotAcceptedScreen")
        assert "Thiếu thành phần 2: Điều lệ công ty" in desk.flat()
        await desk.press("escape")
        await desk.until_at("IntakeScreen")
        assert draft_of(desk) == before


# --- form 02 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_form_02_from_marks_to_the_next_citizen(
    config: Config, clock: StillClock, printer: Simulator, size: tuple[int, int]
) -> None:
    """What the check knows is marked; notes are typed; the paper bears a code that finds it."""
    with_printer = replace(config, devices=Devices(printer=printer.url))
    async with front(with_printer, clock, [], size=size) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("1", "enter", "3", "enter", "f8", "1")
        await desk.until_at("SupplementScreen")
        draft = draft_of(desk)
        await until_asked(desk, Defect.MISSING)
        assert demands_of(desk)[0].component == draft.components[1].id
        await desk.press("down", "3", "enter", "down")
        await desk.type("thiếu chữ ký")
        await desk.press("enter", "r")
        await desk.type("Chưa đủ thành phần")
        await desk.press("enter")
        await issue(desk)
        dossier = dossier_of(desk, draft.id)
        assert dossier.state is State.SUPPLEMENT
        (request,) = dossier.supplements
        assert [it.defect for it in request.demands] == [Defect.MISSING, Defect.INCOMPLETE]
        assert [it.note for it in request.demands] == ["", "thiếu chữ ký"]
        assert request.reason == "Chưa đủ thành phần"
        assert request.number in desk.flat()
        await desk.until(lambda: len(printer.papers) == 1, "no form came out")
        await desk.until_text("Giao giấy cho người nộp")
        codes = {code.value for code in read_barcodes(load_picture(printer.papers[0].path))}
        number = form_number(Series.SUPPLEMENT, request.number)
        assert number is not None
        assert number.key in codes, "its code opens the checklist again"
        await desk.press("f2")
        await desk.until_at("ProcedureScreen")


async def test_a_citizen_who_gives_no_name_gets_form_02_with_few_keys(
    config: Config, clock: StillClock
) -> None:
    """C13: nobody is asked who they are; F8, 1, a mark, F9 and Enter are all."""
    async with intake(config, clock) as desk:
        desk.keys = 0
        draft = draft_of(desk).id
        await ask_02(desk)
        assert demands_of(desk) == (), "whoever brought nothing is not asked for everything"
        await desk.press("2")
        await issue(desk)
        assert desk.keys == 5
        assert dossier_of(desk, draft).applicant is None
        assert tr("no name given") in desk.flat()


async def test_marks_go_by_digit_and_arrow_and_come_off_again(
    config: Config, clock: StillClock
) -> None:
    """1–6 say what is wrong, arrows go through it, and a line that is good is not on the form."""
    async with intake(config, clock) as desk:
        await ask_02(desk)
        await desk.press("4", "right")
        await until_asked(desk, Defect.MISMATCH)
        await desk.press("left", "left", "left", "left")
        await until_asked(desk, Defect.MISSING)
        await desk.press("left")
        await until_asked(desk)
        await desk.until(lambda: tr("not asked for") not in desk.foot(), "Del is still offered")
        await desk.press("6", "delete", "right", "backspace")
        await until_asked(desk)
        await desk.press("f9")
        await desk.pilot.pause()
        assert desk.at == "SupplementScreen", "an empty form is not offered"


async def test_a_wrong_kind_says_at_once_which_kind_will_do(
    config: Config, clock: StillClock
) -> None:
    """C8: the lightest published kind is wanted; another defect wants no kind."""
    async with intake(config, clock) as desk:
        await ask_02(desk)
        await desk.press("down", "down", "6")
        await until_asked(desk, Defect.WRONG_KIND)
        assert demands_of(desk)[0].kind is PaperKind.COMPARED
        await desk.press("4")
        await until_asked(desk, Defect.EXPIRED)
        assert demands_of(desk)[0].kind is None


async def test_nothing_outside_the_list_without_its_law(config: Config, clock: StillClock) -> None:
    """R14, R18: the objection stands there while one types, and F9 leads no further."""
    async with intake(config, clock) as desk:
        await ask_02(desk)
        await desk.press("end", "enter")
        await until_objected(desk, "demand-name-missing", number=1)
        await desk.type("Sổ hộ khẩu")
        await until_objected(desk, "demand-outside-list", number=1)
        await desk.press("f9")
        await desk.pilot.pause()
        assert desk.at == "SupplementScreen"
        await desk.press("down", "down", "down")
        await desk.type(LAW)
        await desk.press("f9")
        await desk.until_at("LastLook")
        assert LAW in desk.flat()


async def test_a_kind_above_the_published_one_asks_for_its_law(
    config: Config, clock: StillClock
) -> None:
    """C8, R18: the field for the citation appears with the demand that needs it."""
    async with intake(config, clock) as desk:
        await ask_02(desk)
        await desk.press("down", "down", "1")
        await until_asked(desk, Defect.MISSING)
        citation = desk.app.screen.query_one("#citation-row")
        assert not citation.display
        await desk.press("enter", "right")
        await desk.until(lambda: demands_of(desk)[0].kind is PaperKind.ORIGINAL, "never heavier")
        procedure = intake_of(desk).review.procedure
        name = procedure.components[2].name
        await until_objected(desk, "demand-above-published", number=1, component=name)
        assert citation.display


async def test_esc_and_a_killed_program_lose_nothing(config: Config, clock: StillClock) -> None:
    """Marks, notes, reason and refusal are on disk with the draft, and stand there again."""
    async with intake(config, clock) as desk:
        await ask_02(desk)
        await desk.press("2", "enter", "down")
        await desk.type("tờ hai")
        await until_noted(desk, "tờ hai")
        await desk.press("escape")
        rows = desk.app.screen.query_one("#rows")
        await desk.until(lambda: rows.has_focus, "the first Esc does not lead to the list")
        await desk.press("escape")
        await desk.until_at("NotAcceptedScreen")
        await desk.press("2")
        await desk.until_at("RefusalScreen")
        await desk.press("3", "enter")
        await desk.type("Con dấu giả")
        keeper = intake_of(desk).keeper
        wanted = RefusalForm(Ground.FALSE_PAPERS, "Con dấu giả")
        await desk.until(lambda: keeper.draft.refusal == wanted, "not all was taken")
        await desk.until(lambda: not keeper.dirty, "never saved")
        kept = stored(desk, keeper.draft.id)
        assert kept == keeper.draft
        assert kept.demands[0].note == "tờ hai"
        assert kept.refusal == wanted
        await desk.press("escape", "escape")
        await desk.until_at("NotAcceptedScreen")
        await desk.press("1")
        await desk.until_at("SupplementScreen")
        await desk.until_text("tờ hai")


async def test_letters_stay_on_the_line_they_were_typed_for(
    config: Config, clock: StillClock
) -> None:
    """Enter and an arrow right behind the last letter move on; the letter is not moved along."""
    async with intake(config, clock) as desk:
        await ask_02(desk)
        await desk.press("1", "down", "1", "up", "enter", "down")
        await desk.type("chữ")
        for key in ("enter", "down", "enter", "down"):
            desk.app.post_message(events.Key(key, None))
        await desk.pilot.pause()
        await desk.type("sau")
        await until_noted(desk, "chữ", "sau")


async def test_a_card_names_the_citizen_here_too(config: Config, clock: StillClock) -> None:
    """The scan fills the draft and no field, on the form and on the last look."""
    async with intake(config, clock) as desk:
        await ask_02(desk)
        await desk.press("1", "enter", "down")
        await desk.burst(CARD)
        named = "Nguyễn Văn Thử"
        await desk.until(lambda: draft_of(desk).applicant.name == named, "the card was not read")
        assert demands_of(desk)[0].note == ""
        await desk.press("f9")
        await desk.until_at("LastLook")
        assert "Nguyễn Văn Thử" in desk.flat()


async def test_who_may_not_ask_is_told_and_the_draft_stays(
    config: Config, clock: StillClock
) -> None:
    """The refusal is a sentence on the last look; another officer may go on with the draft."""
    async with intake(config, clock, number=CASHIER) as desk:
        await ask_02(desk)
        await desk.press("1", "f9")
        await desk.until_at("LastLook")
        await desk.press("enter")
        await desk.until_text("không có quyền")
        assert desk.at == "LastLook"
        await desk.press("escape")
        await desk.until_at("SupplementScreen")
        assert len(demands_of(desk)) == 1


async def test_f5_after_a_form_02_takes_another_dossier_of_the_same_visitor(
    config: Config, clock: StillClock
) -> None:
    """Persons, right and visit carry over, so that the visitor is asked for nothing twice."""
    async with intake(config, clock) as desk:
        await desk.burst(CARD)
        named = "Nguyễn Văn Thử"
        await desk.until(lambda: draft_of(desk).applicant.name == named, "the card was not read")
        before = draft_of(desk)
        await ask_02(desk)
        await desk.press("2")
        await issue(desk)
        assert tr("one more") in desk.foot()
        await desk.press("f5")
        await desk.until_at("ProcedureScreen")
        await desk.press("enter")
        await desk.until_at("IntakeScreen")
        after = draft_of(desk)
        assert after.id != before.id
        assert (after.visit, after.applicant) == (before.visit, before.applicant)
        assert dossier_of(desk, before.id).supplements[0].handing.visit == before.visit


async def test_f5_is_not_offered_where_no_dossier_was_handed_in(
    config: Config, clock: StillClock, printer: Simulator
) -> None:
    """Guidance is an answer and no dossier: F2 is the next citizen."""
    with_printer = replace(config, devices=Devices(printer=printer.url))
    async with front(with_printer, clock, []) as desk:
        await desk.sign_in()
        await desk.begin()
        await decide(desk, "3", "GuidanceScreen")
        await desk.press("f9")
        await desk.until_at("GivenScreen")
        assert tr("one more") not in desk.foot()
        await desk.press("f5")
        await desk.pilot.pause()
        assert desk.at == "GivenScreen"


# --- once, and the leader -----------------------------------------------------------------------


async def test_a1_a_second_form_02_wants_the_law_and_a_leader(
    config: Config, clock: StillClock
) -> None:
    """F9 asks for citation, number and PIN first; a wrong PIN issues nothing and is not kept."""
    async with intake(config, clock) as desk:
        dossier = await reopened(desk)
        first = dossier_of(desk, dossier).supplements[0].number
        await ask_02(desk)
        await desk.press("1")
        await until_objected(desk, "supplement-only-once", number=first)
        await desk.press("f9")
        await desk.until_at("LeaderScreen")
        await desk.type(LAW)
        await desk.press("enter", *RECEIVER, "enter", *"111111", "enter")
        await desk.until_text(sentence_of("pin-wrong", {"left": 4}))
        leader = desk.app.screen
        assert isinstance(leader, LeaderScreen)
        assert leader.text("pin") == ""
        await desk.press(*PIN, "enter")
        await desk.until_at("LastLook")
        await desk.press("enter")
        await desk.until_at("HomeScreen")
        confirmed = dossier_of(desk, dossier).supplements[1].confirmation
        assert confirmed is not None
        assert confirmed.citation == LAW


async def test_c4_only_a_supervisor_confirms(config: Config, clock: StillClock) -> None:
    """Another officer's right PIN is refused in a sentence; Esc keeps the typed citation."""
    async with intake(config, clock) as desk:
        await reopened(desk)
        await ask_02(desk)
        await desk.press("1", "f9")
        await desk.until_at("LeaderScreen")
        await desk.type(LAW)
        await desk.press("enter", *CASHIER, "enter", *PIN, "enter")
        await until_objected(desk, "supervisor-needed")
        await desk.press("escape")
        await desk.until_at("SupplementScreen")
        await desk.press("f9")
        await desk.until_at("LeaderScreen")
        assert LAW in desk.flat()


async def test_a_pin_is_never_seen_nor_taken_for_a_scan(config: Config, clock: StillClock) -> None:
    """Typed as fast as a reader it lands in its field, hidden; a lock in front throws it away."""
    async with intake(config, clock) as desk:
        desk.app.push_screen(LeaderScreen(desk.app.station, "thử"))
        await desk.until_at("LeaderScreen")
        leader = desk.app.screen
        assert isinstance(leader, LeaderScreen)
        leader.query_one("#pin", Field).focus()
        await desk.pilot.pause()
        await desk.burst("24068013579", end=None)
        await desk.until(lambda: leader.text("pin") == "24068013579", "letters were lost")
        assert "24068013579" not in desk.text()
        await desk.press("f12")
        await desk.until_at("LockScreen")
        assert leader.text("pin") == ""


# --- form 03 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_form_03_needs_reason_and_law_and_is_final(
    config: Config, clock: StillClock, size: tuple[int, int]
) -> None:
    """R71: both are typed, looked at once more, and printed; the draft is gone."""
    async with intake(config, clock, size) as desk:
        draft = draft_of(desk).id
        await decide(desk, "2", "RefusalScreen")
        await until_objected(desk, "refusal-reason-missing")
        await desk.press("f9")
        await desk.pilot.pause()
        assert desk.at == "RefusalScreen"
        await desk.press("enter")
        await desk.type("Không đủ điều kiện")
        await desk.press("enter")
        await desk.type(LAW)
        await issue(desk)
        dossier = dossier_of(desk, draft)
        assert dossier.state is State.REFUSED
        paper = desk.app.station.counter.papers.paper(draft)
        assert isinstance(paper, RefusalPaper)
        assert (paper.reason, paper.legal_basis) == ("Không đủ điều kiện", LAW)
        assert desk.app.station.counter.drafting.parked() == []


async def test_c14_another_agencys_matter_is_guided_first(
    config: Config, clock: StillClock
) -> None:
    """F8 leads to the guidance; only where the citizen insists, Space lets form 03 be given."""
    async with intake(config, clock) as desk:
        await decide(desk, "2", "RefusalScreen")
        assert tr("guide instead") not in desk.foot()
        await desk.press("enter")
        await desk.type("Việc của UBND cấp xã")
        await desk.press("enter")
        await desk.type(LAW)
        await desk.press("escape", "2")
        await until_objected(desk, "refusal-guide-first")
        await desk.press("f8")
        await desk.until_at("GuidanceScreen")
        await desk.press("escape")
        await desk.until_at("NotAcceptedScreen")
        await desk.press("2")
        await desk.until_at("RefusalScreen")
        await desk.press("space", "f9")
        await desk.until_at("LastLook")
        assert draft_of(desk).refusal.insisted


# --- guidance -----------------------------------------------------------------------------------


async def test_c19_a_citizen_leaves_with_guidance_and_no_draft_remains(
    config: Config, clock: StillClock
) -> None:
    """F8, 3, F9: the answer is kept and printed; an intake with nothing in it is not parked."""
    async with intake(config, clock) as desk:
        await decide(desk, "3", "GuidanceScreen")
        await desk.press("f9")
        await desk.until_at("GivenScreen")
        counter = desk.app.station.counter
        (given,) = counter.guiding.today()
        assert given.asked is Asked.DESK
        assert given.topic in desk.flat()
        assert counter.drafting.parked() == []
        await desk.press("escape")
        await desk.until_at("HomeScreen")


@pytest.mark.parametrize(("answer", "parked"), [("escape", 1), ("enter", 0)])
async def test_what_was_handed_in_is_given_up_only_after_a_question(
    config: Config, clock: StillClock, answer: str, parked: int
) -> None:
    """After guidance a draft with counted papers is asked about: Esc parks it as it is."""
    async with intake(config, clock) as desk:
        await desk.press("1", "enter")
        await desk.until(lambda: draft_of(desk).components[0].counts.total > 0, "not counted")
        draft = draft_of(desk)
        await decide(desk, "3", "GuidanceScreen")
        await desk.press("f9")
        await desk.until_at("ConfirmScreen")
        await desk.press(answer)
        await desk.until_at("GivenScreen")
        assert len(desk.app.station.counter.drafting.parked()) == parked
        if parked:
            assert stored(desk, draft.id) == draft


# --- the paper that was given -------------------------------------------------------------------


async def test_a_form_is_printed_again_with_a_reason_and_keeps_its_number(
    config: Config, clock: StillClock, printer: Simulator
) -> None:
    """P is offered once the first sheet is settled; the second one says that it is a reprint."""
    with_printer = replace(config, devices=Devices(printer=printer.url))
    async with front(with_printer, clock, []) as desk:
        await desk.sign_in()
        await desk.begin()
        draft = draft_of(desk).id
        await ask_02(desk)
        await desk.press("1")
        await issue(desk)
        await desk.until_text("Giao giấy cho người nộp")
        await desk.press("p")
        await desk.until_at("ReasonScreen")
        await desk.type("giấy rách")
        await desk.press("enter")
        await desk.until(lambda: len(printer.papers) == 2, "no reprint came out")
        paper = desk.app.station.counter.papers.paper(draft)
        assert isinstance(paper, SupplementPaper)
        assert paper.imprint.reprint == 1
        assert paper.number == dossier_of(desk, draft).supplements[0].number


async def test_on_a_narrow_terminal_the_paper_is_one_key_away(
    config: Config, clock: StillClock
) -> None:
    """F4 shows the form in words; Esc leads back to the list, which still takes marks."""
    async with intake(config, clock, (80, 24)) as desk:
        await ask_02(desk)
        await desk.press("1", "f4")
        await desk.until(lambda: tr("what is wrong") not in desk.foot(), "the list is still there")
        name = intake_of(desk).review.procedure.components[0].name
        assert f"1. {name}" in desk.flat()
        await desk.press("escape", "2")
        await until_asked(desk, Defect.WRONG_FORM)


async def test_a_store_that_fails_is_a_sentence_and_the_form_can_be_given_later(
    config: Config, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the commit: the marks stay, and the form is given once there is room."""
    async with intake(config, clock) as desk:
        await ask_02(desk)
        await desk.press("1")
        await until_asked(desk, Defect.MISSING)
        with monkeypatch.context() as broken:
            broken.setattr(TurningAway, "request_supplement", _full)
            await desk.press("f9")
            await desk.until_at("LastLook")
            await desk.press("enter")
            await until_objected(desk, "disk-full")
        assert len(demands_of(desk)) == 1
        await desk.press("escape")
        await desk.until_at("SupplementScreen")
        await issue(desk)


def _full(*_args: object) -> None:
    raise DiskFull
