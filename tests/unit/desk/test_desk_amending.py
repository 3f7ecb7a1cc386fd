"""After the reception: pages that came later, fee, return, cancellation, post, instant, late."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.photo import Photo
from counter_app.desk.receiving.draft import Draft, FeeForm, LateForm, PersonForm, WayForm
from counter_app.desk.receiving.intake import Issued
from data.domain.center import Officer
from data.domain.codes import FormNumber, Series
from data.domain.entries import canonical
from data.domain.errors import Refused
from data.domain.handing_over import Progress, note_progress
from data.domain.lifecycle import State
from data.domain.papers import Copy, Receipt
from data.domain.people import PartyKind
from data.domain.printjob import JobOutcome, JobState
from data.domain.procedures import Step
from data.domain.received import Channel, FeeState
from data.domain.roles import Role
from data.store import queries
from data.store.errors import BlobDamaged
from data.store.journal import rebuild, verify
from tests.fakes.desk import StillClock, filled_draft, receive

RECEIPT = "AA/01 0000001"
ADDRESS = "Thôn Ví Dụ, xã Thử"
INSTANT = "MAU-CT-02"
ITEM = "CG000000005VN"
DIRECT = Channel.DIRECT


def complete(counter: Counter, officer: Officer, procedure: str) -> Draft:
    """A draft of any procedure with everything that it asks for."""
    draft = counter.drafting.begin(officer, procedure)
    for component in draft.components:
        draft = draft.with_component(counter.drafting.counted(draft, component))
    person = replace(draft.applicant, name="Nguyễn Văn Thử", identity="049000000123")
    return replace(draft, applicant=person)


def slip(counter: Counter, issued: Issued) -> Receipt:
    paper = counter.papers.paper(issued.dossier.id)
    assert isinstance(paper, Receipt)
    return paper


def print_all(counter: Counter, issued: Issued) -> None:
    for job in issued.jobs:
        counter.papers.sending(job)
        counter.papers.ended(job, JobOutcome.CONFIRMED)


def test_c29_the_photograph_of_a_later_act_outlives_the_sweep(
    counter: Counter, officer: Officer
) -> None:
    """Whatever kind of entry names a page, its file is nobody's orphan from then on."""
    dossier = receive(counter, officer).dossier
    named, orphan = (counter.papers.pages.put(page) for page in (b"a letter", b"no letter"))
    said = Progress(Step.APPRAISE, page=named, who="Lê Thị Mẫu")
    with counter.papers.journal.act(officer.id) as act:
        act.record(note_progress(dossier, said, now=act.now, roles=officer.roles))
    assert counter.drafting.sweep() == 1
    assert counter.papers.pages.blobs.get(named) == b"a letter"
    with pytest.raises(BlobDamaged):
        counter.papers.pages.blobs.get(orphan)


def test_c26_what_is_scanned_later_is_listed_until_then(counter: Counter, officer: Officer) -> None:
    """Accepted without a page, a dossier is "chưa quét" until each component has one."""
    issued = receive(counter, officer)
    assert issued.dossier.reception is not None
    components = issued.dossier.reception.components
    assert [it.id for it in counter.days.end().unscanned] == [issued.dossier.id]
    for component in components:
        counter.amending.add_page(officer, issued.dossier.id, component.id, b"a page")
    assert counter.days.end().unscanned == ()
    after = counter.search.open_id(issued.dossier.id).dossier
    assert after.reception is not None
    assert len(after.reception.pages) == len(components)
    assert verify(counter.store) == []


def test_a_page_that_came_later_is_never_swept(counter: Counter, officer: Officer) -> None:
    """Its entry names the file, so no sweep touches it, also after a rebuild."""
    issued = receive(counter, officer)
    assert issued.dossier.reception is not None
    first = issued.dossier.reception.components[0].id
    after = counter.amending.add_page(officer, issued.dossier.id, first, b"a page")
    rebuild(counter.store)
    assert counter.drafting.sweep() == 0
    assert after.reception is not None
    assert counter.drafting.pages.blobs.get(after.reception.pages[0]) == b"a page"


