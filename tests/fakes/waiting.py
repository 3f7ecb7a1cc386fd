"""A dossier of the real desk whose result waits at the return desk, step by step as desks do it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from counter_app.bootstrap import Counter
from counter_app.desk.numbers import key_of
from counter_app.desk.receiving.draft import Draft, FeeForm
from data.domain.agency_paper import agency_paper
from data.domain.center import Officer
from data.domain.clock import local
from data.domain.concluding import (
    Approve,
    Bring,
    ResultItem,
    ResultKind,
    approve,
    awaits_province,
    bring_result,
    from_province,
)
from data.domain.dossier import Dossier
from data.domain.entries import Fact
from data.domain.folding import fold
from data.domain.handing_over import hand_over
from data.domain.hands import hands
from data.domain.promises import promises
from data.domain.roles import Role
from data.store.journal import Act
from tests.fakes.desk import CASHIER, PIN, filled_draft

PAID: Final = FeeForm(paid=True, receipt="AA/01 0000001")
POLICE: Final = "MAU-CA-01"
SHELF: Final = "A-07"
HANDS: Final = hands("Phạm Thị Giao", "Hoàng Văn Nhận")
ONE: Final = (ResultItem("Giấy chứng nhận đăng ký doanh nghiệp"),)
TWO: Final = (*ONE, ResultItem("Bản sao công chứng", 2))
_EVERYBODY: Final = frozenset(Role)

Change = Callable[[Draft], Draft]


@dataclass(frozen=True, slots=True)
class Result:
    """What the agency decided, and where it lies."""

    kind: ResultKind = ResultKind.GRANTED
    items: Sequence[ResultItem] = ONE
    shelf: str = SHELF
    change: Change = field(default=lambda draft: draft)
    """Of the draft before it is issued."""
    brought: bool = True


def cashier(counter: Counter) -> Officer:
    """Who hands results out, and may do nothing else."""
    return counter.sign_in.sign_in(CASHIER, PIN)


def paid(draft: Draft) -> Draft:
    return replace(draft, fee=PAID)


def waiting(counter: Counter, officer: Officer, result: Result | None = None) -> Dossier:
    """Received, scanned, handed over, approved, brought; with its fee paid, unless it is said."""
    said = result or Result(change=paid)
    draft = said.change(filled_draft(counter, officer))
    return concluded(counter, officer, draft, said)


def concluded(counter: Counter, officer: Officer, draft: Draft, said: Result) -> Dossier:
    dossier = counter.intake.issue(officer, draft).dossier
    for component in dossier.taken_in().components:
        if component.unscanned:
            counter.amending.add_page(officer, dossier.id, component.id, b"a page")
    steps = [_handed_over, _approved(said)]
    if said.brought:
        steps += [_from_province, _brought(said)]
    for step in steps:
        _does(counter, officer, dossier.id, step)
    return now(counter, dossier.id)


def now(counter: Counter, dossier: str) -> Dossier:
    return counter.search.open_id(dossier).dossier


def code_of(dossier: Dossier) -> str:
    return str(dossier.taken_in().code)


def key_on(dossier: Dossier) -> str:
    return key_of(dossier)


Step = Callable[[Counter, Dossier, Act], Fact | None]


def _does(counter: Counter, officer: Officer, dossier_id: str, step: Step) -> None:
    with counter.papers.journal.act(officer.id) as act:
        fact = step(counter, fold(dossier_id, act.entries(dossier_id)), act)
        if fact is not None:
            act.record(fact)


def _handed_over(counter: Counter, dossier: Dossier, act: Act) -> Fact:
    procedure = counter.drafting.procedure_of(dossier.taken_in().matter.procedure_code)
    rules = counter.rulebook.in_force
    return hand_over(
        dossier, HANDS, procedure=procedure, now=act.now, rules=rules, roles=_EVERYBODY
    )


def _approved(said: Result) -> Step:
    def step(counter: Counter, dossier: Dossier, act: Act) -> Fact:
        reason = "Không đủ điều kiện." if said.kind is ResultKind.REFUSED else ""
        paper = agency_paper("12/GCN", local(act.now).date(), "Lê Văn Ký Thử", "")
        decided = Approve(said.kind, paper, tuple(said.items), reason)
        told = promises(dossier)
        assert told is not None
        return approve(
            dossier,
            decided,
            procedure=counter.drafting.procedure_of(dossier.taken_in().matter.procedure_code),
            measure=told.statutory.due,
            now=act.now,
            roles=_EVERYBODY,
        )

    return step


def _from_province(_counter: Counter, dossier: Dossier, _act: Act) -> Fact | None:
    if not awaits_province(dossier):
        return None
    return from_province(dossier, HANDS, roles=_EVERYBODY, number="7/VP")


def _brought(said: Result) -> Step:
    def step(_counter: Counter, dossier: Dossier, act: Act) -> Fact:
        told = promises(dossier)
        assert told is not None
        return bring_result(
            dossier,
            Bring(HANDS, shelf=said.shelf),
            measure=told.statutory.due,
            now=act.now,
            roles=_EVERYBODY,
        )

    return step
