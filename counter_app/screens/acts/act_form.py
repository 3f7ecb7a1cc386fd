"""What a form of an act asks, says and does: questions as data, one class an act.

A form holds no widget: it is filled by `ActScreen` and calls one method of the desk.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content

from counter_app.desk.receiving.typed import day_of, moment_of
from counter_app.desk.steps.agency_forms import PaperForm
from counter_app.screens.leader import LAW, WHY, Asked
from counter_app.widgets.lines import ACCENT, QUIET, styled, warned
from counter_app.wording import day_text, moment_text, msg, tr, weekday_text
from data.domain.clock import local
from data.domain.errors import Refused
from data.domain.text import LINE_LIMIT, NAME_LIMIT, fold

if TYPE_CHECKING:
    from counter_app.desk.photo import Photo
    from counter_app.desk.steps.following import Following
    from counter_app.screens.station import Station
    from data.domain.center import Officer
    from data.domain.confirmation import Confirmation
    from data.domain.dossier import Dossier
    from data.domain.procedures import Procedure

DAY_LIMIT: Final = 30
"""Characters of a day or a moment as somebody types them."""
FOUND_SHOWN: Final = 4
"""Names that are told while the typed words still fit several."""

Fields = Mapping[str, str]


class Reads(Enum):
    """How a typed text is understood, and that is said below it."""

    DAY = auto()
    MOMENT = auto()
    LIMIT = auto()
    """A day, which ends with its office hours, or a moment."""
    NAME = auto()
    """One of the options, found by any of its words."""


def always(_said: Fields) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. With `options` and no way of reading it is a choice on one line.

    It is asked only `where` the answers before it want it.
    """

    id: str
    label: str
    value: str = ""
    hint: str = ""
    options: Sequence[tuple[str, str]] = ()
    limit: int = LINE_LIMIT
    reads: Reads | None = None
    about: str = ""
    """What stands below it."""
    where: Callable[[Fields], bool] = always

    @property
    def is_choice(self) -> bool:
        return bool(self.options) and self.reads is None


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is committed: what was typed, the photograph, a leader's word."""

    said: Fields
    image: "Photo | None" = None
    word: "Confirmation | None" = None

    def __getitem__(self, name: str) -> str:
        return self.said.get(name, "")


class ActForm:
    """`photograph` names what F4 photographs; without it nothing is.

    `confirmable` are the refusals that a leader may let pass, with what the leader says. With
    `asks_pin` the officer's own PIN is asked again (C28).
    """

    heading: ClassVar[str] = ""
    paper: ClassVar[str] = ""
    """What F4 photographs."""
    confirmable: ClassVar[Mapping[str, Asked]] = {}
    asks_pin: ClassVar[bool] = False
    long_labels: ClassVar[bool] = False
    """The questions are about papers with long names."""

    def __init__(self, station: "Station", dossier: "Dossier") -> None:
        self.station, self.dossier = station, dossier

    @property
    def title(self) -> str:
        return tr(self.heading)

    @property
    def photograph(self) -> str:
        return tr(self.paper)

    @property
    def following(self) -> "Following":
        return self.station.counter.following

    @property
    def officer(self) -> "Officer":
        return self.station.officer

    @property
    def procedure(self) -> "Procedure | None":
        matter = self.dossier.matter
        code = matter.procedure_code if matter else ""
        return self.station.counter.drafting.catalogue.by_code(code)

    def asks(self) -> list[Ask]:
        raise NotImplementedError

    def told(self) -> list[Content]:
        """What one has to know before the first question."""
        return []

    def live(self, said: Fields) -> list[Content]:
        """What follows from the answers so far."""
        del said
        return []

    def scanned(self, scan: str) -> Fields | None:
        """What a scan answers, by question; None where the form has no use for it."""
        del scan
        return None

    def act(self, filled: Filled) -> "Dossier":
        """The one call of the desk."""
        raise NotImplementedError

    def done(self, after: "Dossier") -> str:
        """What is said when it is recorded."""
        del after
        return tr("It is recorded.")


