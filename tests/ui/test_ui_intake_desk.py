"""The intake desk beyond the plain case: fee, way, details, late entry, visits, second checks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from textual.app import App, ComposeResult

from counter_app.config import Config
from counter_app.desk.receiving.draft import (
    DemandForm,
    Draft,
    FeeForm,
    LateForm,
    PersonForm,
    WayForm,
)
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.theme import DESK
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field
from counter_app.wording import tr, trn
from data.domain.catalogue import Catalogue
from data.domain.clock import local
from data.domain.codes import FormNumber, Series
from data.domain.dossier import Dossier
from data.domain.lifecycle import State
from data.domain.people import PartyKind
from data.domain.received import Channel, Condition, Counts, FeeState
from data.domain.supplement import Defect
from tests.fakes.desk import PIN, RECEIVER, StillClock
from tests.fakes.front import CARD, TNHH, Front, front

PERFORMANCE, CONDUCT = "bieu dien", "phieu ly lich tu phap so 1"
"""Find a procedure with a tiered fee, and one with a reduction."""
NOTICE, RULES = "thong bao hoat dong khuyen mai", "noi quy lao dong"
"""Find an instant procedure, and one whose publication ended."""
REQUIRED = "123"
"""The required components of the practice procedure."""


def intake_of(desk: Front) -> IntakeScreen:
    found = [screen for screen in desk.app.screen_stack if isinstance(screen, IntakeScreen)]
    assert len(found) == 1
    return found[0]


def draft_of(desk: Front) -> Draft:
    return intake_of(desk).keeper.draft


def line_of(desk: Front, state: State) -> Dossier:
    """The one dossier in this state."""
    search = desk.app.station.counter.search
    (line,) = [line for line in search.find("") if line.state is state]
    return search.open_id(line.id).dossier


async def complete(desk: Front, places: str = REQUIRED) -> None:
    """A citizen with a card and the published papers."""
    for place in places:
        await desk.press(place, "enter")
    await desk.burst(CARD)


async def check(desk: Front) -> None:
    await desk.press("f9")
    await desk.until_at("CheckScreen")


async def back_at_intake(desk: Front, key: str) -> None:
    await desk.press(key)
    await desk.until_at("IntakeScreen")


# --- fee ----------------------------------------------------------------------------------------


async def test_c20_units_and_exemption_are_reckoned_while_they_are_said(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """120 minutes cost the third tier, a state programme nothing, and the total follows."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin(PERFORMANCE)
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        await desk.type("120")
        assert "3.000.000 đ" in desk.flat()
        await desk.press("down", "right")
        assert "288/2016" in desk.flat(), "the basis of the exemption is shown"
        assert intake_of(desk).review.fee.state is FeeState.EXEMPT
        await desk.press("left")
        await back_at_intake(desk, "escape")
        assert draft_of(desk).fee.quantities == {"phi": 120}
        assert "3.000.000 đ" in desk.flat()


