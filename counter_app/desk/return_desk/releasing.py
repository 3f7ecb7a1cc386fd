"""The return desk: what stands for and against handing a result out, and the acts that do it.

Nothing is handed out on a screen's word: every gate is asked again in the act that commits (R32).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from counter_app.desk.bell import Bell
from counter_app.desk.confirming import as_recorded
from counter_app.desk.numbers import queue_copies
from counter_app.desk.on_paper.drawing import PROOF_DIGITS
from counter_app.desk.others import Others
from counter_app.desk.photo import Photo, overruled_of
from counter_app.desk.receiving import typed
from counter_app.desk.return_desk.collecting import (
    CollectForm,
    collect_of,
    envelope_objections,
    matching_objections,
)
from data.domain import releasing
from data.domain.center import Desk, Officer
from data.domain.clock import Clock, local
from data.domain.codes import CODE_LIMIT
from data.domain.concluding import (
    Fault,
    HandedOut,
    Reject,
    ResultItem,
    current_result,
    items_left,
    reject_result,
    shelf,
)
from data.domain.confirmation import Confirmation
from data.domain.dossier import Dossier, Entered
from data.domain.entries import Fact
from data.domain.errors import Refused
from data.domain.evaluating import Evaluation, evaluate
from data.domain.folding import fold
from data.domain.hands import hands
from data.domain.kinds import in_spite_of
from data.domain.lifecycle import State
from data.domain.papers import Copy, Form
from data.domain.reception import InForce
from data.domain.releasing import CONFIRMABLE, Collect, SendBack
from data.domain.roles import Role
from data.domain.text import clean
from data.domain.workdays import at as on_day
from data.store import queries
from data.store.drafts import Pages
from data.store.engine import Store
from data.store.journal import Act, Journal

NOTE: Final = (Copy.APPLICANT,)
"""One note of a release: the collector signs it, and it stays here."""
BOTH: Final = (Copy.APPLICANT, Copy.KEPT)
"""Of a result that goes back to another one-stop, which keeps the first; the Center the other."""
_HANDS_OUT: Final = frozenset({Role.RETURN_DESK, Role.POLICE})


@dataclass(frozen=True, slots=True)
class SendBackForm:
    """What was said of a result that goes back to another one-stop (R95)."""

    envelope_code: str = ""
    giver: str = ""
    receiver: str = ""
    number: str = ""
    fee_there: bool = False
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class RejectForm:
    """What was said of a wrong or lost result (C23); `new_due` is a day as typed, or empty.

    `marked` is the photograph of the old one as it was marked.
    """

    fault: Fault = Fault.WRONG
    reason: str = ""
    new_due: str = ""
    recovered: bool = False
    marked: Photo | None = field(default=None, repr=False)
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class Used:
    """A result that left already: when, by which officer, and who took it where that is known.

    `signed`: what the collector signed was photographed; None where nobody signs here.
    """

    at: datetime
    officer: str
    collector: str
    signed: bool | None


@dataclass(frozen=True, slots=True)
class Handout:
    """What stands for and against handing out a result as a form says it.

    `barred` stands against it whoever comes; `missing` is what is wanted besides, the first thing
    first. `earlier` are the proofs of slips that were given and replaced since (C22).
    """

    dossier: Dossier
    shelf: str
    items: tuple[ResultItem, ...]
    originals: int
    recover: tuple[str, ...]
    barred: tuple[Refused, ...]
    missing: tuple[Refused, ...]
    earlier: tuple[str, ...]
    used: Used | None
    at_unit: bool
    in_part: bool

    @property
    def whole(self) -> bool:
        return not (self.barred or self.missing)

    @property
    def confirmable(self) -> bool:
        """Whether a leader's word is all that is wanted."""
        codes = {it.code for it in self.missing}
        return bool(codes) and not self.barred and codes <= CONFIRMABLE


@dataclass(frozen=True, slots=True)
class Returned:
    """`job` is the note on its way to the printer."""

    dossier: Dossier
    job: str
    in_part: bool
    unconfirmed: bool


def concerns(dossier: Dossier, roles: Collection[Role]) -> bool:
    """Whether a slip that is shown asks for a result, and this officer hands results out."""
    if _HANDS_OUT.isdisjoint(roles):
        return False
    result = current_result(dossier)
    if result is None:
        return False
    if dossier.state is State.APPROVED:
        return bool(result.what.own_place)
    return dossier.state in {State.WAITING, State.RELEASED}


