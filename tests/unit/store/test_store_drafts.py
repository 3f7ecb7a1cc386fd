"""Drafts, PIN verifiers and pages on their way: nothing an entry names is ever swept."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.bootstrap import read_rulebook
from counter_app.desk.receiving.draft import Draft
from counter_app.desk.receiving.drafting import Drafting
from counter_app.desk.receiving.intake import Intake
from data.domain.center import Desk
from data.domain.errors import Refused
from data.domain.numbering import Slice
from data.store import journal
from data.store.drafts import Drafts, Pins, SavedDraft
from data.store.files import unfinished
from data.store.journal import new_id
from tests.fakes.forge import START
from tests.fakes.stores import OFFICER, DeskStore, new_desk, reception_fact

PAGE, OTHER = b"one page", b"another page"
PROCEDURE = "MAU-KHDT-01"


def intake_of(desk: DeskStore) -> Intake:
    rulebook = read_rulebook()
    return Intake(
        store=desk.store,
        journal=desk.journal,
        drafting=Drafting(
            desk.store, Drafts(desk.store), desk.pages, rulebook.catalogue, desk.clock
        ),
        rules=rulebook.in_force,
        desk=Desk(new_id(), 3, desk.keys.public.hex(), Slice(1, 999)),
        clock=desk.clock,
    )


def page_file(desk: DeskStore, content: bytes) -> Path:
    name = desk.pages.blobs.name(content)
    return desk.files.blobs / name[:2] / name


def noted(desk: DeskStore) -> list[str]:
    with desk.store.read() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM pending_blob").scalars())


def drafted(intake: Intake, *pages: bytes) -> Draft:
    draft = intake.drafting.begin(OFFICER, PROCEDURE)
    for page in pages:
        draft = intake.drafting.attach_page(OFFICER, draft, draft.components[0].id, page)
    return draft


def complete(intake: Intake, draft: Draft) -> Draft:
    """The draft as it can be issued."""
    draft = replace(draft, applicant=replace(draft.applicant, name="Nguyễn Văn Thử"))
    for component in draft.components:
        draft = draft.with_component(intake.drafting.counted(draft, component))
    return draft


def test_drafts_come_back_newest_first(desk: DeskStore) -> None:
    """A draft is what was last saved, until it is deleted."""
    drafts = Drafts(desk.store)
    first = SavedDraft(new_id(), OFFICER.id, "{}", START)
    second = replace(first, id=new_id(), saved_at=START + timedelta(seconds=1))
    for draft in (first, second):
        drafts.save(draft)
    assert drafts.all() == [second, first]
    changed = replace(first, body='{"a": 1}', saved_at=START + timedelta(minutes=1))
    drafts.save(changed)
    assert drafts.all() == [changed, second]
    assert drafts.get(first.id) == changed
    drafts.delete(first.id)
    assert drafts.get(first.id) is None
    assert drafts.all() == [second]


def test_pin_verifiers_are_kept_apart(desk: DeskStore) -> None:
    """Each officer has the verifier that was set last."""
    pins = Pins(desk.store)
    assert pins.get(OFFICER.id) is None
    for verifier in ("$argon2id$1", "$argon2id$2"):
        pins.set(OFFICER.id, verifier)
        assert pins.get(OFFICER.id) == verifier


def test_a_page_is_noted_until_an_entry_names_it(desk: DeskStore) -> None:
    """The note is there before the file, and goes with the commit that names the file."""
    name = desk.pages.put(PAGE)
    assert noted(desk) == [name]
    desk.record(reception_fact(1, pages=(name,)))
    assert noted(desk) == []
    desk.pages.put(PAGE)
    assert noted(desk) == []
    assert desk.pages.sweep(list) == 0
    assert desk.pages.blobs.get(name) == PAGE


def refuse(desk: DeskStore, page: str) -> None:
    with desk.journal.act(OFFICER.id) as act:
        act.record(reception_fact(1, pages=(page,)))
        raise Refused("not-now")


def test_a_refused_act_keeps_the_note(desk: DeskStore) -> None:
    """A page whose act was undone is still nobody's, and is swept once no draft wants it."""
    name = desk.pages.put(PAGE)
    with pytest.raises(Refused):
        refuse(desk, name)
    assert desk.pages.sweep(lambda: [name]) == 0
    assert desk.pages.sweep(list) == 1
    assert not page_file(desk, PAGE).exists()


