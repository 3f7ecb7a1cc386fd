"""The form by which the unit of an agency gives its own result to the post (R33, C21)."""

from typing import TYPE_CHECKING

from textual.content import Content

from counter_app.desk.post.at_unit import UnitForm
from counter_app.desk.steps.next_acts import NextAct
from counter_app.life_words import ACT_WORDS
from counter_app.post_words import ZONE_WORDS
from counter_app.screens.acts.act_form import ActForm, Ask, Fields, Filled, person_ask, quiet
from counter_app.widgets.lines import warned
from counter_app.wording import money_text, tr
from data.domain.codes import CODE_LIMIT, is_s10
from data.domain.packing import Zone, item_number

if TYPE_CHECKING:
    from counter_app.desk.post.at_unit import AtUnit
    from data.domain.dossier import Dossier


class GiveToPost(ActForm):
    heading = ACT_WORDS[NextAct.GIVE_TO_POST]

    @property
    def at_unit(self) -> "AtUnit":
        return self.station.counter.post.at_unit

    def asks(self) -> list[Ask]:
        zones = [(it.value, tr(word)) for it, word in ZONE_WORDS.items()]
        hint = tr("scan it from the parcel")
        return [
            Ask("item", tr("Item number"), hint=hint, limit=CODE_LIMIT),
            Ask("zone", tr("It goes"), Zone.PROVINCE.value, options=zones),
            person_ask("courier", tr("Taken by (post)")),
        ]

    def told(self) -> list[Content]:
        wish = self.dossier.taken_in().returning
        name = wish.receiver or self.dossier.applicant_name
        lines = [quiet(" · ".join(filter(None, (name, wish.address, wish.phone))))]
        if owed := self.at_unit.owed_vnd(self.dossier):
            said = tr("The post would take {money} on delivery.", money=money_text(owed))
            lines.append(warned(said))
        return lines

    def scanned(self, scan: str) -> Fields | None:
        number = item_number(scan)
        return {"item": number} if is_s10(number) else None

    def act(self, filled: Filled) -> "Dossier":
        form = UnitForm(filled["item"], filled["courier"], Zone(filled["zone"]))
        return self.at_unit.give(self.officer, self.dossier.id, form)

    def done(self, after: "Dossier") -> str:
        del after
        return tr("The post has it. Its tracing is at the postal desk.")
