"""Two desks of one Center and the hub between them, as the officer at the second one has them."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import Capture, Config
from counter_app.desk.officers import Change
from counter_app.desk.return_desk.collecting import begun
from data.domain.dossier import Dossier
from data.domain.lifecycle import State
from data.sync.access import read_access, write_access
from printing.simulated.simulator import Simulator
from tests.fakes import waiting as made
from tests.fakes.around import Around, meet, patient
from tests.fakes.desk import CASHIER, PIN, RECEIVER, StillClock, receive
from tests.fakes.front import Front, devices, front


@dataclass(slots=True)
class Center:
    """`one` is open beside the desk that the test looks at, whose settings are `two`."""

    one: Counter
    two: Config
    around: Around

    def waiting(self) -> Dossier:
        """A result that lies on the shelf, as the first desk recorded it."""
        officer = self.one.sign_in.check(RECEIVER, PIN)
        dossier = made.waiting(self.one, officer, made.Result(change=made.paid))
        meet(self.one)
        return dossier

    def hand_out(self, dossier: Dossier) -> None:
        form = replace(begun(dossier, made.key_on(dossier)), envelope_code=made.code_of(dossier))
        self.one.releasing.hand_out(made.cashier(self.one), dossier.id, form)

    def cut(self, *, off: bool) -> None:
        """The cable of the second desk."""
        access = read_access(self.two.hub)
        here = read_access(self.around.first.hub).address
        write_access(self.two.hub, replace(access, address="host=/nowhere" if off else here))
        with psycopg.connect(self.around.admin, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
                (access.role,),
            )


@pytest.fixture
def center(tmp_path: Path, admin: str, clock: StillClock, printer: Simulator) -> Iterator[Center]:
    around = Around.founded(tmp_path, admin, clock)
    around.join()
    with closing(bootstrap.start(around.second, clock)) as two:
        administrator = two.sign_in.check(RECEIVER, PIN)
        two.officers.change(administrator, CASHIER, Change(pin=PIN))
    by_key = Capture(hands_free=False, bell=False)
    config = replace(around.second, devices=devices(tmp_path, printer), capture=by_key)
    with closing(bootstrap.start(around.first, clock)) as one:
        patient(one)
        yield Center(one, config, around)


def strip(desk: Front) -> str:
    return desk.text().splitlines()[0]


async def has_come(desk: Front, dossier: Dossier) -> None:
    find = desk.app.station.counter.search.find
    await desk.until(lambda: bool(find(made.code_of(dossier))), "the dossier came here")


async def shows_slip(desk: Front, dossier: Dossier) -> None:
    await desk.burst(made.key_on(dossier))
    await desk.until_at("ReleaseScreen")


async def test_what_the_other_desk_receives_is_found_here(
    center: Center, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """Whoever looks for it sees it come without a key, and its sheet is not printed here."""
    async with front(center.two, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await desk.until(lambda: "● Hub" in strip(desk), "the hub is there")
        await desk.press("slash")
        await desk.type("noi khac")
        officer = center.one.sign_in.check(RECEIVER, PIN)
        receive(center.one, officer, name="Phan Thị Nơi Khác")
        meet(center.one)
        await desk.until_text("Phan Thị Nơi Khác")
        assert len(printer.papers) == 0


async def test_a_result_that_leaves_elsewhere_is_told_on_the_screen_in_front(
    center: Center, clock: StillClock, frames: list[bytes]
) -> None:
    """The officer has not gone to the shelf yet when the other desk hands it out."""
    dossier = center.waiting()
    async with front(center.two, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await has_come(desk, dossier)
        await shows_slip(desk, dossier)
        center.hand_out(dossier)
        meet(center.one)
        await desk.until_text("was handed out")
        assert "F9" not in desk.foot()


async def test_r16_a_second_desk_gets_a_clear_stop(
    center: Center, clock: StillClock, frames: list[bytes]
) -> None:
    """Both have it on the screen; the first to hand it out is the only one."""
    dossier = center.waiting()
    async with front(center.two, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await has_come(desk, dossier)
        patient(desk.app.station.counter)
        await shows_slip(desk, dossier)
        clock.moment = clock.moment.replace(minute=50)
        await desk.burst(made.code_of(dossier))
        await desk.until_text("Everything is in order")
        center.hand_out(dossier)
        await desk.press("f9")
        await desk.until_at("HandOutScreen")
        await desk.press("enter")
        await desk.until_text("Desk 03 is handing out this result")
        there = made.now(desk.app.station.counter, dossier.id)
        assert there.state is State.WAITING
        meet(center.one)
        await desk.press("escape")
        await desk.until_text("was handed out")


async def test_with_the_cable_out_the_result_is_handed_out_and_marked(
    center: Center, clock: StillClock, frames: list[bytes]
) -> None:
    """The citizen is served; the strip counts what waits, and both desks see the collision."""
    dossier = center.waiting()
    async with front(center.two, clock, frames, lang="en") as desk:
        await desk.sign_in(CASHIER)
        await has_come(desk, dossier)
        center.cut(off=True)
        await desk.until(lambda: "◐ Hub: away" in strip(desk), "the hub is away")
        center.hand_out(dossier)
        meet(center.one)
        await shows_slip(desk, dossier)
        clock.moment = clock.moment.replace(minute=50)
        await desk.burst(made.code_of(dossier))
        await desk.press("f9")
        await desk.until_at("HandOutScreen")
        await desk.press("enter")
        await desk.until_at("ReturnedScreen")
        assert "The other desks could not be asked" in desk.flat()
        center.cut(off=False)
        await desk.until(lambda: "● Hub" in strip(desk), "the hub is there again")
        counter = desk.app.station.counter
        await desk.until(
            lambda: bool(made.now(counter, dossier.id).conflicts), "the collision came here"
        )
        meet(center.one)
        assert made.now(center.one, dossier.id) == made.now(counter, dossier.id)
