"""The report of the post over some days (TT 17/2017 Đ13): by agency, what came and went by post.

Every count is of acts of those days, so the sum of two periods is the report of both.
"""

from dataclasses import dataclass
from datetime import date

from data.domain.paper_parts import Imprint


@dataclass(frozen=True, slots=True)
class PostReportRow:
    """One agency, or all of them. `registered` asked for their results by post."""

    agency: str
    filed: int
    registered: int
    given: int
    delivered: int
    back: int

    @property
    def counts(self) -> tuple[int, ...]:
        """In the order of the columns."""
        return (self.filed, self.registered, self.given, self.delivered, self.back)


@dataclass(frozen=True, slots=True)
class PostReportPaper:
    """Form *post-report*: Báo cáo thống kê bưu chính.

    The paper is kept until `kept_paper`, what it was drawn from until `kept_record` (TT 17 Đ14).
    """

    imprint: Imprint
    post: str
    first_day: date
    last_day: date
    rows: tuple[PostReportRow, ...]
    total: PostReportRow
    kept_paper: date
    kept_record: date
