"""Piles at the desk: folders out, results in, shelves counted; by keys and reader bursts only."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import Capture, Config, Devices, places
from counter_app.desk.batches.batching import Batch
from counter_app.desk.batches.bringing import Placed
from data.domain import routing
from data.domain.center import Officer
from data.domain.concluding import ResultBrought, shelf
from data.domain.dossier import Dossier
from data.domain.handing_over import HandOver
from data.domain.hands import Hands
from data.domain.labels import Label, label_text
from data.domain.lifecycle import State
from data.domain.papers import Form
from data.domain.printjob import JobOutcome, JobState
from data.domain.roles import Role
from data.domain.routing import SentOn
from printing.simulated.simulator import Simulator
from tests.fakes import piles
from tests.fakes.desk import CASHIER, RECEIVER, StillClock, opened, two_officers
from tests.fakes.front import Front, front
from tests.fakes.outcomes import officer_of

Made = TypeVar("Made")
SMALL, LARGE = (80, 24), (120, 40)
BOTH = frozenset({Role.RETURN_DESK, Role.CENTER})


@pytest.fixture
def one_for_all(tmp_path: Path, clock: StillClock, printer: Simulator) -> Config:
    """A small Center, where the officer of the intake is the one of the return desk too."""
    answers = two_officers()
    officers = tuple(replace(it, roles=it.roles | BOTH) for it in answers.officers)
    config = replace(
        places(tmp_path / "small"),
        devices=Devices(printer=printer.url),
        capture=Capture(hands_free=False, bell=False),
    )
    bootstrap.found(config, replace(answers, officers=officers), clock)
    return config


def before(config: Config, clock: StillClock, make: Callable[[Counter, Officer], Made]) -> Made:
    """What the desk did before it is opened on the screen."""
    with opened(config, clock) as counter:
        return make(counter, officer_of(counter))


def now(desk: Front, code: str) -> Dossier:
    return desk.app.station.counter.search.open(code).dossier


async def into(desk: Front, key: str, screen: str, number: str = RECEIVER) -> None:
    await desk.sign_in(number=number)
    await desk.press(key)
    await desk.until_at(screen)


async def hops(desk: Front, code: str, receiver: str, agency: str) -> None:
    """One hop of a folder that goes round: a scan, who takes it, and F9."""
    await desk.burst(code)
    await desk.until_at("HopScreen")
    await desk.type(receiver)
    await desk.press("f9")
    await desk.until_text(f"{code} went on to {agency}.")


def handed_over(counter: Counter, officer: Officer) -> Batch:
    return counter.handing.hand_over(officer, [piles.ready(counter, officer)], piles.GIVEN)


def came_out(counter: Counter, job: str) -> None:
    counter.papers.sending(job)
    counter.papers.ended(job, JobOutcome.CONFIRMED)


def did_not_come_out(counter: Counter, officer: Officer, job: str) -> None:
    counter.papers.sending(job)
    counter.papers.ended(job, JobOutcome.UNKNOWN)
    counter.papers.answer(officer, job, came_out=False)


def fared(desk: Front, batch: Batch) -> list[JobState]:
    return [it.state for it in desk.app.station.counter.papers.jobs(batch.id)]


async def to_batch(desk: Front) -> None:
    """The sheet of what was handed over before; no printer is set up."""
    await into(desk, "b", "HandOverScreen")
    await desk.until_text("Handed over today")
    await desk.press("enter")
    await desk.until_at("BatchScreen")


async def to_files(desk: Front) -> None:
    await desk.press("o")
    await desk.until_at("ElsewhereScreen")
    await desk.press("2")


async def test_r20_a_mixed_pile_goes_to_its_agencies_each_with_its_sheet(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """Scans sort themselves; what may not go is put aside; one act, two copies, few keys."""

    def make(counter: Counter, officer: Officer) -> list[str]:
        made = [
            piles.ready(counter, officer, name="Nguyễn Văn Thử"),
            piles.ready(counter, officer, procedure=piles.OTHER, name="Lê Văn Mẫu"),
            piles.ready(counter, officer, name="Trần Thị Không Có"),
            piles.unscanned(counter, officer, name="Hồ Chưa Chụp"),
        ]
        return [piles.code(counter, it) for it in made]

    codes = before(config, clock, make)
    async with front(config, clock, frames, size=SMALL, lang="en") as desk:
        await into(desk, "b", "HandOverScreen")
        await desk.until_text("4 folders must go today.")
        assert "F9" not in desk.foot()
        waiting = len(printer.papers)
        for code in codes:
            await desk.burst(code)
        await desk.until_text("3 folders in hand")
        await desk.until_text(f"{codes[3]}: 5 components are not scanned yet")
        assert "Sở Công Thương 1 scanned" in desk.flat()
        await desk.burst(codes[0])
        await desk.until_text(f"{codes[0]} was scanned already.")
        desk.keys = 0
        await desk.press("f9")
        await desk.until_at("FoldersHandsScreen")
        assert "Sở Kế hoạch và Đầu tư: 2 folders" in desk.flat()
        await desk.press("f9")
        await desk.until_text("Who takes the folder is missing.")
        await desk.type("Phạm Thị Nhận")
        await desk.press("f9")
        await desk.until_at("BatchScreen")
        await desk.until(lambda: len(printer.papers) >= waiting + 2, "no two copies came out")
        await desk.until_text("Both sign both copies")
        handed = now(desk, codes[0]).last(HandOver)
        assert handed is not None
        assert handed.what.receiver == "Phạm Thị Nhận"
        assert now(desk, codes[2]).state is State.APPRAISAL
        assert now(desk, codes[1]).state is State.RECEIVED
        await desk.press("p")
        await desk.until_at("ReasonScreen")
        await desk.type("rách")
        await desk.press("enter")
        await desk.until_at("BatchScreen")
        await desk.until_text("reprint 1")
        await desk.press("escape")
        await desk.until_text("1 folder in hand")
        assert codes[0] not in desk.flat()
        await desk.press("escape")
        await desk.until_at("HomeScreen")
        await desk.press("b")
        await desk.until_text("1 folder in hand")


async def test_who_signed_last_signs_again_with_two_keys_and_a_scan_begins_the_next_pile(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """F9 and Enter; on the sheet's screen the next folder is scanned already."""

    def make(counter: Counter, officer: Officer) -> list[str]:
        piles.at_agency(counter, officer)
        return [piles.code(counter, piles.ready(counter, officer)) for _ in range(2)]

    first, second = before(config, clock, make)
    async with front(config, clock, frames, lang="en") as desk:
        await into(desk, "b", "HandOverScreen")
        await desk.burst(first)
        await desk.until_text("1 folder in hand")
        desk.keys = 0
        await desk.press("f9")
        await desk.until_at("FoldersHandsScreen")
        await desk.press("enter")
        await desk.until_at("BatchScreen")
        assert desk.keys == 2
        handed = now(desk, first).last(HandOver)
        assert handed is not None
        assert handed.what.receiver == piles.GIVEN.receiver
        await desk.burst(second)
        await desk.until_at("HandOverScreen")
        await desk.until_text("1 folder in hand")
        assert second in desk.flat()
        await desk.until_text("Handed over today")


