"""The second desk of a Center: what its officer is told of what only the first one has."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree

from counter_app.config import Capture, Config
from data.catalogue import shipped
from data.domain.clock import local
from data.domain.printjob import JobOutcome
from data.domain.procedures import Publication
from data.store import queries
from data.store.drafts import Pins
from printing.simulated.simulator import Simulator
from tests.fakes.desk import PIN, RECEIVER, StillClock, opened, receive
from tests.fakes.front import devices, front
from tests.fakes.two_desks import exchange_all, two_configs


def second_desk(tmp_path: Path, clock: StillClock, printer: Simulator) -> Config:
    """The first desk published a catalogue, and does not know whether a slip came out."""
    configs = two_configs(tmp_path, clock)
    today = local(clock()).date()
    decision = Publication("Số 0000/QĐ-UBND", today, today, None)
    catalogue = copytree(shipped.SAMPLE_CATALOGUE, tmp_path / "own")
    with opened(configs[0], clock) as first, opened(configs[1], clock) as second:
        officer = first.sign_in.check(RECEIVER, PIN)
        first.shelf.publish(officer, catalogue, decision)
        _kept, given = receive(first, officer).jobs
        first.papers.sending(given)
        first.papers.ended(given, JobOutcome.UNKNOWN)
        exchange_all(first, second)
    by_key = Capture(hands_free=False, bell=False)
    return replace(configs[1], devices=devices(tmp_path, printer), capture=by_key)


async def test_an_officer_of_another_desk_is_told_what_is_only_there(
    tmp_path: Path, clock: StillClock, printer: Simulator, frames: list[bytes]
) -> None:
    """Who gives a PIN, which catalogue is awaited; and nobody is asked about a slip over there."""
    config = second_desk(tmp_path, clock, printer)
    async with front(config, clock, frames, lang="en") as desk:
        await desk.until(lambda: desk.app._station is not None, "the desk never opened")
        await desk.press(*RECEIVER, "enter", *PIN, "enter")
        await desk.until_text("This officer has no PIN at this desk yet")
        counter = desk.app.station.counter
        with counter.store.read() as connection:
            (officer, *_) = queries.officers_by_number(connection, RECEIVER)
        Pins(counter.store).set(officer.id, counter.sign_in.hashing.verifier(PIN))
        await desk.press(*PIN, "enter")
        await desk.until_at("HomeScreen")
        await desk.until_text("its file is only at the desk that imported it")
        assert "Received today" not in desk.text()
        await desk.press("slash", *"thu", "enter", "enter")
        await desk.until_at("DossierScreen")
        await desk.until_text("not known whether it came out")
        assert "say whether it came out" not in desk.foot()
