"""Fees, legs, stages and processes of a broken catalogue are refused at their own lines.

The line that is wrong bears the mark `#!` in these texts.
"""

from pathlib import Path

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.check import check
from data.catalogue.errors import Severity
from data.catalogue.fees import PARTS_LIMIT
from data.catalogue.procedures import procedures_from
from data.domain.procedures import Level, Step

AGENCIES = read_agencies(shipped.AGENCIES)
COMPANY = (shipped.SAMPLE_CATALOGUE / "ke-hoach-va-dau-tu.toml").read_text("utf-8")
START = COMPANY[: COMPANY.index('[[procedure]]\ncode = "MAU-KHDT-02"')]
"""One procedure, whose last table is a fee."""

LIMIT = '[procedure.{}.limit]\nunit = "{}"\namount = {}\ncitation = "thử"\n'
STAGE = '[[procedure.stage]] {}\nname = "Giai đoạn"\nresult = "thử"\n'
LEG = '[[procedure.leg]]\nagency = 17\ncontent = "thử"\nlevel = "same"\n'
PROCESS = '[procedure.process]\nnumber = "thử"\n'
STEP = '[[procedure.process.step]]\nstep = "appraise"\nwho = "thử"\n'
TIERED = """\
[[procedure.fee]]
id = "bac"
name = "Phí bậc"
kind = "charge"
unit = "phút"
due = "filing"
document_number = "thử"
effective_from = 2019-09-26
"""
TIER = "[[procedure.fee.tier]]\n"
EXEMPTION = (
    '[[procedure.fee.exemption]]\nid = "mien"\nname = "Diện thử"\nbasis = "thử"\npercent = 100\n'
)

PARTS = [
    (TIERED + TIER + "upto = 0 #!\namount_vnd = 1\n", "phải từ 1 đến"),
    (TIERED + TIER + "amount_vnd = 1\n" + TIER + "upto = 5 #!\namount_vnd = 2\n", "Bậc sau"),
    (
        TIERED + TIER + "upto = 5\namount_vnd = 1\n" + TIER + "upto = 5 #!\namount_vnd = 2\n",
        "Bậc sau phải cao hơn",
    ),
    (TIERED + "amount_vnd = 1 #!\n" + TIER + "amount_vnd = 1\n", "ghi số tiền ở từng bậc"),
    (TIERED + "tier = [] #!\n", "ít nhất một bậc"),
    (TIERED.replace('unit = "phút"\n', "") + TIER.strip() + " #!\namount_vnd = 1\n", "đơn vị tính"),
    (EXEMPTION.replace("100", "0 #!"), "phải từ 1 đến 100"),
    (EXEMPTION.replace('basis = "thử"\n', "").replace("]]", "]] #!"), "Thiếu mục «basis»"),
    (EXEMPTION + EXEMPTION.replace('"mien"', '"mien" #!'), "đã được dùng"),
    ("exemptions = ['x'] #!\n", "Không có mục nào tên «exemptions»"),
    ('refundable = "có" #!\n', "phải là true hoặc false"),
    (LEG.replace("17", "77 #!"), "Không có cơ quan số 77"),
    (LEG.replace('"same"', '"above" #!'), "phải là một trong: same"),
    (
        LEG.replace("[[procedure.leg]]", "[[procedure.leg]] #!")
        + LIMIT.format("leg", "working-days", 4),
        "dài hơn",
    ),
    (PROCESS.replace('"thử"', "1 #!"), "phải là một đoạn văn"),
    (PROCESS + STEP.replace('"appraise"', '"wait" #!'), "phải là một trong: receive"),
    (
        PROCESS.replace("]", "] #!") + STEP + LIMIT.format("process.step", "working-days", 4),
        "Một bước của quy trình có thời hạn dài hơn",
    ),
    (STAGE.format("#!"), "ít nhất hai giai đoạn"),
    (STAGE.format("#!") + STAGE.format(""), "giai đoạn đầu phải là thời hạn của thủ tục"),
    (
        STAGE.format("#!") + LIMIT.format("stage", "working-days", 9) + STAGE.format(""),
        "giai đoạn đầu phải là thời hạn của thủ tục",
    ),
]


