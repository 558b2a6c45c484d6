"""What the tables of pledges refuse, by the name of the constraint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pledges.models import PledgeAim, PledgeContact, SignedDecision
from tests.pledges.signed import make_pledge
from workshops.models import Workshop

Breach = Callable[[Workshop], object]
TODAY = date(2026, 1, 1)


def sign_twice(workshop: Workshop) -> None:
    make_pledge(workshop, "St. George’s")
    make_pledge(workshop, "ST GEORGES")


def add_aim(**said: str) -> Breach:
    usual = {"foundation": "near", "title": "Near", "baseline": "x", "target": "y"}
    return lambda w: PledgeAim.objects.create(pledge=make_pledge(w), number=2, **{**usual, **said})


def name_nobody(workshop: Workshop) -> None:
    PledgeContact.objects.filter(pledge=make_pledge(workshop)).update(name="")


def decide(deed: str) -> Breach:
    return lambda w: SignedDecision.objects.create(pledge=make_pledge(w), deed=deed, decided_on=TODAY)


PLEDGE_BREACHES: dict[str, Breach] = {
    "pledge_of_an_organisation_once": sign_twice,
    "pledge_has_a_sentence": lambda w: make_pledge(w, sentence=""),
    "pledge_judged_known": lambda w: make_pledge(w, judged="fine", judged_on=TODAY),
    "pledge_judged_on_a_day": lambda w: make_pledge(w, judged="reached"),
    "pledge_aim_once": add_aim(foundation="nearby"),
    "pledge_aim_has_both": add_aim(target=""),
    "pledge_contact_is_named": name_nobody,
    "signed_decision_known": decide("praise"),
    "signed_decision_says_why": decide("hide"),
}
