"""`counter dossier` says every fact of a dossier, in each state, to a program and to a person."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from counter_app import wording
from counter_app.bootstrap import Counter
from counter_app.commands.dossier import as_json, as_text
from data.domain.center import Officer
from data.domain.lifecycle import State
from tests.fakes import outcomes
from tests.fakes.desk import StillClock, founded, opened
from tests.fakes.outcomes import Make


@dataclass(frozen=True, slots=True)
class Desk:
    counter: Counter
    officer: Officer

    def told(self, make: Make) -> Any:  # noqa: ANN401 - whatever the command printed
        return json.loads(as_json(self.counter.search.open_id(make(self.counter, self.officer))))

    def said(self, make: Make) -> str:
        return as_text(self.counter.search.open_id(make(self.counter, self.officer)))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    clock = StillClock()
    config = founded(tmp_path_factory.mktemp("desk"), clock)
    with opened(config, clock) as counter:
        yield Desk(counter, outcomes.officer_of(counter))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    wording.use("en")
    yield
    wording.use(wording.DEFAULT_LANGUAGE)


@pytest.mark.parametrize("state", outcomes.IN_STATE)
def test_each_state_is_told_with_its_matter(desk: Desk, state: State) -> None:
    """Whatever became of it, the state and the procedure are there, and no field is left out."""
    told = desk.told(outcomes.IN_STATE[state])
    assert told["state"] == state.value
    assert told["procedure"]["code"].startswith("MAU-")
    assert told["applicant"]
    assert {"supplements", "refusal", "cancellation", "post_item"} <= set(told)
    assert told["history"][-1]["kind"].startswith("dossier.")


def test_promises_are_told_with_their_rules(desk: Desk) -> None:
    """What form 01 said is at first also what was told last, and what lateness is measured by."""
    told = desk.told(outcomes.received)
    first = told["promises"]["first"]
    assert first == {"due": told["due"], "why": "receipt", "rule": "R69"}
    assert told["promises"] == {"first": first, "told": first, "statutory": first}
    assert told["control_sheet"] == []


def test_a_supplement_is_told_demand_by_demand(desk: Desk) -> None:
    """Defect, kind, note and citation of each line of form 02, and what was found good."""
    told = desk.told(outcomes.supplement)
    (request,) = told["supplements"]
    assert [demand["defect"] for demand in request["demands"]] == [
        "incomplete",
        "wrong-kind",
        "missing",
    ]
    assert request["demands"][0]["note"] == "thiếu chữ ký trang cuối"
    assert request["demands"][1]["kind"] == "compared"
    assert request["demands"][2]["citation"] == "khoản 2 Điều 10 Luật Ví Dụ"
    assert len(request["checked"]) == 3
    assert {paper["form"] for paper in told["papers"]} == {"supplement"}


def test_a_refusal_is_told_with_reason_and_law(desk: Desk) -> None:
    """Ground, reason and legal basis as form 03 gives them."""
    refusal = desk.told(outcomes.refused)["refusal"]
    assert (refusal["ground"], refusal["insisted"]) == ("not-eligible", False)
    assert refusal["reason"] == "Ngành nghề bị cấm."
    assert refusal["legal_basis"] == "Điều 6 Luật Ví Dụ"


def test_right_fee_and_return_are_told(desk: Desk) -> None:
    """By what right, what was paid on which receipt, and that the post brings the result."""
    told = desk.told(outcomes.authorised)
    assert told["authorization"]["paper"] == "số 12/GUQ"
    assert told["authorization"]["expires"] == "2026-12-31"
    assert told["fee"]["state"] == "paid"
    assert told["fee"]["receipt"] == "AA/01 0000001"
    assert sum(charge["amount_vnd"] for charge in told["fee"]["charges"]) == 150_000
    assert told["return_by_post"] is True
    assert told["parties"]["applicant"]["kind"] == "organisation"
    torn = told["components"][1]
    assert (torn["condition"], torn["kept"], torn["remark"]) == ("torn", 1, "rách góc trang 3")
    assert len(told["unscanned"]) == len(told["components"])


def test_a_late_entry_is_told_with_its_blank(desk: Desk) -> None:
    """The time is that of the paper, and the blank is named (C7)."""
    told = desk.told(outcomes.entered_late)
    assert told["late"] == {"blank": outcomes.BLANK}
    assert told["received_at"].startswith("2026-11-20T08:30")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (outcomes.supplement, ("waits for its supplement", "Điều lệ công ty", "thiếu chữ ký")),
        (outcomes.refused, ("refused", "conditions not met", "Điều 6 Luật Ví Dụ")),
        (outcomes.posted, ("hand-over not signed", outcomes.ITEM)),
        (outcomes.cancelled, ("cancelled", "chọn nhầm thủ tục")),
        (outcomes.answered, ("result given at once", "Công ty Khuyến Mại Thử")),
        (outcomes.authorised, ("Submitter: Nguyễn Văn Thử", "paid · AA/01 0000001")),
    ],
)
def test_a_person_reads_what_became_of_it(desk: Desk, make: Make, words: tuple[str, ...]) -> None:
    """Without --json each state says its facts in words."""
    said = desk.said(make)
    for word in words:
        assert word in said
