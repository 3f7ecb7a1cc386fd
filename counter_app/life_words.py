"""The word of an officer for every value in the life of a dossier behind its reception.

Message ids, translated where they are shown; a value without a word fails a test.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.desk.steps.next_acts import NextAct
from counter_app.wording import msg
from data.domain.handing_over import Place
from data.domain.procedures import Step
from data.domain.promises import Why
from data.domain.routing import LegStatus, Mode
from data.domain.standing import Duty, Stand
from data.domain.supplementing import DraftForm

STEP_WORDS: Final[Mapping[Step, str]] = {
    Step.RECEIVE: msg("reception"),
    Step.APPRAISE: msg("appraisal"),
    Step.APPROVE: msg("approval"),
    Step.RETURN: msg("return of the result"),
}
MODE_WORDS: Final[Mapping[Mode, str]] = {
    Mode.PAPER: msg("on paper, one after the other"),
    Mode.ELECTRONIC: msg("electronic, all at once"),
}
PLACE_WORDS: Final[Mapping[Place, str]] = {
    Place.CENTER: msg("at the Center"),
    Place.AGENCY: msg("with the agency"),
    Place.PROVINCE: msg("at Văn phòng UBND tỉnh"),
    Place.RETURN_DESK: msg("at the return desk"),
    Place.POST: msg("with the post"),
    Place.APPLICANT: msg("with the applicant"),
}
STAND_WORDS: Final[Mapping[Stand, str]] = {
    Stand.NONE: msg("nothing is measured"),
    Stand.STOPPED: msg("the clock stands"),
    Stand.IN_TIME: msg("in time"),
    Stand.DUE_TODAY: msg("due today"),
    Stand.OVERDUE: msg("overdue"),
    Stand.EARLY: msg("came early"),
    Stand.ON_TIME: msg("came on its day"),
    Stand.LATE: msg("came late"),
}
DUTY_WORDS: Final[Mapping[Duty, str]] = {
    Duty.HAND_OVER: msg("hand over to the agency"),
    Duty.RETURN: msg("last moment to return it for supplement"),
    Duty.STEP: msg("step of the process"),
    Duty.LEG: msg("part of an agency"),
    Duty.APOLOGY: msg("last day for an apology"),
    Duty.RESULT: msg("bring the result to the Center"),
}
WHY_WORDS: Final[Mapping[Why, str]] = {
    Why.RECEIPT: msg("as the receipt promised"),
    Why.RESTART: msg("counted anew since the supplement"),
    Why.RETURNED_LATE: msg("it was returned too late: the first date still measures"),
    Why.RETURNED_AGAIN: msg("it was returned once more: the first date still measures"),
    Why.REAPPOINTMENT: msg("new date of an apology"),
    Why.NEW_RESULT: msg("the result is made anew"),
}
LEG_WORDS: Final[Mapping[LegStatus, str]] = {
    LegStatus.NOT_YET: msg("not there yet"),
    LegStatus.AT_WORK: msg("at work"),
    LegStatus.DONE: msg("done"),
}
DRAFT_WORDS: Final[Mapping[DraftForm, str]] = {
    DraftForm.SUPPLEMENT: msg("Request for a supplement, of the agency"),
    DraftForm.APOLOGY: msg("Apology and new appointment"),
    DraftForm.REFUSAL: msg("Refusal after appraisal"),
}
ACT_WORDS: Final[Mapping[NextAct, str]] = {
    NextAct.TAKE_SUPPLEMENT: msg("Take the supplement"),
    NextAct.SET_ROUTE: msg("Fix the way through several agencies"),
    NextAct.NOTE_PROGRESS: msg("Note what the agency did"),
    NextAct.ANSWER_LEG: msg("An agency of the way answered"),
    NextAct.VERIFY: msg("Record a verification"),
    NextAct.CONSULT: msg("Ask an agency for its opinion"),
    NextAct.OPINION: msg("An opinion came"),
    NextAct.SILENCE: msg("Report that no opinion came in time"),
    NextAct.DRAFT_REQUEST: msg("Draft form 02 for the agency"),
    NextAct.RETURN: msg("Return for supplement: signed form 02"),
    NextAct.DRAFT_APOLOGY: msg("Draft form 04 for the agency"),
    NextAct.APOLOGISE: msg("Apology and new date: signed form 04"),
    NextAct.DRAFT_REFUSAL: msg("Draft a refusal for the agency"),
    NextAct.APPROVE: msg("The result was signed"),
    NextAct.FROM_PROVINCE: msg("Văn phòng UBND tỉnh passed the result on"),
    NextAct.GIVE_TO_POST: msg("Give the result to the post"),
    NextAct.CLOSE: msg("Close: the supplement was never brought"),
    NextAct.CORRECT: msg("Correct what was mistyped"),
    NextAct.RECALL: msg("Take the last step back"),
    NextAct.WITHDRAW: msg("The owner withdraws it"),
    NextAct.REVERSE_FEE: msg("Void a receipt, or give money back"),
    NextAct.RESOLVE: msg("Settle a conflict"),
}
