"""Two Centers and their procedures, as the plain model and as the program has them.

The regulation leaves some things open; the second Center decides each of them the other way.
"""

from dataclasses import replace
from datetime import date, time
from typing import Final

from data.catalogue import shipped
from data.catalogue.profiles import read_profile
from data.domain import reception
from data.domain.agencies import Agency, AgencyKind
from data.domain.editions import Edition
from data.domain.fees import Exemption, Fee, FeeDue, FeeKind
from data.domain.procedures import (
    Component,
    Leg,
    Level,
    PaperKind,
    Procedure,
    Publication,
    Receiver,
)
from data.domain.profile import AfterFailedPost, LostSlip, RuleProfile
from data.domain.workdays import CalendarYear, DayKind, MarkedDay, WorkCalendar
from tests.fakes.plain.world import (
    CENTER_OFFICER,
    COMPONENTS,
    DAYS_OFF,
    POSTAL,
    RECEIVING,
    Matter,
    Policy,
)
from tests.fakes.returns import OTHER_PROFILE, PROCEDURE

EDITION: Final = Edition("THU", "0" * 64)
CALENDAR: Final = WorkCalendar(
    EDITION,
    tuple(CalendarYear(year, confirmed=True, source="thử") for year in range(2026, 2040)),
    tuple(
        MarkedDay(it, DayKind.HOLIDAY, "Ngày nghỉ thử", "thử", confirmed=True)
        for it in sorted(DAYS_OFF)
    ),
)

QUANG_NAM: Final = Policy(
    name="QN-3089-2019",
    sessions=((time(7), time(11, 30)), (time(13, 30), time(17))),
    supplements=1,
    counted_by_dossier=False,
    days_to_return=3,
    resumes=False,
    new_dates=1,
    supervisor_moves_dates=False,
    cash_on_delivery=False,
    lost_slip_needs_leader=False,
    invitations=2,
    failed_post_goes_to="agency",
)
ELSEWHERE: Final = Policy(
    name="THU-7-2020",
    sessions=((time(8), time(12)), (time(13), time(16, 30))),
    supplements=2,
    counted_by_dossier=True,
    days_to_return=5,
    resumes=True,
    new_dates=2,
    supervisor_moves_dates=True,
    cash_on_delivery=True,
    lost_slip_needs_leader=True,
    invitations=1,
    failed_post_goes_to="shelf",
)
POLICIES: Final = (QUANG_NAM, ELSEWHERE)


def _elsewhere() -> RuleProfile:
    """The invented profile, with the choices about post and slips turned round too."""
    profile = read_profile(OTHER_PROFILE)
    rules = replace(
        profile.rules,
        cash_on_delivery=True,
        lost_slip=LostSlip.SUPERVISOR,
        supplement_requests=2,
        post_invitations=1,
        after_failed_post=AfterFailedPost.SHELF,
    )
    return replace(profile, rules=rules)


PROFILES: Final = {QUANG_NAM.name: read_profile(shipped.PROFILE), ELSEWHERE.name: _elsewhere()}


def rules_of(policy: Policy) -> reception.InForce:
    return reception.InForce(PROFILES[policy.name], CALENDAR, EDITION)


# --- procedures ---------------------------------------------------------------------------------

MATTERS: Final = (
    Matter(),
    Matter("free", fee="none", received_by=CENTER_OFFICER, returned_by_post=False),
    Matter("instant", fee="none", instant=True, sent_by_post=False, authorisation=False),
    Matter("instant paid", instant=True, identity=True),
    Matter("unpublished", fee="unpublished", bar="soft"),
    Matter("elsewhere", bar="hard"),
    Matter("police", police=True, identity=True),
    Matter("province", province=True, received_by=CENTER_OFFICER),
    Matter("rounds", legs=2, days=10),
    Matter("verified", verification=True, days=15),
    Matter("old papers", old_papers=("Giấy phép cũ",), received_by=POSTAL),
    Matter("sent here", fee="none", sent_here=True),
    Matter("police, sent here", fee="none", police=True, sent_here=True),
)

_FEE: Final = Fee(
    id="le-phi",
    name="Lệ phí thử",
    kind=FeeKind.DUTY,
    amount_vnd=150_000,
    due=FeeDue.FILING,
    document_number="00/2020/QĐ-THU",
    document_day=None,
    effective_from=date(2020, 1, 1),
    effective_to=None,
    exemptions=(
        Exemption("mien", "Miễn", "Điều 0", 100),
        Exemption("giam", "Giảm", "Điều 0", 50),
    ),
)
_RECEIVERS: Final = {
    RECEIVING: Receiver.AGENCY,
    CENTER_OFFICER: Receiver.CENTER,
    POSTAL: Receiver.POST,
}


def agency(index: int) -> Agency:
    return Agency(
        index, f"000.00.{index:02}.H47", f"Sở Thử {index}", AgencyKind.DEPARTMENT, "", True, False
    )


def procedure_of(matter: Matter) -> Procedure:
    own = replace(agency(5), own_return_place="Bộ phận của Công an tỉnh" if matter.police else "")
    asked = zip(COMPONENTS, (PaperKind.ORIGINAL, PaperKind.CERTIFIED), strict=True)
    return replace(
        PROCEDURE,
        code=f"THU-{matter.name}",
        components=tuple(Component(it, it, (kind,), 1, required=True) for it, kind in asked),
        limit=replace(PROCEDURE.limit, amount=matter.days),
        fees={"due": (_FEE,), "none": (), "unpublished": None}[matter.fee],
        agency=own,
        publication=_PUBLISHED if matter.bar != "soft" else None,
        abolished_on=None,
        elsewhere="Ủy ban nhân dân cấp xã" if matter.bar == "hard" else "",
        receivers=(_RECEIVERS[matter.received_by],),
        authorisation_allowed=matter.authorisation,
        post_filing=matter.sent_by_post,
        post_return=matter.returned_by_post,
        via_province=matter.province,
        return_limit=None,
        legs=tuple(Leg(agency(6 + it), "Ý kiến", None, Level.SAME) for it in range(matter.legs)),
        process=None,
        instant=matter.instant,
        identity_required=matter.identity,
        recovers=matter.old_papers,
        verification=matter.verification,
    )


_PUBLISHED: Final = Publication("0/QĐ-THU", date(2020, 1, 1), date(2020, 1, 1), None)
