"""A few questions over a screen, field by field: Enter goes on, and behind the last it ends."""

from typing import ClassVar, Final, Generic

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from counter_app.screens.frame import Answer, DeskModal
from counter_app.widgets.choice import Choice
from counter_app.widgets.field import Field
from counter_app.wording import msg

ASKED: Final = "Field, Choice"


def asked_on(screen: Screen[Answer]) -> list[Widget]:
    """The fields that can be filled now, in their order; one that is put away takes focus, too."""
    return [one for one in screen.query(ASKED).results(Widget) if _is_shown(one)]


def _is_shown(field: Widget) -> bool:
    """Whether neither it nor what it stands in is put away."""
    return all(node.display for node in field.ancestors_with_self)


class FormScreen(DeskModal[Answer], Generic[Answer]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", msg("next field"), key_display="Enter ↓", id="form.next"),
        Binding("down", "down", msg("next field"), show=False, id="form.down"),
        Binding("up", "up", msg("previous field"), show=False, id="form.up"),
    ]

    def finish(self) -> None:
        """What Enter behind the last field does."""
        raise NotImplementedError

    def action_finish(self) -> None:
        self.finish()

    def asked(self) -> list[Widget]:
        return asked_on(self)

    def text(self, name: str) -> str:
        """What stands in the field `name`."""
        return self.query_one(f"#{name}", Field).value

    def chosen(self, name: str) -> str:
        """What is chosen in `name`."""
        return str(self.query_one(f"#{name}", Choice).value)

    def action_next(self) -> None:
        if self.focused in self.asked()[-1:] or not self.asked():
            self.finish()
        else:
            self.focus_next(ASKED)

    def action_down(self) -> None:
        if self.focused not in self.asked()[-1:]:
            self.focus_next(ASKED)

    def action_up(self) -> None:
        if self.focused not in self.asked()[:1]:
            self.focus_previous(ASKED)
