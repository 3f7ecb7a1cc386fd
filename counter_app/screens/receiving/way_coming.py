"""How a dossier came, and what is asked of each channel (R67, R72, R121, C21)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from counter_app.desk.receiving.draft import WayForm
from counter_app.desk.receiving.typed import CODE_LIMIT
from counter_app.screens.receiving import way_text
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.said import Said
from counter_app.wording import tr
from data.domain.received import Channel

if TYPE_CHECKING:
    from data.domain.procedures import Procedure

MOMENT_LIMIT = 30
"""Characters of a day and an hour as somebody types them."""


class Coming(Vertical):
    """Fields of another channel are put away, and keep what was typed in them."""

    def __init__(self, procedure: "Procedure", form: WayForm) -> None:
        super().__init__(id="coming")
        self._procedure, self._form = procedure, form

    def compose(self) -> ComposeResult:
        form = self._form
        yield Static(tr("How it came"), classes="title", markup=False)
        channels = way_text.channels(self._procedure, form.channel)
        yield FormRow(tr("Came"), Choice(channels, form.channel, id="channel"))
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

    def said(self, form: WayForm) -> WayForm:
        """`form` with what stands here."""
        return replace(
            form,
            channel=Channel(self.query_one("#channel", Choice).value),
            one_stop=self._text("one-stop"),
            inbound_code=self._text("inbound-code"),
            post_item=self._text("post-item"),
            signed_at=self._text("signed-at"),
            signed_reason=self._text("signed-reason"),
        )

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Field).value

    def show(self, form: WayForm, *, dated_back: bool) -> None:
        """What the channel asks; a hand-over of an earlier day wants its reason (C21)."""
        self.query_one("#of-post").display = form.channel is Channel.POST
        self.query_one("#of-inbound").display = form.channel is Channel.INBOUND
        about = way_text.about(self._procedure, form)
        self.query_one("#of-channel", Said).say(about)
        self.query_one("#of-channel", Said).display = bool(about)
        self.query_one("#signed", Said).say(way_text.signed(form.signed_at))
        self.query_one("#of-signing").display = dated_back
