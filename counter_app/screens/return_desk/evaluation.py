"""The screen is turned to the citizen: a few questions, each answered by one digit, or by none.

Nobody's name and nothing of the dossier stands on it; any single key to go on ends it unanswered.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Final, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from counter_app.screens.frame import LOCK, Speaking
from counter_app.widgets.keybar import KeyBar
from counter_app.widgets.lines import ACCENT, QUIET, STRONG, column, row, styled
from counter_app.widgets.notice import Notice
from counter_app.wording import msg, tr
from data.domain.evaluating import Contacts, Evaluation, Manner, Places, Time

Said = TypeVar("Said", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Question:
    """`answers` are the words of 2, 1 and 0 points, in the order of their values.

    `put` writes down the answer of that place, or none.
    """

    asked: str
    answers: tuple[str, str, str]
    put: Callable[[Evaluation, int | None], Evaluation]


def _nth(kind: type[Said], place: int | None) -> Said | None:
    return None if place is None else list(kind)[place]


QUESTIONS: Final = (
    Question(
        msg("When did you get the result?"),
        (
            msg("before the day of the appointment"),
            msg("on the day of the appointment"),
            msg("later than the appointment"),
        ),
        lambda said, place: replace(said, time=_nth(Time, place)),
    ),
    Question(
        msg("How often did you have to bring something more for this dossier?"),
        (msg("never"), msg("once"), msg("more than once")),
        lambda said, place: replace(said, contacts=_nth(Contacts, place)),
    ),
    Question(
        msg("To how many places did you have to go to make it complete?"),
        (msg("to none"), msg("to this Center only"), msg("to several")),
        lambda said, place: replace(said, places=_nth(Places, place)),
    ),
    Question(
        msg("How were you treated here?"),
        (msg("well"), msg("neither well nor badly"), msg("not well")),
        lambda said, place: replace(said, manner=_nth(Manner, place)),
    ),
)


class EvaluationScreen(Speaking["Evaluation | str"]):
    """Answers with what was said, with a slip that was scanned meanwhile, or with nothing."""

    CSS_PATH = "evaluation.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(digit),
                f"answer({digit})",
                msg("answer"),
                show=digit == 1,
                key_display="1–3",
                id=f"evaluation.answer-{digit}",
            )
            for digit in (1, 2, 3)
        ),
        Binding("0", "pass_over", msg("leave this one out"), id="evaluation.pass"),
        Binding("backspace", "before", msg("the one before"), id="evaluation.before"),
        Binding(
            "enter,escape", "end", msg("no evaluation"), key_display="Esc", id="evaluation.end"
        ),
        LOCK,
    ]

    def __init__(self) -> None:
        super().__init__()
        self._said = Evaluation()
        self._place = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="panel"):
            yield Static(id="question", markup=False)
        with Vertical(id="foot"):
            yield Notice()
            yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        self.say(tr("What you answer is kept without your name, and nobody answers it for you."))

    def _show(self) -> None:
        question = QUESTIONS[self._place]
        place = tr("Question {n} of {all}", n=self._place + 1, all=len(QUESTIONS))
        lines: list[Content | str] = [
            styled(tr("Please evaluate how your dossier was settled"), STRONG),
            styled(place, QUIET),
            "",
            tr(question.asked),
            "",
            *(
                row(styled(f"{number}   ", f"{STRONG} {ACCENT}"), tr(words))
                for number, words in enumerate(question.answers, start=1)
            ),
        ]
        self.query_one("#question", Static).update(column(*lines))
        self.refresh_bindings()

    def take_scan(self, scan: str) -> bool:
        """The next citizen is there already: nobody answers any more."""
        self.dismiss(scan)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return self._place > 0 if action == "before" else True

    def action_answer(self, digit: int) -> None:
        self._put(digit - 1)

    def action_pass_over(self) -> None:
        self._put(None)

    def action_before(self) -> None:
        self._place -= 1
        self._show()

    def _put(self, answer: int | None) -> None:
        """And on to the next one; after the last one everything was said."""
        self._said = QUESTIONS[self._place].put(self._said, answer)
        self._place += 1
        if self._place < len(QUESTIONS):
            self._show()
        else:
            self.dismiss(self._said if self._said.answered else None)

    def action_end(self) -> None:
        self.dismiss(None)
