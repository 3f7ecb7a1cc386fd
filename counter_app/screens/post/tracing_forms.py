"""What the post says of an item, as short forms: delivered, nobody found, brought back, lost."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content

from counter_app.desk.batches.shelving import place_of
from counter_app.desk.post.tracing import BackForm, DeliverForm
from counter_app.post_words import POST_FAULT_WORDS
from counter_app.release_words import COLLECTOR_WORDS
from counter_app.screens.acts.act_form import (
    BY_LAW,
    BY_REASON,
    NO,
    YES,
    ActForm,
    Ask,
    Fields,
    Filled,
    day_ask,
    person_ask,
    quiet,
    yes_no,
)
from counter_app.widgets.lines import warned
from counter_app.wording import day_text, money_text, msg, tr
from data.domain.clock import local
from data.domain.concluding import the_result
from data.domain.errors import Refused
from data.domain.lifecycle import Action, State, actions
from data.domain.packing import item_number
from data.domain.post_filing import PostFault
from data.domain.posting import posting
from data.domain.profile import AfterFailedPost
from data.domain.releasing import CONFIRMABLE, Collector
from data.domain.text import NOTE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from counter_app.desk.post.tracing import Tracing
    from counter_app.screens.station import Station
    from data.domain.dossier import Dossier


class PostAct(StrEnum):
    DELIVER = "deliver"
    INVITE = "invite"
    BACK = "back"
    FAULT = "fault"


ACTIONS: Final = {
    PostAct.DELIVER: (Action.DELIVER,),
    PostAct.INVITE: (Action.RECORD_INVITATION,),
    PostAct.BACK: (Action.POST_BACK_TO_SHELF, Action.POST_BACK_TO_AGENCY),
    PostAct.FAULT: (Action.RECORD_POST_FAULT,),
}
"""The rows of the table of states that each of them is."""


class _PostForm(ActForm):
    @property
    def tracing(self) -> "Tracing":
        return self.station.counter.post.tracing

    @property
    def today(self) -> str:
        return day_text(local(self.station.clock()).date())

    def scanned(self, scan: str) -> Fields | None:
        """The item in the hand is no wish to look for it once more."""
        given = posting(self.dossier)
        is_item = given is not None and given.what.item == item_number(scan)
        return {} if is_item else None


class Delivered(_PostForm):
    """Who took it, and that the post looked at a paper of that person (TT 17/2017 Đ5.2)."""

    heading = msg("Delivered")
    confirmable: ClassVar = dict.fromkeys(sorted(CONFIRMABLE), BY_REASON)

    def asks(self) -> list[Ask]:
        rights = [(it.value, tr(word)) for it, word in COLLECTOR_WORDS.items()]
        seen = yes_no(yes=tr("yes, the post saw it"), no=tr("not said"))
        by_letter = _is("capacity", Collector.AUTHORISED.value)
        asks = [
            person_ask("receiver", tr("Taken by"), self._name),
            Ask("capacity", tr("In what right"), Collector.APPLICANT.value, options=rights),
            Ask("letter", tr("Paper of authorisation"), where=by_letter),
            day_ask("expires", tr("It ends on"), where=by_letter),
            Ask("seen", tr("Identity paper"), NO, options=seen),
            day_ask("day", tr("Delivered on"), self.today),
        ]
        if self.tracing.recovers(self.dossier):
            taken = yes_no(yes=tr("taken back"), no=tr("not taken back"))
            asks.append(Ask("recovered", tr("Old papers"), NO, options=taken))
        if self.tracing.owed_vnd(self.dossier):
            hint = tr("series and number, as on the receipt")
            asks.append(Ask("receipt", tr("Receipt of the fee"), hint=hint))
        return asks

    @property
    def _name(self) -> str:
        wish = self.dossier.taken_in().returning
        return wish.receiver or self.dossier.applicant_name

    def told(self) -> list[Content]:
        lines = []
        if owed := self.tracing.owed_vnd(self.dossier):
            said = tr("The post took {money} on delivery.", money=money_text(owed))
            lines.append(warned(said))
        if papers := self.tracing.recovers(self.dossier):
            said = tr("Old papers that the post takes back: {papers}", papers="; ".join(papers))
            lines.append(quiet(said))
        return lines

    def act(self, filled: Filled) -> "Dossier":
        form = DeliverForm(
            receiver=filled["receiver"],
            day=filled["day"],
            capacity=Collector(filled["capacity"]),
            identity_seen=filled["seen"] == YES,
            paper=filled["letter"],
            expires=filled["expires"],
            recovered=filled["recovered"] == YES,
            receipt=filled["receipt"],
        )
        return self.tracing.deliver(self.officer, self.dossier.id, form, filled.word)

    def done(self, after: "Dossier") -> str:
        del after
        return tr("Delivered: the dossier is done.")


class Invited(_PostForm):
    """Nobody was found; two working days lie between two invitations (TT 17/2017 Đ5.2.h)."""

    heading = msg("Nobody found: an invitation was left")

    def asks(self) -> list[Ask]:
        hint = tr("such as: nobody at home, wrong address")
        return [
            day_ask("day", tr("Day of the invitation"), self.today),
            Ask("reason", tr("Reason"), hint=hint, limit=NOTE_LIMIT),
        ]

    def told(self) -> list[Content]:
        tries = self.tracing.tries(self.dossier)
        said = tr("Invitation {n} of {all}.", n=tries.made + 1, all=tries.wanted)
        if tries.made:
            said += " " + tr("It counts from {day} on.", day=day_text(tries.earliest))
        return [quiet(said)]

    def act(self, filled: Filled) -> "Dossier":
        return self.tracing.invite(self.officer, self.dossier.id, filled["day"], filled["reason"])

    def done(self, after: "Dossier") -> str:
        tries = self.tracing.tries(after)
        if tries.made < tries.wanted:
            day = day_text(tries.earliest)
            return tr("Recorded. The next invitation counts from {day} on.", day=day)
        return tr("Recorded. It was tried as often as it must be: it comes back now (H).")


class BroughtBack(_PostForm):
    """To the agency or to the shelf as the profile says; elsewhere with a leader's word (C21)."""

    heading = msg("Brought back undelivered")
    confirmable: ClassVar = {"post-still-tries": BY_REASON, "post-back-elsewhere": BY_LAW}

    def asks(self) -> list[Ask]:
        places = [(it.value, tr(_PLACE_WORDS[it])) for it in self._places()]
        to_shelf = _is("to", AfterFailedPost.SHELF.value)
        to_agency = _is("to", AfterFailedPost.AGENCY.value)
        return [
            Ask("to", tr("Back to"), places[0][0], options=places),
            Ask("shelf", tr("Shelf place"), hint=tr("scan it or type it"), where=to_shelf),
            _hand("giver", tr("Given by (post)"), self.officer.name, to_agency),
            _hand("receiver", tr("Taken by (agency)"), "", to_agency),
            Ask("reason", tr("Reason"), limit=NOTE_LIMIT),
        ]

    def scanned(self, scan: str) -> Fields | None:
        place = place_of(scan.strip().upper())
        return {"shelf": place} if place else super().scanned(scan)

    def _places(self) -> list[AfterFailedPost]:
        """The profile's own place first; Công an tỉnh is agency and return desk in one (R33)."""
        usual = self.tracing.back_place(self.dossier)
        lawful = actions(State.IN_POST, self.officer.roles)
        places = [it for it, act in _PLACES.items() if act in lawful]
        if the_result(self.dossier).what.own_place:
            places = [AfterFailedPost.AGENCY]
        return sorted(places, key=lambda it: it is not usual)

    def told(self) -> list[Content]:
        """How often it was tried, and where the profile wants it."""
        tries = self.tracing.tries(self.dossier)
        usual = tr(_PLACE_WORDS[self.tracing.back_place(self.dossier)])
        lines = [quiet(tr("As the profile says it goes to: {place}.", place=usual))]
        if tries.made < tries.wanted:
            said = tr(
                "Tried {n} of {all} times: a leader confirms.", n=tries.made, all=tries.wanted
            )
            lines.append(warned(said))
        return lines

    def act(self, filled: Filled) -> "Dossier":
        shelf = filled["shelf"].strip()
        if filled["to"] == AfterFailedPost.SHELF.value and not shelf:
            raise Refused("carrier-shelf-missing")
        form = BackForm(shelf, filled["giver"], filled["receiver"], filled["reason"])
        return self.tracing.bring_back(self.officer, self.dossier.id, form, filled.word)

    def done(self, after: "Dossier") -> str:
        if after.state is State.WAITING:
            return tr("Back on its shelf. C on the dossier: tell the applicant.")
        return tr("Back at its agency. C on the dossier: tell the applicant.")