def test_c20_a_fee_is_paid_later_with_its_receipt(counter: Counter, officer: Officer) -> None:
    """What was unpaid at the reception is settled once, by the number of its receipt."""
    issued = receive(counter, officer)
    assert [it.unpaid_vnd for it in counter.days.end().unpaid] == [150_000]
    with pytest.raises(Refused, match="fee-receipt-missing"):
        counter.amending.record_fee(officer, issued.dossier.id, FeeForm(paid=True))
    paid = FeeForm(paid=True, receipt=RECEIPT)
    after = counter.amending.record_fee(officer, issued.dossier.id, paid)
    assert after.reception is not None
    assert (after.reception.fee.state, after.reception.fee.receipt) == (FeeState.PAID, RECEIPT)
    assert counter.days.end().taken_vnd == 150_000
    with pytest.raises(Refused, match="fee-settled"):
        counter.amending.record_fee(officer, issued.dossier.id, paid)


def test_c20_an_exemption_stands_with_its_basis(counter: Counter, officer: Officer) -> None:
    """A published exemption leaves nothing to pay, and the paper says on which ground."""
    draft = complete(counter, officer, "MAU-TP-02")
    fee = next(iter(counter.drafting.procedure(draft).fees or ()))
    draft = replace(draft, fee=FeeForm(exemptions={fee.id: "mien"}))
    issued = counter.intake.issue(officer, draft)
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.fee.state is FeeState.EXEMPT
    assert slip(counter, issued).fee_state == "được miễn"
    assert slip(counter, issued).charges[0].note


def test_r26_a_fee_that_nobody_published_is_not_said_to_be_none(
    counter: Counter, officer: Officer
) -> None:
    """Form 01 says "chưa công bố"; "không" would be a false statement on a legal paper."""
    unknown = next(
        it
        for it in counter.drafting.catalogue.procedures
        if it.fees is None and not it.elsewhere and it.publication and not it.instant
    )
    issued = counter.intake.issue(officer, complete(counter, officer, unknown.code))
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.fee.state is FeeState.UNPUBLISHED
    assert (slip(counter, issued).fee_vnd, slip(counter, issued).fee_published) == (None, False)


def test_c17_an_organisation_stands_on_form_01_with_tax_code_and_representative(
    counter: Counter, officer: Officer
) -> None:
    """Its number is no identity card's, and who stands for it is named."""
    draft = complete(counter, officer, "MAU-KHDT-01")
    company = PersonForm(
        name="Công ty TNHH Ví Dụ",
        kind=PartyKind.ORGANISATION,
        tax_code="0100233488",
        representative="Lê Thị Mẫu",
    )
    issued = counter.intake.issue(officer, replace(draft, applicant=company))
    said = slip(counter, issued).applicant
    assert (said.identity, said.tax_code, said.representative) == ("", "0100233488", "Lê Thị Mẫu")


def test_r112_a_fee_by_the_page_is_reckoned(counter: Counter, officer: Officer) -> None:
    """The quantity that was typed makes the amount; one out of range is named."""
    draft = complete(counter, officer, "MAU-TTTT-01")
    twelve = replace(draft, fee=FeeForm(quantities={"phi": 12}))
    assert counter.intake.review(officer, twelve).fee.amount_vnd == 180_000
    none = replace(draft, fee=FeeForm(quantities={"phi": 0}))
    blocks = counter.intake.review(officer, none).blocks
    assert [block.code for block in blocks] == ["fee-quantity-out-of-range"]


