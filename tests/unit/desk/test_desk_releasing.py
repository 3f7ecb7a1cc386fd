"""The return desk: a result is handed out on two matching scans, once, and with its note."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app import wording
from counter_app.bootstrap import Counter
from counter_app.desk.others import Others
from counter_app.desk.photo import Photo
from counter_app.desk.receiving.draft import AuthorizationForm, Draft, FeeForm, PersonForm, WayForm
from counter_app.desk.return_desk.collecting import CollectForm, Difference, begun, shown
from counter_app.desk.return_desk.releasing import RejectForm, SendBackForm, concerns
from counter_app.screens.dossiers.told_text import told
from data.domain.center import Officer
from data.domain.codes import CitizenCard
from data.domain.concluding import Fault, ResultKind
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.evaluating import Evaluation, Manner, evaluation
from data.domain.lifecycle import State
from data.domain.papers import Copy, Form, ReleaseNote, SentBackSheet
from data.domain.people import PartyKind, Scope
from data.domain.printjob import JobState
from data.domain.received import Channel
from data.domain.releasing import Collector, Release, SignedNote, Slip
from data.domain.roles import Role
from data.store.journal import rebuild, verify
from data.sync.hub import Claim
from tests.fakes import waiting as made
from tests.fakes.desk import StillClock, receive

CARD = CitizenCard("049000000123", "", "Nguyễn Văn Thử", None, "", "Thôn Ví Dụ", None, ())
STRANGER = CitizenCard("049000000999", "", "Hồ Thị Khác", None, "", "", None, ())
WORD = "Đã gọi điện cho chủ hồ sơ."


@pytest.fixture
def english() -> Iterator[None]:
    wording.use("en")
    yield
    wording.use(wording.DEFAULT_LANGUAGE)


@pytest.fixture
def desk(counter: Counter) -> Officer:
    """Who hands results out."""
    return made.cashier(counter)


@pytest.fixture
def waits(counter: Counter, officer: Officer) -> Dossier:
    return made.waiting(counter, officer)


def in_order(dossier: Dossier) -> CollectForm:
    """Slip and envelope were scanned, and the applicant stands there."""
    form = begun(dossier, made.key_on(dossier))
    return replace(form, envelope_code=made.code_of(dossier))


def of(counter: Counter, officer: Officer, change: Callable[[Draft], Draft]) -> Dossier:
    def changed(draft: Draft) -> Draft:
        return change(made.paid(draft))

    return made.waiting(counter, officer, made.Result(change=changed))


def codes(refusals: tuple[Refused, ...]) -> list[str]:
    return [it.code for it in refusals]


# --- in order -----------------------------------------------------------------------------------


def test_r98_a_result_is_handed_out_with_its_note_in_one_act(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """The note waits for the printer as soon as the result is out, and repeats that very act."""
    out = counter.releasing.hand_out(desk, waits.id, in_order(waits))
    assert out.dossier.state is State.RELEASED
    (job,) = [it for it in counter.papers.jobs(waits.id) if it.id == out.job]
    assert job.state is JobState.QUEUED
    assert job.sheet is not None
    assert job.sheet.form is Form.RELEASE
    note = counter.papers.sheets.paper(job.sheet)
    assert isinstance(note, ReleaseNote)
    assert note.collector.name == "Nguyễn Văn Thử"
    assert note.result_number.startswith("số 12/GCN")
    assert verify(counter.store) == []


def test_r123_slip_and_envelope_must_agree(
    counter: Counter, officer: Officer, desk: Officer, waits: Dossier
) -> None:
    """One scan opens the dossier; nothing leaves before the envelope says the same code."""
    other = receive(counter, officer, name="Trần Thị Khác").dossier
    good = in_order(waits)
    for form, code in (
        (replace(good, slip_code=""), "slip-not-shown"),
        (replace(good, slip_code=made.key_on(other)), "slip-of-another"),
        (replace(good, envelope_code=""), "envelope-not-scanned"),
        (replace(good, envelope_code=made.code_of(other)), "envelope-of-another"),
        (replace(good, envelope_code="Nguyễn Văn Thử|049000000123"), "envelope-of-another"),
    ):
        assert codes(counter.releasing.look(desk, waits, form).missing) == [code]
        with pytest.raises(Refused, match=code):
            counter.releasing.hand_out(desk, waits.id, form)
    assert made.now(counter, waits.id) == waits, "nothing was kept"


def test_what_was_scanned_in_place_of_an_envelope_names_nobody(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """A refusal may be logged, and a card holds a name."""
    form = replace(in_order(waits), envelope_code="Nguyễn Văn Thử|049000000123")
    (refused,) = counter.releasing.look(desk, waits, form).missing
    assert refused.facts == {"dossier": "?"}


def test_only_a_desk_that_hands_out_is_asked_for_results(
    counter: Counter, officer: Officer, desk: Officer, waits: Dossier
) -> None:
    """The slip of a received dossier opens the dossier, also at the return desk."""
    assert concerns(waits, desk.roles)
    assert not concerns(waits, officer.roles)
    assert not concerns(receive(counter, officer).dossier, desk.roles)


# --- who stands there ---------------------------------------------------------------------------


def test_c17_a_card_with_the_number_of_the_record_is_the_applicant(waits: Dossier) -> None:
    """The number decides; a name that is written otherwise is named."""
    seen = shown(waits, begun(waits), replace(CARD, name="NGUYỄN VĂN THỬ"))
    assert (seen.form.capacity, seen.form.identity_seen) == (Collector.APPLICANT, True)
    assert seen.differences == ()
    married = shown(waits, begun(waits), replace(CARD, name="Nguyễn Văn Thứ"))
    assert married.form.capacity is Collector.APPLICANT
    assert married.differences == (Difference("name", "Nguyễn Văn Thử", "Nguyễn Văn Thứ"),)


def test_c17_a_new_card_is_known_by_the_old_number_on_it(waits: Dossier) -> None:
    """Who handed in with an old card fetches with the new one."""
    card = replace(CARD, number="049000000777", old_number="049000000123")
    seen = shown(waits, begun(waits), card)
    assert (seen.form.capacity, seen.differences) == (Collector.APPLICANT, ())


def test_r124_somebody_else_comes_with_a_paper(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """The card says who it is not; the paper of authorisation is named, photographed and kept."""
    seen = shown(waits, in_order(waits), STRANGER)
    assert seen.form.capacity is Collector.AUTHORISED
    assert [it.field for it in seen.differences] == ["name", "number"]
    wants = counter.releasing.look(desk, waits, seen.form)
    assert codes(wants.missing) == ["collector-authorization-missing"]
    typed = replace(seen.form, paper="số 5/GUQ", expires="32/13/2026")
    assert codes(counter.releasing.look(desk, waits, typed).missing) == [
        "authorization-day-unreadable"
    ]
    form = replace(typed, expires="31/12/2026", right_page=Photo(b"the letter"))
    out = counter.releasing.hand_out(desk, waits.id, form).dossier.last(Release)
    assert out is not None
    assert out.what.capacity is Collector.AUTHORISED
    assert out.what.authorization == "số 5/GUQ"
    assert out.what.scope is Scope.RECEIVE
    assert counter.papers.pages.blobs.get(out.what.page) == b"the letter"
    assert counter.drafting.sweep() == 0


def test_r124_whoever_handed_in_by_right_is_expected_first(
    counter: Counter, officer: Officer
) -> None:
    """A paper that says both lets its bearer fetch too; one for handing in alone does not."""

    def by_letter(scope: Scope) -> Dossier:
        return of(
            counter,
            officer,
            lambda draft: replace(
                draft,
                submitter=PersonForm(name="Lê Thị Mẫu", identity="049000000456"),
                authorization=AuthorizationForm(paper="số 12/GUQ", scope=scope),
            ),
        )

    both, submitting = by_letter(Scope.BOTH), by_letter(Scope.SUBMIT)
    assert begun(both).capacity is Collector.SUBMITTER
    assert begun(both).collector.name == "Lê Thị Mẫu"
    assert begun(submitting).capacity is Collector.APPLICANT
    card = replace(CARD, number="049000000456", name="Lê Thị Mẫu")
    assert shown(both, begun(both), card).form.capacity is Collector.SUBMITTER
    assert shown(submitting, begun(submitting), card).form.capacity is Collector.AUTHORISED


def test_c17_of_an_organisation_its_representative_is_expected(
    counter: Counter, officer: Officer, desk: Officer
) -> None:
    """Whoever signs for it shows who he is; a card with that name says so."""

    def firm(draft: Draft) -> Draft:
        who = PersonForm(
            name="Công ty TNHH Không Có Thật",
            kind=PartyKind.ORGANISATION,
            tax_code="0100109106",
            representative="Lê Thị Mẫu",
        )
        return replace(draft, applicant=who)

    waits = of(counter, officer, firm)
    form = in_order(waits)
    assert (form.capacity, form.collector.name) == (Collector.REPRESENTATIVE, "Lê Thị Mẫu")
    assert codes(counter.releasing.look(desk, waits, form).missing) == ["identity-not-seen"]
    card = replace(CARD, number="049000000456", name="Lê Thị Mẫu")
    seen = shown(waits, form, card)
    assert seen.form.capacity is Collector.REPRESENTATIVE
    assert counter.releasing.look(desk, waits, seen.form).whole


# --- slips --------------------------------------------------------------------------------------


def test_c22_a_lost_slip_is_made_good_by_identity_and_signature(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """No other paper is asked (Đ4.1.đ): the card is looked at, the signature photographed."""
    form = replace(in_order(waits), slip=Slip.LOST, slip_code="")
    look = counter.releasing.look(desk, waits, form)
    assert codes(look.missing) == ["lost-slip-unproven"]
    assert look.confirmable
    proven = replace(form, identity_seen=True, signed_page=Photo(b"signed"))
    out = counter.releasing.hand_out(desk, waits.id, proven).dossier.last(Release)
    assert out is not None
    assert out.what.slip is Slip.LOST
    assert counter.papers.pages.blobs.get(out.what.signed_page) == b"signed"


def test_a8_a_leader_lets_a_lost_slip_pass(
    counter: Counter, officer: Officer, desk: Officer, waits: Dossier
) -> None:
    """Without a camera the supervisor's word stands for the photograph, and is in the entry."""
    word = Confirmation(WORD, officer.id)
    form = replace(in_order(waits), slip=Slip.LOST, slip_code="", confirmation=word)
    assert counter.releasing.look(desk, waits, form).whole
    out = counter.releasing.hand_out(desk, waits.id, form).dossier.last(Release)
    assert out is not None
    assert (out.what.confirmation, out.what.excused) == (word, ("lost-slip-unproven",))


