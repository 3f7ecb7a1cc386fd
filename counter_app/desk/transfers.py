"""How the fee of a dossier is transferred: asked only while it is owed to a known account.

What is asked is what form 01 told, less what only the treasury takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from data.domain.errors import Refused
from data.domain.fees import Charge, FeeDue
from data.domain.received import Fee, FeeState, Reception
from data.domain.vietqr import Account, Transfer

Accounts: TypeAlias = Mapping[int, Account]
"""By agency index (`AgencyRegister.accounts`)."""
Modules: TypeAlias = tuple[tuple[int, ...], ...]
"""Rows of a code with its quiet zone; 1 is dark."""

QUIET_MODULES, LEAST_QUIET_MODULES = 4, 2
"""White around a code as ISO/IEC 18004 wants it, and with which telephones make do."""


@dataclass(frozen=True, slots=True)
class Transfers:
    accounts: Accounts

    def of(self, reception: Reception) -> Transfer | None:
        return transfer_of(reception, self.accounts)

    def of_charges(self, reception: Reception, charges: Sequence[Charge]) -> Transfer | None:
        """As `of`, for charges that are being looked at and not recorded yet."""
        return _transfer(reception, _without_treasury_vnd(charges), self.accounts)

    def modules(self, transfer: Transfer, rows: int) -> Modules:
        """The code for a terminal with two modules in the height of a cell.

        A screen is not creased, so level L does. Where `rows` cells are too few, the white above
        and below is the first to go.
        """
        from printing.render import qr_modules

        code = qr_modules(transfer.payload, 0, "L")
        spare = QUIET_MODULES - LEAST_QUIET_MODULES
        return code if len(code) <= 2 * rows else code[spare:-spare]


def transfer_of(reception: Reception, accounts: Accounts) -> Transfer | None:
    """None where nothing is owed, no account is known, or the code has no room for the purpose.

    A paper or a screen never waits for a code that cannot be made.
    """
    if reception.fee.state is not FeeState.UNPAID:
        return None
    return _transfer(reception, transferable_vnd(reception.fee), accounts)


def transferable_vnd(fee: Fee) -> int:
    return _without_treasury_vnd(fee.charges) if fee.charges else fee.amount_vnd


def _without_treasury_vnd(charges: Sequence[Charge]) -> int:
    """A charge of the treasury is paid there and proved here (C20)."""
    return sum(it.amount_vnd for it in charges if it.due is not FeeDue.TREASURY)


def _transfer(reception: Reception, amount_vnd: int, accounts: Accounts) -> Transfer | None:
    account = accounts.get(reception.matter.agency_index)
    if account is None:
        return None
    try:
        return Transfer(account, amount_vnd, str(reception.code))
    except Refused:
        return None
