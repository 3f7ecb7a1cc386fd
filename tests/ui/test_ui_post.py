"""The postal desk by keys and reader bursts only: packing, the courier, what was filed by post."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import Capture, Config, Devices, places
from counter_app.desk.numbers import key_of
from counter_app.desk.officers import NewOfficer
from counter_app.desk.post.packing import PackForm, ToPack
from counter_app.desk.post.tracing import DeliverForm
from counter_app.post_words import PARCEL_WORDS, POST_FAULT_WORDS, ZONE_WORDS
from counter_app.screens.dossiers.dossier_text import described
from counter_app.screens.post.pack_text import facts
from counter_app.wording import tr
from data.domain.center import Officer
from data.domain.concluding import ResultItem
from data.domain.dossier import Dossier
from data.domain.hands import Hands
from data.domain.lifecycle import State
from data.domain.packing import Zone
from data.domain.packing import packed as lies_in
from data.domain.papers import Form
from data.domain.parcels import ParcelState
from data.domain.post_filing import HandedIn, PostFault
from data.domain.posting import GivenToPost
from data.domain.printjob import JobState
from data.domain.roles import Role
from printing.simulated.simulator import Simulator
from tests.fakes import piles
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, opened, two_officers
from tests.fakes.front import CARD, Front, front
from tests.fakes.outcomes import officer_of
from tests.fakes.post_center import COURIER, carried, filed, packed, s10, to_pack

Made = TypeVar("Made")
POSTAL = "03"
SMALL = (80, 24)
PARCELS = 40
WIDE = 200
MISTYPED = "EB000000071VN"


@pytest.fixture
def post_desk(tmp_path: Path, clock: StillClock, printer: Simulator) -> Config:
    """A Center with an employee of the post beside the officers of intake and return."""
    answers = two_officers()
    employee = NewOfficer(POSTAL, "Phan Thị Bưu Chính", PIN, frozenset({Role.POSTAL}))
    config = replace(
        places(tmp_path / "post"),
        devices=Devices(printer=printer.url),
        capture=Capture(hands_free=False, bell=False),
    )
    officers = (*answers.officers, employee)
    bootstrap.found(config, replace(answers, officers=officers), clock)
    return config


def before(
    config: Config, clock: StillClock, make: Callable[[Counter, Officer, Officer], Made]
) -> Made:
    """What the desk did before it is opened on the screen."""
    with opened(config, clock) as counter:
        return make(counter, officer_of(counter), officer_of(counter, CASHIER))


def now(desk: Front, made: str) -> Dossier:
    return desk.app.station.counter.search.open_id(made).dossier


def slips(desk: Front, made: str) -> list[JobState]:
    """How its phiếu gửi fare."""
    jobs = desk.app.station.counter.papers.jobs(made)
    return [it.state for it in jobs if it.sheet and it.sheet.form is Form.SHIPMENT]


async def into_post(desk: Front, number: str = POSTAL) -> None:
    await desk.sign_in(number=number)
    await desk.press("p")
    await desk.until_at("PostScreen")


async def scanned(desk: Front, number: int, count: str) -> None:
    await desk.burst(s10(number))
    await desk.until_text(count)


# --- home and the lists -------------------------------------------------------------------------


async def test_who_works_for_the_post_alone_is_led_to_its_desk(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Home says first how much is to do there, and Enter goes to it."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> None:
        to_pack(counter, officer, cashier)
        packed(counter, officer, cashier)

    before(post_desk, clock, make)
    async with front(post_desk, clock, frames, size=SMALL, lang="en") as desk:
        await desk.sign_in(number=POSTAL)
        assert "1 result to pack · 1 parcel waits" in desk.flat()
        foot = desk.foot()
        assert "P postal desk" in foot
        assert "N results in" not in foot
        await desk.press("enter")
        await desk.until_at("PostScreen")
        await desk.until_text("Results to pack · 1")
        assert "Packed, waiting for the courier · 1" in desk.flat()
        assert "Nothing that was filed by post waits to be handed in." in desk.flat()


async def test_r10_the_wish_is_registered_at_either_desk(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """With the receiving officer or with the employee of the post, by the slip and F7 (R15)."""
    made = before(post_desk, clock, lambda counter, officer, _: piles.ready(counter, officer))
    for number, receiver in ((RECEIVER, "Trần Thị Mẫu"), (POSTAL, "Lê Văn Không Có")):
        async with front(post_desk, clock, frames, lang="en") as desk:
            await desk.sign_in(number=number)
            await desk.burst(key_of(now(desk, made)))
            await desk.until_at("DossierScreen")
            await desk.press("f7")
            await desk.until_at("WayScreen")
            await desk.press(*(("right",) if number == RECEIVER else ()), "enter")
            if number == RECEIVER:
                await desk.type("12 đường Ví Dụ")
            await desk.press("enter")
            await desk.press("ctrl+u")
            await desk.type(receiver)
            await desk.press("f7")
            await desk.until_text("The place of return is changed.")
            wish = now(desk, made).taken_in().returning
            assert (wish.by_post, wish.address) == (True, "12 đường Ví Dụ")
            assert wish.receiver == receiver


async def test_each_role_has_its_own_keys_at_the_postal_desk(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The return desk packs and gives to the courier; who receives signs for what was filed."""
    before(post_desk, clock, to_pack)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk, CASHIER)
        await desk.until_text("Results to pack · 1")
        assert "Space pack" in desk.foot()
        assert "F9 the courier is here" in desk.foot()
        assert "F8" not in desk.foot()
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk, RECEIVER)
        await desk.until_text("Results to pack · 1")
        assert "Space pack" not in desk.foot()
        assert "F9" not in desk.foot()
        assert "F8 hand in what was filed" in desk.foot()


