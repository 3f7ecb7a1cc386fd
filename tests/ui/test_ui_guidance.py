"""Finding, reading and guiding: the procedure list, its contents, slips, and where else to go."""

from dataclasses import replace

import pytest

from counter_app.config import Config, Devices
from counter_app.screens.receiving.guidance import GuidanceScreen
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field
from counter_app.wording import tr
from data.domain.guidance import Asked, Guidance
from data.domain.papers import Form
from data.domain.procedures import Content
from printing.simulated.simulator import Simulator
from tests.fakes.desk import CASHIER, StillClock
from tests.fakes.front import Front, front

SIZES = [(80, 24), (120, 40)]
ELSEWHERE = "khai sinh"
"""Finds a procedure that the Center does not receive."""
COMMUNE = "Ủy ban nhân dân cấp xã"


def kept(desk: Front) -> list[Guidance]:
    return desk.app.station.counter.guiding.today()


def forms(desk: Front) -> list[Form]:
    """The papers that were queued for the answers of today, newest answer first."""
    papers = desk.app.station.counter.papers
    jobs = [job for given in kept(desk) for job in papers.jobs(given.id)]
    return [job.sheet.form for job in jobs if job.sheet]


async def to_list(desk: Front, typed: str) -> None:
    await desk.sign_in()
    await desk.press("f2")
    await desk.until_at("ProcedureScreen")
    await desk.type(typed)


async def ask_hotline(desk: Front) -> list[object]:
    """A question on the telephone, as home asks it; what the screen answers lands in the list."""
    answers: list[object] = []
    await desk.sign_in()
    screen = GuidanceScreen(desk.app.station, None, Asked.HOTLINE)
    desk.app.push_screen(screen, answers.append)
    await desk.until_at("GuidanceScreen")
    return answers


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_all_sixteen_contents_are_read_on_the_screen(
    config: Config, clock: StillClock, frames: list[bytes], size: tuple[int, int]
) -> None:
    """F4 gives the place of the list to the contents; arrows reach the last one; F4 closes."""
    async with front(config, clock, frames, size=size) as desk:
        await to_list(desk, "tnhh")
        await desk.press("f4")
        titles = {content.value for content in Content}
        seen: set[str] = set()
        assert tr("officer of the agency") in desk.flat()
        for _ in range(60):
            shown = desk.flat().lower()
            seen |= {title for title in titles if title in shown}
            await desk.press("pagedown")
        assert seen == titles
        await desk.press("f4")
        assert desk.app.focused is desk.app.screen.query_one("#typed")
        await desk.press("enter")
        await desk.until_at("IntakeScreen")