BY_LAW: Final = LAW
BY_REASON: Final = WHY
YES, NO = "yes", "no"


def yes_no(*, yes: str, no: str) -> tuple[tuple[str, str], ...]:
    return ((NO, no), (YES, yes))


def quiet(text: str) -> Content:
    return styled(text, QUIET)


def person_ask(name: str, label: str, value: str = "", hint: str = "") -> Ask:
    return Ask(name, label, value, hint or tr("full name"), limit=NAME_LIMIT)


# --- papers -------------------------------------------------------------------------------------

_DAY_HINT = msg("such as 20/11/2026")
LIMIT_HINT = msg("a day, or such as 16:00 20/11/2026")


def day_ask(
    name: str, label: str, value: str = "", where: Callable[[Fields], bool] = always
) -> Ask:
    return Ask(name, label, value, tr(_DAY_HINT), limit=DAY_LIMIT, reads=Reads.DAY, where=where)


def limit_ask(
    name: str, label: str, value: str = "", where: Callable[[Fields], bool] = always
) -> Ask:
    return Ask(name, label, value, tr(LIMIT_HINT), limit=DAY_LIMIT, reads=Reads.LIMIT, where=where)


def paper_asks(*, today: str = "") -> list[Ask]:
    """Number, day and signer of a signed paper of the agency (C10)."""
    return [
        Ask("number", tr("Number of the paper"), hint=tr("as it stands on the paper")),
        day_ask("day", tr("Day of the paper"), today),
        person_ask("signer", tr("Signed by")),
    ]


def paper_of(filled: Filled) -> PaperForm:
    return PaperForm(filled["number"], filled["day"], filled["signer"])


# --- how an answer is read ----------------------------------------------------------------------


def read_line(ask: Ask, typed: str) -> Content | None:
    """How an answer was understood; None where there is nothing to say of it."""
    if ask.reads is None or not typed.strip():
        return quiet(ask.about) if ask.about else None
    if ask.reads is Reads.NAME:
        return _named(found_names(ask, typed))
    return _read_day(ask.reads, typed)


def _read_day(reads: Reads, typed: str) -> Content:
    moment, day = moment_of(typed), day_of(typed)
    if reads is not Reads.DAY and moment is not None:
        said = moment_text(moment)
        return styled(f"= {weekday_text(local(moment).date())} {said}", ACCENT)
    if reads is Reads.MOMENT:
        return warned(tr("This is no day and hour. Type it as 8:30 20/11/2026."))
    if day is None:
        return warned(tr("This is no day. Type it as 20/11/2026."))
    said = f"= {weekday_text(day)} {day_text(day)}"
    if reads is Reads.LIMIT:
        said += ", " + tr("until the end of the office hours")
    return styled(said, ACCENT)


def _named(found: Sequence[tuple[str, str]]) -> Content:
    if not found:
        return warned(tr("Nothing in the list has these words."))
    if len(found) == 1:
        return styled(f"= {found[0][1]}", ACCENT)
    shown = " · ".join(name for _, name in found[:FOUND_SHOWN])
    more = " …" if len(found) > FOUND_SHOWN else ""
    return quiet(tr("One word more, please: {names}", names=shown + more))


def found_names(ask: Ask, typed: str) -> list[tuple[str, str]]:
    """The options with all the typed words, in any order and without accents."""
    words = fold(typed).split()
    exact = [one for one in ask.options if fold(one[1]) == " ".join(words)]
    return exact or [one for one in ask.options if all(word in fold(one[1]) for word in words)]


def one_of(ask: Ask, typed: str) -> str:
    """The value of the only option that was meant. Raises Refused("agency-unknown")."""
    found = found_names(ask, typed)
    if len(found) != 1:
        raise Refused("agency-unknown")
    return found[0][0]
