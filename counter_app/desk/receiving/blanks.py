"""Numbered blanks, printed ahead for the day on which no program runs (C7).

Their numbers come from the slice of this desk and are committed before there is a paper.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counter_app.desk.numbers import desk_label, next_form_numbers
from counter_app.desk.on_paper.drawing import PROOF_DIGITS
from data.domain import blank
from data.domain.blank import PrintedBlanks
from data.domain.center import Center, Desk, Officer
from data.domain.clock import local
from data.domain.codes import FormNumber, Series
from data.domain.errors import Refused
from data.domain.papers import Blank, Imprint, Mark
from data.store import queries
from data.store.engine import Store
from data.store.journal import Journal, new_id


@dataclass(frozen=True, slots=True)
class Blanks:
    store: Store
    journal: Journal
    center: Center
    desk: Desk

    def print(self, officer: Officer, count: int) -> tuple[FormNumber, ...]:
        """Gives the next numbers of the day to so many blanks; `papers` then draws them.

        Raises Refused("role-may-not"), "blanks-count-outside", and "serials-exhausted".
        """
        blank.require_printable(count, officer.roles)
        with self.journal.act(officer.id) as act:
            day = local(act.now).date()
            numbers = next_form_numbers(act, self.desk, Series.BLANK, day, count)
            blanks = PrintedBlanks(new_id(), numbers, desk_label(self.desk), act.now)
            act.record(blank.printed(blanks))
        return numbers

    def papers(self, numbers: Iterable[FormNumber]) -> tuple[Blank, ...]:
        """A blank for each number, from its entry. Raises Refused("no-paper") for another one."""
        with self.store.read() as connection:
            names = {officer.id: officer.name for officer in queries.officers(connection)}
            found = [(number, queries.blanks_of(connection, number)) for number in numbers]
        return tuple(self._paper(number, blanks, names) for number, blanks in found)

    def _paper(
        self, number: FormNumber, blanks: PrintedBlanks | None, names: Mapping[str, str]
    ) -> Blank:
        if blanks is None:
            raise Refused("no-paper")
        imprint = Imprint(
            head=self.center.head,
            officer=names.get(blanks.officer, ""),
            desk=blanks.desk,
            at=local(blanks.at),
            proof=blanks.entry[:PROOF_DIGITS],
            job="",
            marks=frozenset({Mark.PRACTICE} if self.center.practice else ()),
        )
        return Blank(str(number), number.key, imprint)