@pytest.mark.parametrize(("part", "words"), PARTS)
def test_a_broken_part_names_its_line(tmp_path: Path, part: str, words: str) -> None:
    """Each part of a procedure is checked as closely as the procedure itself."""
    path = tmp_path / "thu.toml"
    path.write_text(START + part, "utf-8")
    line = path.read_text("utf-8").split("#!")[0].count("\n") + 1
    found = [one for one in check(path, AGENCIES) if one.severity is Severity.ERROR]
    assert [(one.line, words in one.sentence) for one in found] == [(line, True)], found


def test_sound_parts_are_read_as_they_stand() -> None:
    """Tiers, exemptions, legs, process and stages, each with what it says."""
    stage = LIMIT.format("stage", "working-days", 3).replace(
        "thử", "Luật Doanh nghiệp (điều khoản chưa kiểm chứng)"
    )
    text = START + TIERED + TIER + "upto = 5\namount_vnd = 7\n" + TIER + "amount_vnd = 9\n"
    text += EXEMPTION + LEG + LIMIT.format("leg", "hours", 90) + PROCESS + STEP
    text += STAGE.format("") + stage + STAGE.format("")
    (procedure,) = procedures_from("thu.toml", text.encode(), AGENCIES).procedures
    assert procedure.fees is not None
    fee = procedure.fees[-1]
    assert (fee.amount_vnd, [tier.upto for tier in fee.tiers]) == (7, [5, None])
    assert fee.exemptions[0].percent == 100
    assert (procedure.legs[0].level, procedure.legs[0].agency.index) == (Level.SAME, 17)
    assert procedure.process is not None
    assert procedure.process.steps[0].step is Step.APPRAISE
    assert [it.limit for it in procedure.stages] == [procedure.limit, None]


def test_a_procedure_has_no_endless_parts(tmp_path: Path) -> None:
    """A list of a thousand papers is a slip of the hand, and comparing them would take long."""
    path = tmp_path / "thu.toml"
    path.write_text(START + LEG * (PARTS_LIMIT + 1), "utf-8")
    found = [one.sentence for one in check(path, AGENCIES) if one.severity is Severity.ERROR]
    assert found == [f"«leg» có nhiều hơn {PARTS_LIMIT} dòng."]


def test_a_decision_of_the_catalogue_is_one(tmp_path: Path) -> None:
    """R8: the files of a folder are published by one decision."""
    head, rest = COMPANY.split("\n[[procedure]]", 1)
    decision = '\n[publication]\nnumber = "thử"\neffective_from = 2026-01-01 {}\n'
    (tmp_path / "a.toml").write_text(f"{head}{decision.format('')}\n[[procedure]]{rest}", "utf-8")
    other = (shipped.SAMPLE_CATALOGUE / "cong-an.toml").read_text("utf-8")
    (tmp_path / "b.toml").write_text(other, "utf-8")
    found = [one.sentence for one in check(tmp_path, AGENCIES) if one.severity is Severity.ERROR]
    assert found == ["Quyết định công bố khác với tệp đầu tiên của thư mục."]


def test_every_missing_content_is_named(tmp_path: Path) -> None:
    """R26: all sixteen, in the words of the regulation, even where the procedure is not read."""
    path = tmp_path / "thu.toml"
    path.write_text('kind = "procedures"\nname = "thu"\n[[procedure]]\ncode = "X"\n', "utf-8")
    notes = [one.sentence for one in check(path, AGENCIES) if one.severity is Severity.NOTE]
    assert len(notes) == 16
    assert "Thủ tục «X» thiếu nội dung: thời hạn giải quyết." in notes
    assert "Thủ tục «X» thiếu nội dung: tên thủ tục hành chính." in notes
