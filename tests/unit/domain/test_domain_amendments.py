"""What happens to a dossier at the desk besides its reception (R10, R16, R112, C15, C20, C26)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from data.domain.amendments import add_pages, cancel, change_return, record_fee
from data.domain.dossier import Dossier, Mark, require_writable
from data.domain.errors import Refused
from data.domain.fees import charges
from data.domain.people import person
from data.domain.post_filing import TakeByPost, take_by_post
from data.domain.received import FeeState, Reception
from data.domain.reception import PAGES_LIMIT, FeeSaid, Way
from data.domain.roles import Role
from tests.fakes.endings import LEADER, PLAIN, RULES, taking
from tests.fakes.forge import START, an_id
from tests.fakes.lives import APPLICANT, CENTER, Life, received

PAID = FeeSaid(paid=True, receipt="AA/26 0001")
REASON = "Chọn nhầm thủ tục."


def taken(fee: FeeState = FeeState.UNPAID) -> Life:
    return received(taking(fee))


def reception_with_tariff() -> Reception:
    """Received under the tariff that the catalogue still holds."""
    plain = taking(FeeState.UNPAID)
    lines = charges(PLAIN.fees, START.date(), quantities={}, exemptions={})
    return replace(plain, fee=replace(plain.fee, charges=lines))


# --- fees ---------------------------------------------------------------------------------------


def test_r112_a_later_tariff_does_not_reach_back() -> None:
    """What was told is what is paid; where the tariff is gone, nothing more is taken off."""
    life = taken()
    life.does(record_fee(life.dossier, PLAIN, PAID, roles=CENTER))
    fee = life.dossier.taken_in().fee
    assert (fee.state, fee.amount_vnd, fee.receipt) == (FeeState.PAID, 50_000, "AA/26 0001")
    with pytest.raises(Refused, match="fee-exemption-unknown"):
        record_fee(taken().dossier, PLAIN, FeeSaid(exemptions={"x": "y"}), roles=CENTER)


def test_a_fee_that_was_not_paid_stands_as_it_was_told() -> None:
    """Recording that nothing was paid changes nothing."""
    life = taken()
    before = life.dossier.taken_in().fee
    life.does(record_fee(life.dossier, PLAIN, FeeSaid(), roles=CENTER))
    assert life.dossier.taken_in().fee == before


def test_r112_where_the_tariff_is_known_the_fee_is_counted_by_it() -> None:
    """With its statutory receipt, and only once (C20)."""
    life = received(reception_with_tariff())
    with pytest.raises(Refused, match="fee-receipt-missing"):
        record_fee(life.dossier, PLAIN, FeeSaid(paid=True), roles=CENTER)
    life.does(record_fee(life.dossier, PLAIN, PAID, roles=CENTER))
    assert life.dossier.taken_in().fee.state is FeeState.PAID
    with pytest.raises(Refused, match="fee-settled"):
        record_fee(life.dossier, PLAIN, PAID, roles=CENTER)


# --- pages, post, return ------------------------------------------------------------------------


def test_c26_pages_that_come_later_fill_what_was_not_scanned() -> None:
    """Of a component of this dossier, and no more than one dossier holds."""
    life = taken()
    with pytest.raises(Refused, match="component-unknown"):
        add_pages(life.dossier, "c9", ("cd" * 32,), roles=CENTER)
    with pytest.raises(Refused, match="too-many-pages"):
        add_pages(life.dossier, "c0", ("cd" * 32,) * PAGES_LIMIT, roles=CENTER)
    life.does(add_pages(life.dossier, "c0", ("cd" * 32,), roles=CENTER))
    assert "cd" * 32 in life.dossier.taken_in().pages


@pytest.mark.parametrize(
    ("item", "name", "by_post", "code"),
    [
        (" ", "Nguyễn Văn Thử", True, "post-item-missing"),
        ("BD1", "", True, "applicant-name-missing"),
        ("BD1", "Nguyễn Văn Thử", False, "post-filing-not-allowed"),
    ],
)
def test_c21_the_post_brings_a_numbered_item_of_somebody(
    item: str,
    name: str,
    by_post: bool,  # noqa: FBT001 - a table of cases
    code: str,
) -> None:
    """Where the procedure may come by post at all."""
    with pytest.raises(Refused, match=code):
        take_by_post(
            Dossier(an_id("dossier")),
            TakeByPost(replace(PLAIN, post_filing=by_post), item, person(name)),
            at=START,
            roles=CENTER,
            rules=RULES,
        )


def test_r15_the_way_of_the_result_is_changed_to_one_that_exists() -> None:
    """By post only where the procedure has it and somebody said where to."""
    life = taken()
    by_post = Way(return_by_post=True, post_address="Thôn Thử")
    with pytest.raises(Refused, match="post-return-not-allowed"):
        change_return(life.dossier, replace(PLAIN, post_return=False), by_post, roles=CENTER)
    with pytest.raises(Refused, match="post-address-missing"):
        change_return(life.dossier, PLAIN, Way(return_by_post=True), roles=CENTER)
    life.does(change_return(life.dossier, PLAIN, by_post, roles=CENTER))
    assert life.dossier.taken_in().returning.address == "Thôn Thử"
    life.does(change_return(life.dossier, PLAIN, Way(), roles=CENTER))
    assert not life.dossier.taken_in().returning.by_post


# --- a wrong choice -----------------------------------------------------------------------------


def test_c15_a_wrong_choice_is_cancelled_on_its_day_with_its_slip_taken_back() -> None:
    """Photographed, or destroyed under a leader's eyes."""
    life = taken()

    def cancels(*, reason: str = REASON, page: str = "", days: int = 0) -> None:
        cancel(
            life.dossier,
            reason=reason,
            slip_page=page,
            slip_is_out=True,
            now=START + timedelta(days=days),
            roles=CENTER,
        )

    with pytest.raises(Refused, match="cancel-reason-missing"):
        cancels(reason=" ")
    with pytest.raises(Refused, match="slip-not-taken-back"):
        cancels()
    with pytest.raises(Refused, match="cancel-too-late"):
        cancels(page="ab" * 32, days=1)
    fact = cancel(
        life.dossier,
        reason=REASON,
        slip_page="",
        slip_is_out=True,
        now=START,
        roles=CENTER,
        confirmation=LEADER,
    )
    life.does(fact)
    assert life.dossier.cancellation is not None
    assert life.dossier.cancellation.confirmation is not None
    assert life.dossier.cancellation.confirmation.leader == LEADER.leader


def test_a_dossier_with_entries_of_a_newer_program_is_only_shown() -> None:
    """What cannot be read may forbid the act."""
    require_writable(Dossier("d", applicant=APPLICANT))
    newer = Dossier("d", unread=(Mark("newer-program", "ab"),))
    with pytest.raises(Refused, match="dossier-read-only"):
        require_writable(newer)
    with pytest.raises(Refused, match="dossier-read-only"):
        add_pages(newer, "c0", (), roles={Role.CENTER})