class Befallen(_PostForm):
    """Lost or damaged on its way (QĐ 45/2016 Đ14)."""

    heading = msg("Lost or damaged on the way")

    def asks(self) -> list[Ask]:
        faults = [(it.value, tr(word)) for it, word in POST_FAULT_WORDS.items()]
        return [
            Ask("fault", tr("What befell it"), PostFault.LOST.value, options=faults),
            day_ask("day", tr("Day it happened"), self.today),
            Ask("reason", tr("What happened"), limit=NOTE_LIMIT),
        ]

    def told(self) -> list[Content]:
        said = tr("It stays in this list until F8 sends its result back to the agency.")
        return [quiet(said)]

    def act(self, filled: Filled) -> "Dossier":
        return self.tracing.note_fault(
            self.officer,
            self.dossier.id,
            PostFault(filled["fault"]),
            filled["day"],
            filled["reason"],
        )

    def done(self, after: "Dossier") -> str:
        del after
        return tr("Recorded. F8: its agency makes the result anew.")


_PLACES: Final = {
    AfterFailedPost.AGENCY: Action.POST_BACK_TO_AGENCY,
    AfterFailedPost.SHELF: Action.POST_BACK_TO_SHELF,
}
_PLACE_WORDS: Final = {
    AfterFailedPost.AGENCY: msg("the agency that decided"),
    AfterFailedPost.SHELF: msg("the shelf of the return desk"),
}
FORMS: Final["Mapping[PostAct, Callable[[Station, Dossier], _PostForm]]"] = {
    PostAct.DELIVER: Delivered,
    PostAct.INVITE: Invited,
    PostAct.BACK: BroughtBack,
    PostAct.FAULT: Befallen,
}


def _hand(name: str, label: str, value: str, where: Callable[[Fields], bool]) -> Ask:
    return replace(person_ask(name, label, value), where=where)


def _is(name: str, value: str) -> Callable[[Fields], bool]:
    return lambda said: said.get(name) == value
