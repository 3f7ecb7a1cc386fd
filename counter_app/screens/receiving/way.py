"""The way of a dossier: how it came, and how its result goes back (R10, R15, R67, R121, C21)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from counter_app.desk.receiving.draft import WayForm
from counter_app.desk.receiving.typed import CODE_LIMIT
from counter_app.screens.form import FormScreen
from counter_app.screens.receiving import way_text
from counter_app.screens.receiving.way_coming import Coming
from counter_app.screens.receiving.way_return import RETURN_KEYS, Returning
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.rows import RowList
from counter_app.widgets.said import Said
from counter_app.wording import moment_text, msg, tr
from data.domain.codes import read_card
from data.domain.received import Channel

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.procedures import Procedure

_SCANNED = {Channel.POST: "post-item", Channel.INBOUND: "inbound-code"}
"""The field that a code fills which is scanned while a channel is chosen."""


class WayScreen(FormScreen[WayForm]):
    """Answers with the way; `changed` is told of every letter before that.

    `returning_only` asks for nothing but the way back. `address` is proposed where the result goes
    by post, `now` is the moment at which the post's hand-over may be signed here.
    """

    CSS_PATH = "way.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *RETURN_KEYS,
        Binding(
            "f5",
            "signed_now",
            msg("signed now"),
            tooltip=msg("the hand-over of the post was signed at this moment"),
            id="way.now",
        ),
        Binding("f7", "finish", msg("done"), id="way.done"),
    ]

    returning = getters.query_one(Returning)

    def __init__(
        self,
        station: "Station",
        procedure: "Procedure",
        form: WayForm,
        *,
        returning_only: bool = False,
        address: str = "",
        now: Callable[[], datetime] | None = None,
        changed: Callable[[WayForm], None] | None = None,
    ) -> None:
        super().__init__()
        self.form = form
        self._station, self._procedure, self._returning_only = station, procedure, returning_only
        self._address, self._now, self._changed = address, now, changed

    def compose_panel(self) -> ComposeResult:
        form = self.form
        if not self._returning_only:
            yield Coming(self._procedure, form)
        yield Static(tr("How the result goes"), classes="title", markup=False)
        places = way_text.places(self._procedure, by_post=form.return_by_post)
        place = way_text.POST if form.return_by_post else way_text.DESK
        yield FormRow(tr("Result at"), Choice(places, place, id="place"))
        yield Returning(self._station, form)
        if not self._procedure.post_return:
            yield Said(way_text.no_post(), id="no-post")

    def on_mount(self) -> None:
        self._show()
        self.set_focus(next(iter(self.asked()), None))

    @on(Input.Changed)
    @on(Choice.Changed)
    def _said(self) -> None:
        if not self.stands:
            return
        self._read()
        self._show()

    def _read(self) -> None:
        form = replace(
            self.form if self._returning_only else self.query_one(Coming).said(self.form),
            return_by_post=self.chosen("place") == way_text.POST,
            **self.returning.said(),
        )
        if form != self.form:
            self.form = form
            if self._changed is not None:
                self._changed(form)

    def _show(self) -> None:
        form = self.form
        if not self._returning_only:
            self.query_one(Coming).show(form, dated_back=self._dated_back)
        self.returning.display = form.return_by_post
        self.refresh_bindings()

    @property
    def _dated_back(self) -> bool:
        """Whether the hand-over was signed on an earlier day, which wants its reason (C21)."""
        return self._now is not None and way_text.earlier(self.form.signed_at, self._now())

    @on(Choice.Changed, "#place")
    def _by_post(self) -> None:
        """Whoever gave an address already is asked for no other."""
        field = self.query_one("#post-address", Field)
        if self.chosen("place") == way_text.POST and not field.value:
            field.value = self._address

    def take_scan(self, scan: str) -> bool:
        name = _SCANNED.get(self.form.channel)
        if name is None or self._returning_only or read_card(scan) is not None:
            return False
        self.query_one(f"#{name}", Field).value = scan.strip()[:CODE_LIMIT]
        return True

    # --- keys -----------------------------------------------------------------------------------

    @on(RowList.Moved)
    def _moved(self) -> None:
        """Where there is little room the way here gives way to the places that are offered."""
        self.set_class(self.returning.offers.has_class("-some"), "-offering")
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        self.returning.offers.forget()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action in {"take", "next"} and self.stands:
            return bool(self.returning.offers.chosen) is (action == "take")
        if action != "signed_now":
            return True
        return self._now is not None and self.form.channel is Channel.POST

    def action_take(self) -> None:
        self.returning.take()

    def action_down(self) -> None:
        if not self.returning.offers.step(1):
            super().action_down()

    def action_up(self) -> None:
        if not self.returning.offers.step(-1):
            super().action_up()

    def action_back(self) -> None:
        """Places that are offered go first; what was typed stays."""
        if self.returning.offers.has_class("-some"):
            self.returning.offers.forget()
        else:
            super().action_back()

    def action_signed_now(self) -> None:
        if self._now is not None:
            self.query_one("#signed-at", Field).value = moment_text(self._now())

    def finish(self) -> None:
        self.dismiss(self.form)
