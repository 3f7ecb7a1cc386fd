"""A result on its way with the post: packed, picked up, delivered, or brought back (C21)."""

from dataclasses import dataclass
from typing import Final

from counter_app.practice.life_led import Led
from counter_app.practice.life_people import a_name, an_item, pick
from data.domain import posting
from data.domain.concluding import the_result
from data.domain.hands import Hands
from data.domain.lifecycle import Action
from data.domain.packing import Pack, Zone, pack, packed, unpack
from data.domain.post_filing import PostFault, PostFaultNoted, note_post_fault
from data.domain.posting import Deliver, GiveToPost
from data.domain.profile import AfterFailedPost
from data.domain.releasing import originals_left, to_recover

CARRIED: Final = 2
"""Working days of the post."""
AT_HOME: Final = 0.85
"""Of those who can be found at all, at the first try."""
WRONG_PARCEL: Final = 0.03
WET: Final = 0.02
"""Of the parcels, which reach their receiver all the same."""
ZONES: Final = (Zone.DISTRICT, Zone.PROVINCE, Zone.PROVINCE, Zone.COUNTRY)
"""Most go somewhere within the province."""


@dataclass(slots=True)
class AtPost:
    led: Led

    def tell(self) -> bool:
        """Whether it was delivered; else it is back after so many invitations."""
        led, rules = self.led, self.led.center.rules
        self._leave()
        led.later(1 + int(led.random.random() * CARRIED))
        home = not led.chance(led.center.habits.undelivered)
        for number in range(rules.profile.rules.post_invitations):
            if home and (number or led.chance(AT_HOME)):
                self._deliver()
                return True
            self._invite()
            led.later(posting.INVITATION_GAP_WORKING_DAYS + int(led.chance(0.4)))
        if home:
            self._deliver()
            return True
        led.later(2)
        self._come_back()
        return False

    # --- it leaves ------------------------------------------------------------------------------

    def _leave(self) -> None:
        led = self.led
        if the_result(led.dossier).what.own_place:
            self._give_at_unit()
            return
        self._pack()
        if led.chance(WRONG_PARCEL):
            officer = led.officer(Action.UNPACK)
            led.does(officer, unpack(led.dossier, roles=officer.roles))
            self._pack()
        led.later(1)
        self._be_picked_up()
        if led.chance(WET):
            self._get_wet()

    def _pack(self) -> None:
        led, officer = self.led, self.led.officer(Action.PACK)
        ready = Pack(an_item(led.random), pick(led.random, ZONES))
        led.does(officer, pack(led.dossier, ready, roles=officer.roles, rules=led.center.rules))
        led.soon(15)

    def _be_picked_up(self) -> None:
        led, rules = self.led, self.led.center.rules
        officer, ready = led.officer(Action.GIVE_TO_POST), packed(led.dossier)
        assert ready is not None
        hands = Hands(officer.name, a_name(led.random))
        act = posting.as_packed(ready.what, hands, manifest="", now=led.at, rules=rules)
        fact = posting.give_to_post(led.dossier, act, roles=officer.roles, rules=rules)
        led.does(officer, fact)

    def _give_at_unit(self) -> None:
        """Công an tỉnh hands it to the post itself (R33, C21)."""
        led, officer = self.led, self.led.officer(Action.GIVE_TO_POST_AT_UNIT)
        act = GiveToPost(
            item=an_item(led.random),
            courier=a_name(led.random),
            originals=originals_left(led.dossier),
        )
        fact = posting.give_to_post_at_unit(
            led.dossier, act, roles=officer.roles, rules=led.center.rules
        )
        led.does(officer, fact)

    # --- on its way -----------------------------------------------------------------------------

    def _get_wet(self) -> None:
        led, officer = self.led, self.led.officer(Action.RECORD_POST_FAULT)
        given = posting.posting(led.dossier)
        assert given is not None
        said = PostFaultNoted(given.what.item, PostFault.DAMAGED, led.at.date(), "Bì thư bị ướt.")
        led.does(officer, note_post_fault(led.dossier, said, now=led.at, roles=officer.roles))

    def _invite(self) -> None:
        led, officer = self.led, self.led.officer(Action.RECORD_INVITATION)
        fact = posting.invite(
            led.dossier,
            day=led.at.date(),
            now=led.at,
            roles=officer.roles,
            rules=led.center.rules,
            reason="Không có người nhận.",
        )
        led.does(officer, fact)

    def _deliver(self) -> None:
        led, officer = self.led, self.led.officer(Action.DELIVER)
        applicant = led.dossier.applicant
        act = Deliver(
            receiver=applicant.name if applicant else a_name(led.random),
            day=led.at.date(),
            identity_seen=True,
            recovered=to_recover(led.dossier),
        )
        led.does(officer, posting.deliver(led.dossier, act, now=led.at, roles=officer.roles))

    def _come_back(self) -> None:
        """To the shelf or the agency, as the profile says."""
        led, rules = self.led, self.led.center.rules
        own = bool(the_result(led.dossier).what.own_place)
        if own or rules.profile.rules.after_failed_post is AfterFailedPost.AGENCY:
            officer = led.officer(Action.POST_BACK_TO_AGENCY)
            given = Hands(officer.name, a_name(led.random))
            fact = posting.back_at_agency(led.dossier, given, roles=officer.roles, rules=rules)
        else:
            officer = led.officer(Action.POST_BACK_TO_SHELF)
            fact = posting.back_on_shelf(led.dossier, "P-01", roles=officer.roles, rules=rules)
        led.does(officer, fact)
