"""A referee of what was handed out, who reads the entries that stand and asks no room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from data.domain.dossier import Dossier
from data.domain.entries import Recorded

_AT_DESK: Final = {"dossier.released", "dossier.released-in-part", "dossier.sent-back"}
_AT_UNIT: Final = {"dossier.released-at-unit", "dossier.given-to-post-at-unit"}
_OUT: Final = _AT_DESK | {"dossier.released-at-unit", "dossier.delivered"}
_FROM_DESK: Final = _AT_DESK | {"dossier.result-brought", "dossier.given-to-post"}
_BACK: Final = "dossier.sent-back"
"""From the return desk, or from Công an's own unit (R33, R95)."""
_WHO: Final = {
    **{it: {"return-desk"} for it in (*_AT_DESK, "dossier.result-brought", "dossier.shelved")},
    "dossier.given-to-post": {"return-desk", "postal-employee"},
    "dossier.delivered": {"postal-employee"},
    **{it: {"police-desk"} for it in _AT_UNIT},
    _BACK: {"return-desk", "police-desk"},
}


@dataclass
class Referee:
    """`breaches` names what stands against R31–R33, R79, R97–R100 and R123–R125."""

    new_dates: int
    fee: str = ""
    kept: int = 0
    given: int = 0
    dates: int = 0
    result: Mapping[str, Any] | None = None
    from_province: bool = False
    cod: bool = False
    out: set[str] = field(default_factory=set)
    breaches: list[str] = field(default_factory=list)

    def reads(self, recorded: Recorded) -> None:
        body: Mapping[str, Any] = recorded.entry.body
        kind = recorded.entry.kind
        if kind in {"dossier.received", "dossier.answered"}:
            self.fee = body["fee"]["state"]
            self.kept = sum(it["kept"] for it in body["components"])
        elif kind == "dossier.fee-recorded":
            self.fee = body["state"]
        elif kind == "dossier.approved":
            self.result, self.out, self.from_province = body, set(), False
        elif kind == "dossier.came-from-province":
            self.from_province = True
        elif kind == "dossier.apologised":
            self.dates += "new_due" in body
        self._who(kind, body)
        self._where(kind, body)
        if kind in _OUT:
            self._out(kind, body)
        if kind.startswith("dossier.given-to-post"):
            self.cod = body["cod"]

    def _who(self, kind: str, body: Mapping[str, Any]) -> None:
        if kind in _WHO and body["role"] not in _WHO[kind]:
            self.breaches.append(f"R98: {kind} by {body['role']}")

    def _where(self, kind: str, body: Mapping[str, Any]) -> None:
        if kind not in _FROM_DESK | _AT_UNIT:
            return
        result = self.result
        if result is None:
            self.breaches.append(f"{kind} without a result")
            return
        at_unit = kind in _AT_UNIT or (kind == _BACK and body["role"] == "police-desk")
        if bool(result.get("own_place")) is not at_unit:
            self.breaches.append(f"R33: {kind}")
        if result["via_province"] and not self.from_province:
            self.breaches.append(f"R99: {kind}")

    def _out(self, kind: str, body: Mapping[str, Any]) -> None:
        result = self.result or {"kind": "", "items": []}
        items = list(body["items"])
        if len(set(items)) < len(items) or self.out & set(items):
            self.breaches.append(f"{kind} twice")
        if not set(items) <= {it["id"] for it in result["items"]}:
            self.breaches.append(f"{kind} of what is not there")
        taken = bool(self.cod and body.get("receipt")) or bool(body.get("fee_there"))
        if items and self.fee == "unpaid" and result["kind"] == "granted" and not taken:
            self.breaches.append(f"R32: {kind}")
        if body.get("receipt"):
            self.fee = "paid"
        self.out |= set(items)
        self.given += body["originals"]
        if self.given > self.kept:
            self.breaches.append(f"originals: {kind}")

    @property
    def found(self) -> list[str]:
        more = [f"R79: {self.dates} new dates"] if self.dates > self.new_dates else []
        return [*self.breaches, *more]


def breaches(dossier: Dossier, entries: Iterable[Recorded], *, new_dates: int) -> list[str]:
    """What the standing acts of a dossier did against the rules; empty where nothing."""
    known = {it.hash: it for it in entries}
    referee = Referee(new_dates)
    for it in dossier.trail:
        referee.reads(known[it.entry])
    return referee.found