def test_r15_the_applicant_changes_the_way_of_the_result(
    counter: Counter, officer: Officer
) -> None:
    """By post with an address and back to the desk; the address can be erased (R10)."""
    issued = receive(counter, officer)
    with pytest.raises(Refused, match="post-address-missing"):
        counter.amending.change_return(
            officer, issued.dossier.id, WayForm(return_by_post=True, post_address=" ")
        )
    posted = counter.amending.change_return(
        officer, issued.dossier.id, WayForm(return_by_post=True, post_address=ADDRESS)
    )
    assert posted.reception is not None
    assert posted.reception.returning.by_post
    assert slip(counter, issued).post_address == "", "the slip that was given says what it said"
    print_all(counter, issued)
    counter.papers.reprint(officer, issued.dossier.id, reason="đổi nơi nhận")
    assert slip(counter, issued).post_address == ADDRESS
    assert slip(counter, issued).imprint.proof == posted.told_entry[:10]
    kept = counter.papers.paper(issued.dossier.id, Copy.KEPT)
    assert isinstance(kept, Receipt)
    assert kept.post_address == ""
    back = counter.amending.change_return(officer, issued.dossier.id, WayForm())
    assert back.reception is not None
    assert not back.reception.returning.by_post
    assert back.reception.returning.address == ""


def test_c15_a_wrong_choice_is_cancelled_on_its_day(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """The slip is taken back and photographed; the code is never used again."""
    issued = receive(counter, officer)
    print_all(counter, issued)
    with pytest.raises(Refused, match="slip-not-taken-back"):
        counter.amending.cancel(officer, issued.dossier.id, reason="nhầm thủ tục", slip=None)
    after = counter.amending.cancel(
        officer, issued.dossier.id, reason="nhầm thủ tục", slip=Photo(b"the slip", ("glare",))
    )
    assert after.state is State.CANCELLED
    assert after.trail[-1].overruled == ("glare",)
    assert after.cancellation is not None
    assert after.cancellation.reason == "nhầm thủ tục"
    again = receive(counter, officer)
    assert again.dossier.reception is not None
    assert after.reception is not None
    assert again.dossier.reception.code.number == after.reception.code.number + 1
    clock.forward(timedelta(days=1))
    with pytest.raises(Refused, match="cancel-too-late"):
        counter.amending.cancel(officer, again.dossier.id, reason="nhầm", slip=None)


def test_c15_without_a_slip_nothing_has_to_come_back(counter: Counter, officer: Officer) -> None:
    """While no sheet left the printer, a reason alone cancels."""
    issued = receive(counter, officer)
    with pytest.raises(Refused, match="cancel-reason-missing"):
        counter.amending.cancel(officer, issued.dossier.id, reason=" ", slip=None)
    after = counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=None)
    assert after.state is State.CANCELLED
    assert counter.papers.next_job() is None
    states = {job.sheet.copy: job.state for job in counter.papers.jobs(after.id) if job.sheet}
    assert states[Copy.APPLICANT] is JobState.WITHDRAWN
    assert counter.days.end().received == 0


def test_c27_money_is_counted_on_the_day_it_came(
    counter: Counter, officer: Officer, clock: StillClock
) -> None:
    """A fee of yesterday's dossier is today's money; a cancelled one stays in the drawer."""
    issued = receive(counter, officer)
    clock.forward(timedelta(days=1))
    counter.amending.record_fee(officer, issued.dossier.id, FeeForm(paid=True, receipt=RECEIPT))
    assert (counter.days.end().received, counter.days.end().taken_vnd) == (0, 150_000)
    paid = replace(filled_draft(counter, officer), fee=FeeForm(paid=True, receipt=RECEIPT))
    wrong = counter.intake.issue(officer, paid)
    counter.amending.cancel(officer, wrong.dossier.id, reason="nhầm", slip=None)
    assert counter.days.end().taken_vnd == 300_000
    assert [it.id for it in counter.days.end().refunds] == [wrong.dossier.id]


