"""Phí and lệ phí: the amount that a document set, and what one citizen owes of it (R112, C20).

A charge is never negative and never above the full amount; nothing is taken off it but what is
published.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from data.domain.errors import Refused

FEE_LIMIT_VND = 1_000_000_000
"""The largest amount of one fee for one unit or one tier."""
QUANTITY_LIMIT = 99_999
"""Units of one fee in one dossier: pages, minutes, papers."""
WHOLE_PERCENT = 100


class FeeKind(StrEnum):
    CHARGE = "charge"
    """Phí."""
    DUTY = "duty"
    """Lệ phí."""


class FeeDue(StrEnum):
    """When and where a fee is paid (C20)."""

    FILING = "filing"
    RETURN = "return"
    TREASURY = "treasury"
    """At Kho bạc or the tax office; the citizen brings the proof."""


@dataclass(frozen=True, slots=True)
class Tier:
    """`amount_vnd` in all for a quantity up to `upto`; None stands for every quantity above."""

    upto: int | None
    amount_vnd: int

    def __post_init__(self) -> None:
        assert self.upto is None or 1 <= self.upto <= QUANTITY_LIMIT
        assert 0 <= self.amount_vnd <= FEE_LIMIT_VND


@dataclass(frozen=True, slots=True)
class Exemption:
    """A published exemption (100) or reduction; `basis` is its legal ground."""

    id: str
    name: str
    basis: str
    percent: int

    def __post_init__(self) -> None:
        assert 1 <= self.percent <= WHOLE_PERCENT


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee as a document set it (R112); a later version bears the same `id`.

    `amount_vnd` is what the quantity 1 costs: the fixed sum, the price of one `unit`, or the first
    of the `tiers`. `refundable` is None where nobody knows.
    """

    id: str
    name: str
    kind: FeeKind
    amount_vnd: int
    due: FeeDue
    document_number: str
    document_day: date | None
    effective_from: date
    effective_to: date | None
    exemptions: tuple[Exemption, ...]
    unit: str = ""
    """What is counted, such as "trang"; empty for one fixed sum."""
    tiers: tuple[Tier, ...] = ()
    """In rising order; only the last may be without a bound."""
    refundable: bool | None = None

    def __post_init__(self) -> None:
        assert 0 <= self.amount_vnd <= FEE_LIMIT_VND
        assert len({exemption.id for exemption in self.exemptions}) == len(self.exemptions)
        assert not self.tiers or (self.unit and self.tiers[0].amount_vnd == self.amount_vnd)
        assert rising(self.tiers)

    @property
    def quantity_limit(self) -> int:
        """The largest quantity that may be asked: 1 where there is nothing to count."""
        if not self.unit:
            return 1
        last = self.tiers[-1].upto if self.tiers else None
        return QUANTITY_LIMIT if last is None else last

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )


@dataclass(frozen=True, slots=True)
class Charge:
    """One line as told to the citizen; `fee` is the id, `exemption` the name of the one granted."""

    fee: str
    name: str
    kind: FeeKind
    due: FeeDue
    quantity: int
    full_vnd: int
    amount_vnd: int
    document_number: str
    exemption: str = ""
    basis: str = ""


def rising(tiers: tuple[Tier, ...]) -> bool:
    """Whether every tier reaches further than the one before it."""
    bounds = [QUANTITY_LIMIT + 1 if tier.upto is None else tier.upto for tier in tiers]
    return all(low < high for low, high in pairwise(bounds))


def fees_on(fees: tuple[Fee, ...] | None, day: date) -> tuple[Fee, ...]:
    """The fees in force on `day` (R112); none where nothing is published."""
    return tuple(fee for fee in fees or () if fee.in_force(day))


def charges(
    fees: tuple[Fee, ...] | None,
    day: date,
    *,
    quantities: Mapping[str, int],
    exemptions: Mapping[str, str],
) -> tuple[Charge, ...]:
    """What is owed of each fee in force on `day`, in the order of the catalogue.

    `quantities` and `exemptions` (ids) go by fee id; without a quantity there is one. Raises
    Refused "fee-exemption-unknown" and "fee-quantity-out-of-range".
    """
    return tuple(
        _charge(fee, quantities.get(fee.id, 1), exemptions.get(fee.id))
        for fee in fees_on(fees, day)
    )


def total_vnd(owed: Iterable[Charge]) -> int:
    return sum(charge.amount_vnd for charge in owed)


def full_vnd(fee: Fee, quantity: int) -> int:
    """What `quantity` costs with nothing taken off. Raises "fee-quantity-out-of-range"."""
    if not 1 <= quantity <= fee.quantity_limit:
        raise Refused("fee-quantity-out-of-range", fee=fee.name, limit=fee.quantity_limit)
    reached = (tier for tier in fee.tiers if tier.upto is None or quantity <= tier.upto)
    if (tier := next(reached, None)) is not None:
        return tier.amount_vnd
    return fee.amount_vnd * quantity


def _charge(fee: Fee, quantity: int, exemption_id: str | None) -> Charge:
    full = full_vnd(fee, quantity)
    granted = _granted(fee, exemption_id) if exemption_id is not None else None
    # Whole đồng, and what is left over is the citizen's.
    left = WHOLE_PERCENT - granted.percent if granted else WHOLE_PERCENT
    return Charge(
        fee=fee.id,
        name=fee.name,
        kind=fee.kind,
        due=fee.due,
        quantity=quantity,
        full_vnd=full,
        amount_vnd=full * left // WHOLE_PERCENT,
        document_number=fee.document_number,
        exemption=granted.name if granted else "",
        basis=granted.basis if granted else "",
    )


def _granted(fee: Fee, exemption_id: str) -> Exemption:
    for exemption in fee.exemptions:
        if exemption.id == exemption_id:
            return exemption
    raise Refused("fee-exemption-unknown", fee=fee.name)
