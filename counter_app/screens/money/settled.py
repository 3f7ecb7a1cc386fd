"""A settlement that was made: its sums, the sheet that both sign, its workbook, its end."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from counter_app.screens.leader import WHY, LeaderScreen
from counter_app.screens.money.lines import LinesScreen
from counter_app.screens.money.money_list import save_book
from counter_app.screens.money.till_text import sum_line, sum_lines
from counter_app.screens.reason import ReasonScreen
from counter_app.screens.sheets.signed import SignedScreen
from counter_app.widgets.lines import QUIET, STRONG, barred, column, styled
from counter_app.widgets.notice import Tone
from counter_app.wording import day_text, moment_text, msg, tr
from data.domain.papers import Copy
from data.domain.settlement import MAY_SETTLE

if TYPE_CHECKING:
    from counter_app.screens.station import Station
    from data.domain.settlement import Settlement

COPIES: Final = {Copy.APPLICANT: msg("The agency's copy"), Copy.KEPT: msg("The Center's copy")}


class SettledScreen(SignedScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "l",
            "lines",
            msg("its lines"),
            tooltip=msg("every entry that it settles"),
            id="settled.lines",
        ),
        Binding(
            "x",
            "book",
            msg("workbook"),
            tooltip=msg("save it as an XLSX beside the paper"),
            id="settled.book",
        ),
        Binding(
            "delete",
            "annul",
            msg("annul"),
            tooltip=msg("with a reason and a leader's word: its lines are open again"),
            id="settled.annul",
        ),
    ]

    def __init__(self, station: "Station", settlement: "Settlement") -> None:
        super().__init__(station, settlement.id, COPIES)
        self._settlement = settlement

    def heading(self) -> tuple[str, str]:
        made = self._settlement.made
        return tr("Settlement {number}", number=made.number), made.agency

    def facts(self) -> Content:
        settled, made = self._settlement, self._settlement.made
        days = f"{day_text(made.first)} – {day_text(made.last)}"
        lines = [
            styled(f"{days} · {moment_text(settled.at)}", QUIET),
            styled(f"{made.giver} → {made.receiver}", QUIET),
            Content(""),
            *sum_lines(made.sums),
            sum_line(tr("Phí"), "", made.charge_vnd),
            sum_line(tr("Lệ phí"), "", made.duty_vnd),
            sum_line(tr("In all"), "", made.amount_vnd, STRONG),
        ]
        if settled.annulled is not None:
            why = settled.annulled.reason or tr("(erased as the law asks)")
            lines += [Content(""), barred(tr("Annulled: {reason}", reason=why))]
        return column(*lines)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "annul":
            may = not MAY_SETTLE.isdisjoint(self.station.officer.roles)
            return may and self._settlement.stands
        return super().check_action(action, parameters)

    def action_lines(self) -> None:
        settling, id_ = self.station.counter.money.settling, self._settlement.id
        title = f"{self._settlement.made.number} · {self._settlement.made.agency}"
        self.app.push_screen(LinesScreen(self.station, title, lambda: settling.lines_of(id_)))

    @work(exclusive=True, group="book")
    async def action_book(self) -> None:
        counter = self.station.counter
        write = counter.money.settling.write
        await save_book(self, partial(write, self._settlement.id, counter.config.out))

    @work(exclusive=True, group="annul")
    async def action_annul(self) -> None:
        why = ReasonScreen(tr("Why is this settlement annulled?"))
        reason = await self.app.push_screen_wait(why)
        if reason is None:
            return
        said = tr("Both have signed it. Its lines are open again when it is annulled.")
        leader = LeaderScreen(self.station, said, asked=WHY, citation=reason)
        word = await self.app.push_screen_wait(leader)
        if word is None:
            return
        annulled = await self.told(
            self.station.counter.money.settling.annul,
            self.station.officer,
            self._settlement.id,
            reason=reason,
            confirmation=word,
        )
        if annulled is None:
            return
        self._settlement = annulled
        self.query_one("#facts", Static).update(self.facts())
        self.show_paper()
        self.refresh_bindings()
        self.say(tr("Annulled. Its lines are open again."), Tone.DONE)
