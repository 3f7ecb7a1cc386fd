"""The way of a dossier: how it came, and how its result goes back (R10, R15, R67, R121, C21)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from counter_app.desk.receiving.draft import WayForm
from counter_app.desk.receiving.typed import CODE_LIMIT
from counter_app.screens.form import FormScreen
from counter_app.screens.receiving import way_text
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.said import Said
from counter_app.wording import moment_text, msg, tr
from data.domain.codes import read_card
from data.domain.received import Channel

if TYPE_CHECKING:
    from data.domain.procedures import Procedure

MOMENT_LIMIT = 30
"""Characters of a day and an hour as somebody types them."""
_SCANNED = {Channel.POST: "post-item", Channel.INBOUND: "inbound-code"}
"""The field that a code fills which is scanned while a channel is chosen."""


class WayScreen(FormScreen[WayForm]):
    """Answers with the way; `changed` is told of every letter before that.

    `returning_only` asks for nothing but the way back. `address` is proposed where the result goes
    by post, `now` is the moment at which the post's hand-over may be signed here.
    """

    CSS_PATH = "way.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f5",
            "signed_now",
            msg("signed now"),
            tooltip=msg("the hand-over of the post was signed at this moment"),
            id="way.now",
        ),
        Binding("f7", "finish", msg("done"), id="way.done"),
    ]

    def __init__(
        self,
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
        self._procedure, self._returning_only = procedure, returning_only
        self._address, self._now, self._changed = address, now, changed

    def compose_panel(self) -> ComposeResult:
        form = self.form
        if not self._returning_only:
            yield Static(tr("How it came"), classes="title", markup=False)
            channels = way_text.channels(self._procedure, form.channel)
            yield FormRow(tr("Came"), Choice(channels, form.channel, id="channel"))
            yield from self._about_channel(form)
        yield Static(tr("How the result goes"), classes="title", markup=False)
        places = way_text.places(self._procedure, by_post=form.return_by_post)
        place = way_text.POST if form.return_by_post else way_text.DESK
        yield FormRow(tr("Result at"), Choice(places, place, id="place"))
        with Vertical(id="of-return"):
            yield FormRow(
                tr("Post address"),
                Field(
                    form.post_address,
                    id="post-address",
                    placeholder=tr("name, house, commune, province, telephone"),
                ),
            )
        if not self._procedure.post_return:
            yield Said(way_text.no_post(), id="no-post")

    def _about_channel(self, form: WayForm) -> ComposeResult:
        with Vertical(id="of-post"):
            yield FormRow(
                tr("Item no."),
                Field(
                    form.post_item,
                    id="post-item",
                    limit=CODE_LIMIT,
                    placeholder=tr("scan it, or type it"),
                ),
            )
            yield FormRow(
                tr("Hand-over signed"),
                Field(
                    form.signed_at,
                    id="signed-at",
                    limit=MOMENT_LIMIT,
                    placeholder=tr("such as 8:30 20/11/2026"),
                ),
            )
            yield Said(id="signed")
            yield FormRow(
                tr("Why not today"),
                Field(
                    form.signed_reason,
                    id="signed-reason",
                    placeholder=tr("for example: brought after closing time"),
                ),
                id="of-signing",
            )
        with Vertical(id="of-inbound"):
            yield FormRow(tr("One-stop"), Field(form.one_stop, id="one-stop"))
            yield FormRow(
                tr("Its own code"), Field(form.inbound_code, id="inbound-code", limit=CODE_LIMIT)
            )
        yield Said(id="of-channel")

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
            self.form if self._returning_only else self._coming(),
            return_by_post=self.chosen("place") == way_text.POST,
            post_address=self.text("post-address"),
        )
        if form != self.form:
            self.form = form
            if self._changed is not None:
                self._changed(form)

    def _coming(self) -> WayForm:
        """Fields of another channel keep what was typed in them."""
        return replace(
            self.form,
            channel=Channel(self.chosen("channel")),
            one_stop=self.text("one-stop"),
            inbound_code=self.text("inbound-code"),
            post_item=self.text("post-item"),
            signed_at=self.text("signed-at"),
            signed_reason=self.text("signed-reason"),
        )

    def _show(self) -> None:
        form = self.form
        if not self._returning_only:
            self.query_one("#of-post").display = form.channel is Channel.POST
            self.query_one("#of-inbound").display = form.channel is Channel.INBOUND
            about = way_text.about(self._procedure, form)
            self.query_one("#of-channel", Said).say(about)
            self.query_one("#of-channel", Said).display = bool(about)
            self.query_one("#signed", Said).say(way_text.signed(form.signed_at))
            self.query_one("#of-signing").display = self._dated_back
        self.query_one("#of-return").display = form.return_by_post
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action != "signed_now":
            return True
        return self._now is not None and self.form.channel is Channel.POST

    def action_signed_now(self) -> None:
        if self._now is not None:
            self.query_one("#signed-at", Field).value = moment_text(self._now())

    def finish(self) -> None:
        self.dismiss(self.form)
