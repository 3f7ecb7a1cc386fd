"""The post takes results and dossiers, counts them, carries them, brings them back (R96, C21)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.post.packing import PackForm
from counter_app.desk.post.reports import kept_until
from counter_app.desk.post.tracing import BackForm, DeliverForm
from counter_app.desk.receiving.draft import DemandForm, WayForm
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.errors import Refused
from data.domain.hands import Direction, Hands
from data.domain.lifecycle import State
from data.domain.papers import Form, Manifest, Shipment
from data.domain.parcels import ParcelState, PostEventKind
from data.domain.post_filing import Posted, PostFault
from data.domain.profile import AfterFailedPost
from data.domain.received import Channel
from data.domain.releasing import Collector
from data.domain.supplement import Defect
from data.store import journal
from tests.fakes.desk import CASHIER, PIN, StillClock, filled_draft
from tests.fakes.piles import POLICE, code, decided, of
from tests.fakes.post_center import (
    ADDRESS,
    COURIER,
    carried,
    filed,
    packed,
    postal,
    s10,
    to_pack,
)

DAY = timedelta(days=1)


@pytest.fixture
def cashier(counter: Counter) -> Officer:
    """Of the return desk."""
    return counter.sign_in.sign_in(CASHIER, PIN)


@pytest.fixture
def post(cashier: Officer) -> Officer:
    return postal(cashier)


# --- packing ------------------------------------------------------------------------------------


def test_r96_a_result_and_its_parcel_are_linked_by_two_scans(
    counter: Counter, officer: Officer, cashier: Officer, post: Officer
) -> None:
    """The result is found by its slip, the parcel by its own number; the phiếu gửi says both."""
    made = to_pack(counter, officer, cashier)
    packing = counter.post.packing
    assert [it.dossier for it in packing.waiting()] == [made]
    fits = packing.check(post, code(counter, made))
    assert (fits.receiver, fits.address, fits.cash_vnd) == ("Hồ Thị Thử", ADDRESS, 0)
    done = packing.pack(post, made, PackForm("eb 123456785 vn", weight_g="1.250", price_vnd=""))
    assert done.item == "EB123456785VN"
    assert packing.waiting() == []
    assert [it.parcel.item for it in packing.ready()] == [done.item]
    paper = counter.papers.paper(made, form=Form.SHIPMENT)
    assert isinstance(paper, Shipment)
    assert (paper.item, paper.receiver.address) == (done.item, ADDRESS)
    assert [it.name for it in paper.documents] == ["Giấy chứng nhận số 12/GCN"]
    assert journal.verify(counter.store) == []


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (PackForm(""), "post-number-missing"),
        (PackForm("EB123456784VN"), "post-number-mistyped"),
        (PackForm(s10(1), weight_g="nặng"), "weight-unreadable"),
        (PackForm(s10(1), weight_g="90.000"), "weight-out-of-range"),
        (PackForm(s10(1), price_vnd="-5"), "postage-unreadable"),
    ],
)
def test_what_is_wrong_with_a_parcel_is_said(
    counter: Counter, officer: Officer, cashier: Officer, form: PackForm, code: str
) -> None:
    """A digit that was misread is found by the check digit of UPU S10."""
    made = to_pack(counter, officer, cashier)
    with pytest.raises(Refused, match=code):
        counter.post.packing.pack(cashier, made, form)


def test_a_parcel_holds_the_result_of_one_dossier(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """Its number scanned for another one names the dossier that has it."""
    first = packed(counter, officer, cashier)
    second = to_pack(counter, officer, cashier, name="Võ Văn Không")
    with pytest.raises(Refused, match="post-number-of-another") as refused:
        counter.post.packing.pack(cashier, second, PackForm(s10(12345678)))
    assert refused.value.facts["other"] == code(counter, first)


def test_r32_an_unpaid_result_is_not_packed_where_the_post_may_not_collect(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """A7, C20: the profile of 3089 knows no cash on delivery, and the gate has no override."""
    made = to_pack(counter, officer, cashier, paid=False)
    with pytest.raises(Refused, match="cod-not-allowed"):
        counter.post.packing.check(cashier, code(counter, made))


def test_r33_a_result_of_the_police_never_goes_from_our_shelf(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """C21: its own unit hands it to the post."""
    made = decided(counter, officer, procedure=POLICE)
    with pytest.raises(Refused, match="result-at-own-unit"):
        counter.post.packing.check(cashier, code(counter, made))


def test_r15_another_wish_before_the_pickup_takes_the_result_out_of_its_parcel(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """The parcel no longer waits for the courier; asked for again, it is to be packed anew."""
    made = packed(counter, officer, cashier)
    counter.amending.change_return(officer, made, WayForm())
    assert counter.post.packing.ready() == []
    assert counter.post.packing.waiting() == []
    with pytest.raises(Refused, match="not-packed"):
        counter.post.pickup.give(cashier, [made], COURIER)


def test_a_result_can_be_taken_out_of_its_parcel(
    counter: Counter, officer: Officer, cashier: Officer
) -> None:
    """Then it waits to be packed again."""
    made = packed(counter, officer, cashier)
    counter.post.packing.unpack(cashier, made)
    assert [it.dossier for it in counter.post.packing.waiting()] == [made]
    with pytest.raises(Refused, match="not-packed"):
        counter.post.packing.unpack(cashier, made)


# --- the courier comes --------------------------------------------------------------------------


def test_r96_parcels_go_in_one_act_with_a_manifest_for_both(
    counter: Counter, officer: Officer, cashier: Officer, post: Officer
) -> None:
    """QĐ 45/2016 Đ7.3: the sheet lists them in the order of their scans, and both keep one."""
    pile = [packed(counter, officer, cashier, number=it, name=f"Hồ Thị {it}") for it in (2, 1)]
    found = [counter.post.pickup.check(post, s10(it)) for it in (2, 1)]
    assert [it.id for it in found] == pile
    before = journal.count(counter.store)
    done = counter.post.pickup.give(post, pile, COURIER)
    assert journal.count(counter.store) == before + 4
    assert (done.direction, done.count) == (Direction.TO_POST, 2)
    assert [of(counter, it).state for it in pile] == [State.IN_POST] * 2
    paper = counter.papers.paper(done.id)
    assert isinstance(paper, Manifest)
    assert [it.item for it in paper.lines] == [s10(2), s10(1)]
    assert (paper.giver, paper.courier) == (cashier.name, COURIER.receiver)
    assert paper.kept_until == kept_until(local(done.at).date())
    assert [it.id for it in counter.post.pickup.recent()] == [done.id]
    assert counter.post.pickup.usual(post).receiver == COURIER.receiver


def test_what_is_missing_and_what_is_odd_is_named(
    counter: Counter, officer: Officer, cashier: Officer, post: Officer
) -> None:
    """A parcel that is not there is on the list of the missing; a strange one says what it is."""
    first, second = (packed(counter, officer, cashier, number=it) for it in (1, 2))
    pickup = counter.post.pickup
    assert pickup.check(post, s10(1)).id == first
    assert [it.id for it in pickup.counting.missing({first})] == [second]
    pickup.give(post, [first], COURIER)
    with pytest.raises(Refused, match="parcel-elsewhere") as refused:
        pickup.check(post, s10(1))
    assert refused.value.facts["state"] == ParcelState.CARRIED.value
    with pytest.raises(Refused):
        pickup.check(post, s10(99))


def test_nothing_goes_when_one_of_them_may_not(
    counter: Counter, officer: Officer, cashier: Officer, post: Officer
) -> None:
    """The refusal names the dossier, and no parcel has left."""
    first = packed(counter, officer, cashier, number=1)
    second = to_pack(counter, officer, cashier, name="Võ Văn Không")
    with pytest.raises(Refused, match="not-packed") as refused:
        counter.post.pickup.give(post, [first, second], COURIER)
    assert refused.value.facts["dossier"] == code(counter, second)
    assert of(counter, first).state is State.WAITING
    with pytest.raises(Refused, match="receiver-missing"):
        counter.post.pickup.give(post, [first], Hands(cashier.name, ""))


# --- on the way ---------------------------------------------------------------------------------


def test_tt17_7_an_item_is_late_after_its_working_days(
    counter: Counter, officer: Officer, cashier: Officer, clock: StillClock
) -> None:
    """Within a district J + 1: given on Monday before a holiday, it is due on Wednesday."""
    carried(counter, officer, cashier)
    clock.forward(2 * DAY)
    assert not counter.post.tracing.carried()[0].late
    clock.forward(DAY)
    assert counter.post.tracing.carried()[0].late


def test_c21_after_two_invitations_it_is_due_back_at_the_agency(
    counter: Counter,
    officer: Officer,
    cashier: Officer,
    post: Officer,
    clock: StillClock,
) -> None:
    """TT 17 Đ5.2.h: two working days lie between them, and the list says when the next may be."""
    made, tracing = carried(counter, officer, cashier), counter.post.tracing
    clock.forward(DAY)
    tracing.invite(post, made, "24/11/2026", "không có người nhận")
    (one,) = tracing.carried()
    assert one.next_try is not None
    assert f"{one.next_try:%d/%m/%Y}" == "26/11/2026"
    clock.forward(DAY)
    with pytest.raises(Refused, match="invitation-too-soon"):
        tracing.invite(post, made, "", "")
    clock.forward(DAY)
    tracing.invite(post, made, "", "")
    assert tracing.carried()[0].due_back
    assert tracing.back_place(of(counter, made)) is AfterFailedPost.AGENCY
    tracing.bring_back(post, made, BackForm(giver="Võ Thị Không", receiver="Lê Thị Nhận"))
    assert of(counter, made).state is State.APPROVED
    assert tracing.carried() == []


def test_r96_a_delivery_says_who_took_it_and_that_the_post_looked_at_a_paper(
    counter: Counter, officer: Officer, cashier: Officer, post: Officer
) -> None:
    """TT 17 Đ5.2: without identity seen it is refused."""
    made, tracing = carried(counter, officer, cashier), counter.post.tracing
    with pytest.raises(Refused, match="identity-not-seen"):
        tracing.deliver(post, made, DeliverForm("Hồ Thị Thử"))
    with pytest.raises(Refused, match="day-unreadable"):
        tracing.deliver(post, made, DeliverForm("Hồ Thị Thử", "hôm qua", identity_seen=True))
    by_letter = DeliverForm(
        "Trần Thị Khác", "", Collector.AUTHORISED, identity_seen=True, paper="1/GUQ", expires="mai"
    )
    with pytest.raises(Refused, match="day-unreadable"):
        tracing.deliver(post, made, by_letter)
    tracing.deliver(post, made, DeliverForm("Hồ Thị Thử", identity_seen=True))
    assert of(counter, made).state is State.RELEASED


def test_r24_what_was_lost_on_the_way_is_on_record(
    counter: Counter, officer: Officer, cashier: Officer, post: Officer
) -> None:
    """QĐ 45 Đ14: what happened, when and why; the list shows it."""
    made, tracing = carried(counter, officer, cashier), counter.post.tracing
    with pytest.raises(Refused, match="post-fault-reason-missing"):
        tracing.note_fault(post, made, PostFault.LOST, "", " ")
    tracing.note_fault(post, made, PostFault.LOST, "", "xe thư bị ngập")
    assert tracing.carried()[0].item.parcel.fault == PostFault.LOST.value


# --- filed by post ------------------------------------------------------------------------------


def test_c21_what_the_post_took_has_a_slip_for_both_and_no_code(
    counter: Counter, officer: Officer, post: Officer
) -> None:
    """QĐ 45 Đ6.4: every paper is on it, as original or copy."""
    receiving = replace(post, roles=officer.roles | post.roles)
    made = filed(counter, receiving)
    told = of(counter, made).last(Posted)
    assert told is not None
    assert told.what.sealed, "packed and sealed before its sender"
    assert of(counter, made).state is State.POSTED
    jobs = [it for it in counter.papers.jobs(made) if it.sheet]
    assert [it.sheet.form for it in jobs if it.sheet] == [Form.SHIPMENT] * 2
    paper = counter.papers.paper(made, form=Form.SHIPMENT)
    assert isinstance(paper, Shipment)
    assert (paper.item, paper.code) == (s10(87654321), "")
    assert paper.documents
    assert all(it.kind for it in paper.documents)


def test_qd45_7_the_signing_of_the_hand_over_is_the_submission(
    counter: Counter, officer: Officer, post: Officer, clock: StillClock
) -> None:
    """Form 01 counts from it, to the minute, however much later it is checked that day."""
    made = filed(counter, replace(post, roles=officer.roles | post.roles))
    filing = counter.post.filing
    assert filing.check(post, s10(87654321)).id == made
    clock.forward(timedelta(minutes=30))
    signed = local(clock())
    done = filing.hand_in(post, [made], Hands(post.name, officer.name))
    paper = counter.papers.paper(done.id)
    assert isinstance(paper, Manifest)
    assert paper.handed_in
    assert paper.lines[0].item == s10(87654321)
    with pytest.raises(Refused, match="handed-in-already"):
        filing.hand_in(post, [made], Hands(post.name, officer.name))
    clock.forward(timedelta(hours=2))
    draft = counter.drafting.reopen(officer, made)
    assert draft.way.signed_at == f"{signed:%H:%M %d/%m/%Y}"
    assert all(it.counts.total for it in draft.components)
    wrong = replace(draft, way=replace(draft.way, signed_at="07:00 23/11/2026"))
    with pytest.raises(Refused, match="post-signing-other"):
        counter.intake.issue(officer, wrong)
    received = counter.intake.issue(officer, draft).dossier.taken_in()
    assert local(received.received_at) == signed.replace(second=0, microsecond=0)


def test_qd45_7_a_supplement_moves_the_submission(
    counter: Counter, officer: Officer, post: Officer, clock: StillClock
) -> None:
    """What was asked for once more is submitted when it came, not when the post handed it in."""
    made = filed(counter, replace(post, roles=officer.roles | post.roles))
    counter.post.filing.hand_in(post, [made], Hands(post.name, officer.name))
    draft = counter.drafting.reopen(officer, made)
    demand = DemandForm(draft.components[0].id, defect=Defect.INCOMPLETE, note="thiếu chữ ký")
    asked = replace(draft, demands=(demand,), demand_reason="Hồ sơ chưa đủ theo công bố")
    counter.turning_away.request_supplement(officer, asked)
    clock.forward(2 * DAY)
    brought = counter.drafting.reopen(officer, made)
    signed = counter.drafting.counted(brought, brought.components[0])
    brought = brought.with_component(signed)
    by_hand = replace(brought, way=replace(brought.way, channel=Channel.DIRECT))
    received = counter.intake.issue(officer, by_hand).dossier.taken_in()
    assert received.received_at == clock()


# --- reports ------------------------------------------------------------------------------------


def test_the_report_counts_what_was_received_straight_from_the_post(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """R67: an item that was never registered before its hand-over was signed came by post too."""
    draft = filled_draft(counter, officer)
    signed_at = f"{local(clock()):%H:%M %d/%m/%Y}"
    way = WayForm(channel=Channel.POST, post_item=s10(1), signed_at=signed_at)
    counter.intake.issue(officer, replace(draft, way=way))
    today = local(clock()).date()
    report = counter.post.reports.of(today, today)
    assert {it: n for it, n in report.total.counts.items() if n} == {PostEventKind.FILED: 1}


def test_the_report_counts_what_came_and_went_by_agency(
    counter: Counter, officer: Officer, cashier: Officer, post: Officer, clock: StillClock
) -> None:
    """forms.md: received by post, given to the post, registered for the post."""
    carried(counter, officer, cashier)
    to_pack(counter, officer, cashier, name="Võ Văn Không")
    filed(counter, replace(post, roles=officer.roles | post.roles))
    today = local(clock()).date()
    report = counter.post.reports.of(today, today)
    assert len(report.lines) == 1
    wanted = {PostEventKind.FILED: 1, PostEventKind.REGISTERED: 2, PostEventKind.GIVEN: 1}
    assert {it: n for it, n in report.total.counts.items() if n} == wanted
    assert not counter.post.reports.of(today - DAY, today - DAY).lines
    with pytest.raises(Refused, match="period-turned-round"):
        counter.post.reports.of(today, today - DAY)
