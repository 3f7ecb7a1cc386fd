"""The code that a citizen scans to transfer the fee of one dossier, large on the screen.

The words beside it say what a bank's app must show, so that payer and officer can compare.
"""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from counter_app.screens.frame import DeskModal
from counter_app.widgets.lines import QUIET, STRONG, column, styled
from counter_app.widgets.qr import QrCode
from counter_app.wording import money_text, msg, tr

if TYPE_CHECKING:
    from textual.content import Content

    from counter_app.desk.transfers import Transfers
    from data.domain.vietqr import Transfer

PAY: Final = Binding(
    "f8",
    "pay",
    msg("VietQR"),
    tooltip=msg("the code that the citizen scans to transfer the fee"),
    id="fee.vietqr",
)
FOOT_ROWS: Final = 3
"""Rule, notice and keys, which stand below every dialogue."""


class PayScreen(DeskModal[None]):
    """Says nothing of whether anything came in: only a bank does."""

    CSS_PATH = "pay.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "back", msg("done"), id="pay.done"),
    ]

    def __init__(self, transfers: "Transfers", transfer: "Transfer") -> None:
        super().__init__()
        self._transfers, self._transfer = transfers, transfer

    def compose_panel(self) -> ComposeResult:
        rows = self.app.size.height - FOOT_ROWS
        with Horizontal():
            yield QrCode(self._transfers.modules(self._transfer, rows))
            with Vertical(id="asked"):
                yield Static(tr("Scan to transfer the fee"), classes="title", markup=False)
                yield Static(_asked(self._transfer))


def _asked(transfer: "Transfer") -> "Content":
    account = transfer.account
    return column(
        styled(tr("Amount"), QUIET),
        styled(money_text(transfer.amount_vnd), STRONG),
        styled(tr("Paid to"), QUIET),
        account.name,
        tr("account {number}, bank {bank}", number=account.number, bank=account.bank_bin),
        styled(tr("For dossier"), QUIET),
        transfer.purpose,
        "",
        styled(tr("Record the fee when the money has come in."), QUIET),
    )