class Crash(BaseException):
    """The process is gone at this very point."""


@pytest.mark.parametrize("left", ["nothing", "unfinished", "file"])
def test_a_crash_between_note_and_draft_leaves_no_orphan(
    desk: DeskStore, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    """Whatever of a page was written when the desk died, the next start removes it."""
    blobs = type(desk.pages.blobs)
    put = blobs.put

    def dying(self: object, content: bytes) -> str:
        if left == "unfinished":
            page_file(desk, content).parent.mkdir(parents=True)
            unfinished(page_file(desk, content)).write_bytes(b"half")
        elif left == "file":
            put(desk.pages.blobs, content)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(blobs, "put", dying)
        with pytest.raises(Crash):
            desk.pages.put(PAGE)
    desk = desk.restart()
    assert intake_of(desk).drafting.sweep() == 1
    assert [path for path in desk.files.blobs.rglob("*") if path.is_file()] == []
    assert noted(desk) == []
    desk.close()


def test_a_sweep_that_was_cut_off_is_repeated(
    desk: DeskStore,
) -> None:
    """A file that is gone while its note stayed stops no later sweep."""
    desk.pages.put(PAGE)
    page_file(desk, PAGE).unlink()
    assert desk.pages.sweep(list) == 1
    assert noted(desk) == []


def test_discard_deletes_only_what_nobody_else_names(desk: DeskStore) -> None:
    """A page that another draft or a dossier names stays when a draft is discarded."""
    intake = intake_of(desk)
    kept = drafted(intake, PAGE)
    issued = complete(intake, drafted(intake, b"in a dossier"))
    intake.issue(OFFICER, issued)
    discarded = drafted(intake, PAGE, OTHER, b"in a dossier")
    intake.drafting.discard(discarded.id)
    assert page_file(desk, PAGE).exists()
    assert page_file(desk, b"in a dossier").exists()
    assert not page_file(desk, OTHER).exists()
    assert [parked.id for parked in intake.drafting.parked()] == [kept.id]


def test_a_draft_is_issued_once(desk: DeskStore) -> None:
    """The act that makes the dossier takes the draft away; issuing it again is refused."""
    intake = intake_of(desk)
    draft = complete(intake, drafted(intake, PAGE))
    intake.issue(OFFICER, draft)
    assert intake.drafting.parked() == []
    before = journal.count(desk.store)
    with pytest.raises(Refused):
        intake.issue(OFFICER, draft)
    assert journal.count(desk.store) == before


def in_thread(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_sweep_waits_while_a_page_is_on_its_way(desk: DeskStore) -> None:
    """Who holds the turn from file to name keeps a page from the sweep of another thread."""
    intake = intake_of(desk)
    with desk.store.turn:
        name = desk.pages.put(PAGE)
        sweeping = in_thread(intake.drafting.sweep)
        desk.record(reception_fact(1, pages=(name,)))
    sweeping.join()
    assert desk.pages.blobs.get(name) == PAGE


def test_threads_putting_one_page_at_once(desk: DeskStore) -> None:
    """The same page put by several threads is one whole file, and nobody is told of an error."""
    failed: list[BaseException] = []

    def put() -> None:
        try:
            desk.pages.put(PAGE * 50_000)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test names it
            failed.append(error)

    for thread in [in_thread(put) for _ in range(8)]:
        thread.join()
    assert failed == []
    assert desk.pages.blobs.get(desk.pages.blobs.name(PAGE * 50_000)) == PAGE * 50_000


def test_a_draft_of_another_process_is_offered(tmp_path: Path) -> None:
    """What was saved before a power cut is there after it."""
    desk = new_desk(tmp_path)
    draft = drafted(intake_of(desk), PAGE)
    desk = desk.restart()
    intake = intake_of(desk)
    assert intake.drafting.sweep() == 0
    assert intake.drafting.resume(draft.id) == draft
    assert intake.drafting.parked()[0].pages == 1
    desk.close()
