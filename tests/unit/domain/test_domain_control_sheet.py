"""Forms 05 and 06 come from the entries: nobody types them (TT 01/2018/TT-VPCP Đ9, R89)."""

from dataclasses import replace
from datetime import timedelta

from data.domain.appraising import consult, give_opinion
from data.domain.control_sheet import ONE_STOP, PROVINCE_OFFICE, Occasion, Outcome, control_sheet
from data.domain.dossier import Dossier
from data.domain.folding import fold
from data.domain.kinds import enter
from data.domain.lifecycle import State
from data.domain.posting import back_at_agency
from data.domain.register import register_line
from data.domain.routing import SET_ROUTE, Mode, Route, RouteLeg, send_on
from tests.fakes import endings
from tests.fakes.endings import GIVEN, LEADER, RULES, brings
from tests.fakes.forge import START
from tests.fakes.lives import DOSSIER_ID, Life
from tests.fakes.returns import (
    CENTER,
    PROCEDURE,
    arrives,
    at_agency,
    comes_back,
    goes_back,
    goes_over,
    is_approved,
    is_brought,
    moment,
    taken_in,
)


def blocks(life: Life) -> list[tuple[str, str, Occasion, Outcome | None]]:
    sheet = control_sheet(life.dossier)
    assert sheet is not None
    return [(it.giver.place, it.receiver.place, it.occasion, it.outcome) for it in sheet.blocks]


def test_there_is_no_sheet_and_no_line_before_form_01() -> None:
    """Both books begin with the receipt."""
    assert control_sheet(Dossier("d")) is None
    assert register_line(Dossier("d")) is None


def test_r89_form_05_has_a_block_for_every_hand() -> None:
    """From the Bộ phận tiếp nhận và trả kết quả and back to it, each with how it kept its limit."""
    life = at_agency()
    comes_back(life, "2026-11-25 10:00")
    is_brought(life, "2026-12-01 10:00")
    goes_over(life)
    is_approved(life, "2026-12-08 10:00")
    arrives(life, "2026-12-08 15:00")
    goes_back(life, "2026-12-09 09:00", "2026-12-22 10:00")
    agency = PROCEDURE.agency.name
    lead = control_sheet(life.dossier)
    assert lead is not None
    assert blocks(life) == [
        (ONE_STOP, lead.lead, Occasion.FORWARD, Outcome.ON_TIME),
        (lead.lead, ONE_STOP, Occasion.RETURNED, Outcome.ON_TIME),
        ("", ONE_STOP, Occasion.SUPPLEMENTED, None),
        (ONE_STOP, lead.lead, Occasion.FORWARD, Outcome.ON_TIME),
        (lead.lead, ONE_STOP, Occasion.RESULT, Outcome.EARLY),
        (ONE_STOP, lead.lead, Occasion.REJECTED, None),
    ]
    assert lead.lead == agency
    assert lead.due_at == moment("2026-12-22 10:00")


def test_form_05_says_late_where_it_was_late() -> None:
    """A folder that stayed over night, a return after its days, a result after the due date."""
    life = taken_in()
    life.at = moment("2026-11-26 10:00")
    goes_over(life)
    is_approved(life, "2026-12-10 10:00")
    arrives(life, "2026-12-10 15:00")
    assert [outcome for *_, outcome in blocks(life)] == [Outcome.LATE, Outcome.LATE]


def test_r99_the_hop_of_ubnd_tinh_is_a_block() -> None:
    """Văn phòng UBND tỉnh gives to the agency, which gives to the return desk."""
    life = endings.approved(procedure=endings.PROVINCE)
    endings.passes_province(life)
    brings(life)
    assert [giver for giver, *_ in blocks(life)][1] == PROVINCE_OFFICE
    assert [occasion for *_, occasion, _ in blocks(life)] == [
        Occasion.FORWARD,
        Occasion.PROVINCE,
        Occasion.RESULT,
    ]


def test_r92_every_agency_of_a_route_is_a_block_and_the_opinions_too() -> None:
    """The legs in their order, and who was consulted, as agencies that work beside the lead."""
    life = taken_in()
    lead = RouteLeg(5, "Sở Kế hoạch và Đầu tư", "chủ trì", START + timedelta(days=10))
    other = RouteLeg(7, "Sở Ví Dụ", "phối hợp", START + timedelta(days=5))
    route = Route(Mode.PAPER, (lead, other), START)
    life.does(enter(life.dossier, SET_ROUTE, route, roles=CENTER))
    goes_over(life)
    for to in (1, 0):
        at = life.at + timedelta(minutes=1)
        life.does(send_on(life.dossier, to, GIVEN, now=at, roles=CENTER))
    asked = life.does(
        consult(
            life.dossier,
            replace(PROCEDURE.agency, index=9, name="Sở Thử"),
            "Ý kiến về ngành nghề",
            until=life.at + timedelta(days=2),
            now=life.at,
            roles=CENTER,
        )
    )
    day = moment("2026-11-23").date()
    life.does(
        give_opinion(life.dossier, asked.hash, day=day, now=life.at, roles=CENTER, content="Đồng ý")
    )
    sheet = control_sheet(life.dossier)
    assert sheet is not None
    assert sheet.agencies == ("Sở Ví Dụ", "Sở Thử")
    assert [(giver, receiver) for giver, receiver, *_ in blocks(life)] == [
        (ONE_STOP, lead.agency),
        (lead.agency, "Sở Ví Dụ"),
        ("Sở Ví Dụ", lead.agency),
        ("Sở Thử", lead.agency),
    ]


def test_form_06_has_one_line_a_dossier() -> None:
    """Received, promised, measured by, brought and collected, whatever happened in between."""
    life = at_agency()
    is_approved(life, "2026-12-08 10:00")
    line = register_line(life.dossier)
    assert line is not None
    assert (line.state, line.result_at, line.returned_at) == (State.APPROVED, None, None)
    arrives(life, "2026-12-08 15:00")
    line = register_line(life.dossier)
    assert line is not None
    assert line.result_at == moment("2026-12-08 15:00")
    assert line.applicant == "Nguyễn Văn Thử"
    assert line.code == str(life.dossier.taken_in().code)
    assert line.due_at == line.statutory_due == life.dossier.taken_in().appointment.at


def test_erased_names_leave_the_books_whole() -> None:
    """Whoever was named is gone; what happened and when stays."""
    life = at_agency()
    comes_back(life, "2026-11-25 10:00")
    is_brought(life, "2026-12-01 10:00")
    erased = fold(DOSSIER_ID, [replace(it, personal=None) for it in life.desk.known])
    sheet, line = control_sheet(erased), register_line(erased)
    assert sheet is not None
    assert line is not None
    assert (sheet.applicant, line.applicant, line.address, line.phone) == ("", "", "", "")
    assert len(sheet.blocks) == len(blocks(life))


def test_c3_a_result_that_is_brought_again_is_not_measured_again() -> None:
    """The post brought it back to the agency: when it first lay here was said then (C21)."""
    life = endings.in_post()
    back = back_at_agency(life.dossier, GIVEN, roles=endings.POST, rules=RULES, confirmation=LEADER)
    life.does(back)
    brings(life)
    outcomes = [outcome for *_, occasion, outcome in blocks(life) if occasion is Occasion.RESULT]
    assert len(outcomes) == 2
    assert outcomes[0] is not None
    assert outcomes[1] is None