async def test_a_batch_without_a_printer_leaves_as_two_files(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """O and 2 save both copies, so that none waits for ever; nothing is said of a citizen."""
    batch = before(config, clock, handed_over)
    async with front(replace(config, devices=Devices()), clock, frames, lang="en") as desk:
        await to_batch(desk)
        await desk.until_text("press O to save the paper as a file")
        await to_files(desk)
        await desk.until_text("Print both files; both sign.")
        assert fared(desk, batch) == [JobState.ARCHIVED] * 2
        assert desk.flat().count("saved as a file") == 2
        assert "citizen" not in desk.flat()
        both = sorted(config.out.glob("*.pdf"))
        assert len(both) == 2
        for file in both:
            file.unlink()
        await desk.press("o")
        await desk.until(lambda: sorted(config.out.glob("*.pdf")) == both, "not saved once more")


async def test_a_copy_of_a_batch_that_waits_alone_leaves_alone(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """The other came out already: it is said of neither that the citizen gets it."""

    def make(counter: Counter, officer: Officer) -> Batch:
        batch = handed_over(counter, officer)
        came_out(counter, batch.jobs[0])
        return batch

    batch = before(config, clock, make)
    async with front(replace(config, devices=Devices()), clock, frames, lang="en") as desk:
        await to_batch(desk)
        await desk.until_text("press O to save the paper as a file")
        assert "citizen" not in desk.flat()
        await to_files(desk)
        await desk.until_text("Print this file; both sign.")
        assert fared(desk, batch) == [JobState.CONFIRMED, JobState.ARCHIVED]
        await desk.press("escape", "enter")
        await desk.until_text("Both sign both copies")


async def test_a_reprint_of_a_batch_leaves_as_a_file_only_when_that_is_chosen(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What left before it is no answer for it: after Esc it still waits."""

    def make(counter: Counter, officer: Officer) -> Batch:
        batch = handed_over(counter, officer)
        for job in batch.jobs:
            counter.papers.file_instead(job, config.out)
        counter.papers.reprint(officer, batch.id, reason="rách")
        return batch

    batch = before(config, clock, make)
    async with front(replace(config, devices=Devices()), clock, frames, lang="en") as desk:
        await to_batch(desk)
        await desk.press("o")
        await desk.until_at("ElsewhereScreen")
        await desk.press("escape")
        await desk.until_at("BatchScreen")
        assert fared(desk, batch)[-1] is JobState.QUEUED
        await to_files(desk)
        await desk.until_text("Print this file; both sign.")
        assert fared(desk, batch)[-1] is JobState.ARCHIVED


async def test_a_copy_of_a_batch_that_was_lost_is_told_though_the_other_is_there(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """One of two is not enough: P is what comes next, and with the reprint both sign."""

    def make(counter: Counter, officer: Officer) -> Batch:
        batch = handed_over(counter, officer)
        did_not_come_out(counter, officer, batch.jobs[0])
        came_out(counter, batch.jobs[1])
        return batch

    batch = before(config, clock, make)
    async with front(replace(config, devices=Devices()), clock, frames, lang="en") as desk:
        await to_batch(desk)
        await desk.until_text("Press P to print it again.")
        await desk.press("p")
        await desk.until_at("ReasonScreen")
        await desk.type("hỏng")
        await desk.press("enter")
        await desk.until_text("press O to save the paper as a file")
        await to_files(desk)
        await desk.until_text("Print this file; both sign.")
        assert fared(desk, batch) == [JobState.LOST, JobState.CONFIRMED, JobState.ARCHIVED]
        await desk.press("escape", "enter")
        await desk.until_text("Both sign both copies")


async def test_what_was_put_aside_is_mended_and_goes_after_all(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """C26: Enter opens it, its pages are photographed, and back here it is fit; Del lets go."""

    def make(counter: Counter, officer: Officer) -> str:
        return piles.code(counter, piles.unscanned(counter, officer))

    code = before(config, clock, make)
    async with front(config, clock, frames, lang="en") as desk:
        await into(desk, "b", "HandOverScreen")
        await desk.press("slash")
        await desk.until_at("OneLineScreen")
        await desk.type(code)
        await desk.press("enter")
        await desk.until_text("Put aside")
        await desk.press("enter")
        await desk.until_at("DossierScreen")
        counter, officer = desk.app.station.counter, desk.app.station.officer
        dossier = now(desk, code)
        for component in dossier.taken_in().components:
            counter.amending.add_page(officer, dossier.id, component.id, b"a page")
        await desk.press("escape")
        await desk.until_at("HandOverScreen")
        await desk.until_text("1 folder in hand")
        assert "Put aside" not in desk.flat()
        await desk.press("f4", "f4", "home", "delete")
        await desk.until(lambda: "folder in hand" not in desk.flat(), "it is still in hand")
        assert counter.handing.in_hand == []
        assert now(desk, code).state is State.RECEIVED


async def test_r92_a_linked_procedure_goes_round_three_agencies_and_its_result_comes_in(
    one_for_all: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Hand-over, three hops and the result: each is a scan; the transfer slip goes with it."""

    def make(counter: Counter, officer: Officer) -> tuple[str, str]:
        made = piles.routed(counter, officer, third="Sở Nội vụ")
        return made, piles.code(counter, made)

    dossier, code = before(one_for_all, clock, make)
    async with front(one_for_all, clock, frames, size=SMALL, lang="en") as desk:
        await into(desk, "b", "HandOverScreen")
        await desk.burst(code)
        await desk.until_text("Sở Tư pháp: 1 folder")
        await desk.press("f9")
        await desk.until_at("FoldersHandsScreen")
        await desk.type("Phạm Thị Nhận")
        await desk.press("f9")
        await desk.until_at("BatchScreen")
        forms = [it.sheet.form for it in desk.app.station.counter.papers.jobs(dossier) if it.sheet]
        assert forms.count(Form.TRANSFER) == 1
        await desk.burst(code)
        await desk.until_at("HopScreen")
        assert "From Sở Tư pháp to Bộ Tư pháp" in desk.flat()
        await desk.burst(code)
        await desk.until_text("Then scan again.")
        await desk.type("Võ Văn Kế")
        await desk.press("enter")
        await desk.type("5/CV")
        await desk.press("f9")
        await desk.until(lambda: "✕" in desk.text(), "a paper without its day was taken")
        await desk.press("enter")
        await desk.type("23/11/2026")
        await desk.press("enter")
        await desk.type("Lê Thị Ký")
        await desk.press("f9")
        await desk.until_text(f"{code} went on to Bộ Tư pháp.")
        sent = now(desk, code).last(SentOn)
        assert sent is not None
        assert (sent.what.giver, sent.what.receiver) == ("Phạm Thị Nhận", "Võ Văn Kế")
        await hops(desk, code, "Lê Nội Vụ", "Sở Nội vụ")
        await hops(desk, code, "Phạm Tư Pháp", "Sở Tư pháp")
        assert routing.route_complete(now(desk, code))
        await desk.burst(code)
        await desk.until_text("Put aside")
        piles.decide(desk.app.station.counter, desk.app.station.officer, dossier)
        await desk.press("escape", "n")
        await desk.until_at("BringScreen")
        await desk.burst(code)
        await desk.until_text("1 result in hand")
        await desk.press("f9")
        await desk.until_at("ResultsHandsScreen")
        await desk.type("Phạm Tư Pháp")
        await desk.press("f9")
        await desk.until_at("BatchScreen")
        assert now(desk, code).state is State.WAITING


async def test_r31_results_come_in_with_places_and_named_differences(
    config: Config, clock: StillClock, frames: list[bytes], printer: Simulator
) -> None:
    """A free place for each, one shelf for what follows; their list says more than was scanned."""

    def make(counter: Counter, officer: Officer) -> list[str]:
        made = [piles.decided(counter, officer, name=f"Hồ Thị Thử {it}") for it in "abcd"]
        return [piles.code(counter, it) for it in made]

    codes = before(config, clock, make)
    async with front(config, clock, frames, lang="en") as desk:
        await into(desk, "n", "BringScreen", CASHIER)
        await desk.until_text("Decided, not here: 4")
        await desk.burst(codes[0])
        await desk.until_text("Put it at 0001.")
        await desk.burst(label_text(Label.SHELF, 12))
        await desk.until_text("is put at 0012.")
        await desk.burst(codes[1])
        await desk.until_text("Put it at 0012.")
        await desk.press("p")
        await desk.burst(codes[2])
        await desk.until_text("Put it at 0002.")
        await desk.press("m")
        await desk.until_at("OneLineScreen")
        await desk.type("7")
        await desk.press("enter")
        await desk.until_text("→ 0007")
        await desk.until_text("Decided, not here: 1")
        await desk.press("f9")
        await desk.until_at("ResultsHandsScreen")
        assert f"Decided and not here: {codes[3]}" in desk.flat()
        await desk.type("Bùi Thị Giao")
        await desk.press("enter", "enter")
        await desk.type("4")
        await desk.press("f9")
        await desk.until_text("Their list says 4, and 3 were scanned.")
        await desk.press("f9")
        await desk.until_at("BatchScreen")
        assert [shelf(now(desk, it)) for it in codes] == ["0001", "0012", "0007", ""]
        brought = now(desk, codes[0]).last(ResultBrought)
        assert brought is not None
        assert brought.what.giver == "Bùi Thị Giao"
        await desk.press("escape")
        await desk.until_text("Brought in today")
        assert now(desk, codes[3]).state is State.APPROVED


async def test_r33_r99_police_results_are_refused_and_the_province_has_its_hop(
    one_for_all: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """R98: the reason stands beside it. V records the hop, and the result comes in by itself."""

    def make(counter: Counter, officer: Officer) -> list[str]:
        made = [
            piles.decided(counter, officer, procedure=it) for it in (piles.POLICE, piles.PROVINCE)
        ]
        return [piles.code(counter, it) for it in made]

    police, province = before(one_for_all, clock, make)
    async with front(one_for_all, clock, frames, lang="en") as desk:
        await into(desk, "n", "BringScreen")
        await desk.burst(police)
        await desk.until_text("Công an tỉnh returns this result itself")
        assert "V passed on" not in desk.foot()
        await desk.burst(province)
        await desk.until_text("its office has not passed the result on yet")
        assert "V passed on" in desk.foot()
        await desk.press("v")
        await desk.until_at("OfficeScreen")
        await desk.type("Ngô Đức Thí Dụ")
        await desk.press("f9")
        await desk.until_text("1 result in hand")
        await desk.until_text("it came through Văn phòng UBND tỉnh")
        assert now(desk, police).state is State.APPROVED
        assert police in desk.flat()


async def test_r100_a_shelf_is_counted_and_the_record_follows_what_lies_there(
    one_for_all: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """What is missing, what lies elsewhere, what does not belong; F9 records, nothing else does."""

    def make(counter: Counter, officer: Officer) -> list[str]:
        made = [piles.decided(counter, officer, name=f"Hồ Thị Thử {it}") for it in "abcd"]
        placed = [Placed(made[0], "0001"), Placed(made[1], "0001"), Placed(made[2], "0002")]
        counter.bringing.bring(officer, placed, Hands("Bùi Thị Giao", officer.name))
        return [piles.code(counter, it) for it in made]

    codes = before(one_for_all, clock, make)
    async with front(one_for_all, clock, frames, size=SMALL, lang="en") as desk:
        await into(desk, "k", "ShelvesScreen")
        await desk.until_text("2 places in use")
        await desk.burst(codes[2])
        await desk.until_text(f"{codes[2]}: it lies at 0002.")
        await desk.burst(label_text(Label.SHELF, 1))
        await desk.until_text("Place 0001 0 of 2 seen")
        await desk.burst(codes[0])
        await desk.until_text("lies where it should")
        await desk.burst(codes[2])
        await desk.until_text("is recorded at 0002.")
        await desk.burst(codes[3])
        await desk.until_text("does not belong on a shelf")
        assert "Not seen yet 1" in desk.flat()
        await desk.press("delete")
        await desk.until(lambda: codes[3] not in desk.flat().split("✕")[0], "it stays")
        await desk.press("f9")
        await desk.until_text("Place 0001 2 of 3 seen")
        assert [shelf(now(desk, it)) for it in codes[:3]] == ["0001", "0001", "0001"]
        await desk.burst(codes[1])
        await desk.until_text("Everything that should lie at 0001 is there.")
        await desk.press("escape")
        await desk.until_text("1 place in use")
        assert "all there" in desk.flat()


async def test_each_officer_has_the_keys_of_the_own_work(
    config: Config, clock: StillClock, frames: list[bytes]
) -> None:
    """Who receives hands over; who returns takes results in and counts shelves."""
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in()
        assert "B hand over" in desk.foot()
        assert "N results in" not in desk.foot()
    async with front(config, clock, frames, lang="en") as desk:
        await desk.sign_in(number=CASHIER)
        assert "B hand over" not in desk.foot()
        assert "N results in" in desk.foot()
        assert "K shelves" in desk.foot()