def test_c26_an_instant_result_is_scanned_later_too(counter: Counter, officer: Officer) -> None:
    """R68: what was answered at once is "chưa quét" until its pages are there."""
    issued = counter.intake.answer_at_once(officer, complete(counter, officer, INSTANT))
    assert [it.id for it in counter.days.end().unscanned] == [issued.dossier.id]


def test_r30_the_postal_employee_receives_what_the_list_gives_him(counter: Counter) -> None:
    """And nothing else: the sentence names who receives it."""
    postal = Officer("0e" * 16, "09", "Phạm Thị Không", frozenset({Role.POSTAL}))
    theirs = replace(complete(counter, postal, "MAU-TTTT-01"))
    assert counter.intake.issue(postal, theirs).dossier.state is State.RECEIVED
    others = complete(counter, postal, "MAU-KHDT-01")
    assert [it.code for it in counter.intake.review(postal, others).blocks] == ["receiver-other"]


def test_c21_a_postal_dossier_has_only_the_posts_number_until_it_is_signed_over(
    counter: Counter, officer: Officer
) -> None:
    """No code and no clock before the hand-over; then both count from its signing."""
    draft = complete(counter, officer, "MAU-TP-02")
    posted = replace(draft, way=WayForm(channel=Channel.POST, post_item="CG000000005VN"))
    assert "post-signing-missing" in {
        block.code for block in counter.intake.review(officer, posted).blocks
    }
    taken = counter.post.filing.take(officer, posted)
    assert (taken.state, taken.reception) == (State.POSTED, None)
    assert [it.paper for it in counter.days.end().posted] == ["CG000000005VN"]
    signed = replace(
        posted,
        way=replace(posted.way, signed_at="8:30 20/11/2026", signed_reason="giao sau giờ làm"),
    )
    issued = counter.intake.issue(officer, signed)
    assert issued.dossier.id == taken.id
    reception = issued.dossier.reception
    assert reception is not None
    assert f"{reception.code.day}" == "2026-11-20"
    assert (reception.channel, reception.post_item) == (Channel.POST, "CG000000005VN")


@pytest.mark.parametrize(
    ("signed_at", "reason", "blocks"),
    [
        ("8:30 23/11/2026", "", []),
        ("8:30 20/11/2026", "", ["signed-at-reason-missing"]),
        ("8:30 20/11/2026", " \x1b ", ["signed-at-reason-missing"]),
        ("8:30 20/11/2026", "giao sau giờ làm", []),
    ],
)
def test_c21_a_hand_over_of_another_day_wants_its_reason(
    counter: Counter, officer: Officer, signed_at: str, reason: str, blocks: list[str]
) -> None:
    """Code and due date count from the signing: today is plain, a day before is accounted for."""
    way = WayForm(Channel.POST, post_item=ITEM, signed_at=signed_at, signed_reason=reason)
    draft = replace(complete(counter, officer, "MAU-TP-02"), way=way)
    review = counter.intake.review(officer, draft)
    assert [block.code for block in review.blocks] == blocks
    if blocks:
        with pytest.raises(Refused, match=blocks[0]):
            counter.intake.issue(officer, draft)
    else:
        assert counter.intake.issue(officer, draft).dossier.state is State.RECEIVED


def test_c21_why_it_was_signed_before_is_kept_and_can_be_erased(
    counter: Counter, officer: Officer
) -> None:
    """Read back from the entry, and not in its signed part; another channel keeps none."""
    reason = "bưu tá Lê Văn Không Có giao sau giờ"
    way = WayForm(Channel.POST, post_item=ITEM, signed_at="8:30 20/11/2026", signed_reason=reason)
    draft = replace(complete(counter, officer, "MAU-TP-02"), way=way)
    issued = counter.intake.issue(officer, draft)
    kept = counter.search.open_id(issued.dossier.id).dossier.reception
    assert kept is not None
    assert kept.signed_reason == reason
    with counter.store.read() as connection:
        entries = queries.history(connection, issued.dossier.id)
    assert all(reason not in canonical(it.entry.body).decode() for it in entries)
    by_hand = replace(complete(counter, officer, "MAU-TP-02"), way=replace(way, channel=DIRECT))
    reception = counter.intake.issue(officer, by_hand).dossier.reception
    assert reception is not None
    assert reception.signed_reason == ""


