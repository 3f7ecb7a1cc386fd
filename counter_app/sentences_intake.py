"""Sentences of the intake desk: what stands against a dossier, a form 02 or 03, an amendment."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

RECEIVERS: Final[Mapping[str, str]] = {
    "agency": msg("an officer of the agency"),
    "center": msg("an officer of the Center"),
    "post": msg("the postal employee"),
}
"""Who receives a procedure (R30)."""

INTAKE: Final[Mapping[str, str]] = {
    # who hands in, and for whom
    "identity-missing": msg(
        "This procedure lists the number of an identity paper. Scan the card, or press F3."
    ),
    "authorization-missing": msg(
        "Whoever hands in for another shows a paper. Press F3 and note its number and date."
    ),
    "authorization-expired": msg("The paper of authorisation ended on {day}."),
    "authorization-for-receiving-only": msg(
        "The paper of authorisation is for receiving the result, not for handing in."
    ),
    "authorization-day-unreadable": msg(
        "The last day of the authorisation is no date. Write it as 20/11/2026, or leave it empty."
    ),
    "identity-doubtful": msg("The number does not fit the kind of paper. Compare it once more."),
    "tax-code-doubtful": msg("The tax code has a wrong check digit. Compare it once more."),
    "phone-doubtful": msg("This telephone number cannot be called. Ask once more."),
    "email-doubtful": msg("This e-mail address cannot be reached. Ask once more."),
    "representative-missing": msg(
        "The name of the organisation's legal representative is missing."
    ),
    # how it came, and where its result goes
    "receiver-other": msg(
        "You may not receive this procedure: it is received by {receiver}. Guide the citizen there."
    ),
    "inbound-one-stop-missing": msg("Which one-stop sent this dossier on? Press F7 and name it."),
    "post-item-missing": msg("The number of the post's phiếu gửi is missing. Press F7."),
    "post-signing-missing": msg(
        "A postal dossier is received when its hand-over is signed: press F7 and write when, "
        "for example 8:30 20/11/2026. Until then it can be registered under the post's number."
    ),
    "signed-at-reason-missing": msg(
        "The hand-over was signed on {day}, and everything counts from then. Nothing was issued "
        "yet: press F7 and write why it is received only now, or correct the moment."
    ),
    "post-filing-not-allowed": msg("This procedure cannot be handed in by post."),
    "post-return-not-allowed": msg("The result of this procedure cannot be sent by post."),
    "post-address-missing": msg("Where shall the post bring the result? Press F7 and write it."),
    # late entry
    "late-blank-missing": msg("The number of the pre-printed blank is missing."),
    "late-blank-unreadable": msg(
        "This is no number of a pre-printed blank. Scan the blank, or write it as 261123-0012."
    ),
    "blank-not-entered": msg(
        "No dossier was entered from blank {blank} yet. Begin an intake and enter it late."
    ),
    "blanks-count-outside": msg("One print holds 1 to {limit} blanks."),
    "late-blank-used": msg("Blank {blank} was entered already. Nothing was issued."),
    "late-blank-not-printed": msg(
        "Blank {blank} has a number of this desk, but no such blank was printed here. Nothing was "
        "issued; the dossier is kept. Compare the number with the paper and correct it; if it "
        "stands there so, tell the administrator."
    ),
    "late-moment-unreadable": msg(
        "The time on the paper is missing or is none. Write it as 8:30 20/11/2026."
    ),
    "late-reason-missing": msg("Why is this entered late? The reason stands on the paper."),
    # fees
    "fee-exemption-unknown": msg("“{fee}” has no such exemption today. Choose another."),
    "fee-quantity-out-of-range": msg("The quantity of “{fee}” must lie between 1 and {limit}."),
    "fee-receipt-missing": msg(
        "What is paid has a receipt: press F6 and write its series and number."
    ),
    "fee-settled": msg("This fee was settled already."),
    "fee-unpaid": msg("No result leaves before its fee is paid (Điều 5 khoản 1 điểm d)."),
    # form 02 and 03, guidance
    "supplement-empty": msg("Form 02 asks for nothing yet. Mark what is missing or wrong."),
    "supplement-incomplete": msg(
        "Component {number} is neither here nor asked for, and one form 02 says all: {component}."
    ),
    "supplement-only-once": msg(
        "Form 02 no. {number} was given already, and one is all (Điều 6 khoản 1 điểm b). "
        "Another one needs a citation and a supervisor's confirmation."
    ),
    "too-many-demands": msg("Form 02 holds {limit} items at most. All that is typed is kept."),
    "demand-name-missing": msg("Item {number} names no paper."),
    "demand-outside-list": msg(
        "Item {number} is not in the published list: cite the law that asks for it, or take it out."
    ),
    "demand-above-published": msg(
        "Item {number} asks for more than is published for “{component}”: "
        "cite the law that asks for it, or ask for the published kind."
    ),
    "refusal-reason-missing": msg("A refusal needs its reason."),
    "refusal-basis-missing": msg("A refusal needs the law that it stands on."),
    "refusal-guide-first": msg(
        "For another agency's matter guidance is given. A refusal only if the citizen insists."
    ),
    "not-reopened": msg("This dossier waits for no supplement."),
    "guidance-topic-missing": msg("What was asked? Write it in a few words."),
    "posting-needs-procedure": msg(
        "A posting is drawn from a procedure. Choose one first; nothing was kept."
    ),
    "posting-outdated": msg(
        "The catalogue has changed since this posting was printed. Print the procedure anew."
    ),
    "supervisor-needed": msg("This number belongs to no supervisor. A supervisor has to confirm."),
    "confirm-own-act": msg(
        "Nobody confirms an act of their own. Nothing was issued or cancelled, and what was typed "
        "is kept: ask another supervisor to confirm."
    ),
    "citation-missing": msg("Which law allows it? Article, clause and document are needed."),
    # afterwards
    "cancel-reason-missing": msg("Why is this dossier cancelled? The reason is kept."),
    "cancel-too-late": msg("A dossier can be cancelled on the day of its receipt only."),
    "slip-not-taken-back": msg(
        "A slip of this dossier is out. Take it back and lay it under the camera first; "
        "where no camera works, F9 asks a supervisor."
    ),
    "not-instant": msg("The result of this procedure is not given at once."),
    "component-unknown": msg("This dossier has no such component."),
    "decision-missing": msg("Only a decision publishes a catalogue: give its number."),
}
