"""Forms around a supplement: the agency's form 02, what is brought, and what never is (R85–R87)."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content

from counter_app.contact_words import CHANNEL_WORDS, PURPOSE_WORDS
from counter_app.desk.receiving.demanding import DemandLine, with_defect
from counter_app.desk.receiving.draft import DemandForm
from counter_app.desk.steps.agency_forms import (
    CloseForm,
    RequestForm,
    ReturnForm,
    SupplementForm,
    count,
)
from counter_app.desk.steps.next_acts import NextAct
from counter_app.dossier_words import DEFECT_WORDS
from counter_app.life_words import ACT_WORDS
from counter_app.screens.acts.act_form import (
    BY_LAW,
    DAY_LIMIT,
    NO,
    YES,
    ActForm,
    Ask,
    Fields,
    Filled,
    Reads,
    day_ask,
    paper_asks,
    paper_of,
    quiet,
    yes_no,
)
from counter_app.screens.receiving.procedure_text import KIND_WORDS
from counter_app.widgets.lines import ACCENT, styled, warned
from counter_app.wording import moment_text, msg, tr
from data.domain.contacting import Contact
from data.domain.errors import Refused
from data.domain.procedures import Component, PaperKind
from data.domain.received import Counts
from data.domain.supplement import Defect
from data.domain.text import LINE_LIMIT, NOTE_LIMIT

if TYPE_CHECKING:
    from counter_app.desk.steps.supplements import Asked
    from data.domain.dossier import Dossier

OUTSIDE: Final = 2
"""Papers outside the published list that the agency may ask for with its law (R18)."""
GOOD: Final = "good"
NOTHING: Final = "nothing"
COMPLETED: Final = "completed"


class _Request(ActForm):
    """The demands of form 02: each published component, then what is outside the list."""

    long_labels = True

    def request_asks(self, before: RequestForm) -> Iterator[Ask]:
        known = {it.component: it for it in before.demands if it.component}
        outside = [it for it in before.demands if not it.component]
        for number, item in enumerate(self._components, start=1):
            yield from _component_asks(number, item.name, known.get(item.id))
        for number in range(1, OUTSIDE + 1):
            said = outside[number - 1] if number <= len(outside) else None
            yield from _outside_asks(number, said)
        yield Ask("reason", tr("Reason"), before.reason, limit=NOTE_LIMIT)

    @property
    def _components(self) -> tuple[Component, ...]:
        return self.procedure.components if self.procedure else ()

    def request(self, filled: Filled) -> RequestForm:
        return RequestForm(tuple(self._demands(filled)), filled["reason"])

    def _demands(self, filled: Filled) -> Iterator[DemandForm]:
        for number, item in enumerate(self._components, start=1):
            if (defect := filled[f"defect-{number}"]) not in {"", GOOD}:
                line = with_defect(DemandLine(item.id, item, None), Defect(defect))
                yield DemandForm(item.id, "", line.defect, line.kind, filled[f"note-{number}"])
        for number in range(1, OUTSIDE + 1):
            if (name := filled[f"outside-{number}"]).strip():
                yield DemandForm("", name, citation=filled[f"law-{number}"])


def _component_asks(number: int, name: str, before: DemandForm | None) -> Iterator[Ask]:
    words = [(GOOD, tr("good")), *((it.value, tr(word)) for it, word in DEFECT_WORDS.items())]
    now = before.defect.value if before else GOOD
    yield Ask(f"defect-{number}", f"{number}. {name}", now, options=words)
    note, hint = before.note if before else "", tr("what exactly")
    wanted = _asked_for(f"defect-{number}")
    yield Ask(f"note-{number}", tr("note"), note, hint, limit=LINE_LIMIT, where=wanted)


def _outside_asks(number: int, before: DemandForm | None) -> Iterator[Ask]:
    name, law = (before.name, before.citation) if before else ("", "")
    hint = tr("only where a law asks for it")
    wanted = _typed(f"outside-{number - 1}") if number > 1 else _always
    yield Ask(f"outside-{number}", tr("Outside the list"), name, hint, where=wanted)
    yield Ask(
        f"law-{number}",
        tr("which law"),
        law,
        tr("article, clause and document"),
        where=_typed(f"outside-{number}"),
    )


def _asked_for(name: str) -> Callable[[Fields], bool]:
    return lambda said: said.get(name, GOOD) != GOOD


def _typed(name: str) -> Callable[[Fields], bool]:
    return lambda said: bool(said.get(name, "").strip())


def _always(_said: Fields) -> bool:
    return True


class DraftRequest(_Request):
    """Form 02 after appraisal is the agency's paper: drafted here, and printed for it (C10)."""

    heading = ACT_WORDS[NextAct.DRAFT_REQUEST]

    def asks(self) -> list[Ask]:
        _, before = self.following.supplements.draft_waiting(self.dossier)
        return list(self.request_asks(before))

    def told(self) -> list[Content]:
        return [quiet(tr("It is printed for the agency to sign; nothing stops before that."))]

    def act(self, filled: Filled) -> "Dossier":
        return self.following.supplements.draft_request(
            self.officer, self.dossier.id, self.request(filled)
        )

    def done(self, after: "Dossier") -> str:
        del after
        return tr("The draft is on its way to the printer. The agency signs it.")


