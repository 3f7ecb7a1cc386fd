"""Online dossiers at the desk: taken in once, checked alike, and each decision told (R72–R75)."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.receiving.attached import FILE_LIMIT_BYTES, Left
from counter_app.desk.receiving.draft import DemandForm, Draft, RefusalForm
from counter_app.desk.receiving.online import DirectForm, TakenIn
from data.domain.center import Officer
from data.domain.contacting import ContactChannel, Purpose, waiting_messages
from data.domain.dossier import Dossier
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.online import Directed, applied
from data.domain.received import Channel, Counts
from data.domain.refusal import Ground
from data.store import journal, queries
from tests.fakes.desk import CASHIER, PIN, StillClock, filled_draft
from tests.fakes.portal import picture, portal, sent, with_file, write


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ho-so-truc-tuyen.jsonl"


def take_in(counter: Counter, officer: Officer, file: Path, *rows: dict[str, object]) -> TakenIn:
    return counter.online.take_in(officer, write(file, rows))


def one(counter: Counter, officer: Officer, file: Path, row: dict[str, object]) -> str:
    (line,) = take_in(counter, officer, file, row).taken
    return line.dossier


def opened(counter: Counter, officer: Officer, dossier_id: str) -> Draft:
    return counter.drafting.reopen(officer, dossier_id)


def dossier(counter: Counter, dossier_id: str) -> Dossier:
    return counter.search.open_id(dossier_id).dossier


def told(counter: Counter, dossier_id: str) -> dict[ContactChannel, str]:
    """The words that wait for each function of the portal."""
    waiting = waiting_messages(dossier(counter, dossier_id))
    return {it.contact.channel: it.contact.text for it in waiting}


def test_r72_an_online_dossier_opens_the_ordinary_intake_prefilled(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """Procedure, persons, counts, pages and wishes are what the citizen sent; nothing is issued."""
    page = picture()
    row = sent(
        1,
        submitter={"name": "Lê Thị Ví Dụ", "identity": "049000000999"},
        authorization={"capacity": "authorised", "paper": "số 1/GUQ"},
        post="Thôn Không Có, xã Ví Dụ",
        sets=2,
    )
    dossier_id = one(counter, officer, file, with_file(file, row, "trang 1.jpg", page))
    assert [line.id for line in counter.online.waiting()] == [dossier_id]
    draft = opened(counter, officer, dossier_id)
    assert draft.id == dossier_id
    assert draft.applicant.name == "Nguyễn Văn Thử 1"
    assert draft.submitter is not None
    assert draft.submitter.name == "Lê Thị Ví Dụ"
    assert draft.authorization.paper == "số 1/GUQ"
    assert (draft.way.channel, draft.way.return_by_post) == (Channel.ONLINE, True)
    assert (draft.way.post_address, draft.sets) == ("Thôn Không Có, xã Ví Dụ", 2)
    first = draft.components[0]
    assert first.counts == Counts(originals=1)
    assert [counter.papers.pages.blobs.get(it) for it in first.pages] == [page]
    assert [it.waits for it in counter.drafting.parked()] == [State.APPLIED]


def test_r75_r74_a_complete_one_is_received_and_told_in_the_same_act(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """Form 01 as at the desk; an e-mail and a text message wait with code and due date."""
    dossier_id = one(counter, officer, file, sent(1))
    issued = counter.intake.issue(officer, opened(counter, officer, dossier_id))
    found = dossier(counter, dossier_id)
    assert (found.state, found.taken_in().channel) == (State.RECEIVED, Channel.ONLINE)
    with counter.store.read() as connection:
        acts = {it.entry.act for it in queries.history(connection, dossier_id)[1:]}
    assert len(acts) == 1
    texts = told(counter, dossier_id)
    assert set(texts) == {ContactChannel.EMAIL, ContactChannel.SMS}
    text = texts[ContactChannel.EMAIL]
    assert text == texts[ContactChannel.SMS]
    for said in (portal(1), str(found.taken_in().code), "Hẹn trả kết quả: 17 giờ 00", "150.000 đ"):
        assert said in text, text
    assert text.startswith("BẢN TẬP – KHÔNG CÓ GIÁ TRỊ\nDỮ LIỆU MẪU\n")
    assert issued.dossier.state is State.RECEIVED


def test_r73_form_02_is_told_with_its_reason_and_the_full_list(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """What became of an online dossier, everything that is asked for, how to bring it (R106)."""
    dossier_id = one(counter, officer, file, sent(1, phone=None))
    draft = opened(counter, officer, dossier_id)
    demands = tuple(
        DemandForm(it.id, note=f"ghi chú {place}")
        for place, it in enumerate(draft.components[:2], start=1)
    )
    draft = replace(draft, demands=demands, demand_reason="Tệp không đọc được")
    given = counter.turning_away.request_supplement(officer, draft)
    texts = told(counter, dossier_id)
    assert set(texts) == {ContactChannel.EMAIL}
    text = texts[ContactChannel.EMAIL]
    for said in (str(given.number), "Tệp không đọc được", "1. ", "ghi chú 1", "2. ", "ghi chú 2"):
        assert said in text, text
    assert given.dossier.state is State.SUPPLEMENT


def test_r73_form_03_is_told_with_reason_and_law(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """A refusal that nobody hears of is none."""
    dossier_id = one(counter, officer, file, sent(1, email=None))
    said = RefusalForm(Ground.NOT_ELIGIBLE, "Chưa đủ điều kiện", "Điều 1 văn bản thử")
    draft = opened(counter, officer, dossier_id)
    given = counter.turning_away.refuse(officer, draft, said)
    (message,) = waiting_messages(given.dossier)
    assert message.contact.channel is ContactChannel.SMS
    assert message.contact.address == "0905000123"
    assert message.contact.purpose is Purpose.REFUSED
    for part in (str(given.number), "Chưa đủ điều kiện", "Điều 1 văn bản thử"):
        assert part in message.contact.text


def test_r73_another_agencys_matter_is_directed_and_told(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """Agency, address, reason and guidance: once, in full, and the draft has ended."""
    dossier_id = one(counter, officer, file, sent(1))
    form = DirectForm("UBND xã Không Có", "Thôn Không Có", "Thẩm quyền của cấp xã", "Nộp tờ khai")
    draft = opened(counter, officer, dossier_id)
    assert counter.online.direct(officer, draft, form).state is State.DIRECTED
    found = dossier(counter, dossier_id)
    assert found.facts(Directed)[0].what.agency == "UBND xã Không Có"
    text = told(counter, dossier_id)[ContactChannel.EMAIL]
    for said in (form.agency, form.address, form.reason, form.guidance):
        assert said in text
    assert counter.drafting.parked() == []
    assert counter.online.waiting() == []


def test_whoever_came_to_the_desk_is_told_there(counter: Counter, officer: Officer) -> None:
    """No message is queued for a dossier that never came online."""
    draft = filled_draft(counter, officer)
    issued = counter.intake.issue(officer, draft)
    assert waiting_messages(dossier(counter, issued.dossier.id)) == ()
    assert counter.contacting.counts() == queries.MessageCounts(0, 0)


def test_importing_a_file_again_changes_nothing(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """Neither while they wait nor after they were decided."""
    rows = [sent(1), sent(2)]
    first = take_in(counter, officer, file, *rows)
    assert len(first.taken) == 2
    counter.intake.issue(officer, opened(counter, officer, first.taken[0].dossier))
    before = journal.count(counter.store)
    again = take_in(counter, officer, file, *rows)
    assert (again.taken, again.refused) == ((), ())
    assert [(it.portal, it.differs) for it in again.known] == [
        (portal(1), False),
        (portal(2), False),
    ]
    assert journal.count(counter.store) == before


def test_a_known_number_with_another_moment_is_shown_and_not_taken(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """Which of the two the citizen meant is nothing that a program decides."""
    one(counter, officer, file, sent(1))
    again = take_in(counter, officer, file, sent(1, applied_at="2026-11-22T21:00:00"))
    assert [it.differs for it in again.known] == [True]


def test_c9_the_answer_to_form_02_comes_online_into_the_same_dossier(
    counter: Counter, officer: Officer, file: Path, clock: StillClock
) -> None:
    """By the number of the form, or under the old number of the portal; only its items open."""
    dossier_id = one(counter, officer, file, sent(1))
    draft = opened(counter, officer, dossier_id)
    asked = draft.components[1].id
    draft = replace(draft, demands=(DemandForm(asked),))
    given = counter.turning_away.request_supplement(officer, draft)
    row = sent(
        1,
        applied_at="2026-11-23T09:14:00",
        components=[{"id": "giay-de-nghi", "copies": 3}, {"id": asked, "originals": 2}],
    )
    clock.forward(timedelta(minutes=1))
    under_number = {**row, "portal": portal(7), "supplements": str(given.number)}
    assert one(counter, officer, file, under_number) == dossier_id
    found = dossier(counter, dossier_id)
    assert found.state is State.APPLIED
    again = opened(counter, officer, dossier_id)
    assert again.asked_again == (asked,)
    assert again.component(asked).counts == Counts(originals=2)
    assert again.component("giay-de-nghi").counts == Counts(originals=1)
    issued = counter.intake.issue(officer, again)
    assert issued.dossier.state is State.RECEIVED
    told_last = applied(issued.dossier)
    assert told_last is not None
    assert told_last.portal == portal(7)
    assert counter.search.open(portal(1)).dossier.id == dossier_id


def test_c9_the_old_number_of_the_portal_answers_form_02_too(
    counter: Counter, officer: Officer, file: Path, clock: StillClock
) -> None:
    """What was sent before the form is no answer to it; what was sent after is."""
    dossier_id = one(counter, officer, file, sent(1))
    draft = opened(counter, officer, dossier_id)
    asked = replace(draft, demands=(DemandForm(draft.components[1].id),))
    counter.turning_away.request_supplement(officer, asked)
    clock.forward(timedelta(minutes=5))
    before = take_in(counter, officer, file, sent(1, applied_at="2026-11-23T09:13:00"))
    assert [it.differs for it in before.known] == [True]
    after = sent(1, applied_at="2026-11-23T09:15:00")
    parked = opened(counter, officer, dossier_id)
    (refused,) = take_in(counter, officer, file, after).refused
    assert refused.why.code == "applied-being-checked"
    counter.drafting.discard(parked.id)
    assert one(counter, officer, file, after) == dossier_id
    assert take_in(counter, officer, file, after).known


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (sent(1, supplements="261123-0099"), "applied-supplement-unknown"),
        (sent(1, supplements="không số"), "applied-supplement-unknown"),
        (sent(1, applied_at="2026-11-24T08:00:00"), "applied-in-the-future"),
        (sent(1, note="ạ" * 2000, post="ạ" * 300), ""),
    ],
)
def test_a_line_that_is_refused_stops_no_other(
    counter: Counter, officer: Officer, file: Path, row: dict[str, object], code: str
) -> None:
    """Each has its reason, and the next one comes in."""
    done = take_in(counter, officer, file, row, sent(2))
    assert [it.why.code for it in done.refused] == ([code] if code else [])
    assert done.taken[-1].portal == portal(2)


def test_files_that_are_no_pages_stay_at_the_portal_and_are_listed(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """A PDF, a torn picture and one beyond all measure are named by their place, not by name."""
    row: dict[str, object] = sent(1)
    for name, content in (
        ("điều lệ.pdf", b"%PDF-1.7 ..."),
        ("rách.jpg", picture()[:200]),
        ("lớn.jpg", picture() + b"\0" * FILE_LIMIT_BYTES),
        ("tốt.png", picture(kind="PNG")),
    ):
        row = with_file(file, row, name, content)
    (line,) = take_in(counter, officer, file, row).taken
    assert [(it.number, it.why) for it in line.left] == [
        (1, Left.NO_PICTURE),
        (2, Left.DAMAGED),
        (3, Left.TOO_LARGE),
    ]
    came = applied(dossier(counter, line.dossier))
    assert came is not None
    first = came.components[0]
    assert (len(first.pages), len(first.left)) == (1, 3)
    assert [it.name for it in came.file_names] == ["điều lệ.pdf", "rách.jpg", "lớn.jpg", "tốt.png"]


def test_a_file_that_is_missing_or_another_one_keeps_its_dossier_out(
    counter: Counter, officer: Officer, file: Path, tmp_path: Path
) -> None:
    """A poorer dossier than was sent is never taken in: the import is repeated with the files."""
    page, folder = picture(), file.with_suffix("") / portal(1)
    row = with_file(file, sent(1), "a.jpg", page)

    def refused() -> str:
        (line,) = take_in(counter, officer, file, row).refused
        return line.why.code

    (folder / "a.jpg").write_bytes(picture(10))
    assert refused() == "attached-differs"
    (folder / "a.jpg").unlink()
    assert refused() == "attached-missing"
    (tmp_path / "ngoài.jpg").write_bytes(page)
    (folder / "a.jpg").symlink_to(tmp_path / "ngoài.jpg")
    assert refused() == "attached-missing"
    (folder / "a.jpg").unlink()
    (folder / "a.jpg").symlink_to("a.jpg")
    assert refused() == "attached-missing"
    (folder / "a.jpg").unlink()
    (folder / "a.jpg").mkdir()
    assert refused() == "attached-missing"
    (folder / "a.jpg").rmdir()
    (folder / "a.jpg").write_bytes(page)
    assert len(take_in(counter, officer, file, row).taken) == 1


def test_pages_of_an_online_dossier_are_never_swept(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """The entry names them, also while no draft does."""
    page = picture()
    dossier_id = one(counter, officer, file, with_file(file, sent(1), "a.jpg", page))
    opened(counter, officer, dossier_id)
    counter.drafting.discard(dossier_id)
    assert counter.drafting.sweep() == 0
    (name,) = opened(counter, officer, dossier_id).components[0].pages
    assert counter.papers.pages.blobs.get(name) == page


def test_whoever_may_not_receive_takes_nothing_in(counter: Counter, file: Path) -> None:
    """The return desk imports no dossiers."""
    cashier = counter.sign_in.sign_in(CASHIER, PIN)
    with pytest.raises(Refused, match="role-may-not"):
        take_in(counter, cashier, file, sent(1))


def test_the_first_that_came_is_the_first_in_the_list(
    counter: Counter, officer: Officer, file: Path
) -> None:
    """Online nobody stands in a queue that can be seen."""
    done = take_in(counter, officer, file, *(sent(number) for number in range(1, 5)))
    assert [it.id for it in counter.online.waiting()] == [it.dossier for it in done.taken]
    assert [it.paper for it in counter.online.waiting()][:1] == [portal(1)]
    assert [it.id for it in counter.search.find(portal(3))] == [done.taken[2].dossier]
