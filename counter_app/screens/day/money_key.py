"""The key of home that leads to the money of this desk, for those whose work it is."""

from typing import TYPE_CHECKING, Final

from textual.binding import Binding

from counter_app.wording import msg
from data.domain.settlement import MAY_SETTLE
from data.domain.till import MAY_KEEP

if TYPE_CHECKING:
    from counter_app.screens.day.home import HomeScreen

MONEY: Final = Binding(
    "c",
    "money",
    msg("cash shift"),
    tooltip=msg("the money of this desk: opened, counted, and settled with the agencies"),
    id="home.money",
)


def may_open_money(home: "HomeScreen", parameters: tuple[object, ...]) -> bool:
    del parameters
    return not (MAY_KEEP | MAY_SETTLE).isdisjoint(home.station.officer.roles)


def open_money(home: "HomeScreen") -> None:
    from counter_app.screens.money.till import TillScreen

    home.app.push_screen(TillScreen(home.station))