class ReturnIt(_Request):
    """The agency's signed form 02 is registered, and the clock stops (R85, R86)."""

    heading = ACT_WORDS[NextAct.RETURN]
    paper = msg("the signed form 02")
    confirmable: ClassVar = {
        "return-late-unconfirmed": BY_LAW,
        "return-repeated-unconfirmed": BY_LAW,
    }

    def asks(self) -> list[Ask]:
        self._draft, before = self.following.supplements.draft_waiting(self.dossier)
        through = yes_no(yes=tr("sent out by the agency itself"), no=tr("through the Center"))
        return [
            *paper_asks(),
            Ask("direct", tr("It went"), NO, options=through),
            *self.request_asks(before),
        ]

    def told(self) -> list[Content]:
        outlook = self.following.outlook(self.dossier)
        limits = (it for it in outlook.deadlines if it.duty.value == "return")
        found = next(limits, None)
        if found is None:
            return []
        said = tr("Last moment to return it: {by}.", by=moment_text(found.by))
        return [warned(said) if found.late else quiet(said)]

    def act(self, filled: Filled) -> "Dossier":
        form = ReturnForm(
            self.request(filled), paper_of(filled), self._draft, filled["direct"] == YES
        )
        return self.following.supplements.return_for_supplement(
            self.officer, self.dossier.id, form, image=filled.image, word=filled.word
        )

    def done(self, after: "Dossier") -> str:
        del after
        return tr(
            "Returned, the clock stands. The citizen's paper is printed; C: tell the citizen."
        )

    _draft: str


class TakeSupplement(ActForm):
    """What the citizen brings; with the last of it the clock starts anew (R87, C24)."""

    heading = ACT_WORDS[NextAct.TAKE_SUPPLEMENT]
    long_labels = True

    def asks(self) -> list[Ask]:
        asked = self.following.supplements.asked(self.dossier)
        return [
            *(ask for it in asked if it.is_open for ask in _brought_asks(it)),
            Ask(
                "at",
                tr("When it came"),
                hint=tr("empty for now, or such as 8:30 20/11/2026"),
                limit=DAY_LIMIT,
                reads=Reads.MOMENT,
            ),
            Ask(
                "remark",
                tr("Remark"),
                hint=tr("why, where it came on an earlier day"),
                limit=NOTE_LIMIT,
            ),
        ]

    @property
    def _open(self) -> list[int]:
        return [it.place for it in self.following.supplements.asked(self.dossier) if it.is_open]

    def told(self) -> list[Content]:
        """What came before this visit."""
        brought = (it for it in self.following.supplements.asked(self.dossier) if not it.is_open)
        return [quiet("✓ " + tr("{paper}: brought already", paper=_named(it))) for it in brought]

    def live(self, said: Fields) -> list[Content]:
        """What this would do to the clock, before anybody commits it."""
        brought = [place for place in self._open if said.get(f"kind-{place}") != NOTHING]
        supplements = self.following.supplements
        if not supplements.completes(self.dossier, brought):
            left = ", ".join(str(place) for place in self._open if place not in brought)
            return [warned(tr("Still missing: {items}. The clock stands on.", items=left))]
        try:
            due = supplements.restarted(self.officer, self.dossier).at
        except Refused:
            return [styled("✓ " + tr("All of it is here: the clock starts anew."), ACCENT)]
        told = tr("All of it is here. New appointment: {due}.", due=moment_text(due))
        return [styled("✓ " + told, ACCENT)]

    def act(self, filled: Filled) -> "Dossier":
        brought = {
            place: _counts(filled[f"kind-{place}"], filled[f"count-{place}"])
            for place in self._open
            if filled[f"kind-{place}"] != NOTHING
        }
        form = SupplementForm(brought, filled["at"], filled["remark"])
        return self.following.supplements.take(self.officer, self.dossier.id, form)

    def done(self, after: "Dossier") -> str:
        if self.following.supplements.asked(after):
            return tr("Taken. Something is still missing, so the clock stands on.")
        due = moment_text(after.taken_in().appointment.at)
        return tr("All of it is here. New appointment: {due}. The receipt is printed.", due=due)


