"""Forms of what the agencies do: the way, progress, verification, opinions (R66, R83–R93, C29)."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content

from counter_app.desk.steps.agency_forms import (
    LegForm,
    OpinionForm,
    ProgressForm,
    RouteForm,
    VerificationForm,
)
from counter_app.desk.steps.next_acts import NextAct
from counter_app.life_words import ACT_WORDS, MODE_WORDS, STEP_WORDS
from counter_app.screens.acts.act_form import (
    BY_LAW,
    NO,
    YES,
    ActForm,
    Ask,
    Fields,
    Filled,
    Reads,
    day_ask,
    limit_ask,
    one_of,
    paper_asks,
    paper_of,
    person_ask,
    quiet,
    yes_no,
)
from counter_app.widgets.lines import warned
from counter_app.wording import day_text, moment_text, msg, tr
from data.domain.appraising import questions
from data.domain.clock import local
from data.domain.handing_over import Progress
from data.domain.procedures import Level, Step
from data.domain.reappointing import told_due
from data.domain.routing import Mode, RouteLeg, usual_mode
from data.domain.text import NOTE_LIMIT

if TYPE_CHECKING:
    from data.domain.appraising import Question
    from data.domain.dossier import Dossier

FIRST_OTHER: Final = 2
OTHERS: Final = 3
"""Agencies beside the lead that a way may be given that no catalogue knows."""


class SetRoute(ActForm):
    """Which agencies, in what order and until when; as the catalogue has it, to be looked at."""

    heading = ACT_WORDS[NextAct.SET_ROUTE]
    confirmable: ClassVar = {"route-not-approved": BY_LAW, "leg-after-due": BY_LAW}

    def asks(self) -> list[Ask]:
        modes = [(it.value, tr(word)) for it, word in MODE_WORDS.items()]
        usual = usual_mode(self.dossier)
        self._legs = self.following.steps.proposed_route(self.officer, self.dossier, usual)
        return [
            Ask("mode", tr("How it goes round"), usual.value, options=modes),
            Ask(
                "number",
                tr("Approved by decision"),
                hint=tr("number of the Chairman's decision; empty where there is none"),
            ),
            day_ask("approved", tr("Day of the decision")),
            *self._known(),
            *(self._others() if len(self._legs) == 1 else ()),
        ]

    def _known(self) -> Iterator[Ask]:
        for number, leg in enumerate(self._legs, start=1):
            by = moment_text(leg.by)
            yield limit_ask(f"by-{number}", f"{number}. {leg.agency}", by)
            if leg.level is not Level.SAME:
                yield Ask(
                    f"one-stop-{number}",
                    tr("its one-stop"),
                    leg.one_stop,
                    tr("which watches over it there"),
                )

    def _others(self) -> Iterator[Ask]:
        named = [(str(it.index), it.name) for it in self.following.steps.agencies(self.dossier)]
        hint = tr("some words of its name")
        for number in range(FIRST_OTHER, FIRST_OTHER + OTHERS):
            before, here = f"agency-{number - 1}", f"agency-{number}"
            wanted = _everywhere if number == FIRST_OTHER else _given(before)
            yield Ask(
                here,
                tr("{n}. agency", n=number),
                "",
                hint,
                named,
                reads=Reads.NAME,
                where=wanted,
            )
            does = Ask(f"content-{number}", tr("what it does"), where=_given(here))
            yield does
            yield limit_ask(f"by-{number}", tr("until"), where=_given(here))

    def told(self) -> list[Content]:
        due = moment_text(told_due(self.dossier))
        return [quiet(tr("The citizen was promised: {due}. The lead is first.", due=due))]

    def act(self, filled: Filled) -> "Dossier":
        legs = [*self._typed(filled), *self._added(filled)]
        form = RouteForm(Mode(filled["mode"]), tuple(legs), filled["number"], filled["approved"])
        return self.following.steps.set_route(self.officer, self.dossier.id, form, word=filled.word)

    def _typed(self, filled: Filled) -> Iterator[LegForm]:
        for number, leg in enumerate(self._legs, start=1):
            yield LegForm(
                leg.agency_index,
                filled[f"by-{number}"],
                leg.content,
                filled[f"one-stop-{number}"],
            )

    def _added(self, filled: Filled) -> Iterator[LegForm]:
        asks = {ask.id: ask for ask in self.asks()}
        for number in range(FIRST_OTHER, FIRST_OTHER + OTHERS):
            typed = filled[f"agency-{number}"]
            if typed.strip():
                index = int(one_of(asks[f"agency-{number}"], typed))
                yield LegForm(index, filled[f"by-{number}"], filled[f"content-{number}"])

    def done(self, after: "Dossier") -> str:
        del after
        return tr("The way is fixed. The transfer slip goes with the folder: F8 prints it.")

    _legs: list[RouteLeg]


def _given(name: str) -> Callable[[Fields], bool]:
    return lambda said: bool(said.get(name, "").strip())


def _everywhere(_said: Fields) -> bool:
    return True


class NoteProgress(ActForm):
    """What the agency did, as its officer or one at the Center writes it down (R66)."""

    heading = ACT_WORDS[NextAct.NOTE_PROGRESS]
    paper = msg("the agency's paper")

    def asks(self) -> list[Ask]:
        steps = [(it.value, tr(word)) for it, word in STEP_WORDS.items()]
        return [
            Ask("step", tr("Step"), Step.APPRAISE.value, options=steps),
            person_ask("who", tr("Done by"), self._who, tr("officer of the agency")),
            Ask("number", tr("Number of the paper"), hint=tr("empty where there is none")),
            day_ask("day", tr("Day of the paper"), where=_given("number")),
            Ask("note", tr("What was done"), hint=tr("in a few words"), limit=NOTE_LIMIT),
        ]

    @property
    def _who(self) -> str:
        """Whoever was named last, or took the folder over."""
        noted = self.dossier.last(Progress)
        return noted.what.who if noted else self.following.outlook(self.dossier).custody.person

    def act(self, filled: Filled) -> "Dossier":
        form = ProgressForm(
            Step(filled["step"]), filled["who"], filled["number"], filled["day"], filled["note"]
        )
        return self.following.steps.note_progress(
            self.officer, self.dossier.id, form, image=filled.image
        )

    def done(self, after: "Dossier") -> str:
        del after
        return tr("It is noted.")


class AnswerLeg(ActForm):
    """An agency of an electronic way is done with its part (R93)."""

    heading = ACT_WORDS[NextAct.ANSWER_LEG]
    paper = msg("the agency's paper")

    def asks(self) -> list[Ask]:
        legs = [
            (str(it.number), it.leg.agency) for it in self.following.steps.open_legs(self.dossier)
        ]
        first = legs[0][0] if legs else ""
        return [
            Ask("leg", tr("Which agency"), first, options=legs),
            *paper_asks(),
            Ask("result", tr("What it says"), limit=NOTE_LIMIT),
        ]

    def act(self, filled: Filled) -> "Dossier":
        return self.following.steps.answer_leg(
            self.officer,
            self.dossier.id,
            int(filled["leg"]),
            paper=paper_of(filled),
            result=filled["result"],
            image=filled.image,
        )


class Verify(ActForm):
    """Thẩm tra, xác minh made into a record; with the applicant four facts more (R83, R84)."""

    heading = ACT_WORDS[NextAct.VERIFY]
    paper = msg("the record")

    def asks(self) -> list[Ask]:
        present = _is("present")
        return [
            Ask("number", tr("Number of the record"), hint=tr("or photograph it with F4")),
            day_ask("day", tr("Day of the record"), day_text(local(self.station.clock()).date())),
            Ask(
                "present",
                tr("Applicant had to be there"),
                NO,
                options=yes_no(yes=tr("yes"), no=tr("no")),
            ),
            Ask(
                "held",
                tr("When it took place"),
                hint=tr("such as 8:30 20/11/2026"),
                reads=Reads.MOMENT,
                where=present,
            ),
            Ask("place", tr("Where"), where=present),
            Ask("participants", tr("Who took part"), limit=NOTE_LIMIT, where=present),
            Ask("content", tr("What was verified"), limit=NOTE_LIMIT),
        ]

    def act(self, filled: Filled) -> "Dossier":
        form = VerificationForm(
            day=filled["day"],
            number=filled["number"],
            applicant_present=filled["present"] == YES,
            held_at=filled["held"],
            place=filled["place"],
            participants=filled["participants"],
            content=filled["content"],
        )
        return self.following.steps.verify(self.officer, self.dossier.id, form, image=filled.image)


def _is(name: str) -> Callable[[Fields], bool]:
    return lambda said: said.get(name) == YES


class Consult(ActForm):
    """An agency is asked for its opinion, with content and limit (R88)."""

    heading = ACT_WORDS[NextAct.CONSULT]

    def asks(self) -> list[Ask]:
        agencies = self.following.steps.agencies(self.dossier)
        return [
            Ask(
                "agency",
                tr("Which agency"),
                self._first(),
                tr("some words of its name"),
                [(str(it.index), it.name) for it in agencies],
                reads=Reads.NAME,
            ),
            Ask("content", tr("What is asked"), limit=NOTE_LIMIT),
            limit_ask("until", tr("Answer until")),
            Ask("number", tr("Number of the letter"), hint=tr("empty for an electronic notice")),
        ]

    def _first(self) -> str:
        """Whom the procedure names and nobody has asked yet."""
        asked = {it.consultation.agency_index for it in questions(self.dossier)}
        named = self.procedure.consulted if self.procedure else ()
        return next((it.name for it in named if it.index not in asked), "")

    def act(self, filled: Filled) -> "Dossier":
        (agency,) = [ask for ask in self.asks() if ask.id == "agency"]
        return self.following.steps.consult(
            self.officer,
            self.dossier.id,
            int(one_of(agency, filled["agency"])),
            content=filled["content"],
            until=filled["until"],
            number=filled["number"],
        )


class GiveOpinion(ActForm):
    """The answer of an agency that was asked (R89)."""

    heading = ACT_WORDS[NextAct.OPINION]
    paper = msg("the answer")

    def asks(self) -> list[Ask]:
        asked = [_question(it) for it in self.following.steps.open_questions(self.dossier)]
        today = day_text(local(self.station.clock()).date())
        return [
            Ask("asked", tr("Whose answer"), asked[0][0] if asked else "", options=asked),
            day_ask("answered", tr("Day of the answer"), today),
            *paper_asks()[:1],
            person_ask("signer", tr("Signed by")),
            Ask("content", tr("What it says"), limit=NOTE_LIMIT),
        ]

    def act(self, filled: Filled) -> "Dossier":
        paper = paper_of(filled)
        typed = bool(paper.number.strip() or paper.signer.strip())
        dated = paper_of(Filled({**filled.said, "day": filled["answered"]}))
        form = OpinionForm(
            filled["asked"], filled["answered"], dated if typed else paper, filled["content"]
        )
        return self.following.steps.give_opinion(
            self.officer, self.dossier.id, form, image=filled.image
        )


class ReportSilence(ActForm):
    """Nobody answered in time; the Center knows it, and nobody has to wait (R89)."""

    heading = ACT_WORDS[NextAct.SILENCE]

    def asks(self) -> list[Ask]:
        silent = [_question(it) for it in self.following.steps.silent_questions(self.dossier)]
        return [
            Ask("asked", tr("Which agency"), silent[0][0] if silent else "", options=silent),
            Ask("note", tr("Note"), limit=NOTE_LIMIT),
        ]

    def live(self, said: Fields) -> list[Content]:
        questions = self.following.steps.silent_questions(self.dossier)
        found = next((it for it in questions if it.entry == said.get("asked")), None)
        if found is None:
            return []
        day = moment_text(found.consultation.until)
        return [warned(tr("The answer was due until {day}.", day=day))]

    def act(self, filled: Filled) -> "Dossier":
        return self.following.steps.report_silence(
            self.officer, self.dossier.id, filled["asked"], note=filled["note"]
        )


def _question(it: "Question") -> tuple[str, str]:
    said = it.consultation
    number = f" · {said.number}" if said.number else ""
    return it.entry, f"{said.agency}{number}"
