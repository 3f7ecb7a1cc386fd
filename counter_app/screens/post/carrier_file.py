"""The carrier's status file at the desk: what of it will be recorded, and why the rest is not.

A file is read, its columns and words are looked at, and nothing is recorded before F9. Importing it
once more finds everything recorded before.
"""

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType

from counter_app.carrier_words import lot_word, reason
from counter_app.desk.post.carrier_rows import Declared, Lot, SortedRow
from counter_app.screens.dossiers.dossier import look_into
from counter_app.screens.post.carrier_declare import DeclareScreen
from counter_app.screens.post.carrier_sorting import CarrierSorting
from counter_app.screens.post.item_acts import ACT_OF, act_on, typed_of
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr, trn
from data.catalogue.carrier_words import PostOutcome
from data.domain.posting import BACK_CONFIRMABLE

if TYPE_CHECKING:
    from counter_app.screens.station import Station

TOLD_EVERY_S: Final = 0.25
BY_HAND: Final = frozenset({Lot.BY_HAND, Lot.NEEDED})
"""What an officer may record of an item that the post has, once he knows more than the file."""
KEYS: Final[list[BindingType]] = [
    Binding("enter", "dossier", msg("open the dossier"), id="carrier.dossier"),
    Binding(
        "f9",
        "record",
        msg("record them"),
        tooltip=msg("each row that will be recorded, one act each; the rest stays as it is"),
        id="carrier.record",
    ),
    Binding(
        "d",
        "declare",
        msg("declare"),
        tooltip=msg("that the post saw identity papers, and where what came back goes"),
        id="carrier.declare",
    ),
    Binding(
        "g",
        "by_hand",
        msg("by hand"),
        tooltip=msg("the short form of this row, filled with what the file says"),
        id="carrier.by-hand",
    ),
    Binding("c", "columns", msg("columns"), id="carrier.columns"),
    Binding(
        "t",
        "words",
        msg("statuses"),
        tooltip=msg("what each status of this carrier means, kept for the next file"),
        id="carrier.words",
    ),
    Binding(
        "x",
        "export",
        msg("save the list"),
        tooltip=msg("every row with what became of it, as XLSX"),
        id="carrier.export",
    ),
    Binding("o", "choose", msg("another file"), id="carrier.choose"),
    Binding("escape", "back", msg("back"), id="carrier.back"),
]


class CarrierFileScreen(CarrierSorting):
    CSS_PATH = "carrier_file.tcss"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, station: "Station") -> None:
        super().__init__(station)
        self._progress = (0, 0)
        self._typed: dict[tuple[str, int], dict[str, str]] = {}
        """What was typed into the form of a row and is not recorded yet."""

    def on_mount(self) -> None:
        self.set_interval(TOLD_EVERY_S, self._tell_progress)

    @work(exclusive=True, group="act")
    async def action_declare(self) -> None:
        await self._declare()

    async def _declare(self) -> None:
        outcomes = Counter(it.event.outcome for it in self._askable)
        asking = DeclareScreen(
            self.declared,
            delivered=outcomes[PostOutcome.DELIVERED],
            returned=outcomes[PostOutcome.RETURNED],
        )
        declared: Declared | None = await self.app.push_screen_wait(asking)
        if declared is not None:
            self.declared = declared
            await self.sort()

    @property
    def _askable(self) -> list[SortedRow]:
        """Rows about which something may be declared."""
        if self.sorting is None:
            return []
        return [*self.sorting.of(Lot.RECORD), *self.sorting.of(Lot.NEEDED)]

    @work(exclusive=True, group="act")
    async def action_record(self) -> None:
        sorting = self.sorting
        if sorting is None:
            return
        apply = partial(self.carrier.apply, progress=self._done)
        done = await self.told(apply, self.station.officer, sorting, self.declared)
        self._progress = (0, 0)
        if done is None:
            await self._look_again()
            return
        await self.take(done, applied=True)
        count = self.count(Lot.RECORDED)
        said = trn("{n} row recorded.", "{n} rows recorded.", count)
        self.say(said + " " + tr("X saves the list of all rows."), Tone.DONE)

    async def _look_again(self) -> None:
        """What was recorded until then is known now; why it stopped stays on the screen."""
        said, tone = self.notice.text, self.notice.tone
        await self.sort()
        self.say(said, tone)

    def _done(self, done: int, total: int) -> None:
        """Told by the thread that records; shown by the screen when it comes to it."""
        self._progress = (done, total)

    def _tell_progress(self) -> None:
        done, total = self._progress
        if self.busy and total:
            self.say(tr("Recording {done} of {all} …", done=done, all=total))

    @work(exclusive=True, group="act")
    async def action_export(self) -> None:
        if self.sorting is None:
            return
        self.say(tr("Writing …"))
        write = partial(self.carrier.write, lot=lot_word, reason=reason)
        folder = self.station.counter.config.out
        path = await self.told(write, folder, self.sorting.rows)
        if path is not None:
            self.say(tr("The list is saved: {path}", path=str(path)), Tone.DONE)

    # --- keys -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.busy and action not in {"help", "app.lock"}:
            return False
        holds = {
            "dossier": self._dossier != "",
            "record": not self.applied and self.count(Lot.RECORD) > 0,
            "declare": not self.applied and bool(self._askable),
            "by_hand": self._by_hand is not None,
            "columns": self._table is not None,
            "words": self._places is not None,
            "export": self.sorting is not None,
        }
        return holds[action] if action in holds else super().check_action(action, parameters)

    @property
    def _by_hand(self) -> SortedRow | None:
        """A row that was not recorded, and of whose item an officer may say the same."""
        it = self.row
        if it is None or it.event.outcome not in ACT_OF:
            return None
        return it if it.lot in BY_HAND or it.code in BACK_CONFIRMABLE else None

    @work(exclusive=True, group="act")
    async def action_by_hand(self) -> None:
        it = self._by_hand
        if it is None or it.event.outcome is None:
            return
        key = (self.digest, it.line)
        typed = self._typed.setdefault(key, typed_of(it.event))
        done = await act_on(self, it.dossier, ACT_OF[it.event.outcome], typed)
        if done:
            self._typed.pop(key, None)
            await self.sort()
            self.rows.stand_on(str(it.line))
            self.say(done, Tone.DONE)

    @property
    def _dossier(self) -> str:
        return self.row.dossier if self.row else ""

    @work(exclusive=True, group="act")
    async def action_dossier(self) -> None:
        await look_into(self, self._dossier)

    def action_back(self) -> None:
        self.dismiss(None)
