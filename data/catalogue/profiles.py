"""Reads a rule profile. Every rule stands in a table of its own, beside the ground it rests on."""

from collections.abc import Sequence
from datetime import date, time
from itertools import pairwise
from pathlib import Path

from data.catalogue.document import document
from data.catalogue.limits import limit_of
from data.catalogue.source import Source
from data.catalogue.table import Table
from data.domain.editions import Edition
from data.domain.profile import (
    DECISIONS,
    AfterFailedPost,
    ClockAfterSupplement,
    DayOfYear,
    Decision,
    Ground,
    InstantReceipt,
    IssuedDocument,
    LostSlip,
    ReceiptMedium,
    RuleProfile,
    Rules,
    SupplementCount,
)
from data.domain.text import NAME_LIMIT
from data.domain.workdays import OpeningHours, Session

KIND = "profile"

COUNT_LIMIT = 20
"""Of copies, requests, invitations and steps."""
LEAD_DAYS_LIMIT = 60
LEAD_HOURS_LIMIT = 80
"""Ten working days."""
LONGEST_REPORT_MONTHS = 12
DECEMBER = 12
LONGEST_MONTH_DAYS = 31

_PLACEHOLDER_HOURS = OpeningHours((Session(time(7), time(17)),))
_PLACEHOLDER_DAY = DayOfYear(1, 1)
_COMMON_YEAR = 2001
"""A day of the year must exist in years without 29 February."""


def read_profile(path: Path) -> RuleProfile:
    """CatalogueError where anything in the file is wrong."""
    source = document(path)
    profile = parse_profile(source)
    source.settle()
    assert profile is not None
    return profile


def parse_profile(source: Source) -> RuleProfile | None:
    """The profile, or None and findings in the document."""
    if source.has_errors:
        return None
    root = Table(source, dict(source.values))
    root.constant("kind", KIND)
    profile_id = root.line("id", limit=NAME_LIMIT)
    rules = _RuleSheet(root.table("rule"))
    profile = RuleProfile(
        id=profile_id,
        edition=Edition(profile_id, source.sha256),
        document=_issued(root.table("document")),
        effective_from=root.day("effective_from"),
        effective_to=root.optional_day("effective_to"),
        rules=_rules(rules),
        grounds=rules.grounds,
        decisions=_decisions(root),
    )
    if profile.effective_to is not None and profile.effective_to < profile.effective_from:
        root.fault("effective_to", "Ngày hết hiệu lực trước ngày có hiệu lực.")
    return profile if root.finish() else None


def _issued(table: Table) -> IssuedDocument:
    return IssuedDocument(
        number=table.line("number", limit=NAME_LIMIT),
        day=table.day("date"),
        issuer=table.line("issuer", limit=NAME_LIMIT),
        title=table.line("title"),
        predecessor=table.optional_line("predecessor", limit=NAME_LIMIT),
        predecessor_day=table.optional_day("predecessor_date"),
    )


