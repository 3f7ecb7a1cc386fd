"""Home: what to do now. New dossier, search, what is parked, what came in today."""

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from counter_app.screens.day import home_acts
from counter_app.screens.day.batch_keys import (
    BATCH_KEYS,
    POST,
    may_batch,
    may_open_post,
    open_batch,
    open_post,
)
from counter_app.screens.day.home_rows import AT_POST, DOSSIER, DRAFT, ONLINE, POSTED, home_rows
from counter_app.screens.day.money_key import MONEY, may_open_money, open_money
from counter_app.screens.frame import DeskScreen
from counter_app.sentences import sentence_of
from counter_app.widgets.field import Field
from counter_app.widgets.notice import Tone
from counter_app.widgets.rows import RowList
from counter_app.wording import msg, tr
from data.domain.codes import read_card
from data.domain.roles import Role

KEYS: list[BindingType] = [
    Binding(
        "f2", "new", msg("new dossier"), tooltip=msg("receive the next citizen"), id="home.new"
    ),
    Binding(
        "slash",
        "search",
        msg("search"),
        tooltip=msg("by code, name or procedure; a slip or a card may be scanned instead"),
        id="home.search",
    ),
    Binding("up", "move(-1)", msg("choose"), key_display="↑↓", id="home.up"),
    Binding("down", "move(1)", msg("choose"), show=False, id="home.down"),
    Binding(
        "enter",
        "open",
        msg("open"),
        tooltip=msg("go on with a parked dossier, or look at a received one"),
        id="home.open",
    ),
    Binding(
        "delete",
        "discard",
        msg("discard"),
        tooltip=msg("delete a parked dossier, after a question"),
        id="home.discard",
    ),
    Binding(
        "g",
        "guide",
        msg("hotline answer"),
        tooltip=msg("note what was answered on the telephone"),
        id="home.guide",
    ),
    *BATCH_KEYS,
    POST,
    MONEY,
    Binding(
        "u",
        "uncollected",
        msg("not collected"),
        tooltip=msg("results that nobody came for: how long, told when, and the post offered"),
        id="home.uncollected",
    ),
    Binding(
        "t",
        "track",
        msg("tracking"),
        tooltip=msg("what is due, late, silent or not collected, and who is to be urged"),
        id="home.track",
    ),
    Binding(
        "e",
        "day_end",
        msg("end of day"),
        tooltip=msg("what is not finished, counted before going home"),
        id="home.day-end",
    ),
    Binding("escape", "clear", msg("back"), id="home.clear"),
]
_PLACES = {"batch": may_batch, "post": may_open_post, "money": may_open_money}
"""Keys that are offered by what the officer's roles allow."""


class HomeScreen(DeskScreen[None]):
    CSS_PATH = "home.tcss"
    MAY_LEAVE = True
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    rows = getters.query_one(RowList)
    search = getters.query_one("#search", Field)

    def compose_work(self) -> ComposeResult:
        with Vertical(id="work"):
            with Horizontal(id="search-line"):
                yield Static(tr("Search"), classes="label", markup=False)
                yield Field(
                    id="search", placeholder=tr("code, name, procedure; accents not needed")
                )
            yield RowList(id="rows")

    def on_mount(self) -> None:
        self.rows.focus()
        self._warn()

    @work(exclusive=True, group="warn")
    async def _warn(self) -> None:
        """What whoever begins here must know: this desk works with an older catalogue."""
        awaited = await self.told(self.station.counter.shelf.awaited)
        if awaited is not None:
            facts = {"name": awaited.name}
            self.say(sentence_of("catalogue-elsewhere", facts), Tone.WARNING)

    def on_screen_resume(self) -> None:
        """Whoever comes home finds the cursor on a sheet that must be settled, if there is one."""
        self.show_rows()
        if self.station.facts.unsettled:
            self.rows.first()

    def show_rows(self) -> None:
        typed = self.search.value
        try:
            rows = home_rows(self.station.counter, self.station.officer, typed)
        except self.station.troubles as error:
            self.refuse(error)
        else:
            self.recount()
            self.rows.show(rows, empty=_empty(typed))
            self.refresh_bindings()

    @on(Input.Changed, "#search")
    def _typed(self) -> None:
        self.show_rows()
        self.rows.first()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    def action_open(self) -> None:
        key = self.rows.key
        kind, rest = key[: key.find(":") + 1], key[key.find(":") + 1 :]
        if kind == DRAFT:
            self.receive(rest)
        elif kind == DOSSIER:
            self.look(rest)
        elif kind in {ONLINE, POSTED}:
            home_acts.check(self, rest)
        elif kind == AT_POST:
            open_post(self)
        elif rest:
            home_acts.settle(self, rest)

    @work(exclusive=True, group="look")
    async def look(self, dossier: str) -> None:
        """Show a dossier, and go on with the draft that the officer asks for there."""
        from counter_app.screens.dossiers.dossier import look_into

        if (draft := await look_into(self, dossier)) is not None:
            self.receive(draft)

    def prints_changed(self) -> None:
        self.show_rows()

    def entries_came(self, subjects: frozenset[str]) -> None:
        del subjects
        self.show_rows()

    def take_scan(self, scan: str) -> bool:
        """A citizen's card finds what that person has handed in."""
        if (card := read_card(scan)) is None:
            return False
        self.search.value = card.name
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        searching = self.focused is self.search
        if action in _PLACES:
            return not searching and _PLACES[action](self, parameters)
        if action == "open":
            return bool(self.rows.key)
        if action == "uncollected":
            return not searching and Role.RETURN_DESK in self.station.officer.roles
        if action in {"guide", "day_end", "track"}:
            return not searching
        if action == "discard":
            return self.rows.key.startswith(DRAFT) and not searching
        return action != "clear" or bool(self.search.value) or searching

    def action_move(self, by: int) -> None:
        self.rows.action_move(by)

    def action_search(self) -> None:
        self.search.focus()

    def action_clear(self) -> None:
        self.search.value = ""
        self.rows.focus()

    def action_new(self) -> None:
        self.receive("")

    @work(exclusive=True, group="receive")
    async def receive(self, parked: str) -> None:
        """One dossier after another, until the officer steps back to home."""
        from counter_app.screens.receiving import citizens

        await citizens.receive(self, parked)

    @work(exclusive=True, group="guide")
    async def action_guide(self) -> None:
        """An answer on the hotline; the next citizen may follow on it."""
        from counter_app.screens.receiving import citizens

        if await citizens.guide(self):
            self.receive("")

    def action_batch(self, which: str) -> None:
        open_batch(self, which)

    def action_post(self) -> None:
        open_post(self)

    def action_money(self) -> None:
        open_money(self)

    def action_uncollected(self) -> None:
        from counter_app.screens.return_desk.uncollected import UncollectedScreen

        self.app.push_screen(UncollectedScreen(self.station))

    def action_track(self) -> None:
        from counter_app.screens.lists.tracking import TrackingScreen

        self.app.push_screen(TrackingScreen(self.station))

    def action_day_end(self) -> None:
        from counter_app.screens.day.day_end import DayEndScreen

        self.app.push_screen(DayEndScreen(self.station))

    @work(exclusive=True, group="discard")
    async def action_discard(self) -> None:
        await home_acts.discard(self, self.rows.key.removeprefix(DRAFT))


def _empty(typed: str) -> str:
    if typed:
        return tr("Nothing found. Try fewer words, or scan the slip.")
    return tr("No dossier yet today. Press F2 to receive one, or scan a slip to find it.")
