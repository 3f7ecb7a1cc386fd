"""Who gives and who takes: two names, typed or remembered, before anything changes hands (R20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from counter_app.desk.batches.bringing import listed
from counter_app.desk.batches.handing import Hop, Passing
from counter_app.desk.steps.agency_forms import PaperForm
from counter_app.screens.form import FormScreen
from counter_app.screens.frame import Answer
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.lines import QUIET, column, styled, warned
from counter_app.widgets.notice import Tone
from counter_app.widgets.said import Said
from counter_app.wording import moment_text, msg, tr, trn
from data.domain.errors import Refused
from data.domain.hands import Hands, hands, hands_objections
from data.domain.text import NAME_LIMIT

COUNT_LIMIT: Final = 4
"""Digits of the count of an agency's own list."""
MISSING_SHOWN: Final = 3
"""Codes that are named of what is missing; the list beside names them all."""


class Signing(FormScreen[Answer], Generic[Answer]):
    """While names are asked for, nothing more lands on the pile behind."""

    def take_scan(self, scan: str) -> bool:
        del scan
        self.say(tr("First end this with F9, or go back with Esc. Then scan again."), Tone.WARNING)
        return True


KEYS: Final[list[BindingType]] = [
    Binding("f9", "finish", msg("sign over"), id="hands.done"),
]
_YES, _NO = "yes", "no"


class HandsScreen(Signing[Hands]):
    """Answers with both names. Focus stands on the first that is not known, else behind them."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, title: str, usual: Hands) -> None:
        super().__init__()
        self._title, self._usual = title, usual

    def compose_panel(self) -> ComposeResult:
        yield Static(self._title, classes="title", markup=False)
        yield from self.compose_names()

    def compose_names(self) -> ComposeResult:
        yield FormRow(tr("Given by"), Field(self._usual.giver, id="giver", limit=NAME_LIMIT))
        yield FormRow(tr("Taken by"), Field(self._usual.receiver, id="receiver", limit=NAME_LIMIT))

    def on_mount(self) -> None:
        empty = [one for one in self.query(Field) if one.id in _NAMES and not one.value]
        (empty or self.asked()[-1:])[0].focus()

    def given(self) -> Hands:
        return hands(self.text("giver"), self.text("receiver"))

    def finish(self) -> None:
        if self.signed() is not None:
            self.dismiss(self.given())

    def signed(self) -> Hands | None:
        """Both names, or None after what is missing was said."""
        given = self.given()
        for objection in hands_objections(given):
            self.refuse(objection)
            return None
        return given


_NAMES: Final = frozenset({"giver", "receiver"})


class FoldersHandsScreen(HandsScreen):
    """For folders that go to an agency; the post may carry them (R30)."""

    def compose_names(self) -> ComposeResult:
        yield from super().compose_names()
        ways = [(_NO, tr("the agency itself")), (_YES, tr("the post"))]
        yield FormRow(tr("Carried by"), Choice(ways, _NO, id="post"))

    def given(self) -> Hands:
        by_post = self.chosen("post") == _YES
        return hands(self.text("giver"), self.text("receiver"), by_post=by_post)


class ResultsHandsScreen(HandsScreen):
    """For results that come in: the count of the agency's own list is compared with ours.

    Where they differ that is said first; only a second press takes in what was scanned.
    """

    def __init__(self, title: str, usual: Hands, *, scanned: int, missing: Sequence[str]) -> None:
        super().__init__(title, usual)
        self._scanned, self._missing = scanned, missing
        self._warned: int | None = None

    def compose_names(self) -> ComposeResult:
        yield from super().compose_names()
        yield FormRow(
            tr("On their list"),
            Field(
                id="listed",
                limit=COUNT_LIMIT,
                placeholder=tr("how many results; empty without a list"),
            ),
        )
        yield Said(id="difference")

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    @on(Input.Changed, "#listed")
    def _show(self) -> None:
        scanned = trn("{n} result scanned", "{n} results scanned", self._scanned)
        said = styled(scanned, QUIET)
        self.query_one("#difference", Said).say(
            column(said, warned(self._named())) if self._missing else said
        )

    def _named(self) -> str:
        codes = ", ".join(self._missing[:MISSING_SHOWN])
        rest = "…" if len(self._missing) > MISSING_SHOWN else ""
        return tr("Decided and not here: {codes}", codes=codes + rest)

    def finish(self) -> None:
        try:
            said = listed(self.text("listed"))
        except Refused as refused:
            self.refuse(refused)
            return
        if said not in {None, self._scanned, self._warned}:
            self._warned = said
            self.say(self._differs(), Tone.WARNING)
        else:
            super().finish()

    def _differs(self) -> str:
        return tr(
            "Their list says {listed}, and {scanned} were scanned. Look for the difference; "
            "press F9 again to take in what was scanned.",
            listed=self.text("listed").strip(),
            scanned=self._scanned,
        )


class HopScreen(Signing[Passing]):
    """One hop of a folder round its agencies (R92): who signs, and the paper of the part done."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, hop: Hop) -> None:
        super().__init__()
        self._hop = hop

    def compose_panel(self) -> ComposeResult:
        hop = self._hop
        way = tr("From {sender} to {agency}", sender=hop.sender, agency=hop.agency)
        yield Static(tr("The folder goes on"), classes="title", markup=False)
        yield Static(f"{hop.code}   {hop.applicant}", markup=False)
        yield Static(way, markup=False)
        until = tr("its part is due {moment}", moment=moment_text(hop.by))
        yield Static(warned(until) if hop.late else styled(until, QUIET), classes="until")
        yield FormRow(tr("Given by"), Field(hop.giver, id="giver", limit=NAME_LIMIT))
        yield FormRow(tr("Taken by"), Field(id="receiver", limit=NAME_LIMIT))
        hint = tr("number of the paper on the part done; empty without one")
        yield FormRow(tr("Paper number"), Field(id="number", placeholder=hint))
        yield FormRow(tr("Of the day"), Field(id="day", placeholder=tr("such as 20/11/2026")))
        yield FormRow(tr("Signed by"), Field(id="signer", limit=NAME_LIMIT))
        yield FormRow(tr("What it says"), Field(id="result"))

    def on_mount(self) -> None:
        self.query_one("#receiver" if self._hop.giver else "#giver").focus()

    def finish(self) -> None:
        passing = self._said()
        try:
            for objection in hands_objections(passing.given):
                raise objection
            if not passing.paper.is_empty:
                passing.paper.paper()
        except Refused as refused:
            self.refuse(refused)
        else:
            self.dismiss(passing)

    def _said(self) -> Passing:
        paper = PaperForm(self.text("number"), self.text("day"), self.text("signer"))
        given = hands(self.text("giver"), self.text("receiver"))
        return Passing(given, paper, self.text("result"))


