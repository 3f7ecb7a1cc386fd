"""A batch that changed hands: its sheet, how both copies fare, and another copy of it."""

from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.desk.batches.batching import Batch
from counter_app.screens.sheets.signed import SignedScreen
from counter_app.widgets.lines import QUIET, column, row, styled
from counter_app.wording import moment_text, msg, tr, trn
from data.domain.codes import read_card
from data.domain.hands import Direction
from data.domain.papers import Copy

if TYPE_CHECKING:
    from counter_app.screens.station import Station

TITLES: Final = {
    Direction.OUT: msg("Handed over to the agency"),
    Direction.IN: msg("Results brought to the return desk"),
    Direction.TO_POST: msg("Parcels given to the post"),
    Direction.FROM_POST: msg("Handed in by the post"),
}

COPIES: Final = {Copy.APPLICANT: msg("The agency's copy"), Copy.KEPT: msg("The Center's copy")}
POST_COPIES: Final = {**COPIES, Copy.APPLICANT: msg("The post's copy")}
"""Of a batch whose other side is the post."""
_POSTAL: Final = frozenset({Direction.TO_POST, Direction.FROM_POST})


class BatchScreen(SignedScreen[str]):
    """Answers with what was scanned meanwhile: it is the first of the next pile."""

    def __init__(self, station: "Station", batch: Batch) -> None:
        super().__init__(station, batch.id, POST_COPIES if batch.direction in _POSTAL else COPIES)
        self._batch = batch

    def heading(self) -> tuple[str, str]:
        return tr(TITLES[self._batch.direction]), self._batch.agency

    def facts(self) -> Content:
        batch = self._batch
        return column(
            row(counted(batch), styled(f" · {moment_text(batch.at)}", QUIET)),
            styled(tr("Sheet {number}", number=batch.id[:8].upper()), QUIET),
        )

    def take_scan(self, scan: str) -> bool:
        """The next pile has begun."""
        if read_card(scan) is not None:
            return False
        self.dismiss(scan)
        return True


def counted(batch: Batch) -> str:
    if batch.direction is Direction.OUT:
        return trn("{n} folder", "{n} folders", batch.count)
    if batch.direction in _POSTAL:
        return trn("{n} item", "{n} items", batch.count)
    return trn("{n} result", "{n} results", batch.count)
