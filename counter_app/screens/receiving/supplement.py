"""Form 02: everything that is missing, wrong or of a kind that will not do, on one list (R70, C9).

What stands against the form is always seen; a second form wants the law and a leader (A1, C4).
"""

import asyncio
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from counter_app.desk.receiving import demanding
from counter_app.desk.receiving.draft import DemandForm
from counter_app.desk.receiving.turning_away import TurnedAway
from counter_app.screens.receiving import supplement_text as text
from counter_app.screens.receiving.decision import LAST_KEYS, DecisionScreen, ShortList
from counter_app.screens.receiving.demand_fields import DemandFields
from counter_app.screens.receiving.intake_dialogues import confirmed
from counter_app.sentences import sentence
from counter_app.widgets.field import Field, FormRow
from counter_app.widgets.rows import RowList
from counter_app.widgets.said import Said
from counter_app.wording import msg, tr
from data.domain.supplement import Defect
from data.domain.text import NOTE_LIMIT

if TYPE_CHECKING:
    from data.domain.confirmation import Confirmation
    from data.domain.errors import Refused

_DEFECTS: Final = tuple(Defect)
KEYS: list[BindingType] = [
    Binding(
        "1",
        "defect(1)",
        msg("what is wrong"),
        key_display="1–6 ←→",
        tooltip=msg("what is wrong with the paper under the cursor"),
        id="supplement.defect-1",
    ),
    *(
        Binding(str(number), f"defect({number})", show=False, id=f"supplement.defect-{number}")
        for number in range(2, len(_DEFECTS) + 1)
    ),
    Binding("left", "turn(-1)", show=False, id="supplement.left"),
    Binding("right", "turn(1)", show=False, id="supplement.right"),
    Binding(
        "delete,backspace",
        "drop",
        msg("not asked for"),
        key_display="Del",
        tooltip=msg("the paper under the cursor is good: take it out of the form"),
        id="supplement.drop",
    ),
    Binding(
        "enter",
        "fill",
        msg("kind and note"),
        tooltip=msg("kind, note and citation of the line under the cursor"),
        id="supplement.fill",
    ),
    Binding(
        "enter",
        "add",
        msg("add a paper"),
        tooltip=msg("a paper outside the published list, with the law that asks for it"),
        id="supplement.add",
    ),
    Binding("enter", "next", msg("next field"), key_display="Enter ↓", id="supplement.next"),
    Binding(
        "r",
        "reason",
        msg("reason"),
        tooltip=msg("the reason in one sentence, as it stands on the form"),
        id="supplement.reason",
    ),
]


