"""The profile QN-3089-2019 says what `reference/regulation.md` lists under "Numbers"."""

from dataclasses import fields, replace
from datetime import date, time

from data.catalogue import shipped
from data.catalogue.profiles import read_profile
from data.domain.deadlines import Unit
from data.domain.profile import (
    DECISIONS,
    ClockAfterSupplement,
    DayOfYear,
    ReceiptMedium,
    Rules,
    SupplementCount,
)

PROFILE = read_profile(shipped.PROFILE)
RULES = PROFILE.rules


def test_the_profile_is_the_seed_decision() -> None:
    """R1: 3089/QĐ-UBND of 26/9/2019 replaces 4080/QĐ-UBND of 17/11/2016."""
    assert (PROFILE.id, PROFILE.effective_from) == ("QN-3089-2019", date(2019, 9, 26))
    assert (PROFILE.document.number, PROFILE.document.day) == ("3089/QĐ-UBND", date(2019, 9, 26))
    assert PROFILE.document.predecessor == "4080/QĐ-UBND"
    assert PROFILE.document.predecessor_day == date(2016, 11, 17)


def test_the_constants_of_the_regulation() -> None:
    """R39, R47, R52–R53, R60, R63, R70, R78–R79, R86–R87, R110, R128."""
    assert RULES.hotline == "19001021"
    assert RULES.steps == ("tiếp nhận", "thẩm định", "phê duyệt", "trả kết quả")
    assert (RULES.center_evaluation_lead_days, RULES.center_evaluation_copies) == (5, 2)
    assert (RULES.feedback_reply_copies, RULES.district_feedback_copies) == (1, 2)
    assert (RULES.supplement_requests, RULES.reappointments) == (1, 1)
    assert (RULES.supplement_limit.unit, RULES.supplement_limit.amount) == (Unit.WORKING_DAYS, 3)
    assert RULES.clock_after_supplement is ClockAfterSupplement.RESTART
    assert RULES.apology_working_days == 1
    assert RULES.self_evaluation_before == DayOfYear(12, 5)
    assert RULES.self_evaluation_before.in_year(2026) == date(2026, 12, 5)
    assert RULES.report_months == (1, 6, 12)


def test_hours_and_the_hand_over_cut_off() -> None:
    """A result is due at closing (C2); 15:00 moves only the hand-over (C1, A10)."""
    assert (PROFILE.hours.opens, PROFILE.closing) == (time(7), time(17))
    assert RULES.hand_over_cut_off == time(15)
    assert not PROFILE.grounds["opening_sessions"].verified


def test_the_kept_copy_does_not_fade() -> None:
    """C12: liên 1 is an archived A5 PDF, liên 2 may be thermal."""
    assert RULES.kept_copy is ReceiptMedium.A5_PDF
    assert RULES.applicant_copy is ReceiptMedium.THERMAL


def test_what_the_regulation_leaves_open_is_decided_in_the_profile() -> None:
    """A1–A11 each have one answer; the strict reading of the fee gate is the default (A7)."""
    assert tuple(decision.id for decision in PROFILE.decisions) == DECISIONS
    assert RULES.supplement_count is SupplementCount.STAGE
    assert not RULES.cash_on_delivery


def test_every_rule_has_its_ground() -> None:
    """Nothing is set without saying where it stands."""
    assert set(PROFILE.grounds) == {one.name for one in fields(Rules)}
    assert all(ground.rule and ground.citation for ground in PROFILE.grounds.values())


def test_a_profile_is_in_force_from_its_first_day() -> None:
    """A dossier is received under the profile of its day."""
    assert not PROFILE.in_force(date(2019, 9, 25))
    assert PROFILE.in_force(date(2019, 9, 26))
    ended = replace(PROFILE, effective_to=date(2025, 6, 30))
    assert ended.in_force(date(2025, 6, 30))
    assert not ended.in_force(date(2025, 7, 1))
