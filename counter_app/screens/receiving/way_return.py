"""Whom the post finds with a result: address, receiver and telephone (R10, R15)."""

from typing import TYPE_CHECKING, Final, TypedDict

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from counter_app.screens.receiving.place_offers import PlaceOffers
from counter_app.widgets.field import Field, FormRow
from counter_app.wording import msg, tr
from data.domain.people import PHONE_LIMIT
from data.domain.text import NAME_LIMIT

if TYPE_CHECKING:
    from counter_app.desk.receiving.draft import WayForm
    from counter_app.screens.station import Station

RETURN_KEYS: Final[list[BindingType]] = [
    Binding("enter", "take", msg("take this one"), id="way.take"),
    Binding("enter", "next", msg("next field"), key_display="Enter ↓", id="way.next"),
]


class Found(TypedDict):
    """The fields of a `WayForm` that are asked for here."""

    post_address: str
    post_receiver: str
    post_phone: str


class Returning(Vertical):
    """The receiver is named where it is another than the applicant."""

    offers = getters.query_one(PlaceOffers)
    address = getters.query_one("#post-address", Field)

    def __init__(self, station: "Station", form: "WayForm") -> None:
        super().__init__(id="of-return")
        self._station, self._form = station, form

    def compose(self) -> ComposeResult:
        form = self._form
        yield FormRow(
            tr("Post address"),
            Field(
                form.post_address,
                id="post-address",
                placeholder=tr("house, road, commune, province"),
            ),
        )
        yield PlaceOffers(self._station)
        yield FormRow(
            tr("Receiver"),
            Field(
                form.post_receiver,
                id="post-receiver",
                limit=NAME_LIMIT,
                placeholder=tr("if it is not the applicant"),
            ),
        )
        yield FormRow(tr("Telephone"), Field(form.post_phone, id="post-phone", limit=PHONE_LIMIT))

    def said(self) -> Found:
        return Found(
            post_address=self.address.value,
            post_receiver=self.query_one("#post-receiver", Field).value,
            post_phone=self.query_one("#post-phone", Field).value,
        )

    @on(Input.Changed, "#post-address")
    def _typed(self, event: Input.Changed) -> None:
        if self.address.has_focus and event.value == self.address.value:
            self.offers.look_for_place(event.value)

    def take(self) -> None:
        """The place under the cursor ends the line; the cursor stays there to go on."""
        if (line := self.offers.filled(self.address.value)) is not None:
            self.address.value = line
            self.address.action_end()
        self.offers.forget()
