"""Sentences about the hub, and about desks that become part of a Center."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

HUB: Final[Mapping[str, str]] = {
    "hub-away": msg(
        "The hub does not answer. All work is kept here and goes there by itself; look at the "
        "network where it lasts."
    ),
    "hub-refused": msg(
        "The hub answers and takes nothing from this desk. All work is kept here; the "
        "administrator looks with counter hub status."
    ),
    "hub-address-unfit": msg(
        "The connection string cannot be used: it must name the host of the hub. Nothing was "
        "changed; write host=… dbname=… user=…"
    ),
    "hub-foreign": msg(
        "This is the hub of another Center. Nothing was exchanged; the administrator checks the "
        "address."
    ),
    "invitation-invalid": msg(
        "The file for joining the Center cannot be used. Nothing was changed; ask for a new one."
    ),
    "desk-number-taken": msg("Desk {desk} exists already. Nothing was changed; take another."),
    "hub-number-taken": msg(
        "Another desk was given this number at the hub. No invitation was written; dismiss that "
        "desk, or take this machine in under another number."
    ),
    "desk-has-number": msg(
        "This machine is desk {desk} already. Nothing was changed; take it in under that number."
    ),
    "desk-unknown": msg("The Center has no desk {desk}. Nothing was changed."),
    "desk-here-already": msg(
        "This machine is a desk of a Center already. Nothing was changed; join with a machine "
        "that is none."
    ),
    "join-unfinished": msg(
        "The hub does not have the enrolment of this desk yet. Nothing is lost: let the desk that "
        "enrolled it exchange with the hub, then join again."
    ),
    "hub-none": msg(
        "This desk stands alone: no hub is set up. The administrator sets one up with counter hub "
        "init."
    ),
    "sync": msg("The exchange with the hub failed. All work is kept here."),
}
