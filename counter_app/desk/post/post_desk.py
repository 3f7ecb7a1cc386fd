"""The post's side of the Center (R10, R96): everything its employee does, as one value."""

from dataclasses import dataclass

from counter_app.desk.post.at_unit import AtUnit
from counter_app.desk.post.carrier import Carrier
from counter_app.desk.post.filing import Filing
from counter_app.desk.post.packing import Packing
from counter_app.desk.post.pickup import Pickup
from counter_app.desk.post.reporting import PostReporting
from counter_app.desk.post.reports import PostReports
from counter_app.desk.post.tracing import Tracing


@dataclass(frozen=True, slots=True)
class PostDesk:
    filing: Filing
    packing: Packing
    pickup: Pickup
    tracing: Tracing
    at_unit: AtUnit
    carrier: Carrier
    reports: PostReports
    reporting: PostReporting
