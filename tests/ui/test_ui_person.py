"""Who hands in: persons and organisations, cards, former applicants, rights, doubts."""

from asyncio import to_thread
from threading import Event

import pytest

from counter_app.config import Config
from counter_app.desk.receiving.draft import Draft
from counter_app.screens.receiving.intake import IntakeScreen
from counter_app.screens.receiving.person_former import Former
from counter_app.sentences import sentence_of
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field
from counter_app.wording import tr
from data.domain.people import Capacity, IdentityKind, PartyKind, Person, Scope
from data.store.errors import StoreError
from tests.fakes.desk import StillClock, receive
from tests.fakes.front import CARD, TNHH, Front, front

SIZES = [(80, 24), (120, 40)]
NUMBER = "049000000123"
"""Of whoever `receive` receives."""


def draft_of(desk: Front) -> Draft:
    (intake,) = [it for it in desk.app.screen_stack if isinstance(it, IntakeScreen)]
    return intake.keeper.draft


def value_of(desk: Front, field: str) -> str:
    return desk.app.screen.query_one(f"#{field}", Field).value


def offers_of(desk: Front) -> Former:
    return desk.app.screen.query_one(Former)


async def at_person(desk: Front, typed: str = TNHH) -> None:
    await desk.sign_in()
    await desk.begin(typed)
    await desk.press("f3")
    await desk.until_at("PersonScreen")


async def received_before(desk: Front, name: str) -> None:
    station = desk.app.station
    await to_thread(lambda: receive(station.counter, station.officer, name=name))


