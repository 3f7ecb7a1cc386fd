"""What comes out of the printer holds: nothing cancelled or outdated, each form 02 as itself."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.desk.photo import Photo
from counter_app.desk.receiving.draft import DemandForm
from counter_app.desk.receiving.guiding import GuidanceForm
from counter_app.desk.receiving.intake import Issued
from counter_app.desk.receiving.turning_away import TurnedAway
from data.domain.center import Officer
from data.domain.confirmation import Confirmation
from data.domain.errors import Refused
from data.domain.lifecycle import State
from data.domain.papers import Copy, Form, Paper, SupplementPaper
from data.domain.printjob import JobOutcome, JobState, Sheet
from printing.papers.layout import lay_out
from printing.papers.template import FORMS_OF_2018, Templates, load_sets
from printing.render import render
from tests.fakes.desk import filled_draft, receive
from tests.fakes.returns import OTHER_RULES

LEADER = Confirmation("Điều 0 Nghị định không có thật", "aa" * 16)
RECEIPT = (Form.RECEIPT, Copy.APPLICANT)
SLIP = b"a photograph of the slip"


def printed(counter: Counter) -> Iterator[Paper]:
    """Everything that waits, in the order in which it comes out."""
    while (job := counter.papers.next_job()) is not None:
        counter.papers.sending(job.id)
        counter.papers.ended(job.id, JobOutcome.CONFIRMED)
        yield job.paper


def one_form_02(counter: Counter, officer: Officer) -> TurnedAway:
    draft = filled_draft(counter, officer)
    demand = DemandForm(component=draft.components[1].id)
    return counter.turning_away.request_supplement(officer, replace(draft, demands=(demand,)))


def another_form_02(counter: Counter, officer: Officer, first: TurnedAway) -> TurnedAway:
    """Of the same dossier, with a leader behind it."""
    again = counter.drafting.reopen(officer, first.dossier.id)
    again = replace(again, demands=tuple(DemandForm(it.id) for it in again.components[:2]))
    return counter.turning_away.request_supplement(officer, again, LEADER)


def test_each_form_02_prints_as_itself(counter: Counter, officer: Officer) -> None:
    """A first 02 that still waits for the printer is not a second original of the second."""
    first = one_form_02(counter, officer)
    given = (first, another_form_02(counter, officer, first))
    papers = [it for it in printed(counter) if isinstance(it, SupplementPaper)]
    assert [it.number for it in papers] == [str(away.number) for away in given]


def test_copies_of_a_second_02_are_counted_from_one(counter: Counter, officer: Officer) -> None:
    """The newest paper is the one that is copied, whatever was copied before it."""
    first = one_form_02(counter, officer)
    list(printed(counter))
    counter.papers.reprint(officer, first.dossier.id, reason="mất")
    list(printed(counter))
    second = another_form_02(counter, officer, first)
    list(printed(counter))
    counter.papers.reprint(officer, first.dossier.id, reason="mất")
    copy = counter.papers.paper(first.dossier.id)
    assert isinstance(copy, SupplementPaper)
    assert (copy.number, copy.imprint.reprint) == (str(second.number), 1)


def test_a_posting_that_holds_no_more_stops_no_slip(counter: Counter, officer: Officer) -> None:
    """It is withdrawn, and the next citizen's paper comes out (R26)."""
    rules = counter.guiding.rules
    another = replace(rules.catalogue, sha256="ab" * 32)
    guiding = replace(counter.guiding, rules=replace(rules, catalogue=another))
    procedure = counter.drafting.procedure_of("MAU-TP-01")
    posting = guiding.guide(officer, procedure, GuidanceForm(), paper=Form.POSTING)
    issued = receive(counter, officer)
    assert len(list(printed(counter))) == 1
    assert counter.papers.jobs(posting.guidance.id)[0].state is JobState.WITHDRAWN
    assert counter.papers.jobs(issued.dossier.id)[1].state is JobState.CONFIRMED


def test_c15_a_cancelled_dossier_has_no_more_copies(counter: Counter, officer: Officer) -> None:
    """Its slip was taken back, so none is printed of it again."""
    issued = receive(counter, officer)
    list(printed(counter))
    dossier = counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=Photo(SLIP))
    assert dossier.state is State.CANCELLED
    with pytest.raises(Refused, match="action-not-now"):
        counter.papers.reprint(officer, dossier.id, reason="mất")


def test_c15_nothing_is_cancelled_while_its_slip_is_on_its_way(
    counter: Counter, officer: Officer
) -> None:
    """A slip that turns out not to have been sent would come out of the printer afterwards."""
    issued = receive(counter, officer)
    counter.papers.sending(issued.jobs[1])
    with pytest.raises(Refused, match="job-unsettled"):
        counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=Photo(SLIP))
    counter.papers.ended(issued.jobs[1], JobOutcome.NOT_SENT)
    counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=None)
    assert list(printed(counter)) == []


def title_of(counter: Counter, issued: Issued, sets: Mapping[str, Templates]) -> str:
    """What the receipt is headed with, on the paper that the press really draws."""
    paper = counter.papers.sheets.paper(Sheet(issued.dossier.id, *RECEIPT, "03-00001"))
    press = replace(counter.papers.press, forms=sets)
    templates = sets[paper.imprint.forms]
    assert press.raster(paper) == render(lay_out(paper, templates, press.slip))
    return templates[Form.RECEIPT].words("head.title").replace("\u00a0", " ")


def other_forms(folder: Path) -> Mapping[str, Templates]:
    """The set of forms that the second profile asks for: its receipt is another paper."""
    forms = shutil.copytree(FORMS_OF_2018, folder / OTHER_RULES.profile.rules.forms)
    receipt = forms / "receipt.toml"
    words = receipt.read_text(encoding="utf-8")
    words = words.replace("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "PHIẾU HẸN GIẢ ĐỊNH")
    receipt.write_text(words, encoding="utf-8")
    return load_sets(folder)


def test_a_dossier_keeps_the_forms_it_was_received_under(
    counter: Counter, officer: Officer, tmp_path: Path
) -> None:
    """Names and texts of forms are data of the profile; a new one changes no paper of before."""
    before = receive(counter, officer)
    rules = counter.rulebook.in_force
    later = replace(rules, profile=OTHER_RULES.profile, earlier=(rules.profile,))
    sheets = replace(counter.papers.sheets, rules=later)
    papers = replace(counter.papers, sheets=sheets)
    changed = replace(counter, intake=replace(counter.intake, rules=later), papers=papers)
    after = receive(changed, officer)
    sets = {**load_sets(), **other_forms(tmp_path / "forms")}
    assert title_of(changed, before, sets) == "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    assert title_of(changed, after, sets) == "PHIẾU HẸN GIẢ ĐỊNH"
