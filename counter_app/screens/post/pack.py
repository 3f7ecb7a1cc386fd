"""Packing one result: what goes into the parcel, and the parcel's own number, scanned (R96)."""

import asyncio
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from counter_app.desk.post.packing import PackForm, Parcelled
from counter_app.post_words import ZONE_WORDS
from counter_app.screens.form import FormScreen
from counter_app.screens.post.pack_text import facts
from counter_app.sentences import sentence_of
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.notice import Tone
from counter_app.wording import msg, tr
from data.domain.codes import CODE_LIMIT, is_s10, looks_like_s10, read_card
from data.domain.errors import Refused
from data.domain.packing import SERVICE_LIMIT, Zone, item_number

if TYPE_CHECKING:
    from counter_app.desk.post.packing import ToPack
    from counter_app.screens.station import Station

MONEY_LIMIT: Final = 14
WEIGHT_LIMIT: Final = 8
"""Characters that are typed of a postage in đồng and a weight in grams."""
_OF_NUMBER: Final = frozenset(
    {"post-number-mistyped", "post-number-missing", "post-number-of-another", "post-number-used"}
)


class PackScreen(FormScreen[Parcelled | str]):
    """Answers with the packed result, or with the scan of the dossier to go on with.

    `scanned` came in while the result was still being looked up.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["pack.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f9",
            "finish",
            msg("packed"),
            tooltip=msg("the result lies in the parcel of this number; its postal slip is printed"),
            id="pack.done",
        ),
        Binding("enter", "finish", msg("packed"), id="pack.enter"),
        Binding("down", "down", msg("next field"), key_display="↑↓", id="pack.down"),
    ]

    def __init__(self, station: "Station", wanted: "ToPack", *, scanned: str = "") -> None:
        super().__init__()
        self.station, self._wanted, self._scanned = station, wanted, scanned
        self._ready = self._committing = False

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Pack the result"), classes="title", markup=False)
        for name, said in facts(self._wanted):
            with Horizontal(classes="told"):
                yield Static(name, classes="label", markup=False)
                yield Static(said, classes="said", markup=False)
        zones = [(zone, tr(words)) for zone, words in ZONE_WORDS.items()]
        hint = tr("scan the barcode of the parcel")
        yield FormRow(
            tr("Parcel number"), Field(id="item", limit=CODE_LIMIT, placeholder=hint), id="first"
        )
        yield FormRow(tr("It goes"), Choice(zones, Zone.PROVINCE, id="zone"))
        yield FormRow(
            tr("Service"),
            Field(id="service", limit=SERVICE_LIMIT, placeholder=tr("such as EMS; may be empty")),
        )
        hint = tr("in grams; may be empty")
        yield FormRow(tr("Weight"), Field(id="weight", limit=WEIGHT_LIMIT, placeholder=hint))
        hint = tr("in đồng; may be empty")
        yield FormRow(tr("Postage"), Field(id="price", limit=MONEY_LIMIT, placeholder=hint))

    def on_mount(self) -> None:
        self._number.focus()
        ready = self._wanted.packed
        if ready is not None:
            said = tr("It lies in {item} already. Another number takes its place.", item=ready.item)
            self.say(said, Tone.WARNING)
        else:
            self.say(tr("Now scan the barcode of the parcel."))
        self._ready = True
        if self._scanned:
            self.call_later(self.take_scan, self._scanned)

    @property
    def _number(self) -> Field:
        return self.query_one("#item", Field)

    # --- the number -----------------------------------------------------------------------------

    def take_scan(self, scan: str) -> bool:
        """The parcel's number, or another dossier while nothing is typed yet."""
        number = item_number(scan)
        if not self._ready:
            self._scanned = scan
        elif read_card(scan) is not None:
            self.say(tr("A card is of no use here. Scan the barcode of the parcel."), Tone.WARNING)
        elif looks_like_s10(number):
            self._parcel(number)
        elif self._is_dossier(scan):
            self._go_on_with(scan)
        else:
            self._parcel(number)
        return True

    def _parcel(self, number: str) -> None:
        self._number.value = number
        self._number.focus()
        if looks_like_s10(number) and not is_s10(number):
            self._wrong("post-number-mistyped")
        else:
            self.say(tr("{number}: press Enter when it is packed.", number=number), Tone.DONE)

    def _wrong(self, code: str) -> None:
        """Said at once; the field is empty for the next scan."""
        self._number.value = ""
        self._number.focus()
        if self.station.settings.bell:
            self.app.bell()
        self.say(sentence_of(code), Tone.DANGER)

    def _is_dossier(self, scan: str) -> bool:
        try:
            self.station.counter.search.open(scan)
        except self.station.troubles as error:
            return getattr(error, "code", "") != "code-unreadable"
        return True

    def _go_on_with(self, scan: str) -> None:
        if any(field.value for field in self.query(Field)):
            said = tr("First end this with F9, or go back with Esc. Then scan again.")
            self.say(said, Tone.WARNING)
        else:
            self.dismiss(scan)

    @on(Input.Changed, "#item")
    def _typed(self) -> None:
        """A number typed by hand is told as soon as its last character stands there."""
        number = item_number(self._number.value)
        if looks_like_s10(number) and not is_s10(number):
            self.say(sentence_of("post-number-mistyped"), Tone.DANGER)

    # --- it is packed ---------------------------------------------------------------------------

    def finish(self) -> None:
        """Once: a second Enter would print a second slip."""
        if not self._committing:
            self._committing = True
            self._pack()

    @work(exclusive=True, group="pack")
    async def _pack(self) -> None:
        form = PackForm(
            item=self.text("item"),
            zone=Zone(self.chosen("zone")),
            weight_g=self.text("weight"),
            price_vnd=self.text("price"),
            service=self.text("service"),
        )
        packing, officer = self.station.counter.post.packing, self.station.officer
        try:
            done = await asyncio.to_thread(packing.pack, officer, self._wanted.id, form)
        except self.station.troubles as error:
            self._committing = False
            self.refuse(error)
            if isinstance(error, Refused) and error.code in _OF_NUMBER:
                self._number.value = ""
                self._number.focus()
        else:
            await self.leave(done)