class SupplementScreen(DecisionScreen[TurnedAway]):
    """Answers with the form 02 that was given, or with nothing; the draft keeps its marks."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["decision.tcss", "supplement.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS, *LAST_KEYS]

    _shown = ""
    """Key of the line that stands in the fields."""

    def compose_form(self) -> ComposeResult:
        yield Static(text.legend(), id="legend")
        yield ShortList(id="rows")
        yield Said(id="detail")
        yield DemandFields()
        reason = Field(self.draft.demand_reason, id="reason", limit=NOTE_LIMIT)
        yield FormRow(tr("Reason"), reason)

    def on_mount(self) -> None:
        """What the check knows already is marked before the officer looks."""
        if not self.draft.demands:
            found = demanding.suggested(self.intake.review)
            self.intake.change(replace(self.draft, demands=found))
        self.set_focus(self.rows)
        self.show_draft()
        asked = [place for place, line in enumerate(self._lines()) if line.demand]
        self.rows.cursor = next(iter(asked), 0)

    # --- what is shown --------------------------------------------------------------------------

    def _lines(self) -> list[demanding.DemandLine]:
        return demanding.lines(self.draft, self.procedure)

    def _line(self, key: str) -> demanding.DemandLine | None:
        return next((line for line in self._lines() if line.key == key), None)

    def show_draft(self) -> None:
        lines = self._lines()
        title = tr("Request for supplement (form 02)")
        self.query_one("#head", Said).say(text.head(title, self.procedure, self.draft))
        self.query_one("#paper", Said).say(text.supplement_paper(lines, self.draft))
        self.rows.show(text.demand_rows(lines, self.draft))
        self._fill()
        self._object()

    def _fill(self) -> None:
        """The line under the cursor, in words and in the fields."""
        line = self._line(self.rows.key)
        self._shown = line.key if line else ""
        self.query_one("#detail", Said).say(text.line_detail(line, self.draft))
        self.query_one(DemandFields).fill(line)
        self.refresh_bindings()

    def take(self) -> None:
        draft, line = self.draft, self._line(self._shown)
        if line is not None and line.demand is not None:
            said = self.query_one(DemandFields).said(line.demand)
            draft = demanding.with_demand(draft, self.procedure, line.key, said)
        draft = replace(draft, demand_reason=self.query_one("#reason", Field).value)
        if draft != self.draft:
            self.intake.change(draft)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.take()
        self._fill()

    @work(exclusive=True, group="objections")
    async def _object(self) -> None:
        """The store is asked on a thread, so that no letter waits; only the latest is shown."""
        found = await self._objections()
        if found is not None:
            self.query_one("#objections", Said).say(text.objections(found))

    async def _objections(self) -> "list[Refused] | None":
        look = self.station.counter.turning_away.supplement_objections
        try:
            return await asyncio.to_thread(look, self.draft)
        except self.station.troubles as error:
            self.refuse(error)
            return None

    # --- keys -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action not in _MINE:
            return super().check_action(action, parameters)
        if not self.ready:
            return False
        if action == "issue":
            return bool(self.draft.demands)
        line = self._line(self.rows.key)
        asked = line is not None and line.demand is not None
        here = {"next": False, "add": line is None, "drop": asked, "fill": asked}
        if self.focused is not self.rows:
            return action == "next" and self.in_fields
        return here.get(action, action == "reason" or line is not None)

    def action_defect(self, number: int) -> None:
        if (line := self._line(self.rows.key)) is not None:
            self._put(demanding.with_defect(line, _DEFECTS[number - 1]))

    def action_turn(self, by: int) -> None:
        """From good over each defect to the last; outside the list nothing is good."""
        if (line := self._line(self.rows.key)) is not None:
            place = _DEFECTS.index(line.demand.defect) + 1 if line.demand else 0
            least = 1 if line.published is None else 0
            wanted = max(least, min(place + by, len(_DEFECTS)))
            self._put(demanding.with_defect(line, _DEFECTS[wanted - 1]) if wanted else None)

    def action_drop(self) -> None:
        self._put(None)

    def _put(self, demand: DemandForm | None) -> None:
        """The line under the cursor is asked for like this, or not at all."""
        changed = demanding.with_demand(self.draft, self.procedure, self.rows.key, demand)
        self.intake.change(changed)
        self.show_draft()

    def action_fill(self) -> None:
        self.set_focus(self.asked()[0])

    def action_add(self) -> None:
        self.intake.change(demanding.with_outside(self.draft))
        self.show_draft()
        self.rows.cursor = len(self._lines()) - 1
        self._fill()
        self.action_fill()

    def action_next(self) -> None:
        """Behind the fields of a line the list goes on."""
        if self.focused in self.asked()[:-2]:
            self.action_step(1)
        else:
            self.set_focus(self.rows)

    def action_reason(self) -> None:
        self.set_focus(self.query_one("#reason"))

    async def issue(self) -> None:
        """Nothing is left open, a leader confirms a second form, and it is looked at once more."""
        found = await self._objections()
        if found is None:
            return
        open_still = [one for one in found if one.code != text.ONCE]
        if open_still:
            self.refuse(open_still[0])
        elif not found:
            await self._give(None)
        elif (confirmation := await confirmed(self.intake, sentence(found[0]))) is not None:
            await self._give(confirmation)

    async def _give(self, confirmation: "Confirmation | None") -> None:
        from counter_app.screens.receiving.last_look import LastLook

        request = self.station.counter.turning_away.request_supplement
        look = LastLook(
            self.intake,
            tr("Check form 02 before it is issued"),
            said=lambda: text.supplement_check(self._lines(), self.procedure, self.draft),
            act=lambda officer, draft: request(officer, draft, confirmation),
            warning=tr("It may be asked only once: is everything on it?"),
        )
        if (given := await self.app.push_screen_wait(look)) is not None:
            await self.leave(given)


_MINE: Final = frozenset({"defect", "turn", "drop", "fill", "add", "next", "reason", "issue"})
