"""Who takes the result, in what right, with what slip: typed where no card can be scanned (C17)."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from counter_app.desk.return_desk.collecting import CollectForm, shown
from counter_app.release_words import COLLECTOR_WORDS, SCOPE_WORDS, SLIP_WORDS
from counter_app.screens.form import FormScreen
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.scrolled import Scrolled
from counter_app.wording import msg, tr
from data.domain.codes import read_card
from data.domain.people import IDENTITY_LIMIT, PHONE_LIMIT, Scope
from data.domain.releasing import Collector, Slip
from data.domain.text import NAME_LIMIT

if TYPE_CHECKING:
    from data.domain.dossier import Dossier

_YES, _NO = "yes", "no"
_DAY_LIMIT = 20
_SCOPES = (Scope.RECEIVE, Scope.BOTH, Scope.SUBMIT)


class CollectorScreen(FormScreen[CollectForm]):
    """Answers with the form; `changed` is told of every letter, so that Esc loses nothing."""

    CSS_PATH = "collector.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "finish", msg("done"), id="collector.done"),
    ]

    def __init__(
        self,
        dossier: "Dossier",
        form: CollectForm,
        *,
        earlier: bool,
        changed: Callable[[CollectForm], None],
    ) -> None:
        super().__init__()
        self.form = form
        self._dossier, self._earlier, self._changed = dossier, earlier, changed

    def compose_panel(self) -> ComposeResult:
        form = self.form
        yield Static(tr("Who takes the result"), classes="title", markup=False)
        with Scrolled(id="fields"):
            rights = [(it.value, tr(word)) for it, word in COLLECTOR_WORDS.items()]
            yield FormRow(tr("Comes as"), Choice(rights, form.capacity.value, id="capacity"))
            yield FormRow(tr("Full name"), Field(form.collector.name, id="name", limit=NAME_LIMIT))
            yield FormRow(
                tr("Identity number"),
                Field(form.collector.identity, id="identity", limit=IDENTITY_LIMIT),
            )
            yield FormRow(tr("Phone"), Field(form.collector.phone, id="phone", limit=PHONE_LIMIT))
            seen = [(_YES, tr("looked at")), (_NO, tr("not looked at"))]
            yield FormRow(
                tr("Identity paper"),
                Choice(seen, _YES if form.identity_seen else _NO, id="seen"),
            )
            yield FormRow(
                tr("Authorisation"),
                Field(form.paper, id="paper", placeholder=tr("number and day of the paper")),
                id="paper-row",
            )
            scopes = [(it.value, tr(SCOPE_WORDS[it])) for it in _SCOPES]
            yield FormRow(
                tr("It is for"), Choice(scopes, form.scope.value, id="scope"), id="scope-row"
            )
            yield FormRow(
                tr("Until"),
                Field(
                    form.expires,
                    id="expires",
                    limit=_DAY_LIMIT,
                    placeholder=tr("empty where it says nothing, or 31/12/2026"),
                ),
                id="expires-row",
            )
            yield FormRow(tr("Slip"), Choice(self._slips(), form.slip.value, id="slip"))

    def _slips(self) -> list[tuple[str, str]]:
        """An earlier slip is offered only where there is one."""
        known = (it for it in Slip if self._earlier or it is not Slip.SUPERSEDED)
        return [(it.value, tr(SLIP_WORDS[it])) for it in known]

    def on_mount(self) -> None:
        self._show_rows()
        self.query_one("#capacity").focus()

    def take_scan(self, scan: str) -> bool:
        if (card := read_card(scan)) is None:
            return False
        self._fill(shown(self._dossier, self._read(), card).form)
        return True

    def _fill(self, form: CollectForm) -> None:
        for name in ("name", "identity", "phone"):
            self.query_one(f"#{name}", Field).value = getattr(form.collector, name)
        self.query_one("#capacity", Choice).choose(form.capacity.value)
        self.query_one("#seen", Choice).choose(_YES if form.identity_seen else _NO)
        self.form = replace(form, collector=form.collector)

    @on(Input.Changed)
    @on(Choice.Changed)
    def _said(self) -> None:
        if self.stands:
            self._show_rows()
            form = self._read()
            if form != self.form:
                self.form = form
                self._changed(form)

    def _show_rows(self) -> None:
        """A paper is asked for only of who comes by authorisation (Đ4.1.đ)."""
        wanted = self.chosen("capacity") == Collector.AUTHORISED
        for name in ("paper", "scope", "expires"):
            self.query_one(f"#{name}-row").display = wanted

    def _read(self) -> CollectForm:
        collector = replace(
            self.form.collector,
            name=self.text("name"),
            identity=self.text("identity"),
            phone=self.text("phone"),
        )
        return replace(
            self.form,
            collector=collector,
            capacity=Collector(self.chosen("capacity")),
            identity_seen=self.chosen("seen") == _YES,
            paper=self.text("paper"),
            scope=Scope(self.chosen("scope")),
            expires=self.text("expires"),
            slip=Slip(self.chosen("slip")),
        )

    def finish(self) -> None:
        self.dismiss(self._read())
