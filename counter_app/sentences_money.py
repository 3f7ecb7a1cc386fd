"""Sentences for money: cash shifts, payments taken back, settlements, accounts."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

MONEY: Final[Mapping[str, str]] = {
    "till-already-open": msg(
        "A till is open at this desk already. Count that drawer first; nothing was kept."
    ),
    "till-not-open": msg("No till is open at this desk. Open one first; nothing was kept."),
    "till-float-outside": msg("A till opens with 0 to {limit_vnd}. Nothing was kept."),
    "till-notes-outside": msg(
        "Count each banknote once, with 0 to {limit} of it. Nothing was kept."
    ),
    "till-difference-unsaid": msg(
        "The drawer differs from the journal by {difference_vnd}. Count again, or say why; "
        "nothing was kept."
    ),
    "fee-reversal-reason-missing": msg("Say why the money goes back. Nothing was kept."),
    "fee-reversal-method": msg(
        "Money goes back in cash, by transfer or by VietQR. Nothing was kept."
    ),
    "fee-reversal-unconfirmed": msg(
        "The result is out: a supervisor confirms before this money goes back. Nothing was kept."
    ),
    "fee-payment-unknown": msg(
        "This payment is not of this dossier. Open the dossier anew; nothing was kept."
    ),
    "fee-reversal-amount": msg("Say how much goes back, at least 1 đồng. Nothing was kept."),
    "fee-reversed-too-much": msg(
        "More than is left of this payment cannot go back; look at its other refunds. Nothing "
        "more was kept."
    ),
    "fee-not-taken-earlier": msg(
        "Before now {taken_vnd} were taken for this dossier, and {amount_vnd} are due. Give the"
        " difference back or record a payment; nothing was kept."
    ),
    "fee-taken-earlier": msg(
        'For this dossier {taken_vnd} were taken already. Choose "taken earlier", or give that '
        "back first; nothing was kept."
    ),
    "settlement-empty": msg("Nothing is open with {agency} up to this day. Nothing was settled."),
    "settlement-too-long": msg(
        "One settlement holds {limit} lines. Choose an earlier day first; nothing was settled."
    ),
    "settlement-moved": msg(
        "Something came in for {agency} since the sums were shown. Look at them anew; nothing "
        "was settled."
    ),
    "settlement-day-in-the-future": msg(
        "{day} has not come yet. Choose today or an earlier day; nothing was settled."
    ),
    "settlement-agency-unknown": msg(
        "This money is of no agency that is known here. Wait until its dossier has arrived; "
        "nothing was settled."
    ),
    "settlement-unknown": msg("This settlement is not here. Nothing was changed."),
    "settlement-annulled": msg("Settlement {number} was annulled already. Nothing was changed."),
    "settlement-annul-reason-missing": msg("Say why the settlement is annulled. It still stands."),
    "settlement-annul-unconfirmed": msg(
        "Both have signed: a supervisor confirms before a settlement is annulled. It still stands."
    ),
    "period-too-long": msg("One file holds {limit} lines. No file was written; choose fewer days."),
    "amount-unreadable": msg(
        "An amount was typed that is none. Nothing was kept; type it as 50.000."
    ),
    "bank-bin-bad": msg("The bank number of an account has six digits. No code was made."),
    "account-number-bad": msg(
        "The account number has something else than digits and capital letters. No code was made."
    ),
    "transfer-amount-bad": msg("There is no amount to transfer. No code was made."),
    "transfer-purpose-bad": msg(
        "The purpose of a transfer has at most {limit} plain letters and digits. No code was made."
    ),
}
