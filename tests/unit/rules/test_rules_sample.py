"""The sample catalogue covers every trait of a real day and claims nothing (practice.md)."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.procedures import read_procedures
from data.domain.agencies import AgencyKind
from data.domain.deadlines import Unit
from data.domain.fees import FeeDue, fees_on
from data.domain.procedures import (
    BarCode,
    Content,
    Level,
    PaperKind,
    Procedure,
    Receiver,
    ReturnPlace,
    Step,
    missing_contents,
    receivable,
)

SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, read_agencies(shipped.AGENCIES))
TODAY = date(2026, 11, 23)
UNKNOWN = "chưa kiểm chứng"


def sample(code: str) -> Procedure:
    procedure = SAMPLE.by_code(code)
    assert procedure is not None
    return procedure


COMPANY = sample("MAU-KHDT-01")


def bars(procedure: Procedure) -> set[BarCode]:
    return {bar.code for bar in receivable(procedure, TODAY)}


def due(procedure: Procedure) -> set[FeeDue]:
    return {fee.due for fee in procedure.fees or ()}


def percents(procedure: Procedure) -> set[int]:
    return {exemption.percent for fee in procedure.fees or () for exemption in fee.exemptions}


def levels(procedure: Procedure) -> set[Level]:
    return {leg.level for leg in procedure.legs}


TRAITS: Mapping[str, tuple[int, Callable[[Procedure], bool]]] = {
    "working days": (1, lambda it: it.limit.unit is Unit.WORKING_DAYS),
    "calendar days": (1, lambda it: it.limit.unit is Unit.CALENDAR_DAYS),
    "same day": (1, lambda it: it.limit.unit is Unit.SAME_DAY and not it.instant),
    "hours": (1, lambda it: it.limit.unit is Unit.HOURS),
    "instant": (1, lambda it: it.instant),
    "two-stage": (1, lambda it: len(it.stages) == 2 and it.stages[0].limit == it.limit),
    "fee none": (1, lambda it: it.fees == ()),
    "fee at filing": (1, lambda it: FeeDue.FILING in due(it)),
    "fee at return": (1, lambda it: FeeDue.RETURN in due(it)),
    "fee tiered": (1, lambda it: any(fee.tiers for fee in it.fees or ())),
    "fee per unit": (1, lambda it: any(fee.unit and not fee.tiers for fee in it.fees or ())),
    "fee exempt": (1, lambda it: 100 in percents(it)),
    "fee reduced": (1, lambda it: bool(percents(it) - {100})),
    "same-level liên thông": (1, lambda it: Level.SAME in levels(it)),
    "other-level liên thông": (1, lambda it: bool(levels(it) & {Level.HIGHER, Level.LOWER})),
    "UBND tỉnh hop": (1, lambda it: it.via_province),
    "Công an": (
        1,
        lambda it: it.agency.kind is AgencyKind.POLICE and it.return_place is ReturnPlace.OWN_UNIT,
    ),
    "verification": (1, lambda it: it.verification),
    "consultation": (1, lambda it: bool(it.consulted)),
    "no authorisation": (1, lambda it: not it.authorisation_allowed),
    "identity number listed": (1, lambda it: it.identity_required),
    "no post": (1, lambda it: not (it.post_filing or it.post_return or it.elsewhere)),
    "low frequency": (1, lambda it: Receiver.CENTER in it.receivers),
    "received by the post": (1, lambda it: Receiver.POST in it.receivers),
    "old papers recovered": (1, lambda it: bool(it.recovers)),
    "approved process": (1, lambda it: it.process is not None),
    "expired": (1, lambda it: bars(it) == {BarCode.EXPIRED}),
    "future": (1, lambda it: bars(it) == {BarCode.NOT_YET_EFFECTIVE}),
    "not received here": (3, lambda it: BarCode.NOT_HERE in bars(it)),
}


@pytest.mark.parametrize("trait", TRAITS)
def test_the_sample_has_the_trait(trait: str) -> None:
    """Every trait that practice.md lists, and those that the desk asks for besides."""
    least, has = TRAITS[trait]
    assert sum(map(has, SAMPLE.procedures)) >= least


def test_the_sample_is_large_and_wide_enough() -> None:
    """At least 24 procedures of at least 8 agencies that receive at the Center."""
    here = [procedure for procedure in SAMPLE.procedures if not procedure.elsewhere]
    assert len(SAMPLE.procedures) >= 24
    assert len({procedure.agency for procedure in here}) >= 8


@pytest.mark.parametrize("procedure", SAMPLE.procedures, ids=lambda it: it.code)
def test_the_sample_claims_nothing(procedure: Procedure) -> None:
    """Unverified, every fact with its source, and no number of a decision that nobody has seen."""
    assert not procedure.verified
    assert procedure.sources
    assert all(UNKNOWN in source for source in procedure.sources)
    assert procedure.publication is None or procedure.publication.number == UNKNOWN
    assert procedure.process is None or procedure.process.number == UNKNOWN
    for fee in procedure.fees or ():
        assert (fee.document_number, fee.document_day) == (UNKNOWN, None)
        assert all(UNKNOWN in exemption.basis for exemption in fee.exemptions)


@pytest.mark.parametrize("procedure", SAMPLE.procedures, ids=lambda it: it.code)
def test_only_an_unknown_fee_is_left_out(procedure: Procedure) -> None:
    """R26: fifteen contents are always there; where the fee is unknown, nothing claims "none"."""
    assert set(missing_contents(procedure)) <= {Content.FEES}


def test_most_of_the_sample_can_be_received() -> None:
    """The rest is there to be refused: expired, future, not here."""
    barred = {procedure.code for procedure in SAMPLE.procedures if bars(procedure)}
    assert barred == {"MAU-LDTBXH-02", "MAU-NV-02", "MAU-NK-01", "MAU-NK-02", "MAU-NK-03"}


def test_an_approved_process_has_the_four_steps() -> None:
    """R47, R90: who does what, in the order of the regulation."""
    process = sample("MAU-KHDT-03").process
    assert process is not None
    assert [step.step for step in process.steps] == list(Step)


def test_practice_uses_the_company_with_five_components() -> None:
    """50.000 đ lệ phí and 100.000 đ for the announcement, at filing, three working days."""
    assert COMPANY.limit.words == "3 ngày làm việc"
    assert [(fee.amount_vnd, fee.due) for fee in fees_on(COMPANY.fees, TODAY)] == [
        (50_000, FeeDue.FILING),
        (100_000, FeeDue.FILING),
    ]
    assert len(COMPANY.components) == 5
    assert COMPANY.components[2].kinds == (PaperKind.CERTIFIED, PaperKind.COMPARED)
