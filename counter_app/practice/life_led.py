"""A dossier that is led through its life: each act is decided by the domain and folded at once.

Entries do not exist yet, so each act bears a stand-in for the hash of its entry. Whoever writes the
facts puts the real hashes in place of those (`with_real`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import exp
from random import Random
from typing import Final

from counter_app.practice.life_center import CenterAtWork
from counter_app.practice.life_numbers import Numbers
from counter_app.practice.life_people import a_name, digits
from data.domain.agency_paper import AgencyPaper
from data.domain.center import Officer
from data.domain.codes import FormNumber, Series
from data.domain.dossier import Dossier
from data.domain.entries import NOTHING, ClockQuality, Entry, Fact, Recorded
from data.domain.folding import apply
from data.domain.lifecycle import Action

_ID: Final = NOTHING[:32]


@dataclass(frozen=True, slots=True)
class Planned:
    """A fact, of which officer it is, and when."""

    fact: Fact
    officer: str
    at: datetime


class Over(Exception):
    """Nothing more is told of a dossier: it came to its end, or the time that is told did."""


def stand_in(dossier_id: str, place: int) -> str:
    """In place of the hash of the entry that a dossier gets at that place, from 0 on."""
    return f"{dossier_id}{place:032x}"


def with_real(fact: Fact, real: Mapping[str, str]) -> Fact:
    """The fact with real hashes where it names earlier entries; `real` goes by stand-ins."""
    if not real or not any(value in real for value in fact.body.values() if type(value) is str):
        return fact
    body = {key: real.get(it, it) if type(it) is str else it for key, it in fact.body.items()}
    return Fact(fact.subject, fact.kind, body, fact.personal, fact.version)


@dataclass(slots=True)
class Led:
    """One dossier on its way. `at` is now; `notes` are acts left that nobody builds on."""

    center: CenterAtWork
    random: Random
    at: datetime
    dossier: Dossier
    numbers: Numbers
    came: date
    notes: int = 0
    planned: list[Planned] = field(default_factory=list)

    # --- chance ---------------------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def skewed(self, median: float, spread: float) -> float:
        """Mostly around the median, and now and then much more."""
        return median * exp(spread * self.random.gauss(0.0, 1.0))

    # --- time -----------------------------------------------------------------------------------

    @property
    def place(self) -> int:
        """Of the working day on which it is now."""
        return self.center.days.place(self.at.date())

    def soon(self, minutes: float) -> None:
        """Within so many minutes, or as soon as it is open again."""
        share = 0.3 + 0.7 * self.random.random()
        self.until(self.center.days.after(self.at, minutes * share))

    def later(self, working_days: int) -> None:
        """On the working day so many days on."""
        self.on(self.place + working_days)

    def on(self, place: int) -> None:
        """Some time on that working day, or soon where it is that day, or was."""
        if place <= self.place:
            self.soon(40)
        else:
            self.until(self.center.days.moment(place, self.random.random()))

    def until(self, moment: datetime) -> None:
        """Raises Over where nothing is told of that moment."""
        if moment > self.center.until:
            raise Over
        self.at = moment

    # --- acts -----------------------------------------------------------------------------------

    def officer(self, action: Action) -> Officer:
        return self.center.officer(self.random, self.dossier.state, action)

    def does(self, officer: Officer, fact: Fact) -> str:
        """Enters what was decided; returns the stand-in of its entry."""
        place = len(self.planned)
        entry = stand_in(self.dossier.id, place)
        self.planned.append(Planned(fact, officer.id, self.at))
        self.dossier = apply(
            self.dossier, Recorded(self._entry(fact, officer), entry, fact.personal)
        )
        return entry

    def _entry(self, fact: Fact, officer: Officer) -> Entry:
        place = len(self.planned)
        return Entry(
            center=_ID,
            chain=_ID,
            sequence=place,
            previous=NOTHING,
            kind=fact.kind,
            version=fact.version,
            subject=fact.subject,
            lamport=place,
            seen=(),
            act=_ID,
            officer=officer.id,
            desk_key=_ID,
            at=self.at,
            clock=ClockQuality.LOCAL,
            body=fact.body,
        )

    # --- numbers --------------------------------------------------------------------------------

    def number(self, series: str | int) -> int:
        """The next serial of a series. Where a day has none left it is tried again on the next.

        Raises Over where nobody waits that long.
        """
        days = self.center.days
        while True:
            waited = self.place - days.place(self.came)
            found = self.numbers.take(series, self.at.date(), waited)
            if found is not None:
                return found
            if waited > 0 and not self.numbers.lasts(waited):
                raise Over
            self.until(days.opens(self.place + 1))

    def form_number(self, series: Series) -> FormNumber:
        serial = self.number(int(series))
        return FormNumber(series, self.at.date(), serial)

    def paper(self, sign: str) -> AgencyPaper:
        """A paper of today that an agency signed and the desk scanned."""
        number = f"{digits(self.random, 4)}/{sign}"
        return AgencyPaper(number, self.at.date(), a_name(self.random), self.a_page())

    def a_page(self) -> str:
        return self.center.a_page(self.random)
