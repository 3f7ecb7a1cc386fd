"""Everything that is done with money at this desk, as one value (R114, R115, C20, C27)."""

from dataclasses import dataclass

from counter_app.desk.money.ledger import Ledger
from counter_app.desk.money.reversing import Reversing
from counter_app.desk.money.settling import Settling
from counter_app.desk.money.tills import Tills


@dataclass(frozen=True, slots=True)
class MoneyDesk:
    tills: Tills
    reversing: Reversing
    settling: Settling
    ledger: Ledger
