"""Sentences for the post: parcels, what was filed with it, and what it carries."""

from collections.abc import Mapping
from typing import Final

from counter_app.wording import msg

POST: Final[Mapping[str, str]] = {
    "parcel-elsewhere": msg(
        "It does not stand where it should for this step. Nothing was counted; open its dossier"
        " to see where it is."
    ),
    "parcel-unknown": msg(
        "No parcel of this number is known here. Put it aside and ask who packed it."
    ),
    "post-number-of-another": msg(
        "This number stands on the parcel of {other} already. Nothing was kept; take another "
        "parcel, or look at that dossier."
    ),
    "not-packed": msg(
        "The result lies in no parcel. Nothing changed hands; pack it first: scan its slip at "
        "the postal desk."
    ),
    "weight-unreadable": msg(
        "The weight is a number of grams such as 250. Nothing was kept; type it again or leave "
        "it empty."
    ),
    "weight-out-of-range": msg(
        "One item weighs {limit} grams at most. Nothing was kept; type the weight again or "
        "leave it empty."
    ),
    "postage-unreadable": msg(
        "The postage is an amount in đồng such as 35.000. Nothing was kept; type it again or "
        "leave it empty."
    ),
    "postage-out-of-range": msg(
        "The postage of one item is {limit} đồng at most. Nothing was kept; type it again or "
        "leave it empty."
    ),
    "result-other": msg(
        "This result was made anew after it was packed. It is kept on record; pack the new one."
    ),
    "handed-in-already": msg(
        "This item was handed in before; the first signing is its submission. Nothing more is "
        "needed."
    ),
    "post-fault-reason-missing": msg(
        "What happened to the item, and where? Nothing was kept; write it, for the report needs it."
    ),
    "post-may-not-collect": msg(
        "{agency} has not authorised the post to take its fees (Điều 6 khoản 9 điểm c). Nothing"
        " was kept; the sender pays at the Center."
    ),
    "post-signing-other": msg(
        "The hand-over of this item was signed at another moment: {at}. Nothing was issued; "
        "that moment is its submission."
    ),
    "period-turned-round": msg(
        "The first day lies behind the last one. Nothing was counted; type the days again."
    ),
}