class _RuleSheet:
    """Hands out the table of each rule and keeps its ground."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.grounds: dict[str, Ground] = {}

    def __call__(self, name: str) -> Table:
        table = self._table.table(name)
        self.grounds[name] = Ground(
            rule=table.line("rule", limit=NAME_LIMIT),
            citation=table.line("citation"),
            verified=table.flag("verified"),
            note=table.optional_note("note"),
        )
        return table

    def whole(self, name: str, low: int, high: int) -> int:
        return self(name).whole("value", low, high)

    def flag(self, name: str) -> bool:
        return self(name).flag("value")

    def line(self, name: str) -> str:
        return self(name).line("value", limit=NAME_LIMIT)


def _rules(rule: _RuleSheet) -> Rules:
    return Rules(
        opening_sessions=_opening(rule("opening_sessions")),
        hand_over_cut_off=rule("hand_over_cut_off").clock("value"),
        supplement_requests=rule.whole("supplement_requests", 1, COUNT_LIMIT),
        supplement_count=rule("supplement_count").choice("value", SupplementCount),
        supplement_limit=limit_of(rule("supplement_limit")),
        supplement_series=rule.line("supplement_series"),
        clock_after_supplement=rule("clock_after_supplement").choice("value", ClockAfterSupplement),
        adjusted_receipt=rule.flag("adjusted_receipt"),
        reappointments=rule.whole("reappointments", 0, COUNT_LIMIT),
        apology_working_days=rule.whole("apology_working_days", 1, LEAD_DAYS_LIMIT),
        result_lead_hours=rule.whole("result_lead_hours", 0, LEAD_HOURS_LIMIT),
        progress_working_days=rule.whole("progress_working_days", 1, LEAD_DAYS_LIMIT),
        due_change_needs_supervisor=rule.flag("due_change_needs_supervisor"),
        cash_on_delivery=rule.flag("cash_on_delivery"),
        instant_receipt=rule("instant_receipt").choice("value", InstantReceipt),
        lost_slip=rule("lost_slip").choice("value", LostSlip),
        kept_copy=rule("kept_copy").choice("value", ReceiptMedium),
        applicant_copy=rule("applicant_copy").choice("value", ReceiptMedium),
        post_invitations=rule.whole("post_invitations", 1, COUNT_LIMIT),
        post_days_district=rule.whole("post_days_district", 1, COUNT_LIMIT),
        post_days_province=rule.whole("post_days_province", 1, COUNT_LIMIT),
        post_days_country=rule.whole("post_days_country", 1, COUNT_LIMIT),
        after_failed_post=rule("after_failed_post").choice("value", AfterFailedPost),
        forms=rule.line("forms"),
        steps=rule("steps").lines("value"),
        hotline=rule.line("hotline"),
        report_months=rule("report_months").wholes("value", 1, LONGEST_REPORT_MONTHS),
        self_evaluation_before=_day_of_year(rule("self_evaluation_before")),
        center_evaluation_lead_days=rule.whole("center_evaluation_lead_days", 1, LEAD_DAYS_LIMIT),
        center_evaluation_copies=rule.whole("center_evaluation_copies", 1, COUNT_LIMIT),
        feedback_reply_copies=rule.whole("feedback_reply_copies", 1, COUNT_LIMIT),
        district_feedback_copies=rule.whole("district_feedback_copies", 1, COUNT_LIMIT),
    )


def _opening(table: Table) -> OpeningHours:
    sessions = _sessions(table.tables("session"))
    saturday = _sessions(table.tables("saturday_receipt"))
    if not table.has("session"):
        table.fault("session", "Thiếu buổi làm việc [[rule.opening_sessions.session]].")
    if not table.sound or not sessions:
        return _PLACEHOLDER_HOURS
    return OpeningHours(sessions, saturday)


def _sessions(tables: Sequence[Table]) -> tuple[Session, ...]:
    """The sessions in their order; empty where one of them is wrong."""
    hours = [(table.clock("opens"), table.clock("closes")) for table in tables]
    for table, (opens, closes) in zip(tables, hours, strict=True):
        if table.sound and closes <= opens:
            table.fault("closes", "Giờ đóng cửa phải sau giờ mở cửa.")
    for table, (before, after) in zip(tables[1:], pairwise(hours), strict=False):
        if table.sound and after[0] < before[1]:
            table.fault("opens", "Buổi này bắt đầu trước khi buổi trên kết thúc.")
    sound = all(table.sound for table in tables)
    return tuple(Session(opens, closes) for opens, closes in hours) if sound else ()


def _day_of_year(table: Table) -> DayOfYear:
    month = table.whole("month", 1, DECEMBER)
    day = table.whole("day", 1, LONGEST_MONTH_DAYS)
    try:
        date(_COMMON_YEAR, month, day)
    except ValueError:
        table.fault("day", f"Tháng {month} không có ngày {day} trong mọi năm.")
        return _PLACEHOLDER_DAY
    return DayOfYear(month, day)


def _decisions(root: Table) -> tuple[Decision, ...]:
    """The profile answers each open question exactly once."""
    tables = root.tables("decision")
    decisions = tuple(_decision(table) for table in tables)
    for number, (table, decision) in enumerate(zip(tables, decisions, strict=True)):
        if decision.id not in DECISIONS:
            table.fault("id", f"Không có câu hỏi «{decision.id}».")
        if decision.id in {other.id for other in decisions[:number]}:
            table.fault("id", f"Câu hỏi «{decision.id}» đã được trả lời ở trên.")
    for missing in set(DECISIONS) - {decision.id for decision in decisions}:
        root.fault("decision", f"Chưa trả lời câu hỏi «{missing}».")
    return decisions


def _decision(table: Table) -> Decision:
    return Decision(
        id=table.line("id", limit=NAME_LIMIT),
        question=table.line("question"),
        answer=table.line("answer"),
        citation=table.line("citation"),
    )
