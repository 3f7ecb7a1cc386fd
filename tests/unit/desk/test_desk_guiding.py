"""Guidance is kept (C13), former applicants are found offline, editions take over on their day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.receiving.draft import WayForm
from counter_app.desk.receiving.guiding import GuidanceForm
from counter_app.desk.receiving.people import doubts
from counter_app.desk.receiving.typed import way_of
from data.catalogue import shipped
from data.domain.center import Officer
from data.domain.errors import Refused
from data.domain.guidance import Asked
from data.domain.papers import Form, GuidanceSlip, Posting
from data.domain.people import Person, person
from data.domain.procedures import Publication
from data.domain.received import Channel
from tests.fakes import outcomes
from tests.fakes.desk import CASHIER, PIN, StillClock, filled_draft, opened, receive

NOT_HERE = "MAU-NK-01"
DECISION = Publication("Số 0000/QĐ-UBND", date(2026, 11, 20), date(2026, 12, 1), None)


def test_r28_a_guidance_slip_says_what_to_bring(counter: Counter, officer: Officer) -> None:
    """Components, limit and fee stand on the slip as they stand in the entry."""
    procedure = counter.drafting.procedure_of("MAU-KHDT-01")
    guided = counter.guiding.guide(officer, procedure, GuidanceForm())
    paper = counter.papers.paper(guided.guidance.id)
    assert isinstance(paper, GuidanceSlip)
    assert len(paper.components) == len(procedure.components)
    assert paper.limit == procedure.limit.words
    assert paper.name == ""
    assert [it.id for it in counter.guiding.today()] == [guided.guidance.id]


def test_r29_a_matter_of_another_agency_is_sent_there(counter: Counter, officer: Officer) -> None:
    """The slip names the competent agency, and nothing is published of a procedure elsewhere."""
    procedure = counter.drafting.procedure_of(NOT_HERE)
    guided = counter.guiding.guide(officer, procedure, GuidanceForm())
    paper = counter.papers.paper(guided.guidance.id)
    assert isinstance(paper, GuidanceSlip)
    assert paper.competent == procedure.elsewhere
    assert paper.components == ()


def test_c13_a_hotline_answer_is_kept_without_a_name(counter: Counter, officer: Officer) -> None:
    """R39: what was asked and told is enough; a name is kept only where it was given."""
    said = GuidanceForm(topic="Giờ làm việc", told="7:00 đến 11:30", asked=Asked.HOTLINE)
    guided = counter.guiding.guide(officer, None, said, paper=None)
    assert guided.job == ""
    kept = counter.guiding.today()[0]
    assert (kept.topic, kept.told, kept.name) == ("Giờ làm việc", "7:00 đến 11:30", "")
    with pytest.raises(Refused, match="guidance-topic-missing"):
        counter.guiding.guide(officer, None, GuidanceForm(topic=" "), paper=None)


def test_r26_a_posting_bears_all_sixteen_contents(counter: Counter, officer: Officer) -> None:
    """The published contents in their order, with the edition they were drawn from."""
    procedure = counter.drafting.procedure_of("MAU-TP-01")
    guided = counter.guiding.guide(officer, procedure, GuidanceForm(), paper=Form.POSTING)
    paper = counter.papers.paper(guided.guidance.id)
    assert isinstance(paper, Posting)
    assert len(paper.sections) == 16
    assert paper.edition == str(counter.rulebook.catalogue.edition)


def test_r26_a_posting_of_no_procedure_is_refused_before_it_is_kept(
    counter: Counter, officer: Officer
) -> None:
    """Nothing could ever be drawn of it, so nothing is kept or queued."""
    with pytest.raises(Refused, match="posting-needs-procedure"):
        counter.guiding.guide(officer, None, GuidanceForm(topic="Hỏi"), paper=Form.POSTING)
    assert counter.guiding.today() == []


def test_f6_a_former_applicant_is_found_without_accents(counter: Counter, officer: Officer) -> None:
    """By name, number or telephone, from the store of this desk; each person once."""
    for _ in range(2):
        receive(counter, officer)
    for typed in ("nguyen van thu", "049000000123", "0905000123"):
        assert [it.name for it in counter.people.former(typed)] == ["Nguyễn Văn Thử"]
    assert counter.people.former("ng") == []
    assert counter.people.former("khong ai ca") == []


def test_c18_the_same_person_in_the_same_procedure_is_shown(
    counter: Counter, officer: Officer
) -> None:
    """An open dossier of the same number warns; another procedure or a cancelled one does not."""
    issued = receive(counter, officer)
    same = person("Nguyễn Văn Thử", identity="049000000123")
    assert [it.id for it in counter.people.still_open(same, "MAU-KHDT-01")] == [issued.dossier.id]
    assert counter.people.still_open(same, "MAU-TP-01") == []
    assert counter.people.still_open(person("Nguyễn Văn Thử"), "MAU-KHDT-01") == []
    counter.amending.cancel(officer, issued.dossier.id, reason="nhầm", slip=None)
    assert counter.people.still_open(same, "MAU-KHDT-01") == []


def test_c18_the_same_person_is_known_by_any_number(counter: Counter, officer: Officer) -> None:
    """Card, earlier card or tax code, on either side; a dossier that fits twice is shown once."""
    draft = filled_draft(counter, officer)
    owner = replace(draft.applicant, old_identity="049000009")
    issued = counter.intake.issue(officer, replace(draft, applicant=owner))
    for same in (
        person("A", identity="049000009"),
        person("A", identity="049000000999", old_identity="049000000123"),
        person("A", identity="049000000123", old_identity="049000009"),
    ):
        found = counter.people.still_open(same, "MAU-KHDT-01")
        assert [it.id for it in found] == [issued.dossier.id]
    assert [it.id for it in counter.search.find("049000009")] == [issued.dossier.id]


def test_c18_a_dossier_that_a_draft_goes_on_with_is_no_second_one(
    counter: Counter, officer: Officer
) -> None:
    """A reopened dossier is open itself; the draft of another visit is warned about it."""
    asked = outcomes.asked_draft(counter, officer, name="Nguyễn Văn Thử")
    dossier = counter.turning_away.request_supplement(officer, asked).dossier
    again = counter.drafting.reopen(officer, dossier.id)
    assert counter.people.open_besides(again) == []
    another = filled_draft(counter, officer)
    assert [it.id for it in counter.people.open_besides(another)] == [dossier.id]


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        (person("A", identity="049000000123", phone="0905000123"), []),
        (person("A", identity="04900000012", identity_kind="citizen-card"), ["identity-doubtful"]),
        (person("A", phone="123"), ["phone-doubtful"]),
        (person("A", email="a at b"), ["email-doubtful"]),
        (
            person("A", kind="organisation", tax_code="0100233489"),
            ["tax-code-doubtful", "representative-missing"],
        ),
        (person("A", kind="organisation", tax_code="0100233488", representative="B"), []),
    ],
)
def test_c17_doubts_are_named_and_stop_nobody(who: Person, codes: list[str]) -> None:
    """A number that looks wrong is said; no officer is held up by it."""
    assert [doubt.code for doubt in doubts(who)] == codes


def test_c21_a_postal_dossier_is_reopened_without_its_draft(
    counter: Counter, officer: Officer
) -> None:
    """Discarding the parked draft does not strand what the post holds."""
    draft = filled_draft(counter, officer)
    way = WayForm(channel=Channel.POST, post_item="CG000000005VN")
    taken = counter.post.filing.take(officer, replace(draft, way=way))
    counter.drafting.discard(draft.id)
    again = counter.drafting.reopen(officer, taken.id)
    assert (again.way.post_item, again.applicant.name) == ("CG000000005VN", "Nguyễn Văn Thử")


def test_c21_a_postal_number_is_as_long_registered_as_received(
    counter: Counter, officer: Officer
) -> None:
    """One bound: what was registered under a number is found by it when it is received."""
    draft = replace(
        filled_draft(counter, officer), way=WayForm(channel=Channel.POST, post_item="C" * 100)
    )
    assert way_of(draft.way).post_item == counter.post.filing.take(officer, draft).post_item


def test_r8_an_edition_takes_over_on_its_day(config: Config, clock: StillClock) -> None:
    """Imported under a decision, it is in force at the first start on or after its first day."""
    with opened(config, clock) as counter:
        officer = counter.sign_in.sign_in("01", PIN)
        imported = counter.shelf.publish(officer, shipped.SAMPLE_CATALOGUE, DECISION)
    with opened(config, clock) as counter:
        assert counter.rulebook.catalogue.edition != imported.edition
    clock.forward(timedelta(days=8))
    with opened(config, clock) as counter:
        assert counter.rulebook.catalogue.edition == imported.edition
        assert counter.rulebook.catalogue.procedures == imported.catalogue.procedures
        assert counter.drafting.sweep() == 0


def test_r8_only_an_administrator_publishes(counter: Counter) -> None:
    """An officer of the return desk may not change what the Center receives."""
    cashier = counter.sign_in.sign_in(CASHIER, PIN)
    with pytest.raises(Refused, match="role-may-not"):
        counter.shelf.publish(cashier, Path(shipped.SAMPLE_CATALOGUE), DECISION)