@dataclass(slots=True)
class Releasing:
    """`others` are asked before a result leaves: only one desk may hand it out."""

    store: Store
    journal: Journal
    pages: Pages
    rules: InForce
    desk: Desk
    clock: Clock
    others: Others
    bell: Bell = field(default_factory=Bell)

    # --- what the desk shows --------------------------------------------------------------------

    def look(self, officer: Officer, dossier: Dossier, form: CollectForm) -> Handout:
        """Everything that stands against it now, found without an act."""
        result = current_result(dossier)
        used = self._used(dossier)
        at_unit = _at_unit(dossier, officer)
        in_part = _in_part(dossier, form)
        barred: list[Refused] = []
        missing: list[Refused] = []
        if used is not None:
            barred = [_slip_used(used)]
        elif dossier.read_only:
            barred = [Refused("dossier-read-only")]
        elif result is None or dossier.state not in {State.WAITING, State.APPROVED}:
            barred = [Refused("result-not-here", state=dossier.state.value)]
        else:
            barred, missing = self._gate(officer, dossier, form)
        return Handout(
            dossier=dossier,
            shelf=shelf(dossier),
            items=items_left(dossier),
            originals=max(0, releasing.originals_left(dossier)),
            recover=releasing.to_recover(dossier) if result else (),
            barred=tuple(barred),
            missing=tuple(missing),
            earlier=tuple(entry[:PROOF_DIGITS] for entry in dossier.tellings[:-1]),
            used=used,
            at_unit=at_unit,
            in_part=in_part,
        )

    def _gate(
        self, officer: Officer, dossier: Dossier, form: CollectForm
    ) -> tuple[list[Refused], list[Refused]]:
        """What bars it, and what is missing. The word of a leader is looked at like any other."""
        with self.store.read() as connection:
            word = as_recorded(connection, officer, form.confirmation)
        matching = list(matching_objections(dossier, form))
        try:
            act = collect_of(form, signed_page=_there(form.signed_page))
        except Refused as refused:
            return [], [*matching, refused]
        objections = self._objections(officer, dossier, act, form)
        excused = CONFIRMABLE if word else frozenset()
        held = {it.code for it in releasing.held(dossier, at_unit=_at_unit(dossier, officer))}
        barred = [it for it in objections if it.code in held]
        rest = [it for it in objections if it.code not in held and it.code not in excused]
        return barred, [*matching, *rest]

    def _objections(
        self, officer: Officer, dossier: Dossier, act: Collect, form: CollectForm
    ) -> list[Refused]:
        now, at_unit = self.clock(), _at_unit(dossier, officer)
        if _in_part(dossier, form) and not at_unit:
            return releasing.gate_in_part(dossier, act, form.items, now=now, rules=self.rules)
        return releasing.gate(dossier, act, now=now, rules=self.rules, at_unit=at_unit)

    def _used(self, dossier: Dossier) -> Used | None:
        """By whom and when the whole of it left; None while something of it is here."""
        out = releasing.collected(dossier) if current_result(dossier) else None
        if out is None or dossier.state is not State.RELEASED:
            return None
        with self.store.read() as connection:
            names = {one.id: one.name for one in queries.officers(connection)}
        return _used_by(dossier, out, names.get(out.officer, ""))

    # --- acts -----------------------------------------------------------------------------------

    def hand_out(self, officer: Officer, dossier_id: str, form: CollectForm) -> Returned:
        """Hands out what is marked: the whole result, or a part of it, with its note.

        Raises the first thing that stands against it: of the match of slip and envelope
        ("slip-not-shown", "slip-of-another", "envelope-not-scanned", "envelope-of-another"),
        "slip-used", "authorization-day-unreadable", as `Others.asked`, and as
        `data.domain.releasing.release`.
        """
        self._require_here(dossier_id)
        with self.others.asked(dossier_id) as unconfirmed, self.store.turn:
            page, signed = self._kept(form.right_page), self._kept(form.signed_page)
            with self.journal.act(officer.id) as act:
                dossier = fold(dossier_id, act.entries(dossier_id))
                self._require_unused(dossier)
                for objection in matching_objections(dossier, form):
                    raise objection
                word = as_recorded(act.connection, officer, form.confirmation)
                said = replace(
                    collect_of(form, page=page, signed_page=signed, unconfirmed=unconfirmed),
                    confirmation=word,
                )
                fact = in_spite_of(
                    self._released(officer, dossier, said, form, act.now),
                    overruled_of([form.right_page, form.signed_page]),
                )
                (job,) = queue_copies(act, self.desk, act.record(fact), Form.RELEASE, NOTE)
                after = fold(dossier_id, act.entries(dossier_id))
        self.bell.ring()
        return Returned(after, job, after.state is State.WAITING, unconfirmed)

    def _released(
        self, officer: Officer, dossier: Dossier, said: Collect, form: CollectForm, now: datetime
    ) -> Fact:
        if _at_unit(dossier, officer):
            return releasing.release_at_unit(
                dossier, said, now=now, roles=officer.roles, rules=self.rules
            )
        if _in_part(dossier, form):
            return releasing.release_in_part(
                dossier, said, form.items, now=now, roles=officer.roles, rules=self.rules
            )
        return releasing.release(dossier, said, now=now, roles=officer.roles, rules=self.rules)

    def keep_signed(self, officer: Officer, dossier_id: str, photo: Photo) -> Dossier:
        """The note as the collector signed it. Raises Refused("release-unknown")."""
        with self.store.turn:
            page = self.pages.put(photo.jpeg)

            def kept(dossier: Dossier, _act: Act) -> Fact:
                fact = releasing.keep_signed(dossier, page, roles=officer.roles)
                return in_spite_of(fact, photo.overruled)

            return self._act(officer, dossier_id, kept)

    def evaluate(self, officer: Officer, dossier_id: str, said: Evaluation) -> Dossier:
        """What the citizen answered. Raises as `data.domain.evaluating.evaluate`."""
        return self._act(
            officer,
            dossier_id,
            lambda dossier, _act: evaluate(dossier, said, roles=officer.roles),
        )

    def send_back(self, officer: Officer, dossier_id: str, form: SendBackForm) -> Dossier:
        """To the one-stop that sent the dossier, with all originals and a sheet both sign (R95).

        Raises "envelope-not-scanned", "envelope-of-another", "slip-used", as `Others.asked`, and
        as `data.domain.releasing.send_back`.
        """
        self._require_here(dossier_id)
        with self.others.asked(dossier_id) as unconfirmed, self.journal.act(officer.id) as act:
            dossier = fold(dossier_id, act.entries(dossier_id))
            self._require_unused(dossier)
            for objection in envelope_objections(dossier, form.envelope_code):
                raise objection
            said = SendBack(
                hands(form.giver, form.receiver),
                number=clean(form.number, CODE_LIMIT),
                originals=max(0, releasing.originals_left(dossier)),
                fee_there=form.fee_there,
                unconfirmed=unconfirmed,
                confirmation=as_recorded(act.connection, officer, form.confirmation),
            )
            sent = act.record(releasing.send_back(dossier, said, roles=officer.roles))
            queue_copies(act, self.desk, sent, Form.SENT_BACK, BOTH)
            after = fold(dossier_id, act.entries(dossier_id))
        self.bell.ring()
        return after

    def reject(self, officer: Officer, dossier_id: str, form: RejectForm) -> Dossier:
        """A wrong or lost result goes back to its agency, for no new fee (C23).

        Raises "new-due-unreadable", and as `data.domain.concluding.reject_result`.
        """
        new_due = self._new_due(form.new_due)
        with self.store.turn:
            page = self._kept(form.marked)

            def rejected(dossier: Dossier, act: Act) -> Fact:
                said = Reject(
                    form.fault,
                    form.reason,
                    recovered=form.recovered,
                    new_due=new_due,
                    page=page,
                    confirmation=as_recorded(act.connection, officer, form.confirmation),
                )
                fact = reject_result(
                    dossier, said, now=act.now, roles=officer.roles, rules=self.rules
                )
                return in_spite_of(fact, overruled_of([form.marked]))

            return self._act(officer, dossier_id, rejected)

    def _new_due(self, text: str) -> datetime | None:
        """The closing hour of the day that was typed (C2)."""
        day = typed.day_of(text)
        if text.strip() and day is None:
            raise Refused("new-due-unreadable")
        return on_day(day, self.rules.profile.closing) if day else None

    def _kept(self, photo: Photo | None) -> str:
        return self.pages.put(photo.jpeg) if photo is not None else ""

    def _require_here(self, dossier_id: str) -> None:
        """What is known to be out is told with officer and hour, without asking another desk."""
        with self.store.read() as connection:
            dossier = queries.dossier(connection, dossier_id)
        self._require_unused(dossier)

    def _require_unused(self, dossier: Dossier) -> None:
        if (used := self._used(dossier)) is not None:
            raise _slip_used(used)

    def _act(
        self, officer: Officer, dossier_id: str, decide: Callable[[Dossier, Act], Fact]
    ) -> Dossier:
        with self.journal.act(officer.id) as act:
            act.record(decide(fold(dossier_id, act.entries(dossier_id)), act))
            return fold(dossier_id, act.entries(dossier_id))


def _at_unit(dossier: Dossier, officer: Officer) -> bool:
    """Công an tỉnh hands out at its own unit, before anything came to the return desk (R33)."""
    return dossier.state is State.APPROVED and Role.POLICE in officer.roles


def _in_part(dossier: Dossier, form: CollectForm) -> bool:
    return set(form.items) != {item.id for item in items_left(dossier)}


def _there(photo: Photo | None) -> str:
    """Stands for the name that a photograph gets when it is kept."""
    return "photographed" if photo is not None else ""


def _used_by(dossier: Dossier, out: Entered[HandedOut], officer: str) -> Used:
    fetched = releasing.last_release(dossier)
    if fetched is None or fetched.entry != out.entry:
        return Used(out.at, officer, "", signed=None)
    collector = fetched.what.collector.name if fetched.what.collector else ""
    return Used(out.at, officer, collector, bool(releasing.signed_page(dossier, fetched)))


def _slip_used(used: Used) -> Refused:
    """What is personal stays out of it: who took the result is shown by the screen."""
    at = local(used.at)
    day, hour = at.date().isoformat(), f"{at:%H:%M}"
    return Refused("slip-used", day=day, hour=hour, officer=used.officer)
