"""Sentences about the life of a dossier beyond its reception: what is safe, what to do."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

LIFE: Final[Mapping[str, str]] = {
    # handing over
    "giver-missing": msg(
        "Who gives the folder is missing. Nothing was handed over; type the name of the giver."
    ),
    "receiver-missing": msg(
        "Who takes the folder is missing. Nothing was handed over; type the name of the receiver."
    ),
    "conflict-open": msg(
        "Two desks recorded acts on this dossier that cannot both stand. Nothing was changed; a"
        " supervisor settles them first."
    ),
    "hand-over-unscanned": msg(
        "{count} components are not scanned yet, the first one: {component}. The dossier stays "
        "at the Center; scan them, then hand it over."
    ),
    "hand-over-unrouted": msg(
        "This procedure goes through several agencies, and their order is not fixed yet (Điều 6"
        " khoản 4 điểm đ). The dossier stays at the Center; fix the order first."
    ),
    "route-outdated": msg(
        "The clock started anew with the supplement, and the agencies' limits are those from "
        "before. The dossier stays at the Center; fix the order and the limits anew."
    ),
    "hand-over-not-to-lead": msg(
        "This dossier goes to another agency: the lead of its route. Nothing was handed over; "
        "look at the route, then hand it over to the lead."
    ),
    "progress-who-missing": msg("Who did this step is missing. Nothing was noted; type the name."),
    "progress-empty": msg(
        "There is nothing to note yet. Give a paper's number, a scan, or a few words."
    ),
    "paper-day-missing": msg(
        "This paper has a number and no date. Nothing was kept; type its date."
    ),
    # routing
    "route-not-approved": msg(
        "No decision approves this way through several agencies (Điều 6 khoản 4 điểm đ). "
        "Nothing was fixed; give number and date of the decision, or a supervisor confirms with"
        " a legal ground."
    ),
    "route-too-short": msg(
        "A way through several agencies needs at least two. Nothing was fixed; add an agency, "
        "or hand over to the only one."
    ),
    "route-too-long": msg(
        "A way holds {limit} agencies at most. What is typed is kept; take some out."
    ),
    "leg-agency-missing": msg("Line {number} names no agency. What is typed is kept; choose one."),
    "leg-content-missing": msg(
        "Line {number} does not say what the agency does. What is typed is kept; write it."
    ),
    "leg-one-stop-missing": msg(
        "Line {number} is of another level: name the one-stop that watches over it. What is "
        "typed is kept."
    ),
    "leg-limit-passed": msg(
        "The limit of line {number} is over already. What is typed is kept; choose a later one."
    ),
    "leg-after-due": msg(
        "The limit of line {number} is after {day}, when the citizen was promised the result. "
        "Choose an earlier one, or a supervisor confirms with a legal ground."
    ),
    "leg-after-lead": msg(
        "The limit of line {number} is after that of the lead, who needs its result. What is "
        "typed is kept; correct one of both."
    ),
    "leg-before-previous": msg(
        "On paper, line {number} cannot be done before the line above it. What is typed is "
        "kept; correct the order or the limits."
    ),
    "route-missing": msg(
        "This dossier has no way through several agencies. Nothing was changed; it stays with "
        "its agency."
    ),
    "route-is-parallel": msg(
        "This dossier went to all agencies at once, so nothing is passed on. Nothing was "
        "changed; record what each agency answers."
    ),
    "route-is-sequential": msg(
        "This dossier goes round on paper. Nothing was kept; record the passing on, with the "
        "agency's result."
    ),
    "route-complete": msg(
        "This dossier has been at every agency and is with the lead. Nothing was changed; the "
        "lead brings the result."
    ),
    "send-on-out-of-order": msg(
        "Another agency is next in the order (Điều 6 khoản 4 điểm đ). Nothing was passed on; "
        "look at where the dossier is."
    ),
    "leg-unknown": msg(
        "This dossier does not go to such an agency. Nothing was kept; choose one from the list."
    ),
    "leg-is-lead": msg(
        "The lead's answer is the result itself. Nothing was kept; record the approval."
    ),
    "leg-answered": msg(
        "This agency answered already. What was recorded first stands; nothing was changed."
    ),
    "leg-answer-empty": msg(
        "The agency's answer is empty. Nothing was kept; give its paper or a few words."
    ),
    # appraising
    "verification-record-missing": msg(
        "A verification is made into a record (Điều 6 khoản 4 điểm b). Nothing was kept; give "
        "the number of the record or scan it."
    ),
    "verification-in-the-future": msg(
        "This verification has not taken place yet. Nothing was kept; record it afterwards, or "
        "correct the time."
    ),
    "verification-time-missing": msg(
        "The applicant had to be present: when was it? Type day and hour."
    ),
    "verification-place-missing": msg(
        "The applicant had to be present: where was it? Type the place."
    ),
    "verification-participants-missing": msg(
        "The applicant had to be present: who took part? Type the participants."
    ),
    "verification-content-missing": msg(
        "The applicant had to be present: what was verified? Type the content."
    ),
    "consultation-content-missing": msg(
        "What the agency is asked is missing (Điều 6 khoản 4 điểm d). Nothing was kept; type it."
    ),
    "consultation-limit-passed": msg(
        "The limit for the answer is over already. Nothing was kept; choose a later one."
    ),
    "consultation-twice": msg(
        "This agency was asked by the same paper already. Nothing was kept; look at the open "
        "questions."
    ),
    "consultation-unknown": msg(
        "This dossier has no such request for an opinion. Nothing was kept; choose one from the"
        " list."
    ),
    "consultation-answered": msg(
        "This request was answered already. What was recorded first stands; nothing was changed."
    ),
    "consultation-not-late": msg(
        "The agency may answer until the end of {day}. Nothing was reported; wait until then."
    ),
    "silence-known": msg("The Center was told of this silence already. Nothing was changed."),
    "opinion-empty": msg(
        "The answer is empty. Nothing was kept; give the paper, a scan, or its content."
    ),
    "opinion-in-the-future": msg(
        "The answer has the date {day}, which is not here yet. Nothing was kept; correct the date."
    ),
    "opinion-before-question": msg(
        "The answer has the date {day}, before it was asked for. Nothing was kept; correct the "
        "date."
    ),
    # supplementing
    "return-reason-missing": msg(
        "The form has no reason. Nothing was kept; write why the dossier comes back."
    ),
    "return-late-unconfirmed": msg(
        "The last day to return it was {day}. Nothing was kept; a supervisor may confirm it "
        "with the law that allows it."
    ),
    "return-repeated-unconfirmed": msg(
        "It was asked for {limit} time already. Nothing was kept; a supervisor may confirm "
        "another one with the law that allows it."
    ),
    "draft-unknown": msg(
        "No draft of this form is known for this dossier. Nothing was kept; choose the draft "
        "that the paper follows, or none."
    ),
    "brought-nothing": msg(
        "Nothing of what was asked for was brought. Nothing was kept; mark what the citizen brings."
    ),
    "demand-not-open": msg(
        "This was not asked for, or it was brought already. Nothing was kept; look at the form "
        "again."
    ),
    "demands-unmet": msg(
        "Something that was asked for is still missing. The clock stands on; take what is here "
        "as a part."
    ),
    "taken-in-the-future": msg(
        "The supplement cannot come at a time that is still to come. Nothing was kept; correct "
        "the moment."
    ),
    "taken-before-return": msg(
        "The dossier was returned on {day}, so nothing came before it. Nothing was kept; "
        "correct the moment."
    ),
    "taken-reason-missing": msg(
        "It is entered for {day}, not for today. Nothing was kept; write why, the due date "
        "counts from it."
    ),
    "close-reason-missing": msg(
        "A dossier is closed with a reason only. Nothing was kept; write it."
    ),
    "close-notice-missing": msg(
        "The citizen has to be told before. Nothing was closed; write how and on what day that "
        "was done."
    ),
    "close-contact-unknown": msg(
        "This contact is not in the log of the dossier. Nothing was closed; choose one that is."
    ),
    "close-notice-in-the-future": msg(
        "The notice is of {day}, which is still to come. Nothing was closed; correct the day."
    ),
    "close-notice-too-early": msg(
        "The notice of {day} is older than the request. Nothing was closed; tell the citizen anew."
    ),
    # reappointing
    "apology-reason-missing": msg(
        "Form 04 has no reason. Nothing was kept; write why the result is late."
    ),
    "new-due-missing": msg("Form 04 gives a new day. Nothing was kept; write it."),
    "reappointment-twice": msg(
        "A new day was given already; it is given once only (Điều 6 khoản 3). Nothing was kept;"
        " register the apology without a day and report it."
    ),
    "new-due-not-later": msg(
        "The new day is not later than {day}, which was promised. Nothing was kept; correct it."
    ),
    "due-change-unconfirmed": msg(
        "A supervisor has to confirm a new day. Nothing was kept; have it confirmed, then "
        "register it again."
    ),
    "due-moved-meanwhile": msg(
        "The due date was moved meanwhile. Nothing was kept; look at the dossier again."
    ),
    # concluding
    "result-before-reception": msg(
        "This result was signed before the dossier was received on {day}. Nothing was kept; "
        "look at the day on the paper."
    ),
    "result-empty": msg(
        "A result consists of at least one paper. Nothing was kept; name what is handed out."
    ),
    "result-too-many-items": msg(
        "A result has {limit} kinds of papers at most. Nothing was kept; put papers of one kind"
        " into one line."
    ),
    "result-item-unnamed": msg(
        "Paper {number} of the result has no name. Nothing was kept; write what it is."
    ),
    "result-item-count": msg(
        "Paper {number} of the result is counted from 1 to {limit}. Nothing was kept; correct "
        "the number."
    ),
    "result-reason-missing": msg("A refusal says why. Nothing was kept; write the reason."),
    "result-basis-missing": msg(
        "This dossier was verified: a refusal now needs its law. Nothing was kept; write "
        "article, clause and document."
    ),
    "route-incomplete": msg(
        "Other agencies of the route are not done yet (Điều 6 khoản 4 điểm đ). Nothing was "
        "kept; record their results first."
    ),
    "consultation-open": msg(
        "{agency} has not answered yet (Điều 6 khoản 4 điểm d). Nothing was kept; record the "
        "opinion, or report the silence once its limit is over."
    ),
    "verification-missing": msg(
        "This procedure wants a verification made into a record (Điều 6 khoản 4 điểm b). "
        "Nothing was kept; record it, or let a leader confirm why there is none."
    ),
    "not-via-province": msg(
        "UBND tỉnh does not decide this dossier, so its office passes nothing on. Nothing was "
        "kept; bring the result to the return desk."
    ),
    "province-hop-done": msg(
        "Văn phòng UBND tỉnh passed this result on already. Nothing more is needed; bring it to"
        " the return desk."
    ),
    "province-hop-missing": msg(
        "UBND tỉnh decides this, and its office has not passed the result on yet (Điều 6 khoản "
        "5 điểm b). Record that first."
    ),
    "result-at-own-unit": msg(
        "Công an tỉnh returns this result itself (Điều 5 khoản 1 điểm d). Nothing was kept; the"
        " citizen goes to: {place}"
    ),
    "shelf-missing": msg("Where does the result lie? Type or scan its place on the shelves."),
    "result-replaced": msg(
        "This result was made anew meanwhile. Nothing was kept; look at the dossier as it is now."
    ),
    "rejection-reason-missing": msg(
        "What is wrong with the result? Nothing was kept; write it, for the agency mends what "
        "it reads."
    ),
    "wrong-result-not-recovered": msg(
        "The wrong result is still with the citizen. Take it back and mark it, or let a leader "
        "confirm."
    ),
    "rejection-new-due-missing": msg(
        "The date that the citizen was told has come. Nothing was kept; say a new date."
    ),
    # releasing
    "not-at-own-unit": msg(
        "Only Công an tỉnh returns at its own unit (Điều 6 khoản 5 điểm b). Nothing was kept; "
        "bring the result to the return desk."
    ),
    "collector-name-missing": msg(
        "Who takes the result? Nothing was handed out; scan the card or type the name."
    ),
    "collector-is-somebody-else": msg(
        "The number of this card is not the applicant's. Nothing was handed out; say in what "
        "right this person comes."
    ),
    "collector-authorization-missing": msg(
        "Who fetches for another shows a giấy ủy quyền (Điều 8 khoản 1). Nothing was handed "
        "out; note its number and date."
    ),
    "collector-authorization-expired": msg(
        "The paper of authorisation ended on {day}. Nothing was handed out; ask for one in force."
    ),
    "authorization-for-submitting-only": msg(
        "The paper of authorisation is for handing in, not for receiving. Nothing was handed "
        "out; another paper is needed."
    ),
    "submitter-unknown": msg(
        "The applicant handed this dossier in himself. Nothing was handed out; choose another "
        "right."
    ),
    "identity-not-seen": msg(
        "An identity paper was not looked at. Look at it and mark it, or let a leader confirm."
    ),
    "collector-needs-leader": msg(
        "No rule of the desk says that this person may act here. Nothing was kept; a leader "
        "decides, with the ground."
    ),
    "lost-slip-unproven": msg(
        "The slip is lost: look at an identity paper and take the signature; no other paper may"
        " be asked. Or a leader confirms."
    ),
    "lost-slip-needs-leader": msg(
        "The slip is lost, and at this Center a supervisor decides. Nothing was handed out; ask"
        " the supervisor to confirm."
    ),
    "goes-back-to-one-stop": msg(
        "This dossier came from {one_stop}, and its result goes back there (Điều 6 khoản 4 điểm"
        " e). Send it back, or let a leader confirm."
    ),
    "old-papers-not-recovered": msg(
        "An old paper is taken back with this result: {paper}. Take it and mark it, or let a "
        "leader confirm."
    ),
    "old-paper-unknown": msg(
        "This procedure takes no such old paper back. Nothing was kept; give it back to the "
        "citizen."
    ),
    "originals-left": msg(
        "{left} originals of the citizen are still here. Hand them back too, or let a leader "
        "confirm."
    ),
    "originals-too-many": msg(
        "Only {left} originals are kept here. Nothing was kept; count again."
    ),
    "originals-returned-twice": msg(
        "These originals were handed back already. Nothing was kept; look at what another desk "
        "recorded."
    ),
    "release-is-whole": msg(
        "This is everything that is left. Nothing was kept; hand out the whole result, which "
        "closes the dossier."
    ),
    "release-empty": msg(
        "Nothing was chosen. Mark the papers or the originals that are handed out."
    ),
    "release-not-whole": msg(
        "Something of this result would stay behind. Nothing was kept; look at the dossier "
        "again and hand out all that is left."
    ),
    "released-twice": msg(
        "This was handed out already. Hand out nothing; look at who took it and when."
    ),
    "item-unknown": msg("The result has no such paper. Nothing was kept; choose from its list."),
    "not-inbound": msg(
        "This dossier was received here, so it is returned here. Nothing was kept; hand it out "
        "to the citizen."
    ),
    # posting
    "post-not-asked-for": msg(
        "The citizen did not ask for the post. Nothing was kept; change the way of return first"
        " if that is wished."
    ),
    "post-number-missing": msg("The number of the postal item is missing. Scan or type it."),
    "post-number-mistyped": msg(
        "The check digit of this postal number is wrong. Nothing was kept; scan it, or type it "
        "again."
    ),
    "post-number-used": msg(
        "This postal number was used for this dossier before. Nothing was kept; each posting "
        "has a number of its own."
    ),
    "courier-missing": msg(
        "Which postal employee takes it? Type the name; the employee signs the sheet."
    ),
    "cod-not-allowed": msg(
        "The rules of this Center want the fee paid before the result leaves (Điều 5 khoản 1 "
        "điểm d). Record the payment first."
    ),
    "cod-not-authorised": msg(
        "This agency has not authorised the post to collect its fees (Điều 6 khoản 9 điểm c). "
        "Record the payment first."
    ),
    "cod-nothing-due": msg(
        "No fee is owed, so the post collects none. Nothing was kept; leave cash on delivery out."
    ),
    "post-day-in-the-future": msg(
        "{day} is still to come. Nothing was kept; type the day on which it happened."
    ),
    "delivered-before-posting": msg(
        "The post took the result on {day}. Nothing was kept; correct the day of delivery."
    ),
    "invitation-too-soon": msg(
        "Invitations are two working days apart: the next one counts from {day}. Nothing was kept."
    ),
    "invitation-twice": msg("This invitation was recorded already. Nothing more is needed."),
    "post-item-other": msg(
        "The post carries this result under another number. Nothing was kept; look at the "
        "number on the item."
    ),
    "post-still-tries": msg(
        "The post has to try {left} more times before it brings the result back. Record the "
        "invitations, or let a leader confirm."
    ),
    "post-back-elsewhere": msg(
        "The rules of this Center want undelivered results at another place. Bring it there, or"
        " let a leader confirm."
    ),
    # withdrawing
    "withdrawal-request-missing": msg(
        "A dossier is withdrawn in writing only. Nothing was kept; note the number of the "
        "request or scan it."
    ),
    "withdrawal-name-missing": msg(
        "Who asks for the dossier back? Nothing was kept; type the name."
    ),
    "withdrawal-fee-unsaid": msg(
        "The fee of this dossier was paid. Nothing was kept; write what becomes of it and by "
        "which rule."
    ),
    # endings shared
    "new-due-past": msg(
        "The new date {day} is over already. Nothing was kept; choose a later one."
    ),
    "new-due-outside-hours": msg(
        "Nobody hands out results at that hour of {day}. Nothing was kept; choose an hour of a "
        "working day."
    ),
    "paper-number-missing": msg(
        "A paper without a number is a draft. Nothing was kept; type the number."
    ),
    "paper-signer-missing": msg("Who signed the paper? Nothing was kept; type the name."),
    "paper-in-the-future": msg(
        "The paper is dated {day}, which is still to come. Nothing was kept; look at the day on"
        " the paper."
    ),
    # correcting
    "correction-reason-missing": msg(
        "A correction has a reason. Nothing was changed; write what was mistyped."
    ),
    "correction-empty": msg("Nothing is said otherwise than before. Nothing was changed."),
    "recall-nothing": msg("There is no step to take back. Nothing was changed."),
    "recall-not-possible": msg(
        "This step cannot be taken back: a paper of it is out. Nothing was changed; correct it "
        "by a new step."
    ),
    "recall-not-yours": msg(
        "Only the officer who did the last step takes it back. Nothing was changed; ask that "
        "officer."
    ),
    "recall-too-late": msg(
        "Somebody has acted on this step already. Nothing was changed; look at the dossier again."
    ),
    "resolution-reason-missing": msg(
        "A decision about a conflict has a reason. Nothing was changed; write it."
    ),
    "resolution-leaves-nothing": msg(
        "Without the other act nothing is left of the dossier, and this one fits nowhere. "
        "Nothing was changed; let the other one stand."
    ),
    "conflict-unknown": msg(
        "This is no open conflict of the dossier. Nothing was changed; look at the dossier again."
    ),
}