def _named(it: "Asked") -> str:
    return f"{it.place}. {it.demand.name}"


def _brought_asks(it: "Asked") -> Iterator[Ask]:
    place, defect = it.place, tr(DEFECT_WORDS[it.demand.defect])
    about = f"{defect} · {it.demand.note}" if it.demand.note else defect
    kinds = [
        (NOTHING, tr("not brought")),
        *((kind.value, tr(word)) for kind, word in KIND_WORDS.items()),
        (COMPLETED, tr("completed here")),
    ]
    yield Ask(f"kind-{place}", _named(it), NOTHING, options=kinds, about=about)
    yield Ask(
        f"count-{place}",
        tr("how many"),
        "1",
        limit=4,
        where=lambda said: said.get(f"kind-{place}", NOTHING) not in {NOTHING, COMPLETED},
    )


_COUNT_OF: Final = {
    PaperKind.ORIGINAL: "originals",
    PaperKind.CERTIFIED: "certified",
    PaperKind.COMPARED: "compared",
    PaperKind.COPY: "copies",
}


def _counts(kind: str, number: str) -> Counts:
    """A paper that lies here and was completed adds none."""
    if kind == COMPLETED:
        return Counts()
    return Counts(**{_COUNT_OF[PaperKind(kind)]: count(number)})


class CloseIt(ActForm):
    """What was never brought is closed, with notice only (C24)."""

    heading = ACT_WORDS[NextAct.CLOSE]
    WORDS: ClassVar = "words"

    def asks(self) -> list[Ask]:
        told = reversed(self.following.supplements.notices(self.dossier))
        notices = [(it.entry, _notice(it.what)) for it in told]
        options = [*notices, (self.WORDS, tr("in another way"))]
        otherwise = _otherwise(self.WORDS)
        return [
            Ask("notice", tr("Told by"), options[0][0], options=options),
            Ask("words", tr("How"), hint=tr("letter, its number"), where=otherwise),
            day_ask("day", tr("On what day"), where=otherwise),
            Ask("reason", tr("Reason"), limit=NOTE_LIMIT),
        ]

    def told(self) -> list[Content]:
        return [quiet(tr("Only with notice: without one, go back and press C first."))]

    def act(self, filled: Filled) -> "Dossier":
        contact = filled["notice"]
        form = CloseForm(
            filled["reason"],
            "" if contact == self.WORDS else contact,
            filled["words"],
            filled["day"],
        )
        return self.following.supplements.close(self.officer, self.dossier.id, form)

    def done(self, after: "Dossier") -> str:
        del after
        return tr("Closed with notice.")


def _notice(told: Contact) -> str:
    words = (tr(CHANNEL_WORDS[told.channel]), moment_text(told.at), tr(PURPOSE_WORDS[told.purpose]))
    return " · ".join(words)


def _otherwise(words: str) -> Callable[[Fields], bool]:
    return lambda said: said.get("notice") == words
