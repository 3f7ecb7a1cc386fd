"""A code that no reader reads: typed from the paper that lies in the officer's hand."""

from counter_app.screens.one_line import OneLineScreen
from counter_app.widgets.field import Field
from counter_app.widgets.notice import Tone
from counter_app.wording import tr
from data.domain.codes import CODE_LIMIT


class CodeScreen(OneLineScreen):
    """Never answers with nothing; a scan fills the field, for the officer to look at."""

    def __init__(self, question: str) -> None:
        hint = tr("the dossier code, or the 12 digits below the bars")
        super().__init__(question, hint=hint, limit=CODE_LIMIT)

    def take_scan(self, scan: str) -> bool:
        self.query_one(Field).value = scan
        return True

    def action_give(self) -> None:
        if self.query_one(Field).value.strip():
            super().action_give()
        else:
            self.say(tr("Type the code as it stands on the paper."), Tone.WARNING)