async def test_letters_are_typed_in_the_field_and_are_keys_in_the_reading(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """`p` and `h` find procedures while something is typed, and print while something is read."""
    async with front(config, clock, frames) as desk:
        await to_list(desk, "ph")
        assert desk.app.screen.query_one("#typed", Field).value == "ph"
        assert tr("print all of it") not in desk.foot()
        await desk.press("f4")
        await desk.until(lambda: tr("print all of it") in desk.foot(), "the foot stayed")
        await desk.press("h")
        await desk.until_at("GuidanceScreen")
        assert kept(desk) == []


async def test_the_posting_is_printed_and_counts_as_an_answer(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """`p` keeps an answer with the procedure, and its paper comes out of the printer."""
    async with front(config, clock, frames) as desk:
        await to_list(desk, "tnhh")
        await desk.press("f4", "p")
        await desk.until_at("GivenScreen")
        await desk.until(lambda: len(printer.papers) == 1, "no posting came out")
        (given,) = kept(desk)
        assert given.topic == "Đăng ký thành lập công ty TNHH một thành viên"
        assert forms(desk) == [Form.POSTING]


async def test_what_is_not_received_here_leads_to_the_competent_agency(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """Enter asks nothing but the slip: four keys after the search (R29)."""
    async with front(config, clock, frames) as desk:
        await to_list(desk, ELSEWHERE)
        await desk.until_text(COMMUNE)
        await desk.until(lambda: tr("guide elsewhere") in desk.foot(), "the foot stayed")
        assert tr("take this procedure") not in desk.foot()
        await desk.press("enter")
        await desk.until_at("GuidanceScreen")
        await desk.press("f9")
        await desk.until_at("GivenScreen")
        await desk.until(lambda: len(printer.papers) == 1, "no slip came out")
        (given,) = kept(desk)
        assert given.instead.startswith(COMMUNE)
        assert given.components == ()
        assert (given.name, given.phone) == ("", "")
        assert desk.app.station.counter.drafting.parked() == []


async def test_the_next_citizen_after_a_slip_finds_an_empty_list(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """After the paper the search is empty again; leaving it for home leaves the list too."""
    bare = replace(config, devices=Devices())
    async with front(bare, clock, frames) as desk:
        await to_list(desk, ELSEWHERE)
        await desk.press("enter", "f9")
        await desk.until_at("GivenScreen")
        await desk.press("f2")
        await desk.until_at("ProcedureScreen")
        await desk.until_text(tr("The answer is kept."))
        assert desk.app.screen.query_one("#typed", Field).value == ""
        await desk.press("f8")
        await desk.until_at("GuidanceScreen")
        await desk.press("f9")
        await desk.until_at("GivenScreen")
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        assert len(kept(desk)) == 2


async def test_guidance_for_a_procedure_of_the_desk_says_what_to_bring(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F8 in the list: components, limit and fees are kept as they were published today (R28)."""
    async with front(config, clock, frames) as desk:
        await to_list(desk, "tnhh")
        await desk.press("f8")
        await desk.until_at("GuidanceScreen")
        await desk.type("mang theo ban chinh")
        await desk.press("enter")
        await desk.type("Nguyen Van Thu")
        await desk.press("f9")
        await desk.until_at("GivenScreen")
        (given,) = kept(desk)
        assert len(given.components) == 5
        assert given.limit == "3 ngày làm việc"
        assert (given.told, given.name) == ("mang theo ban chinh", "Nguyen Van Thu")
        assert given.asked is Asked.DESK


async def test_a_matter_that_nobody_published_is_noted_with_its_words(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """F8 over an empty list takes what was typed as topic; the register offers agencies."""
    async with front(config, clock, frames) as desk:
        await to_list(desk, "xin viec lam")
        await desk.press("f8")
        await desk.until_at("GuidanceScreen")
        assert desk.app.screen.query_one("#topic", Field).value == "xin viec lam"
        await desk.press("enter")
        await desk.type("so tu phap")
        await desk.until_text("Sở Tư pháp")
        await desk.press("down", "enter")
        assert desk.app.screen.query_one("#instead", Field).value == "Sở Tư pháp"
        await desk.press("f9")
        await desk.until_at("GivenScreen")
        (given,) = kept(desk)
        assert (given.topic, given.instead, given.procedure) == ("xin viec lam", "Sở Tư pháp", "")


async def test_an_answer_on_the_hotline_prints_nothing(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The topic finds a procedure while it is typed, ↓ and Enter take it, F9 keeps it (R39)."""
    async with front(config, clock, frames) as desk:
        answers = await ask_hotline(desk)
        assert tr("read in full") not in desk.foot()
        await desk.type("ly lich")
        await desk.press("down", "down", "enter")
        assert desk.app.screen.query_one("#topic", Field).value == "Cấp Phiếu lý lịch tư pháp số 2"
        await desk.press("f4")
        await desk.until_at("ContentsScreen")
        await desk.press("f4")
        await desk.until_at("GuidanceScreen")
        await desk.press("f9")
        await desk.until(lambda: answers != [], "nothing was answered")
        (given,) = kept(desk)
        assert given.asked is Asked.HOTLINE
        assert given.procedure == "MAU-TP-01"
        assert forms(desk) == []


async def test_a_topic_that_is_typed_over_is_no_procedure_any_more(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What is kept is what stands in the field."""
    async with front(config, clock, frames) as desk:
        answers = await ask_hotline(desk)
        await desk.type("ly lich")
        await desk.press("down", "enter", "up")
        await desk.type(" cu")
        await desk.press("f9")
        await desk.until(lambda: answers != [], "nothing was answered")
        (given,) = kept(desk)
        assert given.procedure == ""
        assert given.topic == "Cấp Phiếu lý lịch tư pháp số 1 cu"


async def test_another_procedure_does_not_go_to_the_agency_of_the_first(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The place that came with a topic goes with it; a place that was typed stays."""
    async with front(config, clock, frames) as desk:
        await ask_hotline(desk)
        topic = desk.app.screen.query_one("#topic", Field)
        place = desk.app.screen.query_one("#instead", Field)
        await desk.type(ELSEWHERE)
        await desk.press("down", "enter")
        assert place.value.startswith(COMMUNE)
        topic.focus()
        topic.value = ""
        await desk.type("ly lich")
        await desk.press("down", "enter")
        assert place.value == ""
        await desk.type("Phong so 5")
        topic.focus()
        topic.value = ""
        await desk.type(ELSEWHERE)
        await desk.press("down", "enter")
        assert place.value == "Phong so 5"


async def test_without_a_topic_the_officer_is_told_and_stays(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """An answer to nothing is not kept."""
    async with front(config, clock, frames) as desk:
        await ask_hotline(desk)
        await desk.press("f9")
        await desk.until_text("✕")
        assert desk.at == "GuidanceScreen"
        assert kept(desk) == []


async def test_esc_does_not_throw_an_answer_away_at_once(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The first Esc says that it is not kept; typing on takes the warning back; two Esc leave."""
    async with front(config, clock, frames) as desk:
        answers = await ask_hotline(desk)
        await desk.type("ab")
        await desk.press("escape")
        assert desk.at == "GuidanceScreen"
        await desk.type("c")
        await desk.press("escape")
        assert desk.at == "GuidanceScreen"
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        assert answers == [None]
        assert kept(desk) == []


async def test_the_slip_may_be_left_out_and_asked_for(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The choice of paper says at the foot what F9 will do, and F9 does that."""
    async with front(config, clock, frames) as desk:
        await to_list(desk, "tnhh")
        await desk.press("f8")
        await desk.until_at("GuidanceScreen")
        assert tr("print the slip") in desk.foot()
        desk.app.screen.query_one(Choice).focus()
        await desk.press("right")
        await desk.until(lambda: tr("keep the answer") in desk.foot(), "the foot stayed")
        assert tr("print the slip") not in desk.foot()
        await desk.press("f9")
        await desk.until_at("ProcedureScreen")
        await desk.until(lambda: len(kept(desk)) == 1, "nothing was kept")
        assert forms(desk) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [("noi quy lao dong", "31/12/2021"), ("ban van dong", "01/01/2029")],
    ids=["expired", "future"],
)
async def test_a_barred_procedure_says_why_before_anything_is_typed(
    config: Config, clock: StillClock, frames: list[bytes], typed: str, said: str
) -> None:
    """The day from or to which it holds stands in the one line; a supervisor may still decide."""
    async with front(config, clock, frames) as desk:
        await to_list(desk, typed)
        await desk.until_text(said)
        assert "▲" in desk.flat()
        await desk.until(lambda: tr("take this procedure") in desk.foot(), "it cannot be taken")


async def test_an_officer_who_does_not_receive_it_reads_who_does(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """R30 in one sentence, at the list and not after half an hour of typing."""
    async with front(config, clock, frames) as desk:
        await desk.sign_in(number=CASHIER)
        await desk.press("f2")
        await desk.until_at("ProcedureScreen")
        await desk.type("tnhh")
        who = tr("officer of the agency")
        await desk.until_text(
            tr("This procedure is received by: {who}. Have the officer sign in with F12.", who=who)
        )
        await desk.type("x")
        await desk.until(lambda: who not in desk.flat(), "the sentence outlived its procedure")
