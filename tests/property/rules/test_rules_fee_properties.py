"""Whatever documents set and citizens bring: a charge stays between nothing and the full fee."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.domain.errors import Refused
from data.domain.fees import (
    FEE_LIMIT_VND,
    QUANTITY_LIMIT,
    Exemption,
    Fee,
    FeeDue,
    FeeKind,
    Tier,
    charges,
    fees_on,
    full_vnd,
    total_vnd,
)

UNHURRIED = settings(deadline=None)
FIRST = date(2019, 9, 26)
AMOUNTS = st.integers(0, FEE_LIMIT_VND)


@st.composite
def tiers(draw: st.DrawFn) -> tuple[Tier, ...]:
    bounds = sorted(draw(st.sets(st.integers(1, QUANTITY_LIMIT), max_size=5)))
    last = [None] if draw(st.booleans()) or not bounds else []
    return tuple(Tier(bound, draw(AMOUNTS)) for bound in [*bounds, *last])


@st.composite
def fees(draw: st.DrawFn, name: str = "phi") -> Fee:
    unit = draw(st.sampled_from(["", "trang"]))
    steps = draw(tiers()) if unit and draw(st.booleans()) else ()
    percents = draw(st.lists(st.integers(1, 100), max_size=3))
    first = FIRST + timedelta(days=draw(st.integers(0, 2_000)))
    length = draw(st.one_of(st.none(), st.integers(0, 2_000)))
    return Fee(
        id=name,
        name=f"Phí {name}",
        kind=draw(st.sampled_from(FeeKind)),
        amount_vnd=steps[0].amount_vnd if steps else draw(AMOUNTS),
        due=draw(st.sampled_from(FeeDue)),
        document_number="thử",
        document_day=None,
        effective_from=first,
        effective_to=None if length is None else first + timedelta(days=length),
        exemptions=tuple(
            Exemption(f"e{number}", "Diện thử", "căn cứ thử", percent)
            for number, percent in enumerate(percents)
        ),
        unit=unit,
        tiers=steps,
    )


def day_of(data: st.DataObject, fee: Fee) -> date:
    last = fee.effective_to or fee.effective_from + timedelta(days=400)
    return data.draw(st.dates(fee.effective_from, last))


@UNHURRIED
@given(fees(), st.data())
def test_a_charge_is_never_negative_and_never_above_the_full_fee(
    fee: Fee, data: st.DataObject
) -> None:
    """With any quantity that is allowed and any exemption that is published."""
    quantity = data.draw(st.integers(1, fee.quantity_limit))
    chosen = data.draw(st.sampled_from([None, *fee.exemptions]))
    exemptions = {fee.id: chosen.id} if chosen else {}
    (line,) = charges(
        (fee,), day_of(data, fee), quantities={fee.id: quantity}, exemptions=exemptions
    )
    assert 0 <= line.amount_vnd <= line.full_vnd
    assert bool(line.basis) == bool(chosen)
    assert (line.amount_vnd == line.full_vnd) or chosen
    if chosen and chosen.percent == 100:
        assert line.amount_vnd == 0


@UNHURRIED
@given(fees(), st.text(max_size=4), st.data())
def test_nothing_is_taken_off_that_is_not_published(
    fee: Fee, wanted: str, data: st.DataObject
) -> None:
    """An unknown exemption is refused, never ignored."""
    assume(wanted not in {exemption.id for exemption in fee.exemptions})
    with pytest.raises(Refused, match="fee-exemption-unknown"):
        charges((fee,), day_of(data, fee), quantities={}, exemptions={fee.id: wanted})


@UNHURRIED
@given(fees(), st.data())
def test_a_quantity_is_priced_or_refused(fee: Fee, data: st.DataObject) -> None:
    """By one amount for the whole sum, so much a unit, or the first tier that reaches it."""
    few, many = st.integers(-5, 0), st.integers(fee.quantity_limit + 1, 2 * QUANTITY_LIMIT)
    with pytest.raises(Refused, match="fee-quantity-out-of-range"):
        full_vnd(fee, data.draw(few | many))
    quantity = data.draw(st.integers(1, fee.quantity_limit))
    full = full_vnd(fee, quantity)
    assert full_vnd(fee, 1) == fee.amount_vnd
    if not fee.tiers:
        assert full == fee.amount_vnd * quantity
    else:
        assert full in {tier.amount_vnd for tier in fee.tiers}


def tier_index(fee: Fee, quantity: int) -> int:
    bounds = [QUANTITY_LIMIT if tier.upto is None else tier.upto for tier in fee.tiers]
    return next(number for number, bound in enumerate(bounds) if quantity <= bound)


@UNHURRIED
@given(fees().filter(lambda fee: bool(fee.tiers)), st.data())
def test_more_never_falls_into_an_earlier_tier(fee: Fee, data: st.DataObject) -> None:
    """Tiers are monotone in their index, and each is charged as published."""
    few = data.draw(st.integers(1, fee.quantity_limit))
    many = data.draw(st.integers(few, fee.quantity_limit))
    assert tier_index(fee, few) <= tier_index(fee, many)
    for quantity in (few, many):
        assert full_vnd(fee, quantity) == fee.tiers[tier_index(fee, quantity)].amount_vnd


@UNHURRIED
@given(fees("a"), fees("b"), st.dates(FIRST, date(2031, 1, 1)))
def test_the_total_is_the_sum_of_the_fees_of_the_day(one: Fee, two: Fee, day: date) -> None:
    """R112: each version counts on its days and on no other, in the order of the catalogue."""
    owed = charges((one, two), day, quantities={}, exemptions={})
    in_force = fees_on((one, two), day)
    assert [line.fee for line in owed] == [fee.id for fee in in_force]
    assert total_vnd(owed) == sum(fee.amount_vnd for fee in in_force)
    for fee in (one, two):
        inside = fee.effective_from <= day and (fee.effective_to or day) >= day
        assert (fee in in_force) == inside
