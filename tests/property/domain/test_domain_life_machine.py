"""The whole life of a dossier, against a plain model of the regulation that knows no table.

Whatever is tried, by whomever and whenever: the rooms refuse exactly what the model calls unlawful,
and what the folded dossier says is what is true.
"""

import ast
import sys
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from data.domain.lifecycle import TABLE, Action, State
from tests.fakes.likely_acts import possible, twisted, twists, usual, ways_on
from tests.fakes.plain.acting import Act
from tests.fakes.plain.life import Recall
from tests.fakes.plain.world import EVERYBODY, Matter, Policy
from tests.fakes.put_to_rooms import ACTS
from tests.fakes.told_twice import OFFICERS, ToldTwice, Wanderer
from tests.fakes.two_centers import MATTERS, POLICIES

EXAMPLES, STEPS = 120, 40
"""Lives that Hypothesis leads and shrinks; 2,000 of them take some two minutes."""
SEED, ACTS_OF_A_LIFE = 3089, 50
LIVES, LIVES_LIMIT = 400, 4_000
"""Lives that chance leads: so many at least, and more while a row or a refusal is left."""
PAUSES: Final = tuple(timedelta(hours=it) for it in (1, 9, 24, 24, 72, 120, 360))


class WholeLife(RuleBasedStateMachine):
    """One desk, one dossier, anybody at any time."""

    life: ToldTwice

    @initialize(policy=st.sampled_from(POLICIES), matter=st.sampled_from(MATTERS))
    def opens(self, policy: Policy, matter: Matter) -> None:
        self.life = ToldTwice(policy, matter)

    @rule(data=st.data())
    def goes_on(self, data: st.DataObject) -> None:
        """Somebody who may does what comes next, mostly as the books want it."""
        ways = ways_on(self.life.told, self.life.next_moment)
        if ways:
            self.does_with(data, data.draw(st.sampled_from(ways)), st.sampled_from((0, 0, 1, 2)))

    @rule(data=st.data())
    def keeps_on(self, data: st.DataObject) -> None:
        """As `goes_on`, so that lives grow old."""
        self.goes_on(data)

    @rule(data=st.data())
    def errs(self, data: st.DataObject) -> None:
        """Somebody who may tries what belongs here, and gets it wrong or does it otherwise."""
        kind = data.draw(st.sampled_from(possible(self.life.told)))
        self.does_with(data, kind, st.integers(1, 3))

    @rule(
        kind=st.sampled_from(ACTS),
        roles=st.sets(st.sampled_from(EVERYBODY), max_size=2),
        officer=st.sampled_from(OFFICERS),
    )
    def intrudes(self, kind: type[Act], roles: set[str], officer: str) -> None:
        """Anybody tries anything."""
        act = usual(kind, self.life.told, self.life.next_moment)
        self.life.tries(act, frozenset(roles), officer)

    def does_with(
        self, data: st.DataObject, kind: type[Act], how_many: st.SearchStrategy[int]
    ) -> None:
        told, now = self.life.told, self.life.next_moment
        act, changes = usual(kind, told, now), twists(kind)
        for _ in range(data.draw(how_many)):
            name, twist = data.draw(st.sampled_from(changes))
            act = twisted(act, name, twist, told.life, now)
        role = data.draw(st.sampled_from(sorted(act.who(told.life))))
        last = told.last_step
        own = [last.at.officer] * 3 if last and isinstance(act, Recall) else []
        self.life.tries(act, frozenset({role}), data.draw(st.sampled_from((*own, *OFFICERS))))

    @rule(pause=st.sampled_from(PAUSES))
    def waits(self, pause: timedelta) -> None:
        self.life.now += pause

    @invariant()
    def is_what_is_true(self) -> None:
        self.life.agrees()


TestWholeLife = WholeLife.TestCase
TestWholeLife.settings = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
)


ROWS: Final = frozenset((state.value, action.value) for state, action in TABLE)
NEVER: Final = frozenset(
    {
        *((state.value, Action.RESOLVE.value) for state in State if state is not State.NEW),
        (State.RETURNED.value, Action.RECALL.value),
    }
)
"""One desk alone has nothing to settle, and no step that ends in a return is taken back."""

TRIED: Final = frozenset(action.value for action in Action) - {Action.COMPLETE_SUPPLEMENT.value}
"""The whole of a supplement is the same act as a part of it, told apart by what is left."""


def wandered() -> Wanderer:
    """Lives of all procedures under both Centers' rules, until no row or refusal is left."""
    random = Random(SEED)
    wanderer = Wanderer(random)
    for number in range(LIVES_LIMIT):
        if (
            number >= LIVES
            and set(wanderer.done) >= ROWS - NEVER
            and set(wanderer.refused) >= TRIED
        ):
            break
        wanderer.leads(ToldTwice(random.choice(POLICIES), random.choice(MATTERS)), ACTS_OF_A_LIFE)
    return wanderer


def test_rooms_and_model_agree_on_every_row_of_the_table() -> None:
    """Each is walked lawfully at least once, and each action is refused at least once too."""
    wanderer = wandered()
    assert set(wanderer.done) == ROWS - NEVER
    assert set(wanderer.refused) == TRIED


def test_the_model_knows_nothing_of_the_program() -> None:
    """It imports the standard library and itself, so no table and no room can lead it astray."""
    modules = sorted((Path(__file__).parents[2] / "fakes" / "plain").glob("*.py"))
    assert modules
    for module in modules:
        for name in imported(module):
            assert name.split(".")[0] in sys.stdlib_module_names or name.startswith(
                "tests.fakes.plain"
            )


def imported(module: Path) -> list[str]:
    tree = ast.walk(ast.parse(module.read_text("utf-8")))
    return [it.module or "" for it in tree if isinstance(it, ast.ImportFrom)]