async def go_to(desk: Front, widget: str) -> None:
    """Down, as often as it takes to come to a field or a choice."""
    for _ in range(20):
        if desk.app.focused is not None and desk.app.focused.id == widget:
            return
        await desk.press("down")
    raise AssertionError(f"{widget} is not reached by ↓")


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_every_field_is_reached_and_seen_by_the_keyboard(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """With a submitter too, ↓ walks through all of the form, and each stop stands on the screen."""
    async with front(config, clock, frames, size=size) as desk:
        await at_person(desk)
        await desk.press("f5", "up")
        await go_to(desk, "right-expires")
        await desk.type("31/12/2026")
        await desk.until_text("31/12/2026")
        for name in ("applicant-name", "submitter-name", "right-paper"):
            desk.app.screen.query_one(f"#{name}", Field).focus()
            await desk.type(name)
            await desk.until_text(name)


async def test_an_organisation_has_a_tax_code_and_a_representative(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """↑ and → make an organisation of it; a card then names who represents it (C17)."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.press("up", "right", "down")
        await desk.type("Cong ty Vi Du")
        await desk.press("enter")
        assert desk.app.focused is desk.app.screen.query_one("#applicant-tax_code")
        await desk.type("0100109106")
        await desk.burst(CARD)
        owner = draft_of(desk).applicant
        assert owner.kind is PartyKind.ORGANISATION
        assert (owner.name, owner.tax_code) == ("Cong ty Vi Du", "0100109106")
        assert owner.representative == "Nguyễn Văn Thử"
        assert owner.identity == ""
        assert not desk.app.screen.query_one("#applicant-identity").is_on_screen


async def test_a_visitor_without_any_paper_is_no_dead_end(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """ "None" puts the number by, and another kind of paper brings it back as it was typed."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.type("Nguyen Van Thu")
        await desk.press("enter")
        await desk.type("B1234567")
        kind = desk.app.screen.query_one("#applicant-identity_kind", Choice)
        kind.focus()
        await desk.press("left")
        assert draft_of(desk).applicant.identity_kind == IdentityKind.NONE.value
        assert draft_of(desk).applicant.identity == ""
        await desk.press("left", "left")
        assert draft_of(desk).applicant.identity_kind == IdentityKind.PASSPORT.value
        assert draft_of(desk).applicant.identity == "B1234567"
        assert value_of(desk, "applicant-identity") == "B1234567"


async def test_a_number_that_is_typed_after_all_is_a_paper_after_all(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Whoever chose "none" and types a number has not to turn the choice back first."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        kind = desk.app.screen.query_one("#applicant-identity_kind", Choice)
        kind.focus()
        await desk.press("left")
        assert kind.value == IdentityKind.NONE.value
        desk.app.screen.query_one("#applicant-identity", Field).focus()
        await desk.type("049")
        assert draft_of(desk).applicant.identity == "049"
        assert draft_of(desk).applicant.identity_kind == kind.value == ""


async def test_turning_a_choice_fast_ends_where_the_keys_ended(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Keys that come in one moment neither bounce back nor go round for ever."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.press("f5")
        choice = desk.app.screen.query_one("#right-capacity", Choice)
        choice.focus()
        for _ in range(3):
            desk.send("right")
        await desk.until(lambda: choice.place == 3, "the keys were lost")
        assert draft_of(desk).authorization.capacity is Capacity.GUARDIAN
        assert not desk.app.screen.query_one("#right-paper").is_on_screen, "needs no paper"


async def test_a_right_to_hand_in_is_typed_with_paper_scope_and_day(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Everything of the authorisation stands in the draft, and on the disk, as typed (R124)."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.type("Cong ty Vi Du")
        await desk.press("f5")
        await desk.burst(CARD)
        assert desk.app.focused is desk.app.screen.query_one("#submitter-phone")
        await go_to(desk, "right-capacity")
        await desk.press("right")
        await desk.press("enter")
        await desk.type("12/GGT")
        await desk.press("enter", "right", "enter")
        await desk.type("20/12/2026")
        await desk.press("f3")
        await desk.until_at("IntakeScreen")
        right = draft_of(desk).authorization
        assert (right.capacity, right.paper) == (Capacity.INTRODUCED, "12/GGT")
        assert (right.scope, right.expires) == (Scope.SUBMIT, "20/12/2026")
        draft = draft_of(desk)
        stored = desk.app.station.counter.drafting.resume
        await desk.until(lambda: stored(draft.id) == draft, "never written")


async def test_an_expired_right_and_one_for_receiving_only_are_said_at_once(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """While the day is typed nothing is said of it; when the field is left, it is."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.press("f5")
        await desk.type("Tran Thi Thu")
        desk.app.screen.query_one("#right-expires", Field).focus()
        await desk.type("20/11/2026")
        expired = sentence_of("authorization-expired", {"day": "2026-11-20"})
        assert expired not in desk.flat()
        await desk.press("up")
        await desk.until_text(expired)
        await desk.press("left")
        await desk.until_text(sentence_of("authorization-for-receiving-only"))


async def test_a_procedure_without_authorisation_says_so_where_it_is_typed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Somebody authorised is refused in one sentence; a guardian is not (C17)."""
    async with front(config, clock, frames) as desk:
        await at_person(desk, "ly lich tu phap so 2")
        await desk.press("f5")
        forbidden = sentence_of("authorisation-not-allowed")
        await desk.until_text(forbidden)
        await go_to(desk, "right-capacity")
        await desk.press("right", "right", "right")
        await desk.until(lambda: forbidden not in desk.flat(), "a guardian was refused")


@pytest.mark.parametrize(
    ("keys", "last"),
    [((), "applicant-address"), (("f5",), "right-expires")],
    ids=["alone", "for-another"],
)
async def test_enter_in_the_last_field_goes_back_to_the_papers(
    config: Config, clock: StillClock, frames: list[bytes], keys: tuple[str, ...], last: str
) -> None:
    """The last field is the last one that shows."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.press(*keys)
        await go_to(desk, last)
        await desk.press("enter")
        await desk.until_at("IntakeScreen")


async def test_f5_twice_gives_the_submitter_back(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """A wrong F5 takes nothing away for good."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.press("f5")
        await desk.type("Tran Thi Thu")
        await desk.press("f5")
        assert draft_of(desk).submitter is None
        await desk.press("f5")
        submitter = draft_of(desk).submitter
        assert submitter is not None
        assert submitter.name == value_of(desk, "submitter-name") == "Tran Thi Thu"


async def test_whoever_was_here_before_is_offered_and_filled_in(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Three letters without accents, ↓ and Enter: name, number and telephone stand there (C18)."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await received_before(desk, "Nguyễn Văn Thử")
        await desk.begin("y te")
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await desk.type("thu")
        await desk.until(lambda: offers_of(desk).has_class("-some"), "nobody was offered")
        assert tr("take this one") not in desk.foot(), "nothing is chosen by itself"
        await desk.press("down")
        await desk.until(lambda: tr("take this one") in desk.foot(), "it cannot be taken")
        await desk.press("enter")
        owner = draft_of(desk).applicant
        assert (owner.name, owner.identity) == ("Nguyễn Văn Thử", NUMBER)
        assert value_of(desk, "applicant-phone") == "0905000123"
        assert not offers_of(desk).has_class("-some")


async def test_stepping_up_out_of_the_offers_goes_on_with_what_was_typed(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """↓ ↑ Enter takes nobody: the next field comes, and the letters stay."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await received_before(desk, "Nguyễn Văn Thử")
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await desk.type("thu")
        await desk.until(lambda: offers_of(desk).has_class("-some"), "nobody was offered")
        await desk.press("down", "up", "enter")
        assert draft_of(desk).applicant.name == "thu"
        assert desk.app.focused is desk.app.screen.query_one("#applicant-identity")
        assert not offers_of(desk).has_class("-some"), "they were offered for the other field"


async def test_keys_do_not_wait_for_a_slow_look_up_and_the_latest_wins(
    config: Config, clock: StillClock, frames: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one look-up hangs, letters land; what it finds at last is shown to nobody."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        hangs, asked = Event(), []

        class Slow:
            def former(self, typed: str) -> list[Person]:
                asked.append(typed)
                if typed == "cham":
                    assert hangs.wait(15)
                return [Person(f"Người tìm theo {typed}")]

            def open_besides(self, draft: Draft) -> list[object]:
                return []

        monkeypatch.setattr(offers_of(desk), "people", Slow())
        await desk.type("cham")
        await desk.until(lambda: asked == ["cham"], "nobody looked")
        await desk.type(" moi")
        assert draft_of(desk).applicant.name == "cham moi"
        await desk.until_text("Người tìm theo cham moi")
        hangs.set()
        await desk.press("down")
        assert "Người tìm theo cham moi" in desk.flat()


async def test_the_same_procedure_still_open_is_shown_and_not_forbidden(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The code of the open dossier stands there as soon as the number does (C18)."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in()
        await received_before(desk, "Nguyễn Văn Thử")
        (line,) = desk.app.station.counter.search.received_today(desk.app.station.counter.desk)
        await desk.begin()
        await desk.press("f3")
        await desk.until_at("PersonScreen")
        await desk.type("Nguyen")
        await desk.press("enter")
        await desk.type(NUMBER)
        await desk.until_text(line.code)
        await desk.press("f9")
        await desk.until_at("CheckScreen")


async def test_a_doubt_is_said_when_its_field_is_left(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Nobody is corrected in the middle of a number; a doubt never takes a key away."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.press("down", "down")
        assert desk.app.focused is desk.app.screen.query_one("#applicant-phone")
        await desk.type("09")
        doubt = sentence_of("phone-doubtful")
        assert doubt not in desk.flat()
        await desk.press("enter")
        await desk.until_text(doubt)
        assert "F9" in desk.foot()


async def test_fields_of_a_card_that_nobody_knows_are_shown_as_they_are(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Nothing is guessed about them, and nothing of them goes into the draft (C17)."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.burst(f"{CARD}|Trần Thị Giả Định|MA-THU-9")
        await desk.until_text("Trần Thị Giả Định | MA-THU-9")
        assert "MA-THU-9" not in repr(draft_of(desk))


async def test_after_a_card_the_first_empty_field_is_next(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The telephone is asked for next, unless the officer types somewhere else already."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)
        await desk.burst(CARD)
        assert desk.app.focused is desk.app.screen.query_one("#applicant-phone")
        await go_to(desk, "applicant-email")
        await desk.burst(CARD)
        assert desk.app.focused is desk.app.screen.query_one("#applicant-email")


async def test_a_look_up_that_fails_is_said_and_typing_goes_on(
    config: Config, clock: StillClock, frames: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store in trouble costs the offers, never the letters."""
    async with front(config, clock, frames) as desk:
        await at_person(desk)

        class Broken:
            def former(self, typed: str) -> list[Person]:
                raise StoreError

        monkeypatch.setattr(offers_of(desk), "people", Broken())
        await desk.type("nguyen")
        await desk.until_text(sentence_of(StoreError.code)[:30])
        await desk.type(" van")
        assert draft_of(desk).applicant.name == "nguyen van"
