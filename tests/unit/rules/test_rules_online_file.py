"""The file of online dossiers: each line stands for itself, each fault has its line (R72)."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.catalogue import shipped
from data.catalogue.agencies import read_agencies
from data.catalogue.errors import Severity
from data.catalogue.online import LINES_LIMIT, AttachedFile, OnlineFile, read_online
from data.catalogue.procedures import read_procedures
from data.domain.online import FILES_LIMIT
from data.domain.people import Capacity, PartyKind, Scope
from data.domain.received import Counts

SAMPLE = read_procedures(shipped.SAMPLE_CATALOGUE, read_agencies(shipped.AGENCIES))
GOOD: Mapping[str, object] = {
    "portal": "000.00.05.H47-261122-0007",
    "procedure": "MAU-KHDT-01",
    "applied_at": "2026-11-22T20:15:00",
    "applicant": {"name": "Nguyễn Văn Thử", "identity": "049000000123"},
    "email": "thu@vi-du.example",
    "components": [{"id": "dieu-le", "originals": 1}],
}


def read(folder: Path, *rows: object) -> OnlineFile:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    return read_raw(folder, text.encode())


def read_raw(folder: Path, raw: bytes) -> OnlineFile:
    path = folder / "ho-so.jsonl"
    path.write_bytes(raw)
    return read_online(path, SAMPLE)


def said(file: OnlineFile) -> list[str]:
    return [str(finding) for finding in file.findings]


def test_r72_a_full_line_is_read_field_by_field(tmp_path: Path) -> None:
    """Whatever the portal said stands in the application, and nothing else."""
    row = {
        **GOOD,
        "submitter": {
            "name": "Lê Thị Ví Dụ",
            "kind": "person",
            "identity_kind": "passport",
            "identity": "C0000001",
        },
        "authorization": {
            "capacity": "introduced",
            "paper": "số 1",
            "scope": "submit",
            "expires": "2026-12-31",
        },
        "components": [
            {"id": "dieu-le", "copies": 2, "files": [{"name": "điều lệ.pdf", "sha256": "AB" * 32}]}
        ],
        "sets": 2,
        "phone": "0905 000 123",
        "post": "Thôn Không Có, xã Ví Dụ",
        "supplements": "261120-0001",
        "note": "Gọi buổi chiều",
    }
    file = read(tmp_path, row)
    assert said(file) == []
    (line,) = file.lines
    act = line.application
    assert (line.line, act.portal, act.procedure.code) == (1, GOOD["portal"], "MAU-KHDT-01")
    assert act.applied_at == datetime(2026, 11, 22, 13, 15, tzinfo=UTC)
    assert act.submitter is not None
    assert (act.submitter.name, act.submitter.kind) == ("Lê Thị Ví Dụ", PartyKind.PERSON)
    right = act.authorization
    assert right is not None
    assert (right.capacity, right.scope, right.expires) == (
        Capacity.INTRODUCED,
        Scope.SUBMIT,
        date(2026, 12, 31),
    )
    assert [(it.id, it.counts) for it in act.components] == [("dieu-le", Counts(copies=2))]
    assert line.files == (AttachedFile("dieu-le", "điều lệ.pdf", "ab" * 32),)
    assert (act.sets, act.return_by_post, act.post_address) == (2, True, "Thôn Không Có, xã Ví Dụ")
    assert (act.supplements, act.note) == ("261120-0001", "Gọi buổi chiều")


def test_what_is_null_or_empty_is_not_there(tmp_path: Path) -> None:
    """A portal that writes every field also writes the empty ones."""
    row = {**GOOD, "phone": "", "post": None, "submitter": None, "note": "", "sets": None}
    (line,) = read(tmp_path, row).lines
    act = line.application
    assert (act.phone, act.return_by_post, act.submitter) == ("", False, None)
    assert act.sets == act.procedure.sets


def test_a_wrong_line_keeps_no_other_back(tmp_path: Path) -> None:
    """Of three lines the second is refused, with its number and its reason."""
    other = {**GOOD, "portal": "P-2"}
    file = read(tmp_path, GOOD, {"portal": "P-1"}, "", other)
    assert [line.line for line in file.lines] == [1, 4]
    assert {finding.line for finding in file.findings} == {2}
    assert "ho-so.jsonl:2: Thiếu mục «procedure»." in said(file)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"portal": "../../etc/passwd"}, "«portal» chỉ gồm chữ không dấu"),
        ({"portal": 7}, "«portal» phải là một đoạn văn"),
        ({"procedure": "KHÔNG-CÓ"}, "Danh mục không có thủ tục «KHÔNG-CÓ»."),
        ({"applied_at": "hôm qua"}, "«applied_at» phải là một thời điểm"),
        ({"applied_at": "2026-11-22"}, "«applied_at» phải là một thời điểm"),
        ({"applied_at": "0001-01-01T00:00:00+07:00"}, "«applied_at» phải là một thời điểm"),
        ({"applicant": "Nguyễn Văn Thử"}, "«applicant» phải là một bảng"),
        ({"applicant": {"name": "a" * 201}}, "«applicant.name» dài quá 200 ký tự."),
        ({"applicant": {"name": "A", "kind": "robot"}}, "«applicant.kind» phải là một trong"),
        ({"email": "không phải"}, "«email» không phải là địa chỉ"),
        ({"phone": "12"}, "«phone» không phải là số"),
        ({"email": None}, "Phải có «email» hoặc «phone»"),
        ({"sets": 0}, "«sets» phải từ 1 đến 99."),
        ({"sets": 1.5}, "«sets» phải là một số nguyên."),
        ({"sets": True}, "«sets» phải là một số nguyên."),
        ({"note": "a" * 2001}, "«note» dài quá 2000 ký tự."),
        ({"lạ": 1}, "Không có mục nào tên «lạ»."),
        ({"authorization": {"capacity": "hired"}}, "Chỉ người nộp thay mới có"),
        (
            {"submitter": {"name": "B"}, "authorization": {"capacity": "hired", "expires": "x"}},
            "«authorization.expires» phải là một ngày",
        ),
        ({"components": [{"id": "lạ"}]}, "Thủ tục không có thành phần «lạ»."),
        ({"components": [{"id": "dieu-le"}] * 2}, "Thành phần «dieu-le» được ghi hai lần."),
        ({"components": [{"id": "dieu-le", "copies": 1000}]}, "«components[1].copies» phải từ"),
        ({"components": {"id": "dieu-le"}}, "«components» phải là một danh sách"),
        (
            {
                "components": [
                    {"id": "dieu-le", "files": [{"name": "../a.jpg", "sha256": "0" * 64}]}
                ]
            },
            "«components[1].files[1].name» phải là tên tệp",
        ),
        (
            {"components": [{"id": "dieu-le", "files": [{"name": "a.jpg", "sha256": "0"}]}]},
            "«components[1].files[1].sha256» phải gồm 64",
        ),
        (
            {
                "components": [
                    {
                        "id": "dieu-le",
                        "files": [{"name": "a.jpg", "sha256": "0" * 64}] * (FILES_LIMIT + 1),
                    }
                ]
            },
            "Hồ sơ có nhiều hơn 400 tệp.",
        ),
    ],
)
def test_each_fault_is_said_with_its_place(
    tmp_path: Path, change: Mapping[str, object], sentence: str
) -> None:
    """Nothing that is wrong is guessed right."""
    file = read(tmp_path, {**GOOD, **change})
    assert file.lines == ()
    assert any(line.startswith("ho-so.jsonl:1: ") and sentence in line for line in said(file))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("[1, 2]", "Mỗi dòng phải là một đối tượng JSON {…}."),
        ("{", "Dòng này không đúng cú pháp JSON."),
        ('{"sets": NaN}', "Dòng này không đúng cú pháp JSON."),
        ("[" * 100_000, "Dòng này không đúng cú pháp JSON."),
        ("9" * 5_000, "Dòng này không đúng cú pháp JSON."),
        ('{"portal": "a", "portal": "b"}', "Mục «portal» được ghi hai lần."),
        ('{"note": "' + "a" * 300_000 + '"}', "Dòng dài quá 256 KiB."),
    ],
)
def test_a_line_that_is_no_dossier_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    """Whatever stands there, the reading ends with a sentence."""
    file = read(tmp_path, row, GOOD)
    assert [line.line for line in file.lines] == [2]
    assert said(file) == [f"ho-so.jsonl:1: {sentence}"]


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    """A file of another encoding is refused line by line; a byte order mark is none of it."""
    raw = b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n\xff\xfe\n"
    file = read_raw(tmp_path, raw)
    assert [line.line for line in file.lines] == [1]
    assert said(file) == ["ho-so.jsonl:2: Dòng này có ký tự không phải UTF-8."]


def test_hidden_characters_are_dropped_and_that_is_said(tmp_path: Path) -> None:
    """A name that reads backwards on the screen is shown as what it is."""
    row = {**GOOD, "applicant": {"name": "Nguyễn\u202eVăn\u0000 Thử\ud800"}}
    file = read(tmp_path, row)
    (line,) = file.lines
    assert line.application.applicant.name == "NguyễnVăn Thử"
    (note,) = file.findings
    assert note.severity is Severity.NOTE
    assert "ký tự ẩn" in note.sentence


def test_one_portal_number_stands_in_a_file_once(tmp_path: Path) -> None:
    """Two lines with one number are two dossiers or a mistake: the second is refused."""
    file = read(tmp_path, GOOD, {**GOOD, "sets": 2})
    assert [line.line for line in file.lines] == [1]
    assert said(file) == ["ho-so.jsonl:2: Mã này đã có ở dòng 1."]


def test_ten_thousand_lines_are_refused_at_once(tmp_path: Path) -> None:
    """A file beyond all measure is read for its length and for nothing else."""
    rows = b"\n".join([b'{"portal": "a"}'] * 10_000)
    file = read_raw(tmp_path, rows)
    assert file.lines == ()
    assert said(file) == [f"ho-so.jsonl:0: Tệp có nhiều hơn {LINES_LIMIT} dòng; hãy chia tệp."]


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Also a folder, or a file that nobody may read."""
    for path in (tmp_path / "không có.jsonl", tmp_path):
        file = read_online(path, SAMPLE)
        assert [finding.sentence for finding in file.findings] == ["Không đọc được tệp."]
