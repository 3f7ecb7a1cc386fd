"""What an officer is told before and after a legal act: the date, and what cannot be changed."""

from dataclasses import replace
from datetime import timedelta

from counter_app.config import Config, Devices
from data.domain.entries import Fact
from tests.fakes.desk import StillClock, receive
from tests.fakes.front import CARD, front

READ_ONLY = "Một chương trình mới hơn đã xử lý tiếp hồ sơ này"


async def test_a_check_left_open_over_night_is_shown_again_before_it_is_issued(
    config: Config, clock: StillClock
) -> None:
    """Enter issues nothing but what stood there: the new date comes first, with a sentence."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        await desk.begin()
        for place in "1235":
            await desk.press(place, "enter")
        await desk.burst(CARD)
        await desk.press("f9")
        await desk.until_at("CheckScreen")
        assert "17:00 27/11/2026" in desk.text()
        clock.forward(timedelta(days=2))
        await desk.press("enter")
        await desk.until_text("ngày hẹn trả đã chuyển sang 30/11/2026")
        assert desk.at == "CheckScreen"
        assert "17:00 30/11/2026" in desk.text()
        assert "27/11/2026" not in desk.text()
        assert desk.app.station.counter.search.find("") == []
        await desk.press("enter")
        await desk.until_at("IssuedScreen")
        assert "17:00 30/11/2026" in desk.text()


async def test_a_dossier_of_a_newer_program_says_so_and_offers_no_reprint(
    config: Config, clock: StillClock
) -> None:
    """It is shown with its history; P is not offered and pressing it asks for nothing."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        counter, officer = desk.app.station.counter, desk.app.station.officer
        issued = receive(counter, officer)
        with counter.papers.journal.act(officer.id) as act:
            act.record(Fact(issued.dossier.id, "dossier.foretold", {}))
        await desk.burst(issued.slip_key)
        await desk.until_at("DossierScreen")
        assert desk.flat().count(READ_ONLY) == 2
        assert "in lại" not in desk.foot()
        await desk.press("p")
        assert desk.at == "DossierScreen"
        assert "Nguyễn Văn Thử" in desk.text()


async def test_a_reprint_that_became_forbidden_meanwhile_is_refused_with_a_sentence(
    config: Config, clock: StillClock
) -> None:
    """The desk decides when the reason is given, not what the screen knew before."""
    async with front(replace(config, devices=Devices()), clock, []) as desk:
        await desk.sign_in()
        counter, officer = desk.app.station.counter, desk.app.station.officer
        issued = receive(counter, officer)
        await desk.burst(issued.slip_key)
        await desk.until_at("DossierScreen")
        await desk.press("p")
        await desk.until_at("ReasonScreen")
        with counter.papers.journal.act(officer.id) as act:
            act.record(Fact(issued.dossier.id, "dossier.foretold", {}))
        await desk.type("giay rach")
        await desk.press("enter")
        await desk.until_text(READ_ONLY)
        assert desk.at == "DossierScreen"
