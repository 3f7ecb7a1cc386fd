"""The keys of home that lead to batches, shelves and the post, each for those whose work it is."""

from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

from counter_app.screens.post.desk_acts import may_post
from counter_app.wording import msg
from data.domain.lifecycle import Action, State, actions

if TYPE_CHECKING:
    from counter_app.screens.day.home import HomeScreen
    from counter_app.screens.frame import DeskScreen

BATCH_KEYS: Final[list[BindingType]] = [
    Binding(
        "b",
        "batch('hand-over')",
        msg("hand over"),
        tooltip=msg("folders go to their agencies, pile by pile"),
        id="home.hand-over",
    ),
    Binding(
        "n",
        "batch('bring')",
        msg("results in"),
        tooltip=msg("results come from the agencies, each to its place"),
        id="home.bring",
    ),
    Binding(
        "k",
        "batch('shelves')",
        msg("shelves"),
        tooltip=msg("count a shelf, and see where results lie"),
        id="home.shelves",
    ),
]
POST: Final = Binding(
    "p",
    "post",
    msg("postal desk"),
    tooltip=msg("results to pack, the courier, and what was filed by post"),
    id="home.post",
)
_NEEDS: Final = {
    "hand-over": (State.RECEIVED, Action.HAND_OVER),
    "bring": (State.APPROVED, Action.BRING_RESULT),
    "shelves": (State.WAITING, Action.SHELVE),
}


def may_batch(home: "HomeScreen", parameters: tuple[object, ...]) -> bool:
    """Whether this officer's roles allow what the key leads to."""
    state, action = _NEEDS[str(parameters[0])]
    return action in actions(state, home.station.officer.roles)


def may_open_post(home: "HomeScreen", _parameters: tuple[object, ...]) -> bool:
    return may_post(home.station.officer.roles)


def open_post(home: "HomeScreen") -> None:
    from counter_app.screens.post.desk import PostScreen

    home.app.push_screen(PostScreen(home.station))


def open_batch(home: "HomeScreen", which: str) -> None:
    from counter_app.screens.batches.bring import BringScreen
    from counter_app.screens.batches.hand_over import HandOverScreen
    from counter_app.screens.batches.shelves import ShelvesScreen

    screens: dict[str, type[DeskScreen[None]]] = {
        "hand-over": HandOverScreen,
        "bring": BringScreen,
        "shelves": ShelvesScreen,
    }
    home.app.push_screen(screens[which](home.station))
