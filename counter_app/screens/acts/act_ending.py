"""Forms of how an appraisal ends: form 04, a refusal, a result, a withdrawal (R77–R81, C24)."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content

from counter_app.desk.steps.agency_forms import ApologyForm, ResultForm, WithdrawForm
from counter_app.desk.steps.next_acts import NextAct
from counter_app.life_words import ACT_WORDS
from counter_app.release_words import COLLECTOR_WORDS, RESULT_WORDS
from counter_app.screens.acts.act_form import (
    BY_REASON,
    YES,
    ActForm,
    Ask,
    Fields,
    Filled,
    day_ask,
    limit_ask,
    paper_asks,
    paper_of,
    person_ask,
    quiet,
    yes_no,
)
from counter_app.widgets.lines import warned
from counter_app.wording import day_text, moment_text, msg, tr
from data.domain.concluding import ResultKind
from data.domain.received import FeeState
from data.domain.releasing import Collector
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT

if TYPE_CHECKING:
    from counter_app.desk.steps.outcomes import NewDate
    from data.domain.dossier import Dossier

ITEMS: Final = 4
"""Kinds of papers of one result that the form has lines for."""


class _Apology(ActForm):
    """Form 04: reason, and a new date where one may still be given (R78, R79)."""

    def apology_asks(self, before: ApologyForm) -> Iterator[Ask]:
        yield Ask("reason", tr("Reason"), before.reason, limit=NOTE_LIMIT)
        if self._new.left:
            yield limit_ask("due", tr("New appointment"), before.new_due)

    @property
    def _new(self) -> "NewDate":
        return self.following.outcomes.new_date(self.officer, self.dossier)

    def told(self) -> list[Content]:
        new = self._new
        lines = [quiet(tr("The citizen was promised: {due}.", due=moment_text(new.told)))]
        if new.late:
            day = day_text(new.last_day)
            said = tr("The last day for it was {day}: it is recorded as late.", day=day)
            lines.append(warned(said))
        if not new.left:
            lines.append(
                warned(tr("A new date was given already: apologise without one and report it."))
            )
        return lines


class DraftApology(_Apology):
    heading = ACT_WORDS[NextAct.DRAFT_APOLOGY]

    def asks(self) -> list[Ask]:
        _, before = self.following.outcomes.draft_waiting(self.dossier)
        return list(self.apology_asks(before))

    def act(self, filled: Filled) -> "Dossier":
        form = ApologyForm(reason=filled["reason"], new_due=filled["due"])
        return self.following.outcomes.draft_apology(self.officer, self.dossier.id, form)

    def done(self, after: "Dossier") -> str:
        del after
        return tr("The draft is on its way to the printer. The agency signs it.")


class Apologise(_Apology):
    heading = ACT_WORDS[NextAct.APOLOGISE]
    paper = msg("the signed form 04")
    confirmable: ClassVar = {"due-change-unconfirmed": BY_REASON}

    def asks(self) -> list[Ask]:
        self._draft, before = self.following.outcomes.draft_waiting(self.dossier)
        return [*paper_asks(), *self.apology_asks(before)]

    def act(self, filled: Filled) -> "Dossier":
        form = ApologyForm(paper_of(filled), filled["reason"], filled["due"], self._draft)
        return self.following.outcomes.apologise(
            self.officer, self.dossier.id, form, image=filled.image, word=filled.word
        )

    def done(self, after: "Dossier") -> str:
        del after
        return tr("The apology is registered and printed. C: tell the citizen, and write it down.")

    _draft: str


class DraftRefusal(ActForm):
    """Form 03 after appraisal, as it is proposed to the agency's head (NĐ 61 Đ19.8)."""

    heading = ACT_WORDS[NextAct.DRAFT_REFUSAL]

    def asks(self) -> list[Ask]:
        law = tr("article, clause, number and date of the document")
        return [
            Ask("reason", tr("Reason"), limit=NOTE_LIMIT),
            Ask("law", tr("Legal basis"), hint=law, limit=LINE_LIMIT),
        ]

    def act(self, filled: Filled) -> "Dossier":
        return self.following.outcomes.draft_refusal(
            self.officer, self.dossier.id, reason=filled["reason"], legal_basis=filled["law"]
        )


