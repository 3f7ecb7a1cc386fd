"""What the desk knows about a question while it is typed: procedures, and agencies to go to.

An agency that is taken brings its address along (R29); one that is typed over leaves without it.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.screens.receiving.procedure_text import offered
from counter_app.widgets.rows import Row
from data.domain.listing import UNKNOWN
from data.domain.text import fold

if TYPE_CHECKING:
    from counter_app.bootstrap import Counter
    from counter_app.desk.receiving.guiding import GuidanceForm
    from data.domain.procedures import Procedure

TOPIC, INSTEAD = "topic", "instead"


class Known:
    """`given` is the procedure where it was known before; else the topic has to find one."""

    def __init__(self, counter: "Counter", given: "Procedure | None") -> None:
        self._drafting, self._given = counter.drafting, given
        self._found: dict[str, Procedure] = {}
        self._filled = given.elsewhere if given else ""
        """Where the procedure that was taken last is received, if not here."""
        agencies = counter.rulebook.agencies.agencies
        self._addresses = {it.name: "" if it.address == UNKNOWN else it.address for it in agencies}

    def procedure(self, said: "GuidanceForm") -> "Procedure | None":
        """What was asked about: given, or found and not typed over since."""
        return self._given or self._found.get(said.topic)

    def rows(self, field: str, said: "GuidanceForm") -> list[Row]:
        """What may be taken in this field instead of typing on. Raises what searching raises."""
        if field == TOPIC and said.topic.strip() and self.procedure(said) is None:
            return self._procedures(said.topic)
        if field == INSTEAD and said.instead.strip() and said.instead not in self._addresses:
            return self._agencies(said.instead)
        return []

    def taken(self, field: str, chosen: str, said: "GuidanceForm") -> "GuidanceForm":
        """The form with what was offered; a place that was typed is not taken away by a topic."""
        if field == INSTEAD:
            return replace(said, instead=chosen, address=self._addresses[chosen])
        typed = "" if said.instead == self._filled else said.instead
        self._filled = self._found[chosen].elsewhere
        return replace(said, topic=chosen, instead=typed or self._filled)

    def _procedures(self, topic: str) -> list[Row]:
        found = self._drafting.find_procedures(topic)
        self._found = {procedure.name: procedure for procedure in found}
        return [Row(offered(it.name, it.agency.name), it.name) for it in found]

    def _agencies(self, typed: str) -> list[Row]:
        words = fold(typed).split()
        fitting = (it for it in self._addresses if all(word in fold(it) for word in words))
        return [Row(offered(name, self._addresses[name]), name) for name in fitting]