async def test_r112_a_reduction_takes_its_percentage_off(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The reduced fee stands on the intake with what was taken off."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin(CONDUCT)
        await desk.press("f6", "right", "f6")
        await desk.until_at("IntakeScreen")
        fee = intake_of(desk).review.fee
        assert 0 < fee.amount_vnd < 200_000
        off = f"{200_000 - fee.amount_vnd:,}".replace(",", ".")
        assert tr("{amount} off", amount=f"{off} đ") in desk.flat()


async def test_a_receipt_number_is_what_makes_a_fee_paid(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Every letter is in the draft at once; without a number the fee is not paid."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        await desk.type("AA/01 7")
        assert draft_of(desk).fee == FeeForm(paid=True, receipt="AA/01 7")
        await desk.press(*["backspace"] * 7)
        assert not draft_of(desk).fee.paid
        await desk.type("BL 12")
        await back_at_intake(desk, "enter")
        assert tr("paid") + " BL 12" in desk.flat()


async def test_a_number_of_units_that_is_none_is_refused_and_not_guessed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The dialogue is not left with it by F6, and the check stops before it."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin(PERFORMANCE)
        await desk.press("f6")
        await desk.until_at("FeeScreen")
        await desk.type("12x")
        await desk.press("f6")
        assert desk.at == "FeeScreen"
        await back_at_intake(desk, "escape")
        codes = {block.code for block in intake_of(desk).review.blocks}
        assert "fee-quantity-out-of-range" in codes


# --- way ----------------------------------------------------------------------------------------


async def test_c21_a_postal_dossier_waits_for_its_signature_under_its_number(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Registered from the check, parked; once signed it is received at that moment, same id."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await complete(desk)
        await desk.press("f7")
        await desk.until_at("WayScreen")
        await desk.press("right")
        await desk.burst("EE123456785VN")
        await back_at_intake(desk, "f7")
        await check(desk)
        assert tr("issue the receipt") not in desk.foot()
        await desk.press("enter")
        await desk.until_at("HomeScreen")
        await desk.until_text("EE123456785VN")
        waiting = line_of(desk, State.POSTED)
        assert waiting.reception is None

        clock.forward(timedelta(hours=2))
        await desk.press("enter")
        await desk.until_at("IntakeScreen")
        assert draft_of(desk).id == waiting.id
        await check(desk)
        assert tr("register the item") not in desk.foot(), "it is registered already"
        await desk.press("f7")
        await desk.until_at("WayScreen")
        await desk.press("f5", "f7")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        received = line_of(desk, State.RECEIVED)
        assert received.id == waiting.id
        assert received.reception is not None
        assert received.reception.received_at == clock().replace(second=0, microsecond=0)
        assert received.reception.post_item == "EE123456785VN"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_c21_a_hand_over_of_yesterday_wants_its_reason(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """The field appears with the earlier day; until it is filled nothing is issued."""
    async with front(config, clock, frames, size=size) as desk:
        await desk.sign_in()
        await desk.begin()
        await complete(desk)
        await desk.press("f7")
        await desk.until_at("WayScreen")
        await desk.press("right")
        await desk.burst("EE123456785VN")
        reason = desk.app.screen.query_one("#of-signing")
        await desk.press("f5")
        await desk.until(lambda: bool(draft_of(desk).way.signed_at), "it was not signed")
        assert not reason.display, "today needs no reason"
        desk.app.screen.query_one("#signed-at", Field).value = ""
        desk.app.screen.query_one("#signed-at").focus()
        await desk.type("8:30 20/11/2026")
        await desk.until(lambda: reason.display, "no reason was asked for")
        await back_at_intake(desk, "f7")
        await check(desk)
        assert tr("issue the receipt") not in desk.foot()
        await desk.until_text("20/11/2026, thời hạn tính từ lúc đó")
        await desk.press("f7")
        await desk.until_at("WayScreen")
        desk.app.screen.query_one("#signed-reason").focus()
        await desk.type("giao sau giờ")
        await desk.press("f7")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        reception = line_of(desk, State.RECEIVED).reception
        assert reception is not None
        assert reception.signed_reason == "giao sau giờ"
        assert local(reception.received_at).date() == date(2026, 11, 20)


async def test_r121_an_inbound_dossier_keeps_where_it_comes_from(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The one-stop is asked for, and its own code is kept; both stand on the intake."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("f7", "right", "right", "down")
        await desk.type("Một cửa xã Ví Dụ")
        await desk.press("down")
        await desk.type("XVD-77")
        await back_at_intake(desk, "f7")
        way = draft_of(desk).way
        assert (way.channel, way.one_stop, way.inbound_code) == (
            Channel.INBOUND,
            "Một cửa xã Ví Dụ",
            "XVD-77",
        )
        assert "Một cửa xã Ví Dụ · XVD-77" in desk.flat()


async def test_r10_the_post_brings_the_result_to_the_address_that_is_known(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Nobody types twice what the card said."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.burst(CARD)
        await desk.press("f7", "down", "right")
        await back_at_intake(desk, "f7")
        assert draft_of(desk).way.return_by_post
        assert draft_of(desk).way.post_address.startswith("Thôn Ví Dụ")
        assert "Thôn Ví Dụ" in desk.flat()


async def test_a_way_that_the_procedure_forbids_is_not_offered(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Neither the post as a channel nor as the way back, and the dialogue says so."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin(NOTICE)
        await desk.press("f7")
        await desk.until_at("WayScreen")
        channel = desk.app.screen.query_one("#channel", Choice)
        values = {value for value, _ in channel._options}
        assert Channel.POST not in values
        assert tr("This procedure is not taken by post.") in desk.flat()
        assert tr("No result of this procedure goes by post.") in desk.flat()


# --- components ---------------------------------------------------------------------------------


async def test_c8_a_compared_copy_names_who_compared_it(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Whoever counts it compared it; another officer is named in the details."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("3", "right", "plus")
        assert draft_of(desk).components[2].counts == Counts(compared=1)
        assert draft_of(desk).components[2].compared_by == RECEIVER
        await desk.press("c")
        await desk.until_at("ComponentScreen")
        assert "Trần Thị Ví Dụ" in desk.flat()
        await desk.press("down", "down", "down", *["backspace"] * 2)
        await desk.type("07")
        await back_at_intake(desk, "escape")
        assert draft_of(desk).components[2].compared_by == "07"
        assert tr("compared by {officer}", officer="07") in desk.flat()
        await desk.press("minus")
        assert draft_of(desk).components[2].compared_by == ""


async def test_condition_remark_originals_and_sets_are_in_the_draft_at_once(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """PgDn goes on to the next component without leaving the details."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.press("1", "enter", "1", "c")
        await desk.until_at("ComponentScreen")
        await desk.press("right", "down")
        await desk.type("mờ trang 2")
        await desk.press("down")
        await desk.type("12")
        await desk.press("down")
        await desk.type("1")
        await desk.press("down", "backspace")
        await desk.type("2")
        component = draft_of(desk).components[0]
        assert component.condition is Condition.WORN
        assert (component.remark, component.declared, component.kept) == ("mờ trang 2", 12, 1)
        assert draft_of(desk).sets == 2
        await desk.press("pagedown")
        assert "2. Điều lệ công ty" in desk.flat()
        assert draft_of(desk).components[0] == component
        await back_at_intake(desk, "enter")
        assert intake_of(desk).table.cursor == 1
        assert "0/12" in desk.flat(), "C26: how many pages of those that were counted are here"


@pytest.fixture
def of_twenty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The practice procedure asks for twenty components."""
    found = Catalogue.by_code

    def by_code(catalogue: Catalogue, code: str) -> object:
        procedure = found(catalogue, code)
        if procedure is None:
            return None
        first = procedure.components[0]
        many = (replace(first, id=f"c{n}", name=f"Giấy tờ thứ {n}") for n in range(1, 21))
        return replace(procedure, components=tuple(many))

    monkeypatch.setattr(Catalogue, "by_code", by_code)
    return iter(())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.usefixtures("of_twenty")
async def test_a_dossier_of_twenty_components_is_worked_through_by_keys(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """Two digits typed quickly, PgUp and PgDn, and Enter from one to the next; all is in sight."""
    async with front(config, clock, frames, size=size) as desk:
        await desk.sign_in()
        await desk.begin()
        table = intake_of(desk).table
        await desk.press("1", "7")
        assert table.cursor == 16
        assert "▸17" in desk.text()
        await desk.press("down", "2")
        assert table.cursor == 1, "another key between two digits parts them"
        await desk.press("9", "9")
        assert table.cursor == 8, "there is no component 99"
        await desk.press("pagedown")
        assert table.cursor > 9
        await desk.press("pageup", "1")
        await desk.press(*["enter"] * 20)
        assert all(item.counts.total for item in draft_of(desk).components)
        assert f"{tr('Components')} 20/20" in desk.flat()
        await desk.burst(CARD)
        assert "Nguyễn Văn Thử" in desk.flat(), "the person stays in sight"
        await check(desk)
        await desk.press("enter")
        await desk.until_at("IssuedScreen")


async def test_everything_about_a_dossier_fits_the_smallest_screen(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Owner, submitter, channel, late entry, fee, place, address and due beside the table."""
    async with front(config, clock, frames, size=(80, 24)) as desk:
        await desk.sign_in()
        await desk.begin()
        intake = intake_of(desk)
        intake.change(
            replace(
                draft_of(desk),
                applicant=PersonForm(name="Công ty Ví Dụ"),
                submitter=PersonForm(name="Lê Thị Giả"),
                way=WayForm(
                    channel=Channel.INBOUND,
                    one_stop="Một cửa xã Ví Dụ",
                    return_by_post=True,
                    post_address="Thôn Không Có",
                ),
                late=LateForm(blank="261120-0042", received_at="8:30 20/11/2026"),
            )
        )
        await desk.pilot.pause()
        said = desk.flat()
        wanted = ("Công ty Ví Dụ", "Lê Thị Giả", "Một cửa xã Ví Dụ", "261120-0042", "150.000 đ")
        for text in (*wanted, "Thôn Không Có", "Hẹn trả", "▸ 1"):
            assert text in said, text


async def test_c26_what_is_not_scanned_is_said_and_stops_nobody(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """In the check by number, on the issued screen by count, at home as a word."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await complete(desk)
        await check(desk)
        said = tr(
            "Not scanned yet: component {places}. It may be received now; "
            "scan before it goes to the agency.",
            places="1, 2, 3",
        )
        assert said in " ".join(str(desk.app.screen.query_one("#checked").render()).split())
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        told = " ".join(str(desk.app.screen.query_one("#facts").render()).split())
        assert told.endswith(
            trn(
                "Not scanned yet: {n} component. Open the dossier to scan it later.",
                "Not scanned yet: {n} components. Open the dossier to scan them later.",
                3,
            )
        )
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        assert f"▲ {tr('not scanned')}" in desk.flat()


# --- ways to end --------------------------------------------------------------------------------


async def test_c7_a_late_entry_is_of_the_day_on_the_paper(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The blank is scanned, hour and reason are typed; due date and code follow the paper."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await complete(desk)
        await check(desk)
        await desk.press("b")
        await desk.until_at("LateScreen")
        await desk.burst(FormNumber(Series.BLANK, date(2026, 11, 20), 42).key)
        await desk.press("enter")
        await desk.type("15:30 20/11/2026")
        await desk.press("enter")
        await desk.type("mất điện")
        await desk.press("enter")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        reception = line_of(desk, State.RECEIVED).reception
        assert reception is not None
        assert reception.late is not None
        assert reception.late.blank == "261120-0042"
        assert f"{local(reception.received_at):%H:%M %d/%m/%Y}" == "15:30 20/11/2026"
        assert f"{reception.code.day:%d/%m/%Y}" == "20/11/2026"


async def test_a_blank_is_understood_in_the_intake_itself(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Its scan begins a late entry, which then asks for hour and reason before it is issued."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.burst(FormNumber(Series.BLANK, date(2026, 11, 20), 42).key)
        assert draft_of(desk).late == LateForm(blank="261120-0042")
        assert tr("Late entry") in desk.flat()
        codes = {block.code for block in intake_of(desk).review.blocks}
        assert {"late-moment-unreadable", "late-reason-missing"} <= codes


async def test_a_late_entry_that_is_emptied_again_is_none(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F8 takes it away, and the dossier is received now."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await check(desk)
        await desk.press("b")
        await desk.until_at("LateScreen")
        await desk.type("qn")
        assert draft_of(desk).late is not None
        await desk.press("f8")
        await desk.until_at("CheckScreen")
        assert draft_of(desk).late is None


@pytest.mark.parametrize(
    ("key", "state", "sheets"),
    [("enter", State.ANSWERED, 0), ("p", State.ANSWERED, 2), ("t", State.RECEIVED, 2)],
)
async def test_a9_an_instant_result_needs_no_receipt(
    config: Config,
    clock: StillClock,
    frames: list[bytes],
    key: str,
    state: State,
    sheets: int,
) -> None:
    """Enter gives it without form 01, P with it, T makes an appointment instead."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin(NOTICE)
        await complete(desk, "1")
        await check(desk)
        await desk.press(key)
        await desk.until_at("IssuedScreen")
        dossier = line_of(desk, state)
        assert len(desk.app.station.counter.papers.jobs(dossier.id)) == sheets


async def test_c30_a_leader_lets_an_expired_procedure_pass_with_a_citation(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The bar is said from the start; L asks for law, number and PIN, and then it is received."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin(RULES)
        assert "31/12/2021" in desk.flat()
        await complete(desk)
        await check(desk)
        assert tr("issue the receipt") not in desk.foot()
        await desk.press("l")
        await desk.until_at("LeaderScreen")
        await desk.type("Luật 45/2019/QH14")
        await desk.press("enter", *RECEIVER, "enter", *PIN, "enter")
        await desk.until_at("CheckScreen")
        await desk.until(lambda: tr("issue the receipt") in desk.foot(), "still barred")
        assert tr("leader confirms") not in desk.foot()
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        reception = line_of(desk, State.RECEIVED).reception
        assert reception is not None
        assert reception.confirmation is not None
        assert reception.confirmation.citation == "Luật 45/2019/QH14"


# --- the same visitor ---------------------------------------------------------------------------


async def test_f5_takes_the_next_dossier_of_the_same_visitor_with_one_total(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The person is there already; both dossiers are of one visit and one sum of fees."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        for times in range(2):
            if not times:
                await desk.begin()
                await complete(desk)
            else:
                await desk.press("f5")
                await desk.until_at("ProcedureScreen")
                await desk.type(TNHH)
                await desk.press("enter")
                await desk.until_at("IntakeScreen")
                assert "Nguyễn Văn Thử" in desk.flat()
                assert "300.000 đ" in desk.flat(), "the sum of both is told before the second"
                for place in REQUIRED:
                    await desk.press(place, "enter")
            await check(desk)
            await desk.press("enter")
            await desk.until_at("IssuedScreen")
        assert trn("{n} dossier", "{n} dossiers", 2) in desk.flat()
        assert "300.000 đ" in desk.flat()
        lines = desk.app.station.counter.search.find("")
        visits = {
            file.dossier.reception.visit
            for file in map(desk.app.station.counter.search.open_id, [it.id for it in lines])
            if file.dossier.reception
        }
        assert len(lines) == 2
        assert len(visits) == 1


async def test_f5_in_the_intake_parks_it_and_esc_comes_back_to_it(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Whoever thinks better of it in the picker stands where they stood."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.begin()
        await desk.burst(CARD)
        before = draft_of(desk)
        await desk.press("f5")
        await desk.until_at("ProcedureScreen")
        await back_at_intake(desk, "escape")
        assert draft_of(desk) == before
        await desk.press("f5")
        await desk.until_at("ProcedureScreen")
        await desk.press("enter")
        await desk.until_at("IntakeScreen")
        after = draft_of(desk)
        assert after.id != before.id
        assert (after.visit, after.applicant) == (before.visit, before.applicant)
        assert len(desk.app.station.counter.drafting.parked()) == 2


# --- second checks ------------------------------------------------------------------------------


def waiting_for_supplement(desk: Front) -> Dossier:
    """A dossier whose second component has to be brought again."""
    counter, officer = desk.app.station.counter, desk.app.station.officer
    draft = counter.drafting.begin(officer, "MAU-KHDT-01")
    for place in (0, 2):
        draft = draft.with_component(counter.drafting.counted(draft, draft.components[place]))
    asked = draft.components[1].id
    draft = replace(
        draft,
        applicant=PersonForm(name="Công ty Ví Dụ", kind=PartyKind.ORGANISATION),
        demands=(DemandForm(asked, defect=Defect.INCOMPLETE, note="thiếu chữ ký"),),
        demand_reason="Thiếu chữ ký",
    )
    return counter.turning_away.request_supplement(officer, draft).dossier


async def test_c9_a_second_check_looks_only_at_what_was_asked_for(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Found by form 02, received as the same dossier; what was good cannot be counted anew."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        waiting = waiting_for_supplement(desk)
        await desk.press("slash")
        await desk.type("cong ty vi du")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        await desk.press("n")
        await desk.until_at("IntakeScreen")
        assert draft_of(desk).id == waiting.id
        table = intake_of(desk).table
        assert table.cursor == 1
        await desk.until_text("– thiếu chữ")
        assert waiting.supplements[0].number in desk.flat()
        before = draft_of(desk)
        await desk.press("1", "plus", "minus", "enter")
        assert draft_of(desk) == before
        assert table.cursor == 1, "Enter goes to the next that is looked at"
        assert tr("count") in desk.foot()
        await desk.press("1")
        assert tr("count") not in desk.foot()
        await desk.press("2", "enter")
        await check(desk)
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        assert line_of(desk, State.RECEIVED).id == waiting.id
        assert desk.app.station.counter.drafting.parked() == []


async def test_a_second_check_survives_being_parked(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The draft bears the dossier's id and is still written (C9)."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        waiting = waiting_for_supplement(desk)
        counter, officer = desk.app.station.counter, desk.app.station.officer
        counter.drafting.reopen(officer, waiting.id)
        await desk.press("escape")
        desk.app.screen.query_one("#rows").focus()
        await desk.press("slash", "x", "escape", "enter")
        await desk.until_at("IntakeScreen")
        await desk.press("2", "enter")
        await back_home(desk)
        assert counter.drafting.resume(waiting.id).components[1].counts.total == 1


async def back_home(desk: Front) -> None:
    await desk.press("escape")
    await desk.until_at("HomeScreen")


# --- home ---------------------------------------------------------------------------------------


async def test_home_notes_a_hotline_answer_and_opens_the_end_of_the_day(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """G and E act at home, and not while a search is typed."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await desk.press("g")
        await desk.until_at("GuidanceScreen")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.press("e")
        await desk.until_at("DayEndScreen")
        await back_home(desk)
        await desk.press("slash", "g", "e")
        assert desk.at == "HomeScreen"


# --- choosing one of a few ----------------------------------------------------------------------


class Chooser(App[None]):
    """One choice, and what it told."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DESK)
        self.theme = DESK.name
        self.told: list[object] = []

    def compose(self) -> ComposeResult:
        yield Choice([(1, "một"), (2, "hai"), (3, "ba")], 2, id="choice")

    def on_choice_changed(self, event: Choice.Changed) -> None:
        self.told.append(event.value)


async def test_arrows_change_a_choice_and_every_change_is_told() -> None:
    """It begins where it was told to, goes round at its ends, and says nothing at the start."""
    app = Chooser()
    async with app.run_test() as pilot:
        choice = app.query_one(Choice)
        choice.focus()
        assert choice.value == 2
        await pilot.press("right", "right", "left")
        assert app.told == [3, 1, 3]
        choice.choose(9)
        assert choice.value == 1, "what is not offered is not chosen"


@pytest.mark.parametrize(("width", "said"), [(40, "một [hai] ba"), (14, "‹ hai › 2/3")])
async def test_a_choice_shows_all_it_offers_where_there_is_room(width: int, said: str) -> None:
    """Otherwise the chosen one alone, and how many there are."""
    app = Chooser()
    async with app.run_test(size=(width, 5)):
        line = app.screen._compositor.render_strips(app.size)[0].text
        assert " ".join(line.split()) == said
