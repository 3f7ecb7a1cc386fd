"""The sixteen contents as lines to read out or post (R25–R28)."""

from dataclasses import replace
from datetime import date

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.procedures import read_procedures
from data.domain.deadlines import Limit, Unit
from data.domain.listing import NOT_PUBLISHED, listing
from data.domain.procedures import Content, Procedure, Process, ProcessStep, Step

SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, read_agencies(shipped.AGENCIES))
TODAY = date(2026, 11, 23)
THREE_DAYS = Limit(Unit.WORKING_DAYS, 3, "căn cứ thử")


def sample(code: str) -> Procedure:
    procedure = SAMPLE.by_code(code)
    assert procedure is not None
    return procedure


COMPANY = sample("MAU-KHDT-01")


def lines(procedure: Procedure, content: Content) -> tuple[str, ...]:
    return next(it.lines for it in listing(procedure, TODAY) if it.content is content)


@pytest.mark.parametrize("procedure", SAMPLE.procedures, ids=lambda it: it.code)
def test_every_content_stands_in_its_place(procedure: Procedure) -> None:
    """R26: sixteen, in the order of the regulation, each with something to read."""
    sections = listing(procedure, TODAY)
    assert [section.content for section in sections] == list(Content)
    assert all(line.strip() for section in sections for line in section.lines)


def test_what_nobody_published_is_said() -> None:
    """R27: a gap is visible to whoever supervises, never filled."""
    bare = replace(COMPANY, steps=(), fees=None, forms=None, conditions="", result="")
    for content in (Content.STEPS, Content.FEES, Content.FORMS, Content.RESULT):
        assert lines(bare, content) == (NOT_PUBLISHED,)


def test_none_is_another_answer_than_silence() -> None:
    """A procedure without a fee is told to be without one."""
    free = replace(COMPANY, fees=(), forms=())
    assert lines(free, Content.FEES) == ("Không thu phí, lệ phí",)
    assert lines(free, Content.FORMS) == ("Không có mẫu quy định",)


def test_a_component_says_its_kinds_its_count_and_its_case() -> None:
    """C8, R18: what is asked is what is published."""
    said = lines(COMPANY, Content.COMPONENTS)
    assert said[0] == "1. Giấy đề nghị đăng ký doanh nghiệp (bản chính, 01 bản)"
    assert said[4] == (
        "5. Văn bản ủy quyền (bản chính hoặc bản chứng thực, 01 bản; "
        "khi: Người nộp hồ sơ là người được ủy quyền)"
    )


def test_fees_are_those_of_the_day_with_document_tiers_and_exemptions() -> None:
    """R112, C20: amount, when it falls due, by which document, and who pays less."""
    assert lines(COMPANY, Content.FEES) == (
        "Lệ phí đăng ký doanh nghiệp: 50.000 đ, nộp khi nộp hồ sơ (văn bản: chưa kiểm chứng)",
        (
            "Phí công bố nội dung đăng ký doanh nghiệp: 100.000 đ, nộp khi nộp hồ sơ"
            " (văn bản: chưa kiểm chứng)"
        ),
    )
    tiered = lines(sample("MAU-VHTTDL-02"), Content.FEES)
    assert "đến 50 phút 1.500.000 đ; đến 100 phút 2.000.000 đ" in tiered[0]
    assert "trên mức đó 5.000.000 đ" in tiered[0]
    assert tiered[1].startswith("Giảm 100%: ")
    assert "15.000 đ/trang" in lines(sample("MAU-TTTT-01"), Content.FEES)[0]
    assert COMPANY.fees is not None
    dated = replace(COMPANY.fees[0], document_number="1/TT", document_day=date(2026, 1, 2))
    assert (
        "(văn bản: 1/TT ngày 02/01/2026)" in lines(replace(COMPANY, fees=(dated,)), Content.FEES)[0]
    )
    future = replace(COMPANY.fees[0], effective_from=date(2027, 1, 1))
    assert lines(replace(COMPANY, fees=(future,)), Content.FEES) == (NOT_PUBLISHED,)


def test_the_limit_tells_stages_instant_results_and_a_law_of_its_own() -> None:
    """C3, A9, R86: each with its ground; a limit that nobody knows is not made up."""
    stages = lines(sample("MAU-TP-03"), Content.LIMIT)
    assert stages[1].startswith("Giai đoạn tại Sở Tư pháp: 10 ngày làm việc; kết quả: ")
    assert stages[2].startswith("Giai đoạn tại Bộ Tư pháp: chưa kiểm chứng; kết quả: ")
    assert lines(sample("MAU-CT-02"), Content.LIMIT)[0] == "Trả kết quả ngay."
    special = replace(COMPANY, return_limit=THREE_DAYS)
    assert lines(special, Content.LIMIT)[-1] == (
        "Trả hồ sơ để bổ sung sau thẩm định: 3 ngày làm việc (căn cứ thử)"
    )


def test_the_steps_tell_the_approved_process() -> None:
    """R90, R102: decision, who does what, how long; whether all is done at the Center (R47)."""
    process = Process(
        "12/QĐ-UBND", date(2026, 1, 2), (ProcessStep(Step.APPRAISE, "Phòng thử", THREE_DAYS),), True
    )
    said = lines(replace(COMPANY, process=process), Content.STEPS)[-3:]
    assert said == (
        "Quy trình nội bộ: Quyết định 12/QĐ-UBND ngày 02/01/2026.",
        "Cả bốn bước thực hiện tại Trung tâm.",
        "Thẩm định: Phòng thử (3 ngày làm việc)",
    )


def test_the_agency_tells_who_else_takes_part() -> None:
    """R29, R88, R90–R99: another place, consultation, liên thông, UBND tỉnh."""
    assert "Lấy ý kiến: Sở Xây dựng" in lines(sample("MAU-KHDT-02"), Content.AGENCY)
    assert lines(sample("MAU-KHDT-03"), Content.AGENCY)[1].startswith(
        "Liên thông cùng cấp: Cục Thuế tỉnh – "
    )
    leg = replace(sample("MAU-KHDT-03").legs[0], limit=THREE_DAYS)
    assert lines(replace(COMPANY, legs=(leg,)), Content.AGENCY)[1].endswith("(3 ngày làm việc)")
    assert any("Ủy ban nhân dân tỉnh" in it for it in lines(sample("MAU-NV-01"), Content.AGENCY))
    assert any("nơi tiếp nhận" in it for it in lines(sample("MAU-NK-01"), Content.AGENCY))


def test_other_contents_tell_what_the_desk_will_ask() -> None:
    """C8, C17, R83, R104."""
    said = lines(sample("MAU-TP-01"), Content.OTHER)
    assert "Không ủy quyền cho người khác làm thủ tục." in said
    assert "Phải có số giấy tờ tùy thân của người yêu cầu." in said
    assert "Có thẩm tra, xác minh thực tế." in lines(sample("MAU-YT-03"), Content.OTHER)
    online = replace(COMPANY, online_level=4)
    assert "Dịch vụ công trực tuyến mức độ 4." in lines(online, Content.OTHER)
    assert lines(sample("MAU-GTVT-01"), Content.RESULT)[1] == (
        "Thu lại khi trả kết quả: Giấy phép lái xe cũ"
    )
