"""Where the keys of the postal desk lead, each for those whose work it is."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from data.domain.lifecycle import Action, State, actions
from data.domain.roles import Role

if TYPE_CHECKING:
    from counter_app.screens.frame import DeskScreen
    from counter_app.screens.post.desk import PostScreen

_NEEDS: Final[Mapping[str, tuple[State, Action]]] = {
    "pack": (State.WAITING, Action.PACK),
    "unpack": (State.WAITING, Action.UNPACK),
    "pickup": (State.WAITING, Action.GIVE_TO_POST),
    "hand-in": (State.POSTED, Action.HAND_IN),
}
"""What is only looked at needs nothing."""


def may(which: str, roles: Collection[Role]) -> bool:
    """Whether these roles allow what the key does, or leads to."""
    needed = _NEEDS.get(which)
    return needed is None or needed[1] in actions(needed[0], roles)


def may_post(roles: Collection[Role]) -> bool:
    """Whether anything is to be done at the postal desk with these roles."""
    return any(may(which, roles) for which in _NEEDS)


def only_post(roles: Collection[Role]) -> bool:
    """Whether the post is all the work there is."""
    return set(roles) == {Role.POSTAL}


def step(post: "PostScreen", which: str) -> None:
    post.app.push_screen(_screen(which)(post.station))


def _screen(which: str) -> "type[DeskScreen[None]]":
    """Each is loaded when it is asked for first."""
    match which:
        case "pickup":
            from counter_app.screens.post.pickup import PickupScreen

            return PickupScreen
        case "hand-in":
            from counter_app.screens.post.hand_in import HandInScreen

            return HandInScreen
        case "tracing":
            from counter_app.screens.post.tracing import TracingScreen

            return TracingScreen
    from counter_app.screens.post.report import PostReportScreen

    return PostReportScreen
