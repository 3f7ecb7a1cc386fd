"""What a citizen owes: versions by day, units, tiers, exemptions (R112, C20)."""

from dataclasses import replace
from datetime import date

import pytest

from data.domain.errors import Refused
from data.domain.fees import (
    QUANTITY_LIMIT,
    Exemption,
    Fee,
    FeeDue,
    FeeKind,
    Tier,
    charges,
    fees_on,
    total_vnd,
)

TODAY = date(2026, 11, 23)
HALF = Exemption("giam", "Sinh viên", "căn cứ thử", 50)
WHOLE = Exemption("mien", "Trẻ em", "căn cứ thử", 100)
FIXED = Fee(
    id="phi",
    name="Phí thử",
    kind=FeeKind.CHARGE,
    amount_vnd=200_001,
    due=FeeDue.FILING,
    document_number="thử",
    document_day=None,
    effective_from=date(2019, 9, 26),
    effective_to=None,
    exemptions=(HALF, WHOLE),
)
PER_PAGE = replace(FIXED, id="trang", name="Phí theo trang", amount_vnd=15_000, unit="trang")
TIERED = replace(
    FIXED,
    id="bac",
    name="Phí theo phút",
    amount_vnd=1_500_000,
    unit="phút",
    tiers=(Tier(50, 1_500_000), Tier(100, 2_000_000), Tier(None, 5_000_000)),
)


def amounts(
    *fees: Fee, quantities: dict[str, int] | None = None, exemptions: dict[str, str] | None = None
) -> list[int]:
    owed = charges(fees, TODAY, quantities=quantities or {}, exemptions=exemptions or {})
    return [charge.amount_vnd for charge in owed]


def test_a_fee_is_the_one_in_force_on_the_day() -> None:
    """R112: a new document ends the old amount."""
    old = replace(FIXED, effective_to=date(2025, 12, 31))
    new = replace(FIXED, effective_from=date(2026, 1, 1), amount_vnd=60_000)
    assert fees_on((old, new), date(2025, 12, 31)) == (old,)
    assert fees_on((old, new), date(2026, 1, 1)) == (new,)
    assert fees_on((old, new), date(2019, 9, 25)) == ()
    assert fees_on(None, TODAY) == ()


def test_each_fee_is_one_line_with_its_document() -> None:
    """The citizen is told what for, how many, how much and by which document."""
    (line,) = charges((PER_PAGE,), TODAY, quantities={"trang": 12}, exemptions={})
    assert (line.fee, line.name, line.quantity) == ("trang", "Phí theo trang", 12)
    assert (line.full_vnd, line.amount_vnd, line.document_number) == (180_000, 180_000, "thử")
    assert (line.exemption, line.basis, line.due) == ("", "", FeeDue.FILING)


@pytest.mark.parametrize(
    ("minutes", "amount"),
    [(1, 1_500_000), (50, 1_500_000), (51, 2_000_000), (100, 2_000_000), (101, 5_000_000)],
)
def test_a_tier_reaches_up_to_its_bound(minutes: int, amount: int) -> None:
    """The bound itself belongs to the lower tier."""
    assert amounts(TIERED, quantities={"bac": minutes}) == [amount]


def test_without_a_quantity_there_is_one() -> None:
    """Most fees are one fixed sum."""
    assert amounts(FIXED, PER_PAGE, TIERED) == [200_001, 15_000, 1_500_000]
    assert total_vnd(charges((FIXED, PER_PAGE), TODAY, quantities={}, exemptions={})) == 215_001


def test_a_reduction_is_rounded_in_the_citizens_favour() -> None:
    """Whole đồng; the line names what was granted and on which ground."""
    (line,) = charges((FIXED,), TODAY, quantities={}, exemptions={"phi": "giam"})
    assert (line.full_vnd, line.amount_vnd) == (200_001, 100_000)
    assert (line.exemption, line.basis) == ("Sinh viên", "căn cứ thử")
    assert amounts(FIXED, exemptions={"phi": "mien"}) == [0]


def test_only_a_published_exemption_is_granted() -> None:
    """C20: an exemption has a basis, or it is none."""
    with pytest.raises(Refused, match="fee-exemption-unknown") as refused:
        amounts(FIXED, exemptions={"phi": "quen-biet"})
    assert refused.value.facts == {"fee": "Phí thử"}


@pytest.mark.parametrize(
    ("fee", "quantity", "limit"),
    [
        (FIXED, 2, 1),
        (PER_PAGE, 0, QUANTITY_LIMIT),
        (PER_PAGE, -3, QUANTITY_LIMIT),
        (PER_PAGE, QUANTITY_LIMIT + 1, QUANTITY_LIMIT),
        (replace(TIERED, tiers=TIERED.tiers[:2]), 101, 100),
    ],
)
def test_a_quantity_has_its_bounds(fee: Fee, quantity: int, limit: int) -> None:
    """One fixed sum is owed once, and no tier is guessed beyond the last that was published."""
    with pytest.raises(Refused, match="fee-quantity-out-of-range") as refused:
        amounts(fee, quantities={fee.id: quantity})
    assert refused.value.facts == {"fee": fee.name, "limit": limit}


def test_a_fee_that_contradicts_itself_cannot_be() -> None:
    """The readers report it with its place before it comes to this."""
    with pytest.raises(AssertionError):
        replace(TIERED, tiers=(Tier(None, 1_500_000), Tier(50, 2_000_000)))
    with pytest.raises(AssertionError):
        replace(TIERED, unit="")
    with pytest.raises(AssertionError):
        replace(FIXED, exemptions=(HALF, HALF))
