"""Forms that put right what went wrong: a correction, a recall, a decision on a conflict (R16)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from textual.content import Content

from counter_app.desk.steps.agency_forms import count
from counter_app.desk.steps.mending import CorrectionForm, PersonWords, words_of
from counter_app.desk.steps.next_acts import NextAct
from counter_app.dossier_words import HISTORY_WORDS
from counter_app.life_words import ACT_WORDS
from counter_app.screens.acts.act_form import NO, YES, ActForm, Ask, Fields, Filled, quiet, yes_no
from counter_app.screens.receiving.procedure_text import KIND_WORDS, handed_text
from counter_app.widgets.lines import warned
from counter_app.wording import moment_text, msg, tr
from data.domain.entries import Recorded
from data.domain.procedures import PaperKind
from data.domain.received import Counts
from data.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT

if TYPE_CHECKING:
    from data.domain.dossier import Dossier
    from data.domain.people import Person

AS_BEFORE: Final = "as-before"
_COUNTS: Final = {
    PaperKind.ORIGINAL: "originals",
    PaperKind.CERTIFIED: "certified",
    PaperKind.COMPARED: "compared",
    PaperKind.COPY: "copies",
}
_PERSON: Final = {
    "name": msg("Name"),
    "identity": msg("Identity no."),
    "address": msg("Address"),
    "phone": msg("Telephone"),
    "email": msg("E-mail"),
}
_FIRM: Final = {
    "name": msg("Name"),
    "tax_code": msg("Tax code"),
    "representative": msg("Representative"),
    "address": msg("Address"),
    "phone": msg("Telephone"),
    "email": msg("E-mail"),
}


class Correct(ActForm):
    """What was mistyped, said anew; form 01 is given anew with the reason on it (C22)."""

    heading = ACT_WORDS[NextAct.CORRECT]
    asks_pin = True

    def asks(self) -> list[Ask]:
        apart = self.dossier.submitter is not None
        owner = tr("Owner") if apart else tr("Applicant")
        return [
            Ask(
                "reason",
                tr("What was mistyped"),
                hint=tr("it stands on the new receipt"),
                limit=LINE_LIMIT,
            ),
            *_person_asks("a", owner, self.dossier.applicant),
            *(_person_asks("s", tr("Submitter"), self.dossier.submitter) if apart else ()),
            Ask("sets", tr("Sets"), str(self.dossier.taken_in().sets), limit=3),
            *self._component_asks(),
        ]

    def _component_asks(self) -> Iterator[Ask]:
        components = self.dossier.taken_in().components
        options = [(AS_BEFORE, tr("as before"))]
        options += [(it.id, f"{n}. {it.name}") for n, it in enumerate(components, start=1)]
        yield Ask("component", tr("Papers counted wrongly"), AS_BEFORE, options=options)
        for kind, name in _COUNTS.items():
            wanted = _chosen
            yield Ask(name, tr(KIND_WORDS[kind]), "", tr("how many"), limit=4, where=wanted)

    def told(self) -> list[Content]:
        return [quiet(tr("The receipt is printed anew. The old slip still identifies."))]

    def live(self, said: Fields) -> list[Content]:
        """How the chosen component was counted before."""
        for item in self.dossier.taken_in().components:
            if item.id == said.get("component"):
                before = handed_text(item.counts, len(item.pages))
                return [quiet(tr("Counted before: {papers}", papers=before))]
        return []

    def act(self, filled: Filled) -> "Dossier":
        before = self.dossier
        chosen = filled["component"] != AS_BEFORE
        counts = {name: count(filled[name]) for name in _COUNTS.values()} if chosen else {}
        form = CorrectionForm(
            reason=filled["reason"],
            applicant=_words("a", filled, before.applicant),
            submitter=_words("s", filled, before.submitter) if before.submitter else None,
            sets=count(filled["sets"]),
            component=filled["component"] if chosen else "",
            counts=Counts(**counts) if chosen else None,
        )
        return self.following.mending.correct(self.officer, before.id, form)

    def done(self, after: "Dossier") -> str:
        del after
        return tr("Corrected. The receipt is printed anew; take the old one back if you can.")


def _chosen(said: Fields) -> bool:
    return said.get("component", AS_BEFORE) != AS_BEFORE


def _person_asks(prefix: str, who: str, person: "Person | None") -> Iterator[Ask]:
    """Of an erased person nothing is said anew."""
    if person is None:
        return
    words = words_of(person)
    for place, (name, label) in enumerate((_FIRM if person.is_organisation else _PERSON).items()):
        said = who if place == 0 else tr(label)
        yield Ask(
            f"{prefix}-{name}", said, getattr(words, name), limit=_LIMITS.get(name, LINE_LIMIT)
        )


_LIMITS: Final = {"name": NAME_LIMIT, "representative": NAME_LIMIT}


def _words(prefix: str, filled: Filled, person: "Person | None") -> PersonWords:
    before = words_of(person)
    asked = _FIRM if person is not None and person.is_organisation else _PERSON
    typed = {name: filled[f"{prefix}-{name}"] for name in asked} if person is not None else {}
    return PersonWords(
        **{
            name: typed.get(name, getattr(before, name))
            for name in PersonWords.__dataclass_fields__
        }
    )


class Recall(ActForm):
    """The last step of the same officer is taken back, while nobody has acted on it."""

    heading = ACT_WORDS[NextAct.RECALL]

    def asks(self) -> list[Ask]:
        return [Ask("reason", tr("Reason"), hint=tr("what was wrong with it"), limit=NOTE_LIMIT)]

    def told(self) -> list[Content]:
        step = self.following.mending.recallable(self.officer, self.dossier)
        if step is None:
            return []
        said = step_words(self.dossier, step.entry)
        at = moment_text(step.at)
        return [warned(tr("This is taken back: {step}, {at}.", step=said, at=at))]

    def act(self, filled: Filled) -> "Dossier":
        return self.following.mending.recall(self.officer, self.dossier.id, filled["reason"])

    def done(self, after: "Dossier") -> str:
        del after
        return tr("Taken back. It stays in the history.")


class Resolve(ActForm):
    """A supervisor says which of two acts counts that cannot both stand (R16)."""

    heading = ACT_WORDS[NextAct.RESOLVE]
    asks_pin = True

    def asks(self) -> list[Ask]:
        marks = [it.mark for it in self.following.mending.conflicts(self.dossier)]
        options = [(it.entry, self._said(it.entry)) for it in marks]
        ways = yes_no(yes=tr("the later one counts"), no=tr("the first one counts"))
        return [
            Ask("entry", tr("Which act"), options[0][0] if options else "", options=options),
            Ask("stands", tr("Decision"), NO, options=ways),
            Ask("reason", tr("Reason"), limit=NOTE_LIMIT),
        ]

    def live(self, said: Fields) -> list[Content]:
        for it in self.following.mending.conflicts(self.dossier):
            if it.mark.entry == said.get("entry"):
                other = self._said(it.mark.against) if it.mark.against else "…"
                return [warned(tr("It collides with: {other}", other=other))]
        return []

    def _said(self, entry: str) -> str:
        recorded = _entry(self.dossier, entry)
        if recorded is None:
            return entry[:10]
        return f"{step_words(self.dossier, entry)} {moment_text(recorded.entry.at)}"

    def act(self, filled: Filled) -> "Dossier":
        return self.following.mending.resolve(
            self.officer,
            self.dossier.id,
            filled["entry"],
            stands=filled["stands"] == YES,
            reason=filled["reason"],
        )


def step_words(dossier: "Dossier", entry: str) -> str:
    """What an entry is, in the words of the history."""
    recorded = _entry(dossier, entry)
    kind = recorded.entry.kind if recorded else ""
    return tr(HISTORY_WORDS[kind]) if kind in HISTORY_WORDS else kind


def _entry(dossier: "Dossier", entry: str) -> Recorded | None:
    return next((it for it in dossier.history if it.hash == entry), None)
