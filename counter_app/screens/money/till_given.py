"""A shift that was counted: what was found in the drawer, and the sheet that both sign."""

from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.screens.money.till_text import difference, sum_line, sum_lines
from counter_app.screens.sheets.signed import SignedScreen
from counter_app.widgets.lines import QUIET, STRONG, column, row, styled, warned
from counter_app.wording import moment_text, msg, tr
from data.domain.papers import Copy

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.till import Till

COPIES: Final = {Copy.APPLICANT: msg("The receiver's copy"), Copy.KEPT: msg("The giver's copy")}
_NAME, _AMOUNT = 32, 14


class TillGivenScreen(SignedScreen[None]):
    def __init__(self, station: "Station", till: "Till") -> None:
        super().__init__(station, till.id, COPIES)
        self._till = till

    def heading(self) -> tuple[str, str]:
        opened = moment_text(self._till.opened_at)
        closed = moment_text(self._till.closed_at) if self._till.closed_at else ""
        return tr("Cash shift counted"), f"{opened} – {closed}"

    def facts(self) -> Content:
        closed = self._till.closed
        assert closed is not None
        taker = closed.receiver or "–"
        lines = [
            sum_line(tr("Float"), "", self._till.float_vnd),
            *sum_lines(closed.sums),
            sum_line(tr("Must be there"), "", closed.expected_vnd),
            sum_line(tr("Counted"), "", closed.counted_vnd, STRONG),
            row(tr("Difference").ljust(_NAME), difference(closed.difference_vnd, _AMOUNT)),
        ]
        if closed.reason:
            lines.append(warned(closed.reason))
        lines.append(styled(tr("Taken by {name}", name=taker), QUIET))
        return column(*lines)