class Approve(ActForm):
    """The signed result of the agency is registered (R77, C10)."""

    heading = ACT_WORDS[NextAct.APPROVE]
    paper = msg("the result")
    confirmable: ClassVar = {"verification-missing": BY_REASON}

    def asks(self) -> list[Ask]:
        kinds = [(it.value, tr(word)) for it, word in RESULT_WORDS.items()]
        return [
            Ask("kind", tr("Result"), ResultKind.GRANTED.value, options=kinds),
            *paper_asks(),
            *(ask for number in range(1, ITEMS + 1) for ask in self._item(number)),
            Ask("reason", tr("Reason"), limit=NOTE_LIMIT, where=_refused),
            Ask("law", tr("Legal basis"), limit=LINE_LIMIT, where=_refused),
        ]

    def _item(self, number: int) -> Iterator[Ask]:
        usual = self.procedure.result if self.procedure else ""
        name = usual[:NAME_LIMIT] if number == 1 else ""
        wanted = _typed(f"item-{number - 1}") if number > 1 else _always
        label = tr("Paper {n}", n=number)
        hint = tr("what is handed out")
        yield Ask(f"item-{number}", label, name, hint, limit=NAME_LIMIT, where=wanted)
        here = _typed(f"item-{number}")
        yield Ask(f"count-{number}", tr("how many"), "1", limit=4, where=here)

    def told(self) -> list[Content]:
        own = self.procedure.agency.own_return_place if self.procedure else ""
        if own:
            return [warned(tr("The citizen fetches this result at: {place}", place=own))]
        if self.procedure is not None and self.procedure.via_province:
            return [quiet(tr("UBND tỉnh decides: it comes through its office."))]
        return []

    def act(self, filled: Filled) -> "Dossier":
        items = [
            (filled[f"item-{number}"], filled[f"count-{number}"]) for number in range(1, ITEMS + 1)
        ]
        form = ResultForm(
            paper_of(filled), ResultKind(filled["kind"]), items, filled["reason"], filled["law"]
        )
        return self.following.outcomes.approve(
            self.officer, self.dossier.id, form, image=filled.image, word=filled.word
        )

    def done(self, after: "Dossier") -> str:
        del after
        return tr("The result is registered. The return desk waits for it.")


class FromProvince(ActForm):
    """Văn phòng UBND tỉnh passed on what UBND tỉnh decided (R99)."""

    heading = ACT_WORDS[NextAct.FROM_PROVINCE]

    def asks(self) -> list[Ask]:
        both = yes_no(yes=tr("on paper and electronic"), no=tr("on paper only"))
        return [
            Ask("number", tr("Number of the letter"), hint=tr("empty where there is none")),
            Ask("electronic", tr("It came"), YES, options=both),
            person_ask("giver", tr("Given by")),
            person_ask("receiver", tr("Taken by"), self.officer.name),
        ]

    def act(self, filled: Filled) -> "Dossier":
        return self.following.outcomes.from_province(
            self.officer,
            self.dossier.id,
            giver=filled["giver"],
            receiver=filled["receiver"],
            number=filled["number"],
            electronic=filled["electronic"] == YES,
        )


class Withdraw(ActForm):
    """The owner asks in writing to have it back; originals go back whatever is owed (C24)."""

    heading = ACT_WORDS[NextAct.WITHDRAW]
    paper = msg("the written request")
    confirmable: ClassVar = {"collector-needs-leader": BY_REASON, "originals-left": BY_REASON}

    def asks(self) -> list[Ask]:
        rights = [(it.value, tr(word)) for it, word in COLLECTOR_WORDS.items()]
        name = self.dossier.applicant_name
        by_letter = _is("capacity", Collector.AUTHORISED.value)
        return [
            person_ask("by", tr("Who asks"), name),
            Ask("capacity", tr("In what right"), Collector.APPLICANT.value, options=rights),
            Ask("letter", tr("Paper of authorisation"), where=by_letter),
            day_ask("expires", tr("It ends on"), where=by_letter),
            Ask("number", tr("Number of the request"), hint=tr("or photograph it with F4")),
            day_ask("day", tr("Day of the request")),
            *self._kept(),
            *self._paid(),
            Ask("reason", tr("Reason"), limit=NOTE_LIMIT),
        ]

    def _kept(self) -> Iterator[Ask]:
        if left := self.following.outcomes.originals(self.dossier):
            yield Ask("originals", tr("Originals given back"), str(left), limit=4)

    def _paid(self) -> Iterator[Ask]:
        if self.dossier.taken_in().fee.state is FeeState.PAID:
            yield Ask(
                "fee", tr("What becomes of the fee"), hint=tr("and by which rule"), limit=LINE_LIMIT
            )

    def told(self) -> list[Content]:
        return [warned(tr("This ends the dossier. Its originals go back to the owner."))]

    def act(self, filled: Filled) -> "Dossier":
        form = WithdrawForm(
            by=filled["by"],
            number=filled["number"],
            day=filled["day"],
            capacity=Collector(filled["capacity"]),
            authorization=filled["letter"],
            expires=filled["expires"],
            originals=filled["originals"],
            fee_note=filled["fee"],
            reason=filled["reason"],
        )
        return self.following.outcomes.withdraw(
            self.officer, self.dossier.id, form, image=filled.image, word=filled.word
        )

    def done(self, after: "Dossier") -> str:
        del after
        return tr("Withdrawn.")


def _refused(said: Fields) -> bool:
    return said.get("kind") == ResultKind.REFUSED.value


def _is(name: str, value: str) -> Callable[[Fields], bool]:
    return lambda said: said.get(name) == value


def _typed(name: str) -> Callable[[Fields], bool]:
    return lambda said: bool(said.get(name, "").strip())


def _always(_said: Fields) -> bool:
    return True