def test_c22_a_slip_that_was_replaced_is_named_and_accepted(
    counter: Counter, officer: Officer, desk: Officer
) -> None:
    """A fee paid later is told anew; the first slip still identifies."""
    unpaid = made.waiting(counter, officer, made.Result())
    dossier = counter.amending.record_fee(officer, unpaid.id, made.PAID)
    form = replace(in_order(dossier), slip=Slip.SUPERSEDED)
    look = counter.releasing.look(desk, dossier, form)
    assert look.whole
    assert look.earlier == (dossier.tellings[0][:10],)
    assert counter.releasing.hand_out(desk, dossier.id, form).dossier.state is State.RELEASED


def test_only_a_slip_that_was_used_stops_with_when_and_by_whom(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """The second time nothing leaves, and nobody has to look for what happened."""
    counter.releasing.hand_out(desk, waits.id, in_order(waits))
    after = made.now(counter, waits.id)
    look = counter.releasing.look(desk, after, in_order(after))
    assert codes(look.barred) == ["slip-used"]
    assert look.used is not None
    assert (look.used.officer, look.used.collector) == (desk.name, "Nguyễn Văn Thử")
    with pytest.raises(Refused, match="slip-used") as stopped:
        counter.releasing.hand_out(desk, waits.id, in_order(after))
    assert stopped.value.facts == {"day": "2026-11-23", "hour": "09:14", "officer": desk.name}


# --- what bars it -------------------------------------------------------------------------------


def test_r32_no_word_opens_the_gate_of_a_fee(
    counter: Counter, officer: Officer, desk: Officer
) -> None:
    """It opens for a receipt alone; and originals of the citizen are never held back for it."""

    def owing(draft: Draft) -> Draft:
        first, *others = draft.components
        return replace(draft, components=(replace(first, kept=1), *others), fee=FeeForm())

    waits = made.waiting(counter, officer, made.Result(change=owing))
    word = Confirmation(WORD, officer.id)
    form = replace(in_order(waits), originals=1, confirmation=word)
    look = counter.releasing.look(desk, waits, form)
    assert codes(look.barred) == ["fee-unpaid"]
    assert not look.confirmable
    with pytest.raises(Refused, match="fee-unpaid"):
        counter.releasing.hand_out(desk, waits.id, form)
    only_originals = replace(form, items=(), envelope_code="", confirmation=None)
    part = counter.releasing.hand_out(desk, waits.id, only_originals)
    assert (part.in_part, part.dossier.state) == (True, State.WAITING)
    paid = counter.amending.record_fee(desk, waits.id, made.PAID)
    assert counter.releasing.hand_out(desk, paid.id, in_order(paid)).in_part is False


def test_c20_a_refusal_costs_nothing(counter: Counter, officer: Officer, desk: Officer) -> None:
    """What was not granted is handed out without its fee."""
    refused = made.Result(kind=ResultKind.REFUSED)
    waits = made.waiting(counter, officer, refused)
    assert counter.releasing.look(desk, waits, in_order(waits)).whole


def test_r33_the_return_desk_never_hands_out_for_the_police(
    counter: Counter, officer: Officer, desk: Officer
) -> None:
    """The citizen is told where to go; its own desk hands the result out there."""
    draft = counter.drafting.begin(officer, made.POLICE)
    for component in draft.components:
        draft = draft.with_component(counter.drafting.counted(draft, component))
    who = PersonForm(name="Nguyễn Văn Thử", identity="049000000123")
    draft = replace(draft, applicant=who, fee=made.PAID)
    said = made.Result(brought=False)
    decided = made.concluded(counter, officer, draft, said)
    assert concerns(decided, desk.roles)
    look = counter.releasing.look(desk, decided, in_order(decided))
    assert codes(look.barred) == ["result-at-own-unit"]
    with pytest.raises(Refused, match=r"role-may-not|action-not-now"):
        counter.releasing.hand_out(desk, decided.id, in_order(decided))
    police = replace(desk, roles=frozenset({Role.POLICE}))
    assert counter.releasing.look(police, decided, in_order(decided)).whole
    out = counter.releasing.hand_out(police, decided.id, in_order(decided))
    assert out.dossier.state is State.RELEASED


def test_r98_who_is_not_at_the_return_desk_releases_nothing(
    counter: Counter, officer: Officer, waits: Dossier
) -> None:
    """The officer who received it may not hand its result out."""
    with pytest.raises(Refused, match="role-may-not"):
        counter.releasing.hand_out(officer, waits.id, in_order(waits))


# --- in part, originals, old papers -------------------------------------------------------------


def test_r123_some_papers_now_and_the_rest_another_day(
    counter: Counter, officer: Officer, desk: Officer
) -> None:
    """What was not marked waits on, under the same slip."""
    waits = made.waiting(counter, officer, made.Result(items=made.TWO, change=made.paid))
    part = counter.releasing.hand_out(desk, waits.id, replace(in_order(waits), items=("2",)))
    assert part.in_part
    rest = begun(part.dossier, made.key_on(part.dossier))
    assert rest.items == ("1",)
    assert codes(counter.releasing.look(desk, part.dossier, rest).missing) == [
        "envelope-not-scanned"
    ]
    out = counter.releasing.hand_out(desk, waits.id, in_order(part.dossier))
    assert out.dossier.state is State.RELEASED
    notes = [it.sheet.entry for it in counter.papers.jobs(waits.id) if it.id in {part.job, out.job}
             if it.sheet]  # fmt: skip
    assert len(set(notes)) == 2, "each note repeats its own act"


def test_c8_originals_and_old_papers_are_not_forgotten(
    counter: Counter, officer: Officer, desk: Officer
) -> None:
    """With the last paper everything that was kept goes back, or a leader says why not."""

    def keeping(draft: Draft) -> Draft:
        first, *others = draft.components
        return replace(draft, components=(replace(first, kept=1), *others))

    waits = of(counter, officer, keeping)
    look = counter.releasing.look(desk, waits, in_order(waits))
    assert (look.originals, codes(look.missing)) == (1, ["originals-left"])
    assert look.confirmable
    assert counter.releasing.look(desk, waits, replace(in_order(waits), originals=1)).whole


# --- back to the agency, back to another one-stop -----------------------------------------------


def test_c23_a_wrong_result_goes_back_and_nothing_new_is_paid(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """With its reason, a new date at the closing hour, and the old one photographed as marked."""
    with pytest.raises(Refused, match="rejection-reason-missing"):
        counter.releasing.reject(desk, waits.id, RejectForm())
    with pytest.raises(Refused, match="new-due-unreadable"):
        counter.releasing.reject(desk, waits.id, RejectForm(reason="Sai tên", new_due="mai"))
    form = RejectForm(
        reason="Sai tên", new_due="30/11/2026", recovered=True, marked=Photo(b"marked")
    )
    back = counter.releasing.reject(desk, waits.id, form)
    assert back.state is State.APPRAISAL
    assert counter.drafting.sweep() == 0, "the photograph is nobody's orphan"


def test_c23_a_fault_that_is_found_at_home_brings_the_result_back(
    counter: Counter, officer: Officer, desk: Officer, waits: Dossier
) -> None:
    """A wrong result is taken back first; where it cannot be, a leader says so."""
    counter.releasing.hand_out(desk, waits.id, in_order(waits))
    form = RejectForm(fault=Fault.WRONG, reason="Sai tên", new_due="30/11/2026")
    with pytest.raises(Refused, match="wrong-result-not-recovered"):
        counter.releasing.reject(desk, waits.id, form)
    confirmed = replace(form, confirmation=Confirmation(WORD, officer.id))
    assert counter.releasing.reject(desk, waits.id, confirmed).state is State.APPRAISAL


def test_r95_what_another_one_stop_sent_goes_back_there(
    counter: Counter, officer: Officer, desk: Officer
) -> None:
    """With its envelope scanned and two names; that one-stop may take the fee."""

    def inbound(draft: Draft) -> Draft:
        way = WayForm(channel=Channel.INBOUND, one_stop="UBND xã Thử", inbound_code="H.01-0001")
        return replace(draft, way=way, fee=FeeForm())

    waits = made.waiting(counter, officer, made.Result(change=inbound))
    assert "fee-unpaid" in codes(counter.releasing.look(desk, waits, in_order(waits)).barred)
    form = SendBackForm(giver=desk.name, receiver="Bùi Văn Nhận", fee_there=True)
    with pytest.raises(Refused, match="envelope-not-scanned"):
        counter.releasing.send_back(desk, waits.id, form)
    sent = replace(form, envelope_code=made.key_on(waits))
    after = counter.releasing.send_back(desk, waits.id, sent)
    assert after.state is State.RELEASED
    sheets = [it.sheet for it in counter.papers.jobs(waits.id) if it.sheet]
    signed = [it for it in sheets if it.form is Form.SENT_BACK]
    assert {it.copy for it in signed} == set(Copy), "each side keeps one"
    paper = counter.papers.sheets.paper(signed[0])
    assert isinstance(paper, SentBackSheet)
    assert (paper.one_stop, paper.there) == ("UBND xã Thử", "H.01-0001")
    assert (paper.giver, paper.receiver, paper.fee_there) == (desk.name, "Bùi Văn Nhận", True)
    assert verify(counter.store) == []


# --- the signed note, other desks ---------------------------------------------------------------


def test_r98_the_signed_note_is_photographed_behind_the_release(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """It can only be signed once it was printed, and it is printed from what was committed."""
    with pytest.raises(Refused, match="release-unknown"):
        counter.releasing.keep_signed(desk, waits.id, Photo(b"signed"))
    out = counter.releasing.hand_out(desk, waits.id, in_order(waits))
    before = counter.releasing.look(desk, out.dossier, in_order(out.dossier))
    after = counter.releasing.keep_signed(desk, waits.id, Photo(b"signed"))
    look = counter.releasing.look(desk, after, in_order(after))
    assert before.used is not None
    assert look.used is not None
    assert (before.used.signed, look.used.signed) == (False, True)
    assert counter.drafting.sweep() == 0
    rebuild(counter.store)
    assert made.now(counter, waits.id) == after


class NobodyAnswers:
    """A line to the hub with a cable that is out."""

    def claim(self, subject: str, purpose: str) -> Claim | None:
        return None

    def give_up(self, subject: str, purpose: str) -> None:
        return None


def test_r16_what_no_other_desk_could_be_asked_about_is_marked(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """The citizen is not sent away because a cable is out; the entry says that nobody was asked."""
    others = Others(counter.store, counter.releasing.journal.keys.id, NobodyAnswers())
    alone = replace(counter.releasing, others=others)
    out = alone.hand_out(desk, waits.id, in_order(waits))
    said = out.dossier.last(Release)
    assert said is not None
    assert out.unconfirmed
    assert said.what.unconfirmed


def test_an_expired_right_is_told_on_the_day_of_the_release(
    counter: Counter, officer: Officer, desk: Officer, clock: StillClock
) -> None:
    """What was in force when the result came may be over when somebody comes for it."""
    waits = of(
        counter,
        officer,
        lambda draft: replace(
            draft,
            submitter=PersonForm(name="Lê Thị Mẫu", identity="049000000456"),
            authorization=AuthorizationForm(paper="số 12/GUQ", expires="24/11/2026"),
        ),
    )
    form = in_order(waits)
    assert counter.releasing.look(desk, waits, form).whole
    clock.forward(timedelta(days=2))
    late = counter.releasing.look(desk, waits, form)
    assert codes(late.missing) == ["collector-authorization-expired"]


# --- the evaluation -----------------------------------------------------------------------------


@pytest.mark.usefixtures("english")
def test_r107_an_evaluation_stands_in_the_history_without_its_answers(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """Officers see that the citizen answered, and not what: the one judged may be among them."""
    counter.releasing.hand_out(desk, waits.id, in_order(waits))
    after = counter.releasing.evaluate(desk, waits.id, Evaluation(manner=Manner.POOR))
    found = evaluation(after)
    assert found is not None
    assert (found.officer, found.what.manner) == (desk.id, Manner.POOR)
    assert told(after, found.entry) == "1 question answered"
    with pytest.raises(Refused, match="evaluated-already"):
        counter.releasing.evaluate(desk, waits.id, Evaluation(manner=Manner.GOOD))
    assert verify(counter.store) == []


# --- doubtful photographs -----------------------------------------------------------------------


@pytest.mark.usefixtures("english")
def test_a_doubtful_photograph_says_in_its_entry_what_was_overruled(
    counter: Counter, desk: Officer, waits: Dossier
) -> None:
    """The signed note and the paper of authorisation, as the pages of a dossier do."""
    letter = Photo(b"the letter", ("glare", "finger"))
    form = replace(
        in_order(waits),
        capacity=Collector.AUTHORISED,
        collector=PersonForm(name="Lê Văn Giả", identity="049000000555"),
        paper="Giấy ủy quyền số 1",
        right_page=letter,
        identity_seen=True,
    )
    counter.releasing.hand_out(desk, waits.id, form)
    after = counter.releasing.keep_signed(desk, waits.id, Photo(b"signed", ("out-of-focus",)))
    out, note = after.last(Release), after.last(SignedNote)
    assert out is not None
    assert note is not None
    assert (out.overruled, note.overruled) == (("glare", "finger"), ("out-of-focus",))
    assert "The photograph was kept in spite of:" in told(after, note.entry)