@dataclass(frozen=True, slots=True)
class FromOffice:
    """What the office of the province passed on (R99)."""

    given: Hands
    number: str
    electronic: bool


class OfficeScreen(Signing[FromOffice]):
    """The further hop of what UBND tỉnh decided."""

    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, title: str, usual: Hands) -> None:
        super().__init__()
        self._title, self._usual = title, usual

    def compose_panel(self) -> ComposeResult:
        yield Static(tr("Passed on by Văn phòng UBND tỉnh"), classes="title", markup=False)
        yield Static(self._title, classes="until", markup=False)
        yield FormRow(tr("Given by"), Field(self._usual.giver, id="giver", limit=NAME_LIMIT))
        yield FormRow(tr("Taken by"), Field(self._usual.receiver, id="receiver", limit=NAME_LIMIT))
        hint = tr("of the paper it came with; may be empty")
        yield FormRow(tr("Paper number"), Field(id="number", placeholder=hint))
        both = [(_YES, tr("came too")), (_NO, tr("on paper only"))]
        yield FormRow(tr("Electronic copy"), Choice(both, _YES, id="electronic"))

    def on_mount(self) -> None:
        self.query_one("#receiver" if self._usual.giver else "#giver").focus()

    def finish(self) -> None:
        given = hands(self.text("giver"), self.text("receiver"))
        for objection in hands_objections(given):
            self.refuse(objection)
            return
        electronic = self.chosen("electronic") == _YES
        self.dismiss(FromOffice(given, self.text("number"), electronic))
