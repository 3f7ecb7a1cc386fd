"""Procedures with the sixteen published contents of R26.

A procedure says itself what is missing of it and why it may not be received on a day; an unknown
fact is written "chưa kiểm chứng" in the data and `verified` stays False.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.domain.agencies import Agency
from data.domain.deadlines import Limit
from data.domain.fees import Fee


class Content(StrEnum):
    """The sixteen contents of a published procedure, in the order and words of R26."""

    NAME = "tên thủ tục hành chính"
    STEPS = "trình tự thực hiện"
    MANNER = "cách thức thực hiện"
    COMPONENTS = "thành phần hồ sơ"
    SETS = "số lượng hồ sơ"
    LIMIT = "thời hạn giải quyết"
    APPLICANTS = "đối tượng thực hiện"
    FEES = "phí, lệ phí"
    FORMS = "mẫu đơn, tờ khai"
    CONDITIONS = "điều kiện thực hiện"
    LEGAL_GROUNDS = "căn cứ pháp lý"
    RESULT = "kết quả thực hiện"
    FIELD = "lĩnh vực"
    AGENCY = "cơ quan, đơn vị chịu trách nhiệm giải quyết"
    OFFICERS = "danh sách cán bộ, công chức, viên chức phụ trách"
    OTHER = "các nội dung khác"


class PaperKind(StrEnum):
    """How a paper may be handed in (C8)."""

    ORIGINAL = "original"
    """Bản chính."""
    CERTIFIED = "certified"
    """Bản chứng thực, or issued from the original register."""
    COMPARED = "compared"
    """Bản chụp đã đối chiếu với bản chính."""
    COPY = "copy"
    """Bản chụp."""


class Receiver(StrEnum):
    """Who receives the procedure at the Center (R30)."""

    AGENCY = "agency"
    CENTER = "center"
    POST = "post"


class ReturnPlace(StrEnum):
    RETURN_DESK = "return-desk"
    OWN_UNIT = "own-unit"
    """The agency's own unit: Công an tỉnh only (R33, R97)."""


class Step(StrEnum):
    """The four steps of every procedure (R47)."""

    RECEIVE = "receive"
    """Tiếp nhận."""
    APPRAISE = "appraise"
    """Thẩm định."""
    APPROVE = "approve"
    """Phê duyệt."""
    RETURN = "return"
    """Trả kết quả."""


class Level(StrEnum):
    """Where an agency of a liên thông stands, seen from the agency that leads it (R90, R94)."""

    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Form:
    """`source` names the document that the form belongs to, with its number where verified."""

    id: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Component:
    """One paper of the dossier. `condition` says when a paper that is not `required` is due."""

    id: str
    name: str
    kinds: tuple[PaperKind, ...]
    count: int
    required: bool
    condition: str = ""
    form: str = ""
    """Id of a form of the same procedure."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Quyết định công bố: only what is published may be received (R8)."""

    number: str
    day: date | None
    effective_from: date
    effective_to: date | None


@dataclass(frozen=True, slots=True)
class Leg:
    """What another agency does in a liên thông, in the order of the papers (R90–R95).

    The agency of the procedure leads. `limit` is None where nobody knows it.
    """

    agency: Agency
    content: str
    limit: Limit | None
    level: Level


@dataclass(frozen=True, slots=True)
class ProcessStep:
    step: Step
    who: str
    limit: Limit | None