def test_c21_a_late_entry_gives_one_reason(counter: Counter, officer: Officer) -> None:
    """The moment on the blank is the one that counts, with the reason of the late entry (C7)."""
    way = WayForm(Channel.POST, post_item=ITEM, signed_at="8:30 20/11/2026")
    late = LateForm(blank="261118-0007", received_at="9:00 20/11/2026", reason="mất điện")
    draft = replace(complete(counter, officer, "MAU-TP-02"), way=way, late=late)
    assert counter.intake.review(officer, draft).blocks == ()


def test_c21_a_procedure_without_post_is_not_taken_by_post(
    counter: Counter, officer: Officer
) -> None:
    """What the list does not open to the post is refused in one sentence (R15)."""
    draft = complete(counter, officer, "MAU-GTVT-01")
    posted = replace(draft, way=WayForm(channel=Channel.POST, post_item="CG000000005VN"))
    with pytest.raises(Refused, match="post-filing-not-allowed"):
        counter.post.filing.take(officer, posted)


def test_r121_a_dossier_from_a_lower_level_keeps_its_sender_and_code(
    counter: Counter, officer: Officer
) -> None:
    """The one-stop that sent it on, and the code it gave, stand in the record (C18)."""
    draft = complete(counter, officer, "MAU-TP-02")
    unnamed = replace(draft, way=WayForm(channel=Channel.INBOUND))
    assert [block.code for block in counter.intake.review(officer, unnamed).blocks] == [
        "inbound-one-stop-missing"
    ]
    way = WayForm(channel=Channel.INBOUND, one_stop="UBND xã Thử", inbound_code="X-1")
    issued = counter.intake.issue(officer, replace(draft, way=way))
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.inbound is not None
    assert issued.dossier.reception.inbound.code == "X-1"


def test_r72_an_online_dossier_is_checked_like_any_other(
    counter: Counter, officer: Officer
) -> None:
    """R67: the channel is recorded; components are asked for all the same."""
    draft = complete(counter, officer, "MAU-KHDT-01")
    online = replace(draft, way=WayForm(channel=Channel.ONLINE))
    empty = counter.drafting.begin(officer, "MAU-KHDT-01")
    bare = replace(empty, applicant=draft.applicant, way=online.way)
    blocks = counter.intake.review(officer, bare).blocks
    assert {block.code for block in blocks} == {"component-missing"}
    issued = counter.intake.issue(officer, online)
    assert issued.dossier.reception is not None
    assert issued.dossier.reception.channel is Channel.ONLINE


def test_r32_r125_no_instant_result_before_its_fee(counter: Counter, officer: Officer) -> None:
    """R125: whoever owes a fee gets no result; an exemption or a receipt opens the gate."""
    procedure = counter.drafting.procedure_of("MAU-TP-02")
    instant = replace(procedure, instant=True)
    catalogue = counter.drafting.catalogue
    others = tuple(it for it in catalogue.procedures if it.code != instant.code)
    counter.drafting.catalogue = replace(catalogue, procedures=(*others, instant))
    draft = complete(counter, officer, instant.code)
    with pytest.raises(Refused, match="fee-unpaid"):
        counter.intake.answer_at_once(officer, draft)
    paid = replace(draft, fee=FeeForm(paid=True, receipt=RECEIPT))
    assert counter.intake.answer_at_once(officer, paid).dossier.state is State.ANSWERED


