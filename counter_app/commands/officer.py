"""`counter officer`: who works at this desk, and with which roles.

The list is read beside a running desk; to enrol and to change takes the desk's own lock, so the
desk is closed meanwhile. No PIN is ever shown.
"""

import json
from collections.abc import Callable

from counter_app import bootstrap
from counter_app.bootstrap import Counter
from counter_app.config import Config
from counter_app.desk.officers import Change, NewOfficer
from counter_app.wording import msg, tr
from data.domain.center import Officer
from data.domain.clock import Clock
from data.domain.roles import Role
from data.store import queries

ROLE_WORDS = {
    Role.RECEIVING: msg("receiving"),
    Role.CENTER: msg("receiving for agencies of low frequency"),
    Role.RETURN_DESK: msg("return desk"),
    Role.POSTAL: msg("post"),
    Role.SUPERVISOR: msg("supervisor"),
    Role.ADMINISTRATOR: msg("administrator"),
    Role.APPRAISER: msg("appraiser of an agency"),
    Role.APPROVER: msg("approving leader of an agency"),
    Role.PROVINCE: msg("Văn phòng UBND tỉnh"),
    Role.POLICE: msg("desk of Công an tỉnh"),
    Role.ONE_STOP: msg("one-stop of another level"),
}


def everybody(config: Config) -> list[Officer]:
    """By number, those who left too. Raises Refused with a store error's code."""
    with bootstrap.read_only(config) as (store, _keys), store.read() as connection:
        return queries.officers(connection)


def enrol(config: Config, new: NewOfficer, *, officer: str, pin: str, clock: Clock) -> Officer:
    """Raises Refused as `SignIn.check` and `Officers.enrol`, and with a store error's code."""
    return _as_administrator(
        config, lambda desk, by: desk.officers.enrol(by, new), officer=officer, pin=pin, clock=clock
    )


def change(
    config: Config, number: str, changed: Change, *, officer: str, pin: str, clock: Clock
) -> Officer:
    """Raises Refused as `SignIn.check` and `Officers.change`, and with a store error's code."""
    return _as_administrator(
        config,
        lambda desk, by: desk.officers.change(by, number, changed),
        officer=officer,
        pin=pin,
        clock=clock,
    )


def _as_administrator(
    config: Config,
    act: Callable[[Counter, Officer], Officer],
    *,
    officer: str,
    pin: str,
    clock: Clock,
) -> Officer:
    counter = bootstrap.start(config, clock)
    try:
        with bootstrap.refusing():
            return act(counter, counter.sign_in.check(officer, pin))
    finally:
        counter.close()


def as_text(officer: Officer) -> str:
    """`01 · Trần Thị Ví Dụ · receiving, return desk`."""
    known = (tr(ROLE_WORDS[role]) for role in Role if role in officer.roles)
    work = ", ".join(known) or tr("left the Center; cannot sign in")
    return f"{officer.number} · {officer.name} · {work}"


def as_json(officer: Officer) -> str:
    roles = [role.value for role in Role if role in officer.roles]
    told = {"number": officer.number, "name": officer.name, "roles": roles, "left": not roles}
    return json.dumps(told, ensure_ascii=False)
