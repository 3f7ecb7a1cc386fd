"""Parked drafts at home: what each waits for, and what is left when one is discarded."""

from collections.abc import Callable

import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config
from data.domain.center import Officer
from data.domain.lifecycle import State
from tests.fakes import outcomes
from tests.fakes.desk import StillClock, filled_draft, opened
from tests.fakes.front import front

SIZES = [(80, 24), (120, 40)]


def supplement(counter: Counter, officer: Officer) -> str:
    """A form 02 whose second check was begun."""
    dossier = outcomes.supplement(counter, officer)
    return counter.drafting.reopen(officer, dossier).id


def first_check(counter: Counter, officer: Officer) -> str:
    draft = filled_draft(counter, officer)
    counter.drafting.save(officer, draft)
    return draft.id


Make = Callable[[Counter, Officer], str]
WAITING = [(supplement, State.SUPPLEMENT), (outcomes.posted, State.POSTED), (first_check, None)]
IDS = ["supplement", "post", "first check"]
WORDS = {State.SUPPLEMENT: "◐ to supplement", State.POSTED: "◐ at the post"}


def before(config: Config, clock: StillClock, make: Make) -> str:
    with opened(config, clock) as counter:
        return make(counter, outcomes.officer_of(counter))


@pytest.mark.parametrize(("make", "waits"), WAITING, ids=IDS)
def test_a_parked_draft_knows_whether_its_dossier_waits(
    config: Config, clock: StillClock, make: Make, waits: State | None
) -> None:
    """A second check and a postal item go on with a dossier; a first check is of none yet."""
    parked = before(config, clock, make)
    with opened(config, clock) as counter:
        assert [(it.id, it.waits) for it in counter.drafting.parked()] == [(parked, waits)]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize(("make", "waits"), WAITING, ids=IDS)
async def test_its_row_says_what_it_waits_for(
    config: Config,
    clock: StillClock,
    make: Make,
    waits: State | None,
    size: tuple[int, int],
) -> None:
    """In a word and by its shape, at both sizes; a first check has no such word."""
    before(config, clock, make)
    async with front(config, clock, [], size=size, lang="en") as desk:
        await desk.sign_in()
        lines = desk.lines()
        row = lines[next(n for n, line in enumerate(lines) if "Parked" in line) + 1]
        assert {state for state, word in WORDS.items() if word in row} == {waits} - {None}
        assert "pages" in row


@pytest.mark.parametrize(
    ("make", "waits", "said"),
    [
        (supplement, State.SUPPLEMENT, "The dossier and its form 02 stay"),
        (outcomes.posted, State.POSTED, "The item stays registered under its number"),
    ],
    ids=IDS[:2],
)
async def test_discarding_a_draft_leaves_the_dossier_that_it_went_on_with(
    config: Config, clock: StillClock, make: Make, waits: State, said: str
) -> None:
    """The question says so, and the dossier still waits: it can be gone on with anew."""
    dossier = before(config, clock, make)
    async with front(config, clock, [], lang="en") as desk:
        await desk.sign_in()
        counter, officer = desk.app.station.counter, desk.app.station.officer
        await desk.press("delete")
        await desk.until_at("ConfirmScreen")
        assert said in " ".join(str(desk.app.screen.query_one("#panel Static").render()).split())
        assert "Nothing was issued" not in desk.flat()
        await desk.press("enter")
        await desk.until(lambda: counter.drafting.parked() == [], "it was not discarded")
        assert counter.search.open_id(dossier).dossier.state is waits
        assert counter.drafting.reopen(officer, dossier).id == dossier


async def test_discarding_a_first_check_says_that_nothing_was_issued(
    config: Config, clock: StillClock
) -> None:
    """There is no dossier that could stay."""
    before(config, clock, first_check)
    async with front(config, clock, [], lang="en") as desk:
        await desk.sign_in()
        await desk.press("delete")
        await desk.until_at("ConfirmScreen")
        assert "Nothing was issued to the citizen." in desk.flat()