def test_c7_late_entry_counts_from_the_paper(counter: Counter, officer: Officer) -> None:
    """Code, receipt and due date follow the time on the blank, which is entered once."""
    draft = complete(counter, officer, "MAU-KHDT-01")
    late = LateForm(blank=" 261118-0007", received_at="20/11/2026 14 giờ 05", reason="mất điện")
    issued = counter.intake.issue(officer, replace(draft, late=late))
    reception = issued.dossier.reception
    assert reception is not None
    assert reception.late is not None
    assert (f"{reception.code.day}", reception.late.blank) == ("2026-11-20", "261118-0007")
    assert f"{slip(counter, issued).received_at:%d/%m/%Y %H:%M}" == "20/11/2026 14:05"
    assert "mất điện" in slip(counter, issued).late
    assert [it.id for it in counter.days.end().late] == [issued.dossier.id]
    key = FormNumber(Series.BLANK, date(2026, 11, 18), 7).key
    again = replace(complete(counter, officer, "MAU-KHDT-01"), late=replace(late, blank=key))
    counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=None)
    with pytest.raises(Refused, match="late-blank-used"):
        counter.intake.issue(officer, again)


@pytest.mark.parametrize(
    ("late", "code"),
    [
        (LateForm(received_at="8:30 20/11/2026", reason="x"), "late-blank-missing"),
        (LateForm("q03-0007", "8:30 20/11/2026", "x"), "late-blank-unreadable"),
        (LateForm("261123-0000", "8:30 20/11/2026", "x"), "late-blank-unreadable"),
        (LateForm("990982300120", "8:30 20/11/2026", "x"), "late-blank-unreadable"),
        (LateForm("261118-0001", "8:30 20/11/2026"), "late-reason-missing"),
        (LateForm("261118-0001", "hôm qua", "x"), "late-moment-unreadable"),
        (LateForm("261118-0001", "8:30 31/02/2026", "x"), "late-moment-unreadable"),
    ],
)
def test_c7_a_late_entry_wants_blank_moment_and_reason(
    counter: Counter, officer: Officer, late: LateForm, code: str
) -> None:
    """Each is named where it is missing, and nothing is guessed."""
    draft = replace(complete(counter, officer, "MAU-KHDT-01"), late=late)
    assert [block.code for block in counter.intake.review(officer, draft).blocks] == [code]


def test_c7_a_late_entry_is_never_in_the_future(counter: Counter, officer: Officer) -> None:
    """A paper of tomorrow was written by nobody."""
    late = LateForm(blank="261118-0001", received_at="8:30 24/11/2026", reason="x")
    draft = replace(complete(counter, officer, "MAU-KHDT-01"), late=late)
    with pytest.raises(Refused, match="received-in-the-future"):
        counter.intake.issue(officer, draft)


def test_a9_an_instant_result_needs_no_form_01(counter: Counter, officer: Officer) -> None:
    """It is recorded with a code and given at once; form 01 is printed when it is asked for."""
    plain = counter.intake.answer_at_once(officer, complete(counter, officer, INSTANT))
    assert (plain.dossier.state, plain.jobs) == (State.ANSWERED, ())
    assert plain.dossier.reception is not None
    wanted = counter.intake.answer_at_once(
        officer, complete(counter, officer, INSTANT), on_paper=True
    )
    assert len(wanted.jobs) == 2
    with pytest.raises(Refused, match="not-instant"):
        counter.intake.answer_at_once(officer, filled_draft(counter, officer))


def test_f5_dossiers_of_one_visitor_have_one_fee_total(counter: Counter, officer: Officer) -> None:
    """Persons are the same, each dossier has its code, and the visit adds up the fees."""
    first = complete(counter, officer, "MAU-KHDT-01")
    counter.intake.issue(officer, first)
    second = counter.drafting.begin(officer, "MAU-TP-02", after=first)
    assert second.applicant == first.applicant
    for component in second.components:
        second = second.with_component(counter.drafting.counted(second, component))
    counter.intake.issue(officer, second)
    lines = counter.search.visit(first.visit)
    assert [line.unpaid_vnd for line in lines] == [150_000, 200_000]
