"""How a fee is paid, and whether a cash shift is open here that takes it (C20, C27)."""

from typing import TYPE_CHECKING, Any, Final

from textual.binding import Binding

from counter_app.money_words import METHOD_WORDS
from counter_app.wording import msg, tr
from data.domain.paying import Method
from data.domain.till import MAY_KEEP

if TYPE_CHECKING:
    from textual.app import App

    from counter_app.screens.station import Station

OPEN_TILL: Final = Binding(
    "f2",
    "open_till",
    msg("open the cash shift"),
    tooltip=msg("this payment and those after it belong to it"),
    id="fee.open-till",
)
_ASKED: Final = (Method.CASH, Method.TRANSFER, Method.VIETQR)


def methods(now: Method) -> list[tuple[Method, str]]:
    """What can be chosen; what was taken by an earlier entry stays so (`now`)."""
    offered = _ASKED if now in _ASKED else (now, *_ASKED)
    return [(it, tr(METHOD_WORDS[it])) for it in offered]


class TillHere:
    """The cash shift of this desk, as a dialogue over any screen asks for it."""

    def __init__(self, station: "Station") -> None:
        self._station = station
        try:
            self._is_open = station.counter.money.tills.now() is not None
        except station.troubles:
            # Of a drawer that cannot be read nothing is said: the fee is written down all the same.
            self._is_open = True

    @property
    def is_closed(self) -> bool:
        """Whether none is open that this officer might open."""
        return not self._is_open and not MAY_KEEP.isdisjoint(self._station.officer.roles)

    async def open(self, app: "App[Any]") -> None:
        from counter_app.screens.money.open_till import OpenTillScreen

        if await app.push_screen_wait(OpenTillScreen(self._station)) is not None:
            self._is_open = True
