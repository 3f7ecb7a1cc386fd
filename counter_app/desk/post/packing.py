"""Packing: a result of which the applicant wants the post gets the number of its parcel (R96).

What was packed lies ready; nothing leaves before the courier signs (`pickup`).
"""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from counter_app.desk.batches.batching import code_of
from counter_app.desk.bell import Bell
from counter_app.desk.numbers import queue_copies
from counter_app.desk.search import Search
from data.domain import packing
from data.domain.center import Desk, Officer
from data.domain.concluding import ResultItem, current_result, items_left
from data.domain.dossier import Dossier, require_writable
from data.domain.errors import Refused
from data.domain.folding import fold
from data.domain.lifecycle import Action, acting_role
from data.domain.matter import Matter
from data.domain.packing import Pack, Packed, Zone, item_number, owes, packing_objections
from data.domain.papers import Copy, Form
from data.domain.parcels import ParcelState
from data.domain.reception import InForce
from data.domain.releasing import originals_left
from data.store import parcels, queries
from data.store.engine import Store
from data.store.journal import Journal
from data.store.parcels import ParcelLine

_UNTYPED: Final = frozenset({"post-number-missing"})
"""What stands against a parcel only until its number was scanned."""


@dataclass(frozen=True, slots=True)
class PackForm:
    """What was scanned and typed for one parcel; `slip` asks for its phiếu gửi on paper."""

    item: str = ""
    zone: Zone = Zone.PROVINCE
    weight_g: str = ""
    price_vnd: str = ""
    service: str = ""
    slip: bool = True


@dataclass(frozen=True, slots=True)
class ToPack:
    """A result that may go into a parcel: for whom, where to, what is in it.

    `cash_vnd` is what the post takes on delivery; `packed` what it lies in already.
    """

    id: str
    code: str
    applicant: str
    procedure: str
    receiver: str
    address: str
    phone: str
    items: tuple[ResultItem, ...]
    originals: int
    cash_vnd: int
    packed: Packed | None


@dataclass(frozen=True, slots=True)
class Parcelled:
    """A result in its parcel; `jobs` are of its phiếu gửi."""

    id: str
    code: str
    item: str
    jobs: tuple[str, ...]


@dataclass(slots=True)
class Packing:
    store: Store
    journal: Journal
    search: Search
    rules: InForce
    desk: Desk
    bell: Bell = field(default_factory=Bell)

    def waiting(self) -> list[ParcelLine]:
        """Results that are to go by post and lie in no parcel yet, the longest first."""
        with self.store.read() as connection:
            return parcels.in_state(connection, ParcelState.TO_PACK)

    def ready(self) -> list[ParcelLine]:
        """Parcels that wait for the courier, the longest first."""
        with self.store.read() as connection:
            return parcels.in_state(connection, ParcelState.PACKED)

    def check(self, officer: Officer, scanned: str) -> ToPack:
        """What was scanned, if it may go by post. Raises as `Search.open`, "result-at-own-unit",
        "action-not-now", "role-may-not", "dossier-read-only", and what stands against the post
        taking it.
        """
        return self._fit(officer, self.search.open(scanned).dossier)

    def again(self, officer: Officer, dossier_id: str) -> ToPack:
        """A result that was scanned before, as it is now. Raises as `check`."""
        with self.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        return self._fit(officer, dossier)

    def pack(self, officer: Officer, dossier_id: str, form: PackForm) -> Parcelled:
        """Links the result with the parcel. Raises as `packing.pack`, "weight-unreadable",
        "postage-unreadable", and "post-number-of-another" with the code of that dossier.
        """
        with self.journal.act(officer.id) as act:
            dossier = fold(dossier_id, act.entries(dossier_id))
            wanted = self._pack(dossier, form)
            require_unused(act.connection, wanted.item, dossier_id)
            fact = packing.pack(
                dossier, wanted, roles=officer.roles, rules=self.rules.of(_matter(dossier))
            )
            said = act.record(fact)
            copies = (Copy.APPLICANT,) if form.slip else ()
            jobs = queue_copies(act, self.desk, said, Form.SHIPMENT, copies)
        if jobs:
            self.bell.ring()
        return Parcelled(dossier_id, code_of(dossier), item_number(wanted.item), jobs)

    def unpack(self, officer: Officer, dossier_id: str) -> Dossier:
        """Takes it out again. Raises as `packing.unpack`."""
        with self.journal.act(officer.id) as act:
            dossier = fold(dossier_id, act.entries(dossier_id))
            act.record(packing.unpack(dossier, roles=officer.roles))
            return fold(dossier_id, act.entries(dossier_id))

    # --- parts ----------------------------------------------------------------------------------

    def _fit(self, officer: Officer, dossier: Dossier) -> ToPack:
        require_writable(dossier)
        _require_our_shelf(dossier)
        acting_role(dossier.state, Action.PACK, officer.roles)
        rules = self.rules.of(_matter(dossier))
        for objection in packing_objections(dossier, self._pack(dossier, PackForm()), rules):
            if objection.code not in _UNTYPED:
                raise objection
        reception, applicant = dossier.taken_in(), dossier.applicant
        wish, ready = reception.returning, packing.packed(dossier)
        return ToPack(
            id=dossier.id,
            code=code_of(dossier),
            applicant=dossier.applicant_name,
            procedure=reception.matter.procedure,
            receiver=wish.receiver or dossier.applicant_name,
            address=wish.address,
            phone=wish.phone or (applicant.phone if applicant else ""),
            items=items_left(dossier),
            originals=originals_left(dossier),
            cash_vnd=reception.fee.amount_vnd if owes(dossier) else 0,
            packed=ready.what if ready else None,
        )

    def _pack(self, dossier: Dossier, form: PackForm) -> Pack:
        agency = self.search.agencies.by_index(_matter(dossier).agency_index)
        return Pack(
            item=form.item,
            zone=form.zone,
            weight_g=_whole(form.weight_g, "weight-unreadable") or 0,
            price_vnd=_whole(form.price_vnd, "postage-unreadable"),
            service=form.service,
            post_may_collect=agency is not None and agency.post_may_collect,
        )


def _matter(dossier: Dossier) -> Matter:
    return dossier.taken_in().matter


def _require_our_shelf(dossier: Dossier) -> None:
    """Công an tỉnh hands its results to the post itself (R33, C21)."""
    result = current_result(dossier)
    if result is not None and result.what.own_place:
        raise Refused("result-at-own-unit", place=result.what.own_place)


def require_unused(connection: Connection, typed: str, dossier_id: str) -> None:
    """No two dossiers share a parcel: whoever scans its number must land at one of them."""
    for line in parcels.of_item(connection, item_number(typed)):
        if line.dossier != dossier_id:
            raise Refused("post-number-of-another", other=line.code)


def _whole(typed: str, code: str) -> int | None:
    """A whole number as it was typed, with or without dots between thousands; None for nothing."""
    said = typed.strip().replace(".", "").replace(" ", "")
    if not said:
        return None
    if not (said.isascii() and said.isdecimal()):
        raise Refused(code)
    return int(said)
