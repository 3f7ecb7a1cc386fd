"""Habits: how often what happens at an invented Center, as shares of 1 unless a unit is named.

None of it was measured anywhere: it is believable, and every number may be set otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

USES: Final[Mapping[str, float]] = MappingProxyType(
    {
        "MAU-CA-01": 14,
        "MAU-TP-01": 9,
        "MAU-TP-02": 11,
        "MAU-GTVT-01": 15,
        "MAU-GTVT-02": 5,
        "MAU-GTVT-03": 2,
        "MAU-KHDT-01": 6,
        "MAU-KHDT-02": 1.5,
        "MAU-KHDT-03": 5,
        "MAU-TNMT-01": 8,
        "MAU-TNMT-02": 0.4,
        "MAU-XD-01": 1,
        "MAU-XD-02": 2,
        "MAU-YT-01": 2,
        "MAU-YT-02": 2,
        "MAU-YT-03": 1.5,
        "MAU-GDDT-01": 3,
        "MAU-GDDT-02": 0.8,
        "MAU-LDTBXH-01": 2,
        "MAU-LDTBXH-02": 0.2,
        "MAU-VHTTDL-01": 1,
        "MAU-VHTTDL-02": 0.8,
        "MAU-VHTTDL-03": 0.7,
        "MAU-CT-01": 1,
        "MAU-CT-02": 3,
        "MAU-TTTT-01": 0.7,
        "MAU-TP-03": 0.5,
        "MAU-NV-01": 0.4,
        "MAU-NV-02": 0,
        "MAU-NK-01": 0.3,
        "MAU-NK-02": 0.3,
        "MAU-NK-03": 0.3,
    }
)
"""How often a procedure of the sample catalogue is asked for, beside the others."""
USE: Final = 1.0
"""Of a procedure that no table knows."""

HOURS: Final[Mapping[int, float]] = MappingProxyType(
    {7: 12, 8: 20, 9: 21, 10: 16, 11: 9, 13: 9, 14: 17, 15: 13, 16: 6}
)
"""How many come in an hour, beside the others."""
HOUR: Final = 5.0
"""In an hour that no table knows."""
WEEKDAYS: Final = (1.3, 1.05, 0.95, 0.9, 0.85, 0.6, 0.0)
"""From Monday on: what waited over the weekend comes first; Saturday where it is worked."""
AFTER_HOLIDAY: Final = 1.25
"""On the first working day after days off that are no weekend."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What may happen to a dossier. A share is of the dossiers to which it can happen at all."""

    per_day: float = 60
    """Arrivals on an average working day."""
    entries: float = 8
    """Entries of a dossier that has come to its end, on average: six and a half at least,
    and as many as the days of its appraisal hold."""
    uses: Mapping[str, float] = field(default_factory=lambda: USES)

    # How it comes, by whom, and how the result goes.
    post: float = 0.04
    online: float = 0.1
    inbound: float = 0.03
    authorised: float = 0.12
    return_by_post: float = 0.15
    return_changed: float = 0.02

    # What goes wrong at the desk.
    supplement: float = 0.08
    second_supplement: float = 0.06
    supplement_unbrought: float = 0.12
    refused: float = 0.012
    wrong_choice: float = 0.01
    late_entry: float = 0.008
    corrected: float = 0.012
    unscanned: float = 0.06
    paid_at_once: float = 0.85
    """Of fees that are due at filing."""

    # At the agency.
    recalled: float = 0.004
    late: float = 0.09
    apology: float = 0.75
    """Of what is late."""
    drafted: float = 0.4
    """Of the agency's forms 02 and 04: the Center writes the draft (C10)."""
    late_again: float = 0.15
    """Of what got a new date."""
    returned: float = 0.06
    returned_late: float = 0.12
    in_parts: float = 0.25
    unbrought: float = 0.12
    silent: float = 0.2
    """Of agencies that are asked for an opinion."""
    refusal: float = 0.02
    withdrawn: float = 0.015

    # At the return desk, and with the post.
    uncollected: float = 0.03
    by_somebody_else: float = 0.08
    lost_slip: float = 0.02
    in_part: float = 0.02
    wrong_result: float = 0.008
    undelivered: float = 0.12
    """Of what the post carries: nobody is at home twice, and it comes back."""