async def test_what_is_on_the_way_and_the_report_are_one_key_away(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Esc leads back to the lists of the desk."""
    async with front(post_desk, clock, frames, size=SMALL, lang="en") as desk:
        await into_post(desk)
        for key, screen in (("f4", "TracingScreen"), ("r", "PostReportScreen")):
            await desk.press(key)
            await desk.until_at(screen)
            await desk.press("escape")
            await desk.until_at("PostScreen")


# --- packing ------------------------------------------------------------------------------------


async def test_r96_a_result_is_packed_with_two_scans_and_one_key(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Its slip, its parcel, Enter; the phiếu gửi comes out and the parcel waits for the courier."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> tuple[str, str]:
        made = to_pack(counter, officer, cashier)
        return made, counter.search.open_id(made).slip_key

    made, key = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, size=SMALL, lang="en") as desk:
        await into_post(desk)
        await desk.until_text("Results to pack · 1")
        desk.keys = 0
        await desk.burst(key)
        await desk.until_at("PackScreen")
        assert "Tổ 0, phường Không Có" in desk.flat()
        assert "1 × Giấy chứng nhận" in desk.flat()
        await desk.burst(s10(7))
        await desk.until_text("press Enter when it is packed")
        await desk.press("enter")
        await desk.until_text(f"{s10(7)} is packed for")
        assert desk.keys == 1
        assert "Its postal slip is being printed." in desk.flat()
        assert "Results to pack · 0" in desk.flat()
        ready = lies_in(now(desk, made))
        assert ready is not None
        assert ready.what.item == s10(7)
        await desk.until(lambda: slips(desk, made) == [JobState.CONFIRMED], "no phiếu gửi came out")


async def test_enter_pressed_twice_packs_once(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """One slip comes out, whatever the finger does."""
    made = before(post_desk, clock, to_pack)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk)
        await desk.until_text("Results to pack · 1")
        await desk.press("space")
        await desk.until_at("PackScreen")
        await desk.burst(s10(7))
        await desk.until_text("press Enter when it is packed")
        desk.send("enter")
        desk.send("f9")
        await desk.until_text(f"{s10(7)} is packed for")
        assert len(slips(desk, made)) == 1


async def test_two_scans_in_one_breath_are_both_understood(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The parcel's number may come while the result is still being looked up."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> str:
        return piles.code(counter, to_pack(counter, officer, cashier))

    code = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk)
        await desk.until_text("Results to pack · 1")
        desk.app.scanned(code)
        desk.app.scanned(s10(7))
        await desk.until_at("PackScreen")
        await desk.until_text(f"{s10(7)}: press Enter when it is packed")


async def test_a_misread_number_is_said_at_once_and_the_field_is_free_again(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """UPU S10; a number of another dossier is refused with that dossier named."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> tuple[str, str]:
        other = packed(counter, officer, cashier, number=5)
        made = to_pack(counter, officer, cashier, name="Võ Văn Không")
        return piles.code(counter, made), piles.code(counter, other)

    code, other = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk)
        await desk.until_text("Results to pack · 1")
        await desk.burst(code)
        await desk.until_at("PackScreen")
        await desk.burst(MISTYPED)
        await desk.until_text("The check digit of this postal number is wrong.")
        assert MISTYPED not in desk.flat()
        await desk.press("enter")
        await desk.until_text("The number of the postal item is missing.")
        await desk.type(MISTYPED.lower())
        await desk.until_text("The check digit of this postal number is wrong.")
        await desk.burst(s10(5))
        await desk.until_text("press Enter when it is packed")
        await desk.press("f9")
        await desk.until_text(other)
        assert desk.at == "PackScreen"
        await desk.burst(s10(6))
        await desk.until_text("press Enter when it is packed")
        await desk.press("enter")
        await desk.until_text(f"{s10(6)} is packed for {code}.")


