"""Finding dossiers again: by slip, by code, or by any word an officer remembers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from counter_app.desk.numbers import desk_label, key_of
from data.domain.agencies import AgencyRegister
from data.domain.center import Desk
from data.domain.clock import Clock, local
from data.domain.codes import (
    CODE_LIMIT,
    SLIP_KEY_LENGTH,
    Series,
    is_slip_key,
    looks_like_s10,
    parse_code,
    read_card,
    read_form_key,
    read_slip_key,
)
from data.domain.dossier import Dossier
from data.domain.entries import Recorded
from data.domain.errors import Refused
from data.domain.online import portal_number
from data.domain.packing import item_number
from data.domain.printjob import Job
from data.domain.text import clean
from data.store import parcels, queries
from data.store.engine import Store
from data.store.projections import form_numbers
from data.store.queries import DossierLine


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry: when, who, what; `entry` is its hash and `chain` where it stands."""

    at: datetime
    officer: str
    kind: str
    entry: str
    chain: str
    sequence: int


@dataclass(frozen=True, slots=True)
class DossierFile:
    """Everything known of a dossier.

    `duplicates` are ids of others with the same code, or with the number of one of its forms.
    """

    dossier: Dossier
    slip_key: str
    history: tuple[HistoryLine, ...]
    jobs: tuple[Job, ...]
    duplicates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    store: Store
    agencies: AgencyRegister
    clock: Clock

    def find(self, typed: str, limit: int = queries.SEARCH_LIMIT) -> list[DossierLine]:
        """Dossiers with every typed word, newest first; with nothing typed the newest."""
        with self.store.read() as connection:
            return queries.search(connection, typed, limit)

    def received_today(self, desk: Desk) -> list[DossierLine]:
        """What this desk received, newest first; `find` has those of the others, too."""
        with self.store.read() as connection:
            day, here = local(self.clock()).date(), desk_label(desk)
            return queries.received_on(connection, day, desk=here)

    def visit(self, visit: str) -> list[DossierLine]:
        """The dossiers that one visitor has handed in so far, oldest first (F5)."""
        with self.store.read() as connection:
            return queries.of_visit(connection, visit)

    def open(self, code_or_key: str) -> DossierFile:
        """The dossier of a code, a slip key, the key of a form, a number of the portal or post.

        Raises Refused: "card-not-here" for a citizen card, "key-wrong" for twelve digits with a
        wrong check digit or agency, "code-unreadable" for anything that is no code,
        "blank-not-entered" for a blank, and "dossier-unknown" when it is not here. What was typed
        is in no fact of the first three: it may be a person's name or number.
        """
        if read_card(code_or_key) is not None:
            raise Refused("card-not-here")
        text = clean(code_or_key, CODE_LIMIT)
        form = read_form_key(text)
        if not form and (found := self._of_portal(text) or self._of_post(text)):
            return self.open_id(found)
        code = str(form) if form else self._code(text)
        with self.store.read() as connection:
            if form:
                ids = queries.dossiers_of_form(connection, form)
            else:
                ids = queries.dossiers_of_code(connection, code)
        if form and form.series is Series.BLANK and not ids:
            raise Refused("blank-not-entered", blank=code)
        if not ids:
            raise Refused("dossier-unknown", dossier=code)
        return self.open_id(ids[0])

    def open_id(self, dossier_id: str) -> DossierFile:
        """The dossier of a line that `find` gave."""
        with self.store.read() as connection:
            names = {officer.id: officer.name for officer in queries.officers(connection)}
            dossier = queries.dossier(connection, dossier_id)
            recorded = queries.history(connection, dossier_id)
            jobs = queries.jobs_of(connection, dossier_id)
            duplicates = _duplicates(connection, dossier)
        return DossierFile(
            dossier=dossier,
            slip_key=key_of(dossier) if dossier.reception else "",
            history=tuple(_line(item, names) for item in recorded),
            jobs=tuple(jobs),
            duplicates=duplicates,
        )

    def _of_portal(self, text: str) -> str:
        """The dossier that came online under this number; a code of our own always goes first."""
        with self.store.read() as connection:
            found = queries.dossiers_of_portal(connection, text)
            ours = queries.dossiers_of_code(connection, text.upper()) if found else []
        return found[0] if found and not ours else ""

    def _of_post(self, text: str) -> str:
        """The dossier whose parcel bears this number; the newest where two ever did."""
        number = item_number(text)
        if not looks_like_s10(number):
            return ""
        with self.store.read() as connection:
            found = parcels.of_item(connection, number)
        return found[0].dossier if found else ""

    def _code(self, text: str) -> str:
        code = parse_code(text)
        if code is not None:
            return str(code)
        if len(text) == SLIP_KEY_LENGTH and text.isdigit():
            return self._code_of_key(text)
        raise Refused("code-unreadable")

    def _code_of_key(self, text: str) -> str:
        code = read_slip_key(text, self.agencies.identifiers) if is_slip_key(text) else None
        if code is None:
            raise Refused("key-wrong")
        return str(code)


def _duplicates(connection: Connection, dossier: Dossier) -> tuple[str, ...]:
    bearers: set[str] = set()
    if dossier.reception is not None:
        bearers.update(queries.dossiers_of_code(connection, str(dossier.reception.code)))
    for number in form_numbers(dossier):
        bearers.update(queries.dossiers_of_form(connection, number))
    if portal := portal_number(dossier):
        bearers.update(queries.dossiers_of_portal(connection, portal))
    return tuple(sorted(bearers - {dossier.id}))


def _line(recorded: Recorded, names: Mapping[str, str]) -> HistoryLine:
    return HistoryLine(
        at=recorded.entry.at,
        officer=names.get(recorded.entry.officer, ""),
        kind=recorded.entry.kind,
        entry=recorded.hash,
        chain=recorded.entry.chain,
        sequence=recorded.entry.sequence,
    )