@dataclass(frozen=True, slots=True)
class Process:
    """The internal process and the decision that approved it (R90, R102).

    `at_center`: all four steps are done at the Center (R47).
    """

    number: str
    day: date | None
    steps: tuple[ProcessStep, ...]
    at_center: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a procedure that has several; `limit` is None where nobody knows it."""

    name: str
    limit: Limit | None
    result: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """`fees` and `forms` are None where nothing is published of them and empty where none is due.

    `online_level` is None where unknown (R104). `return_limit` is a sector law's own limit for
    returning a dossier after appraisal (R86). `elsewhere` names the agency to go to where the
    procedure is not received at the Center (R29).
    """

    code: str
    name: str
    steps: tuple[str, ...]
    manner: tuple[str, ...]
    components: tuple[Component, ...]
    sets: int
    limit: Limit
    applicants: str
    fees: tuple[Fee, ...] | None
    forms: tuple[Form, ...] | None
    conditions: str
    legal_grounds: tuple[str, ...]
    result: str
    field: str
    agency: Agency
    officers: tuple[str, ...]
    other: str
    publication: Publication | None
    abolished_on: date | None
    successor: str
    receivers: tuple[Receiver, ...]
    """Who may receive it (R30); nobody else does."""
    authorisation_allowed: bool
    post_filing: bool
    post_return: bool
    online_level: int | None
    consulted: tuple[Agency, ...]
    """Agencies whose opinion is asked (R88)."""
    via_province: bool
    """Decided by UBND tỉnh; the result comes through its office (R99)."""
    return_limit: Limit | None
    elsewhere: str
    verified: bool
    sources: tuple[str, ...]
    legs: tuple[Leg, ...] = ()
    process: Process | None = None
    stages: tuple[Stage, ...] = ()
    """None, or at least two: `limit` is then that of the first."""
    instant: bool = False
    """The result is given at once: form 01 only on request (A9, NĐ 61 Đ17.4)."""
    identity_required: bool = False
    """The number of an identity paper is one of its published demands (C17)."""
    recovers: tuple[str, ...] = ()
    """Old papers that are taken back when the result is handed out (C8)."""
    verification: bool = False
    """Appraisal includes verification on the spot, made into a record (R83)."""

    @property
    def return_place(self) -> ReturnPlace:
        own = self.agency.return_at_own_unit
        return ReturnPlace.OWN_UNIT if own else ReturnPlace.RETURN_DESK


def missing_contents(procedure: Procedure) -> tuple[Content, ...]:
    """The contents of R26 of which nothing is published, in the order of R26."""
    stated: Mapping[Content, bool] = {
        Content.NAME: bool(procedure.name),
        Content.STEPS: bool(procedure.steps),
        Content.MANNER: bool(procedure.manner),
        Content.COMPONENTS: bool(procedure.components),
        Content.SETS: procedure.sets > 0,
        Content.LIMIT: True,
        Content.APPLICANTS: bool(procedure.applicants),
        Content.FEES: procedure.fees is not None,
        Content.FORMS: procedure.forms is not None,
        Content.CONDITIONS: bool(procedure.conditions),
        Content.LEGAL_GROUNDS: bool(procedure.legal_grounds),
        Content.RESULT: bool(procedure.result),
        Content.FIELD: bool(procedure.field),
        Content.AGENCY: bool(procedure.agency.name),
        Content.OFFICERS: bool(procedure.officers),
        Content.OTHER: bool(procedure.other),
    }
    return tuple(content for content in Content if not stated[content])


class BarCode(StrEnum):
    """Why a procedure may not simply be received."""

    ABOLISHED = "procedure-abolished"
    REPLACED = "procedure-replaced"
    NOT_HERE = "procedure-not-received-here"
    NOT_PUBLISHED = "procedure-not-published"
    NOT_YET_EFFECTIVE = "procedure-not-yet-effective"
    EXPIRED = "procedure-expired"


@dataclass(frozen=True, slots=True)
class Bar:
    """A `hard` bar stops; any other wants a supervisor with a legal citation, and is listed (C30).

    `day` is when it began or ends; `instead` is the procedure or agency to go to.
    """

    code: BarCode
    hard: bool
    day: date | None = None
    instead: str = ""


def receivable(procedure: Procedure, on: date) -> tuple[Bar, ...]:
    """What stands against receiving `procedure` on that day; empty where nothing does (R8, C30)."""
    return tuple(_bars(procedure, on))


def _bars(procedure: Procedure, on: date) -> Iterator[Bar]:
    if procedure.elsewhere:
        yield Bar(BarCode.NOT_HERE, hard=True, instead=procedure.elsewhere)
    if procedure.abolished_on is not None and on >= procedure.abolished_on:
        yield Bar(
            BarCode.ABOLISHED,
            hard=True,
            day=procedure.abolished_on,
            instead=procedure.successor,
        )
    elif (bar := _publication_bar(procedure, on)) is not None:
        yield bar


def _publication_bar(procedure: Procedure, on: date) -> Bar | None:
    published = procedure.publication
    if published is None:
        return Bar(BarCode.NOT_PUBLISHED, hard=False)
    if on < published.effective_from:
        return Bar(BarCode.NOT_YET_EFFECTIVE, hard=False, day=published.effective_from)
    if _within(published.effective_from, published.effective_to, on):
        return None
    if procedure.successor:
        return Bar(
            BarCode.REPLACED, hard=True, day=published.effective_to, instead=procedure.successor
        )
    return Bar(BarCode.EXPIRED, hard=False, day=published.effective_to)


def _within(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or day <= last)