async def test_a_scan_of_another_result_goes_on_with_that_one(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """While nothing is typed; a number that stands there is never thrown away by a scan."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> list[str]:
        made = [to_pack(counter, officer, cashier, name=f"Hồ Thị {it}") for it in ("An", "Bình")]
        return [piles.code(counter, it) for it in made]

    first, second = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk)
        await desk.until_text("Results to pack · 2")
        await desk.burst(first)
        await desk.until_at("PackScreen")
        await desk.until_text("Receiver Hồ Thị An")
        await desk.burst(second)
        await desk.until_text("Receiver Hồ Thị Bình")
        await desk.burst(s10(1))
        await desk.until_text("press Enter when it is packed")
        await desk.burst(first)
        await desk.until_text("First end this with F9")
        await desk.burst(CARD)
        await desk.until_text("A card is of no use here.")
        await desk.press("escape")
        await desk.until_at("PostScreen")


async def test_what_else_is_typed_of_a_parcel_is_kept(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Space packs the row under the cursor; zone, service, weight and postage by keys alone."""
    made = before(post_desk, clock, to_pack)
    async with front(post_desk, clock, frames, size=SMALL, lang="en") as desk:
        await into_post(desk)
        await desk.until_text("Results to pack · 1")
        await desk.press("space")
        await desk.until_at("PackScreen")
        await desk.burst(s10(9))
        await desk.press("down", "left", "down")
        await desk.type("EMS")
        await desk.press("down")
        await desk.type("nặng")
        await desk.press("f9")
        await desk.until(lambda: "packed for" not in desk.flat() and "✕" in desk.flat(), "refused")
        await desk.press(*["backspace"] * 4)
        await desk.type("1.250")
        await desk.press("down")
        await desk.type("35.000")
        await desk.press("f9")
        await desk.until_text("is packed for")
        ready = lies_in(now(desk, made))
        assert ready is not None
        said = ready.what
        assert (said.zone.value, said.service, said.weight_g, said.price_vnd) == (
            "district",
            "EMS",
            1250,
            35_000,
        )


async def test_r33_a_result_of_the_police_is_refused_with_its_reason(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """C21: its own unit hands it to the post; nothing opens."""

    def make(counter: Counter, officer: Officer, _cashier: Officer) -> str:
        return piles.code(counter, piles.decided(counter, officer, procedure=piles.POLICE))

    code = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk)
        await desk.burst(code)
        await desk.until_text("Công an tỉnh returns this result itself")
        assert desk.at == "PostScreen"


async def test_a_parcel_is_found_by_its_number_and_unpacked_after_a_question(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """R15; what left already is said with where it is, and an unknown number is no parcel here."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> str:
        carried(counter, officer, cashier, number=3)
        packed(counter, officer, cashier, number=1)
        return packed(counter, officer, cashier, number=2, name="Võ Văn Không")

    made = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk)
        await desk.burst(s10(3))
        await desk.until_text("the post carries it already")
        await desk.burst(s10(99))
        await desk.until_text(f"No parcel {s10(99)} is known here.")
        await desk.burst(s10(2))
        await desk.until_text(f"{s10(2)} · Võ Văn Không: packed, waits for the courier.")
        await desk.press("u")
        await desk.until_at("ConfirmScreen")
        await desk.press("enter")
        await desk.until_text("is in no parcel any more.")
        assert lies_in(now(desk, made)) is None
        assert "Results to pack · 1" in desk.flat()


def test_what_the_post_collects_is_never_passed_over() -> None:
    """C20; the receiver may be another than the applicant, and both are named."""
    wanted = ToPack(
        id="a1",
        code="000.00.05.H47-261123-0499",
        applicant="Công ty TNHH Ví Dụ",
        procedure="Đăng ký doanh nghiệp",
        receiver="Hồ Thị Thử",
        address="Tổ 0, phường Không Có",
        phone="",
        items=(ResultItem("Giấy chứng nhận"),),
        originals=2,
        cash_vnd=50_000,
        packed=None,
    )
    told = {name: said.plain for name, said in facts(wanted)}
    assert told[tr("The post collects")].startswith("▲ 50.000 đ")
    assert told[tr("Receiver")] == "Hồ Thị Thử"
    assert told[tr("Applicant")] == "Công ty TNHH Ví Dụ"
    assert told[tr("Put in")].startswith("1 × Giấy chứng nhận; 2")


def test_every_state_zone_and_fault_of_the_post_has_its_word() -> None:
    """A value without a word would end a list."""
    assert set(PARCEL_WORDS) == set(ParcelState)
    assert set(ZONE_WORDS) == set(Zone)
    assert set(POST_FAULT_WORDS) == set(PostFault)


# --- the courier is here ------------------------------------------------------------------------


async def test_r96_forty_parcels_go_with_one_missing_and_one_scanned_twice(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The count says how far it is; the missing one is named before both sign, and stays."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> list[str]:
        return [
            packed(counter, officer, cashier, number=it, name=f"Hồ Thị Thử {it}")
            for it in range(PARCELS)
        ]

    made = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk)
        await desk.until_text("Packed, waiting for the courier · 40")
        await desk.press("f9")
        await desk.until_at("PickupScreen")
        await desk.until_text("0/40 items scanned")
        assert "F9" not in desk.foot()
        for number in range(PARCELS):
            if number != 17:
                await desk.burst(s10(number))
        await desk.burst(s10(5))
        await desk.until_text(f"{s10(5)} was scanned twice. It counts once.")
        await desk.until_text("39/40 items scanned")
        assert "Still missing: 1" in desk.flat()
        await desk.press("f9")
        await desk.until_at("ItemHandsScreen")
        assert "39 parcels for the courier" in desk.flat()
        assert s10(17) in desk.flat()
        await desk.press("f9")
        await desk.until_text("Who takes them? Type the name")
        await desk.type(COURIER.receiver)
        await desk.press("f9")
        await desk.until_at("BatchScreen")
        assert "Parcels given to the post" in desk.flat()
        assert "39 items" in desk.flat()
        await desk.until_text("The post's copy")
        assert "The Center's copy" in desk.flat()
        states = [now(desk, it).state for it in made]
        assert states.count(State.IN_POST) == PARCELS - 1
        assert states[17] is State.WAITING
        given = now(desk, made[0]).last(GivenToPost)
        assert given is not None
        assert given.what.courier == COURIER.receiver
        await desk.press("escape")
        await desk.until_text("0/1 items scanned")
        assert "Given to the post today" in desk.flat()
        await desk.press("enter")
        await desk.until_at("BatchScreen")


async def test_an_odd_parcel_is_put_aside_with_its_reason(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Not packed, carried already, unknown: each keeps its row, and goes on once it may."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> str:
        carried(counter, officer, cashier, number=1)
        packed(counter, officer, cashier, number=2)
        return piles.code(counter, to_pack(counter, officer, cashier, name="Võ Văn Không"))

    code = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, size=SMALL, lang="en") as desk:
        await into_post(desk, CASHIER)
        await desk.press("f9")
        await desk.until_at("PickupScreen")
        await desk.until_text("0/1 items scanned")
        await desk.burst(s10(1))
        await desk.until_text("stands: the post carries it already.")
        await desk.burst(s10(99))
        await desk.until_text(f"{s10(99)}: No parcel of this number is known here.")
        await desk.burst(code)
        await desk.until_text("stands: not packed yet.")
        await desk.burst(MISTYPED)
        await desk.until_text("The check digit of this postal number is wrong.")
        await desk.burst(s10(2))
        await desk.until_text("All are here. F9 goes on to the signatures.")
        assert "Put aside: may not go on" in desk.flat()
        await desk.press("escape")
        await desk.until_at("PostScreen")
        await desk.press("f9")
        await desk.until_text("These were scanned and are not signed for yet.")
        assert "1/1 items scanned" in desk.flat()


async def test_the_courier_of_last_time_signs_again_with_two_keys(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F9 and Enter; a number scanned on the sheet's screen begins the next pile."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> str:
        carried(counter, officer, cashier, number=1)
        packed(counter, officer, cashier, number=3)
        return packed(counter, officer, cashier, number=2)

    made = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, size=SMALL, lang="en") as desk:
        await into_post(desk)
        await desk.press("f9")
        await desk.until_at("PickupScreen")
        await scanned(desk, 2, "1/2 items scanned")
        desk.keys = 0
        await desk.press("f9")
        await desk.until_at("ItemHandsScreen")
        await desk.press("enter")
        await desk.until_at("BatchScreen")
        assert desk.keys == 2
        assert now(desk, made).state is State.IN_POST
        await desk.burst(s10(3))
        await desk.until_text("1/1 items scanned")


# --- what was filed by post ---------------------------------------------------------------------


async def test_qd45_7_what_was_filed_is_handed_in_and_received_from_home(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Both sign; the officer finds it at home, and form 01 counts from that signing."""

    def make(counter: Counter, officer: Officer, _cashier: Officer) -> str:
        made = filed(counter, officer)
        counter.drafting.discard(made)
        return made

    made = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await into_post(desk)
        await desk.until_text("Filed by post, not handed in · 1")
        await desk.press("f8")
        await desk.until_at("HandInScreen")
        await desk.until_text("0/1 items scanned")
        await scanned(desk, 87654321, "1/1 items scanned")
        await desk.press("f9")
        await desk.until_at("ItemHandsScreen")
        await desk.type("Trần Thị Ví Dụ")
        await desk.press("f9")
        await desk.until_at("BatchScreen")
        assert "Handed in by the post" in desk.flat()
        await desk.until_text("Both sign both copies")
        said = now(desk, made).last(HandedIn)
        assert said is not None
        assert (said.what.giver, said.what.receiver) == ("Phan Thị Bưu Chính", "Trần Thị Ví Dụ")
        assert now(desk, made).submitted_at is not None
    async with front(post_desk, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await desk.until_text("By post · 1 dossier to receive")
        await desk.press("enter")
        await desk.until_at("IntakeScreen")
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        signed = now(desk, made)
        assert signed.taken_in().received_at == signed.submitted_at


# --- the dossier says so ------------------------------------------------------------------------


async def test_the_dossier_says_what_the_post_has_of_it(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Packed and waiting, then on its way; the number of its parcel opens it as its code does."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> str:
        carried(counter, officer, cashier, number=1)
        return piles.code(counter, packed(counter, officer, cashier, number=2))

    waits = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await desk.sign_in()
        await desk.burst(waits)
        await desk.until_text(f"packed in {s10(2)}, waits for the courier")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.burst(s10(1))
        await desk.until_text(f"on its way in {s10(1)} · since 09:14")


async def test_every_act_of_the_post_stands_in_the_history_in_words(
    post_desk: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Who took it, under which number, and what befell it on its way."""

    def make(counter: Counter, officer: Officer, cashier: Officer) -> tuple[str, str]:
        made = packed(counter, officer, cashier, number=1)
        counter.post.packing.unpack(cashier, made)
        form = PackForm(s10(2), Zone.DISTRICT, "250", "35.000", "EMS", slip=False)
        counter.post.packing.pack(cashier, made, form)
        counter.post.pickup.give(cashier, [made], COURIER)
        tracing, post = counter.post.tracing, officer_of(counter, POSTAL)
        tracing.invite(post, made, "", "nhà khóa cửa")
        tracing.note_fault(post, made, PostFault.DAMAGED, "", "bì bị ướt")
        tracing.deliver(post, made, DeliverForm("Hồ Thị Thử", identity_seen=True))
        item = filed(counter, officer)
        counter.post.filing.hand_in(post, [item], Hands("Võ Thị Không", officer.name))
        return made, item

    made, item = before(post_desk, clock, make)
    async with front(post_desk, clock, frames, lang="en") as desk:
        await desk.sign_in()
        said = history_of(desk, made)
        assert f"result packed for the post {s10(1)} · same district" in said
        assert f"result taken out of its parcel {s10(1)}" in said
        assert f"{s10(2)} · same district · EMS · 250 g · 35.000 đ" in said
        assert f"{s10(2)} · {COURIER.receiver} · delivered until 25/11/2026" in said
        assert f"{s10(2)} · invitation 1, on 23/11/2026 · nhà khóa cửa" in said
        assert f"{s10(2)} · damaged on the way · 23/11/2026 · bì bị ướt" in said
        assert f"{s10(2)} · 23/11/2026 · Hồ Thị Thử" in said
        said = history_of(desk, item)
        assert "handed in 09:14 23/11/2026: that is when it was submitted" in said
        assert "Võ Thị Không → Trần Thị Ví Dụ" in said


def history_of(desk: Front, made: str) -> str:
    """Everything that the dossier screen says of it, as one line without the names of officers."""
    file = desk.app.station.counter.search.open_id(made)
    lines = " ".join(line.plain.strip() for line in described(file, WIDE))
    return lines.replace(" · Lê Văn Giả Định", "").replace(" · Phan Thị Bưu Chính", "")
