"""Packed for the post: linked with an item, and not gone yet (R15, R96, QĐ 45/2016 Đ9)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from data.domain.amendments import change_return
from data.domain.clock import LOCAL
from data.domain.confirmation import Confirmation
from data.domain.errors import Refused
from data.domain.hands import Hands
from data.domain.packing import (
    PRICE_LIMIT_VND,
    WEIGHT_LIMIT_G,
    Pack,
    Zone,
    delivered_by,
    pack,
    packed,
    unpack,
)
from data.domain.parcels import Parcel, ParcelState, PostEventKind, parcels, post_events
from data.domain.posting import (
    Deliver,
    as_packed,
    back_on_shelf,
    deliver,
    give_to_post,
)
from data.domain.received import FeeState, Inbound
from data.domain.reception import Way
from tests.fakes.endings import PLAIN, POST, RULES, S10, now, taking, together, twin, waiting
from tests.fakes.lives import CENTER, Life

READY = Pack(S10, Zone.DISTRICT)
COURIER = Hands("Phạm Thị Giao", "Bùi Văn Thư")


def lying(*, kept: int = 0, fee: FeeState = FeeState.PAID) -> Life:
    """A result at the return desk that is to go by post."""
    return waiting(taking(fee, kept=kept, by_post=True))


def ready(*, kept: int = 0) -> Life:
    life = lying(kept=kept)
    life.does(pack(life.dossier, READY, roles=POST, rules=RULES))
    return life


def given(life: Life) -> Life:
    there = packed(life.dossier)
    assert there is not None
    act = as_packed(there.what, COURIER, manifest="ab" * 16, now=now(life), rules=RULES)
    life.does(give_to_post(life.dossier, act, roles=POST, rules=RULES))
    return life


def test_a_result_is_packed_whole_with_its_kept_originals() -> None:
    """What waits for the courier says its number and what it holds."""
    life = ready(kept=2)
    there = packed(life.dossier)
    assert there is not None
    assert (there.what.item, there.what.originals, there.what.cod) == (S10, 2, False)
    assert parcels(life.dossier) == (Parcel(S10, ParcelState.PACKED, life.at),)


def test_before_it_is_packed_it_is_awaited_by_the_post() -> None:
    """It has no number yet, and is in the list of what is to be packed."""
    (one,) = parcels(lying().dossier)
    assert (one.item, one.state) == ("", ParcelState.TO_PACK)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (replace(READY, item=" "), "post-number-missing"),
        (replace(READY, item="EB123456784VN"), "post-number-mistyped"),
        (replace(READY, weight_g=WEIGHT_LIMIT_G + 1), "weight-out-of-range"),
        (replace(READY, weight_g=-1), "weight-out-of-range"),
        (replace(READY, price_vnd=PRICE_LIMIT_VND + 1), "postage-out-of-range"),
        (replace(READY, price_vnd=-1), "postage-out-of-range"),
    ],
)
def test_an_impossible_parcel_is_refused(act: Pack, code: str) -> None:
    """S10 has a check digit; weight and postage have bounds."""
    with pytest.raises(Refused, match=code):
        pack(lying().dossier, act, roles=POST, rules=RULES)


def test_r10_only_what_is_wished_by_post_is_packed() -> None:
    """The applicant decides how the result goes."""
    life = waiting(taking())
    with pytest.raises(Refused, match="post-not-asked-for"):
        pack(life.dossier, READY, roles=POST, rules=RULES)


def test_r95_what_came_from_another_one_stop_goes_back_there() -> None:
    """C18: no parcel to the citizen."""
    inbound = Inbound("Một cửa huyện Thử", "MC-1")
    life = waiting(taking(by_post=True, inbound=inbound))
    with pytest.raises(Refused, match="goes-back-to-one-stop"):
        pack(life.dossier, READY, roles=POST, rules=RULES)


def test_r15_another_wish_opens_the_parcel() -> None:
    """And the same wish once more wants it packed anew."""
    life = ready()
    life.does(change_return(life.dossier, PLAIN, Way(), roles=CENTER))
    assert packed(life.dossier) is None
    by_post = Way(return_by_post=True, post_address="Thôn Không Có")
    life.does(change_return(life.dossier, PLAIN, by_post, roles=CENTER))
    assert packed(life.dossier) is None
    assert parcels(life.dossier)[0].state is ParcelState.TO_PACK


def test_what_was_unpacked_is_packed_no_more() -> None:
    """And cannot be unpacked twice."""
    life = ready()
    life.does(unpack(life.dossier, roles=POST))
    assert packed(life.dossier) is None
    with pytest.raises(Refused, match="not-packed"):
        unpack(life.dossier, roles=POST)


def test_only_return_desk_and_post_pack() -> None:
    """R97: nobody else has the result in hand."""
    with pytest.raises(Refused, match="role-may-not"):
        pack(lying().dossier, READY, roles=CENTER, rules=RULES)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (Zone.DISTRICT, date(2026, 11, 25)),
        (Zone.PROVINCE, date(2026, 11, 26)),
        (Zone.COUNTRY, date(2026, 11, 30)),
    ],
)
def test_tt17_7_how_long_it_may_take_depends_on_how_far_it_goes(zone: Zone, day: date) -> None:
    """J + 1, J + 2, J + 4 working days; Tuesday 24/11/2026 is a holiday."""
    monday = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)
    assert delivered_by(monday, zone, RULES) == day


def test_the_courier_takes_what_was_packed() -> None:
    """The item, its originals and its last day are those of the parcel."""
    life = given(ready(kept=1))
    (one,) = parcels(life.dossier)
    assert (one.item, one.state, one.manifest) == (S10, ParcelState.CARRIED, "ab" * 16)
    assert one.by == date(2026, 11, 25)
    assert packed(life.dossier) is None


def test_a_delivered_parcel_is_over() -> None:
    """Its number stays known with how it ended."""
    life = given(ready())
    act = Deliver("Nguyễn Văn Thử", life.at.date(), identity_seen=True)
    life.does(deliver(life.dossier, act, now=now(life), roles=POST))
    assert [it.state for it in parcels(life.dossier)] == [ParcelState.DELIVERED]


def test_c21_what_came_back_is_packed_into_another_item() -> None:
    """Back on the shelf it waits for a new parcel; both numbers stay known."""
    life = given(ready())
    word = Confirmation("Điều 0", "aa" * 16)
    back = back_on_shelf(life.dossier, "B2", roles=POST, rules=RULES, confirmation=word)
    life.does(back)
    assert [it.state for it in parcels(life.dossier)] == [ParcelState.TO_PACK, ParcelState.BACK]
    life.does(pack(life.dossier, Pack("EB123456799VN"), roles=POST, rules=RULES))
    assert [it.state for it in parcels(life.dossier)] == [ParcelState.PACKED, ParcelState.BACK]


def test_two_desks_that_pack_the_same_result_agree_in_the_end() -> None:
    """The later parcel counts, whatever order the entries come in."""
    life = lying()
    other = twin(life)
    life.does(pack(life.dossier, READY, roles=POST, rules=RULES))
    other.does(pack(other.dossier, Pack("EB123456799VN"), roles=POST, rules=RULES))
    one, two = packed(together(life, other)), packed(together(other, life))
    assert one is not None
    assert one == two


def test_events_of_the_post_are_counted_once() -> None:
    """A wish that is repeated registers once; each item that was given counts."""
    life = given(ready())
    kinds = [it.kind for it in post_events(life.dossier)]
    assert kinds == [PostEventKind.REGISTERED, PostEventKind.GIVEN]
